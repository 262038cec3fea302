"""CSV tables: rows whose cells know where they stand, which Python's own reader does not tell.

The form is that of RFC 4180: cells in double quotes may hold commas and line breaks, and doubled quotes.
"""

import re
from dataclasses import dataclass

from cvpdf.diagnostics import Span
from cvpdf.formats.nodes import scalar
from cvpdf.source.findings import Findings
from cvpdf.source.tree import Scalar

_CELL = re.compile(r'[ \t]*"((?:[^"]|"")*)"[^,\r\n]*|([^,\r\n]*)')
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Cell:
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
    rows = _rows(text, Findings(file, text))
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


def _rows(text: str, findings: Findings) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[]]
    position = 0
    while position <= len(text):
        match = _CELL.match(text, position)
        if match is None:  # it matches nothing at all, too
            break
        quoted = match[1] is not None
        start, end = match.span(1) if quoted else match.span(2)
        said = match[1].replace('""', '"') if quoted else match[2]
        rows[-1].append(Cell("", said, findings.span(start, end)))
        position = match.end()
        if text[position : position + 1] == ",":
            position += 1
        elif broken := _BREAK.match(text, position):
            position = broken.end()
            rows.append([])
        else:
            break
    return [row for row in rows if any(cell.text.strip() for cell in row)]
