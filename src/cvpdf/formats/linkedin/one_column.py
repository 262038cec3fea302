"""LinkedIn's PDF until 2017: one column, with `Position at Employer` in bold above its dates.

Sizes and distances are those of the file that LinkedIn made, in pt.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from cvpdf.formats.linkedin.pdf_rows import Row, Transcript, TranscriptItem, lines_with_blanks, no_room, rejoined
from cvpdf.formats.material import Pair, around, mapping, sequence
from cvpdf.formats.transcript.contacts import Contacts, read_contacts
from cvpdf.formats.transcript.entry_body import bullet, read_prose, read_summary
from cvpdf.formats.transcript.groups import read_interests, read_languages, read_references, read_skills
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.periods import Period, period_in, span_of_dates
from cvpdf.formats.transcript.sections import TextSection, TranscriptDraft, read_section
from cvpdf.formats.transcript.studies import read_degree
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.source.tree import Mapping, Node

# Words of LinkedIn. -------------------------------------------------------------------------------------------


AT_EMPLOYER = re.compile(r"\s(?:at|bei|chez|presso|bij|hos|på|na empresa|en|em|na|no|w|в|@)\s", re.IGNORECASE)
"""What stands between a position and its employer."""

_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#]\S*)?")
_KIND = re.compile(r"\s*\((?:LinkedIn|Mobile|Home|Work|Personal|Company|Blog|RSS|Portfolio|Other|[^\W\d]+)\)\s*$")


def read_dates(line: Line, notes: Notes) -> Period | None:
    """The two dates of a line that should hold them, with how long that was in brackets behind."""
    period = span_of_dates(line)
    if period:
        notes.understood(line)
    return period


def position_and_employer(line: Line, notes: Notes) -> tuple[Line, Line | None]:
    """Part a head such as `Engineer at Example Ltd`."""
    match = re.search(r"\sat\s", line.text) or AT_EMPLOYER.search(line.text)
    if match is None:
        return line, None
    notes.understood(line.part(match.start(), match.end()))
    return line.part(0, match.start()), line.part(match.end())


def without_kind(line: Line, notes: Notes) -> Line:
    """A number or an address without the word in brackets that says what it is: `(Mobile)`, `(LinkedIn)`."""
    match = _KIND.search(line.text)
    if match is None:
        return line
    notes.understood(line.part(match.start(), match.end()))
    return line.part(0, match.start())


def read_contact(line: Line, contacts: Contacts, notes: Notes, link: str = "") -> list[Line]:
    """Take a line of a contact section, and give what is left of it.

    Args:
        line: The line.
        contacts: What was found so far.
        notes: What is understood.
        link: The address that the line leads to, empty where it leads nowhere.
    """
    bare = without_kind(line, notes)
    told = bare.text != line.text and _ADDRESS.fullmatch(bare.text) is not None
    if bare.text and _is_spelled(bare.text, link):
        contacts.add_link(bare, bare, link)
        return []
    if told:
        contacts.add_link(bare)
        return []
    return read_contacts(bare, contacts, notes)


def _is_spelled(text: str, link: str) -> bool:
    """Whether a text is an address of the web without its scheme."""
    return link.startswith(("http://", "https://")) and _spelled(text) == _spelled(link)


def _spelled(address: str) -> str:
    return re.sub(r"^https?://", "", address.strip()).removeprefix("www.").rstrip("/").casefold()


def degree_and_subject(line: Line, notes: Notes) -> list[Pair]:
    """The degree before the first comma and the subject behind it, as LinkedIn joins the two.

    Args:
        line: What a PDF says of a study, without its dates.
        notes: Takes what is understood and not carried over.

    Returns:
        `studyType` and `area`, as far as they are there.
    """
    cut = line.text.find(", ")
    if cut < 0:
        return read_degree(line, notes, set())
    return [("studyType", line.part(0, cut).scalar()), ("area", line.part(cut + 1).scalar())]


NAME, SECTION, LABEL, TEXT, FOOT = 20, 16, 13, 12, 10
LEFT, INDENTED, SECOND = 36, 46.8, 306
_FOOT_HEIGHT = 40
_HEAD_PITCH = 15
_PARAGRAPH = 27
_SAME_LEFT = 4
_INVITATION = 8  # words
_SAME_HEIGHT = 4
_RECOMMENDED = re.compile(r"\d+\s")
_FACT = re.compile(r"^[^\W\d][\w &]{3,40}:\s")
_SIGNED = "— "  # before the name of who recommends
_AUTHORS = re.compile(r"\s*(?:Authors|Autoren|Auteurs|Autores|Autori|Auteurs)\s*:\s*", re.IGNORECASE)


class EntryRows(Struct):
    """An entry: its head in bold, the lines right below it, and the text that is indented."""

    head: Line | None
    lines: list[Line] = field(default_factory=list)
    body: list[TranscriptItem] = field(default_factory=list)


def is_one_column(rows: Sequence[Row]) -> bool:
    """Whether the rows are of this layout: a name and headings in their sizes at the left."""
    at_left = [row for row in rows if abs(row.left - LEFT) < 1]
    return any(row.is_size(NAME) and row.bold for row in at_left) and any(row.is_size(SECTION) for row in at_left)


def read_one_column(
    rows: Sequence[Row], width: float, transcript: Transcript, notes: Notes, draft: TranscriptDraft
) -> None:
    """Read all pages into a draft."""
    kept = _with_cells([row for row in rows if not (row.is_size(FOOT) and row.height < _FOOT_HEIGHT)])
    items = transcript.write(rejoined(kept, _wraps(width - LEFT)), _new_paragraph)
    opening, *sections = _parted(items)
    _read_opening(opening, draft, notes)
    for heading, *rest in sections:
        _read_part(heading, _without_last_page(rest, draft, notes), draft, notes)


def _with_cells(rows: Iterable[Row]) -> list[Row]:
    """Rows with the cell of a second column, such as how well a language is known, put to the first."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        beside = row.left >= SECOND - 1 and last and abs(last.height - row.height) < _SAME_HEIGHT
        if beside and last:
            found[-1] = Row(f"{last.text} {row.text.strip()}", last.page, last.left, row.right, last.height, last.size)
        else:
            found.append(row)
    return found


def _wraps(edge: float) -> Callable[[Row, Row], bool]:
    def wraps(above: Row, row: Row) -> bool:
        if not row.is_size(above.size) or row.bold != above.bold or bullet(Line(row.text, "", 1)):
            return False
        if abs(row.left - above.left) > _SAME_LEFT or row.is_size(SECTION) or row.text.startswith(_SIGNED):
            return False
        gap = row.gap(above)
        if row.bold and (gap is None or gap > _HEAD_PITCH):
            return False
        if gap is not None and gap <= _HEAD_PITCH and no_room(above, row, SECOND) and above.last.right < SECOND:
            return True  # in the first of two columns
        return (gap is None or gap < _PARAGRAPH) and (row.text.startswith(" ") or no_room(above, row, edge))

    return wraps


def _new_paragraph(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    return gap is not None and gap > _PARAGRAPH and row.is_size(TEXT) and above.is_size(TEXT) and not row.bold


def _parted(items: Iterable[TranscriptItem]) -> list[list[TranscriptItem]]:
    parts: list[list[TranscriptItem]] = [[]]
    for item in items:
        if item.row.is_size(SECTION):
            parts.append([])
        parts[-1].append(item)
    return parts


def _read_opening(items: Iterable[TranscriptItem], draft: TranscriptDraft, notes: Notes) -> None:
    for item in items:
        if item.row.is_size(NAME):
            draft.basics.add("name", item.line)
        elif "label" in draft.basics.values or "@" in item.line.text:
            read_contact(item.line, draft.basics, notes)
        else:
            draft.basics.add("label", item.line)


def _without_last_page(items: Iterable[TranscriptItem], draft: TranscriptDraft, notes: Notes) -> list[TranscriptItem]:
    """A section without what the last page repeats: the name, the label, an invitation to LinkedIn."""
    said = {getattr(value, "text", None) for value in draft.basics.values.values()}
    kept: list[TranscriptItem] = []
    repeats = False
    for item in items:
        repeats = repeats or item.row.is_size(NAME)
        again = repeats and (item.line.text in said or item.row.is_size(LABEL))
        if again or (repeats and item.row.is_size(TEXT) and "LinkedIn" in item.line.text) or _invites(item):
            notes.understood(item.line)
        else:
            kept.append(item)
    return kept


def _invites(item: TranscriptItem) -> bool:
    """Whether a row is the invitation at the end: `Contact Ada on LinkedIn`, in bold, in any language."""
    return (
        item.row.is_size(TEXT)
        and item.line.text.endswith("LinkedIn")
        and len(item.line.text.split()) <= _INVITATION
        and (abs(item.row.left - LEFT) < 1)
    )


def _read_part(heading: TranscriptItem, items: Sequence[TranscriptItem], draft: TranscriptDraft, notes: Notes) -> None:
    key = section_named(heading.line.text, loosely=True)
    if key is None and _RECOMMENDED.match(heading.line.text):
        key = "references"
    if key and key in _LISTS:
        notes.understood(heading.line)
        draft.add(key, _LISTS[key]([item.line for item in items]))
    elif key == "references":
        notes.understood(heading.line)
        draft.add(key, read_references(list(lines_with_blanks(items))))
    elif key and key in _ENTRIES:
        notes.understood(heading.line)
        read = (_ENTRIES[key](entry, notes) for entry in _entries(items))
        draft.add(key, (entry for fields in read if (entry := _mapping(fields))))
    else:
        levels = {item.line.number: 3 for item in items if item.row.bold}
        lines = [_levelled(line, levels.get(line.number, 0)) for line in lines_with_blanks(items)]
        read_section(TextSection(key, heading.line, lines), draft, notes)


def _levelled(line: Line, level: int) -> Line:
    return Line(line.text, line.file, line.number, line.column, level)


def _entries(items: Iterable[TranscriptItem]) -> list[EntryRows]:
    found: list[EntryRows] = []
    for item in items:
        if item.row.bold:
            found.append(EntryRows(item.line))
            continue
        if not found:
            found.append(EntryRows(None))
        if item.row.left < INDENTED - 1 and not found[-1].body:
            found[-1].lines.append(item.line)
        else:
            found[-1].body.append(item)
    return found


# The kinds of entries. ----------------------------------------------------------------------------------------


def _job(name: str) -> Callable[[EntryRows, Notes], list[Pair]]:
    def read(entry: EntryRows, notes: Notes) -> list[Pair]:
        fields: list[Pair] = []
        if entry.head:
            position, employer = position_and_employer(entry.head, notes)
            fields += [("position", position.scalar()), (name, employer.scalar() if employer else None)]
        rest = []
        for line in entry.lines:
            dates = read_dates(line, notes) if not any(key == "startDate" for key, _ in fields) else None
            if dates:
                fields += dates.fields(notes)
            else:
                rest.append(line)
        return [*fields, *read_prose([*rest, *lines_with_blanks(entry.body)])]

    return read


def _study(entry: EntryRows, notes: Notes) -> list[Pair]:
    fields: list[Pair] = [("institution", entry.head.scalar() if entry.head else None)]
    courses: list[Node] = []
    for line in [*entry.lines, *(item.line for item in entry.body)]:
        known = {key for key, _ in fields}
        if not _FACT.match(line.text) and "startDate" not in known and "endDate" not in known and not courses:
            period = period_in(line)
            if period and not period.after.text:
                fields += period.fields(notes, single="endDate" if period.lone else None)
            degree = period.before if period and not period.after.text else line
            fields += degree_and_subject(degree, notes) if degree.text else []
        elif line.text.startswith(("Grade:", "Note:", "Nota:")):
            fields += read_degree(line, notes, known)
        else:
            courses.append(line.scalar())
    return [*fields, ("courses", sequence(courses))]


def _dated(title: str, by: str, date: str, prose: str | None) -> Callable[[EntryRows, Notes], list[Pair]]:
    """Entries with a name, whoever gave or printed it, and one date."""

    def read(entry: EntryRows, notes: Notes) -> list[Pair]:
        fields: list[Pair] = [(title, entry.head.scalar() if entry.head else None)]
        rest: list[Line] = []
        body = entry.body if prose else []
        for line in entry.lines if prose else [*entry.lines, *(item.line for item in entry.body)]:
            known = {key for key, _ in fields}
            authors = _AUTHORS.match(line.text)
            period = period_in(line) if date not in known else None
            if authors and title == "name":
                notes.understood(line.part(0, authors.end()))
                names = line.part(authors.end()).split(re.compile(r",\s*"))
                fields.append(("authors", sequence(name.scalar() for name in names)))
            elif period and not period.after.text:
                fields += period.fields(notes, single=date)
                fields.append((by, period.before.scalar() if period.before.text else None))
            elif by not in known and entry.head:
                fields.append((by, line.scalar()))
            elif entry.head:
                rest.append(line)
            else:
                fields = [(title, line.scalar())]
        lines = [*rest, *lines_with_blanks(body)]
        return [*fields, (prose, read_summary(lines))] if prose else fields

    return read


def _project(entry: EntryRows, notes: Notes) -> list[Pair]:
    fields: list[Pair] = [("name", entry.head.scalar() if entry.head else None)]
    rest = []
    for line in entry.lines:
        dates = period_in(line)
        if dates and dates.alone and not any(key == "startDate" for key, _ in fields):
            fields += dates.fields(notes)
        else:
            rest.append(line)
    prose = read_prose([*rest, *lines_with_blanks(entry.body)])
    return [*fields, *(("description" if key == "summary" else key, value) for key, value in prose)]


def _mapping(fields: list[Pair]) -> Mapping | None:
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


_LISTS: dict[str, Callable[[Sequence[Line]], list[Mapping]]] = {
    "skills": read_skills,
    "languages": read_languages,
    "interests": read_interests,
}
_ENTRIES: dict[str, Callable[[EntryRows, Notes], list[Pair]]] = {
    "work": _job("name"),
    "volunteer": _job("organization"),
    "education": _study,
    "projects": _project,
    "certificates": _dated("name", "issuer", "date", None),
    "publications": _dated("name", "publisher", "releaseDate", "summary"),
    "awards": _dated("title", "awarder", "date", "summary"),
}
