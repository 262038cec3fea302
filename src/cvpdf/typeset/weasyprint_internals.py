"""What cvpdf takes from WeasyPrint beyond its documented API, and nobody else reaches for.

Importing this looks whether all of it is there. The fields of Pango's and fontconfig's structures are not asked for:
they are those of C, and to ask costs 12 ms for each structure.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cvpdf.libraries import needing

__all__ = ["FROM_UNITS", "ffi", "fontconfig", "page_box", "pango", "property_names", "replaced", "unpacked_fonts"]

with needing("WeasyPrint", "weasyprint") as needs:
    from weasyprint import CSS, HTML, Page
    from weasyprint.css.properties import KNOWN_PROPERTIES
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.draw import text as drawing
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.ffi import FROM_UNITS, ffi, fontconfig, pango
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

    # The folder of the fonts that were unpacked for fontconfig, which may outlive the process (Kozea/WeasyPrint issue
    # 2090).
    needs.names(FontConfiguration, "_folder")

    # A page's style sheet with a matcher of our own, so that `padding-left` after `padding-inline-start` holds. No
    # upstream issue is known.
    needs.call(CSS, string="", url_fetcher=None, font_config=None, counter_style=None, matcher=None, base_url=None)
    needs.call(HTML, string="", base_url=None, url_fetcher=None)

    # What draws a line and what cuts a font down, both of which are replaced while a page is written: a letter that a
    # font draws as several glyphs is read as another one (Kozea/WeasyPrint issue 2841).
    needs.call(drawing.draw_first_line, "stream", "textbox", "text_overflow", "block_ellipsis", "matrix")
    needs.mentions(drawing.draw_text, "draw_first_line")
    needs.call(Font.subset, "font", "to_unicode", "hinting")
    needs.mentions(Font.clean, "subset")
    needs.mentions(Font.__init__, "file_content", "glyph_count", "hash", "tables", "to_unicode", "upem", "widths")
    needs.call(Stream.add_font, "stream", "pango_font")
    needs.mentions(Stream.__init__, "ink_rect", "logical_rect")
    needs.names(Layout, "get_first_line")
    needs.mentions(Layout.setup, "layout")
    needs.mentions(Layout.set_text, "text")

    # The libraries of the system, which it has loaded and declared; a second copy of them would not do, for they share
    # what they hold. No upstream issue is known.
    needs.names(ffi, "NULL", "cdef", "gc", "new", "string")
    needs.names(pango, "pango_layout_set_single_paragraph_mode", "pango_font_get_glyph_extents")
    needs.names(pango, "PANGO_GLYPH_EMPTY", "PANGO_GLYPH_UNKNOWN_FLAG")
    needs.names(fontconfig, "FcInitLoadConfigAndFonts", "FcConfigDestroy", "FcConfigGetFonts", "FcSetSystem")
    needs.names(fontconfig, "FcPatternGetString")


def page_box(page: Any) -> Any:
    """The root of a laid-out page's boxes."""
    return page._page_box  # noqa: SLF001 -- see above


def unpacked_fonts(configuration: Any) -> Path | None:
    """The folder where the fonts of a document were put for fontconfig, if there were any."""
    return configuration._folder  # type: ignore[no-any-return] # noqa: SLF001 -- see above


def property_names() -> list[str]:
    """The properties of CSS that the engine knows; no list of them is documented, and no upstream issue known."""
    return sorted(name.replace("_", "-") for name in (*KNOWN_PROPERTIES, *EXPANDERS))


@contextmanager
def replaced(draw: Callable[..., Any], cut: Callable[..., None]) -> Iterator[None]:
    """Let the engine meanwhile draw lines and cut fonts otherwise; each gets the engine's own function first."""
    draw_first_line, subset = drawing.draw_first_line, Font.subset

    def drawn(*arguments: Any) -> Any:
        return draw(draw_first_line, *arguments)

    def subsetted(*arguments: Any) -> None:
        cut(subset, *arguments)

    drawing.draw_first_line, Font.subset = drawn, subsetted
    try:
        yield
    finally:
        drawing.draw_first_line, Font.subset = draw_first_line, subset
