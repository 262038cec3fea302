"""Sections: the parts of a text under their headings, put together to a Tree in the shape of a résumé file."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.diagnostics import Outcome, Span
from cvpdf.formats.material import Pair, around, mapping, scalar, sequence
from cvpdf.formats.transcript.contacts import Contacts, read_contacts, tells_contact
from cvpdf.formats.transcript.entry_body import Joins, item, never_joins, read_summary
from cvpdf.formats.transcript.entry_headers import is_head
from cvpdf.formats.transcript.groups import GROUP_READERS, read_recommendations, tells_relations
from cvpdf.formats.transcript.lines import Line, Notes, without_blanks, without_column_names
from cvpdf.formats.transcript.locations import may_be_place
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.text_entries import SHAPES, read_entries
from cvpdf.formats.transcript.vocabulary import beside_title, is_title, may_be_skills, section_named
from cvpdf.model.field_values import slug
from cvpdf.model.resume import SECTIONS
from cvpdf.source.tree import Mapping, Node, Scalar, Tree


class TextSection(Struct):
    """A heading (None for what stands above the first) with the lines below it, and the key that it means."""

    key: str | None
    heading: Line | None
    lines: list[Line] = field(default_factory=list)


class TranscriptDraft(Struct):
    """A résumé while it is read: who it is about, and the entries of each section so far."""

    basics: Contacts = field(default_factory=Contacts)
    lists: dict[str, list[Node]] = field(default_factory=dict)
    summary: list[Line] = field(default_factory=list)

    def add(self, key: str, entries: Iterable[Node]) -> None:
        """Take entries of a section."""
        self.lists.setdefault(key, []).extend(entries)

    def root(self, place: Span, joins: Joins) -> Mapping:
        """All of it, in the order in which sections are printed."""
        fields = self.basics.fields()
        if self.summary:
            fields.append(("summary", read_summary(self.summary, joins)))
        kept = [(key, value) for key, value in fields if value is not None]
        basics = mapping(around(value for _, value in kept), kept) if kept else None
        order = [*(key for key in SECTIONS if key in self.lists), "sections"]
        return mapping(place, [("basics", basics), *((key, sequence(self.lists.get(key, ()))) for key in order)])


def read_section(section: TextSection, draft: TranscriptDraft, notes: Notes, joins: Joins = never_joins) -> None:
    """Read the lines of a section in the way of its kind."""
    if section.heading and may_be_skills(section.heading.text) and not any(map(_dated, section.lines)):
        prose = any(len(line.text.split()) > _MOST_SKILL_WORDS and item(line) is None for line in section.lines)
        section = replace(section, key="projects" if prose else "skills")
    if section.heading and section.key and (without_blanks(section.lines) or section.key != "driving"):
        notes.understood(section.heading)  # a licence of which nothing more is said is one all the same
    if not without_blanks(section.lines):
        return
    if section.key != "references":
        section = replace(section, lines=[line.part(1) if _is_quoted(line) else line for line in section.lines])
    if section.key == "summary":
        draft.summary += section.lines if not draft.summary else [_blank(section.lines[0]), *section.lines]
    elif section.key == "contact":
        _read_contacts(section, draft, notes)
    elif section.key in GROUP_READERS or section.key == "education" or section.key in SHAPES:
        lines = without_column_names(section.lines, notes)
        draft.add(section.key, _entries(section.key, lines, notes, joins))
    elif section.heading:
        draft.add("sections", [_own_section(section, section.heading, draft, notes, joins)])


def _dated(line: Line) -> bool:
    return is_head(line) and period_in(line.plain()) is not None


def _entries(key: str, lines: Sequence[Line], notes: Notes, joins: Joins) -> Sequence[Mapping]:
    """The entries of a section that has a key of its own."""
    if key == "references" and tells_relations(lines):
        return read_recommendations(lines, joins)
    return GROUP_READERS[key](lines) if key in GROUP_READERS else read_entries(key, lines, notes, joins)


def _read_contacts(section: TextSection, draft: TranscriptDraft, notes: Notes) -> None:
    """Ways to reach the person; sentences among them are about the person."""
    for line in without_blanks(section.lines):
        rest = read_contacts(_unmarked(line), draft.basics, notes)
        draft.summary += [part for part in rest if len(part.text.split()) > _MOST_NAMES]


def read_opening(lines: Sequence[Line], draft: TranscriptDraft, notes: Notes) -> None:
    """Read what stands above the first section: a name, what the person is, how to reach them, and who they are."""
    lines = without_column_names(lines, notes)
    lists, lines = _lists_in(lines)
    for section in lists:
        read_section(section, draft, notes)
    kept = without_blanks(map(_unmarked, lines))
    for line, following in zip(kept, [*kept[1:], None], strict=False):
        if line.level or not tells_contact(line):
            whole = _linked_name(line, draft, notes) if line.level else line.plain()
            _read_title(whole, draft, notes, sure=bool(line.level), goes_on=_goes_on(line, following))
            continue
        for rest in read_contacts(line, draft.basics, notes):
            if "location" not in draft.basics.values and may_be_place(rest):
                draft.basics.add("location", rest)
                notes.guessed(rest, "a location")
            elif _may_be_label(rest) and "label" not in draft.basics.values:
                draft.basics.add("label", rest)
                notes.guessed(rest, "what you are")


def _lists_in(lines: Sequence[Line]) -> tuple[list[TextSection], list[Line]]:
    """The lists of words among the contacts, and the other lines.

    `* Languages:` with deeper items below it is such a list, and so is `Languages: Spanish, French`.
    """
    found: list[TextSection] = []
    rest: list[Line] = []
    depth: int | None = None  # that of the line that names the list in which a line may stand
    for line in lines:
        if depth is not None and not line.blank and line.indent > depth:
            found[-1].lines.append(line)
            continue
        named = _named_list(line)
        depth = line.indent if named else None
        if named:
            found.append(named)
        else:
            rest.append(line)
    return [section for section in found if section.lines], [
        *rest,
        *(section.heading for section in found if section.heading and not section.lines),
    ]


def _named_list(line: Line) -> TextSection | None:
    """A list of words that is begun by its name and a colon."""
    text = _unmarked(line)
    match = None if line.level or "|" in line.text else _LIST.match(text.text)
    key = section_named(match[1]) if match else None
    if match is None or key not in _LISTS:
        return None
    words = text.part(match.end(), None, " \t*_")
    return TextSection(key, text.part(*match.span(1)), [words] if words.text else [])


def _goes_on(line: Line, following: Line | None) -> bool:
    """Whether a line is the first of a sentence that runs on in the next."""
    if following is None or following.number != line.number + 1 or line.level:
        return False
    return following.text[:1].islower() and not tells_contact(following)


def _read_title(line: Line, draft: TranscriptDraft, notes: Notes, *, sure: bool, goes_on: bool) -> None:
    """A line above all sections that is no contact: the name, then what the person is, then prose."""
    line = _without_title(line, draft, notes)
    if is_title(line.text) or _says_name(line, draft):
        notes.understood(line)
    elif goes_on:
        draft.summary.append(line)
    elif "name" not in draft.basics.values and not draft.summary and _is_name(line):
        draft.basics.add("name", line)
        if not sure:
            notes.guessed(line, "a name")
    elif "label" not in draft.basics.values and not draft.summary and _is_label(line):
        draft.basics.add("label", line)
        notes.guessed(line, "what you are")
    else:
        draft.summary.append(line)
        if is_head(line) and len(line.text.split()) <= _MOST_NAMES:
            notes.guessed(line, "a part of your summary")


def _without_title(line: Line, draft: TranscriptDraft, notes: Notes) -> Line:
    """The name without the word for a résumé beside it, where a name is wanted: `CV -- Ada Example`."""
    wanted = not draft.summary and ("name" not in draft.basics.values or "label" not in draft.basics.values)
    place = beside_title(line.text) if wanted else None
    name = line.part(*place).plain() if place else line
    if place is None or not _is_name(name) or ("name" in draft.basics.values and not _says_name(name, draft)):
        return line
    notes.understood(line.part(0, place[0]), line.part(place[1]))
    return name


def _says_name(line: Line, draft: TranscriptDraft) -> bool:
    """Whether a line is the name once more: in the text as well as in what stands above it for a site's generator."""
    name = draft.basics.values.get("name")
    return isinstance(name, Scalar) and (name.text or "").casefold() == line.text.casefold()


def outcome(
    draft: TranscriptDraft, lines: Sequence[Line], text: str, notes: Notes, joins: Joins = never_joins
) -> Outcome[Tree]:
    """The Tree of a draft, and all that is to be said about it."""
    file = lines[0].file
    last = lines[-1]
    root = draft.root(Span(file, 1, 1, last.number, last.column + len(last.text)), joins)
    return Outcome(Tree(file, text, root), notes.confess(without_blanks(lines), root))


def _unmarked(line: Line) -> Line:
    """A line without the mark of a list or a quotation."""
    return item(line) or (line.part(1) if _is_quoted(line) else line)


def _is_quoted(line: Line) -> bool:
    return line.text.startswith(">")


def _linked_name(line: Line, draft: TranscriptDraft, notes: Notes) -> Line:
    """A heading without the address that its text leads to."""
    match = _LINKED.fullmatch(line.text.strip())
    if match is None:
        return line.plain()
    line = line.stripped()
    notes.understood(line.part(*match.span(2)))
    draft.basics.add_link(line.part(*match.span(1)), line.part(*match.span(2)))
    return line.part(*match.span(1))


_LINKED = re.compile(r"\[([^\]]+)\]\(([^()\s]+)\)")
_LIST = re.compile(r"[*_]{0,3}([^::*_]{3,30}?)[*_]{0,3}\s*[::][*_]{0,3}(?:\s+|$)")
_LISTS = ("languages", "skills", "interests")
_MAY_HAVE_ENTRIES = (None, "organizations")
_LONGEST_LABEL = 120
_MOST_SKILL_WORDS = 8
_MOST_NAMES = 6


def _is_name(line: Line) -> bool:
    words = line.text.split()
    return (
        len(words) <= _MOST_NAMES and not any(letter.isdigit() for letter in line.text) and line.text[-1] not in ".:!?"
    )


def _may_be_label(line: Line) -> bool:
    """Whether what is left of a line of contacts may be what the person is."""
    return len(line.text) <= _LONGEST_LABEL and period_in(line) is None


def _is_label(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LABEL and line.text[-1] not in ".!?:"


def _own_section(section: TextSection, heading: Line, draft: TranscriptDraft, notes: Notes, joins: Joins) -> Mapping:
    """A section of the person's own: with entries where it has headings or periods, else as one text."""
    taken = {*SECTIONS, *(_id(node) for node in draft.lists.get("sections", ()))}
    name = slug(heading.text)
    if not name[:1].isalpha() or name in taken:
        name = f"section-{len(draft.lists.get('sections', ())) + 1}"
    title = heading.plain()
    fields: list[Pair] = [("id", scalar(name, heading.span)), ("title", title.scalar())]
    if any(line.level for line in section.lines) or (section.key in _MAY_HAVE_ENTRIES and _has_periods(section.lines)):
        fields.append(("entries", sequence(read_entries("entries", section.lines, notes, joins))))
    else:
        fields.append(("text", read_summary(section.lines, joins)))
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept)


def _has_periods(lines: Iterable[Line]) -> bool:
    periods = (period_in(line.plain()) for line in lines if is_head(line))
    return any(period is not None and not period.lone for period in periods)


def _id(node: Node) -> str:
    entry = node.get("id") if isinstance(node, Mapping) else None
    return getattr(entry.value, "text", "") if entry else ""


def _blank(line: Line) -> Line:
    """An empty line, so that two texts stay two paragraphs."""
    return Line("", line.file, line.number)
