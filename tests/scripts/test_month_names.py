"""The file of months' names is made from Unicode's locale data."""

import pytest
from month_names import ALSO, SPREAD, month_names, months_text

from cvpdf.model.dates import MONTHS_FILE, months_named


@pytest.mark.slow
def test_the_file_is_fresh() -> None:
    assert MONTHS_FILE.read_text(encoding="utf-8") == months_text(), "run `python scripts/month_names.py`"


@pytest.mark.slow
def test_few_words_are_different_months_in_languages_that_are_spread() -> None:
    unclear = {word for word, month in month_names()["everywhere"].items() if isinstance(month, list)}
    assert unclear == {"lip", "lis", "listopad", "listopada", "srp"}


def test_what_people_write_besides_is_there() -> None:
    for language, names in ALSO.items():
        assert language in SPREAD
        for name, month in names.items():
            assert months_named(name, "") == (month,)


def test_english_words_are_english_months() -> None:
    for word, month in {"may": 5, "mar": 3, "jan": 1, "dec": 12, "sep": 9}.items():
        assert months_named(word, "") == (month,)
