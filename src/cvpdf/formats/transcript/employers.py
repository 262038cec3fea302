"""Employers: which of a head's names is the position, which the employer, and where that is."""

import re
from collections.abc import Iterable

from cvpdf.formats.transcript.entry_headers import Head
from cvpdf.formats.transcript.entry_splitting import names_on
from cvpdf.formats.transcript.header_end import Chunk
from cvpdf.formats.transcript.header_words import FIRM, ROLE
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import is_bare_place, may_be_place
from cvpdf.formats.transcript.notes import Notes

_BRACKETS = re.compile(r"\s*[((]([^()()]+)[))]$")
_NAMES = 2
_MOST_PLACE_WORDS = 3


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
    first, second = [*head.names, None, None][:2]
    if first is None:
        return None, None
    if second is None:
        firm = employer or (FIRM.search(first.text) is not None and ROLE.search(first.text) is None)
        first = _without_place_behind(first, head, notes) if firm else first
        notes.guessed(first, "an employer" if firm else "a position")
        return (None, first) if firm else (first, None)
    told = _order(first.text, second.text)
    if turned if told is None else told:
        first, second = second, first
    second = _without_place_behind(second, head, notes)
    notes.guessed(first, "a position")
    notes.guessed(second, "an employer")
    return first, second


def stand_turned(chunks: Iterable[Chunk]) -> bool:
    """Whether the employer stands first in every head of a section whose words tell it, and in one at least."""
    orders = [_order(*names) for chunk in chunks if len(names := _two_names(chunk)) == _NAMES]
    told = [order for order in orders if order is not None]
    return bool(told) and all(told)


def _two_names(chunk: Chunk) -> list[str]:
    names = [name.plain().text for line in chunk.head for name in names_on(line.plain())]
    return names[:_NAMES]


def _order(first: str, second: str) -> bool | None:
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
