"""The text of a PDF as parsers take it: runs of glyphs with their places, glued by distance, in lines.

A parser of the usual kind gets runs of text from a PDF library, each with its place. It drops those that are blank,
and joins neighbours that are nearer than one letter. The space between two of them was a blank run, so it is gone.
Lengths are in pt, from the top left corner of a page.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from cvpdf.pdfium import opened

# Values. ------------------------------------------------------------------------------------------------------


class Spot(Struct, frozen=True):
    """Where something stands: a page from 1, and its start on the baseline, in pt from the top left corner."""

    page: int
    x: float
    y: float

    def __str__(self) -> str:
        """Name it in a message."""
        return f"page {self.page}, x {self.x:.0f}, y {self.y:.0f}"


class Typeface(Struct, frozen=True):
    """How text looks: the name of its font, its size, and whether it is bold."""

    font: str
    size: float
    bold: bool


class GlyphRun(Struct, frozen=True):
    """Text that the PDF draws at once, without the blanks at its ends."""

    text: str
    spot: Spot
    right: float
    face: Typeface


class TextItem(Struct, frozen=True):
    """What a parser takes for one piece of text: a run, or several that stand too near to each other.

    `starts` are the offsets in `text` at which the runs begin.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    starts: tuple[int, ...]

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return self.runs[0].spot

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.runs[-1].right

    @property
    def face(self) -> Typeface:
        """How most of it looks."""
        return max(self.runs, key=lambda run: len(run.text)).face

    def spot_at(self, offset: int) -> Spot:
        """About where a character of it stands: within a run all letters count as equally wide."""
        number = max(bisect_right(self.starts, offset) - 1, 0)
        run = self.runs[number]
        part = min((offset - self.starts[number]) / len(run.text), 1)
        return Spot(run.spot.page, run.spot.x + part * (run.right - run.spot.x), run.spot.y)


class PlacedLine(Struct, frozen=True):
    """The items that follow each other on one baseline."""

    items: tuple[TextItem, ...]

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return self.items[0].spot

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.items[-1].right

    @property
    def low(self) -> float:
        """The lowest of its baselines, for a heading may be put together of two lines."""
        return max(run.spot.y for item in self.items for run in item.runs)

    @property
    def text(self) -> str:
        """All of it, its items apart by a space."""
        return " ".join(item.text for item in self.items)


class PlacedText(Struct, frozen=True):
    """All lines of a PDF in the order in which it holds them.

    `letter` is how wide an average letter is in the font and size that most of the text has. `columns` are the numbers
    of the pages that have two columns or more, `height` that of the first page.
    """

    lines: tuple[PlacedLine, ...]
    pages: int
    letter: float
    body: Typeface
    columns: tuple[int, ...]
    height: float


# Lines of items. ----------------------------------------------------------------------------------------------


BULLETS = "•◦▪‣●○■□∙⋅⁃"
_SPACED_BEHIND = ":,.|" + BULLETS
_SPACED_BEFORE = "|" + BULLETS
_SAME_LINE = 0.5  # of the size: text that stands higher or lower than this is on another line


def read_lines(content: bytes) -> PlacedText:
    """Read the text of a PDF as parsers do.

    Args:
        content: The bytes of a PDF.

    Returns:
        Its lines; there are none where a PDF holds no text.

    Raises:
        UnreadableError: When the bytes cannot be read.
    """
    runs: list[GlyphRun] = []
    with opened(content) as document:
        pages, height = len(document), document[0].get_height() if len(document) else 0.0
        for number in range(pages):
            page = document[number]
            text = page.get_textpage()
            runs += _runs(text, number + 1, page.get_height())
            text.close()
            page.close()
    body, letter = _body(runs)
    lines = tuple(_line(line, letter) for line in _lines(runs))
    return PlacedText(lines, pages, letter, body, tuple(_pages_with_columns(lines, letter)), height)


def _body(runs: Iterable[GlyphRun]) -> tuple[Typeface, float]:
    """How most letters look, and how wide such a letter is on average."""
    letters: Counter[Typeface] = Counter()
    widths: Counter[Typeface] = Counter()
    for run in runs:
        letters[run.face] += len(run.text)
        widths[run.face] += run.right - run.spot.x  # type: ignore[assignment] # a Counter adds any numbers
    if not letters:
        return Typeface("", 0, bold=False), 0
    face, count = letters.most_common(1)[0]
    return face, widths[face] / count


def _lines(runs: Iterable[GlyphRun]) -> Iterator[list[GlyphRun]]:
    line: list[GlyphRun] = []
    for run in runs:
        if line and not _goes_on(line[-1], run):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _goes_on(last: GlyphRun, run: GlyphRun) -> bool:
    """Whether a run stands on the line of the one before, and not further left."""
    size = max(last.face.size, run.face.size)
    if last.spot.page != run.spot.page or abs(last.spot.y - run.spot.y) > _SAME_LINE * size:
        return False
    return run.spot.x > last.spot.x and run.spot.x > last.right - size


def _line(runs: Sequence[GlyphRun], letter: float) -> PlacedLine:
    """A line whose items are its runs, those glued that are nearer to each other than a letter."""
    items: list[list[GlyphRun]] = [[runs[0]]]
    for before, run in pairwise(runs):
        if run.spot.x - before.right <= letter:
            items[-1].append(run)
        else:
            items.append([run])
    return PlacedLine(tuple(map(_glued, items)))


def _glued(runs: Sequence[GlyphRun]) -> TextItem:
    """Runs as one text: between two there is a blank only beside a sign that wants one."""
    text, starts = runs[0].text, [0]
    for run in runs[1:]:
        blank = text[-1] in _SPACED_BEHIND or run.text[0] in _SPACED_BEFORE
        text += " " * blank
        starts.append(len(text))
        text += run.text
    return TextItem(text, tuple(runs), tuple(starts))


# Runs of glyphs. ----------------------------------------------------------------------------------------------


_MOST_WITHIN = 0.6
"""A gap of more than this part of the size parts a run, as PDF libraries have it."""
_LEAST_BLANK = 0.1
"""A gap of more than this part of the size is a blank within a run."""
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00a0": " "}
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


class _DrawnText(Struct):
    """The characters that one text object draws, by their numbers; `group` is the marked content that it is in."""

    thing: int
    group: int
    first: int
    last: int
    text: str


def _runs(text: Any, page: int, height: float) -> Iterator[GlyphRun]:
    """The runs of one page. Objects that follow each other in one font and one piece of marked content are one run."""
    box, face_of = _box_reader(text), _face_reader(text)
    run: GlyphRun | None = None
    group, blank = -1, False
    for stretch in _stretches(text, box):
        stripped = stretch.text.strip()
        if not stripped:
            blank = True
            continue
        leading = len(stretch.text) - len(stretch.text.lstrip())
        left, _, baseline = box(stretch.first + leading)
        _, right, _ = box(stretch.last - (len(stretch.text) - len(stretch.text.rstrip())))
        face = face_of(stretch.first + leading)
        made = GlyphRun(unicodedata.normalize("NFC", stripped), Spot(page, left, height - baseline), right, face)
        gap = left - run.right if run else 0
        if (
            run
            and group == stretch.group
            and face == run.face
            and _goes_on(run, made)
            and gap < _MOST_WITHIN * face.size
        ):
            apart = blank or leading > 0 or gap > _LEAST_BLANK * face.size
            run = GlyphRun(f"{run.text}{' ' * apart}{made.text}", run.spot, right, face)
        else:
            if run:
                yield run
            run, group = made, stretch.group
        blank = not stretch.text[-1].strip()
    if run:
        yield run


def _stretches(text: Any, box: "_Box") -> Iterator[_DrawnText]:
    """The characters of a page by the object that draws them; what the reader has made up stands in none."""
    from ctypes import c_void_p, cast

    from pypdfium2 import raw

    now: _DrawnText | None = None
    made_up, high = -1, 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if _HIGH <= code < _LOW:
            high = code
            continue
        if high and _LOW <= code < _END:
            code = 0x10000 + ((high - _HIGH) << 10) + code - _LOW
        high = 0
        letter = chr(code) if code else " "
        letter = _HYPHENS.get(letter, letter)
        if letter.isspace() and raw.FPDFText_IsGenerated(text, index):
            made_up = index
            continue
        handle = raw.FPDFText_GetTextObject(text, index)
        thing = cast(handle, c_void_p).value or 0
        if now and now.thing == thing and made_up == index - 1 and not _is_blank(now.last, index, box):
            yield now
            now = None
        if now and now.thing == thing:
            now.text += " " * (made_up == index - 1) + letter
            now.last = index
            continue
        if now:
            yield now
        now = _DrawnText(thing, raw.FPDFPageObj_GetMarkedContentID(handle) if handle else -1, index, index, letter)
    if now:
        yield now


_Box = Callable[[int], tuple[float, float, float]]
"""Where a character starts and ends, and its baseline, in pt from the bottom left."""


def _is_blank(before: int, behind: int, box: _Box) -> bool:
    """Whether a gap within what one object draws is no more than a blank between two words."""
    left, right, _ = box(before)
    return box(behind)[0] - right <= max(right - left, 1) * _MOST_LETTERS


_MOST_LETTERS = 2


def _box_reader(text: Any) -> _Box:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    frame, x, y = raw.FS_RECTF(), c_double(), c_double()

    def box(index: int) -> tuple[float, float, float]:
        raw.FPDFText_GetLooseCharBox(text, index, byref(frame))
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        return min(x.value, frame.right), max(frame.right, x.value), y.value

    return box


def _face_reader(text: Any) -> Callable[[int], Typeface]:
    import math
    from ctypes import byref, c_int, create_string_buffer

    from pypdfium2 import raw

    matrix, name, flags = raw.FS_MATRIX(), create_string_buffer(256), c_int()
    known: dict[tuple[bytes, float, int], Typeface] = {}

    def face(index: int) -> Typeface:
        raw.FPDFText_GetMatrix(text, index, byref(matrix))
        raw.FPDFText_GetFontInfo(text, index, name, len(name), byref(flags))
        size = round(raw.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1), 1)
        key = (name.value, size, raw.FPDFText_GetFontWeight(text, index))
        if key not in known:
            bold = key[2] >= _BOLD or b"bold" in name.value.lower()
            known[key] = Typeface(name.value.decode("utf-8", "replace").rpartition("+")[2], size, bold)
        return known[key]

    return face


_BOLD = 600

# Columns. -----------------------------------------------------------------------------------------------------


_FEWEST_LINES = 5
_MOST_ACROSS = 0.1
"""So many of a page's lines may go across a gutter: the name above both columns."""
_MOST_TURNS = 0.34
"""A column is read in one piece: so many of its lines at most may have one of the other column before them."""


def _pages_with_columns(lines: Sequence[PlacedLine], letter: float) -> Iterator[int]:
    by_page: dict[int, list[PlacedLine]] = {}
    for line in lines:
        by_page.setdefault(line.spot.page, []).append(line)
    for number, page in by_page.items():
        if any(_parts(page, gutter) for gutter in _gutters(page, letter)):
            yield number


def _gutters(lines: Sequence[PlacedLine], letter: float) -> Iterator[float]:
    """The middles of the upright stripes that hardly any line crosses."""
    changes: Counter[int] = Counter()
    for line in lines:
        changes[round(line.spot.x)] += 1
        changes[round(line.right)] -= 1
    across, start = 0, None
    for x in sorted(changes):
        if start is not None and x - start >= letter:
            yield (start + x) / 2
        across += changes[x]
        start = x if across <= _MOST_ACROSS * len(lines) else None


def _parts(lines: Sequence[PlacedLine], gutter: float) -> bool:
    """Whether a stripe parts two columns: both have lines, one above the other, and are read one after the other."""
    sides = [line.spot.x > gutter for line in lines if line.right < gutter or line.spot.x > gutter]
    right = sum(sides)
    fewest = min(right, len(sides) - right)
    turns = sum(one != other for one, other in pairwise(sides))
    return fewest >= _FEWEST_LINES and turns <= max(2, _MOST_TURNS * fewest)
