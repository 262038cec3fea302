"""A résumé in Markdown: headings part it, and what is emphasised keeps its marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from msgspec.structs import replace

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.formats.transcript.contacts import Contacts
from cvpdf.formats.transcript.lines import Line, Notes, lines_of
from cvpdf.formats.transcript.sections import TextSection, TranscriptDraft, outcome, read_opening, read_section
from cvpdf.formats.transcript.vocabulary import is_title, section_named
from cvpdf.source.tree import Tree

# Lines and sections. ------------------------------------------------------------------------------------------


_ATX = re.compile(r"\s{0,3}(#{1,6})\s+")
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_BOLD_LEVEL = 2
_SETEXT_LEVEL = {"=": 1, "-": 2}
_COMMENT = re.compile(r"\s*<!--.*-->\s*$")
_FENCE = "---"

_WITH_PARTS = {"work", "education", "projects", "volunteer", "publications", "skills"}


def read_markdown(material: Material) -> Outcome[Tree]:
    """Read a résumé in Markdown."""
    notes, draft = Notes(), TranscriptDraft()
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
            yield replace(_without_closing(line.part(match.end())), level=len(match[1]))
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


def _without_closing(heading: Line) -> Line:
    """A heading without the signs that close it, which mean nothing."""
    return heading.part(0, len(heading.text.rstrip("#")))


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


def _sections(lines: Sequence[Line]) -> tuple[list[Line], list[TextSection]]:
    """Part the text at the headings of the level that sections have."""
    level = _section_level(lines)
    opening: list[Line] = []
    sections: list[TextSection] = []
    named = False
    for line in lines:
        is_name = bool(line.level) and not named and not sections and section_named(line.text) is None
        begins = line.level <= level and not (is_name and (line.level < level or _is_first(line, lines)))
        if is_title(line.text) and not sections:
            opening.append(line)
        elif line.level and (begins or _begins_below(line, sections)):
            sections.append(TextSection(section_named(line.plain().text, loosely=True), line))
        elif sections:
            sections[-1].lines.append(line)
        else:
            opening.append(line)
        named = named or bool(line.level)
    return opening, sections


def _begins_below(line: Line, sections: Sequence[TextSection]) -> bool:
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


# Front matter. ------------------------------------------------------------------------------------------------


_PAIR = re.compile(r"\s*([a-z][\w-]*):\s+(?=[^\s\[{|>&*!])", re.IGNORECASE)
_PERSON = {
    "name": "name",
    "author": "name",
    "label": "label",
    "headline": "label",
    "position": "label",
    "email": "email",
    "phone": "phone",
    "tel": "phone",
    "mobile": "phone",
    "location": "location",
    "city": "location",
}
_SITES = ("website", "url", "homepage", "site", "linkedin", "github")
_TITLE = "title"
_LAYOUT = ("layout", "permalink", "theme", "lang", "css", "template", "style", "margin", "geometry", "fontsize")


def read_front_matter(lines: Iterable[Line], contacts: Contacts, notes: Notes) -> None:
    """Take the values of known keys; a title is what the person is where it stands beside a name."""
    found = [
        (match[1].casefold(), line.part(match.end(), None, " \t'\""))
        for line in lines
        if (match := _PAIR.match(line.text))
    ]
    for key, value in found:
        if key in _LAYOUT:
            notes.understood(value)
        elif key in _SITES and "." in value.text:
            contacts.add_link(value)
        elif key in _PERSON:
            contacts.add(_PERSON[key], value)
        elif key == _TITLE and "name" in dict(found):
            contacts.add("label", value)
    for line in lines:
        if match := _PAIR.match(line.text):
            notes.understood(line.part(0, match.end()))


# Forms of Markdown that say the same. -------------------------------------------------------------------------


_MARKED = re.compile(r"[<&!\\{]|^\s{0,3}:\s")
_BADGE = re.compile(r"\[!\[([^\]]*)\]\([^()]*\)\]\(([^()\s]+)[^()]*\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^()]*\)|<img\b[^>]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"""<a\b[^>]*?href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)</a>""", re.IGNORECASE)
_TAG = re.compile(
    r"</?(a|abbr|b|big|blockquote|br|center|cite|dd|details|div|dl|dt|em|figure|font|h[1-6]|header|footer|hr|i|kbd|li|main|"
    r"mark|nobr|ol|p|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|time|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_INSTEAD = {"b": "**", "strong": "**", "i": "*", "em": "*", "br": "  "}
_BEGINS = {"li": "- ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
_ENTITY = re.compile(r"&(?:[a-z]+|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_FILL = re.compile(r"\\(?:hfill|quad|qquad|enspace)\b")
_ATTRIBUTES = re.compile(r"\s*\{[:.#][^{}]*\}\s*$")
_DEFINITION = re.compile(r"\s{0,3}:\s+(?=\S)")
_CODE_FENCES = ("```", "~~~")
_LONGEST = 5000  # letters: to look for tags takes time that grows as their square


def evened(lines: Iterable[Line], notes: Notes) -> Iterator[Line]:
    """The lines in the plainest Markdown that says the same; what stands in code stays as it is.

    A line may become shorter: columns within one that holds HTML are about right.
    """
    fenced = False
    for line in lines:
        fenced ^= line.text.lstrip().startswith(_CODE_FENCES)
        stays = fenced or len(line.text) > _LONGEST or not _MARKED.search(line.text)
        yield line if stays else _evened(line, notes)


def _evened(line: Line, notes: Notes) -> Line:
    text = _BADGE.sub(lambda match: f"[{match[1] or match[2]}]({match[2]})", line.text)
    if text == line.text:
        for match in _PICTURE.finditer(line.text):
            notes.furniture(line.part(*match.span()))
    text = _ANCHOR.sub(
        lambda match: f"[{match[2].strip()}]({match[1]})" if match[2].strip() else match[1], _PICTURE.sub("", text)
    )
    text = _ENTITY.sub(lambda match: unescape(match[0]).replace("\u00a0", " "), _TAG.sub(_instead, text))
    text = _ATTRIBUTES.sub("", _FILL.sub("   ", text))
    definition = _DEFINITION.match(text)
    text = text[definition.end() :] if definition else text
    return replace(line, text=text) if text.strip() else replace(line, text="")


def _instead(match: re.Match[str]) -> str:
    name = match[1].lower()
    closes = match[0].startswith("</")
    return _INSTEAD.get(name, "" if closes else _BEGINS.get(name, ""))
