"""The second proof, on geometry: the paper, the outline and the links are the page's, and letters stand as letters do.

What pdfium says of a page is read here: its letters in runs, which are those of one word that one object draws, and
where it can be clicked. `ink.py` looks at the pixels.
"""

import ctypes
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import groupby, pairwise
from math import hypot
from typing import Any, NamedTuple

from msgspec import Struct
from pypdfium2 import raw

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.outline.values import links_of, text_of
from cvpdf.page import Page, Pdf
from cvpdf.path import format_path
from cvpdf.rules.cv6_proof import OtherThanThePage
from cvpdf.source.tree import Locate
from cvpdf.words import quoted_words, words_of

Guilty = Callable[[tuple[str, ...], int | None], Span | None]
"""Finds the declaration that brought something about: one of these properties, on what a mark stands in."""

_SLACK = 2.0
_PADDING = 14.0
"""In pt: how far a link may be larger than its text."""

_LEAST_CLICKED = 0.3
"""Share of the letters around a mark, which are not all its own, that its link covers at least."""

_MOST_SLANT = 0.45
_MOST_OVERLAP = 0.4
"""Share of a letter's box that may lie on that of another's."""

_MOST_OVERLAPPING = 0.25
_FEW = 3

_MOVING_LINKS = ("link", "anchor", "position", "display", "padding", "margin", "font", "line-height", "width", "height")
_PAPERS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0), "A5": (419.53, 595.28)}

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, in pt from the top left."""

# Runs of letters. ---------------------------------------------------------------------------------------------


class Letter(NamedTuple):
    """A letter and the box of its ink, in pt from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Run(Struct, frozen=True):
    """Letters of one word that one object of the PDF draws, in the order of the content.

    `size` is in pt, None where they are turned, mirrored or slanted; `nested` whether they are drawn with others as a
    whole, which may be pale; `thing` is the object, `fill` its colour where that is opaque; `edges` are those of all.
    """

    letters: list[Letter]
    edges: Edges
    thing: Any
    nested: bool
    size: float | None
    fill: tuple[int, int, int] | None

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(letter.text for letter in self.letters)


def runs_of(drawn: Any, height: float) -> Iterator[Run]:
    """The runs of a page of the PDF, in the order of the content.

    Args:
        drawn: The page, as pypdfium2 knows it.
        height: Its height, in pt.

    Yields:
        Each run; blanks, and what pdfium makes up, are in none.
    """
    text_page = drawn.get_textpage()
    direct = {address_of(thing) for thing in _things_of(drawn)}
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    refs = [ctypes.byref(edge) for edge in (left, right, bottom, top)]
    for word in _words(text_page):
        for part in _parts(text_page, word):
            letters = []
            for index, text in part:
                raw.FPDFText_GetCharBox(text_page, index, *refs)
                letters.append(Letter(text, left.value, height - top.value, right.value, height - bottom.value))
            first = part[0][0]
            thing = raw.FPDFText_GetTextObject(text_page, first)
            yield Run(
                letters, _around(letters), thing, address_of(thing) not in direct, _size(text_page, first), _fill(thing)
            )


def _around(letters: list[Letter]) -> Edges:
    _, lefts, tops, rights, bottoms = zip(*letters, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


_Word = list[tuple[int, str]]
"""Letters, each with its number on the page."""


def _words(text_page: Any) -> Iterator[_Word]:
    """The words of a page, without what pdfium makes up: blanks, and what it takes for the hyphens of lines."""
    word: _Word = []
    for index in range(text_page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(text_page, index))
        if text.isalnum() or not (text.isspace() or text == "\0" or raw.FPDFText_IsGenerated(text_page, index) == 1):
            word.append((index, text))
        elif word:
            yield word
            word = []
    if word:
        yield word


def _parts(text_page: Any, word: _Word) -> Iterator[_Word]:
    """Cut a word where another object goes on; most have one."""

    def owner(letter: tuple[int, str]) -> int:
        return address_of(raw.FPDFText_GetTextObject(text_page, letter[0]))

    if owner(word[0]) == owner(word[-1]):
        yield word
    else:
        yield from (list(part) for _, part in groupby(word, owner))


def _things_of(drawn: Any) -> list[Any]:
    """What is painted on a page itself, and not as a part of something."""
    return [raw.FPDFPage_GetObject(drawn, index) for index in range(raw.FPDFPage_CountObjects(drawn))]


def all_things_of(drawn: Any) -> Iterator[Any]:
    """Whatever is painted on a page, and the parts of it."""
    waiting = _things_of(drawn)
    while waiting:
        yield (thing := waiting.pop())
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
            waiting += (raw.FPDFFormObj_GetObject(thing, index) for index in range(raw.FPDFFormObj_CountObjects(thing)))


def address_of(thing: Any) -> int:
    """Which of pdfium's objects this is, for Python makes a new one each time that it is asked."""
    return ctypes.addressof(thing.contents)


def _size(text_page: Any, index: int) -> float | None:
    """The size of a letter as it is drawn; slanted is what stands in for an italic."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) < 0.02 * matrix.a
    if not upright or abs(matrix.c) > _MOST_SLANT * matrix.d:
        return None
    return float(raw.FPDFText_GetFontSize(text_page, index) * min(matrix.a, matrix.d))


def _fill(thing: Any) -> tuple[int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, (red, green, blue, alpha)))
    return (red.value, green.value, blue.value) if known and alpha.value == 255 else None  # noqa: PLR2004 -- opaque


# The paper, the outline, the links. -----------------------------------------------------------------------------


def paper_faults(pages: Sequence[Any], paper: str, guilty: Guilty) -> Iterator[Diagnostic]:
    """Say that a page is not the paper that was asked for, upright and whole; the first one is enough."""
    width, height = _PAPERS[paper]
    for number, page in enumerate(pages, start=1):
        boxes = {page.get_mediabox(), page.get_cropbox()}
        asked = all(
            hypot(left, bottom) < _SLACK and hypot(right - width, top - height) < _SLACK
            for left, bottom, right, top in boxes
        )
        if not asked or page.get_rotation():
            shown = f"{page.get_width() / 72 * 25.4:.0f} by {page.get_height() / 72 * 25.4:.0f} mm"
            message = f"page {number} is {shown}, and the résumé asks for {paper}"
            hint = (
                "leave the paper to `pageSize`, which is the résumé's; margins and padding of `@page` are the theme's"
            )
            yield OtherThanThePage.at(guilty(("size", "bleed", "marks"), None), message, hint=hint)
            return


_HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def outline_faults(document: Any, page: Page, guilty: Guilty) -> Iterator[Diagnostic]:
    """The PDF's outline names headings of the page, as often as each is there, and nothing else."""
    headings = [_squeezed(unescape(_TAG.sub("", inner))) for _, inner in _HEADING.findall(page.body)]
    foreign = []
    for bookmark in document.get_toc():
        title = _squeezed(bookmark.get_title())
        if title in headings:
            headings.remove(title)
        else:
            foreign.append(bookmark.get_title())
    if foreign:
        message = f"the outline of the PDF says {quoted_words(foreign)}, which is no heading of the page"
        hint = "leave `bookmark-label` and `bookmark-level` out; headings come into the outline by themselves"
        yield OtherThanThePage.at(guilty(("bookmark-label", "bookmark-level"), None), message, hint=hint)


def _squeezed(text: str) -> str:
    return "".join(words_of(text)).casefold()


def link_faults(
    drawn: Any, document: Any, runs: Sequence[Run], marks: "Marks", guilty: Guilty, locate: Locate
) -> Iterator[Diagnostic]:
    """Each link lies on a mark that has it, and on as much of it as can be hit; nothing else can be clicked."""
    links, others = _annotations(drawn, document, marks.height)
    if others:
        message = f"page {marks.number} has something to click or to fill in that is no link"
        yield OtherThanThePage.at(guilty(("appearance",), None), message)
    wrong: list[tuple[str, str, list[int]]] = []
    for target, boxes in links:
        numbers = [number for number in marks.boxes if target in links_of(marks.page.marks[number])]
        if any(min(box[2] - box[0], box[3] - box[1]) < _SLACK for box in boxes):
            wrong.append((target, "has no size", numbers))
        elif not all(any(_lies_on(box, marks.boxes[number]) for number in numbers) for box in boxes):
            wrong.append((target, "lies elsewhere than its text", numbers))
    for target, what, numbers in wrong[:1]:
        more = f", and so with {len(wrong) - 1} more" if wrong[1:] else ""
        message = f"page {marks.number}: the link to {target or 'a place of the page'} {what}{more}"
        place = guilty(_MOVING_LINKS, numbers[0] if numbers else None)
        own = locate(marks.page.marks[numbers[0]].origin) if numbers else None
        yield OtherThanThePage.at(place or own, message, hint="a link is as large as its text, and where it is")
    yield from _unlinked(links, runs, marks, guilty, locate)


def _unlinked(
    links: list[tuple[str, list[Edges]]], runs: Sequence[Run], marks: "Marks", guilty: Guilty, locate: Locate
) -> Iterator[Diagnostic]:
    """Marks that link as a whole, and of which only a corner can be hit."""
    for number, edges in marks.boxes.items():
        mark = marks.page.marks[number]
        if mark.href is None:
            continue
        boxes = [box for target, found in links if target == mark.href for box in found]
        own = [run for run in runs if _overlap(run.edges, edges) and marks.of(run) == number]
        letters = [letter[1:] for run in own for letter in run.letters]
        hit = sum(any(_holds(box, letter) for box in boxes) for letter in letters)
        if hit < len(letters) * _LEAST_CLICKED:
            message = f"page {marks.number}: only a part of `{format_path(mark.origin)}` can be clicked"
            place = guilty(("display", "width", "height", "max-width", "max-height"), number)
            yield OtherThanThePage.at(place or locate(mark.origin), message, path=mark.origin)


def _annotations(drawn: Any, document: Any, height: float) -> tuple[list[tuple[str, list[Edges]]], int]:
    """The links of a page with where each can be clicked, and how many other annotations there are."""
    position, link, links = ctypes.c_int(0), raw.FPDF_LINK(), []
    while raw.FPDFLink_Enumerate(drawn, ctypes.byref(position), ctypes.byref(link)):
        links.append((_target(document, link), list(_link_boxes(link, height))))
    return links, raw.FPDFPage_GetAnnotCount(drawn) - len(links)


def _target(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    buffer = ctypes.create_string_buffer(max(size, 1))
    if size:
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _link_boxes(link: Any, height: float) -> Iterator[Edges]:
    for number in range(raw.FPDFLink_CountQuadPoints(link)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFLink_GetQuadPoints(link, number, ctypes.byref(quad)):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), height - max(up), max(across), height - min(up)
    edges = raw.FS_RECTF()
    if not raw.FPDFLink_CountQuadPoints(link) and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(edges)):
        yield edges.left, height - max(edges.top, edges.bottom), edges.right, height - min(edges.top, edges.bottom)


def _lies_on(box: Edges, edges: Edges) -> bool:
    """Whether the middle of a box is on another, and it is not much larger."""
    larger = max(edges[0] - box[0], edges[1] - box[1], box[2] - edges[2], box[3] - edges[3])
    return _holds(edges, box) and larger <= _PADDING


# Which mark. --------------------------------------------------------------------------------------------------


class Marks:
    """The marks of one page of the PDF: where each is, and to which a run belongs."""

    def __init__(self, page: Page, pdf: Pdf, number: int) -> None:
        """Take those of one page."""
        self.page, self.number, self.height = page, number, pdf.sheets[number - 1].height
        self.boxes = {
            mark: (box.x, box.y, box.x + box.width, box.y + box.height)
            for mark, boxes in enumerate(pdf.places)
            for box in boxes
            if box.page == number
        }
        words = [word for column in page.columns.values() for word in column if not _says(word.text)]
        signs = {word.text for word in words if word.mark is None}
        self.signs = {word.text for word in words if word.mark is not None} - signs

    def counts(self, run: Run) -> bool:
        """Whether a run is of a value: it says something, or is a sign that only values have."""
        return any(letter.text.isalnum() for letter in run.letters) or run.text in self.signs

    def of(self, run: Run) -> int | None:
        """The mark that holds a run, the smallest if several do."""
        text, first = run.text, run.letters[0][1:]
        around = [number for number, edges in self.boxes.items() if _holds(edges, first)]
        named = [number for number in around if text in text_of(self.page.marks[number])]
        return min(named or around, key=self._area, default=None)

    def _area(self, number: int) -> float:
        left, top, right, bottom = self.boxes[number]
        return (right - left) * (bottom - top)


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _holds(edges: Edges, box: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return edges[0] - _SLACK <= x <= edges[2] + _SLACK and edges[1] - _SLACK <= y <= edges[3] + _SLACK


# Letters that stand as letters do. ------------------------------------------------------------------------------


def heaped(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs whose letters lie on each other, or on those of others."""
    ordered = sorted(((run.edges, run) for run in runs), key=lambda one: one[0][1])
    tops = [edges[1] for edges, _ in ordered]
    for place, (edges, run) in enumerate(ordered):
        if _is_heap(run):
            yield run
            continue
        below = bisect_left(tops, edges[3], lo=place)
        for other_edges, other in ordered[place + 1 : below]:
            if _overlap(edges, other_edges) and _lie_on_each_other(run, other):
                yield from (run, other)


def _is_heap(run: Run) -> bool:
    """Whether letters go back, or lie on those before them; where letters join, boxes say nothing."""
    letters = [letter for letter in run.letters if _stands_alone(letter)]
    steps = [(one, other) for one, other in pairwise(letters) if one[1:] != other[1:]]
    heaped = sum(
        other.left + other.right < one.left + one.right or _share(one, other) > _MOST_OVERLAP for one, other in steps
    )
    return len(steps) > 1 and heaped * 2 > len(steps)


def _stands_alone(letter: Letter) -> bool:
    """Whether it is of a script whose letters stand side by side: Latin, Greek, Cyrillic."""
    return letter.text.isalnum() and letter.text < "\u0590"


def _share(one: Letter, other: Letter) -> float:
    """How much of the narrower of two letters is level with the other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    return across / max(min(one.right - one.left, other.right - other.left), 0.1)


def _lie_on_each_other(run: Run, other: Run) -> bool:
    few, many = sorted((run.letters, other.letters), key=len)
    hit = sum(any(_overlap(letter[1:], each[1:]) > _MOST_OVERLAP for each in many) for letter in few)
    return hit > len(few) * _MOST_OVERLAPPING


def _overlap(one: Edges, other: Edges) -> float:
    """How much of the smaller of two boxes lies on the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in (one, other)]
    return across * down / max(min(areas), 0.1)
