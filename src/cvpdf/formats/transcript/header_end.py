"""Cutting: where the head of an entry ends and its text begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cvpdf.formats.transcript.entry_headers import (
    has_both_names,
    is_address,
    is_head,
    is_known_name,
    only_employment,
    stands_below_dates,
)
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.locations import is_bare_place, looks_like_place
from cvpdf.formats.transcript.periods import Period, period_in, period_of
from cvpdf.formats.transcript.prose import is_item
from cvpdf.formats.transcript.vocabulary import HONOURS

LONGEST_BESIDE = 110
"""Letters of a line that holds a period beside names."""
_MOST_HEADS = 4
_NAMES = 2
_BETWEEN_YEARS = re.compile(r"\b(?:19|20)\d\d\s*[-–—]|[-–—]\s*(?:\w+[ /.])?(?:19|20)\d\d\b")
_MOST_TITLE_WORDS = 5
_APART = re.compile(r"\s+[–—|·]\s+|,\s")
_SMALL = frozenset("of the and for de la del des du et y e und von van der di da do en för og och".split())
_DOTS = re.compile(r"\s+·\s+")


@dataclass(slots=True)
class Chunk:
    """The lines of one entry: its head, what follows, and entries within it (positions at one employer).

    `kind` is the heading that says what it is one of.
    """

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    inner: list["Chunk"] = field(default_factory=list)
    kind: Line | None = None


def cut(lines: Sequence[Line]) -> Chunk:
    """Part an entry into its head and its body: the head ends at the first sentence, item or second period."""
    scan = _Scan()
    rest = list(lines)
    while rest and scan.takes(rest[0], rest[1] if len(rest) > 1 else None):
        rest.pop(0)
    return Chunk(scan.head, rest)


@dataclass(slots=True)
class _Scan:
    """A head while it is read from above."""

    head: list[Line] = field(default_factory=list)
    period: Period | None = None
    names: int = 0
    wanted: int = 1  # names behind a period: one that stands above all names has them below

    def takes(self, line: Line, following: Line | None) -> bool:
        """Whether a line belongs to the head, which then has it."""
        if line.blank:
            done = self.names or self.period
            return not done or following is None or following.blank or self._goes_on_with(following)
        plain = line.plain()
        period = period_in(plain) if length_beside(plain) <= LONGEST_BESIDE and not is_item(line) else None
        if period and stands_apart(period) and (self.period is None or period.same(self.period)):
            if self.names == 0 and period.alone:
                self.wanted = _NAMES
            self.period = period
            self.names += not period.alone
        elif self._is_where(plain, following):
            pass
        elif (line.level and self.head) or not (line.level or self._has_room_for(line, following)):
            return False
        else:
            self.names += names_in(plain)
        self.head.append(line)
        return True

    def _goes_on_with(self, line: Line) -> bool:
        """Whether a head goes on behind a blank line: with the period that it lacks, or the names."""
        if line.level:
            return False
        if self.period is None:
            return period_in(line.plain()) is not None or any(map(looks_like_place, line.split(_DOTS)[:1]))
        return (self.names == 0 and is_head(line)) or looks_like_place(line.plain())

    def _is_where(self, line: Line, following: Line | None) -> bool:
        """Whether a line is the place below the dates: one by itself, and not the first of several words in a row."""
        if not self.head or not self.names or not stands_below_dates(line, self.head[-1].plain(), self.names):
            return False
        return following is None or following.blank or not is_bare_place(following.plain())

    def _has_room_for(self, line: Line, following: Line | None) -> bool:
        if not is_head(line) or self.names >= _MOST_HEADS:
            return False
        if self.period is None or self.names < self.wanted:
            return True
        plain = line.plain()
        emphasised = plain.text != line.stripped().text
        if looks_like_place(plain) or emphasised:
            return True
        return self.names < _NAMES and (is_known_name(plain) or self._has_second_name(line, following))

    def _has_second_name(self, line: Line, following: Line | None) -> bool:
        """Whether a line below a name with dates beside it is the other name: deeper, or all names above a list."""
        first = self.head[-1]
        if len(self.head) != 1 or period_of(first.plain()) or has_both_names(first) or len(_beside(first)) > 1:
            return False
        above_list = following is not None and is_item(following)
        return line.indent > first.indent or (above_list and all(map(_is_capital, line.text.split())))


def stands_apart(period: Period) -> bool:
    """Whether the words beside a period are those of a head and not of a sentence."""
    words = period.before.text or period.after.text
    if not words:
        return True
    if period.lone and period.before.text and len(words.split()) > _MOST_HEADS * 2:
        return False
    if period.lone and period.after.text and not period.leads:
        return bool(period.before.text) and is_head(period.before) and (is_head(period.after) or _is_honour(period))
    parts = (period.before if period.before.text else period.after).split(_DOTS)
    return all(is_head(part) or is_address(part) for part in parts)


def _is_honour(period: Period) -> bool:
    return HONOURS.match(period.after.plain().text) is not None


def is_titled(line: Line) -> bool:
    """Whether a line has the form of a title: a few words with capitals, and no marks between them."""
    words = line.plain().text.split()
    if not words or len(words) > _MOST_TITLE_WORDS or not is_head(line) or line.level:
        return False
    return (
        all(map(_is_capital, words)) and not re.search(r"[\d,:|·•@]", line.text) and len(line.text.strip()) > len("CV")
    )


def note_titles(lines: Sequence[Line], notes: Notes) -> None:
    """Say of what looks like another head in the text of an entry that it is read as a part of that.

    It is a title with a blank line above it, or a line with a year and a dash.
    """
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        if (above is not None and above.blank and is_titled(line)) or (
            is_head(line) and _BETWEEN_YEARS.search(line.text)
        ):
            notes.guessed(line.stripped(), "text of the entry above it")


def length_beside(line: Line) -> int:
    """How long a line is, addresses aside."""
    return sum(len(part.text) for part in line.split(_DOTS) if not is_address(part))


def _beside(line: Line) -> list[Line]:
    """The names that stand on the line of a period."""
    period = period_in(line.plain())
    return [part for rest in (period.before, period.after) for part in rest.split(_APART)] if period else []


def _is_capital(word: str) -> bool:
    return not word[0].islower() or word in _SMALL


def names_in(line: Line) -> int:
    """How many of a head's two names a line holds; a place and a kind of employment are none."""
    if only_employment(line) or looks_like_place(line):
        return 0
    return _NAMES if has_both_names(line) else 1
