"""Reading a résumé in Markdown: headings part it, and what is emphasised keeps its marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvpdf.diagnostics import Outcome
from cvpdf.formats.markdown.front_matter import read_front_matter
from cvpdf.formats.markdown.normalize import evened
from cvpdf.formats.material import Material
from cvpdf.formats.transcript.headings import is_title, section_named
from cvpdf.formats.transcript.lines import Line, lines_of
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.sections import Draft, Section, outcome, read_opening, read_section
from cvpdf.source.tree import Tree

_ATX = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_BOLD_LEVEL = 2
_SETEXT_LEVEL = {"=": 1, "-": 2}
_COMMENT = re.compile(r"\s*<!--.*-->\s*$")
_FENCE = "---"

_WITH_PARTS = {"work", "education", "projects", "volunteer", "publications", "skills"}


def read_markdown(material: Material) -> Outcome[Tree]:
    """Read a résumé in Markdown."""
    notes, draft = Notes(), Draft()
    matter, rest = _without_front_matter(lines_of(material.text or "", material.file))
    body = list(evened(rest, notes))
    lines = list(_with_headings(body, notes))
    read_front_matter(matter, draft.basics, notes)
    opening, sections = _sections(lines)
    read_opening(opening, draft, notes)
    for section in sections:
        read_section(section, draft, notes, _joins)
    return outcome(draft, [*matter, *body], material.text or "", notes, _joins)


def _without_front_matter(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What a site's generator reads at the top, between two lines of dashes, and the lines without it."""
    end = next((index for index, line in enumerate(lines[1:], 1) if line.text.rstrip() in {_FENCE, "..."}), 0)
    if not end or lines[0].text.rstrip() != _FENCE:
        return [], list(lines)
    return list(lines[1:end]), [replace(line, text="") if index <= end else line for index, line in enumerate(lines)]


def _joins(first: Line, second: Line) -> bool:
    """Lines of a paragraph run on; those of a table do not."""
    return not first.text.lstrip().startswith("|") and not second.text.lstrip().startswith("|")


def _with_headings(lines: Sequence[Line], notes: Notes) -> Iterator[Line]:
    """The lines with the levels of those that are headings; what is only form is blank."""
    fenced = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        match = None if fenced else _ATX.match(line.text)
        if match:
            yield replace(line.part(*match.span(2)), level=len(match[1]))
        elif _is_bold_heading(line):
            yield replace(line.plain(), level=_BOLD_LEVEL)
        elif _COMMENT.match(line.text):
            notes.understood(line)
            yield replace(line, text="")
        elif _RULE.match(line.text) or (_SETEXT.match(line.text) and index and _underlines(lines[index - 1])):
            yield replace(line, text="")
        elif following and not line.blank and _underlines(line) and (under := _SETEXT.match(following.text)):
            yield replace(line.stripped(), level=_SETEXT_LEVEL[under[1][0]])
        else:
            yield line


def _is_bold_heading(line: Line) -> bool:
    """Whether a line is the name of a section, all of it in bold."""
    bare = line.plain()
    loosely = bare.text.endswith(":")
    return bare.text != line.stripped().text and section_named(bare.text, loosely=loosely) is not None


def _underlines(line: Line) -> bool:
    """Whether a line can be the text of an underlined heading."""
    return (
        not line.blank and not _SETEXT.match(line.text) and not line.text.lstrip().startswith(("#", "-", "*", "|", ">"))
    )


def _sections(lines: Sequence[Line]) -> tuple[list[Line], list[Section]]:
    """Part the text at the headings of the level that sections have."""
    level = _section_level(lines)
    opening: list[Line] = []
    sections: list[Section] = []
    named = False
    for line in lines:
        is_name = bool(line.level) and not named and not sections and section_named(line.text) is None
        begins = line.level <= level and not (is_name and (line.level < level or _is_first(line, lines)))
        if is_title(line.text) and not sections:
            opening.append(line)
        elif line.level and (begins or _begins_below(line, sections)):
            sections.append(Section(section_named(line.plain().text, loosely=True), line))
        elif sections:
            sections[-1].lines.append(line)
        else:
            opening.append(line)
        named = named or bool(line.level)
    return opening, sections


def _begins_below(line: Line, sections: Sequence[Section]) -> bool:
    """Whether a deeper heading begins a section all the same: it names one, and stands where nothing has parts."""
    if section_named(line.plain().text) is None:
        return False
    last = sections[-1] if sections else None
    beside = last is not None and last.heading is not None and last.heading.level == line.level
    return last is None or beside or last.key not in _WITH_PARTS


def _section_level(lines: Sequence[Line]) -> int:
    """The highest level of a heading that names a section; where none does, the second that occurs."""
    headings = [line for line in lines if line.level]
    levels = sorted({line.level for line in headings})
    for loosely in (False, True):
        known = [line.level for line in headings if section_named(line.plain().text, loosely=loosely)]
        if known:
            return min(known)
    return levels[1] if len(levels) > 1 else (levels or [2])[0]


def _is_first(line: Line, lines: Sequence[Line]) -> bool:
    return next((one for one in lines if not one.blank), None) is line
