"""The tags of a PDF: what each piece of its content is, for whoever reads a page without seeing it.

An element of the page that says something is one structure element (ISO 32000-1, 14.7 and 14.8), on however many lines
and sheets it stands. What says nothing has none, and what is no text of the page is an artifact.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.page import MARKER, Page
from cvpdf.words import LEFTWARDS

_ROLES: Mapping[str, str] = {
    **{name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "tr", "th", "td")},
    **{"main": "Part", "section": "Sect", "article": "Art", "aside": "Div", "table": "Table", "caption": "Caption"},
    **{"thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "ul": "L", "ol": "L", "dl": "L"},
}
_ITEMS = frozenset(("li", "dt", "dd"))
_FORMS: Mapping[str, str] = {"em": "Em", "strong": "Strong", "code": "Code"}
_NEWER_ROLES: Mapping[str, str] = {"Em": "/Span", "Strong": "/Span"}
"""Roles of PDF 2.0, and what they are for whoever knows those of PDF 1.7 alone."""

_GROUPS = frozenset(("Document", "Part", "Sect", "Art", "Div", "L", "Table", "THead", "TBody", "TFoot", "TR"))
"""Elements that hold no text by themselves."""

_BODIES = frozenset(("LBody", "TD", "TH"))
"""Elements that hold text by themselves, and blocks of text as well."""

_RUNS = frozenset(("Span", "Em", "Strong", "Code"))

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


class DrawnSheet(Struct, frozen=True):
    """What was drawn on a sheet: streams of operators, and the number of the marked content of each box in them."""

    streams: list[list[Any]]
    numbers: dict[Any, int]


class _Content(Struct, eq=False):
    """A box of text, or a picture: its sheet, counted from 0, and the line that it stands in."""

    sheet: int
    box: Any
    line: Any

    @property
    def text(self) -> str:
        """Its letters in the order in which they are written, with the space that the last word ends with."""
        text: str = getattr(self.box, "text", "")
        drawn: str = getattr(getattr(self.box, "pango_layout", None), "text", "")
        ended = drawn.endswith(" ") or getattr(self.box, "space_behind", None) is not None
        return f"{text} " if ended and not text.endswith(" ") else text


class _Tag(Struct, eq=False):
    """A structure element, and the element of the page that it is made for."""

    role: str
    made_for: Any = None
    language: str | None = None
    kids: list["_Tag | _Content"] = field(default_factory=list)
    actual: str | None = None
    words: str | None = None
    """What a picture shows."""
    others: dict[str, Any] = field(default_factory=dict)
    """Further attributes, their owner among them."""
    anchors: dict[Any, int] = field(default_factory=dict)
    """Of a link: the boxes of what leads there, with their sheets."""


class _Form(Struct, frozen=True):
    """What a run within a line is: emphasised, a link, of another language. With one `made_for` two are the same."""

    role: str
    made_for: Any
    language: str | None = None


class _Around(Struct, frozen=True):
    """What is around a box: the structure element of its block, and the forms of its run, a link's first."""

    tag: _Tag
    language: str
    element: Any = None
    item: _Tag | None = None
    mark: str | None = None
    forms: tuple[_Form, ...] = ()
    anchor: Any = None
    line: Any = None


class Tagging:
    """The tags of one document: from the boxes of its layout to its PDF."""

    def __init__(self, pages: Sequence[Any], page: Page) -> None:
        """Take over the links of laid-out pages, for the engine would make several of one that is in pieces.

        Args:
            pages: The engine's pages, as they will be drawn.
            page: What they were made of.
        """
        self._pages, self._page = pages, page
        self._areas = {box: area for laid_out in pages for _, _, area, box in laid_out.links}
        for laid_out in pages:
            laid_out.links = []
        self._tags: dict[Any, _Tag] = {}
        self._first: dict[Any, int] = {}

    def write(self, pdf: Any, drawn: Sequence[DrawnSheet]) -> None:
        """Write the structure into the engine's PDF, once all pages are drawn and before anything is written.

        Args:
            pdf: The PDF.
            drawn: What was drawn on each sheet.
        """
        from cvpdf.typeset.weasyprint_internals import page_box

        document = _Tag("Document")
        for sheet, laid_out in enumerate(self._pages):
            body, *_ = page_box(laid_out).children
            self._walk(body, _Around(document, self._page.language), sheet)
        for tag in list(_finished(document)):
            _speak(tag)
        _Writer(pdf, self._pages, drawn, self._areas).write(document, self._page.scheme_words)

    def _walk(self, box: Any, around: _Around, sheet: int) -> None:
        from cvpdf.typeset.weasyprint_internals import in_place

        box = in_place(box)
        if box.element is not None and box.element is not around.element:
            around = self._entered(box, around)
        if hasattr(box, "text") or hasattr(box, "replacement"):
            self._take(box, around, sheet)
            return
        if around.tag.role in ("THead", "TFoot") and self._first.setdefault(around.tag.made_for, sheet) != sheet:
            return  # what a table shows again on its next sheet is told once
        if around.line is None and hasattr(box, "text_overflow"):
            around = replace(around, line=box)
        for child in box.children:
            self._walk(child, around, sheet)

    def _entered(self, box: Any, around: _Around) -> _Around:
        """What is around the children of another element's box."""
        element, name = box.element, box.element_tag.partition("::")[0]
        given = element.get("lang")
        language = given if given and given != around.language else None
        around = replace(
            around,
            element=element,
            mark=element.get("data-mark") or around.mark,
            language=language or around.language,
        )
        if name == "a" and element.get("href"):
            link = _Form("Link", (around.mark, element.get("href")), language)
            return replace(around, forms=(link, *around.forms), anchor=box)
        if name in _FORMS:
            return replace(around, forms=(*around.forms, _Form(_FORMS[name], element, language)))
        if around.item and element.get("class") == MARKER:
            return replace(around, tag=_label(around.item), forms=(), line=box)
        if name in _ITEMS and around.tag.role == "L":
            item = self._block(_Tag("LI", element), around.tag)
            body = item.kids[-1] if item.kids else _Tag("LBody", element, language)
            item.kids[-1:] = [body]
            return replace(around, tag=body, item=item, forms=())
        role = _ROLES.get(name)
        if role is None and around.line is not None:
            return replace(around, forms=(*around.forms, _Form("Span", element, language))) if language else around
        if role or language or element.get("data-column"):
            tag = _Tag(role or "Div", element, language, others=_of_table(role, box))
            return replace(around, tag=self._block(tag, around.tag), forms=())
        return around

    def _block(self, tag: _Tag, parent: _Tag) -> _Tag:
        """The structure element of an element of the page: that of its part on an earlier sheet, or a new one."""
        known = self._tags.setdefault(tag.made_for, tag)
        if known is tag:
            parent.kids.append(tag)
        return known

    def _take(self, box: Any, around: _Around, sheet: int) -> None:
        """Let a box of text or a picture be content of its element, unless it is nothing to be told."""
        text = getattr(box, "text", None)
        if text == "" or box.style["visibility"] != "visible":
            return
        if "::" in box.element_tag and not (text and text.isspace()):
            return  # a sign that the style sheet draws
        tag = around.tag
        if text is None:
            if words := box.element.get("alt"):
                tag.kids.append(_Tag("Figure", box.element, words=words, kids=[_Content(sheet, box, None)]))
            return
        if around.line is not None:
            tag = _holder(around.line, tag, blank=text.isspace())
        for form in around.forms:
            last = tag.kids[-1] if tag.kids else None
            if not (isinstance(last, _Tag) and last.role == form.role and last.made_for == form.made_for):
                last = _Tag(form.role, form.made_for, form.language)
                tag.kids.append(last)
            tag = last
            if form.role == "Link":
                tag.anchors[around.anchor] = sheet
        tag.kids.append(_Content(sheet, box, around.line))


def _holder(line: Any, tag: _Tag, *, blank: bool) -> _Tag:
    """What holds the text of a line: the element itself, or a paragraph where it holds none, or others beside it.

    Blanks alone are none: they end what is before them.
    """
    if tag.role not in _GROUPS and (tag.role not in _BODIES or line.element is tag.made_for):
        return tag
    last = tag.kids[-1] if tag.kids else None
    if isinstance(last, _Tag) and (last.made_for == (line.element,) or (blank and last.role not in _GROUPS)):
        return last
    paragraph = _Tag("P", (line.element,))
    tag.kids.append(paragraph)
    return paragraph


def _label(item: _Tag) -> _Tag:
    """The label of an item, before its body."""
    label, *others = item.kids
    if isinstance(label, _Tag) and label.role == "Lbl":
        return label
    item.kids = [made := _Tag("Lbl", item.made_for), label, *others]
    return made


def _of_table(role: str | None, box: Any) -> dict[str, Any]:
    """What is to be said of a cell."""
    if role not in ("TD", "TH"):
        return {}
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    scope = {"Scope": "/Row" if box.element.get("scope") == "row" else "/Column"} if role == "TH" else {}
    return {"O": "/Table", **scope, **{name: span for name, span in spans.items() if span != 1}}


# Finishing. ---------------------------------------------------------------------------------------------------


def _finished(tag: _Tag) -> Iterator[_Tag]:
    """Every element with anything in it, after what is in it; the others are taken out."""
    for kid in tag.kids:
        if isinstance(kid, _Tag):
            yield from _finished(kid)
    tag.kids = [kid for kid in tag.kids if isinstance(kid, _Content) or kid.kids]
    if len(tag.kids) == 1 and isinstance(only := tag.kids[0], _Tag) and only.role == "Span" and not tag.language:
        tag.language, tag.kids = only.language, only.kids
    if tag.role == "L" and any(isinstance(kid, _Tag) and len(kid.kids) > 1 for kid in tag.kids):
        numbering = "/Decimal" if tag.made_for.tag == "ol" else "/Disc"
        tag.others = {"O": "/List", "ListNumbering": numbering}
    yield tag


def _speak(tag: _Tag) -> None:
    """Say a line's letters in the order in which they are written, where they are drawn from right to left."""
    if not any(isinstance(kid, _Content) and LEFTWARDS.search(kid.text) for kid in tag.kids):
        return
    kids: list[_Tag | _Content] = []
    for line, group in groupby(tag.kids, key=lambda kid: id(kid.line) if isinstance(kid, _Content) else None):
        contents = list(group)
        text = "".join(kid.text for kid in contents if isinstance(kid, _Content))
        kids += [_Tag("Span", kids=contents, actual=text)] if line and LEFTWARDS.search(text) else contents
    if len(kids) == 1 and tag.role in _RUNS and isinstance(only := kids[0], _Tag):
        tag.actual = only.actual
    else:
        tag.kids = kids


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
    boxes = {number: box for box, number in sheet.numbers.items()}
    for stream in sheet.streams:
        place = -1
        for _ in range(stream.count(b"BDC")):
            place = stream.index(b"BDC", place + 1)
            end = stream.index(b"EMC", place)
            yield boxes[stream[place - 1]["MCID"]], _Stretch(stream, place - 2, end)


class _Writer:
    """Writes the elements of one document, and the numbers of their contents, in the order of the structure."""

    def __init__(self, pdf: Any, pages: Sequence[Any], drawn: Sequence[DrawnSheet], areas: Mapping[Any, _Edges]) -> None:
        from cvpdf.typeset.weasyprint_internals import pydyf

        self._pdf, self._pydyf = pdf, pydyf
        self._pages, self._drawn, self._areas = pages, drawn, areas
        self._stretches = [dict(_stretches(sheet)) for sheet in drawn]
        self._owners: list[list[bytes]] = [[] for _ in pages]
        self._links: list[bytes] = []

    def write(self, document: _Tag, scheme_words: Mapping[str, str]) -> None:
        """Write the structure, and make all that is not in it an artifact."""
        pdf, pydyf = self._pdf, self._pydyf
        root = self._new({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(_NEWER_ROLES)})
        root["K"] = pydyf.Array([self._element(document, root, scheme_words).reference])
        self._set_aside()
        numbers = pydyf.Array()
        for number, owners in enumerate((*map(pydyf.Array, self._owners), *self._links)):
            numbers += [number, owners]
        root["ParentTree"] = self._new({"Nums": numbers}).reference
        pdf.catalog["StructTreeRoot"] = root.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        for stream in (stream for sheet in self._drawn for stream in sheet.streams):
            stream[:] = [operand for operand in stream if operand is not None]

    def _new(self, entries: Mapping[str, Any]) -> Any:
        """An object of the PDF with a number, which others can refer to."""
        made = self._pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    def _element(self, tag: _Tag, parent: Any, scheme_words: Mapping[str, str]) -> Any:
        pydyf, references = self._pydyf, self._pdf.page_references
        element = self._new({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference})
        for name, text in (("Lang", tag.language), ("ActualText", tag.actual), ("Alt", tag.words)):
            if text is not None:
                element[name] = pydyf.String(text)
        if tag.others:
            element["A"] = pydyf.Dictionary(tag.others)
        home = next((kid.sheet for kid in tag.kids if isinstance(kid, _Content)), None)
        if home is not None:
            element["Pg"] = references[home]
        kids, before = pydyf.Array(), None
        for kid in tag.kids:
            if isinstance(kid, _Tag):
                kids.append(self._element(kid, element, scheme_words).reference)
                before = None
            elif stretch := self._stretches[kid.sheet].pop(kid.box, None):
                if not stretch.goes_on(before):
                    number = self._number(stretch, kid.sheet, element)
                    elsewhere = {"Type": "/MCR", "Pg": references[kid.sheet], "MCID": number}
                    kids.append(number if kid.sheet == home else pydyf.Dictionary(elsewhere))
                before = stretch
        for sheet in dict.fromkeys(tag.anchors.values()):
            kids.append(self._link(tag, sheet, element.reference, scheme_words))
        element["K"] = kids
        if tag.role == "Figure":
            self._place_picture(tag, element)
        return element

    def _number(self, stretch: _Stretch, sheet: int, element: Any) -> int:
        """Give marked content the next number of its sheet."""
        owners = self._owners[sheet]
        stretch.stream[stretch.start] = element["S"]
        stretch.stream[stretch.start + 1] = self._pydyf.Dictionary({"MCID": len(owners)})
        owners.append(element.reference)
        return len(owners) - 1

    def _place_picture(self, tag: _Tag, element: Any) -> None:
        content = next(kid for kid in tag.kids if isinstance(kid, _Content))
        left, top = content.box.content_box_x(), content.box.content_box_y()
        area = (left, top, left + content.box.width, top + content.box.height)
        edges = self._pydyf.Array(_edges(area, self._pages[content.sheet]))
        element["A"] = self._pydyf.Dictionary({"O": "/Layout", "BBox": edges})

    def _set_aside(self) -> None:
        """Make what is in no element an artifact: what margins repeat on each sheet, and what says nothing."""
        from cvpdf.typeset.weasyprint_internals import page_box

        for laid_out, stretches in zip(self._pages, self._stretches, strict=True):
            for margin in page_box(laid_out).children[1:]:
                kind = {"Type": "/Pagination", **_SUBTYPES.get(margin.at_keyword.partition("-")[0], {})}
                for stretch in filter(None, (stretches.pop(box, None) for box in _leaves(margin))):
                    stretch.stream[stretch.start : stretch.start + 2] = ["/Artifact", self._pydyf.Dictionary(kind)]
            for stretch in stretches.values():
                stretch.stream[stretch.start : stretch.start + 3] = ["/Artifact", None, b"BMC"]

    # Links. ---------------------------------------------------------------------------------------------------

    def _link(self, tag: _Tag, sheet: int, element: bytes, scheme_words: Mapping[str, str]) -> bytes:
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
                "Contents": pydyf.String(_announced(target, text, scheme_words)),
                "A": pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": pydyf.String(target)}),
                "StructParent": len(self._pages) + len(self._links),
            }
        )
        self._links.append(element)
        sheet_object = self._pdf.objects[self._pdf.pages["Kids"][3 * sheet]]
        sheet_object.setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return self._new({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page}).reference

    def _lines(self, box: Any) -> list[_Edges]:
        """The areas of a box that leads somewhere: one, or that of each line in it."""
        lines = [line for line in box.children if hasattr(line, "text_overflow")]
        if len(lines) < 2:
            return [self._areas[box]]
        return [(line.position_x, line.position_y, line.position_x + line.width, line.position_y + line.height) for line in lines]


def _leaves(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield from _leaves(child)
    yield box


def _edges(area: _Edges, page: Any) -> _Edges:
    """An area that the engine gives in pixels from the top left of a page, in pt from its bottom left."""
    left, top, right, bottom = area
    return tuple(round(length * _PT, 3) for length in (left, page.height - bottom, right, page.height - top))


def _joined(areas: list[_Edges]) -> list[_Edges]:
    """The areas of a link, those that touch in one line made one."""
    joined: list[_Edges] = []
    for left, bottom, right, top in areas:
        last = joined[-1] if joined else None
        if last and abs(last[1] - bottom) < _SAME and abs(last[3] - top) < _SAME and last[0] - _SAME < right and left < last[2] + _SAME:
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
