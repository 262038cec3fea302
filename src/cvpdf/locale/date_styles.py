"""Dates and periods as a language writes them."""

from typing import TYPE_CHECKING

from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import Locale
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate

if TYPE_CHECKING:
    import datetime as dt

STYLES = ("short", "long", "numeric")
"""How months are written: by a short name where the language has one that is used beside a year, by name, by number."""

SHORT, LONG, NUMERIC = STYLES


def format_date(date: DateValue, locale: Locale, style: str = SHORT) -> str:
    """Write a date as year, or month and year; on a résumé a day is noise.

    What could not be read as a date is given back as it was written.
    """
    if isinstance(date, PartialDate):
        return _month(date, locale, style) if date.month else _year(date, locale, style)
    return locale.present if isinstance(date, Present) else date.text


def format_day(date: DateValue, locale: Locale, style: str = SHORT) -> str:
    """Write a date as precisely as it was given, for a birthday."""
    if isinstance(date, PartialDate) and date.day:
        return _day(date, locale, style)
    return format_date(date, locale, style)


def format_period(start: DateValue | None, end: DateValue | None, locale: Locale, style: str = SHORT) -> str:
    """Write a period as one text: its two ends with the language's dash between them."""
    return locale.dash.join(period_ends(start, end, locale, style))


def period_ends(
    start: DateValue | None, end: DateValue | None, locale: Locale, style: str = SHORT
) -> tuple[()] | tuple[str] | tuple[str, str]:
    """Write the ends of a period; without an end it still goes on, without a start its end stands alone.

    A start that could not be read as a date may be a whole period ("summers of 2019 and 2020"), so nothing is
    added to it.

    Args:
        start: when it began.
        end: when it ended.
        locale: the language that it is written in.
        style: how months are written, one of `STYLES`.

    Returns:
        Both ends, or one text where there is one end only or both are the same, or nothing.
    """
    if start is None:
        return (format_date(end, locale, style),) if end else ()
    first = format_date(start, locale, style)
    if end is None and isinstance(start, WrittenDate):
        return (first,)
    last = format_date(end, locale, style) if end else locale.present
    return (first,) if first == last else (first, last)


def _year(date: PartialDate, locale: Locale, style: str) -> str:
    """A year, with a word for it where the language has one beside the name of a month ("2021年")."""
    return str(date.year) if style == NUMERIC else locale.dates["year"].replace("y", str(date.year))


def _month(date: PartialDate, locale: Locale, style: str) -> str:
    """A month of a year by the language's own pattern: Unicode's are made for calendars, and say "г." and "de"."""
    from babel.dates import parse_pattern

    return parse_pattern(locale.dates[style]).apply(_first_day(date), cldr(locale.language))


def _day(date: PartialDate, locale: Locale, style: str) -> str:
    """A day by Unicode's patterns, in the style that its month would really have."""
    from babel import dates

    day, language = _first_day(date), cldr(locale.language)
    real = next((other for other in (LONG, NUMERIC) if locale.dates[other] == locale.dates[style]), style)
    if real == LONG:
        return dates.format_date(day, "long", language)
    return dates.format_skeleton("yMd" if real == NUMERIC else "yMMMd", day, locale=language)


def _first_day(date: PartialDate) -> "dt.date":
    import datetime as dt

    return dt.date(date.year, date.month or 1, date.day or 1)
