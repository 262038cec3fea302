"""Export tables: which file and which column of LinkedIn's data export is which key of a résumé."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cvpdf.formats.nodes import around, mapping, scalar, sequence
from cvpdf.formats.readers.contacts import Contacts
from cvpdf.formats.readers.csv_tables import Cell, Record
from cvpdf.formats.readers.lines import Line
from cvpdf.formats.readers.periods import is_present
from cvpdf.formats.readers.prose import markdown, read_blocks
from cvpdf.source.tree import Mapping, Node

Fields = list[tuple[str, Node | None]]
Reads = Callable[[Cell], Fields]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the export: the section of its records, and the key of each column, or what reads it."""

    section: str
    columns: tuple[tuple[str, str | Reads], ...]
    by: Callable[[Record], Fields] | None = None

    def entry(self, record: Record) -> Mapping | None:
        """A record as an entry."""
        fields: Fields = list(self.by(record)) if self.by else []
        for column, key in self.columns:
            if cell := record.get(column):
                fields += key(cell) if callable(key) else [(key, cell.scalar())]
        kept = [(key, value) for key, value in fields if value is not None]
        return mapping(around(value for _, value in kept), kept) if kept else None


def _prose(key: str, *, highlights: bool = False) -> Reads:
    """A description as Markdown; bullets at its end are highlights where the entry has such."""

    def read(cell: Cell) -> Fields:
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


def _end(cell: Cell) -> Fields:
    return [] if is_present(cell.text) else [("endDate", cell.scalar())]


def _items(key: str) -> Reads:
    """Each line of a cell as an item of a list."""
    return lambda cell: [
        (key, sequence(scalar(line.strip(), cell.span) for line in cell.text.split("\n") if line.strip()))
    ]


def _birth_date(cell: Cell) -> Fields:
    """A date of birth; a birthday without its year is none."""
    return [("birthDate", cell.scalar() if has_year(cell) else None)]


def has_year(cell: Cell) -> bool:
    """Whether a date says its year."""
    return re.search(r"\d{4}", cell.text) is not None


def _person(record: Record) -> Fields:
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

TABLES = {
    "positions": Table(
        "work",
        (
            ("Company Name", "name"),
            ("Title", "position"),
            ("Location", "location"),
            *_PERIOD,
            ("Description", _prose("summary", highlights=True)),
        ),
    ),
    "education": Table(
        "education",
        (
            ("School Name", "institution"),
            ("Degree Name", "studyType"),
            ("Field Of Study", "area"),
            *_PERIOD,
            ("Notes", _prose("summary")),
            ("Activities", _items("highlights")),
        ),
    ),
    "projects": Table(
        "projects",
        (("Title", "name"), ("Url", "url"), *_PERIOD, ("Description", _prose("description", highlights=True))),
    ),
    "volunteering": Table(
        "volunteer",
        (
            ("Company Name", "organization"),
            ("Organization", "organization"),
            ("Role", "position"),
            *_PERIOD,
            ("Description", _prose("summary", highlights=True)),
        ),
    ),
    "publications": Table(
        "publications",
        (
            ("Name", "name"),
            ("Publisher", "publisher"),
            ("Published On", "releaseDate"),
            ("Url", "url"),
            ("Description", _prose("summary")),
        ),
    ),
    "honors": Table(
        "awards",
        (
            ("Title", "title"),
            ("Issuer", "awarder"),
            ("Issued On", "date"),
            ("Issue Date", "date"),
            ("Description", _prose("summary")),
        ),
    ),
    "certifications": Table(
        "certificates", (("Name", "name"), ("Authority", "issuer"), ("Started On", "date"), ("Url", "url"))
    ),
    "skills": Table("skills", (("Name", "name"),)),
    "languages": Table("languages", (("Name", "language"), ("Proficiency", "fluency"))),
    "recommendationsreceived": Table("references", (("Text", _prose("reference")),), by=_person),
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
    ("Description", _prose("summary", highlights=True)),
)

OWN = {name: Table("sections", _TITLED) for name in ("courses", "patents", "organizations", "testscores")}
"""The files that become sections of the person's own."""

READ = {
    "profile": "Profile",
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
"""How the files that are read are called; all others are private, or about others."""

NOISE = {
    "emailaddresses": ("Confirmed", "Primary", "Updated On"),
    "phonenumbers": ("Type", "Extension"),
    "recommendationsreceived": ("Creation Date", "Status"),
    "profile": ("Websites", "Twitter Handles"),
    **dict.fromkeys(("positions", "education", "projects", "volunteering"), ("Finished On", "End Date")),
}
"""Columns about the record and not the person, those that are taken whole in another form, and ends that may be now."""


def read_profile(tables: dict[str, list[Record]]) -> Mapping | None:
    """The person, from the files about the account."""
    contacts = Contacts()
    fields: Fields = []
    for record in tables.get("profile", [])[:1]:
        fields += _names(record)
        if cell := record.get("Headline"):
            fields.append(("label", cell.scalar()))
        if cell := record.get("Birth Date"):
            fields += _birth_date(cell)
        if cell := record.get("Summary"):
            fields += _prose("summary")(cell)
        for column in ("Websites", "Twitter Handles"):
            if cell := record.get(column):
                _links(cell, contacts, twitter=column.startswith("Twitter"))
        fields.append(("location", _location(record)))
    mails = sorted(tables.get("emailaddresses", []), key=lambda record: not _is_primary(record))
    fields += [("email", cell.scalar()) for record in mails if (cell := record.get("Email Address"))]
    phones = tables.get("phonenumbers", [])
    fields += [("phone", cell.scalar()) for record in phones if (cell := record.get("Number"))]
    kept = [(key, value) for key, value in [*fields, *contacts.fields()] if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


def _names(record: Record) -> Fields:
    cells = [cell for column in ("First Name", "Last Name") if (cell := record.get(column))]
    if not cells:
        return []
    return [("name", scalar(" ".join(cell.text for cell in cells), around(cell.scalar() for cell in cells)))]


def _location(record: Record) -> Node | None:
    place = record.get("Geo Location") or record.get("Country")
    cells = [("address", record.get("Address")), ("postalCode", record.get("Zip Code")), ("text", place)]
    fields = [(key, cell.scalar()) for key, cell in cells if cell]
    return mapping(around(value for _, value in fields), fields) if fields else None


def _is_primary(record: Record) -> bool:
    cell = record.get("Primary")
    return cell is not None and cell.text.casefold() == "yes"


def _links(cell: Cell, contacts: Contacts, *, twitter: bool) -> None:
    """Addresses behind words such as `PORTFOLIO:`, or names on Twitter, in a list in brackets."""
    for piece in re.split(r"[,;]\s*", cell.text.strip("[]")):
        address = re.sub(r"^[A-Z_ ]+:(?=\S)", "", piece.strip())
        if address:
            target = f"https://twitter.com/{address.lstrip('@')}" if twitter else address
            contacts.add_link(Line(target, cell.span.file, cell.span.line, cell.span.column))
