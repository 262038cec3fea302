"""What is to be said about a layout, in the words of the résumé: each finding names the value that it concerns."""

import re
from collections.abc import Iterator

from cvpdf.diagnostics import Diagnostic
from cvpdf.outline.values import text_of
from cvpdf.page import Page, Pdf
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv5_layout import EngineWarning, MissingGlyph, OutsideThePage, SparseLastPage, TooManyPages
from cvpdf.source.tree import Locate
from cvpdf.suggest import did_you_mean

_SPARSE = 0.25
"""A last page that is filled less than this looks like an accident."""

_UNKNOWN = re.compile(r"Ignored `([a-z-]+):.*, unknown property", re.DOTALL)

_PLACE = re.compile(r" at (\d+):(\d+)(?=[,.:]|$)")
"""How the engine names a place of the style sheet: its line and its column, both counted from 1."""

_PAGES: SourcePath = ("document", "pages")


def check_layout(page: Page, pdf: Pdf, pages: int | None, locate: Locate) -> tuple[Diagnostic, ...]:
    """Report what the layout did that a person should know.

    Args:
        page: The composed page.
        pdf: What was made of it.
        pages: The number of pages that the résumé promises, None where it promises none.
        locate: Where the value of a source path stands in the file.

    Returns:
        Too many pages, letters off the paper or without a glyph, and the warnings of the engine.
    """
    return (*_length(page, pdf, pages, locate), *_letters(page, pdf, locate), *_remarks(page, pdf))


def _length(page: Page, pdf: Pdf, pages: int | None, locate: Locate) -> Iterator[Diagnostic]:
    count = len(pdf.sheets)
    if pages is not None and count > pages:
        last = _first_on(page, pdf, pages + 1)
        message = f"the résumé takes {count} pages; `pages` promises {pages}{last}"
        hint = "leave something out, or choose a smaller text size or margin among the theme's options"
        yield TooManyPages.at(locate(_PAGES), message, path=_PAGES, hint=hint)
    elif count > 1 and pdf.filled < _SPARSE:
        hint = "shorten something, or set the option `density` to `tight`, or `fontSize` a little smaller"
        yield SparseLastPage.at(None, f"page {count} is only {max(pdf.filled, 0):.0%} full", hint=hint)


def _letters(page: Page, pdf: Pdf, locate: Locate) -> Iterator[Diagnostic]:
    for number in pdf.outside:
        path = page.marks[number].origin
        message = f"`{format_path(path)}` has letters outside of the space for text, or cut off"
        yield OutsideThePage.at(
            locate(path),
            message,
            path=path,
            hint="put a space into the word, or choose a smaller text or a wider column among the theme's options",
        )
    yield from _missing(page, pdf, locate)


def _remarks(page: Page, pdf: Pdf) -> Iterator[Diagnostic]:
    """What the engine warns of; a place in the page's style sheet is said as the one in the theme's file."""
    for remark in pdf.remarks:
        unknown, place = _UNKNOWN.match(remark), _PLACE.search(remark)
        hint = did_you_mean(unknown[1], _known_properties()) if unknown else None
        span = page.style_origin(int(place[1]), int(place[2])) if place else None
        message = _PLACE.sub("", remark, count=1) if span else remark
        yield EngineWarning.at(span, f"the typesetting engine says: {message}", hint=hint)


def _known_properties() -> list[str]:
    from cvpdf.typeset.weasyprint_internals import property_names

    return property_names()


def _first_on(page: Page, pdf: Pdf, sheet: int) -> str:
    """Where the surplus begins."""
    for mark, places in zip(page.marks, pdf.places, strict=True):
        if any(box.page == sheet for box in places):
            return f", and page {sheet} begins at `{format_path(mark.origin)}`"
    return ""


def _missing(page: Page, pdf: Pdf, locate: Locate) -> Iterator[Diagnostic]:
    for mark in page.marks:
        lacking = [character for character in pdf.missing if character in text_of(mark)]
        if lacking:
            shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacking)
            message = f"`{format_path(mark.origin)}`: no font of the theme has {shown}"
            hint = "write it in other characters"
            yield MissingGlyph.at(locate(mark.origin), message, path=mark.origin, hint=hint)
