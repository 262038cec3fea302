"""The forms of dates: what each means, and what means nothing certain."""

import re
import subprocess
import sys
from datetime import date

import pytest
from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError, PartialDate, parse_date

LANGUAGES = (
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk vi zh-Hans zh-Hant".split()
)

READ = """
2019 = 2019
2019-04 = 2019-04
2019-04-01 = 2019-04-01
2023-9-8 = 2023-09-08
2023/09 = 2023-09
2023.09.08 = 2023-09-08
2023. 9. 8. = 2023-09-08
2023–09 = 2023-09
09/2023 = 2023-09
9.2023 = 2023-09
09 / 2023 = 2023-09
2023-09-08T10:00:00Z = 2023-09-08
2004-00-00 = 2004
2004-00 = 2004
2004-3-0 = 2004-03
00/2004 = 2004
2004-03-00T00:00:00Z = 2004-03
2024-02-29 = 2024-02-29
2000-02-29 = 2000-02-29
29.02.2000 = 2000-02-29
31.12.2020 = 2020-12-31
31.XII.2019 = 2019-12-31
5 V 2019 = 2019-05-05
2019. IV. 30. = 2019-04-30
Maerz 2019 = 2019-03
Feber 2019 = 2019-02
2020年3月1日(日) = 2020-03-01
2020年3月1日（日曜日） = 2020-03-01
12/31/2020 = 2020-12-31
31-12-2020 = 2020-12-31
5/5/2020 = 2020-05-05
Aug. 2009 = 2009-08
AUGUST 2009 = 2009-08
Sept 2010 = 2010-09
May, 2018 = 2018-05
2019 Jan = 2019-01
Mar-2019 = 2019-03
5-Mar-2019 = 2019-03-05
March 5, 2019 = 2019-03-05
March 1st, 2019 = 2019-03-01
1st of March 2019 = 2019-03-01
Oktober 2022 = 2022-10
Mrz 2022 = 2022-03
15. März 2021 = 2021-03-15
oct. 2019 = 2019-10
15 mars 2021 = 2021-03-15
1er août 2021 = 2021-08-01
aout 2021 = 2021-08
15 de marzo de 2021 = 2021-03-15
1º de março de 2021 = 2021-03-01
març del 2021 = 2021-03
d’abril del 2021 = 2021-04
2021. március 15. = 2021-03-15
2021 m. kovas = 2021-03
2021. gada 15. marts = 2021-03-15
2021(e)ko martxoa = 2021-03
март 2021 г. = 2021-03
15 марта 2021 года = 2021-03-15
03.2021 г. = 2021-03
HAZİRAN 2020 = 2020-06
KASIM 2020 = 2020-11
ΜΑΡΤΙΟΣ 2020 = 2020-03
15 במרץ 2021 = 2021-03-15
مارس ٢٠٢١ = 2021-03
٢٠١٩ = 2019
मार्च २०२० = 2020-03
มี.ค. 2021 = 2021-03
15 มีนาคม ค.ศ. 2021 = 2021-03-15
2021年3月 = 2021-03
2021年３月15日 = 2021-03-15
２０２１年 = 2021
2021年三月 = 2021-03
2021년 3월 = 2021-03
2021년 3월 15일 = 2021-03-15
tháng 3 năm 2021 = 2021-03
15 tháng 3, 2021 = 2021-03-15
"""

AS_WRITTEN = (
    "",
    "19",
    "'19",
    "Mar '19",
    "20190401",
    "2019-2020",
    "2019-04/01",
    "2019?",
    "~2019",
    "2019-",
    "– 2019",
    "2019 …",
    "2019..",
    "Spring 2019",
    "Sommer 2019",
    "Q1 2019",
    "since March 2019",
    "May - June 2019",
    "Jan 2019 – Mar 2020",
    "15-17 mars 2021",
    "March 2019 – 5",
    "May 5",
    "May",
    "present",
    "2020年度",
    "令和3年5月",
    "มีนาคม 2564",  # the years of Thailand
    "۱۴۰۰",  # of Persia
    "२०७८-०५",  # of Nepal
    "See 2019",  # a month in Tswana
    "Du 2019",  # and in Breton
    "March 2019" + " " * 60,
)


@pytest.mark.parametrize(("text", "iso"), [line.split(" = ") for line in READ.strip().splitlines()])
def test_forms_with_one_meaning_are_read(text: str, iso: str) -> None:
    assert str(parse_date(text)) == iso


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_other_text_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("03/04/2020", ["2020-03-04", "2020-04-03"]),
        ("1. 2. 2020", ["2020-01-02", "2020-02-01"]),
        ("listopad 2020", ["2020-10", "2020-11"]),
        ("5 srp 2020", ["2020-07-05", "2020-08-05"]),
    ],
)
def test_what_may_be_either_of_two_is_neither(text: str, dates: list[str]) -> None:
    for language in ("", "en", "eo"):
        with pytest.raises(AmbiguousDateError) as raised:
            parse_date(text, language)
        assert list(map(str, raised.value.dates)) == dates


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("03/04/2020", "de", "2020-04-03"),
        ("03.04.2020", "pt-BR", "2020-04-03"),
        ("03/04/2020", "en-US", "2020-03-04"),
        ("03/04/2020", "en-GB", "2020-04-03"),
        ("12/31/2020", "de", "2020-12-31"),
        ("listopad 2020", "cs", "2020-11"),
        ("listopad 2020", "hr", "2020-10"),
        ("listopada 2020", "pl-PL", "2020-11"),
        ("See 2019", "tn", "2019-06"),
    ],
)
def test_the_language_decides_where_it_can(text: str, language: str, iso: str) -> None:
    assert str(parse_date(text, language)) == iso


def written(day: date, locale: Locale) -> dict[str, PartialDate]:
    """A date in the forms of a language, but for those in which Babel has no name for the month."""
    forms = {
        form: format_skeleton(form, day, locale=locale)
        for form in ("yMMM", "yMMMM", "yMMMd", "yMMMMd")
        if form in locale.datetime_skeletons
    } | {form: format_date(day, form, locale=locale) for form in ("medium", "long")}
    whole, month = PartialDate(day.year, day.month, day.day), PartialDate(day.year, day.month)
    named = {form: text for form, text in forms.items() if not re.search(r"M\d", text)}
    return {text: month if form in ("yMMM", "yMMMM") else whole for form, text in named.items()}


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31))


@given(days, st.sampled_from(LANGUAGES))
def test_what_the_great_languages_write_is_read_in_a_resume_of_that_language(day: date, language: str) -> None:
    for text, meant in written(day, Locale.parse(language, sep="-")).items():
        assert parse_date(text, language) == meant


@given(days, st.sampled_from(locale_identifiers()))
def test_what_any_language_writes_is_read_as_meant_or_not_at_all(day: date, identifier: str) -> None:
    for text, meant in written(day, Locale.parse(identifier)).items():
        assert parse_date(text, identifier.replace("_", "-")) in (meant, None)


@given(days, st.sampled_from(LANGUAGES))
def test_in_a_resume_of_no_language_a_month_is_read_as_meant_or_said_to_be_unclear(day: date, language: str) -> None:
    for text, meant in written(day, Locale.parse(language, sep="-")).items():
        try:
            assert parse_date(text) == meant
        except AmbiguousDateError as error:
            assert meant in error.dates  # noqa: PT017 - it is only raised by some


@given(st.text(max_size=70) | st.lists(st.sampled_from([*AS_WRITTEN, *READ.split()]), max_size=4).map(" ".join))
def test_any_text_is_answered(text: str) -> None:
    try:
        parse_date(text)
    except ValueError as error:
        assert isinstance(error, AmbiguousDateError | ImpossibleDateError)  # noqa: PT017 - most texts raise nothing


def test_numbers_are_read_without_the_names_of_months() -> None:
    code = (
        "import sys; from cvpdf.model import dates; from cvpdf.model.dates import parse_date\n"
        "parse_date('2019-04'); parse_date('9/2019'); parse_date('31.12.2020'); parse_date('two summers ago')\n"
        "print(dates._file.cache_info().currsize, 'babel' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0 False\n"
    )
