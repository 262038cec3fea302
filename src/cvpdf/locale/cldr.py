"""Babel: what it knows of months, countries and languages, imported only where one is printed."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cvpdf.libraries import needing, one_at_a_time
from cvpdf.locale.labels import FALLBACK, Locale

if TYPE_CHECKING:
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
