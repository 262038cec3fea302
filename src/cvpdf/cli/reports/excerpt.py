"""A source line as it can be shown: its width in columns known, nothing in it that moves a terminal's cursor."""

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
