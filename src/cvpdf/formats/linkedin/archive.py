"""Reading LinkedIn's data export: a ZIP of CSV files, of which those about the person are read.

Nothing is written to disk: each file is unpacked in memory, up to a size that no profile has.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Diagnostic, Outcome, Rule, Severity, Span
from cvpdf.formats.linkedin.archive_profile import has_year, read_profile, summary_again
from cvpdf.formats.linkedin.archive_tables import NOISE, OWN, PRIVATE, READ, TABLES, is_hidden
from cvpdf.formats.linkedin.csv_tables import Cell, Record, read_table
from cvpdf.formats.lost_text import Piece, unplaced
from cvpdf.formats.material import Material
from cvpdf.formats.nodes import mapping, scalar, sequence
from cvpdf.model.resume import SECTIONS
from cvpdf.rules.formats import BrokenFile, NotAnArchive, NotPlaced
from cvpdf.source.findings import as_code
from cvpdf.source.tree import Mapping, Node, Tree

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
