"""Tables of Markdown: rows that are entries, and the names of columns, which are nobody's words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.vocabulary import section_named

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
_CELLS = re.compile(r"\s*\|\s*")
_COLUMNS = """
    name; title; certificate; certification; issuer; issued by; organization; organisation; provider; year;
    date; dates; period; when; from; to; start; end; company; employer; role; position; degree; institution;
    school; university; level; language; skill; category; area; description; details; talk; event; venue;
    location; place; where; what; tool; technology; proficiency; experience; project; award; grade; link; url;
    status; type; jahr; zeitraum; titel; firma; sprache; niveau; kategorie; année; langue; niveau; catégorie;
    año; idioma; nivel; categoría; ano; nível; categoria; anno; lingua; livello"""


def is_row(line: Line) -> bool:
    """Whether a line is the row of a table."""
    return line.text.lstrip().startswith("|") and line.text.count("|") > 1


def without_column_names(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The lines without the rules of tables, and without rows above these that say what columns hold."""
    kept = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if is_row(line) and _RULE.fullmatch(line.text):
            continue
        if is_row(line) and _RULE.fullmatch(following) and any(map(_is_column, line.split(_CELLS))):
            notes.furniture(line.stripped())
        else:
            kept.append(line)
    return kept


def parted_at_tables(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The stretches of a text, each with whether it is a table."""
    for table, stretch in groupby(lines, is_row):
        yield table, list(stretch)


def cells_of(row: Line) -> list[Line]:
    """What stands in the columns of a row."""
    return row.stripped().split(_CELLS)


def _is_column(cell: Line) -> bool:
    text = cell.plain().text.casefold()
    return text in _columns() or section_named(text) is not None


@cache
def _columns() -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in _COLUMNS.split(";"))
