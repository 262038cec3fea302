"""How a language names months, countries and languages, and writes dates: Babel knows, and is imported when asked."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cvpdf.libraries import needing, one_at_a_time
from cvpdf.locale.labels import FALLBACK, Locale
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate

if TYPE_CHECKING:
    import datetime as dt

    from babel.core import Locale as BabelLocale


# Babel's data. ------------------------------------------------------------------------------------------------
# Unpickling any of Babel's locales imports its dates and numbers too, so there is no lighter way into it.


_ONE_AT_A_TIME = one_at_a_time()


@cache
def cldr(language: str) -> "BabelLocale":
    """What Babel knows of a BCP 47 tag, or of as much of the tag as it knows."""
    from babel.core import UnknownLocaleError

    tag = language
    while tag:
        try:
            return _alone(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return _alone(FALLBACK)


def _alone(tag: str) -> "BabelLocale":
    """A locale that shares no data with others.

    Babel copies what a language inherits only in part, and writes into it what an alias leads to once it is looked
    up. So whatever one language has looked up may be inherited by all that are loaded later: after some hundred of
    them "M01" is a month's name in Arabic (python-babel/babel issue 1234). Nothing is inherited from what was
    forgotten, though.
    """
    from babel.core import Locale as BabelLocale

    loaded = _loaded()
    with _ONE_AT_A_TIME:
        loaded.clear()
        locale = BabelLocale.parse(tag, sep="-")
        _ = locale.months  # the first question loads it
        loaded.clear()
    return locale


@cache
def _loaded() -> dict[str, object]:
    """What Babel has loaded: the one thing here that it does not document, for there is no other way to forget it."""
    with needing("Babel", "babel") as needs:
        from babel import localedata

        needs.names(localedata, "_cache")
        found: dict[str, object] = localedata._cache  # noqa: SLF001 -- see above
        needs.that(isinstance(found, dict), "`babel.localedata._cache` that is a dictionary")
    return found


# Countries and languages. -------------------------------------------------------------------------------------


_CODE_LENGTH = 2
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}|[A-Z]{2,3}")


def country_name(written: str, locale: Locale) -> str:
    """Name the country of a two-letter code (ISO 3166-1); anything else stays as written."""
    code = written.strip().upper()
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isalpha()):
        return written
    return str(cldr(locale.language).territories.get(code, written))


def language_name(written: str, locale: Locale) -> str:
    """Name the language of a code of two or three letters (ISO 639), as a heading; anything else stays as written.

    A code is all in small letters or all in capitals: "Ga" is a language, and `ga` is Irish.
    """
    code = written.strip()
    if not _LANGUAGE_CODE.fullmatch(code):
        return written
    names = cldr(locale.language).languages
    name = str(names.get(code.lower()) or names.get(_two_letters(code.lower()), ""))
    return f"{name[:1].upper()}{name[1:]}" or written


@cache
def _two_letters(code: str) -> str:
    """The usual code of a language that has several: `deu` and `ger` are `de`."""
    from babel.core import get_global

    return str(get_global("language_aliases").get(code, code))


# Dates and periods as a language writes them. ------------------------------------------------------------------


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
