"""Where things landed: read from the engine's box tree, in pt from the page's top left corner.

The public API of the engine gives only the first line of an element; the boxes after layout, which keep the
element that they came from, give all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cvpdf.page import Box, Sheet

_PT = 0.75
"""Points in a CSS pixel."""

_SLACK = 0.5
"""How far (pt) a box may pass the paper's edge: an italic's overhang, a rounding."""


@dataclass(slots=True)
class Findings:
    """What one walk over the pages finds; boxes by mark number."""

    sheets: list[Sheet] = field(default_factory=list)
    places: dict[int, dict[int, Box]] = field(default_factory=dict)
    outside: set[int] = field(default_factory=set)
    lowest: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A box with text in it, the number of its mark (None outside of marks), and the column around it."""

    box: Box
    mark: int | None
    column: str | None


def survey(pages: list[Any]) -> Findings:
    """Walk over laid-out pages; trailing pages without any text are left out."""
    findings = Findings()
    for number, page in enumerate(pages, start=1):
        _survey_page(number, page._page_box, findings)  # noqa: SLF001 - the public API has no later lines
    return findings


def holds_text(page: Any) -> bool:
    """Whether a laid-out page holds any text, its margins aside."""
    return any(True for _ in _pieces(page._page_box.children[0], 0, None, None))  # noqa: SLF001 - as above


def _survey_page(number: int, page: Any, findings: Findings) -> None:
    columns: dict[str, Box] = {}
    width, height = page.margin_width() * _PT, page.margin_height() * _PT
    findings.lowest = 0.0
    for piece in _pieces(page.children[0], number, None, None):
        box = piece.box
        if piece.column is not None:
            columns[piece.column] = _union(columns[piece.column], box) if piece.column in columns else box
        findings.lowest = max(findings.lowest, box.y + box.height)
        if piece.mark is None:
            continue
        on_page = findings.places.setdefault(piece.mark, {})
        on_page[number] = _union(on_page[number], box) if number in on_page else box
        if not _lies_within(box, width, height):
            findings.outside.add(piece.mark)
    body = Box(
        number,
        page.content_box_x() * _PT,
        page.content_box_y() * _PT,
        page.width * _PT,
        page.height * _PT,
    )
    findings.sheets.append(Sheet(width, height, body, columns))


def _lies_within(box: Box, width: float, height: float) -> bool:
    across = box.x >= -_SLACK and box.x + box.width <= width + _SLACK
    return across and box.y >= -_SLACK and box.y + box.height <= height + _SLACK


def _pieces(box: Any, number: int, mark: int | None, column: str | None) -> Iterator[_Piece]:
    element = box.element
    if element is not None:
        if element.get("data-mark"):
            mark = int(element.get("data-mark"))
        column = element.get("data-column") or column
    if hasattr(box, "text"):
        yield _Piece(_box(box, number), mark, column)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, number, mark, column)


def _box(box: Any, number: int) -> Box:
    return Box(
        number,
        box.position_x * _PT,
        box.position_y * _PT,
        box.margin_width() * _PT,
        box.margin_height() * _PT,
    )


def _union(one: Box, other: Box) -> Box:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Box(one.page, left, top, right - left, bottom - top)
