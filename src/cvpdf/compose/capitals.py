"""Capitals as a language writes them, for titles that a theme sets in these.

CSS could set them too (`text-transform`), but the engine's are wrong in Turkish and in Greek, and the page would say
other letters than the PDF. Sources: Unicode SpecialCasing (Turkish, Azeri) and CLDR's `el-Upper` (Greek).
"""

import unicodedata
from dataclasses import replace

from cvpdf.outline import Break, Inline, Mark, Text

_DOTTED = frozenset(("tr", "az"))
_ACCENTS = frozenset("\u0301\u0300\u0342")


def capitals(mark: Mark, language: str) -> Mark:
    """The same mark in capitals; a link's target stays as it is."""
    return replace(mark, children=_inlines(mark.children, language.partition("-")[0]))


def _inlines(children: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    return tuple(_inline(child, language) for child in children)


def _inline(child: Inline, language: str) -> Inline:
    if isinstance(child, Text):
        return Text(_upper(child.text, language))
    if isinstance(child, Break):
        return child
    return replace(child, children=_inlines(child.children, language))


def _upper(text: str, language: str) -> str:
    if language in _DOTTED:
        return text.replace("i", "İ").upper()
    if language == "el":
        letters = unicodedata.normalize("NFD", text.upper())
        return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _ACCENTS))
    return text.upper()
