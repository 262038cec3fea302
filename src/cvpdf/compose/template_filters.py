"""The filters of templates: capitals as a language writes them, periods in two parts; and the name at the foot."""

import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.outline.values import Break, Inline, Mark, Styled, Text

# Capitals. ----------------------------------------------------------------------------------------------------
# CSS could set them too (`text-transform`), but the engine's are wrong in Turkish and in Greek, and the page would
# say other letters than the PDF. Sources: Unicode SpecialCasing (Turkish, Azeri) and CLDR's `el-Upper` (Greek).


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


# The name at the foot. ----------------------------------------------------------------------------------------


_LONGEST = 80
"""Characters of a name; the engine tries each place where it may be broken, page by page, in quadratic time."""


def name_at_foot(name: str) -> str:
    """The name as feet have it: a longer one up to the last word that fits, or to a letter of its only one."""
    if len(name) <= _LONGEST:
        return name
    beginning, _, cut = name[:_LONGEST].rpartition(" ")
    return f"{(beginning or cut).rstrip()}…"


# Periods in two parts. ----------------------------------------------------------------------------------------


_LONGEST_PART = 22
"""Characters of a part that fits into the narrowest column of dates: "septiembre de 2014 –" has 20."""


class PartedPeriod(Struct, frozen=True):
    """A mark that is to be printed in its two parts."""

    mark: Mark


def parted(mark: Mark) -> Mark:
    """The same mark, each of its ends a run that keeps to one line; what has no two short ends stays as it is."""
    if mark.ends is None or max(map(len, mark.ends)) > _LONGEST_PART:
        return mark
    first, last = (Styled("whole", (Text(end),)) for end in mark.ends)
    return replace(mark, children=(first, Text(" "), last))
