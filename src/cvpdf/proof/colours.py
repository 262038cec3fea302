"""The colours of a PDF's text and of what it stands on, as they are painted."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_uint
from typing import Any

_SCALE = 1.5
"""Dots in a pt: enough for the ground between letters to show."""

Colour = tuple[int, int, int]


def text_colours(content: bytes) -> list[set[tuple[Colour, Colour]]]:
    """For each page every pair of a text's colour and the ground under it, each from 0 to 255."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return [set(_pairs(document[number])) for number in range(len(document))]
    finally:
        document.close()


def _pairs(page: Any) -> Iterator[tuple[Colour, Colour]]:
    from pypdfium2 import raw

    picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    height = page.get_height()
    for number in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT and (box := _box(thing, height)):
            piece = picture.crop(box)
            # Room for as many colours as there are dots; Pillow reserves it, so no more.
            _, ground = max(piece.getcolors(piece.width * piece.height) or [])
            yield _fill(thing), ground


def _box(thing: Any, height: float) -> tuple[int, int, int, int] | None:
    """A text's rectangle and a little around it, in dots from the top left; None where nothing is painted."""
    from pypdfium2 import raw

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    edges = (left.value - 1, height - top.value - 1, right.value + 1, height - bottom.value + 1)
    return tuple(round(max(edge, 0) * _SCALE) for edge in edges) if right.value > left.value else None  # type: ignore[return-value] # there are four


def _fill(thing: Any) -> Colour:
    from pypdfium2 import raw

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFPageObj_GetFillColor(thing, byref(red), byref(green), byref(blue), byref(alpha))
    return red.value, green.value, blue.value
