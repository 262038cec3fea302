"""A résumé in Markdown: headings part it, and what is emphasised keeps its marks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from msgspec.structs import replace

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.formats.transcript.contacts import NETWORKS, Contacts, is_contact, read_contacts
from cvpdf.formats.transcript.entry_headers import is_head
from cvpdf.formats.transcript.lines import Line, Notes, lines_of
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.sections import TextSection, TranscriptDraft, outcome, read_opening, read_section
from cvpdf.formats.transcript.vocabulary import beside_title, is_title, section_named
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
_WITH_TEXT = {"work", "education", "projects", "volunteer"}
"""Sections whose entries have lines in bold that say what stands below them: `**Achievements**`."""
_FEWEST_NAMED = 2
_MOST_LABEL_WORDS = 6


def read_markdown(material: Material) -> Outcome[Tree]:
    """Read a résumé in Markdown."""
    notes, draft = Notes(), TranscriptDraft()
    matter, rest = _without_front_matter(lines_of(material.text or "", material.file))
    body = list(evened(_with_definitions(rest), notes))
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
    levels = _levels_that_name(lines)
    above: Line | None = None
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        match = None if fenced else _ATX.match(line.text)
        if match:
            above = replace(_without_closing(line.part(match.end())), level=len(match[1]))
            yield above
        elif _is_bold_heading(line):
            yield line if above and _is_label(above, levels) else replace(line.plain(), level=_BOLD_LEVEL)
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


def _levels_that_name(lines: Iterable[Line]) -> list[int]:
    """The levels of the headings that name sections by their marks."""
    headings = [(len(match[1]), line.text[match.end() :]) for line in lines if (match := _ATX.match(line.text))]
    return [level for level, name in headings if section_named(name.strip("*_# "), loosely=True)]


def _is_label(above: Line, levels: Sequence[int]) -> bool:
    """Whether a line in bold below such a heading says what comes next in an entry, and begins no section.

    It does below the heading of an entry, and in a section of jobs and the like where all sections have headings.
    """
    if not levels or above.level > min(levels):
        return bool(levels)
    named = section_named(above.plain().text, loosely=True)
    return above.level == min(levels) and named in _WITH_TEXT and len(levels) >= _FEWEST_NAMED


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


_PAIR = re.compile(r"\s*(?P<dash>-\s+)?(?P<key>[a-z][\w-]*):\s+(?=[^\s\[{|>&*!])", re.IGNORECASE)
_GROUP = re.compile(r"\s*(?:-\s+)?[a-z][\w-]*:\s*", re.IGNORECASE)
_TEXTS = ("text", "label", "value", "content", "display")
_TARGETS = ("link", "url", "href", "target")
_SETTINGS = ("icon", "newline", "class", "id", "weight", "color", "new_line")
_SAID_BY_TEXT = ("mailto", "tel")
_NETWORKS = {name.casefold().replace(" ", ""): name for name in (*NETWORKS.values(), "Skype", "Mastodon")}
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
_SITES = ("website", "url", "homepage", "site", *_NETWORKS)
_TITLE = "title"
_LAYOUT = (
    "layout",
    "output",
    "documentclass",
    "mainfont",
    "header-includes",
    "cssclass",
    "draft",
    "date_format",
    "permalink",
    "theme",
    "lang",
    "css",
    "template",
    "style",
    "margin",
    "geometry",
    "fontsize",
)


def read_front_matter(lines: Iterable[Line], contacts: Contacts, notes: Notes) -> None:
    """Take the values of known keys; a title is what the person is where it stands beside a name.

    Below a key of its own each item may be a way to reach the person: a text, with or without the address of a link.
    """
    found = [
        (match["key"].casefold(), line.part(match.end(), None, " \t'\""), line.indent or bool(match["dash"]))
        for line in lines
        if (match := _PAIR.match(line.text))
    ]
    top = {key: value for key, value, inner in found if not inner}
    label: Line | None = None
    for key, value, inner in found:
        if inner and key in _TEXTS:
            _leave(label, contacts, notes)
            label = _shown(value, notes)
        elif inner and key in _TARGETS:
            _take_target(value, label, contacts, notes)
            label = None
        elif key in _LAYOUT or (inner and key in _SETTINGS):
            notes.understood(value)
        else:
            _take_known(key, value, contacts, notes, named=_names_person(top))
    _leave(label, contacts, notes)
    for line in lines:
        if match := _PAIR.match(line.text) or _GROUP.fullmatch(line.text):
            notes.understood(line.part(0, match.end()))
        for tag in _TAG.finditer(line.text):
            notes.understood(line.part(*tag.span()))


def _take_known(key: str, value: Line, contacts: Contacts, notes: Notes, *, named: bool) -> None:
    """Take the value of a known key; `named` says that another key holds the name."""
    if key in _SITES and "." in value.text:
        contacts.add_link(value)
    elif key in _NETWORKS:
        contacts.add_account(_NETWORKS[key], value)
    elif key in _PERSON:
        contacts.add(_PERSON[key], _bare_name(value, notes) if _PERSON[key] == "name" else value)
    elif key == _TITLE and named:
        contacts.add("label", value)
    elif key == _TITLE and beside_title(value.text):
        contacts.add("name", _bare_name(value, notes))


def _shown(value: Line, notes: Notes) -> Line:
    """What a text of HTML shows, at its place."""
    text = _evened(value, notes).text.strip()
    at = value.text.rfind(text)
    return (value.part(at, at + len(text)) if at >= 0 else replace(value, text=text)).plain()


def _leave(label: Line | None, contacts: Contacts, notes: Notes) -> None:
    """Take a text without an address beside it for what it says; what is left of it is confessed."""
    for rest in read_contacts(label, contacts, notes) if label and label.text else ():
        if is_head(rest) and len(rest.text.split()) <= _MOST_LABEL_WORDS:
            contacts.add("label", rest)


def _take_target(target: Line, label: Line | None, contacts: Contacts, notes: Notes) -> None:
    """Take an address with the text that is shown for it."""
    scheme, colon, rest = target.text.partition(":")
    if colon and scheme in _SAID_BY_TEXT:
        if label and rest.lstrip("/").casefold() in label.text.casefold().replace(" ", ""):
            notes.understood(target)
        elif not label or not label.text:
            label = target.part(len(scheme) + 1)
        _leave(label, contacts, notes)
        if scheme == "tel" and label and is_contact(label):
            notes.understood(target)
    elif label is None or not label.text or label.text.casefold() in target.text.casefold():
        contacts.add_link(target)
        notes.understood(*([label] if label else []))
    else:
        contacts.add_page(label, target)


def _names_person(found: Mapping[str, Line]) -> bool:
    return any(_PERSON.get(key) == "name" for key in found)


def _bare_name(value: Line, notes: Notes) -> Line:
    """A name without the word for a résumé beside it."""
    place = beside_title(value.text)
    if place is None:
        return value
    notes.understood(value.part(0, place[0]), value.part(place[1]))
    return value.part(*place)


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
_BESIDE_TERM = re.compile(r"\s{0,3}~\s+(?=\S)")
_TERM = re.compile(r"\s{0,3}(?![-*+#>|~:\d]\s|[#>|])\S")
_EMPTY_TAG = re.compile(r"<(\w+)\b[^<>]*>\s*</\1>")
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


def _with_definitions(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with what stands behind `~` below a term in emphasis: it belongs to the head of an entry.

    A second term below it belongs there as well, where it does not begin with another name in bold or other dates.
    """
    dated = joined = False
    kept: list[Line] = []
    for index, line in enumerate(lines):
        beside = _BESIDE_TERM.match(line.text)
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        above = next((one for one in reversed(kept) if not one.blank), None)
        if beside and above is not None:
            said = line.part(beside.end())
            dated = dated or period_in(said) is not None
            joined = True
            kept.append(_emphasised(said) if is_head(said) else said)
        elif joined and line.blank and _begins_other(lines[index + 1 : index + 3], dated=dated):
            continue
        elif joined and _TERM.match(line.text) and _BESIDE_TERM.match(following) and kept and not kept[-1].blank:
            kept.append(_emphasised(line.stripped()))
        else:
            joined, dated = False, False
            kept.append(line)
    yield from kept


def _begins_other(lines: Sequence[Line], *, dated: bool) -> bool:
    """Whether a second term of the same entry stands on these two lines."""
    if len(lines) < _FEWEST_NAMED or not _TERM.match(lines[0].text) or lines[0].text.lstrip().startswith(("**", "__")):
        return False
    beside = _BESIDE_TERM.match(lines[1].text)
    return beside is not None and not (dated and period_in(lines[1].part(beside.end())))


def _emphasised(line: Line) -> Line:
    return line if line.plain().text != line.text else replace(line, text=f"*{line.text}*", column=line.column - 1)


def _evened(line: Line, notes: Notes) -> Line:
    text = _BADGE.sub(lambda match: f"[{match[1] or match[2]}]({match[2]})", line.text)
    if text == line.text:
        for match in _PICTURE.finditer(line.text):
            notes.furniture(line.part(*match.span()))
    text = _EMPTY_TAG.sub(lambda match: "   " if "spacer" in match[0] else "", text)
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
    return _INSTEAD.get(name, "" if match[0].startswith("</") else _BEGINS.get(name, ""))
