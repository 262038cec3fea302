"""Whether another reader gives a page's words: all of them, each column's in order, no line mixed with another's.

A reader may take the columns one after the other or by turns. What it may not do is lose a word, mix two columns
within a line, or part a heading from what stands under it. A period stands at the side of its entry: a reader
that keeps the order of the content gives it between the entry's heading and its end. One that goes by the layout takes
periods at an edge for a column, and gives them as such; where it gives one beside its entry, that is as well.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cvpdf.proof.readers import PageLines

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """That a run of words belongs beside another column: from the place `first` in it to the place `last`.

    One `at_edge` may stand elsewhere too, as long as none comes before it that stands further down.
    """

    column: int
    first: int
    last: int
    at_edge: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The words of a column on one page, and the places behind which it has to go on at once: headings end there.

    What is `apart`, as periods are, may come within another column's line.
    """

    words: tuple[str, ...]
    held: frozenset[int] = frozenset()
    apart: bool = False
    beside: Beside | None = None


_Places = tuple[int, ...]
"""How far each column is."""


def misread(lines: PageLines, columns: Sequence[Column]) -> str | None:
    """What is wrong with a reader's lines of a page, None if nothing is."""
    expected = Counter(word for column in columns for word in column.words)
    found = Counter(word for line in lines for word in line)
    if expected != found:
        differences = (("loses", expected - found), ("adds", found - expected))
        return " and ".join(f"{what} {_quote(list(words))}" for what, words in differences if words)
    return _out_of_order(lines, columns)


def _out_of_order(lines: PageLines, columns: Sequence[Column]) -> str | None:
    """Follow every way to give the words to columns; a way is how far each is, and which was the last."""
    ways: set[tuple[_Places, int | None]] = {(tuple(0 for _ in columns), None)}
    for line in lines:
        for number, word in enumerate(line):
            ways = {
                ((*at[:taken], at[taken] + 1, *at[taken + 1 :]), taken)
                for at, last in ways
                for taken in range(len(columns))
                if _has_next(columns[taken], at[taken], word)
                and _is_beside(columns, at, taken)
                and _may_follow(columns, at, last, taken, begins=number == 0)
            }
            if not ways:
                return f"gives {_quote(line[max(number - 2, 0) :])} out of order"
    return None


def _has_next(column: Column, place: int, word: str) -> bool:
    return place < len(column.words) and column.words[place] == word


def _is_beside(columns: Sequence[Column], at: _Places, taken: int) -> bool:
    """Whether what belongs beside another column still does, once this word is taken."""
    own = columns[taken].beside
    if own is not None:
        return own.first <= at[own.column] <= own.last or (own.at_edge and not _has_begun_below(columns, at, taken))
    others = ((number, column.beside) for number, column in enumerate(columns) if column.beside)
    return all(
        beside.at_edge or beside.column != taken or at[taken] != beside.last or at[number] == len(columns[number].words)
        for number, beside in others
    )


def _has_begun_below(columns: Sequence[Column], at: _Places, taken: int) -> bool:
    """Whether anything has been given yet of what stands at the same edge further down."""
    own = columns[taken].beside
    below = ((number, columns[number].beside) for number in range(taken + 1, len(columns)) if at[number])
    return any(own and beside and beside.column == own.column for number, beside in below)


def _may_follow(columns: Sequence[Column], at: _Places, last: int | None, taken: int, *, begins: bool) -> bool:
    """Whether this column may come now: another one only on a new line, and not right behind a heading."""
    if last is None or last == taken or columns[last].apart or columns[taken].apart:
        return True
    return begins and at[last] - 1 not in columns[last].held


def _quote(words: Sequence[str]) -> str:
    more = " …" if len(words) > _SHOWN else ""
    return f"“{' '.join(words[:_SHOWN])}{more}”"
