"""Countries and languages as a language names them."""

import re
from functools import cache

from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import Locale

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
