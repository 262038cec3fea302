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
    """What Babel knows of a BCP 47 tag; of its language alone where it does not know the tag."""
    from babel.core import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)
