"""Postal addresses: whether a line says where somebody lives by street and number, or by a postal code."""

import re

from cvpdf.formats.transcript.lines import Line

_LONGEST = 90
_MOST_WORDS = 14
_STREET = re.compile(
    r"(?:\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|square|sq|terrace|crescent|boulevard|blvd|place|"
    r"row|gardens|rue|allée|chemin|impasse|quai|calle|avenida|paseo|plaza|via|viale|piazza|corso|rua|travessa|praça|"
    r"ulica|ul|улица|ул)\b|(?:straße|strasse|str\.|gasse|weg|platz|allee|ufer|straat|laan|gracht|plein|gatan|vägen|gata|"
    r"vej|gade|vei|veien|katu|tie)(?!\w))",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<!\w)\d{1,5}\s?[a-z]?(?:[-/]\d{1,5})?(?!\w)", re.IGNORECASE)
_CODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # United Kingdom
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"  # Canada
    r"|\b\d{4}\s?[A-Z]{2}\b(?=\s+[A-Z])"  # Netherlands
    r"|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"  # United States
    r"|(?<!\w)(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_]{3,}"  # most of Europe: the code before the town
    r"|\b\d{2}-\d{3}\s+[^\W\d_]{3,}|\b\d{4}-\d{3}\b"  # Poland, Portugal
)
_NONE = re.compile(r"[@!?:;]|https?:|\bwww\.|[a-z]{2}/[a-z]|\b(?:19|20)\d\d\s*[-–—]")


def is_postal(line: Line) -> bool:
    """Whether a line is an address: a street with a number, or a town with its postal code."""
    text = line.text.strip()
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or _NONE.search(text) or text[-1] == ".":
        return False
    if _CODE.search(text) and ("," in text or _CODE.match(text)):
        return True
    return any(_STREET.search(part) and _HOUSE.search(part) for part in text.split(","))
