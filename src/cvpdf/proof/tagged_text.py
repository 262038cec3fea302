"""The text of a page as its structure tree gives it: to who listens to it, and to who takes a PDF by its tags.

Mostly that is the text of the content in its order, which a few numbers show: the tree names each piece of marked
content once, in the order in which the content has them, and what it does not name stands in the margins. Only where
that is not so, or where the tree gives other text in place of letters (`/ActualText`), the text is put together.
"""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct

from cvpdf.page import Sheet

ColumnAt = Callable[[float, float], str | None]
"""The name of the column at a place, in pt from the bottom left; None where there is none."""


class PlacedWord(Struct, frozen=True):
    """A word in UTF-16's units, and where it was read.

    That is whether it is the first of its line, whether a space ends it (None where nobody knows), its column, how high
    it stands (pt from the bottom), and the number of the marked content that it begins in (-1 where it was not asked).
    """

    text: str = ""
    starts_line: bool = True
    ended: bool | None = True
    column: str | None = None
    y: float = 0
    number: int = -1


class Content(Struct, frozen=True):
    """The text of a page's content: as pdfium gives it, in UTF-16's units; its pieces; and where words were read.

    `pieces` are the text objects in their order, each with the number of its marked content, which is negative where it
    has none. `read` are those of the pieces in which the words begin, in the order in which they were read.
    """

    text: str
    pieces: Sequence[tuple[int, Any]]
    read: Sequence[int]


class _Said(Struct, frozen=True):
    """What the tree names at one place: the number of marked content, and the text in its place if it has such."""

    number: int
    text: str | None = None


class _Middle(Struct, frozen=True):
    """The middle of a text's ink, in pt from the bottom left."""

    x: float
    y: float


def tagged_text(
    page: Any, text_page: Any, content: Content, sheet: Sheet, column_at: ColumnAt
) -> dict[str, str] | None:
    """The text of a page by its tree, for each column.

    Args:
        page: A page as pdfium knows it.
        text_page: Its text, as pdfium knows that.
        content: The text of its content.
        sheet: Where text may stand on the page.
        column_at: Which column is at a place.

    Returns:
        The text in UTF-16's units; None where it is that of the content, in its order.
    """
    said = _said(page)
    named = {one.number for one in said}
    if all(one.text is None for one in said) and _is_in_order(said, named, content):
        outside = (_middle(thing) for number, thing in content.pieces if number not in named)
        if not any(middle and 0 <= sheet.height - middle.y - sheet.body.y <= sheet.body.height for middle in outside):
            return None
    return _by_column(said, content, text_page, column_at)


# What the tree says. ------------------------------------------------------------------------------------------


def _said(page: Any) -> list[_Said]:
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        said: list[_Said] = []
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            _say(raw, raw.FPDF_StructTree_GetChildAtIndex(tree, place), said)
        return said
    finally:
        raw.FPDF_StructTree_Close(tree)


def _say(raw: Any, element: Any, said: list[_Said]) -> None:
    """Add the marked contents of an element and those within; a text of its own stands for all of them.

    A page has a thousand elements, so nothing is imported here.
    """
    before = len(said)
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
        if number >= 0:
            said.append(_Said(number))
        elif kid := raw.FPDF_StructElement_GetChildAtIndex(element, place):
            _say(raw, kid, said)
    size = raw.FPDF_StructElement_GetActualText(element, None, 0)
    if size:
        text = _actual_text(raw, element, size)
        said[before:] = [_Said(one.number, "" if place else text) for place, one in enumerate(said[before:])]


def _actual_text(raw: Any, element: Any, size: int) -> str:
    from ctypes import create_string_buffer

    buffer = create_string_buffer(size)
    raw.FPDF_StructElement_GetActualText(element, buffer, size)
    return "".join(chr(int.from_bytes(buffer.raw[at : at + 2], "little")) for at in range(0, size - 2, 2))


# Whether that is the content. ---------------------------------------------------------------------------------


def _is_in_order(said: Sequence[_Said], named: set[int], content: Content) -> bool:
    """Whether the tree, the content and who reads the content have the same pieces in the same order."""
    drawn = [number for number, _ in groupby(number for number, _ in content.pieces) if number in named]
    places = {number: place for place, number in enumerate(drawn)}
    if [one.number for one in said if one.number in places] != drawn:
        return False
    read = [places[number] for number in content.read if number in places]
    return all(one <= other for one, other in pairwise(read))


def _middle(thing: Any) -> _Middle | None:
    """None where there is no ink."""
    from ctypes import byref, c_float

    from pypdfium2 import raw

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    if left.value == right.value:
        return None
    return _Middle((left.value + right.value) / 2, (bottom.value + top.value) / 2)


# What it is else. ---------------------------------------------------------------------------------------------


def _by_column(said: Sequence[_Said], content: Content, text_page: Any, column_at: ColumnAt) -> dict[str, str]:
    letters = _letters(content.text, text_page)
    things = dict(reversed(content.pieces))
    found: dict[str, str] = {}
    column: str | None = None
    for one in said:
        middle = _middle(things[one.number]) if one.number in things else None
        if middle:
            column = column_at(middle.x, middle.y)
        if column is not None:
            text = letters.get(one.number, "") if one.text is None else one.text
            found[column] = found.get(column, "") + text
    return found


def _letters(text: str, text_page: Any) -> dict[int, str]:
    """The letters of each marked content; what pdfium has put between them is left out."""
    from pypdfium2 import raw

    found: dict[int, str] = {}
    for place, letter in enumerate(text):
        if raw.FPDFText_IsGenerated(text_page, place) == 0 and (thing := raw.FPDFText_GetTextObject(text_page, place)):
            number = raw.FPDFPageObj_GetMarkedContentID(thing)
            found[number] = found.get(number, "") + letter
    return found
