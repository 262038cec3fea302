import subprocess
import sys

import pytest

from cvpdf.locale.cldr import SHORT, STYLES, format_date, format_day, format_period
from cvpdf.locale.labels import Locale, load_locale
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate


def locale(language: str = "en") -> Locale:
    loaded = load_locale(language).value
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        (PartialDate(2019), "2019"),
        (PartialDate(2019, 3), "Mar 2019"),
        (PartialDate(2019, 3, 7), "Mar 2019"),
        (Present("now"), "Present"),
        (WrittenDate("summer of 2019"), "summer of 2019"),
    ],
)
def test_dates(date: DateValue, printed: str) -> None:
    assert format_date(date, locale()) == printed


@pytest.mark.parametrize(
    ("style", "printed"),
    [("short", "Mar 2019 – 2022"), ("long", "March 2019 – 2022"), ("numeric", "03/2019 – 2022")],
)
def test_styles(style: str, printed: str) -> None:
    assert format_period(PartialDate(2019, 3, 7), PartialDate(2022), locale(), style) == printed


def test_the_style_is_short_where_none_is_given() -> None:
    assert STYLES[0] == SHORT
    assert format_date(PartialDate(2019, 3), locale()) == format_date(PartialDate(2019, 3), locale(), "short")


def test_a_birthday_keeps_its_day() -> None:
    assert format_day(PartialDate(1990, 12, 10), locale()) == "Dec 10, 1990"
    assert format_day(PartialDate(1990, 12, 10), locale("en-GB")) == "10 Dec 1990"
    assert format_day(PartialDate(1990, 12), locale()) == "Dec 1990"


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (PartialDate(2019, 3), PartialDate(2022), "Mar 2019 – 2022"),
        (PartialDate(2019, 3), None, "Mar 2019 – Present"),
        (PartialDate(2019), Present("ongoing"), "2019 – Present"),
        (None, PartialDate(2022, 5), "May 2022"),
        (PartialDate(2019, 3, 1), PartialDate(2019, 3, 9), "Mar 2019"),
        (WrittenDate("2019 or so"), PartialDate(2022), "2019 or so – 2022"),
        (WrittenDate("summers of 2019 and 2020"), None, "summers of 2019 and 2020"),
        (None, None, ""),
    ],
)
def test_periods(start: DateValue | None, end: DateValue | None, printed: str) -> None:
    assert format_period(start, end, locale()) == printed


@pytest.mark.parametrize("language", ["en-Nowhere", "en-x-private", "en-ZZ"])
def test_a_tag_that_babel_does_not_know_is_read_by_its_language(language: str) -> None:
    assert format_date(PartialDate(2019, 3), locale(language)) == "Mar 2019"


def test_years_alone_do_not_import_babel() -> None:
    code = (
        "import sys; from cvpdf.locale.cldr import *; from cvpdf.locale.labels import load_locale\n"
        "format_period(PartialDate(2019), None, load_locale('en').value)\n"
        "print('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.slow
def test_months_have_their_names_after_any_number_of_other_languages() -> None:
    """Babel lets languages inherit what others have looked up, and gives numbers for names after some of them."""
    code = """
from babel.localedata import locale_identifiers
from cvpdf.locale.cldr import cldr
from cvpdf.locale.cldr import format_date
from cvpdf.locale.labels import languages, load_locale
from cvpdf.model.dates import PartialDate
for tag in ("ak", "cop", "ff-Adlm", "iu", "ms-Arab", "nv", "shn", "sms", "vai-Latn", *locale_identifiers()[:120]):
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            dict(cldr(tag.replace("_", "-")).months[context][width].items())
for tag in ("ar-OM", "ko-KR", "yo-BJ", "ur-IN", *languages()):
    printed = [name for width in ("wide", "abbreviated") for name in cldr(tag).months["format"][width].values()]
    assert not any("M0" in name for name in printed), (tag, printed)
    assert "M0" not in format_date(PartialDate(2019, 1), load_locale(tag).value)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
