"""The lines of a PDF as they stand on paper: size, weight, place, links; wrapped lines joined.

The text is written down line by line, so that messages can point into it.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.formats.transcript.lines import Line
from cvpdf.pdfium import opened

# Rows. --------------------------------------------------------------------------------------------------------
# Lengths are in pt. Heights are counted from the bottom of a page, as PDF does.


_PLAIN = {"\x02": "-", "\ufffe": "-", "\u00a0": " "}
"""What pdfium gives for a hyphen at the end of a line, and a blank that does not break."""

_SAME_HEIGHT = 2.5
_WIDE_GAP = 40
_BLANK = 0.25  # the width of a blank, as part of the size
_MOST_SPARED = 45
_FEW_SPARED = 12
_ENDED = re.compile(r"[.!?:;]$")
_TOLERANCE = 1.5  # between the ink of letters, which is measured here, and their advance
_FIRST_LOW_SURROGATE = 0xDC00


class Row(Struct, frozen=True):
    """A line on a page: `first_word` is the width of its first word, `below` are the lines in which it goes on.

    `link` is the address that its first letter leads to.
    """

    text: str
    page: int
    left: float
    right: float
    height: float
    size: float
    bold: bool = False
    first_word: float = 0
    below: tuple["Row", ...] = ()
    link: str = ""

    def is_size(self, size: float) -> bool:
        """Whether it is set in a size, as exactly as sizes are written."""
        return abs(self.size - size) < _SIZE_STEP

    def gap(self, above: "Row") -> float | None:
        """How far it stands below another row; None where it is on another page."""
        last = above.last
        return last.height - self.height if last.page == self.page else None

    @property
    def last(self) -> "Row":
        """Its last line as it stands on paper."""
        return self.below[-1] if self.below else self


_SIZE_STEP = 0.3


def read_rows(content: bytes) -> tuple[list[Row], float]:
    """All rows of a PDF in the order in which it holds them, and the width of its first page.

    Raises:
        UnreadableError: when it cannot be read.
    """
    with opened(content) as document:
        rows = [row for number, page in enumerate(document, start=1) for row in _rows(page, number)]
        return rows, document[0].get_width() if len(document) else 0


def rejoined(
    rows: Iterable[Row], wraps: Callable[[Row, Row], bool], glue: Callable[[str, str], str] | None = None
) -> Iterator[Row]:
    """Rows with those that go on below put together again, by `glue` or as words and hyphens want it."""
    last: Row | None = None
    for row in rows:
        if last and wraps(last, row):
            last = replace(last, text=(glue or glued)(last.text, row.text), below=(*last.below, row))
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


def glued(first: str, second: str) -> str:
    """Two lines as one: without a blank between behind a hyphen or a slash within a word."""
    head, tail = first.rstrip(), second.lstrip()
    within = head[-1:] in "-/" and head[-2:-1].strip() and second[:1].strip()
    return head + ("" if within or not head or not tail else " ") + tail


def never(_above: Row, _row: Row) -> bool:
    """No row begins a paragraph."""
    return False


def split_at_headings(rows: Iterable[Row], size: float) -> list[list[Row]]:
    """Rows parted at those in a size, which begin each part but the first."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        if row.is_size(size):
            parts.append([])
        parts[-1].append(row)
    return parts


def no_room(first: Row, second: Row, edge: float) -> bool:
    """Whether the second row's first word would not have fitted behind the first row."""
    return room_left(first, second, edge) < _BLANK * first.size + _TOLERANCE


def goes_on(first: Row, second: Row, edge: float) -> bool:
    """Whether a row goes on in the next, in a paragraph whose lines were broken so that all are about as long.

    Such a line may end although the next word had room. Then its end and the next row's start must look like
    the middle of a sentence.
    """
    if no_room(first, second, edge):
        return True
    if _ENDED.search(first.text):
        return False
    return room_left(first, second, edge) < (_MOST_SPARED if second.text.lstrip()[:1].islower() else _FEW_SPARED)


def room_left(first: Row, second: Row, edge: float) -> float:
    """The room that the second row's first word would have left behind the first row."""
    return edge - first.last.right - _BLANK * first.size - second.first_word


def _rows(page: Any, number: int) -> Iterator[Row]:
    """The rows of one page with what they lead to."""
    for row in _lines(page, number):
        yield replace(row, link=address_at(page, row.left + _TOLERANCE, row.height + _TOLERANCE))


def _lines(page: Any, number: int) -> Iterator[Row]:
    """The rows of one page: letters at one height without a wide gap between them."""
    row: list[_PlacedLetter] = []
    for letter in _letters(page.get_textpage()):
        apart = row and (abs(row[-1].height - letter.height) > _SAME_HEIGHT or _far(row[-1], letter))
        if apart and (made := _row(row, number)):
            yield made
        if apart:
            row = []
        row.append(letter)
    if row and (made := _row(row, number)):
        yield made


class _PlacedLetter(Struct, frozen=True):
    text: str
    left: float
    right: float
    height: float
    size: float
    bold: bool


def _far(first: _PlacedLetter, second: _PlacedLetter) -> bool:
    return second.left - first.right > _WIDE_GAP or second.left < first.left - _WIDE_GAP


def _row(letters: list[_PlacedLetter], page: int) -> Row | None:
    seen = [letter for letter in letters if not letter.text.isspace()]
    if not seen:
        return None
    word = _first_word(letters)
    text = "".join(letter.text for letter in letters).rstrip()
    sizes = [letter.size for letter in seen]
    size = max(set(sizes), key=sizes.count)
    bold = sum(letter.bold for letter in seen) * 2 > len(seen)
    return Row(text, page, seen[0].left, seen[-1].right, seen[0].height, size, bold, word)


def _first_word(letters: list[_PlacedLetter]) -> float:
    word: list[_PlacedLetter] = []
    for letter in letters:
        if letter.text.isspace():
            if word:
                break
        else:
            word.append(letter)
            if letter.text in "-/" and len(word) > 1:
                break
    return word[-1].right - word[0].left


def _letters(text: Any) -> Iterator[_PlacedLetter]:
    """Every letter with its box; the breaks that pdfium puts in are left out."""
    from ctypes import byref, c_double, c_int, create_string_buffer

    from pypdfium2 import raw

    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    matrix, name, flags = raw.FS_MATRIX(), create_string_buffer(256), c_int()
    high = ""
    for index in range(text.count_chars()):
        unit = chr(raw.FPDFText_GetUnicode(text, index))
        if unit in "\r\n\0":
            continue
        if "\ud800" <= unit < chr(_FIRST_LOW_SURROGATE):
            high = unit
            continue
        letter = (high + unit).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        high = ""
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        raw.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top))
        raw.FPDFText_GetMatrix(text, index, byref(matrix))
        raw.FPDFText_GetFontInfo(text, index, name, len(name), byref(flags))
        scale = math.hypot(matrix.c, matrix.d) or 1
        yield _PlacedLetter(
            _PLAIN.get(letter, letter),
            x.value,
            max(right.value, x.value),
            y.value,
            raw.FPDFText_GetFontSize(text, index) * scale,
            b"bold" in name.value.lower(),
        )


# Links. -------------------------------------------------------------------------------------------------------


def address_at(page: Any, left: float, height: float) -> str:
    """The address that a point of a page leads to, in pt from its left and its bottom; empty where it leads nowhere."""
    from ctypes import create_string_buffer

    from pypdfium2 import raw

    link = raw.FPDFLink_GetLinkAtPoint(page, left, height)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


# The transcript. ----------------------------------------------------------------------------------------------


class TranscriptItem(Struct, frozen=True):
    """A row in the text as it was read, with its place there; `after_blank` tells a new paragraph."""

    row: Row
    line: Line
    after_blank: bool = False


class Transcript:
    """The text of a PDF as it is read, line by line, so that messages can point into it and quote it."""

    def __init__(self, file: str) -> None:
        """Begin with nothing."""
        self.file = file
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self._texts)

    @property
    def lines(self) -> list[Line]:
        """Its lines."""
        return [Line(text, self.file, number) for number, text in enumerate(self._texts, start=1)]

    def write(self, rows: Iterable[Row], is_new: Callable[[Row, Row], bool]) -> list[TranscriptItem]:
        """Write rows down, with a blank line where a paragraph begins."""
        items: list[TranscriptItem] = []
        last: Row | None = None
        for row in rows:
            after_blank = last is not None and is_new(last, row)
            if after_blank:
                self._texts.append("")
            self._texts.append(row.text.strip())
            items.append(TranscriptItem(row, Line(row.text.strip(), self.file, len(self._texts)), after_blank))
            last = row
        return items


def lines_with_blanks(items: Iterable[TranscriptItem]) -> Iterator[Line]:
    """The lines of some items, a blank one before each that begins a paragraph."""
    for item in items:
        if item.after_blank:
            yield Line("", item.line.file, item.line.number - 1)
        yield item.line
