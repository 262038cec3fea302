"""The person in LinkedIn's data export: who they are and how they are reached, from the files about the account."""

import re

from cvpdf.formats.linkedin.archive_tables import Fields, prose_of
from cvpdf.formats.linkedin.csv_tables import Cell, Record
from cvpdf.formats.nodes import around, mapping, scalar
from cvpdf.formats.transcript.contacts import Contacts
from cvpdf.formats.transcript.lines import Line
from cvpdf.source.tree import Mapping, Node


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
        for column in ("Websites", "Twitter Handles"):
            if cell := record.get(column):
                _links(cell, contacts, twitter=column.startswith("Twitter"))
        fields.append(("location", _location(record)))
    fields += _summary(tables)
    mails = sorted(tables.get("emailaddresses", []), key=lambda record: not _is_primary(record))
    fields += [("email", cell.scalar()) for record in mails if (cell := record.get("Email Address"))]
    phones = tables.get("phonenumbers", [])
    fields += [("phone", cell.scalar()) for record in phones if (cell := record.get("Number"))]
    kept = [(key, value) for key, value in [*fields, *contacts.fields()] if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


def _summary(tables: dict[str, list[Record]]) -> Fields:
    """What the person says of themselves, which stands in either of two files; what is there twice counts once."""
    places = (("profile", "Summary"), ("profilesummary", "Profile Summary"))
    cells = [cell for name, column in places for record in tables.get(name, [])[:1] if (cell := record.get(column))]
    return prose_of("summary")(cells[0]) if cells else []


def summary_again(tables: dict[str, list[Record]]) -> list[Cell]:
    """The cells that say what the profile says already."""
    said = {_even(cell.text) for record in tables.get("profile", []) if (cell := record.get("Summary"))}
    cells = (record.get("Profile Summary") for record in tables.get("profilesummary", []))
    return [cell for cell in cells if cell and _even(cell.text) in said]


def _even(text: str) -> str:
    return " ".join(text.split())


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


def _birth_date(cell: Cell) -> Fields:
    """A date of birth; a birthday without its year is none."""
    return [("birthDate", cell.scalar() if has_year(cell) else None)]


def has_year(cell: Cell) -> bool:
    """Whether a date says its year."""
    return re.search(r"\d{4}", cell.text) is not None
