"""Reading a profile page pasted as text: lines under headings such as `Experience`, and nothing that marks them."""

import re
from collections.abc import Sequence

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.formats.readers.entries import SHAPES
from cvpdf.formats.readers.head_words import FLUENCY
from cvpdf.formats.readers.headings import section_named
from cvpdf.formats.readers.lines import Line, lines_of, without_blanks
from cvpdf.formats.readers.notes import Notes
from cvpdf.formats.readers.page_lines import is_cause, own_lines, without_repeats
from cvpdf.formats.readers.prose import Joins, never_joins
from cvpdf.formats.readers.sections import Draft, Section, outcome, read_opening, read_section
from cvpdf.source.tree import Tree

_INLINE = re.compile(r"\s*([^::\n]{3,30}?)\s*[::]\s+(?=\S)")
_INLINE_KEYS = {"summary", "skills", "languages", "interests", "certificates", "publications", "awards", "driving"}
_UNDERLINE = re.compile(r"\s*([=\-_*~.·—–─━═…+#])\1{2,}\s*")
_LONGEST_HEADING = 45
_SHORTEST_CAPITALS = 4
_MOST_CAPITALS = 5
_WIDEST_WRAPPED = 100
_NEARLY = 12
_FEWEST_FULL = 3


def read_profile_text(material: Material) -> Outcome[Tree]:
    """Read a pasted profile, or a résumé in plain text."""
    lines = lines_of(material.text or "", material.file)
    notes, draft = Notes(), Draft()
    joins = wrapping_of(lines)
    opening, sections = _sections(own_lines(lines, notes))
    read_opening(opening, draft, notes)
    for section in without_repeats(sections, notes):
        read_section(section, draft, notes, joins)
    return outcome(draft, lines, material.text or "", notes, joins)


def wrapping_of(lines: Sequence[Line]) -> Joins:
    """How a text was broken into lines: not at all, or where the next word had no room."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    width = lengths[-1] if lengths else 0
    full = sum(length > width - _NEARLY for length in lengths)
    if width > _WIDEST_WRAPPED or width < _LONGEST_HEADING or full < _FEWEST_FULL:
        return never_joins

    def joins(first: Line, second: Line) -> bool:
        word = second.text.split()[0]
        return first.column - 1 + len(first.text.rstrip()) + 1 + len(word) > width

    return joins


def _sections(lines: Sequence[Line]) -> tuple[list[Line], list[Section]]:
    """Part a text at its headings."""
    opening: list[Line] = []
    sections: list[Section] = []
    capitals = any(_is_capital(line) and section_named(line.text) for line in lines)
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if _UNDERLINE.fullmatch(line.text):
            continue
        found = _heading(line, following, is_first=not without_blanks(opening) and not sections)
        found = found or _inline_heading(line, sections[-1] if sections else None)
        if found is None and capitals and sections:
            found = _capital_heading(lines, index)
        if found and not (sections and is_cause(line, sections[-1], lines)):
            sections.append(found)
        elif sections:
            sections[-1].lines.append(line)
        else:
            opening.append(line)
    return opening, sections


def _heading(line: Line, following: str, *, is_first: bool) -> Section | None:
    """A heading on a line of its own, or above a line of dashes.

    The first line of all is a name where it names no section, dashes or not.
    """
    text = line.stripped()
    key = section_named(text.text) if len(text.text) <= _LONGEST_HEADING else None
    if key:
        return Section(key, text)
    if text.text and _UNDERLINE.fullmatch(following) and len(text.text) <= _LONGEST_HEADING:
        return None if is_first else Section(section_named(text.text, loosely=True), text)
    return None


def _inline_heading(line: Line, inside: Section | None) -> Section | None:
    """A heading before a colon, with its text right behind; `Languages: Python` among skills is none."""
    match = _INLINE.match(line.text)
    key = section_named(match[1]) if match else None
    if match is None or key not in _INLINE_KEYS or (inside and _belongs_inside(line, key, inside)):
        return None
    return Section(key, line.part(*match.span(1)), [line.part(match.end())])


def _belongs_inside(line: Line, key: str, inside: Section) -> bool:
    """Whether what is said so belongs to the skills, or to the entry above: `Skills: Python · SQL` right below it."""
    if inside.key == "skills" and (key == "driving" or (key == "languages" and not FLUENCY.search(line.text))):
        return True
    has_entries = inside.key == "education" or inside.key in SHAPES
    below = bool(inside.lines) and not inside.lines[-1].blank
    return key == "skills" and has_entries and bool(without_blanks(inside.lines)) and (below or " · " in line.text)


def _capital_heading(lines: Sequence[Line], index: int) -> Section | None:
    """A line in capitals with a blank one above, in a text whose other headings are written so."""
    line = lines[index]
    if not _is_capital(line) or index == 0 or not lines[index - 1].blank:
        return None
    return Section(section_named(line.text, loosely=True), line.stripped())


def _is_capital(line: Line) -> bool:
    text = line.text.strip()
    few = _SHORTEST_CAPITALS <= len(text) <= _LONGEST_HEADING and len(text.split()) <= _MOST_CAPITALS
    return few and text.isupper() and not any(letter.isdigit() or letter in ".,|" for letter in text)
