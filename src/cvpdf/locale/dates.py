"""Dates and periods as a language writes them."""

from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import Locale
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate

_MONTH = "yMMM"
_DAY = "yMMMd"


def format_date(date: DateValue, locale: Locale) -> str:
    """Write a date as year, or month and year; on a résumé a day is noise.

    What could not be read as a date is given back as it was written.
    """
    if isinstance(date, PartialDate):
        return _by_skeleton(date, _MONTH, locale) if date.month else str(date.year)
    return locale.present if isinstance(date, Present) else date.text


def format_day(date: DateValue, locale: Locale) -> str:
    """Write a date as precisely as it was given, for a birthday."""
    if isinstance(date, PartialDate) and date.day:
        return _by_skeleton(date, _DAY, locale)
    return format_date(date, locale)


def format_period(start: DateValue | None, end: DateValue | None, locale: Locale) -> str:
    """Write a period; without an end it still goes on, without a start its end stands alone.

    A start that could not be read as a date may be a whole period ("summers of 2019 and 2020"), so nothing is
    added to it.
    """
    if start is None:
        return format_date(end, locale) if end else ""
    first = format_date(start, locale)
    if end is None and isinstance(start, WrittenDate):
        return first
    last = format_date(end, locale) if end else locale.present
    return first if first == last else f"{first}{locale.dash}{last}"


def _by_skeleton(date: PartialDate, skeleton: str, locale: Locale) -> str:
    """Write a date by a pattern of Unicode's locale data (UTS #35, part 4, "Date Format Patterns")."""
    import datetime as dt

    from babel.dates import format_skeleton

    day = dt.date(date.year, date.month or 1, date.day or 1)
    return format_skeleton(skeleton, day, locale=cldr(locale.language))
