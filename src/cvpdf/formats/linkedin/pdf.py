"""LinkedIn's “Save to PDF”: which of its layouts a file has, and that since 2018, with its sidebar."""

import re
from collections.abc import Callable, Iterable, Sequence

from cvpdf.diagnostics import Outcome, Rule, Span
from cvpdf.formats.linkedin.one_column import (
    degree_and_subject,
    is_one_column,
    read_contact,
    read_dates,
    read_one_column,
)
from cvpdf.formats.linkedin.pdf_rows import (
    Row,
    Transcript,
    TranscriptItem,
    glued,
    goes_on,
    lines_with_blanks,
    never,
    read_rows,
    rejoined,
    split_at_headings,
)
from cvpdf.formats.material import Material, Pair, around, mapping, scalar, sequence
from cvpdf.formats.transcript.entry_body import bullet, read_prose
from cvpdf.formats.transcript.groups import read_languages
from cvpdf.formats.transcript.lines import Line, Notes, join_lines
from cvpdf.formats.transcript.locations import looks_like_place, may_be_place
from cvpdf.formats.transcript.sections import TextSection, TranscriptDraft, outcome, read_section
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.pdfium import UnreadableError
from cvpdf.rules.cv7_formats import BrokenFile, LockedPdf, NoTextInPdf, NotLinkedIn
from cvpdf.source.tree import Mapping, Node, Tree

# Two columns. -------------------------------------------------------------------------------------------------
# Sizes and distances are those of the file that LinkedIn makes, in pt. They do not change with the language, so they
# tell more than the words.


NAME, SECTION, HEADING, TITLE, DETAIL = 26, 15.75, 12, 11.5, 10.5
FOOT = 9
_MARGIN = 21.6
_SIDE = 0.3  # of the page's width
_FOOT_HEIGHT = 25
_HEAD_PITCH = 15  # lines of one heading are closer
_TIGHT_PITCH = 13.7  # lines of one item of the sidebar are closer
_PLACE_PITCH = 16  # a place stands closer below its dates than a description
_PARAGRAPH = 27  # between two paragraphs is more


def is_two_columns(rows: Sequence[Row], width: float) -> bool:
    """Whether the rows are of this layout: a name in its size in the body, and headings in theirs."""
    body = [row for row in rows if row.left > _SIDE * width]
    side = [row for row in rows if row.left <= _SIDE * width]
    named = any(row.is_size(NAME) for row in body)
    return named and (any(row.is_size(SECTION) for row in body) or any(row.is_size(SIDE_SECTION) for row in side))


def read_two_columns(
    rows: Sequence[Row], width: float, transcript: Transcript, notes: Notes, draft: TranscriptDraft
) -> None:
    """Read both columns into a draft, the body first."""
    kept = [row for row in rows if not (row.is_size(FOOT) and row.height < _FOOT_HEIGHT)]
    kept.sort(key=lambda row: (row.page, -row.height))  # a long headline is written last
    body = [row for row in kept if row.left > _SIDE * width]
    edge = width - _MARGIN
    opening, *sections = split_at_headings(body, SECTION)
    _read_opening(transcript.write(rejoined(opening, _heads), never), draft)
    for heading, *lines in sections:
        _read_body(heading, lines, edge, transcript, notes, draft)
    read_sidebar([row for row in kept if row.left <= _SIDE * width], transcript, notes, draft)


# Wrapped rows. ------------------------------------------------------------------------------------------------


def _heads(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    if above.is_size(NAME):
        return row.is_size(NAME)
    return row.is_size(above.size) and gap is not None and gap <= _HEAD_PITCH


def _wraps(edge: float) -> Callable[[Row, Row], bool]:
    """How text wraps in a column that ends at an edge."""

    def wraps(above: Row, row: Row) -> bool:
        gap = row.gap(above)
        if not row.is_size(above.size) or bullet(Line(row.text, "", 1)):
            return False
        if row.is_size(TITLE):
            return gap is None or gap <= 2 * TITLE
        if gap is not None and gap <= _TIGHT_PITCH:
            return True
        near = gap is None or _PLACE_PITCH <= gap <= _PARAGRAPH
        return near and goes_on(above, row, edge)

    return wraps


def _names_wrap(edge: float) -> Callable[[Row, Row], bool]:
    """The same where text in the size of headings is names, and not prose."""
    wraps = _wraps(edge)
    return lambda above, row: _heads(above, row) if row.is_size(HEADING) else wraps(above, row)


def _study_wraps(above: Row, row: Row) -> bool:
    """Below an institution stands one line, which ends with its years in brackets."""
    if row.is_size(DETAIL) and above.is_size(DETAIL):
        return not re.search(r"\d{4}[^()]*\)$", above.text)
    return _heads(above, row)


def _new_paragraph(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    return gap is not None and gap > _PARAGRAPH


# The body. ----------------------------------------------------------------------------------------------------


def _read_opening(items: Sequence[TranscriptItem], draft: TranscriptDraft) -> None:
    names = [item for item in items if item.row.is_size(NAME)]
    rest = [item for item in items if not item.row.is_size(NAME)]
    for item in names[:1]:
        draft.basics.add("name", item.line)
    place = (
        rest[-1]
        if rest and (looks_like_place(rest[-1].line) or (len(rest) > 1 and may_be_place(rest[-1].line)))
        else None
    )
    if place:
        draft.basics.add("location", place.line)
    for item in rest:
        if item is not place:
            draft.basics.add("label", item.line)


def _read_body(
    heading: Row, rows: list[Row], edge: float, transcript: Transcript, notes: Notes, draft: TranscriptDraft
) -> None:
    key = section_named(heading.text) or _by_form(rows)
    wraps = {"summary": _wraps(edge), "education": _study_wraps}.get(key, _names_wrap(edge))
    head, *items = transcript.write([heading, *rejoined(rows, wraps)], _new_paragraph)
    notes.understood(head.line)
    if key == "work":
        draft.add("work", _read_jobs(items, notes))
    elif key == "education":
        draft.add("education", _read_studies(items, notes))
    else:
        read_section(TextSection(key, head.line, list(lines_with_blanks(items))), draft, notes)


def _by_form(rows: Iterable[Row]) -> str:
    """What a section is whose heading is in no language that is known."""
    sizes = {row.size for row in rows}
    if any(abs(size - TITLE) < abs(size - HEADING) and abs(size - TITLE) < abs(size - DETAIL) for size in sizes):
        return "work"
    return "education" if any(abs(size - DETAIL) < 1 for size in sizes) else "summary"


def _read_jobs(items: Sequence[TranscriptItem], notes: Notes) -> list[Mapping]:
    jobs: list[Mapping] = []
    for employer in _parts(items, HEADING):
        head = employer[0] if employer[0].row.is_size(HEADING) else None
        positions = _parts(employer[1:] if head else employer, TITLE)
        above = positions.pop(0) if positions and not positions[0][0].row.is_size(TITLE) else []
        for item in above:
            if any(letter.isdigit() for letter in item.line.text):
                notes.understood(item.line)  # how long all of it lasted
        read = [_read_position(position, notes) for position in positions]
        fields: list[Pair] = [("name", head.line.scalar() if head else None)]
        if len(read) == 1:
            fields += read[0]
        else:
            fields.append(("positions", sequence(_entry(position) for position in read)))
        entry = _entry(fields)
        if entry:
            jobs.append(entry)
    return jobs


def _parts(items: Sequence[TranscriptItem], size: float) -> list[list[TranscriptItem]]:
    parts: list[list[TranscriptItem]] = []
    for item in items:
        if not parts or item.row.is_size(size):
            parts.append([])
        parts[-1].append(item)
    return parts


def _read_position(items: Sequence[TranscriptItem], notes: Notes) -> list[Pair]:
    """A position: its title, its dates, its place right below them, and what was done."""
    fields: list[Pair] = [("position", items[0].line.scalar())]
    rest = list(items[1:])
    dates = read_dates(rest[0].line, notes) if rest else None
    if dates:
        above = rest.pop(0)
        fields += dates.fields(notes)
        if rest and _is_place(above, rest[0], rest[1] if len(rest) > 1 else None):
            fields.append(("location", rest.pop(0).line.scalar()))
    return [*fields, *read_prose(lines_with_blanks(rest))]


def _is_place(above: TranscriptItem, item: TranscriptItem, below: TranscriptItem | None) -> bool:
    """Whether a row below dates is a place: it stands closer; on a new page the row below it tells."""
    gap = item.row.gap(above.row)
    if gap is not None:
        return gap <= _PLACE_PITCH
    next_gap = below.row.gap(item.row) if below else None
    return may_be_place(item.line) and not item.row.below and (next_gap is None or next_gap > _PLACE_PITCH + 3)


def _read_studies(items: Sequence[TranscriptItem], notes: Notes) -> list[Mapping]:
    """Studies: the institution, and below it `degree, subject · (from - to)`."""
    found: list[Mapping | None] = []
    for part in _parts(items, HEADING):
        fields: list[Pair] = [("institution", part[0].line.scalar())]
        courses: list[Node] = []
        for item in part[1:]:
            line = item.line
            match = re.search(r"\s*·?\s*\(([^()]*\d{4}[^()]*)\)$", line.text)
            dates = read_dates(line.part(*match.span(1)), notes) if match else None
            if dates:
                fields += dates.fields(notes, single="endDate" if dates.lone else None)
            if match and dates:
                line = line.part(0, match.start(), " ·")
            if line.text and not courses and not any(key in ("studyType", "area") for key, _ in fields):
                fields += degree_and_subject(line, notes)
            elif line.text:
                courses.append(line.scalar())
        found.append(_entry([*fields, ("courses", sequence(courses))]))
    return [entry for entry in found if entry]


def _entry(fields: list[Pair]) -> Mapping | None:
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


# The sidebar. -------------------------------------------------------------------------------------------------


SIDE_SECTION, LINK = 13, 11
_SIDE_PITCH = 17  # lines of one heading of the sidebar are closer
_TOP_SKILLS = 3  # are listed at most, right below the contacts
_LONGEST_MAIL_LINE = 24


def read_sidebar(rows: Sequence[Row], transcript: Transcript, notes: Notes, draft: TranscriptDraft) -> None:
    """Read the rows of the sidebar, page after page, into a draft."""
    kept = rejoined(rows, _headings)
    for index, (heading, *lines) in enumerate(split_at_headings(kept, SIDE_SECTION)[1:]):
        glue = _address if index == 0 else None
        items = transcript.write([heading, *rejoined(lines, _items, glue)], never)
        _read_side(items, notes, draft, index)


def _headings(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    return row.is_size(SIDE_SECTION) and above.is_size(SIDE_SECTION) and gap is not None and gap <= _SIDE_PITCH


def _items(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    if not row.is_size(above.size):
        return False
    if row.is_size(LINK):
        return not re.search(r"\([^()]+\)$", above.text)
    return gap is not None and gap <= _TIGHT_PITCH and not _is_contact(above, row)


def _address(above: str, row: str) -> str:
    """Two lines of a contact as one: an address that had no room is one word."""
    one_word = ("@" in above or "www." in above or "://" in above) and not row.startswith("(")
    return above.strip() + row.strip() if one_word else glued(above, row)


def _is_contact(above: Row, row: Row) -> bool:
    """Whether two rows, as close as the lines of one item, are two numbers or addresses all the same."""
    if "@" in above.text:
        return " " in row.text or len(above.text) < _LONGEST_MAIL_LINE or "@" in row.text
    return "@" in row.text or (re.search(r"\d{4,}", above.text + row.text) is not None and not above.text[0].isalpha())


_SIDE_KEYS = {"skills": "name", "certificates": "name", "awards": "title", "publications": "name"}


def _read_side(items: Sequence[TranscriptItem], notes: Notes, draft: TranscriptDraft, index: int) -> None:
    heading, *rest = items
    key = section_named(heading.line.text)
    lines = [item.line for item in rest]
    if key is None and index == 0:
        key = "contact"
    elif key is None and index == 1 and len(lines) <= _TOP_SKILLS:
        key = "skills"
        notes.guessed(heading.line, "the heading of skills")
    if key == "contact":
        notes.understood(heading.line)
        _read_side_contacts(rest, notes, draft)
    elif key == "languages":
        notes.understood(heading.line)
        draft.add("languages", read_languages(lines))
    elif key in _SIDE_KEYS:
        notes.understood(heading.line)
        draft.add(key, (mapping(line.span, [(_SIDE_KEYS[key], line.scalar())]) for line in lines))
    elif lines:
        text = "\n".join(f"- {line.text}" for line in lines)
        title = heading.line.scalar()
        name = f"section-{len(draft.lists.get('sections', ())) + 1}"
        section = mapping(
            title.span, [("id", scalar(name, title.span)), ("title", title), ("text", join_lines(lines, text))]
        )
        draft.add("sections", [section])


def _read_side_contacts(items: Iterable[TranscriptItem], notes: Notes, draft: TranscriptDraft) -> None:
    """Numbers, addresses of the web, and a postal address of what is left."""
    left: list[Line] = []
    for item in items:
        left += read_contact(item.line, draft.basics, notes, item.row.link)
    if not left:
        return
    address = join_lines(left, glue="\n")
    place = draft.basics.values.get("location")
    draft.basics.values["location"] = mapping(address.span, [("address", address), ("text", place)])


# Either layout. -----------------------------------------------------------------------------------------------


_PASTE = "copy its text into a file such as `profile.txt`, and convert that"


def read_linkedin_pdf(material: Material) -> Outcome[Tree]:
    """Read a profile as LinkedIn saves it; lines count through the text as it is read, column by column."""
    try:
        rows, width = read_rows(material.content)
    except UnreadableError as error:
        if error.locked:
            return _refused(material, LockedPdf, "this PDF is locked with a password", "save it without one")
        return _refused(material, BrokenFile, "this PDF is broken, and cannot be read", "download it once more")
    if not rows:
        return _refused(material, NoTextInPdf, "this PDF holds pictures of text, and no text", _PASTE)
    transcript, notes, draft = Transcript(material.file), Notes(), TranscriptDraft()
    if is_two_columns(rows, width):
        read_two_columns(rows, width, transcript, notes, draft)
    elif is_one_column(rows):
        read_one_column(rows, width, transcript, notes, draft)
    else:
        return _refused(material, NotLinkedIn, "this PDF is not a profile that LinkedIn has saved", _PASTE)
    return outcome(draft, transcript.lines, transcript.text, notes)


def _refused(material: Material, rule: type[Rule], message: str, hint: str) -> Outcome[Tree]:
    return Outcome(None, (rule.at(Span(material.file, 1, 1, 1, 1), message, hint=hint),))
