"""Messages for people: the place, what is wrong, the line itself with the place underlined, what to do.

resume.yaml:12:16: error CV203: `startDate` 2023-13: there is no month 13
   12 |     startDate: 2023-13
      |                ^^^^^^^
help: a month is between 01 and 12
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Severity, Span
from cvpdf.reports.report import FileRow, FileState, Report
from cvpdf.words import plural

# Style. -------------------------------------------------------------------------------------------------------


LEAST_WIDTH = 20
"""Columns; there is no room to wrap in less."""

_ESCAPES = {"bold": "1", "dim": "2", "error": "1;31", "warning": "1;33", "info": "1;36", "help": "1;32", "good": "32"}


class TextStyle(Struct, frozen=True):
    """What the reader of a text can be shown: `width` is in columns, None where lines are not wrapped."""

    width: int | None = None
    color: bool = False

    def paint(self, style: str, text: str) -> str:
        """Give a text its style, where there is colour."""
        return f"\x1b[{_ESCAPES[style]}m{text}\x1b[0m" if self.color and text else text


# Source lines. ------------------------------------------------------------------------------------------------


_TAB = 4
_CONTROL_PICTURES = 0x2400
_STEERING = frozenset("\u200e\u200f\u061c\u2028\u2029\ufeff") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_ELLIPSIS = "…"


def visible(text: str) -> str:
    """Replace what would steer a terminal or turn the direction of a line: a stranger wrote this text."""
    return text if text.isascii() and text.isprintable() else "".join(_glyph(character) for character in text)


def excerpt(line: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """Cut a line to what fits around the characters from `start` to `end` (zero-based, exclusive).

    Returns:
        The text, how many columns stand before the place, and how many the place takes (at least one).
    """
    start = min(max(start, 0), len(line))
    skipped = max(start - columns, 0)  # What lies further away is never shown, and a line may have millions.
    cells = _cells(line[skipped : start + columns + 1])
    start -= skipped
    end = min(max(end - skipped, start), len(cells))
    first, last = _window([width_of(cell) for cell in cells], start, columns)
    left = _ELLIPSIS if first + skipped else ""
    right = _ELLIPSIS if skipped + last < len(line) else ""
    before = len(left) + sum(map(width_of, cells[first:start]))
    under = sum(map(width_of, cells[start : min(end, last)]))
    return left + "".join(cells[first:last]) + right, before, max(under, 1)


def _window(widths: list[int], start: int, columns: int) -> tuple[int, int]:
    """Choose the first and last cell that are shown: all if they fit, else a third of the room is before the place."""
    if sum(widths) <= columns:
        return 0, len(widths)
    room = columns - 2
    first, used = start, 0
    while first and used + widths[first - 1] <= room // 3:
        first -= 1
        used += widths[first]
    last = start
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    while first and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    return first, last


def _cells(line: str) -> list[str]:
    """What each character is shown as; a tab reaches to the next stop."""
    cells: list[str] = []
    column = 0
    for character in line:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else _glyph(character)
        column += width_of(cell)
        cells.append(cell)
    return cells


def _glyph(character: str) -> str:
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 -- the C0 controls, which have pictures in the same order
        return chr(_CONTROL_PICTURES + code)
    if 0x7F <= code <= 0x9F or character in _STEERING or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 -- DEL, C1, surrogates
        return "\N{REPLACEMENT CHARACTER}"
    return character


def width_of(cell: str) -> int:
    """Columns that a text takes on a terminal."""
    if cell.isascii():
        return len(cell)
    from rich.cells import cell_len

    return cell_len(cell)


# Wrapping. ----------------------------------------------------------------------------------------------------


_INDENT = "  "


def wrapped(text: str, columns: int) -> str:
    """Break a text between its words, those after the first line indented; a longer word is broken where it must."""
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, columns - len(_INDENT)):
            gap = " " if lines[-1].strip() else ""
            if width_of(f"{lines[-1]}{gap}{piece}") <= columns:
                lines[-1] += gap + piece
            else:
                lines.append(_INDENT + piece)
    return "\n".join(lines)


def _pieces(word: str, columns: int) -> Iterator[str]:
    """Cut a word into what fits on a line each."""
    while width_of(word) > columns:
        end = next(end for end in range(columns, 0, -1) if width_of(word[:end]) <= columns)
        yield word[:end]
        word = word[end:]
    yield word


# Paragraphs. --------------------------------------------------------------------------------------------------


_LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_MOST_BYTES = 80_000
"""As many messages as nobody reads; a file may have a hundred thousand slips of one kind."""
_LOOKED_AT = 1000  # bytes of a file's beginning
_PIPED_COLUMNS = 100
_FIX = "`cvpdf check --fix`"

LineOf = Callable[[Span], str | None]


def render_text(report: Report, style: TextStyle) -> str:
    """Write one paragraph a diagnostic; where they are more than anybody reads, the errors first and as many as go."""
    line_of, room, shown = _line_reader(report.sources), _MOST_BYTES, dict[int, str]()
    numbered = enumerate(report.diagnostics)
    for number, diagnostic in sorted(numbered, key=lambda pair: _GRAVITY[pair[1].severity]):
        text = paragraph(diagnostic, line_of, style)
        room -= len(text.encode(errors="replace")) + len("\n\n")
        if room < 0:
            break
        shown[number] = text
    left = len(report.diagnostics) - len(shown)
    more = [f"{plural(left, 'more message')} not shown here: `--format json` gives all of them"] if left else []
    return "\n\n".join([*(shown[number] for number in sorted(shown)), *more])


def paragraph(diagnostic: Diagnostic, line_of: LineOf, style: TextStyle) -> str:
    """Write one diagnostic, its source line between the message and the hint."""
    parts = [_headline(diagnostic, style)]
    line = line_of(diagnostic.span) if diagnostic.span else None
    if diagnostic.span and line is not None:
        parts.append(_quotation(line, diagnostic.span, diagnostic.severity, style))
    if diagnostic.hint:
        does_it = f" ({_FIX} does it)" if diagnostic.fix else ""
        parts.append(_hint(diagnostic.hint + does_it, style))
    return "\n".join(parts)


# Several files. -----------------------------------------------------------------------------------------------


def result_line(row: FileRow) -> str:
    """Write in one line what became of a file: what was made, or that it failed."""
    if row.state == "failed":
        return f"{row.file}: failed"
    name = " … ".join(dict.fromkeys((row.results[0], row.results[-1]))) if row.results else "standard output"
    before = ["unchanged"] if row.state == "unchanged" else []
    pages = [plural(row.pages, "page")] if row.pages else []
    theme = [f"theme {row.theme}"] if row.theme else []
    return f"{name}: {', '.join([*before, *pages, plural(row.words, 'word'), *theme])}"


_STATES: Mapping[FileState, str] = {"written": "good", "unchanged": "dim", "failed": "error"}
_HEADS = ("file", "pages", "words", "theme", "state")
_NUMBERS = ("pages", "words")
_LEAST_NAME = 8
"""Columns."""


def render_table(rows: Sequence[FileRow], style: TextStyle) -> str:
    """Write what became of several files, a line each; the name of a file is cut where there is no room for it."""
    cells = [_HEADS, *(_cells_of(row) for row in rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    if style.width:
        others = sum(widths[1:]) + 2 * len(widths[1:])
        widths[0] = min(widths[0], max(style.width - others, _LEAST_NAME))
    head = style.paint("bold", "  ".join(_padded(_HEADS, widths)).rstrip())
    return "\n".join([head, *(_table_line(row, widths, style) for row in rows)])


def _cells_of(row: FileRow) -> tuple[str, ...]:
    made = row.state != "failed"
    numbers = (str(row.pages) if row.pages else "", str(row.words) if made else "")
    return (visible(row.file), *numbers, row.theme, row.state)


def _table_line(row: FileRow, widths: list[int], style: TextStyle) -> str:
    *most, last = _padded(_cells_of(row), widths)
    return "  ".join([*most, style.paint(_STATES[row.state], last.rstrip())])


def _padded(cells: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """Give each cell the width of its column, numbers to the right."""
    name, *rest = cells
    shown = _end_of(name, widths[0])
    yield shown + " " * (widths[0] - width_of(shown))
    for head, cell, width in zip(_HEADS[1:], rest, widths[1:], strict=True):
        room = " " * (width - width_of(cell))
        yield room + cell if head in _NUMBERS else cell + room


def _end_of(name: str, columns: int) -> str:
    """As much of a name's end as there is room for: it says more than the folders before it."""
    if width_of(name) <= columns:
        return name
    start = next(start for start in range(len(name)) if width_of(name[start:]) < columns)
    return _ELLIPSIS + name[start:]


# Errors that are no diagnostics, and what they share with paragraphs. -----------------------------------------


def render_error(message: str, hint: str | None, style: TextStyle) -> str:
    """Write an error that is no diagnostic: why a command could not go on."""
    error = _wrapped("", "error", message, "error", style)
    return f"{error}\n{_hint(hint, style)}" if hint else error


def _hint(text: str, style: TextStyle) -> str:
    return _wrapped("", "help", text, "help", style)


def _headline(diagnostic: Diagnostic, style: TextStyle) -> str:
    span = diagnostic.span
    place = f"{visible(span.file)}:{span.line}:{span.column}: " if span else ""
    label = _LABELS[diagnostic.severity]
    return _wrapped(place, f"{label} {diagnostic.code}", diagnostic.message, diagnostic.severity.value, style)


def _wrapped(place: str, label: str, message: str, kind: str, style: TextStyle) -> str:
    """Wrap to the terminal; paint afterwards, so that colour takes no columns."""
    text = f"{place}{label}: {visible(message)}"
    if style.width:
        text = wrapped(text, style.width)
    start = f"{place}{label}:"
    if not text.startswith(start):
        return text
    return style.paint("bold", place) + style.paint(kind, f"{label}:") + text.removeprefix(start)


def _quotation(line: str, span: Span, severity: Severity, style: TextStyle) -> str:
    number = str(span.line)
    gutter = len(number) + 6
    end = span.end_column if span.end_line == span.line else len(line) + 1
    columns = max((style.width or _PIPED_COLUMNS) - gutter, 12)
    shown, before, under = excerpt(line, span.column - 1, end - 1, columns)
    quoted = f"{style.paint('dim', f'   {number} |')} {shown}".rstrip()
    blank = style.paint("dim", f"   {' ' * len(number)} |")
    return f"{quoted}\n{blank} {' ' * before}{style.paint(severity.value, '^' * under)}"


def _line_reader(sources: Mapping[str, bytes]) -> LineOf:
    @cache
    def lines(file: str) -> list[str]:
        return split_lines(sources[file]) if file in sources and not _is_binary(sources[file]) else []

    def line_of(span: Span) -> str | None:
        return lines(span.file)[span.line - 1] if span.line <= len(lines(span.file)) else None

    return line_of


def _is_binary(content: bytes) -> bool:
    """Whether a file has no lines that anybody could read: a PDF, an archive, a picture."""
    return content.startswith((b"%PDF-", b"{\\rtf")) or b"\0" in content[:_LOOKED_AT]


def split_lines(content: bytes) -> list[str]:
    """Give the lines of a file; what is not UTF-8 shows as such."""
    text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
