"""Babel: what it knows of a language, imported only where a month or a country is printed.

Unpickling any of Babel's locales imports its dates and numbers too, so there is no lighter way into it.
"""

from functools import cache
from typing import TYPE_CHECKING

from cvpdf.locale.labels import FALLBACK

if TYPE_CHECKING:
    from babel.core import Locale


@cache
def cldr(language: str) -> "Locale":
    """What Babel knows of a BCP 47 tag, or of as much of the tag as it knows."""
    from babel.core import UnknownLocaleError

    tag = language
    while tag:
        try:
            return _alone(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return _alone(FALLBACK)


def _alone(tag: str) -> "Locale":
    """A locale that shares no data with others.

    Babel copies what a language inherits only in part, and writes into it what an alias leads to once it is looked
    up. So whatever one language has looked up may be inherited by all that are loaded later: after some hundred of
    them "M01" is a month's name in Arabic. Nothing is inherited from what was forgotten, though.
    """
    from babel import localedata
    from babel.core import Locale

    localedata._cache.clear()  # noqa: SLF001 - there is no other way to have it forget
    locale = Locale.parse(tag, sep="-")
    _ = locale.months  # the first question loads it
    localedata._cache.clear()  # noqa: SLF001
    return locale
