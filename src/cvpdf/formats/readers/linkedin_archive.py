"""Reading LinkedIn's data export: a ZIP of CSV files, of which those about the person are read.

Nothing is written to disk: each file is unpacked in memory, up to a size that no profile has.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Diagnostic, Outcome, Rule, Severity, Span
from cvpdf.formats.confession import Piece, unplaced
from cvpdf.formats.material import Material
from cvpdf.formats.nodes import mapping, scalar, sequence
from cvpdf.formats.readers.csv_tables import Cell, Record, read_table
from cvpdf.formats.readers.export_tables import NOISE, OWN, READ, TABLES, has_year, read_profile
from cvpdf.model.resume import SECTIONS
from cvpdf.rules.formats import BrokenFile, NotAnArchive, NotPlaced
from cvpdf.source.tree import Mapping, Node, Tree

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
    named = {name: text for name, text in files if name in READ}
    if not named:
        message = "this archive holds no `Profile.csv` or `Positions.csv`, so it is not LinkedIn's export"
        return _refused(material, NotAnArchive, message)
    tables = {name: read_table(text, f"{material.file}/{READ[name]}.csv") for name, text in named.items()}
    root = _root(tables, Span(material.file, 1, 1, 1, 1))
    birthdays = [
        cell for record in tables.get("profile", ()) if (cell := record.get("Birth Date")) and not has_year(cell)
    ]
    lost = unplaced(_pieces(tables), root, [cell.span for cell in birthdays])
    said = [*map(_birthday, birthdays), *lost, *_dismissed(material, [name for name, _ in files])]
    return Outcome(Tree(material.file, "", root), tuple(said))


def _refused(material: Material, rule: type[Rule], message: str) -> Outcome[Tree]:
    hint = "download it once more from LinkedIn, under “Get a copy of your data”"
    return Outcome(None, (rule.at(Span(material.file, 1, 1, 1, 1), message, hint=hint),))


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The tables of an archive by their names in small letters, wherever in it they stand.

    Raises:
        ValueError: when they are too many or too large.
    """
    infos = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
    if len(infos) > _MOST_FILES:
        raise ValueError("too many files")
    budget = _MOST_BYTES
    for info in infos:
        name = _name(info.filename)
        if name not in READ:
            yield name, ""
            continue
        with archive.open(info) as file:
            content = file.read(budget + 1)
        budget -= len(content)
        if budget < 0:
            raise ValueError("too large")
        yield name, _decoded(content)


def _name(path: str) -> str:
    stem = path.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".csv")
    return "".join(letter for letter in stem if letter.isalnum())


def _decoded(content: bytes) -> str:
    if content.startswith(_WIDE_MARKS):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _root(tables: dict[str, list[Record]], place: Span) -> Mapping:
    lists: dict[str, list[Mapping]] = {}
    for name, table in TABLES.items():
        entries = [entry for record in tables.get(name, ()) if (entry := table.entry(record))]
        lists.setdefault(table.section, []).extend(entries)
    own = (_own(name, tables[name]) for name in OWN if tables.get(name))
    order = [key for key in SECTIONS if key in lists]
    values: list[tuple[str, Node | None]] = [("basics", read_profile(tables))]
    values += [(key, sequence(lists[key])) for key in order]
    return mapping(place, [*values, ("sections", sequence(own))])


def _own(name: str, records: Iterable[Record]) -> Mapping:
    """A section of the person's own, with its title as LinkedIn calls the file."""
    entries = [entry for record in records if (entry := OWN[name].entry(record))]
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


def _dismissed(material: Material, names: list[str]) -> Iterator[Diagnostic]:
    """Say once how many tables are nobody's business."""
    others = [name for name in names if name not in READ]
    if others:
        message = f"tables of the export that are no part of a résumé were not looked into: {len(others)}"
        hint = "they hold logins, messages, other people"
        yield NotPlaced.at(Span(material.file, 1, 1, 1, 1), message, hint=hint, severity=Severity.INFO)
