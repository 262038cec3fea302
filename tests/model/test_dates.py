"""Partial dates: what is read as one, how it is written, how it is ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.model.dates import ImpossibleDateError, PartialDate, parse_date

days = st.dates().map(lambda date: PartialDate(date.year, date.month, date.day))
months = st.dates().map(lambda date: PartialDate(date.year, date.month))
years = st.integers(1, 9999).map(PartialDate)
dates = days | months | years


@given(dates)
def test_a_date_survives_writing_and_reading(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@given(dates, dates)
def test_order_is_total(one: PartialDate, other: PartialDate) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) == (not other < one)


@given(dates, dates, dates)
def test_order_is_transitive(one: PartialDate, two: PartialDate, three: PartialDate) -> None:
    first, second, third = sorted((one, two, three))
    assert first <= second <= third
    assert first <= third


@given(days)
def test_a_day_lies_within_its_month_and_year(day: PartialDate) -> None:
    for wider in (PartialDate(day.year, day.month), PartialDate(day.year)):
        assert wider.earliest <= day.earliest == day.latest <= wider.latest
        assert wider < day


@given(st.dates())
def test_the_calendar_agrees_with_the_standard_library(date: object) -> None:
    assert str(parse_date(str(date))) == str(date)


@pytest.mark.parametrize(
    ("year", "days"), [(2023, 28), (2024, 29), (1900, 28), (2000, 29), (2100, 28), (2400, 29), (1600, 29), (4, 29)]
)
def test_a_century_has_a_leap_day_where_four_hundred_divides_it(year: int, days: int) -> None:
    assert PartialDate(year, 2).latest == (year, 2, days)
    assert str(PartialDate(year, 2, days)) == f"{year:04}-02-{days}"
    with pytest.raises(ImpossibleDateError):
        PartialDate(year, 2, days + 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2023-13", "there is no month 13"),
        ("2023-00-08", "there is no month 0"),
        ("0000-00-00", "there is no year 0"),
        ("0000-01", "there is no year 0"),
        ("2023-02-30", "there is no day 30, for 2023-02 has 28 days"),
        ("2023-04-31", "there is no day 31, for 2023-04 has 30 days"),
        ("2023-02-29", "there is no day 29, for 2023-02 has 28 days"),
        ("1900-02-29", "there is no day 29, for 1900-02 has 28 days"),
        ("2100-02-29", "there is no day 29, for 2100-02 has 28 days"),
        ("13/2023", "there is no month 13"),
    ],
)
def test_a_date_in_no_calendar_says_which_part_is_wrong(text: str, fault: str) -> None:
    with pytest.raises(ImpossibleDateError, match=f"^{fault}$"):
        parse_date(text)


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ImpossibleDateError):
        PartialDate(2019, None, 3)
