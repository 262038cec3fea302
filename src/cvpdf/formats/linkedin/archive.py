"""LinkedIn's data export: a ZIP of CSV files, of which those about the person are read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Diagnostic, Outcome, Rule, Severity, Span
from cvpdf.formats.linkedin.archive_tables import (
    ARCHIVE_TABLES,
    NOISE,
    OWN_SECTIONS,
    PRIVATE,
    READ,
    Cell,
    Record,
    is_hidden,
    prose_of,
    read_table,
)
from cvpdf.formats.material import Material, Pair, Piece, around, mapping, scalar, sequence, unplaced
from cvpdf.formats.transcript.contacts import Contacts
from cvpdf.formats.transcript.lines import Line
from cvpdf.model.resume import SECTIONS
from cvpdf.rules.cv7_formats import BrokenFile, NotAnArchive, NotPlaced
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Mapping, Node, Tree

# The archive. -------------------------------------------------------------------------------------------------
# Nothing is written to disk: each file is unpacked in memory, up to a size that no profile has.


_RECOMMENDED = "recommendationsreceived"
_MOST_FILES = 500
_MOST_BYTES = 10_000_000
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_linkedin_archive(material: Material) -> Outcome[Tree]:
    """Read the archive; spans name the file within it: `export.zip/Positions.csv`."""
    try:
        with zipfile.ZipFile(io.BytesIO(material.content)) as archive:
            files = list(_files(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return _refused(material, BrokenFile, "this archive is damaged or locked, or larger than an export is")
    named = {name: text for name, _, text in files if name in READ}
    if not named:
        message = "this archive holds no `Profile.csv` or `Positions.csv`, so it is not LinkedIn's export"
        return _refused(material, NotAnArchive, message)
    tables = {name: read_table(text, f"{material.file}/{READ[name]}.csv") for name, text in named.items()}
    hidden = [record for record in tables.get(_RECOMMENDED, ()) if is_hidden(record)]
    shown = {**tables, _RECOMMENDED: [one for one in tables.get(_RECOMMENDED, ()) if not is_hidden(one)]}
    root = _root(shown, Span(material.file, 1, 1, 1, 1))
    birthdays = [
        cell for record in tables.get("profile", ()) if (cell := record.get("Birth Date")) and not has_year(cell)
    ]
    lost = unplaced(_pieces(shown), root, [cell.span for cell in (*birthdays, *summary_again(tables))])
    said = [*map(_birthday, birthdays), *map(_hidden, hidden), *lost, *_dismissed(material, files)]
    return Outcome(Tree(material.file, "", root), tuple(said))


def _refused(material: Material, rule: type[Rule], message: str) -> Outcome[Tree]:
    hint = "download it once more from LinkedIn, under “Get a copy of your data”"
    return Outcome(None, (rule.at(Span(material.file, 1, 1, 1, 1), message, hint=hint),))


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    """The tables of an archive wherever in it they stand: name in small letters, name as it is, text if it is read.

    Raises:
        ValueError: when they are too many or too large.
    """
    infos = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
    if len(infos) > _MOST_FILES:
        raise ValueError("too many files")
    budget = _MOST_BYTES
    for info in infos:
        written = info.filename.replace("\\", "/").rpartition("/")[2]
        name = _name(written)
        if name not in READ:
            yield name, written, ""
            continue
        with archive.open(info) as file:
            content = file.read(budget + 1)
        budget -= len(content)
        if budget < 0:
            raise ValueError("too large")
        yield name, written, _decoded(content)


def _name(file: str) -> str:
    return "".join(letter for letter in file.lower().removesuffix(".csv") if letter.isalnum())


def _decoded(content: bytes) -> str:
    if content.startswith(_WIDE_MARKS):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _root(tables: dict[str, list[Record]], place: Span) -> Mapping:
    lists: dict[str, list[Mapping]] = {}
    for name, table in ARCHIVE_TABLES.items():
        entries = [entry for record in tables.get(name, ()) if (entry := table.entry(record))]
        lists.setdefault(table.section, []).extend(entries)
    own = (_own(name, tables[name]) for name in OWN_SECTIONS if tables.get(name))
    order = [key for key in SECTIONS if key in lists]
    values: list[Pair] = [("basics", read_profile(tables))]
    values += [(key, sequence(lists[key])) for key in order]
    return mapping(place, [*values, ("sections", sequence(own))])


def _own(name: str, records: Iterable[Record]) -> Mapping:
    """A section of the person's own, with its title as LinkedIn calls the file."""
    entries = [entry for record in records if (entry := OWN_SECTIONS[name].entry(record))]
    place = entries[0].span
    title = READ[name]
    values = [("id", scalar(title.lower().replace(" ", "-"), place)), ("title", scalar(title, place))]
    return mapping(place, [*values, ("entries", sequence(entries))])


def _pieces(tables: dict[str, list[Record]]) -> Iterator[Piece]:
    for name, records in tables.items():
        ignored = NOISE.get(name, ())
        for record in records:
            yield from ((cell.span, cell.text) for cell in record.values() if cell.column not in ignored)


def _birthday(cell: Cell) -> Diagnostic:
    """Say that a birthday is no date of birth; it is none of a résumé's, so that is a note only."""
    message = f"`{cell.text}` is a birthday without its year, and was left out"
    hint = "write `birthDate` below `basics` where employers expect it"
    return NotPlaced.at(cell.span, message, hint=hint, severity=Severity.INFO)


def _hidden(record: Record) -> Diagnostic:
    """Say that a recommendation is left out which the person shows to nobody."""
    place = next(iter(record.values())).span
    name = " ".join(cell.text for column in ("First Name", "Last Name") if (cell := record.get(column)))
    message = f"the recommendation by {as_code(name, 60)} is hidden on the profile, and was left out"
    hint = "show it there and export again, or add it by hand below `references`"
    return NotPlaced.at(place, message, hint=hint)


def _dismissed(material: Material, files: list[tuple[str, str, str]]) -> Iterator[Diagnostic]:
    """Say once how many tables are nobody's business, and which are known to nobody."""
    place = Span(material.file, 1, 1, 1, 1)
    others = [(name, written) for name, written, _ in files if name not in READ]
    unknown = [as_code(written, 60) for name, written in others if name not in PRIVATE]
    if unknown:
        message = f"tables of the export that cvpdf does not know were not looked into: {', '.join(unknown)}"
        yield NotPlaced.at(place, message, hint="look whether anything of yours is in them, and add it by hand")
    if private := len(others) - len(unknown):
        message = f"tables of the export that are no part of a résumé were not looked into: {private}"
        hint = "they hold logins, messages, other people"
        yield NotPlaced.at(place, message, hint=hint, severity=Severity.INFO)


# The person. --------------------------------------------------------------------------------------------------


def read_profile(tables: dict[str, list[Record]]) -> Mapping | None:
    """The person, from the files about the account."""
    contacts = Contacts()
    fields: list[Pair] = []
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


def _summary(tables: dict[str, list[Record]]) -> list[Pair]:
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


def _names(record: Record) -> list[Pair]:
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


def _birth_date(cell: Cell) -> list[Pair]:
    """A date of birth; a birthday without its year is none."""
    return [("birthDate", cell.scalar() if has_year(cell) else None)]


def has_year(cell: Cell) -> bool:
    """Whether a date says its year."""
    return re.search(r"\d{4}", cell.text) is not None
