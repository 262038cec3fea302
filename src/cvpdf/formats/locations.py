"""Locations: where a person lives, as most programs keep it, with a country that is a code or a name."""

from collections.abc import Iterable
from typing import Final

from cvpdf.formats.key_tables import Pair, Reading, Table, plain_text, same
from cvpdf.source.tree import Node

_CODE_LENGTH = 2


def read_country(_reading: Reading, node: Node) -> Iterable[Pair]:
    """A row of a table: a country by its two-letter code, or by its name, which stays as it was written."""
    text = plain_text(node)
    is_code = len(text) == _CODE_LENGTH and text.isascii() and text.isalpha()
    return [("countryCode" if is_code else "country", node)]


LOCATION: Final[Table] = {**same("address", "postalCode", "city", "region"), "country": read_country}
