"""What cvpdf takes from WeasyPrint beyond its documented API, and nobody else reaches for.

Importing this looks whether all of it is there. The fields of Pango's and fontconfig's structures are not asked for:
they are those of C, and to ask costs 12 ms for each structure.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import partial
from inspect import unwrap
from shutil import rmtree
from types import FunctionType
from typing import Any

from cvpdf.libraries import needing
from cvpdf.typeset.browser_sheet import NO_PARTS, Sparing, holding, part, unmade
from cvpdf.typeset.own_imports import Overlay

__all__ = [
    "FROM_UNITS",
    "Lines",
    "Matrix",
    "OwnFonts",
    "PageHTML",
    "ffi",
    "fontconfig",
    "harfbuzz",
    "hear_again",
    "heard",
    "in_place",
    "page_box",
    "pango",
    "property_names",
    "pydyf",
]

with needing("WeasyPrint", "weasyprint") as needs:
    from weasyprint import CSS, HTML, Page, css
    from weasyprint import html as html_elements
    from weasyprint import pdf as pdf_writing
    from weasyprint.css.counters import CounterStyle
    from weasyprint.css.properties import KNOWN_PROPERTIES
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.draw import text as drawing
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.logger import LOGGER
    from weasyprint.matrix import Matrix
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text import fonts as font_set_up
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, fontconfig, harfbuzz, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout

    # The boxes of a page after layout, with the element that each came from: the documented API has no places but
    # those of links and anchors. Issues 265 and 1090 of Kozea/WeasyPrint ask for them; `_page_box` is the answer there.
    needs.mentions(Page.__init__, "_page_box")
    needs.names(boxes.Box, "margin_width", "margin_height", "content_box_x", "content_box_y")
    needs.names(boxes.Box, "padding_box_x", "padding_box_y", "padding_width", "padding_height")
    needs.mentions(boxes.Box.padding_width, "width")
    needs.mentions(boxes.Box.padding_height, "height")
    needs.mentions(boxes.Box.translate, "position_x", "position_y")
    needs.mentions(boxes.Box.__init__, "element", "style", "children")
    needs.mentions(boxes.TextBox.__init__, "text")
    needs.mentions(boxes.ReplacedBox.__init__, "replacement")

    # The folder of the fonts that were unpacked for fontconfig, which dies with them (Kozea/WeasyPrint issue 2090), and
    # would die with those of a process that was forked off as well.
    needs.names(FontConfiguration, "_folder", "__del__")

    # How it sets fontconfig up: ours shows none of the machine's fonts. No upstream issue is known.
    needs.mentions(FontConfiguration.__init__, "fontconfig", "FcInitLoadConfigAndFonts")

    # The style sheet of browsers, of which a page gets the part that is about it. No upstream issue is known.
    needs.names(html_elements, "UA")
    needs.names(HTML, "_ua_stylesheets", "_ua_counter_style")
    needs.mentions(css.StyleFor.__init__, "matcher", "match")
    needs.mentions(css.get_all_computed_styles, "_ua_stylesheets", "_ua_counter_style")

    # A page's style sheet with a matcher of our own, so that `padding-left` after `padding-inline-start` holds. No
    # upstream issue is known.
    needs.call(CSS, string="", url_fetcher=None, font_config=None, counter_style=None, matcher=None, base_url=None)
    needs.call(HTML, string="", base_url=None, url_fetcher=None)

    # What writes the tags, which is replaced (see below), and what it is told of the pages and of what was drawn on
    # them. Its tags are those of boxes, not of elements. No upstream issue is known.
    needs.call(pdf_writing.add_tags, "pdf", "document", "pdf_version", "page_streams")
    needs.mentions(pdf_writing.generate_pdf, "add_tags")
    needs.mentions(unwrap(Stream.marked), "_tags", "begin_marked_content", "end_marked_content")
    needs.mentions(Page.__init__, "links", "height")
    needs.names(boxes.LineBox, "text_overflow")
    needs.mentions(boxes.MarginBox.__init__, "at_keyword")
    needs.mentions(AbsolutePlaceholder.__getattr__, "_box")

    # What draws a line and what cuts a font down, both of which are replaced (see below): a letter that a font draws as
    # several glyphs is read as another one (Kozea/WeasyPrint issue 2841).
    needs.call(drawing.draw_first_line, "stream", "textbox", "text_overflow", "block_ellipsis", "matrix")
    needs.mentions(drawing.draw_text, "draw_first_line", "reactivate")
    needs.call(Font.subset, "font", "to_unicode", "hinting")
    needs.mentions(Font.clean, "subset")
    needs.mentions(Font.__init__, "file_content", "glyph_count", "hash", "tables", "to_unicode", "upem", "widths")
    needs.call(Stream.add_font, "stream", "pango_font")
    needs.mentions(Stream.__init__, "_fonts", "ink_rect", "logical_rect")
    needs.names(Layout, "get_first_line")
    needs.mentions(Layout.setup, "layout")
    needs.mentions(Layout.set_text, "text")

    # A space behind each word (`word_ends.py`). A line's end loses it, and a box of white space alone is not drawn, so
    # that the tagged text lacks it. No upstream issue is known.
    needs.mentions(Layout.reactivate, "set_text", "text")
    needs.names(boxes.LineBox, "text_overflow")
    needs.call(Matrix, e=0)
    needs.names(harfbuzz, "hb_font_get_nominal_glyph")
    needs.names(Stream, "set_font_size", "show_text")
    needs.mentions(drawing.draw_first_line, "add_font", "set_font_size", "show_text", "to_unicode")
    needs.mentions(Layout.__init__, "justification_spacing")

    # How a line gets its features: a list and an attribute for each, which are never freed (see below). A hundred
    # builds leak 10 MB. No upstream issue is known.
    needs.names(line_break, "pango")
    needs.mentions(Layout.setup, "pango_attr_font_features_new", "pango_attr_list_new", "pango_attr_list_insert")
    needs.mentions(Layout.set_text, "pango_attr_list_new", "pango_attr_list_unref")

    # The libraries of the system, which it has loaded and declared; a second copy of them would not do, for they share
    # what they hold. No upstream issue is known.
    needs.names(ffi, "NULL", "cdef", "gc", "new", "string")
    needs.names(pango, "pango_layout_set_single_paragraph_mode", "pango_font_get_glyph_extents")
    needs.names(pango, "pango_glyph_string_extents_range", "PANGO_GLYPH_EMPTY", "PANGO_GLYPH_UNKNOWN_FLAG")
    needs.names(fontconfig, "FcInitLoadConfigAndFonts", "FcConfigDestroy", "FcConfigGetFonts", "FcSetSystem")
    needs.names(fontconfig, "FcPatternGetString", "FcPatternGetInteger")
    needs.names(fontconfig, "FcConfigCreate", "FcConfigBuildFonts", "FcConfigParseAndLoadFromMemory")

with needing("pydyf", "pydyf") as needs:
    import pydyf
    from pydyf import PDF

    # What a structure is written with.
    needs.names(pydyf, "Array", "Dictionary", "String")
    needs.names(PDF, "add_object")
    needs.mentions(PDF.__init__, "objects", "pages", "catalog")
    needs.mentions(PDF.add_page, "extend", "number")

    # What is built anew for each tag of a PDF, and is replaced (see below). No upstream issue is known.
    needs.that(isinstance(PDF.page_references, property), "property `pydyf.PDF.page_references`")
    needs.mentions(PDF.page_references.fget, "pages")


def page_box(page: Any) -> Any:
    """The root of a laid-out page's boxes."""
    return page._page_box  # noqa: SLF001 -- see above


def in_place(box: Any) -> Any:
    """The box itself, where another stands for it until it has its place."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 -- see above


_NO_FONTS = (
    b'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    b"<fontconfig><config><rescan><int>0</int></rescan></config></fontconfig>"
)


def _without_fonts_of_the_machine() -> Any:
    configuration = fontconfig.FcConfigCreate()
    fontconfig.FcConfigParseAndLoadFromMemory(configuration, _NO_FONTS, 1)
    fontconfig.FcConfigBuildFonts(configuration)
    return configuration


_SEEN = Overlay(fontconfig, FcInitLoadConfigAndFonts=_without_fonts_of_the_machine)
_SET_UP = FunctionType(FontConfiguration.__init__.__code__, {**vars(font_set_up), "fontconfig": _SEEN})


class OwnFonts(FontConfiguration):  # type: ignore[misc] # the engine has no types
    """Fonts for documents that have none but their own, so that output is the same on every machine."""

    def __init__(self) -> None:
        """Set fontconfig up by the engine's own code, which sees no fonts of the machine."""
        _SET_UP(self)

    def remove_files(self) -> None:
        """Remove the files that were unpacked for fontconfig; the engine only does so when the object dies."""
        if self._folder:
            rmtree(self._folder, ignore_errors=True)

    def leave_files(self) -> None:
        """Let them stay when the object dies, for they are another process's."""
        self._folder = None


class PageHTML(HTML):  # type: ignore[misc] # the engine has no types
    """A page, with as much of the browser's style sheet as can hold for it.

    What was parsed is kept for the process, and grows with the elements that its pages have. Pages are made one at a
    time.
    """

    _parsed: tuple[frozenset[tuple[int, int]], Any, Any] = (frozenset(), None, None)

    def __init__(self, markup: str, style: str, fetcher: Any) -> None:
        """Parse a page, whose own style sheet is read elsewhere."""
        super().__init__(string=markup, base_url=None, url_fetcher=fetcher)
        names = {name for element in self.etree_element.iter() for name in _names(element)}
        wanted = holding(html_elements.UA, names, style, markup)
        kept, _, _ = PageHTML._parsed
        if not wanted <= kept:
            PageHTML._parsed = _parse(kept | wanted)
        _, sheet, self._counters = PageHTML._parsed
        self._sheet = copy(sheet)
        self._sheet.matcher = Sparing(sheet.matcher, self._unmade(style))

    def _unmade(self, style: str) -> frozenset[str]:
        """The parts of elements that make no boxes; none are known where more style sheets stand in the page."""
        elements = [element for element in self.etree_element.iter() if isinstance(element.tag, str)]
        if any(element.tag.endswith(("style", "link")) for element in elements):
            return NO_PARTS
        return unmade("\n".join((style, *(element.get("style", "") for element in elements))))

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 -- the engine's own way
        del forms  # a page has no fields to fill in
        return [self._sheet]

    def _ua_counter_style(self) -> list[Any]:
        return [self._counters.copy()]


def _names(element: Any) -> Iterator[str]:
    """The names of an element and of its attributes; a comment has none."""
    if isinstance(element.tag, str):
        yield from (name.rpartition("}")[2].lower() for name in (element.tag, *element.attrib))


def _parse(places: frozenset[tuple[int, int]]) -> tuple[frozenset[tuple[int, int]], Any, Any]:
    counters = CounterStyle()
    return places, CSS(string=part(html_elements.UA, places), counter_style=counters), counters


def property_names() -> list[str]:
    """The properties of CSS that the engine knows; no list of them is documented, and no upstream issue known."""
    return sorted(name.replace("_", "-") for name in (*KNOWN_PROPERTIES, *EXPANDERS))


# What is replaced, once and for the process. What is new is asked of the document's own fonts. ------------------


_draw_first_line, _subset = drawing.draw_first_line, Font.subset


class Lines:
    """What draws lines in the engine's place, once it is there (`word_ends.py`): with a space behind each word."""

    drawn_by: Any = None


def _draw_line(stream: Any, *arguments: Any) -> Any:
    """Draw a line, and what is to be drawn behind it; the document's fonts do it where they know how."""
    draw_clusters = getattr(stream._fonts, "draw_line", None)  # noqa: SLF001 -- see above
    if Lines.drawn_by is not None:
        draw = partial(Lines.drawn_by, _draw_first_line, draw_clusters)
    else:
        draw = partial(draw_clusters, _draw_first_line) if draw_clusters else _draw_first_line
    drawn = draw(stream, *arguments)
    behind = getattr(arguments[0], "draw_behind", None)
    if behind:
        behind(_draw_first_line, stream, *arguments)
    return drawn


def _cut(font: Any, *arguments: Any) -> None:
    """Let a font cut itself down where it knows how."""
    cut = getattr(font, "cut", None)
    if cut:
        cut(_subset, font, *arguments)
    else:
        _subset(font, *arguments)


drawing.draw_first_line, Font.subset = _draw_line, _cut


_add_tags = pdf_writing.add_tags


def _tag(pdf: Any, document: Any, version: Any, streams: list[Any]) -> None:
    """Let a document write its own tags, where it has some (`tagging.Tagging`)."""
    tagging = getattr(document, "tagging", None)
    if tagging is None:
        _add_tags(pdf, document, version, streams)
        return
    marked = [stream._tags for stream in streams]  # noqa: SLF001 -- see above
    drawn: dict[int, list[Any]] = {id(tags): [] for tags in marked}
    for written in pdf.objects:
        # A page, or what is drawn on one as a whole because something shines through it.
        drawn.get(id(getattr(written, "_tags", None)), []).append(getattr(written, "stream", None))
    numbers = [{box: content["mcid"] for box, content in tags.items()} for tags in marked]
    tagging.write(pdf, list(zip(drawn.values(), numbers, strict=True)))


pdf_writing.add_tags = _tag


_page_references = PDF.page_references.fget


def _kept_references(pdf: Any) -> Any:
    """The references of a PDF's pages, built when a page has been added and not at each tag; the PDF keeps them."""
    kept, count = vars(pdf).get("kept_references", ()), pdf.pages["Count"]
    if len(kept) != count:
        pdf.kept_references = kept = _page_references(pdf)
    return kept


PDF.page_references = property(_kept_references)


def _counted_list() -> Any:
    """A list of attributes that is given back with the Python object, and not when somebody thinks of it."""
    return ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)


def _insert(attributes: Any, features: Any) -> None:
    """Give a list an attribute of its own, which it frees; the engine keeps the features' text in its place."""
    known = isinstance(features, bytes)
    pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features) if known else features)


line_break.pango = Overlay(
    pango,
    pango_attr_font_features_new=bytes,
    pango_attr_list_new=_counted_list,
    pango_attr_list_insert=_insert,
    pango_attr_list_unref=lambda _: None,
)


_REMARKS: ContextVar[list[str] | None] = ContextVar("remarks", default=None)


class _HeardLogger(type(LOGGER)):  # type: ignore[misc] # the engine is untyped
    """The engine's logger, which whoever typesets hears as well; what others have set up for it goes on as it was."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 -- the name of `logging`
        """Make a record for us even where logging is switched off: of missing letters we have to know."""
        return (level >= logging.WARNING and _REMARKS.get() is not None) or super().isEnabledFor(level)

    def handle(self, record: logging.LogRecord) -> None:
        """Keep a message for the document that this thread typesets."""
        remarks = _REMARKS.get()
        if remarks is not None and record.levelno >= logging.WARNING:
            remarks.append(record.getMessage())
        if super().isEnabledFor(record.levelno):
            super().handle(record)


LOGGER.__class__ = _HeardLogger


@contextmanager
def heard() -> Iterator[list[str]]:
    """What the engine says, meanwhile and in this thread, about what it passes over."""
    remarks: list[str] = []
    token = _REMARKS.set(remarks)
    try:
        yield remarks
    finally:
        _REMARKS.reset(token)


def hear_again(remarks: Iterable[str]) -> None:
    """Take what was heard before for what is heard now."""
    heard_now = _REMARKS.get()
    if heard_now is not None:
        heard_now.extend(remarks)
