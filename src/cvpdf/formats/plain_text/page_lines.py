"""Lines of a profile page: those that are the person's, each once, and what a page says twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvpdf.formats.plain_text.duplicate_lines import without_doubles
from cvpdf.formats.plain_text.page_chrome import (
    is_activity,
    is_closing,
    is_furniture,
    is_logo,
    is_tab,
    is_tail,
    without_more,
)
from cvpdf.formats.transcript.header_words import AT
from cvpdf.formats.transcript.headings import section_named
from cvpdf.formats.transcript.lines import Line, without_blanks
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.periods import duration_in, period_in
from cvpdf.formats.transcript.sections import Section

_MOST_CLOSING = 4
"""Lines that the end of a letter has: a greeting, a name, what that is."""
_NEAR = 5
"""Lines below the picture of an employer, among which its name stands."""


def own_lines(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The lines that are the person's, each once, with blank ones for the others."""
    once, again = without_doubles(list(_without_furniture(lines, notes)))
    notes.understood(*again)
    kept = without_blanks(once)
    logos = {line.number for index, line in enumerate(kept) if is_logo(line, kept[index + 1 : index + _NEAR])}
    notes.furniture(*(line.stripped() for line in kept if line.number in logos))
    return [replace(line, text="") if line.number in logos else line for line in once]


def _without_furniture(lines: Sequence[Line], notes: Notes) -> Iterator[Line]:
    """The lines with blank ones for those that are the page's; a text that has sections may be cut in the middle.

    Buttons whose words could be somebody's own stand above the first section, or below a count of followers.
    """
    above, below, inside = True, False, None
    skipped = _of_the_page(lines)
    for index, line in enumerate(lines):
        if index in skipped:
            notes.furniture(*([] if line.blank else [line.stripped()]))
            yield replace(line, text="")
            continue
        inside = section_named(line.text) or inside
        above = above and inside in {None, "contact"}
        text, more = without_more(line)
        found = is_furniture(line, above=above or below) or is_tab(line, inside)
        if found:
            notes.furniture(line.stripped())
            yield replace(line, text="")
        else:
            if more:
                notes.furniture(more)
            yield text
        below = found or (below and line.blank)


def _of_the_page(lines: Sequence[Line]) -> set[int]:
    """The lines of whole parts of a page that are not the person's: posts, other people, the end of a letter."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        following = without_blanks(lines[index + 1 : index + _NEAR])
        begins = is_tail(line) or is_activity(line, following)
        inside = begins or (inside and section_named(line.text) is None)
        if inside:
            found.add(index)
    kept = [index for index, line in enumerate(lines) if not line.blank and index not in found]
    end = next((index for index in kept[-_MOST_CLOSING:] if is_closing(lines[index])), None)
    return found | (set(range(end, len(lines))) if end else set())


def is_cause(line: Line, inside: Section, lines: Sequence[Line]) -> bool:
    """Whether a line is what somebody volunteers for, and no heading: `Education`, right below dates that say how long.

    Only where the text has such a heading besides.
    """
    above = inside.lines[-1] if inside.key == "volunteer" and inside.lines else None
    if above is None or period_in(above) is None or duration_in(above) is None:
        return False
    return sum(other.text.strip() == line.text.strip() for other in lines) > 1


def without_repeats(sections: Sequence[Section], notes: Notes) -> Iterator[Section]:
    """The sections without the lines below a skill that say in which position it was used."""
    known = {
        part.text
        for section in sections
        if section.key in {"work", "education", "volunteer", "projects"}
        for line in section.lines
        for part in (line.stripped(), line.part(0, line.text.find(" · ") if " · " in line.text else None))
    }
    for section in sections:
        again = [line for line in section.lines if section.key == "skills" and _is_used_at(line, known)]
        notes.furniture(*(line.stripped() for line in again))
        yield replace(section, lines=[line for line in section.lines if line not in again])


def _is_used_at(line: Line, known: set[str]) -> bool:
    text = line.text.strip()
    return any({text[: match.start()], text[match.end() :]} <= known for match in AT.finditer(text))
