"""The tags of a PDF: what each piece of its content is, for whoever reads a page without seeing it.

An element of the page that says something is one structure element (ISO 32000-1, 14.7 and 14.8), on however many lines
and sheets it stands. What says nothing has none, and what is no text of the page is an artifact.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.page import MARKER, Page
from cvpdf.typeset.structure import DrawnSheet, MarkedBox, StructureWriter, Tag
from cvpdf.words import LEFTWARDS

_ROLES: Mapping[str, str] = {
    "main": "Part",
    "section": "Sect",
    "article": "Art",
    "aside": "Div",
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **{name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "tr", "th", "td")},
    **{name.lower(): name for name in ("Table", "Caption", "THead", "TBody", "TFoot")},
}
_ITEMS = frozenset(("li", "dt", "dd"))
_FORMS: Mapping[str, str] = {"em": "Em", "strong": "Strong", "code": "Code"}
_GROUPS = frozenset(("Document", "Part", "Sect", "Art", "Div", "L", "Table", "THead", "TBody", "TFoot", "TR"))
"""Elements that hold no text by themselves."""

_BODIES = frozenset(("LBody", "TD", "TH"))
"""Elements that hold text by themselves, and blocks of text as well."""

_RUNS = frozenset(("Span", "Em", "Strong", "Code"))


_OF_THE_TEXT = frozenset(("first-letter", "first-line"))
"""Parts of elements that hold letters of their text."""


class _Form(Struct, frozen=True):
    """What a run within a line is: emphasised, a link, of another language. With one `made_for` two are the same."""

    role: str
    made_for: Any
    language: str | None = None


class _Surroundings(Struct, frozen=True):
    """What is around a box: the structure element of its block, and the forms of its run, a link's first."""

    tag: Tag
    language: str
    element: Any = None
    item: Tag | None = None
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
        from cvpdf.typeset.weasyprint_internals import in_place

        self._pages, self._page = pages, page
        self._areas = {in_place(box): area for laid_out in pages for _, _, area, box in laid_out.links}
        for laid_out in pages:
            laid_out.links = []
        self._tags: dict[Any, Tag] = {}
        self._first: dict[Any, int] = {}

    def write(self, pdf: Any, drawn: Sequence[DrawnSheet]) -> None:
        """Write the structure into the engine's PDF, once all pages are drawn and before anything is written.

        Args:
            pdf: The PDF.
            drawn: What was drawn on each sheet.
        """
        from cvpdf.typeset.weasyprint_internals import page_box

        document = Tag("Document")
        for sheet, laid_out in enumerate(self._pages):
            for box in page_box(laid_out).children:
                if not hasattr(box, "at_keyword"):  # no box of a margin
                    self._walk(box, _Surroundings(document, self._page.language), sheet)
        tags = list(_finished(document))
        if LEFTWARDS.search(self._page.body):
            lines = {id(line) for tag in tags for line in tag.lines(leftwards=self._page.leftwards)}
            for tag in tags:
                _speak(tag, lines)
        StructureWriter(pdf, self._pages, drawn, self._areas, self._page.scheme_words).write(document)

    def _walk(self, box: Any, around: _Surroundings, sheet: int) -> None:
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

    def _entered(self, box: Any, around: _Surroundings) -> _Surroundings:
        """What is around the children of another element's box."""
        element, name = box.element, box.element_tag.partition("::")[0]
        given = element.get("lang")
        language = given if given and given != around.language else None
        mark = element.get("data-mark") or around.mark
        around = replace(around, element=element, mark=mark, language=language or around.language)
        if name == "a" and element.get("href"):
            link = _Form("Link", (mark, element.get("href")), language)
            return replace(around, forms=(link, *around.forms), anchor=box)
        if name in _FORMS:
            return replace(around, forms=(*around.forms, _Form(_FORMS[name], element, language)))
        if around.item and element.get("class") == MARKER:
            return replace(around, tag=_label(around.item), forms=(), line=box)
        return self._entered_block(box, name, around, language)

    def _entered_block(self, box: Any, name: str, around: _Surroundings, language: str | None) -> _Surroundings:
        element, role = box.element, _ROLES.get(name)
        if name in _ITEMS and around.tag.role == "L":
            item = self._block(Tag("LI", element), around.tag)
            body = item.kids[-1] if item.kids else Tag("LBody", element, language)
            item.kids[-1:] = [body]
            return replace(around, tag=body, item=item, forms=())
        if role is None and around.line is not None:
            return replace(around, forms=(*around.forms, _Form("Span", element, language))) if language else around
        if role or language or element.get("data-column"):
            tag = Tag(role or "Div", element, language, others=_of_table(role, box))
            return replace(around, tag=self._block(tag, around.tag), forms=())
        return around

    def _block(self, tag: Tag, parent: Tag) -> Tag:
        """The structure element of an element of the page: that of its part on an earlier sheet, or a new one."""
        known = self._tags.setdefault(tag.made_for, tag)
        if known is tag:
            parent.kids.append(tag)
        return known

    def _take(self, box: Any, around: _Surroundings, sheet: int) -> None:
        """Let a box of text or a picture be content of its element, unless it is nothing to be told."""
        text = getattr(box, "text", None)
        if text == "" or box.style["visibility"] != "visible":
            return
        part = box.element_tag.partition("::")[2]
        if part and part not in _OF_THE_TEXT and not (text and text.isspace()):
            return  # a sign that the style sheet draws
        if text is None:
            if words := box.element.get("alt"):
                around.tag.kids.append(Tag("Figure", box.element, words=words, kids=[MarkedBox(sheet, box, None)]))
            return
        tag = around.tag if around.line is None else _holder(around.line, around.tag, blank=text.isspace())
        if tag is None:
            return
        for form in around.forms:
            last = tag.kids[-1] if tag.kids else None
            if not (isinstance(last, Tag) and last.role == form.role and last.made_for == form.made_for):
                last = Tag(form.role, form.made_for, form.language)
                tag.kids.append(last)
            tag = last
            if form.role == "Link":
                tag.anchors[around.anchor] = sheet
        tag.kids.append(MarkedBox(sheet, box, around.line))


def _holder(line: Any, tag: Tag, *, blank: bool) -> Tag | None:
    """What holds the text of a line: the element itself, or a paragraph where it holds none, or others beside it.

    Blanks alone are none: they end what is before them, if that is text.
    """
    if tag.role not in _GROUPS and (tag.role not in _BODIES or line.element is tag.made_for):
        return tag
    last = tag.kids[-1] if tag.kids else None
    if isinstance(last, Tag) and (last.made_for == (line.element,) or (blank and last.role not in _GROUPS)):
        return last
    if blank:
        return None
    paragraph = Tag("P", (line.element,))
    tag.kids.append(paragraph)
    return paragraph


def _label(item: Tag) -> Tag:
    """The label of an item, before its body."""
    label, *others = item.kids
    if isinstance(label, Tag) and label.role == "Lbl":
        return label
    item.kids = [made := Tag("Lbl", item.made_for), label, *others]
    return made


def _of_table(role: str | None, box: Any) -> dict[str, Any]:
    """What is to be said of a cell."""
    if role not in ("TD", "TH"):
        return {}
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    scope = {"Scope": "/Row" if box.element.get("scope") == "row" else "/Column"} if role == "TH" else {}
    return {"O": "/Table", **scope, **{name: span for name, span in spans.items() if span != 1}}


# Finishing. ---------------------------------------------------------------------------------------------------


def _finished(tag: Tag) -> Iterator[Tag]:
    """Every element with anything in it, after what is in it; the others are taken out."""
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _finished(kid)
    tag.kids = [kid for kid in tag.kids if isinstance(kid, MarkedBox) or kid.kids]
    if len(tag.kids) == 1 and isinstance(only := tag.kids[0], Tag) and only.role == "Span" and not tag.language:
        tag.language, tag.kids = only.language, only.kids
    if tag.role == "L" and any(isinstance(kid, Tag) and len(kid.kids) > 1 for kid in tag.kids):
        numbering = "/Decimal" if tag.made_for.tag == "ol" else "/Disc"
        tag.others = {"O": "/List", "ListNumbering": numbering}
    yield tag


def _speak(tag: Tag, lines: set[int]) -> None:
    """Say the letters of some lines in the order in which they are written.

    Those that run from right to left are drawn the other way round, and readers turn the others around with them.
    """
    kids: list[Tag | MarkedBox] = []
    for line, group in groupby(tag.kids, key=lambda kid: id(kid.line) if isinstance(kid, MarkedBox) else None):
        contents = list(group)
        text = re.sub("  +", " ", "".join(kid.text for kid in contents if isinstance(kid, MarkedBox)))
        kids += [Tag("Span", kids=contents, actual=text)] if line in lines and text.strip() else contents
    if len(kids) == 1 and tag.role in _RUNS and isinstance(only := kids[0], Tag) and only.actual is not None:
        tag.actual = only.actual
    else:
        tag.kids = kids
