"""The structure of a PDF: its elements, and how they are written (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec import Struct, field

from cvpdf.words import LEFTWARDS

# Elements. ----------------------------------------------------------------------------------------------------


_NEWER_ROLES: Mapping[str, str] = {"Em": "/Span", "Strong": "/Span"}
"""Roles of PDF 2.0, and what they are for whoever knows those of PDF 1.7 alone."""

_PT = 0.75
"""Points in a CSS pixel."""

_SAME = 0.01
"""How far (pt) two edges may be from each other and still are one."""

_SUBTYPES: Mapping[str, Mapping[str, str]] = {
    "@top": {"Subtype": "/Header"},
    "@bottom": {"Subtype": "/Footer"},
}
"""What the margins above and below repeat on each sheet (ISO 32000-1, table 330)."""

_Edges = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle, in pt from the bottom left of its page."""


DrawnSheet = tuple[list[list[Any]], dict[Any, int]]
"""What was drawn on a sheet: streams of operators, and the number of the marked content of each box in them."""


class MarkedBox(Struct, eq=False):
    """A box of text, or a picture: its sheet, counted from 0, and the line that it stands in."""

    sheet: int
    box: Any
    line: Any

    @property
    def text(self) -> str:
        """Its letters in the order in which they are written, with the space that the last word ends with."""
        text: str = getattr(self.box, "text", "")
        drawn: str = getattr(getattr(self.box, "pango_layout", None), "text", "")
        ended = drawn[-1:].isspace() or getattr(self.box, "ends_word", False)
        return f"{text} " if ended and not text[-1:].isspace() else text


class Tag(Struct, eq=False):
    """A structure element, and the element of the page that it is made for."""

    role: str
    made_for: Any = None
    language: str | None = None
    kids: list["Tag | MarkedBox"] = field(default_factory=list)
    actual: str | None = None
    words: str | None = None
    """What a picture shows."""
    others: dict[str, Any] = field(default_factory=dict)
    """Further attributes, their owner among them."""
    anchors: dict[Any, int] = field(default_factory=dict)
    """Of a link: the boxes of what leads there, with their sheets."""

    def lines(self, *, leftwards: bool) -> Iterator[Any]:
        """The lines with letters of its own that are drawn from right to left, or all where the page runs so."""
        for kid in self.kids:
            if isinstance(kid, MarkedBox) and kid.line is not None and (leftwards or LEFTWARDS.search(kid.text)):
                yield kid.line


# Writing. -----------------------------------------------------------------------------------------------------


class _Stretch(Struct, eq=False):
    """Marked content in a stream: the places of its first operand and of its end."""

    stream: list[Any]
    start: int
    end: int

    def goes_on(self, other: "_Stretch | None") -> bool:
        """Whether this is one with another before it; then what ends the one and begins the other is taken out."""
        if other is None or other.stream is not self.stream or other.end + 1 != self.start:
            return False
        self.stream[other.end : self.start + 3] = [None] * 4
        return True


def _stretches(sheet: DrawnSheet) -> Iterator[tuple[Any, _Stretch]]:
    """The marked content of each box: its tag, its properties and `BDC` come first, and nothing else within it."""
    streams, numbers = sheet
    boxes = {number: box for box, number in numbers.items()}
    for stream in streams:
        place = -1
        for _ in range(stream.count(b"BDC")):
            place = stream.index(b"BDC", place + 1)
            end = stream.index(b"EMC", place)
            yield boxes[stream[place - 1]["MCID"]], _Stretch(stream, place - 2, end)


class StructureWriter:
    """Writes the elements of one document, and the numbers of their contents, in the order of the structure."""

    def __init__(
        self,
        pdf: Any,
        pages: Sequence[Any],
        drawn: Sequence[DrawnSheet],
        areas: Mapping[Any, _Edges],
        scheme_words: Mapping[str, str],
    ) -> None:
        """Take the engine's PDF, its pages and what was drawn on them.

        Args:
            pdf: The PDF, of which nothing was written yet.
            pages: The engine's pages.
            drawn: What was drawn on each of them.
            areas: Where the boxes of links are, in pixels from the top left of their pages.
            scheme_words: What links reach, by the schemes of their addresses.
        """
        from cvpdf.typeset.weasyprint_internals import pydyf

        self._pdf, self._pydyf = pdf, pydyf
        self._pages, self._drawn, self._areas, self._scheme_words = pages, drawn, areas, scheme_words
        self._stretches = [dict(_stretches(sheet)) for sheet in drawn]
        self._owners: list[list[bytes]] = [[] for _ in pages]
        self._links: list[bytes] = []

    def write(self, document: Tag) -> None:
        """Write the structure, and make all that is not in it an artifact."""
        pdf, pydyf = self._pdf, self._pydyf
        root = self._new({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(_NEWER_ROLES)})
        root["K"] = pydyf.Array([self._element(document, root.reference)])
        self._set_aside()
        numbers = pydyf.Array()
        for number, owners in enumerate((*map(pydyf.Array, self._owners), *self._links)):
            numbers += [number, owners]
        root["ParentTree"] = self._new({"Nums": numbers}).reference
        pdf.catalog["StructTreeRoot"] = root.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        for stream in (stream for streams, _ in self._drawn for stream in streams):
            stream[:] = [operand for operand in stream if operand is not None]

    def _new(self, entries: Mapping[str, Any]) -> Any:
        """An object of the PDF with a number, which others can refer to."""
        made = self._pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    def _element(self, tag: Tag, parent: bytes) -> bytes:
        """Write an element with all that is in it, and refer to it."""
        pydyf = self._pydyf
        element = self._new({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent})
        for name, text in (("Lang", tag.language), ("ActualText", tag.actual), ("Alt", tag.words)):
            if text is not None:
                element[name] = pydyf.String(text)
        others = self._of_picture(tag) if tag.role == "Figure" else tag.others
        if others:
            element["A"] = pydyf.Dictionary(others)
        home = next((kid.sheet for kid in tag.kids if isinstance(kid, MarkedBox)), None)
        if home is not None:
            element["Pg"] = self._pdf.page_references[home]
        links = (self._link(tag, sheet, element.reference) for sheet in dict.fromkeys(tag.anchors.values()))
        element["K"] = pydyf.Array([*self._kids(tag, element, home), *links])
        reference: bytes = element.reference
        return reference

    def _kids(self, tag: Tag, element: Any, home: int | None) -> Iterator[Any]:
        """What is in an element: others, and contents by their numbers, with their sheet where it is another."""
        before = None
        for kid in tag.kids:
            if isinstance(kid, Tag):
                yield self._element(kid, element.reference)
                before = None
            elif stretch := self._stretches[kid.sheet].pop(kid.box, None):
                if not stretch.goes_on(before):
                    number = self._number(stretch, kid.sheet, element)
                    page = self._pdf.page_references[kid.sheet]
                    elsewhere = self._pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})
                    yield number if kid.sheet == home else elsewhere
                before = stretch

    def _number(self, stretch: _Stretch, sheet: int, element: Any) -> int:
        """Give marked content the next number of its sheet."""
        owners = self._owners[sheet]
        stretch.stream[stretch.start] = element["S"]
        stretch.stream[stretch.start + 1] = self._pydyf.Dictionary({"MCID": len(owners)})
        owners.append(element.reference)
        return len(owners) - 1

    def _of_picture(self, tag: Tag) -> dict[str, Any]:
        """Where a picture stands."""
        content = next(kid for kid in tag.kids if isinstance(kid, MarkedBox))
        left, top = content.box.content_box_x(), content.box.content_box_y()
        area = (left, top, left + content.box.width, top + content.box.height)
        return {"O": "/Layout", "BBox": self._pydyf.Array(_edges(area, self._pages[content.sheet]))}

    def _set_aside(self) -> None:
        """Make what is in no element an artifact: what margins repeat on each sheet, and what says nothing."""
        from cvpdf.typeset.weasyprint_internals import page_box

        for laid_out, stretches in zip(self._pages, self._stretches, strict=True):
            for margin in (box for box in page_box(laid_out).children if hasattr(box, "at_keyword")):
                kind = {"Type": "/Pagination", **_SUBTYPES.get(margin.at_keyword.partition("-")[0], {})}
                for stretch in filter(None, (stretches.pop(box, None) for box in _leaves(margin))):
                    stretch.stream[stretch.start : stretch.start + 2] = ["/Artifact", self._pydyf.Dictionary(kind)]
            for stretch in stretches.values():
                stretch.stream[stretch.start : stretch.start + 3] = ["/Artifact", None, b"BMC"]

    # Links. ---------------------------------------------------------------------------------------------------

    def _link(self, tag: Tag, sheet: int, element: bytes) -> bytes:
        """Write the annotation of a link on one sheet, and refer to it."""
        pydyf, page = self._pydyf, self._pdf.page_references[sheet]
        boxes = [box for box, at in tag.anchors.items() if at == sheet]
        areas = _joined([_edges(area, self._pages[sheet]) for box in boxes for area in self._lines(box)])
        target = tag.made_for[1]
        pieces = dict.fromkeys(box.element for box in tag.anchors)
        text = "".join(letters for piece in pieces for letters in piece.itertext())
        lefts, bottoms, rights, tops = zip(*areas, strict=True)
        annotation = self._new(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array((min(lefts), min(bottoms), max(rights), max(tops))),
                "QuadPoints": pydyf.Array(number for area in areas for number in _corners(area)),
                "BS": pydyf.Dictionary({"W": 0}),
                "P": page,
                "Contents": pydyf.String(_announced(target, text, self._scheme_words)),
                "A": pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": pydyf.String(target)}),
                "StructParent": len(self._pages) + len(self._links),
            }
        )
        self._links.append(element)
        sheet_object = self._pdf.objects[self._pdf.pages["Kids"][3 * sheet]]
        sheet_object.setdefault("Annots", pydyf.Array()).append(annotation.reference)
        referred: bytes = self._new({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page}).reference
        return referred

    def _lines(self, box: Any) -> list[_Edges]:
        """The areas of a box that leads somewhere: one, or that of each line in it."""
        lines = [line for line in box.children if hasattr(line, "text_overflow")]
        several = len(lines) > 1
        return [_area(line) for line in lines] if several else [self._areas[box]]


def _area(box: Any) -> _Edges:
    return box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height


def _leaves(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield from _leaves(child)
    yield box


def _edges(area: _Edges, page: Any) -> _Edges:
    """An area that the engine gives in pixels from the top left of a page, in pt from its bottom left."""
    left, top, right, bottom = area
    edges = (left, page.height - bottom, right, page.height - top)
    left, bottom, right, top = (round(length * _PT, 3) for length in edges)
    return left, bottom, right, top


def _joined(areas: list[_Edges]) -> list[_Edges]:
    """The areas of a link, those that touch in one line made one."""
    joined: list[_Edges] = []
    for left, bottom, right, top in areas:
        last = joined[-1] if joined else None
        if (
            last
            and abs(last[1] - bottom) < _SAME
            and abs(last[3] - top) < _SAME
            and last[0] - _SAME < right
            and left < last[2] + _SAME
        ):
            joined[-1] = (min(left, last[0]), last[1], max(right, last[2]), last[3])
        else:
            joined.append((left, bottom, right, top))
    return joined


def _corners(area: _Edges) -> tuple[float, ...]:
    """The corners of an area in the order that readers expect: both above from the left, then both below."""
    left, bottom, right, top = area
    return (left, top, right, top, left, bottom, right, bottom)


def _announced(target: str, text: str, scheme_words: Mapping[str, str]) -> str:
    """What a link is, for whoever hears of it alone: what is reached, and where."""
    scheme, _, address = target.partition(":")
    shown = " ".join(text.split())
    word = scheme_words.get(scheme.lower())
    if word:
        plain = unquote(address.partition("?")[0])
        return f"{word} {shown if any(map(str.isdigit, shown)) and scheme == 'tel' else plain}"
    return target if shown in target else f"{shown} ({target})"
