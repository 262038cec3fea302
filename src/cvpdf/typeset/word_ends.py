"""A real space behind every word of a PDF: at line ends, at block ends, and before a gap that is not text.

The engine drops the space at a line's end, and draws no box that is white space alone. So the structure tree would
say "a wall ofthe shed", and a reader would have to guess from gaps where words end. Here each word gets its space in
the text that it is drawn with, which leaves no ink and moves nothing. One in a text by itself would not do: pdfium
passes over a text without ink.

Where a word ends is known from the words of the Page, since a line may end within a long one. What a style sheet
writes into the margins has its spaces but for those at the ends of lines.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from msgspec import Struct

from cvpdf.page import Word

_BLANK = " \t\n\u200b"
"""What a box of white space has; the zero width space is the engine's, where words are set wide."""

_AHEAD = 200
"""How many words further on one is looked for, where a box has another than the next."""


class _Piece(Struct, frozen=True):
    """A box of letters and its column; `run` is the box around it that runs against its line, if there is one."""

    box: Any
    column: str
    run: Any

    @property
    def text(self) -> str:
        """What is drawn of it, which may end with a space that the box itself has lost at its line's end."""
        drawn: str = self.box.pango_layout.text
        return drawn


def end_words(pages: Iterable[Any], columns: Mapping[str, Sequence[Word]]) -> None:
    """Let each word of laid-out pages end with a space when it is drawn.

    Args:
        pages: The engine's pages, as they are after layout.
        columns: The words of each column, as the Page has them.
    """
    from cvpdf.typeset.weasyprint_internals import page_box

    words = {name: _Words(found) for name, found in columns.items()}
    for page in pages:
        body, *margins = page_box(page).children
        pieces = list(_pieces(body, ""))
        for number, piece in enumerate(pieces):
            known = words.get(piece.column)
            if known and known.take(piece.text) and not _goes_on_with_a_space(pieces, number):
                _end(pieces, number)
        for margin in margins:
            pieces = list(_pieces(margin, ""))
            for number in _line_ends(pieces):
                _end(pieces, number)


def _pieces(box: Any, column: str, line: Any = None, run: Any = None) -> Iterator[_Piece]:
    """The boxes of letters in the order of the document; `line` is the outermost line around a box."""
    if hasattr(box, "pango_layout"):
        if box.text.strip(_BLANK):
            yield _Piece(box, column, run)
        return
    children = getattr(box, "children", ())
    if not children:
        return
    if box.element is not None:
        column = box.element.get("data-column") or column
    if line is None:
        line = box if hasattr(box, "text_overflow") else None
    elif run is None and box.style["direction"] != line.style["direction"]:
        run = box
    for child in children:
        yield from _pieces(child, column, line, run)


def _line_ends(pieces: Sequence[_Piece]) -> Iterator[int]:
    """The last box of each line of a margin."""
    for number, piece in enumerate(pieces):
        below = piece.box.position_y + piece.box.height
        if number + 1 == len(pieces) or pieces[number + 1].box.position_y >= below:
            yield number


def _goes_on_with_a_space(pieces: Sequence[_Piece], number: int) -> bool:
    return number + 1 < len(pieces) and pieces[number + 1].text[0].isspace()


class _Words:
    """The words of a column, and how far boxes of text have told them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = [_decomposed(word.text) for word in words]
        self._place, self._read = 0, 0

    def take(self, text: str) -> bool:
        """Take the text of a box, and say whether a word ends with its last letter."""
        ends = False
        for token in _decomposed(text).split():
            ends = self._take(token)
        return ends and not text[-1].isspace()

    def _take(self, token: str) -> bool:
        """Take some letters without a space; those of another word than the next lead there, if it comes soon."""
        if not (self._place < len(self._words) and self._words[self._place].startswith(token, self._read)):
            ahead = range(self._place, min(self._place + _AHEAD, len(self._words)))
            found = next((place for place in ahead if self._words[place].startswith(token)), None)
            if found is None:
                return False
            self._place, self._read = found, 0
        self._read += len(token)
        if self._read < len(self._words[self._place]):
            return False
        self._place, self._read = self._place + 1, 0
        return True


def _decomposed(text: str) -> str:
    """A text in the form (NFD) that is the same whether accents stand in the same box as their letters or not."""
    return text if text.isascii() else unicodedata.normalize("NFD", text)


# In a line that runs from right to left, the space behind "Google Cloud" is on the left of "Google", and on the right
# of "Cloud" for who takes the letters as they come. It is drawn on both sides.


def _end(pieces: Sequence[_Piece], number: int) -> None:
    """Put a space behind a box, and on the other side of the run that it ends, if that runs against the line."""
    piece = pieces[number]
    if not piece.text[-1].isspace():
        _put(piece.box, f"{piece.text} ", at_left=piece.box.style["direction"] == "rtl")
    if piece.run is None:
        return
    first = [*takewhile(lambda other: other.run is piece.run, reversed(pieces[: number + 1]))][-1]
    if not first.text[0].isspace():
        _put(first.box, f" {first.text}", at_left=first.box.style["direction"] == "ltr")


def _put(box: Any, text: str, *, at_left: bool) -> None:
    if at_left:
        box.set_off_from = box.pango_layout.text
    box.pango_layout.text = text


def draw_in_place(draw: Any, stream: Any, box: Any, *rest: Any) -> Any:
    """Draw a box of text in the engine's place: letters stay where they are if a space was put on their left.

    Args:
        draw: What draws a line of letters.
        stream: What the engine draws on.
        box: A box of text whose layout is active.
        rest: What else the engine gives; the last is where the text begins.

    Returns:
        What `draw` returns.
    """
    before = getattr(box, "set_off_from", None)
    if before is not None:
        from cvpdf.typeset.weasyprint_internals import Matrix

        layout, text, (*others, matrix) = box.pango_layout, box.pango_layout.text, rest
        _, letter = _first_steps(stream, layout)
        layout.set_text(before, justify=True)
        own, _ = _first_steps(stream, layout)
        layout.set_text(text, justify=True)
        rest = (*others, Matrix(e=own - letter) @ matrix)
    return draw(stream, box, *rest)


def _first_steps(stream: Any, layout: Any) -> tuple[float, float]:
    """Where (px) the first two glyphs of a line are drawn, in whole thousandths as the engine writes them."""
    from cvpdf.typeset.weasyprint_internals import FROM_UNITS, ffi, pango

    line, _ = layout.get_first_line()
    item = line.runs[0]
    run = item.data
    first, pango_font = run.glyphs.glyphs[0], run.item.analysis.font
    font, size = stream.add_font(pango_font)
    thousandths = 1000 * FROM_UNITS / size
    width = font.widths.get(first.glyph)
    if width is None:
        pango.pango_font_get_glyph_extents(pango_font, first.glyph, stream.ink_rect, stream.logical_rect)
        width = round(stream.logical_rect.width * thousandths)
    start = first.geometry.x_offset / size
    end = start + width - int(width + start - first.geometry.width * thousandths)
    if run.glyphs.num_glyphs > 1:
        end += run.glyphs.glyphs[1].geometry.x_offset / size
    elif item.next != ffi.NULL:
        end += item.next.data.glyphs.glyphs[0].geometry.x_offset / size
    return start * size / 1000, end * size / 1000
