"""A profile page pasted as text: lines under headings such as `Experience`."""

import re
from collections.abc import Sequence

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.formats.plain_text.page_chrome import is_cause, own_lines, without_repeats
from cvpdf.formats.transcript.contacts import tells_contact
from cvpdf.formats.transcript.entry_body import Joins, never_joins
from cvpdf.formats.transcript.entry_splitting import cut, is_titled
from cvpdf.formats.transcript.lines import Line, Notes, are_blank, lines_of
from cvpdf.formats.transcript.locations import looks_like_place
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.sections import TextSection, TranscriptDraft, outcome, read_opening, read_section
from cvpdf.formats.transcript.text_entries import SHAPES
from cvpdf.formats.transcript.vocabulary import (
    DEGREE,
    FIRM,
    FLUENCY,
    INSTITUTION,
    ROLE,
    beside_title,
    is_group,
    section_named,
)
from cvpdf.source.tree import Tree

# The page. ----------------------------------------------------------------------------------------------------


_UNDERLINE = re.compile(r"\s*([=\-_*~.·—–─━═…+#])\1{2,}\s*")
_WIDEST_WRAPPED = 100
_NEARLY = 12
_FEWEST_FULL = 3


def read_profile_text(material: Material) -> Outcome[Tree]:
    """Read a pasted profile, or a résumé in plain text."""
    lines = lines_of(material.text or "", material.file)
    notes, draft = Notes(), TranscriptDraft()
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


def _sections(lines: Sequence[Line], notes: Notes) -> tuple[list[Line], list[TextSection]]:
    """Part a text at its headings."""
    opening: list[Line] = []
    sections: list[TextSection] = []
    capitals = any(is_capital(line) and section_named(line.text) for line in lines)
    airy = stand_alone(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if _UNDERLINE.fullmatch(line.text):
            continue
        inside = sections[-1] if sections else None
        if inside is None and are_blank(opening) and beside_title(line.text):
            opening.append(line)
            continue
        found = _heading(line, following, is_first=are_blank(opening) and not sections)
        found = found or inline_heading(line, inside, capitals=capitals)
        if found is None and capitals and (inside or not are_blank(opening)):
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


def _heading(line: Line, following: str, *, is_first: bool) -> TextSection | None:
    """A heading on a line of its own, or above a line of dashes.

    The first line of all is a name where it names no section, dashes or not.
    """
    text = line.stripped()
    key = section_named(text.text) if len(text.text) <= LONGEST_HEADING else None
    if key:
        return TextSection(key, text)
    if text.text and _UNDERLINE.fullmatch(following) and len(text.text) <= LONGEST_HEADING:
        return None if is_first else TextSection(section_named(text.text, loosely=True), text)
    return None


# Headings by their form. --------------------------------------------------------------------------------------


LONGEST_HEADING = 45
_INLINE = re.compile(r"\s*([^::\n]{3,30}?)\s*[::]\s+(?=\S)")
_INLINE_KEYS = {"summary", "skills", "languages", "interests", "certificates", "publications", "awards", "driving"}
_SHORTEST_CAPITALS = 4
_MOST_CAPITALS = 5
_WITH_NAMES = ("work", "education", "volunteer")
_FEWEST_KNOWN = 2
_NEAR = 3
"""Lines below the name of an employer among which its dates stand."""
_BOTH = re.compile(r",\s|\s+[|·–—@-]\s+|\s{3,}|\s(?:at|bei|chez)\s")


def inline_heading(line: Line, inside: TextSection | None, *, capitals: bool) -> TextSection | None:
    """A heading before a colon, with its text right behind; `Languages: Python` among skills is none.

    In a text whose headings are written in `capitals`, any section may begin so.
    """
    match = _INLINE.match(line.text)
    key = section_named(match[1]) if match else None
    if match is None or key is None or not (key in _INLINE_KEYS or (capitals and match[1].isupper())):
        return None
    if inside and _belongs_inside(line, match[1], key, inside):
        return None
    name, said = line.part(*match.span(1)), line.part(match.end())
    if key == "skills" and is_group(name.text):
        return TextSection(key, None, [line.stripped()])
    return TextSection(key, name, [said])


def _belongs_inside(line: Line, name: str, key: str, inside: TextSection) -> bool:
    """Whether what is said so belongs to the skills, or to the entry above: `Skills: Python · SQL` right below it."""
    if inside.key == "skills":
        others = key == "driving" or (key == "languages" and not FLUENCY.search(line.text))
        return others or (key == "skills" and (inside.heading is None or is_group(name)))
    has_entries = inside.key == "education" or inside.key in SHAPES
    below = bool(inside.lines) and not inside.lines[-1].blank
    return key == "skills" and has_entries and not are_blank(inside.lines) and (below or " · " in line.text)


def capital_heading(lines: Sequence[Line], index: int, inside: TextSection | None, notes: Notes) -> TextSection | None:
    """A line in capitals with a blank one above, in a text whose other headings are written so.

    Above all sections it must name one, or stand above something that has dates; among entries it may be an employer.
    """
    line = lines[index]
    if not is_capital(line) or index == 0 or not lines[index - 1].blank:
        return None
    key = section_named(line.text, loosely=True)
    below = lines[index + 1 : index + 1 + _NEAR]
    if key is None and inside and (inside.key in SHAPES or inside.key == "education") and _names(line, inside, below):
        return None
    if inside is None and (ROLE.search(line.text) or not _heads(key, _following(lines, index))):
        return None
    if key is None:
        notes.guessed(line.stripped(), "the heading of a section")
    return TextSection(key, line.stripped())


def stand_alone(lines: Sequence[Line]) -> bool:
    """Whether the headings that a text is known to have stand between blank lines."""
    known = [index for index, line in enumerate(lines) if section_named(line.text)]
    return len(known) >= _FEWEST_KNOWN and all(_is_alone(lines, index) for index in known)


def lone_heading(lines: Sequence[Line], index: int, inside: TextSection, notes: Notes) -> TextSection | None:
    """A title between blank lines, in a text whose other headings stand so; below jobs and studies it is no name."""
    line = lines[index]
    if inside.key not in _WITH_NAMES or not _is_alone(lines, index) or not is_titled(line):
        return None
    words = any(word.search(line.text) for word in (FIRM, ROLE, INSTITUTION, DEGREE)) or looks_like_place(line)
    if words or _names(line, inside, _following(lines, index)):
        return None
    notes.guessed(line.stripped(), "the heading of a section")
    return TextSection(section_named(line.text, loosely=True), line.stripped())


def _following(lines: Sequence[Line], index: int) -> list[Line]:
    """A few lines below one, from the first that is not blank."""
    first = next((at for at in range(index + 1, len(lines)) if not lines[at].blank), len(lines))
    return [*lines[first : first + _NEAR]]


def _is_alone(lines: Sequence[Line], index: int) -> bool:
    above = index == 0 or lines[index - 1].blank
    return above and index + 1 < len(lines) and lines[index + 1].blank


def is_capital(line: Line) -> bool:
    """Whether a line is a few words in capitals."""
    text = line.text.strip()
    few = _SHORTEST_CAPITALS <= len(text) <= LONGEST_HEADING and len(text.split()) <= _MOST_CAPITALS
    return few and text.isupper() and not any(letter.isdigit() or letter in ".,|" for letter in text)


def _names(line: Line, inside: TextSection, below: Sequence[Line]) -> bool:
    """Whether a line in capitals is an employer or a position: right below it stand its dates, and one name at most."""
    if are_blank(inside.lines):
        return True
    if below and below[0].blank:
        return False
    head = cut(below[:_NEAR]).head
    periods = [period for line in head if (period := period_in(line.plain()))]
    if not periods:
        return False
    if any(word.search(line.text) for word in (FIRM, ROLE, INSTITUTION)):
        return True
    beside = [part.text for period in periods for part in (period.before, period.after) if part.text]
    rest = [line.text for line in head if period_in(line.plain()) is None]
    if all(period.lone for period in periods) and not any(map(ROLE.search, [*beside, *rest])):
        return False
    return len(beside) + len(rest) <= 1 and not any(map(_BOTH.search, beside))


def _heads(key: str | None, below: Sequence[Line]) -> bool:
    """Whether what stands below a line above all sections may be one: no contact, and dated where none is named."""
    if not below or section_named(below[0].text) or tells_contact(below[0]):
        return False
    return key is not None or period_in(below[0].plain()) is not None
