"""Which of the names that an entry begins with is the position, which the employer, and which its place."""

import re

from cvpdf.formats.transcript.entry_headers import Head, has_both_names, only_employment
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.locations import is_bare_place, looks_like_place, may_be_place
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.vocabulary import FIRM, ROLE

_NAMES = 2
_MARKS = re.compile(r"\s+(?:[–—|·]|-{1,3})\s+|\s*\|\s*")
_COMMA = re.compile(r",\s")
_BRACKETS = re.compile(r"\s*[((]([^()()]+)[))]$")
_MOST_PLACE_WORDS = 3


def names_on(line: Line) -> list[Line]:
    """What a line names, dates, places and kinds of employment aside."""
    period = period_in(line)
    stretches = [period.before, period.after] if period else [line]
    parts = [part.plain() for stretch in stretches for part in stretch.split(_MARKS)]
    named = [part for part in parts if part.text and not looks_like_place(part) and not only_employment(part)]
    return [name for part in named for name in part.split(_COMMA)]


def names_in(line: Line) -> int:
    """How many of a head's two names a line holds; a place and a kind of employment are none."""
    if only_employment(line) or looks_like_place(line):
        return 0
    return _NAMES if has_both_names(line) else 1


def names_place(heading: Line, below: Line) -> bool:
    """Whether a heading is an employer and its place, `Loom -- London`, and the name below it the position."""
    line = heading.plain()
    names = names_on(line)
    placed = len(names) == 1 and any(map(looks_like_place, line.split(_MARKS)[1:]))
    placed = placed or (len(names) == _NAMES and is_bare_place(names[1]))
    return placed and not ROLE.search(line.text) and not (FIRM.search(below.text) and not FIRM.search(line.text))


def position_and_name(
    head: Head, notes: Notes, *, employer: bool = False, turned: bool = False
) -> tuple[Line | None, Line | None]:
    """Which of a head's names is the position and which the employer.

    Args:
        head: The head.
        notes: What is guessed.
        employer: Whether a lone name is known to be the employer.
        turned: Whether the employer stands first where no word tells it, as in the other heads of a section.
    """
    if head.roles:
        position, name = head.roles
        return position, _without_place_behind(name, head, notes)
    _turn_to_position(head, notes, employer=employer)
    first, second = [*head.names, None, None][:2]
    if first is None:
        return None, None
    if second is None:
        firm = employer or (FIRM.search(first.text) is not None and ROLE.search(first.text) is None)
        first = _without_place_behind(first, head, notes) if firm else first
        notes.guessed(first, "an employer" if firm else "a position")
        return (None, first) if firm else (first, None)
    told = told_order(first.text, second.text)
    if turned if told is None else told:
        first, second = second, first
    second = _without_place_behind(second, head, notes)
    notes.guessed(first, "a position")
    notes.guessed(second, "an employer")
    return first, second


def _turn_to_position(head: Head, notes: Notes, *, employer: bool) -> None:
    """Part an employer and its place, `Loom -- London`, where the position stands on another line, or not here."""
    if len(head.names) < _NAMES or head.place is not None:
        return
    firm, place, *others = head.names
    beside = firm.number == place.number and all(name.number != firm.number for name in others)
    if not beside or not (employer or others) or ROLE.search(firm.text) or ROLE.search(place.text):
        return
    told = [
        bool(FIRM.search(firm.text)),
        bool(FIRM.search(place.text)),
        *(bool(ROLE.search(o.text)) for o in others[:1]),
    ]
    if not employer and told not in ([True, False, False], [True, False, True], [False, False, True]):
        return
    if is_bare_place(place) or looks_like_place(place):
        head.place = place
        notes.guessed(place, "a location")
        head.names = [*others[:1], firm, *others[1:]]


def told_order(first: str, second: str) -> bool | None:
    """Whether the employer stands before the position, None where no word tells it."""
    if ROLE.search(first):
        return False
    if ROLE.search(second) or (FIRM.search(first) and not FIRM.search(second)):
        return True
    return False if FIRM.search(second) else None


def take_place(names: list[Line], head: Head, notes: Notes) -> list[Line]:
    """The names behind position and employer without the first where that may be a city: `Nurse | Hospital | Leeds`."""
    if not names or head.place is not None or not is_bare_place(names[0]):
        return names
    head.place = names[0]
    notes.guessed(names[0], "a location")
    return names[1:]


def _without_place_behind(name: Line, head: Head, notes: Notes) -> Line:
    """An employer without the place behind its last comma, where that is a name or two and no part of a firm's."""
    match = _BRACKETS.search(name.text)
    if match and head.place is None and is_bare_place(name.part(*match.span(1))):
        head.place = name.part(*match.span(1))
        notes.guessed(head.place, "a location")
        return name.part(0, match.start()).plain()
    before, comma, tail = name.text.rpartition(", ")
    place = name.part(len(before) + len(comma))
    if (
        not comma
        or head.place is not None
        or FIRM.search(tail)
        or ROLE.search(tail)
        or len(tail.split()) > _MOST_PLACE_WORDS
        or not may_be_place(place)
    ):
        return name
    notes.guessed(place, "a location")
    head.place = place
    return name.part(0, len(before)).plain()
