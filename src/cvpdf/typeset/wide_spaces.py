"""One space where two parts of a line stand apart, as wide as the gap between them.

Where nothing is drawn between a title and its period, some readers see two columns, and give all periods of a page
after all of its text. pdfminer does, for one: it goes on with a line as long as the next letter is near. A real space
that is set as wide as the gap (Tz, ISO 32000-1, 9.3.4) makes one line of both, to any reader, and leaves no ink.
"""

from functools import partial
from itertools import pairwise
from typing import Any

from cvpdf.typeset.weasyprint_internals import FROM_UNITS, Matrix, ffi, page_box, pango
from cvpdf.typeset.word_ends import LetterBox, letter_boxes

_LEAST = 0.5
"""The narrowest gap that is filled, in sizes of the letters before it: a space between words is narrower."""


def bridge(pages: list[Any]) -> None:
    """Let a space be drawn behind each box of letters that the next one stands apart from on the same line.

    Lines from right to left stay as they are: readers sort them by themselves.

    Args:
        pages: The engine's pages, as they are after layout.
    """
    for page in pages:
        for first, second in pairwise(letter_boxes(page_box(page).children[0], "")):
            gap = second.box.position_x - first.box.position_x - first.box.width
            if gap >= _LEAST * first.box.style["font_size"] and _in_one_line(first, second):
                first.box.draw_behind = partial(_draw_gap, gap)


def _in_one_line(first: LetterBox, second: LetterBox) -> bool:
    foot = first.box.position_y + first.box.baseline
    level = second.box.position_y < foot < second.box.position_y + second.box.height
    directions = {piece.box.style["direction"] for piece in (first, second)}
    return level and first.column == second.column and directions == {"ltr"}


class _WideSpace:
    """A box of letters with nothing but a space in it, which the engine would not draw if it knew."""

    text = "a space"

    def __init__(self, box: Any) -> None:
        """Stand in for a box; what is drawn is the text of its layout."""
        self._box = box

    def __getattr__(self, name: str) -> Any:
        """All the rest is the box's own."""
        return getattr(self._box, name)


def _draw_gap(gap: float, draw: Any, stream: Any, box: Any, *rest: Any) -> None:
    """Draw the space behind a box of letters that has just been drawn.

    Args:
        gap: How wide (px) it is.
        draw: What draws a line of letters.
        stream: What the engine draws on.
        box: A box of letters whose layout is active.
        rest: What else the engine gives; the last is where the letters begin.
    """
    *others, matrix = rest
    letters, layout = box.pango_layout.text, box.pango_layout.layout
    box.pango_layout.text = " "
    pango.pango_layout_set_attributes(layout, ffi.NULL)  # what is said of the letters is not said of the space
    pango.pango_layout_set_text(layout, b" ", 1)
    line, _ = box.pango_layout.get_first_line()
    width = line.runs[0].data.glyphs.glyphs[0].geometry.width * FROM_UNITS
    if width > 0:
        stream.stream.append(b"%.2f Tz" % (100 * gap / width))
        draw(stream, _WideSpace(box), *others, Matrix(e=box.width) @ matrix)
        stream.stream.append(b"100 Tz")
    box.pango_layout.text = letters
