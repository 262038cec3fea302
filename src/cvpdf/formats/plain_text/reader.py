"""Reading a profile page pasted as text: lines under headings such as `Experience`, and nothing that marks them."""

import re
from collections.abc import Sequence

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.formats.plain_text.heading_lines import (
    LONGEST_HEADING,
    capital_heading,
    inline_heading,
    is_capital,
    lone_heading,
    stand_alone,
)
from cvpdf.formats.plain_text.page_lines import is_cause, own_lines, without_repeats
from cvpdf.formats.transcript.headings import section_named
from cvpdf.formats.transcript.lines import Line, lines_of, without_blanks
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.prose import Joins, never_joins
from cvpdf.formats.transcript.sections import Draft, Section, outcome, read_opening, read_section
from cvpdf.source.tree import Tree

_UNDERLINE = re.compile(r"\s*([=\-_*~.·—–─━═…+#])\1{2,}\s*")
_WIDEST_WRAPPED = 100
_NEARLY = 12
_FEWEST_FULL = 3


def read_profile_text(material: Material) -> Outcome[Tree]:
    """Read a pasted profile, or a résumé in plain text."""
    lines = lines_of(material.text or "", material.file)
    notes, draft = Notes(), Draft()
    joins = wrapping_of(lines)
    opening, sections = _sections(own_lines(lines, notes), notes)
    read_opening(opening, draft, notes)
    for section in without_repeats(sections, notes):
        read_section(section, draft, notes, joins)
    return outcome(draft, lines, material.text or "", notes, joins)


def wrapping_of(lines: Sequence[Line]) -> Joins:
    """How a text was broken into lines: not at all, or where the next word had no room."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    width = lengths[-1] if lengths else 0
    full = sum(length > width - _NEARLY for length in lengths)
    if width > _WIDEST_WRAPPED or width < LONGEST_HEADING or full < _FEWEST_FULL:
        return never_joins

    def joins(first: Line, second: Line) -> bool:
        word = second.text.split()[0]
        return first.column - 1 + len(first.text.rstrip()) + 1 + len(word) > width

    return joins


def _sections(lines: Sequence[Line], notes: Notes) -> tuple[list[Line], list[Section]]:
    """Part a text at its headings."""
    opening: list[Line] = []
    sections: list[Section] = []
    capitals = any(is_capital(line) and section_named(line.text) for line in lines)
    airy = stand_alone(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if _UNDERLINE.fullmatch(line.text):
            continue
        inside = sections[-1] if sections else None
        found = _heading(line, following, is_first=not without_blanks(opening) and not sections)
        found = found or inline_heading(line, inside, capitals=capitals)
        if found is None and capitals and (inside or without_blanks(opening)):
            found = capital_heading(lines, index, inside, notes)
        if found is None and airy and inside:
            found = lone_heading(lines, index, inside, notes)
        if found and not (inside and is_cause(line, inside, lines)):
            sections.append(found)
        elif inside:
            inside.lines.append(line)
        else:
            opening.append(line)
    return opening, sections


def _heading(line: Line, following: str, *, is_first: bool) -> Section | None:
    """A heading on a line of its own, or above a line of dashes.

    The first line of all is a name where it names no section, dashes or not.
    """
    text = line.stripped()
    key = section_named(text.text) if len(text.text) <= LONGEST_HEADING else None
    if key:
        return Section(key, text)
    if text.text and _UNDERLINE.fullmatch(following) and len(text.text) <= LONGEST_HEADING:
        return None if is_first else Section(section_named(text.text, loosely=True), text)
    return None
