"""Which file and which column of LinkedIn's data export is which key of a résumé.

The cells of its CSV files know where they stand, which Python's own reader does not tell.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from cvpdf.diagnostics import Span
from cvpdf.formats.material import Pair, around, mapping, scalar, sequence
from cvpdf.formats.transcript.entry_body import markdown, read_blocks
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.periods import is_present
from cvpdf.source.text_diagnostics import TextDiagnostics
from cvpdf.source.tree import Mapping, Scalar

# CSV. ---------------------------------------------------------------------------------------------------------
# The form is that of RFC 4180: cells in double quotes may hold commas and line breaks, and doubled quotes.


_CELL = re.compile(r'[ \t]*"((?:[^"]|"")*)"[^,\r\n]*|([^,\r\n]*)')
_BREAK = re.compile(r"\r\n?|\n")


class Cell(Struct, frozen=True):
    """A cell of a table, below a column's name."""

    column: str
    text: str
    span: Span

    def scalar(self) -> Scalar:
        """The cell as a value."""
        return scalar(self.text, self.span)


Record = dict[str, Cell]


def read_table(text: str, file: str) -> list[Record]:
    """The records of a table by their columns' names; blank cells are left out, and so are blank records."""
    rows = _rows(text, TextDiagnostics(file, text))
    if not rows:
        return []
    names = [cell.text.strip() for cell in rows[0]]
    records = []
    for row in rows[1:]:
        record = {
            name: Cell(name, cell.text.strip(), cell.span)
            for name, cell in zip(names, row, strict=False)
            if cell.text.strip()
        }
        if record:
            records.append(record)
    return records


def _rows(text: str, problems: TextDiagnostics) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[]]
    position = 0
    while position <= len(text):
        match = _CELL.match(text, position)
        if match is None:  # it matches nothing at all, too
            break
        quoted = match[1] is not None
        start, end = match.span(1) if quoted else match.span(2)
        said = match[1].replace('""', '"') if quoted else match[2]
        rows[-1].append(Cell("", said, problems.span(start, end)))
        position = match.end()
        if text[position : position + 1] == ",":
            position += 1
        elif broken := _BREAK.match(text, position):
            position = broken.end()
            rows.append([])
        else:
            break
    return [row for row in rows if any(cell.text.strip() for cell in row)]


# The tables. --------------------------------------------------------------------------------------------------


Reads = Callable[[Cell], list[Pair]]


class ArchiveTable(Struct, frozen=True):
    """A file of the export: the section of its records, and the key of each column, or what reads it."""

    section: str
    columns: tuple[tuple[str, str | Reads], ...]
    by: Callable[[Record], list[Pair]] | None = None

    def entry(self, record: Record) -> Mapping | None:
        """A record as an entry."""
        fields: list[Pair] = list(self.by(record)) if self.by else []
        for column, key in self.columns:
            if cell := record.get(column):
                fields += key(cell) if callable(key) else [(key, cell.scalar())]
        kept = [(key, value) for key, value in fields if value is not None]
        return mapping(around(value for _, value in kept), kept) if kept else None


def prose_of(key: str, *, highlights: bool = False) -> Reads:
    """A description as Markdown; bullets at its end are highlights where the entry has such."""

    def read(cell: Cell) -> list[Pair]:
        lines = [Line(text, cell.span.file, number) for number, text in enumerate(re.split(r"\r\n?|\n", cell.text), 1)]
        blocks = read_blocks(lines)
        start = next((index for index, block in enumerate(blocks) if block.mark), len(blocks))
        items = blocks[start:]
        if not highlights or any(block.mark != "-" or block.depth for block in items):
            start, items = len(blocks), []
        text = markdown(blocks[:start])
        texts = [scalar(" ".join(block.text.split()), cell.span) for block in items]
        return [(key, scalar(text, cell.span) if text else None), ("highlights", sequence(texts))]

    return read


def _end(cell: Cell) -> list[Pair]:
    return [] if is_present(cell.text) else [("endDate", cell.scalar())]


def _items(key: str) -> Reads:
    """Each line of a cell as an item of a list."""
    return lambda cell: [
        (key, sequence(scalar(line.strip(), cell.span) for line in cell.text.split("\n") if line.strip()))
    ]


def _labelled(label: str) -> Reads:
    """A number as a line of prose, behind what it is."""
    return lambda cell: [("summary", scalar(f"{label}: {cell.text}", cell.span))]


def _person(record: Record) -> list[Pair]:
    """Who recommends, with position and employer."""
    first = [cell for column in ("First Name", "Last Name") if (cell := record.get(column))]
    rest = [cell for column in ("Job Title", "Company") if (cell := record.get(column))]
    if not first:
        return []
    text = ", ".join([" ".join(cell.text for cell in first), *(cell.text for cell in rest)])
    return [("name", scalar(text, around(cell.scalar() for cell in (*first, *rest))))]


_STARTED = (("Started On", "startDate"), ("Start Date", "startDate"))
_FINISHED = (("Finished On", _end), ("End Date", _end))
_PERIOD: tuple[tuple[str, str | Reads], ...] = (*_STARTED, *_FINISHED)

ARCHIVE_TABLES = {
    "positions": ArchiveTable(
        "work",
        (
            ("Company Name", "name"),
            ("Title", "position"),
            ("Location", "location"),
            *_PERIOD,
            ("Description", prose_of("summary", highlights=True)),
        ),
    ),
    "education": ArchiveTable(
        "education",
        (
            ("School Name", "institution"),
            ("Degree Name", "studyType"),
            ("Field Of Study", "area"),
            *_PERIOD,
            ("Notes", prose_of("summary")),
            ("Activities", _items("highlights")),
        ),
    ),
    "projects": ArchiveTable(
        "projects",
        (("Title", "name"), ("Url", "url"), *_PERIOD, ("Description", prose_of("description", highlights=True))),
    ),
    "volunteering": ArchiveTable(
        "volunteer",
        (
            ("Company Name", "organization"),
            ("Organization", "organization"),
            ("Role", "position"),
            *_PERIOD,
            ("Description", prose_of("summary", highlights=True)),
        ),
    ),
    "publications": ArchiveTable(
        "publications",
        (
            ("Name", "name"),
            ("Publisher", "publisher"),
            ("Published On", "releaseDate"),
            ("Url", "url"),
            ("Description", prose_of("summary")),
        ),
    ),
    "honors": ArchiveTable(
        "awards",
        (
            ("Title", "title"),
            ("Issuer", "awarder"),
            ("Issued On", "date"),
            ("Issue Date", "date"),
            ("Description", prose_of("summary")),
        ),
    ),
    "certifications": ArchiveTable(
        "certificates",
        (
            ("Name", "name"),
            ("Authority", "issuer"),
            ("Started On", "date"),
            *_FINISHED,
            ("Url", "url"),
            ("License Number", _labelled("License number")),
        ),
    ),
    "skills": ArchiveTable("skills", (("Name", "name"),)),
    "languages": ArchiveTable("languages", (("Name", "language"), ("Proficiency", "fluency"))),
    "recommendationsreceived": ArchiveTable("references", (("Text", prose_of("reference")),), by=_person),
}
"""The files that are sections of a résumé, by their names in small letters."""

_TITLED: tuple[tuple[str, str | Reads], ...] = (
    ("Title", "title"),
    ("Name", "title"),
    ("Position", "subtitle"),
    ("Number", "subtitle"),
    ("Application Number", "subtitle"),
    ("Score", "subtitle"),
    *_PERIOD,
    ("Issued On", "date"),
    ("Filing Date", "date"),
    ("Date", "date"),
    ("Url", "url"),
    ("Description", prose_of("summary", highlights=True)),
)

OWN_SECTIONS = {
    name: ArchiveTable("sections", _TITLED) for name in ("courses", "patents", "organizations", "testscores")
}
"""The files that become sections of the person's own."""

READ = {
    "profile": "Profile",
    "profilesummary": "Profile Summary",
    "emailaddresses": "Email Addresses",
    "phonenumbers": "PhoneNumbers",
    "whatsappphonenumbers": "Whatsapp Phone Numbers",
    "positions": "Positions",
    "education": "Education",
    "projects": "Projects",
    "volunteering": "Volunteering",
    "volunteeringexperiences": "Volunteering",
    "publications": "Publications",
    "honors": "Honors",
    "certifications": "Certifications",
    "skills": "Skills",
    "languages": "Languages",
    "recommendationsreceived": "Recommendations_Received",
    "courses": "Courses",
    "patents": "Patents",
    "organizations": "Organizations",
    "testscores": "Test Scores",
}
"""How the files that are read are called."""

PRIVATE = frozenset(
    """
    accountstatushistory adtargeting adsclicked comments companyfollows connections contacts endorsementgiveninfo
    endorsementreceivedinfo events groups guidemessages hashtagfollows importedcontacts inferencesaboutyou
    instantreposts invitations jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses jobapplications
    jobseekerpreferences learning learningcoachmessages learningroleplaymessages logins memberfollows messages
    mobileapplications privateidentityasset reactions receipts receiptsv2 recommendationsgiven registration richmedia
    savedanswers saveditems savedjobalerts savedjobs searchqueries securitychallenges shares votes
    """.split()
)
"""Files about the account, or about others."""

NOISE = {
    "emailaddresses": ("Confirmed", "Primary", "Updated On"),
    "phonenumbers": ("Type", "Extension"),
    "recommendationsreceived": ("Creation Date", "Status"),
    "profile": ("Websites", "Twitter Handles"),
    **dict.fromkeys(
        ("positions", "education", "projects", "volunteering", "certifications"), ("Finished On", "End Date")
    ),
}
"""Columns about the record and not the person, those that are taken whole in another form, and ends that may be now."""


def is_hidden(record: Record) -> bool:
    """Whether the person shows a recommendation to nobody."""
    cell = record.get("Status")
    return cell is not None and cell.text.casefold() == "hidden"
