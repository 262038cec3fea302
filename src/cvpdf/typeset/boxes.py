"""Where things landed: read from the engine's box tree, in pt from the page's top left corner.

The public API of the engine gives only the first line of an element; the boxes after layout, which keep the
element that they came from, give all of them.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.outline.values import text_of
from cvpdf.page import Box, Page, Pdf, Sheet
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv5_layout import EngineWarning, MissingGlyph, OutsideThePage, SparseLastPage, TooManyPages
from cvpdf.source.tree import Locate
from cvpdf.words import did_you_mean

_PT = 0.75
"""Points in a CSS pixel."""

_SLACK = 0.5
"""How far (pt) a box may pass an edge: an italic's overhang, a rounding."""


class Landings(Struct):
    """What one walk over the pages finds; boxes by mark number."""

    sheets: list[Sheet] = field(default_factory=list)
    places: dict[int, dict[int, Box]] = field(default_factory=dict)
    outside: set[int] = field(default_factory=set)
    lowest: float = 0.0


class _Around(Struct, frozen=True):
    """What is around a box: its mark, its column, and the rectangle (pt) that its text has to stay in."""

    left: float
    top: float
    right: float
    bottom: float
    mark: int | None = None
    column: str | None = None

    def shows(self, box: Box) -> bool:
        """Whether all of a box stands where text may stand, and is painted."""
        across = box.x >= self.left - _SLACK and box.x + box.width <= self.right + _SLACK
        return across and box.y >= self.top - _SLACK and box.y + box.height <= self.bottom + _SLACK


_Piece = tuple[Box, _Around]
"""A box with text in it, or a picture, and what is around it."""


def survey(pages: list[Any]) -> Landings:
    """Walk over laid-out pages; trailing pages without any text are left out."""
    from cvpdf.typeset.weasyprint_internals import page_box

    landings = Landings()
    for number, page in enumerate(pages, start=1):
        _survey_page(number, page_box(page), landings)
    return landings


def holds_text(page: Any) -> bool:
    """Whether a laid-out page holds any text, its margins aside."""
    from cvpdf.typeset.weasyprint_internals import page_box

    return any(True for _ in _pieces(page_box(page).children[0], 0, _Around(0, 0, 0, 0)))


def _survey_page(number: int, page: Any, landings: Landings) -> None:
    columns: dict[str, Box] = {}
    width, height = page.margin_width() * _PT, page.margin_height() * _PT
    left = page.content_box_x() * _PT
    landings.lowest = 0.0
    for box, around in _pieces(page.children[0], number, _Around(left, 0, left + page.width * _PT, height)):
        landings.lowest = max(landings.lowest, box.y + box.height)
        if around.column is not None:
            inside = _across(box, around)
            columns[around.column] = _union(columns[around.column], inside) if around.column in columns else inside
        if around.mark is None:
            continue
        on_page = landings.places.setdefault(around.mark, {})
        on_page[number] = _union(on_page[number], box) if number in on_page else box
        if box.width and not around.shows(box):  # what was a space at a line's end hangs over, and is nothing
            landings.outside.add(around.mark)
    body = Box(
        number,
        page.content_box_x() * _PT,
        page.content_box_y() * _PT,
        page.width * _PT,
        page.height * _PT,
    )
    landings.sheets.append(Sheet(width, height, body, columns))


def _pieces(box: Any, number: int, around: _Around) -> Iterator[_Piece]:
    element = box.element
    if element is not None:
        mark, column = element.get("data-mark"), element.get("data-column")
        if mark or column:
            around = replace(around, mark=int(mark) if mark else around.mark)
        if column:
            around = replace(_within(box, around), column=column)
    if hasattr(box, "text") or hasattr(box, "replacement"):
        yield _box(box, number), around
    children = getattr(box, "children", ())
    if children and box.style["overflow"] != "visible":
        around = _clipped(box, around)
    for child in children:
        yield from _pieces(child, number, around)


def _within(box: Any, around: _Around) -> _Around:
    """What is around the text of a column: text that passes its sides stands in the way of something else."""
    left = box.padding_box_x() * _PT
    return replace(around, left=max(left, around.left), right=min(left + box.padding_width() * _PT, around.right))


def _across(box: Box, around: _Around) -> Box:
    """The part of a box that is between its column's sides."""
    left, right = max(box.x, around.left), min(box.x + box.width, around.right)
    return replace(box, x=left, width=max(right - left, 0))


def _clipped(box: Any, around: _Around) -> _Around:
    """What is around the children of a box that hides what passes its edge (CSS Overflow 3, section 3)."""
    left, top = box.padding_box_x() * _PT, box.padding_box_y() * _PT
    right, bottom = left + box.padding_width() * _PT, top + box.padding_height() * _PT
    return replace(
        around,
        left=max(left, around.left),
        top=max(top, around.top),
        right=min(right, around.right),
        bottom=min(bottom, around.bottom),
    )


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


# What is wrong with a layout. ---------------------------------------------------------------------------------


_SPARSE = 0.25
"""A last page that is filled less than this looks like an accident."""

_UNKNOWN = re.compile(r"Ignored `([a-z-]+):.*, unknown property", re.DOTALL)

_PLACE = re.compile(r" at (\d+):(\d+)(?=[,.:]|$)")
"""How the engine names a place of the style sheet: its line and its column, both counted from 1."""

_PAGES: SourcePath = ("document", "pages")


def check_layout(page: Page, pdf: Pdf, pages: int | None, locate: Locate) -> tuple[Diagnostic, ...]:
    """Report what the layout did that a person should know.

    Args:
        page: The composed page.
        pdf: What was made of it.
        pages: The number of pages that the résumé promises, None where it promises none.
        locate: Where the value of a source path stands in the file.

    Returns:
        Too many pages, letters off the paper or without a glyph, and the warnings of the engine.
    """
    return (*_length(page, pdf, pages, locate), *_letters(page, pdf, locate), *_remarks(page, pdf))


def _length(page: Page, pdf: Pdf, pages: int | None, locate: Locate) -> Iterator[Diagnostic]:
    count = len(pdf.sheets)
    if pages is not None and count > pages:
        last = _first_on(page, pdf, pages + 1)
        message = f"the résumé takes {count} pages; `pages` promises {pages}{last}"
        hint = "leave something out, or choose a smaller text size or margin among the theme's options"
        yield TooManyPages.at(locate(_PAGES), message, path=_PAGES, hint=hint)
    elif count > 1 and pdf.filled < _SPARSE:
        hint = "shorten something, or set the option `density` to `tight`, or `fontSize` a little smaller"
        yield SparseLastPage.at(None, f"page {count} is only {max(pdf.filled, 0):.0%} full", hint=hint)


def _letters(page: Page, pdf: Pdf, locate: Locate) -> Iterator[Diagnostic]:
    for number in pdf.outside:
        path = page.marks[number].origin
        message = f"`{format_path(path)}` has letters outside of the space for text, or cut off"
        yield OutsideThePage.at(
            locate(path),
            message,
            path=path,
            hint="put a space into the word, or choose a smaller text or a wider column among the theme's options",
        )
    yield from _missing(page, pdf, locate)


def _remarks(page: Page, pdf: Pdf) -> Iterator[Diagnostic]:
    """What the engine warns of; a place in the page's style sheet is said as the one in the theme's file."""
    for remark in pdf.remarks:
        unknown, place = _UNKNOWN.match(remark), _PLACE.search(remark)
        hint = did_you_mean(unknown[1], _known_properties()) if unknown else None
        span = page.style_origin(int(place[1]), int(place[2])) if place else None
        message = _PLACE.sub("", remark, count=1) if span else remark
        yield EngineWarning.at(span, f"the typesetting engine says: {message}", hint=hint)


def _known_properties() -> list[str]:
    from cvpdf.typeset.weasyprint_internals import property_names

    return property_names()


def _first_on(page: Page, pdf: Pdf, sheet: int) -> str:
    """Where the surplus begins."""
    for mark, places in zip(page.marks, pdf.places, strict=True):
        if any(box.page == sheet for box in places):
            return f", and page {sheet} begins at `{format_path(mark.origin)}`"
    return ""


def _missing(page: Page, pdf: Pdf, locate: Locate) -> Iterator[Diagnostic]:
    for mark in page.marks:
        lacking = [character for character in pdf.missing if character in text_of(mark)]
        if lacking:
            shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacking)
            message = f"`{format_path(mark.origin)}`: no font of the theme has {shown}"
            hint = "write it in other characters"
            yield MissingGlyph.at(locate(mark.origin), message, path=mark.origin, hint=hint)
    printed = "".join(map(text_of, page.marks)) if pdf.missing else ""
    for character in (character for character in pdf.missing if character not in printed):
        message = f"the theme prints {character} (U+{ord(character):04X}), and no font of it has that sign"
        hint = "choose another sign; readers of the PDF would get a wrong text of all that this font prints"
        yield MissingGlyph.at(_in_styles(page, character), message, hint=hint)


def _in_styles(page: Page, character: str) -> Span | None:
    """Where the style sheets of a theme write a character, as it is or by its number."""
    found = re.search(rf"{re.escape(character)}|\\0*{ord(character):x}(?![0-9a-f])", page.css, re.IGNORECASE)
    if not found:
        return None
    line_start = page.css.rfind("\n", 0, found.start()) + 1
    return page.style_origin(page.css.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)
