"""Countries as a language names them."""

from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import Locale

_CODE_LENGTH = 2


def country_name(written: str, locale: Locale) -> str:
    """Name the country of a two-letter code (ISO 3166-1); anything else stays as written."""
    code = written.strip().upper()
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isalpha()):
        return written
    return str(cldr(locale.language).territories.get(code, written))
