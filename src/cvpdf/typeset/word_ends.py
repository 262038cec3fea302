"""A real space behind every word of a PDF: at line ends, at block ends, and before a gap that is not text.

The engine drops the space at a line's end, and draws no box that is white space alone. So the structure tree would
say "a wall ofthe shed", and a reader would have to guess from gaps where words end. Here each word gets its space in
the text that it is drawn with, which leaves no ink and moves nothing. One in a text by itself would not do: pdfium
passes over a text without ink.

Where a word ends is known from the words of the Page, since a line may end within a long one. What a style sheet
writes has its spaces but for those at the ends of lines.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from typing import Any

from msgspec import Struct

from cvpdf.page import Word

_BLANK = " \t\n\u200b"
"""What a box of white space has; the zero width space is the engine's, where words are set wide."""

_SPACE = ord(" ")

_NUMBER = r"-?[\d.]+(?:e-?\d+)?"
_STEP = rf">{_NUMBER}<"
"""A step of the pen among the numbers of glyphs, as the engine writes it."""

_AHEAD = 200
"""How many words further on one is looked for, where a box has another than the next."""


class _Piece(Struct, frozen=True):
    """A box of letters, its column and its outermost line; `run` is the box around it that runs against the line."""

    box: Any
    column: str
    line: Any
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
            ends = known.take(piece.text) if known else None
            if (_ends_line(pieces, number) if ends is None else ends) and not _has_a_space_behind(pieces, number):
                _end(pieces, number)
        for margin in margins:
            pieces = list(_pieces(margin, ""))
            for number in range(len(pieces)):
                if _ends_line(pieces, number):
                    _end(pieces, number)


def spaced_text(box: Any) -> str:
    """What a box of text says, from its first letter to its last, with the space behind it if a word ends there."""
    text: str = box.text
    ends = getattr(box, "ends_word", False) or box.pango_layout.text[-1:].isspace()
    return f"{text.rstrip()} " if ends and text.strip() else text


def _pieces(box: Any, column: str, line: Any = None, run: Any = None) -> Iterator[_Piece]:
    """The boxes of letters in the order of the document; `line` is the outermost line around a box."""
    if hasattr(box, "pango_layout"):
        if box.text.strip(_BLANK):
            yield _Piece(box, column, line, run)
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


def _ends_line(pieces: Sequence[_Piece], number: int) -> bool:
    return number + 1 == len(pieces) or pieces[number + 1].line is not pieces[number].line


def _has_a_space_behind(pieces: Sequence[_Piece], number: int) -> bool:
    """Whether the next box begins with a space.

    One that runs from right to left in such a line gives it away: all spaces of that line shall be on the left of
    their boxes, for pdfium drops the second of two that follow each other in the content.
    """
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is None or not following.text[0].isspace():
        return False
    if following.run is None and following.box.style["direction"] == "rtl":
        following.box.pango_layout.text = following.text.lstrip()
        return False
    return True


class _Words:
    """The words of a column, and how far boxes of text have told them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = [_decomposed(word.text) for word in words]
        self._place, self._read = 0, 0

    def take(self, text: str) -> bool | None:
        """Take the text of a box, and say whether a word ends with its last letter; None if it is no word's."""
        ends: bool | None = None
        for token in _decomposed(text).split():
            ends = self._take(token)
        return ends and not text[-1].isspace()

    def _take(self, token: str) -> bool | None:
        """Take some letters without a space; those of another word than the next lead there, if it comes soon."""
        if not (self._place < len(self._words) and self._words[self._place].startswith(token, self._read)):
            ahead = range(self._place, min(self._place + _AHEAD, len(self._words)))
            found = next((place for place in ahead if self._words[place].startswith(token)), None)
            if found is None:
                return None
            self._place, self._read = found, 0
        self._read += len(token)
        if self._read < len(self._words[self._place]):
            return False
        self._place, self._read = self._place + 1, 0
        return True


def _decomposed(text: str) -> str:
    """A text in the form (NFD) that is the same whether accents stand in the same box as their letters or not."""
    return text if text.isascii() else unicodedata.normalize("NFD", text)


# In a line that runs from right to left, the space behind "Google Cloud" stands on the left of "Google": there who
# goes by the places of letters finds it.


def _end(pieces: Sequence[_Piece], number: int) -> None:
    """Put a space behind a box, or on the other side of the run that it ends, if that runs against the line."""
    piece = pieces[number]
    piece.box.ends_word = True
    if piece.run is None:
        if not piece.text[-1].isspace():
            _put(piece.box, f"{piece.text} ", at_left=piece.box.style["direction"] == "rtl")
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
    style, layout = box.style, box.pango_layout
    before = getattr(box, "set_off_from", None)
    if before is not None:
        from cvpdf.typeset.weasyprint_internals import Matrix

        text, (*others, matrix) = layout.text, rest
        _, letter = _first_steps(stream, layout)
        layout.set_text(before, justify=True)
        own, _ = _first_steps(stream, layout)
        layout.set_text(text, justify=True)
        rest = (*others, Matrix(e=own - letter) @ matrix)
    if style["letter_spacing"] == "normal" and not style["word_spacing"] and not layout.justification_spacing:
        return draw(stream, box, *rest)
    with _spaces_beside_letters(stream, layout):
        return draw(_ClosedUp(stream), box, *rest)


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


# Where words or letters are set apart, the engine writes room before a space, and Pango takes the space from the first
# font of all. pdfium would take the room for a space of its own and drop ours, or ours for a text without ink.


@contextmanager
def _spaces_beside_letters(stream: Any, layout: Any) -> Iterator[None]:
    """A line whose spaces are of the font of the letters beside them, as wide as they are; Pango gets its own back."""
    from cvpdf.typeset.weasyprint_internals import ffi, pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 -- as the engine does, which gets the same line then
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    runs, item = [], line.runs[0]
    while item != ffi.NULL:
        runs.append(item.data)
        item = item.next
    changed: list[tuple[Any, Any, int]] = []
    for number, run in enumerate(runs):
        font, own = runs[number - 1 if number else min(1, len(runs) - 1)].item.analysis.font, run.item.analysis.font
        if font != own and run.glyphs.num_glyphs == 1 and text[run.item.offset] == _SPACE:
            glyph, space = run.glyphs.glyphs[0], _space_of(stream, font)
            if space:
                changed.append((run, own, glyph.glyph))
                run.item.analysis.font, glyph.glyph = font, space
    try:
        yield
    finally:
        for run, own, number in changed:
            run.item.analysis.font, run.glyphs.glyphs[0].glyph = own, number


def _space_of(stream: Any, pango_font: Any) -> int:
    """The number of a font's space; 0 if it has none."""
    from cvpdf.typeset.weasyprint_internals import ffi, harfbuzz

    font, _ = stream.add_font(pango_font)
    number = ffi.new("hb_codepoint_t *")
    return int(number[0]) if harfbuzz.hb_font_get_nominal_glyph(font.hb_font, _SPACE, number) else 0


class _ClosedUp:
    """What the engine draws on, with all room between a letter and a space behind the space."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._fonts = stream, dict[str, Any]()
        self._font: Any = None

    def __getattr__(self, name: str) -> Any:
        """All the rest is the stream's own."""
        return getattr(self._stream, name)

    def add_font(self, pango_font: Any) -> Any:
        """Remember the fonts of this line."""
        font, size = self._stream.add_font(pango_font)
        self._fonts[font.hash] = font
        return font, size

    def set_font_size(self, name: str, size: float) -> None:
        """Remember the font of the letters to come."""
        self._font = self._fonts[name]
        self._stream.set_font_size(name, size)

    def show_text(self, text: str) -> None:
        """Draw some letters, with steps of the pen between them."""
        for glyph, letter in self._font.to_unicode.items():
            if letter == " ":
                space = f"{glyph:04x}"
                text = re.sub(rf"((?:{_STEP})+){space}((?:{_STEP})*)", partial(_behind, space), text)
        self._stream.show_text(text)


def _behind(space: str, found: re.Match[str]) -> str:
    """A space, and then the room that was before and behind it."""
    return f"{space}>{sum(map(float, re.findall(_NUMBER, found[1] + found[2]))):g}<"
