"""The words of a page on which some run from right to left, by where their letters stand.

pdfium puts such a line into order by its letters alone. It cannot know which way the line as a whole was meant, and
then parts even e-mail addresses at their dots and joins the parts from right to left. The letters and their places are
right, and a space of the content parts words; so words are made of these anew.

In which order a line is read that runs both ways depends on whom one asks: it is compared without one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cmp_to_key, partial
from itertools import groupby
from typing import Any

from msgspec import Struct

from cvpdf.proof.tagged_text import ColumnAt, PlacedWord
from cvpdf.words import LEFTWARDS

_RIGHTWARDS = re.compile(
    r"[^\W_\u0590-\u08ff](?:[^\s\u0590-\u08ff]*[^\W_\u0590-\u08ff])?|[\u0660-\u0669\u06f0-\u06f9]{2,}"
)

_OTHER_WAY = re.compile(rf"{_RIGHTWARDS.pattern}|[^\w\s]{{2}}")
"""What has an order of its own in a line from right to left: words and numbers, and signs beside each other."""

_STEP = 0.15
"""How much lower or higher another line is, at the least."""

_BESIDE = 0.05
"""How far a letter beside a space reaches into its word, at the least."""

_SAME_PLACE = 0.02
"""How far apart two letters of one glyph may be read."""


_UNTURNED = str.maketrans(")]}>»›", "([{<«‹")


class _Letter(Struct, frozen=True):
    """A character of the page by its number: where the pen was (pt), its end, and its font's height."""

    number: int
    text: str
    left: float
    base: float
    right: float
    height: float


def same_both_ways(
    words: Sequence[str], lines: Iterable[Sequence[tuple[str, bool | None]]], *, leftwards: bool
) -> bool:
    """Whether words are those of these lines: in their order, but for lines that run in both directions.

    So does each that has a letter or digit from left to right on a page that runs `leftwards`. Lines of which a word
    goes on in the next are one; with each word comes whether a space ends it, None where nobody knows.
    """
    rest, found = list(words), list[str]()
    for line in lines:
        first, *more = (text for text, _ in line)
        found = [*found[:-1], "".join((*found[-1:], first)), *more]
        count, length, size = 0, 0, sum(map(len, found))
        while length < size and count < len(rest):
            length, count = length + len(rest[count]), count + 1
        _, ended = line[-1]
        if length > size and not ended:
            continue
        if length != size or ended is False:
            return False
        expected, rest = rest[:count], rest[count:]
        both = _OTHER_WAY.search(" ".join(found)) and (leftwards or any(map(LEFTWARDS.search, found)))
        if expected != found and not (both and _signs(expected) == _signs(found)):
            return False
        found = []
    return not rest and not found


def _signs(words: Sequence[str]) -> tuple[int, Counter[str]]:
    """How many words there are, and their signs: what is beside what depends on the line's direction.

    A joiner at the seam of both directions has no place that pdfium would keep; the tree has it.
    """
    return len(words), Counter("".join(words).translate(_UNTURNED).replace("\u200c", ""))


def words_by_place(text_page: Any, text: str, column_at: ColumnAt) -> Iterator[PlacedWord]:
    """The words of a page whose text, in UTF-16's units, is given; a line is one column's."""
    for column, line in _lines(_letters(text_page, text), column_at):
        words, closed = _words(line)
        for number, word in enumerate(words):
            ended = closed or number + 1 < len(words)
            yield PlacedWord(_in_order(word), number == 0, ended, column, word[0].base)


def _letters(text_page: Any, text: str) -> Iterator[_Letter]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    for number, letter in enumerate(text):
        if letter not in "\r\n" and raw.FPDFText_IsGenerated(text_page, number) == 0:
            raw.FPDFText_GetLooseCharBox(text_page, number, byref(box))
            raw.FPDFText_GetCharOrigin(text_page, number, byref(x), byref(y))
            if box.top == box.bottom:  # a space that pdfium has put in where it pleased
                continue
            yield _Letter(number, letter, x.value, y.value, box.right, box.top - box.bottom)


def _lines(letters: Iterator[_Letter], column_at: ColumnAt) -> Iterator[tuple[str | None, list[_Letter]]]:
    """Letters line by line; pdfium takes lines side by side for one, in two columns too."""
    line: list[_Letter] = []
    column: str | None = None
    for letter in letters:
        before, column = column, _column_of(letter, column_at)
        if line and (column != before or abs(letter.base - line[0].base) > _STEP * letter.height):
            yield before, line
            line = []
        line.append(letter)
    if line:
        yield column, line


def _column_of(letter: _Letter, column_at: ColumnAt) -> str | None:
    """Where a letter stands; a space at a line's end, which hangs over, is where its word is."""
    if not letter.text.isspace():
        return column_at((letter.left + letter.right) / 2, letter.base)
    beside = (letter.right + _BESIDE * letter.height, letter.left - _BESIDE * letter.height)
    return next((name for x in beside if (name := column_at(x, letter.base)) is not None), None)


def _words(line: list[_Letter]) -> tuple[list[list[_Letter]], bool]:
    """The words of a line, from right to left if it has any such letter, and whether a space ends the last.

    Each word has its letters from left to right. A line of numbers alone may end on either side.
    """
    ordered = sorted(line, key=lambda letter: (letter.left, letter.right))
    groups = [(space, list(group)) for space, group in groupby(ordered, key=lambda letter: letter.text.isspace())]
    if any(LEFTWARDS.match(letter.text) for letter in line):
        groups.reverse()
    return [group for space, group in groups if not space], groups[0][0] or groups[-1][0]


def _in_order(letters: list[_Letter]) -> str:
    """A word as it is written: what runs from left to right in a word of the other kind is turned around again."""
    if not any(LEFTWARDS.match(letter.text) for letter in letters):
        return "".join(letter.text for letter in letters)
    compared = partial(_compared, turned=_is_turned(letters))
    ordered = sorted(letters, key=cmp_to_key(compared))
    return _RIGHTWARDS.sub(lambda run: run[0][::-1], "".join(letter.text for letter in ordered))


def _is_turned(letters: list[_Letter]) -> bool:
    """Whether pdfium has turned a word around, as it does where it takes most of a line to run from right to left."""
    placed = sorted((letter for letter in letters if LEFTWARDS.match(letter.text)), key=lambda letter: letter.left)
    first, last = placed[0], placed[-1]
    return last.number <= first.number or last.left - first.left < _SAME_PLACE * first.height


def _compared(one: _Letter, other: _Letter, *, turned: bool) -> int:
    """Which of two letters comes first from right to left; of one place, the one that was drawn last."""
    if abs(one.left - other.left) < _SAME_PLACE * one.height:
        return one.number - other.number if turned else other.number - one.number
    return 1 if other.left > one.left else -1
