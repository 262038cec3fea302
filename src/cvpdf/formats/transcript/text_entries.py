"""The jobs, studies, projects and awards of a text, each kind with its own keys."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.formats.material import Pair, around, mapping, sequence
from cvpdf.formats.transcript.certificates import (
    LEVEL,
    read_awards,
    read_certificates,
    split_at_tables,
    tells_issue,
    tells_issuers,
)
from cvpdf.formats.transcript.employers import names_on, position_and_name, take_place, told_order
from cvpdf.formats.transcript.entry_body import (
    Joins,
    TextBlock,
    behind_issuer,
    item,
    never_joins,
    read_blocks,
    read_prose,
    read_summary,
    take_entity,
    take_keywords,
)
from cvpdf.formats.transcript.entry_headers import Head, is_address, is_head, is_only_link, read_head
from cvpdf.formats.transcript.entry_splitting import Chunk, chunks_of, cut, flat, note_titles
from cvpdf.formats.transcript.lines import Line, Notes, cells_of, join_lines, parted_at_tables, without_blanks
from cvpdf.formats.transcript.periods import period_in, period_of
from cvpdf.formats.transcript.studies import read_studies
from cvpdf.formats.transcript.vocabulary import DEGREE
from cvpdf.source.tree import Mapping, Node

# Kinds of entries. --------------------------------------------------------------------------------------------


class Shape(Struct, frozen=True):
    """The keys of one kind of entry: its names in the order of a head, its date, its prose.

    `date` is there where it has but one; `lone` is the key of a date that is no period; `inner` says that it may
    hold several positions, `entity` that it is done for somebody, `cites` that one may be a
    citation, which is taken as it stands, `turned` that the employer stands first where no word tells it, `both` that
    it has keys for the ends of a period as well.
    """

    names: tuple[str, ...]
    date: str | None = None
    prose: str | None = "summary"
    highlights: bool = False
    url: bool = True
    place: bool = False
    lone: str | None = None
    inner: bool = False
    entity: bool = False
    cites: bool = False
    turned: bool = False
    both: bool = False


SHAPES = {
    "work": Shape(("position", "name"), highlights=True, place=True, inner=True),
    "volunteer": Shape(("position", "organization"), highlights=True, place=True),
    "projects": Shape(("name",), prose="description", highlights=True, entity=True),
    "awards": Shape(("title", "awarder"), date="date", url=False),
    "certificates": Shape(("name", "issuer"), date="date", prose=None, both=True),
    "publications": Shape(("name", "publisher"), date="releaseDate", cites=True),
    "entries": Shape(("title", "subtitle"), highlights=True, place=True, lone="date"),
}
"""Entries of a person's own sections are called `entries` here."""

_NAMES = 2
_CITED = re.compile(r"[^\W\d_]{2}[)\"”*_]*\.\s+[*_\"“]*[^\W\d_]|\(\d{4}[a-z]?\)|[,.][\"”]|^[*_]*[\"“].+[\"”],")
_DATED = re.compile(r"\s+[*_]{0,2}[((]([^()()]+)[))][*_]{0,2}$")
_DATED_NAMES = re.compile(r"([^::]{3,100}\d{4}[))]?)\s*[::]\s+(?=\S)")
_NAMED = re.compile(
    r"(\[[^\]]+\]\([^()\s]+\))\s*[::–—-]\s+(?=\S)|(?:\*\*|__)?([^::*_]{2,60}?)(?:\*\*|__)?\s*[::](?:\*\*|__)?\s+(?=\S)"
)


def read_entries(kind: str, lines: Sequence[Line], notes: Notes, joins: Joins = never_joins) -> list[Mapping]:
    """The entries of a section."""
    if kind == "education":
        return read_studies([*_with_rows(lines, partial(_studies, notes))], notes, joins)
    if kind == "certificates" and tells_issue(lines):
        return read_certificates(lines, notes)
    if kind == "awards" and tells_issuers(lines):
        return read_awards(lines, notes, joins)
    if kind == "certificates":
        return [entry for part in split_at_tables(lines, notes) for entry in _certificates(part, notes, joins)]
    return _shaped(kind, lines, notes, joins)


def _studies(notes: Notes, lines: Sequence[Line]) -> list[Chunk]:
    """The studies of a text; where it is a list of degrees, each item is one."""
    items = [text for line in without_blanks(lines) if (text := item(line))]
    even = len({line.indent for line in without_blanks(lines)}) == 1
    if even and len(items) == len(without_blanks(lines)) and all(DEGREE.match(text.plain().text) for text in items):
        return [Chunk([_unmarked(line, notes)]) for line in without_blanks(lines)]
    return chunks_of(lines)


def _certificates(part: list[Line] | list[Mapping], notes: Notes, joins: Joins) -> list[Mapping]:
    """Certificates that are read already, or other lines, which are read as entries of any kind are."""
    lines = [line for line in part if isinstance(line, Line)]
    read = [entry for entry in part if isinstance(entry, Mapping)]
    return [*read, *(_shaped("certificates", lines, notes, joins) if without_blanks(lines) else [])]


def _shaped(kind: str, lines: Sequence[Line], notes: Notes, joins: Joins) -> list[Mapping]:
    shape = SHAPES[kind]
    chunks = [*_with_rows(lines, partial(_chunks, shape, notes))]
    if shape.cites:
        chunks = [part for chunk in chunks for part in _under_kind(shape, chunk, notes)]
    if "position" in shape.names and stand_turned(chunks):
        shape = replace(shape, turned=True)
    found = [_read(shape, chunk, notes, joins) for chunk in (chunks if shape.inner else flat(chunks))]
    return [entry for entry in found if entry is not None]


def _with_rows(lines: Sequence[Line], chunks: Callable[[Sequence[Line]], list[Chunk]]) -> Iterator[Chunk]:
    """The entries of a text; where it has no headings each row of a table is one."""
    if any(line.level for line in lines):
        yield from chunks(lines)
        return
    for is_table, part in parted_at_tables(lines):
        if is_table:
            yield from map(_row, part)
        elif without_blanks(part):
            yield from chunks(part)


def _under_kind(shape: Shape, chunk: Chunk, notes: Notes) -> list[Chunk]:
    """The works listed below a heading that says their kind: `Journal articles`."""
    kept = without_blanks(chunk.body)
    if len(chunk.head) != 1 or not chunk.head[0].level or not kept or not all(map(item, kept)):
        return [chunk]
    return [replace(_single(shape, _unmarked(line, notes)), kind=chunk.head[0].plain()) for line in kept]


def _row(line: Line) -> Chunk:
    """A row as an entry: what its columns say in a few words is its head, whole sentences are its text."""
    cells = [cell.plain() for cell in cells_of(line)]
    heads = [cell for cell in cells if is_head(cell) or period_in(cell) or is_address(cell)]
    return Chunk(heads, [cell for cell in cells if cell not in heads])


def _chunks(shape: Shape, notes: Notes, lines: Sequence[Line]) -> list[Chunk]:
    """The entries; of projects, awards and the like each line or item may be one."""
    kept = without_blanks(lines)
    if not shape.inner and all(map(item, kept)) and len({line.indent for line in kept}) == 1:
        return [_single(shape, _unmarked(line, notes)) for line in kept]
    if "position" not in shape.names and _is_list(lines) and all(line.indent or item(line) for line in kept):
        return [_listed(shape, lines) for lines in _list_items(kept, notes)]
    if "position" in shape.names or any(line.level for line in kept) or _by_date(lines):
        return chunks_of(lines)
    lone = all(is_head(line) or (shape.prose and _NAMED.match(line.text)) for line in kept)
    if _is_list(lines):
        return [_listed_block(shape, block) for block in read_blocks(lines)]
    dated = bool(shape.prose) and not shape.cites and all(_DATED_NAMES.match(line.text) for line in kept)
    if all(map(item, kept)) or dated or (lone and not _has_blocks(lines)):
        return [_single(shape, _unmarked(line, notes)) for line in kept]
    return chunks_of(lines)


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether it is one list, some items of which go on in deeper lines."""
    kept = without_blanks(lines)
    rest = [line for line in kept if item(line) is None]
    return bool(rest) and item(kept[0]) is not None and all(line.indent > kept[0].indent for line in rest)


def _listed_block(shape: Shape, block: TextBlock) -> Chunk:
    """An item of several lines: a name with more below it, or one citation."""
    first, *rest = block.lines
    if shape.cites and not (is_head(first) and not _CITED.search(first.text)):
        return Chunk(body=block.lines)
    single = _single(shape, first)
    return Chunk(single.head, [*single.body, *rest])


def _list_items(lines: Sequence[Line], notes: Notes) -> list[list[Line]]:
    """The lines of each item of a list, with the deeper ones below it; the first without its mark."""
    found: list[list[Line]] = []
    for line in lines:
        if item(line) and line.indent <= lines[0].indent:
            found.append([_unmarked(line, notes)])
        else:
            found[-1].append(line)
    return found


def _listed(shape: Shape, lines: Sequence[Line]) -> Chunk:
    """An item of several lines: a name with dates and more below it, or one citation."""
    first, *rest = lines
    if shape.cites and not (is_head(first) and not _CITED.search(first.text)):
        return Chunk(body=[*lines])
    single = _single(shape, first)
    return Chunk(single.head, [*single.body, *rest]) if single.body else cut([first, *rest])


def _unmarked(line: Line, notes: Notes) -> Line:
    text = item(line)
    if text is None:
        return line.stripped()
    notes.understood(line.part(0, text.column - line.column))
    return text


def _single(shape: Shape, line: Line) -> Chunk:
    """An entry of one line: `Name: what it is`, a head, or a citation, which is taken as it stands."""
    match = _NAMED.match(line.text) if shape.prose and not shape.cites else None
    if match:
        name, said = line.part(*match.span(1 if match[1] else 2)), line.part(match.end())
        dated = _DATED.search(said.text)
        date = said.part(*dated.span(1)) if dated else None
        if dated and date and period_of(date):
            return Chunk([name, date], [said.part(0, dated.start())])
        return Chunk([name], [said])
    if shape.prose and not shape.cites and (dated := _DATED_NAMES.match(line.text)):
        names = line.part(*dated.span(1)).plain()
        if (period := period_in(names)) and not period.after.text and period.before.text:
            return Chunk([names], [line.part(dated.end())])
    cited = shape.cites and _CITED.search(line.text)
    return Chunk([line]) if is_head(line) and not cited else Chunk(body=[line])


def _has_blocks(lines: Sequence[Line]) -> bool:
    return any(line.blank for line in lines[1:-1])


def _by_date(lines: Sequence[Line]) -> bool:
    """Whether dates stand at the start of lines, or behind a second name on lines of their own."""
    found = [period_in(line.plain()) for line in lines if not line.blank and is_head(line)]
    told = [period for period in found if period]
    beside = len(told) * _NAMES == len(found) and not any(period.lone for period in told)
    return any(not period.before.text for period in told) or (bool(told) and beside)


def stand_turned(chunks: Iterable[Chunk]) -> bool:
    """Whether the employer stands first in every head of a section whose words tell it, and in one at least."""
    orders = [told_order(*names) for chunk in chunks if len(names := _two_names(chunk)) == _NAMES]
    told = [order for order in orders if order is not None]
    return bool(told) and all(told)


def _two_names(chunk: Chunk) -> list[str]:
    names = [name.plain().text for line in chunk.head for name in names_on(line.plain())]
    return names[:_NAMES]


def _read(shape: Shape, chunk: Chunk, notes: Notes, joins: Joins) -> Mapping | None:
    titled = "position" not in shape.names and len(shape.names) > 1
    head = read_head(chunk.head, notes, places=shape.place, titled=titled)
    fields: list[Pair] = []
    if "position" in shape.names:
        position, name = position_and_name(head, notes, employer=bool(chunk.inner), turned=shape.turned)
        fields += [(shape.names[0], position.scalar() if position else None)]
        fields += [(shape.names[1], name.scalar() if name else None)]
        rest = take_place(head.names[_NAMES if not head.roles else 0 :], head, notes)
    else:
        names = [*(_title(head.roles, chunk) if shape.cites and head.roles else head.roles or ()), *head.names]
        if shape.both and len(names) > 1 and LEVEL.fullmatch(names[1].text) and names[0].number == names[1].number:
            names[:2] = _title((names[0], names[1]), chunk)  # `Certified Architect - Associate`
        names[1:2] = [behind_issuer(line, notes) for line in names[1:2]]
        fields += [(key, line.scalar()) for key, line in zip(shape.names, names, strict=False)]
        rest = names[len(shape.names) :]
    body = [*rest, *([head.place] if head.place and not shape.place else ()), *chunk.body]
    if not head.names and not head.roles and "position" not in shape.names:
        text, body = _named_by_text(body, joins)
        fields.append((shape.names[0], text))
    if shape.both:
        body = [line for line in body if not is_only_link(line.stripped(), head, notes)]
    fields += when_and_where(shape, head, notes)
    body, keywords = take_keywords(body, notes)
    if chunk.kind:
        fields.append(("type", chunk.kind.scalar()))
    if shape.entity:
        body, entity = take_entity(body, notes)
        fields.append(("entity", entity))
    note_titles(body, notes)
    fields += [*_prose(shape, body, joins), ("keywords", keywords)]
    if len(chunk.inner) == 1 and chunk.alone:
        inner = _read(shape, chunk.inner[0], notes, joins)
        fields += [(entry.key, entry.value) for entry in inner.entries] if inner else []
    elif chunk.inner:
        fields += _positions(shape, chunk, notes, joins)
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


def _title(parts: tuple[Line, Line], chunk: Chunk) -> list[Line]:
    """Both sides of an `at` as the one title that they are in a publication: `Gears at Night`."""
    first, last = parts
    whole = next(line for line in chunk.head if line.number == first.number)
    return [whole.part(first.column - whole.column, last.column + len(last.text) - whole.column)]


def _named_by_text(lines: Sequence[Line], joins: Joins) -> tuple[Node | None, list[Line]]:
    """The first paragraph or item of an entry that has no head, on one line, and the lines behind it."""
    found = read_blocks(lines, joins)
    if not found:
        return None, []
    first = found[0]
    name = join_lines(first.lines, " ".join(first.text.split()))
    return name, [line for line in lines if line.number > first.lines[-1].number]


def when_and_where(shape: Shape, head: Head, notes: Notes) -> list[Pair]:
    """A head's period, place and address, as far as the kind of entry has keys for them."""
    fields: list[Pair] = []
    if head.period:
        single = shape.date or (shape.lone if head.period.lone else None)
        fields += head.period.fields(notes, single=single, both=shape.both)
    if head.place and shape.place:
        fields.append(("location", head.place.scalar()))
    if shape.url:
        fields.append(("url", head.link()))
    return fields


def _prose(shape: Shape, lines: Sequence[Line], joins: Joins) -> list[Pair]:
    if shape.prose is None:  # what stands below a certificate
        return [("summary", read_summary(lines, joins))]
    if not shape.highlights:
        return [(shape.prose, read_summary(lines, joins))]
    return [(shape.prose if key == "summary" else key, value) for key, value in read_prose(lines, joins)]


def _positions(shape: Shape, chunk: Chunk, notes: Notes, joins: Joins) -> list[Pair]:
    inner = [_read(shape, part, notes, joins) for part in chunk.inner]
    return [("positions", sequence(inner))]
