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
from cvpdf.typeset.weasyprint_internals import FROM_UNITS, Lines, Matrix, ffi, harfbuzz, page_box, pango
from cvpdf.words import LEFTWARDS

_BLANK = " \t\n\u200b"
"""What a box of white space has; the zero width space is the engine's, where words are set wide."""

_SPACE = ord(" ")

_NUMBER = r"-?[\d.]+(?:e-?\d+)?"
_STEP = rf">{_NUMBER}<"
"""A step of the pen among the numbers of glyphs, as the engine writes it."""

_LAST_PLAIN = "\u2030"
"""The last sign of those that Pango never takes for a picture (Unicode, `emoji-data.txt`), for which it ends a run."""

_LEFT, _RIGHT = "space_at_left", "space_at_right"
"""Attributes of a box that gets a glyph more at this end."""

_AHEAD = 200
"""How many words further on one is looked for, where a box has another than the next."""


class LetterBox(Struct, frozen=True):
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
    words = {name: _Words(found) for name, found in columns.items()}
    for page in pages:
        body, *margins = page_box(page).children
        pieces = list(letter_boxes(body, ""))
        for number, piece in enumerate(pieces):
            known = words.get(piece.column)
            ends = known.take(piece.text) if known else None
            if (_ends_line(pieces, number) if ends is None else ends) and not _has_a_space_behind(pieces, number):
                _end(pieces, number)
        for margin in margins:
            pieces = list(letter_boxes(margin, ""))
            for number in range(len(pieces)):
                if _ends_line(pieces, number):
                    _end(pieces, number)


def letter_boxes(box: Any, column: str, line: Any = None, run: Any = None) -> Iterator[LetterBox]:
    """The boxes of letters in the order of the document; `line` is the outermost line around a box."""
    if hasattr(box, "pango_layout"):
        if box.text.strip(_BLANK):
            yield LetterBox(box, column, line, run)
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
        yield from letter_boxes(child, column, line, run)


def _ends_line(pieces: Sequence[LetterBox], number: int) -> bool:
    return number + 1 == len(pieces) or pieces[number + 1].line is not pieces[number].line


def _has_a_space_behind(pieces: Sequence[LetterBox], number: int) -> bool:
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


def _end(pieces: Sequence[LetterBox], number: int) -> None:
    """Put a space behind a box, or on the other side of the run that it ends, if that runs against the line."""
    piece = pieces[number]
    piece.box.ends_word = True
    leftwards = piece.box.style["direction"] == "rtl"
    ends_run = number + 1 == len(pieces) or pieces[number + 1].run is not piece.run
    if piece.run is not None and ends_run:
        first = [*takewhile(lambda other: other.run is piece.run, reversed(pieces[: number + 1]))][-1]
        if not first.text[0].isspace():
            setattr(first.box, _RIGHT if leftwards else _LEFT, True)
    elif not piece.text[-1].isspace():
        if leftwards:
            setattr(piece.box, _LEFT, True)
        else:
            piece.box.pango_layout.text += " "


def draw_spaced(draw: Any, draw_clusters: Any, stream: Any, box: Any, *rest: Any) -> Any:
    """Draw a box of text in the engine's place, with the spaces that it was given.

    Args:
        draw: What draws a line of glyphs.
        draw_clusters: What draws one with other glyphs, and takes `draw` for it; None where the glyphs are the font's.
        stream: What the engine draws on.
        box: A box of text whose layout is active.
        rest: What else the engine gives; the last is where the text begins.

    Returns:
        What `draw` returns.
    """
    style, layout = box.style, box.pango_layout
    for side in (_LEFT, _RIGHT):
        if getattr(box, side, False):
            draw = partial(_draw_beside_a_space, draw, side == _LEFT)
    if draw_clusters is not None:
        draw = partial(draw_clusters, draw)
    apart = style["letter_spacing"] != "normal" or style["word_spacing"] or layout.justification_spacing
    mixed = style["direction"] == "rtl" or max(layout.text) > _LAST_PLAIN or LEFTWARDS.search(layout.text)
    if not (apart or mixed):
        return draw(stream, box, *rest)
    if layout.text != box.text and _lacks_a_space(layout):
        layout.set_text(box.text, justify=True)
    with _spaces_beside_letters(stream, layout):
        return draw(_ClosedUp(stream), box, *rest)


def _lacks_a_space(layout: Any) -> bool:
    """Whether no font of a page has the space that a line ends with: one of signs alone need not have it."""
    glyphs = _runs(layout)[-1].glyphs
    last = glyphs.glyphs[glyphs.num_glyphs - 1].glyph
    return bool(last & pango.PANGO_GLYPH_UNKNOWN_FLAG) and last != pango.PANGO_GLYPH_EMPTY


def _draw_beside_a_space(draw: Any, at_left: bool, stream: Any, box: Any, *rest: Any) -> Any:  # noqa: FBT001 -- it is on one side or on the other
    """Draw a line with one more glyph at its end, and the others where they would be without it."""
    runs = _runs(box.pango_layout)
    run = runs[0 if at_left else -1]
    own, pango_font = run.glyphs, run.item.analysis.font
    font, size = stream.add_font(pango_font)
    space = _space_of(stream, pango_font)
    if not space:
        return draw(stream, box, *rest)
    font.to_unicode.setdefault(space, " ")
    if space not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, space, stream.ink_rect, stream.logical_rect)
        font.widths[space] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    width = font.widths[space] * size / 1000
    count, place = own.num_glyphs, 0 if at_left else own.num_glyphs
    glyphs = ffi.new("PangoGlyphInfo[]", count + 1)
    clusters = ffi.new("gint[]", count + 1)
    rest_at = 1 if at_left else 0
    for number in range(count):
        glyphs[rest_at + number], clusters[rest_at + number] = own.glyphs[number], own.log_clusters[number]
    glyphs[place].glyph, glyphs[place].geometry.width = space, round(width / FROM_UNITS)
    clusters[place] = own.log_clusters[0 if at_left else count - 1]
    before = (own.num_glyphs, own.glyphs, own.log_clusters)
    own.num_glyphs, own.glyphs, own.log_clusters = count + 1, glyphs, clusters
    *others, matrix = rest
    try:
        return draw(stream, box, *others, Matrix(e=-width) @ matrix if at_left else matrix)
    finally:
        own.num_glyphs, own.glyphs, own.log_clusters = before


def _runs(layout: Any) -> list[Any]:
    """The runs of a layout's line, from left to right."""
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 -- as the engine does, which gets the same line then
    line, _ = layout.get_first_line()
    runs, item = [], line.runs[0]
    while item != ffi.NULL:
        runs.append(item.data)
        item = item.next
    return runs


# Where words or letters are set apart, the engine writes room before a space. There, where letters run from right to
# left, and behind what may be a picture, Pango takes the space from the first font of all. pdfium would take the room
# for a space of its own and drop ours, or ours for a text without ink.


@contextmanager
def _spaces_beside_letters(stream: Any, layout: Any) -> Iterator[None]:
    """A line whose spaces are of the font of the letters beside them, as wide as they are; Pango gets its own back."""
    runs, text = _runs(layout), layout.text.encode()
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


Lines.drawn_by = draw_spaced
