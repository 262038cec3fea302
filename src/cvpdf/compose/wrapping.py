"""Where lines may end: a text as words and pieces of words, each with the class that the style sheet knows it by.

A line may end after a dash, a slash or a point, and readers would find two words; a hyphen there is even read as
nothing. So words with something between their letters are kept whole, and a word that may be wider than its column is
a row of pieces, between two of which a line may end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cvpdf.words import LONGEST_WHOLE, UNSPACED

_LONGEST_BLOCK = 40
"""Characters of a word that moves to a line of its own before it breaks; most columns have room for them in one line.

A longer one breaks where it stands: what follows a block of several lines is set beside all of them, far from its
last letter.
"""

# A word that ends with a hyphen ("pre- and post-war") takes the next one with it, for no line may end there; so does a
# number with its sign ("99 %").
_HYPHENED = rf"(?:\S{{1,12}}-\s+){{1,2}}\S{{1,{LONGEST_WHOLE}}}(?!\S)"
_COUNTED = r"\S{0,9}\d\s+[%‰€£$¥]\S{0,3}(?!\S)"
# A Japanese period ("2014年9月～2019年2月") is two words: a line may end behind its dash.
_WORD = re.compile(rf"({_HYPHENED}|{_COUNTED}|[^\s～]+～+|\S+)")
_BREAKABLE = re.compile(r"[-–]|\+\+|\w[^\w\s]+\w")

# No line may begin with such a sign, not even behind a space, which is no rule for ".NET" and "/usr".
_HELD_BACK = re.compile(r"[\])}.,:;!?/]\S*\w")

# What stays together of a word that has to break: some letters with the signs before them, for a line may not end with
# a hyphen. Accents stay with their letters, and what ends a word is no piece by itself.
_LETTER = r"(?:[^\W_][\u0300-\u036f]*+)"
_PIECE = re.compile(rf"[\W_]*(?:{_LETTER}{{1,13}}(?!{_LETTER})|{_LETTER}{{10}})(?:[\W_]+$)?|[\W_]+")

# Of a link, which had best be one: all up to a hyphen.
_PART = re.compile(r"[-–]*[^-–]+(?:[-–]+$)?|[-–]+")

# Fonts draw such pairs so far apart that readers see a space between them; these are set without kerning.
_DRAWN_APART = re.compile(r"[(\[{][jJ]|QJ|[’”],")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a text, in the order of the text: its class ("" for none), and its pieces if it consists of such."""

    kind: str
    text: str
    pieces: tuple["Stretch", ...] = ()


def stretches(text: str) -> Iterator[Stretch]:
    """Part a text where something is to be said of its lines; the stretches make up the text again."""
    for plain, group in groupby(_words(text), key=lambda word: word.kind == ""):
        if plain:
            yield Stretch("", "".join(word.text for word in group))
        else:
            yield from group


def as_link(stretch: Stretch) -> Stretch:
    """The same for a word that is one link: in fewer pieces, for readers take each of them for a link of its own."""
    if stretch.kind not in ("long", "endless") or len(stretch.text.split()) > 1:
        return stretch
    first, *rest = _PART.findall(stretch.text)
    if any(len(part) > LONGEST_WHOLE for part in rest):
        return stretch
    beginning = Stretch("part" if stretch.kind == "long" else "free", first)
    return Stretch(stretch.kind, stretch.text, (beginning, *(Stretch("part", part) for part in rest)))


def _words(text: str) -> Iterator[Stretch]:
    """A text's words and spaces."""
    for word in filter(None, _WORD.split(text)):
        if len(word) > LONGEST_WHOLE and not word.isspace():
            yield _long(word)
        else:
            yield _spaced(_kind(word), word)


def _kind(word: str) -> str:
    """The class of a word, or of a space, that is not long."""
    if word.isspace():
        return ""
    if len(word.split()) > 1:
        return "whole"
    if _HELD_BACK.match(word) or word[1:].endswith("～"):
        return "piece"
    return "whole" if _BREAKABLE.search(word) or UNSPACED.search(word) else ""


def _long(word: str) -> Stretch:
    if UNSPACED.search(word):
        return Stretch("free", word)
    several = re.split(r"(\s+)", word)
    if len(several) > 1:
        return Stretch("long", word, tuple(_spaced("" if part.isspace() else "piece", part) for part in several))
    pieces = tuple(_spaced("piece", piece) for piece in _PIECE.findall(word))
    return Stretch("long" if len(word) <= _LONGEST_BLOCK else "endless", word, pieces)


def _spaced(kind: str, text: str) -> Stretch:
    """A stretch with its classes; one more where its letters would be drawn apart."""
    return Stretch(f"{kind} unkerned".lstrip() if _DRAWN_APART.search(text) else kind, text)
