"""The Page: a composed document, and what its PDF must hold."""

from bisect import bisect_right
from collections.abc import Mapping
from html import escape
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct, field

from cvpdf.diagnostics import Span
from cvpdf.outline.values import Mark, Picture

MARKER = "marker"
"""The class of what stands before an item of a list."""


class Face(Struct, frozen=True, order=True):
    """One static font face: a family, a CSS weight, and whether it is italic.

    Families are `fontpkg` packages, or fonts of the `system` where a résumé names one.
    """

    family: str
    weight: int
    italic: bool = False
    system: bool = False

    @property
    def url(self) -> str:
        """Where the page asks for it; only the engine's fetcher answers such addresses."""
        style = "italic" if self.italic else "normal"
        name = self.family.encode().hex() if self.system else self.family.replace(" ", "-")
        return f"{'system' if self.system else 'font'}:{name}/{self.weight}/{style}"


class Asset(Struct, frozen=True):
    """A file of a theme that its style sheet shows."""

    content: bytes
    media_type: str


class Word(Struct, frozen=True):
    """A word of the page, and the number of the mark that it begins in (None: the theme's punctuation)."""

    text: str
    mark: int | None


class StyleSheet(Struct, frozen=True):
    """Some CSS of a page, and the theme's file that it was read from, as messages name it; None for cvpdf's own."""

    css: str
    origin: str | None = None


class Page(Struct, frozen=True):
    """Everything that is typeset: what stands in the HTML's `<body>`, its style sheets, what they show.

    `marks` are those printed, each wrapped in an element whose `data-mark` is its index here. `columns` maps
    the name of each column of text (the value of `data-column`, in document order) to its words: a theme
    without columns has one, named "". `furniture` are the words that margins may repeat, `folio` how they count pages
    (with `{page}` and `{pages}` in it); `leftwards` whether text runs from right to left; `classes` those of the root
    element; `metadata` what a reader's software is told beside the title, by name; `scheme_words` what is reached by
    a link to an e-mail address or a phone number, by the scheme of the address; `assets` the theme's files, by the
    address under which the page asks for them.
    """

    body: str
    title: str
    language: str
    marks: tuple[Mark, ...]
    columns: Mapping[str, tuple[Word, ...]]
    furniture: frozenset[str] = frozenset()
    folio: str = "{page}"
    leftwards: bool = False
    classes: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    scheme_words: Mapping[str, str] = field(default_factory=dict)
    styles: tuple[StyleSheet, ...] = ()
    faces: tuple[Face, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict)

    @property
    def css(self) -> str:
        """The style sheets as one, in their order."""
        return "\n".join(sheet.css for sheet in self.styles)

    def style_origin(self, line: int, column: int) -> Span | None:
        """Find the place in a theme's file that a place of `css` comes from.

        Args:
            line: counted from 1, as `column` is.
            column: the character in that line.

        Returns:
            None where the place is not one of a theme's.
        """
        starts = list(accumulate((sheet.css.count("\n") + 1 for sheet in self.styles), initial=1))
        number = bisect_right(starts, line) - 1
        if not 0 <= number < len(self.styles) or (origin := self.styles[number].origin) is None:
            return None
        there = line - starts[number] + 1
        return Span(origin, there, column, there, column)

    def document(self, body: str, css: str | None = None, policy: str = "") -> str:
        """Write a whole document; all that a reader's software announces is in it, so that no theme can forget it.

        Args:
            body: what stands in `<body>`: `self.body`, or what was made of it.
            css: style sheets that stand in the document, if any do: `self.css`, or what was made of it.
            policy: a line of `<head>` that says what a browser may load.

        Returns:
            The HTML.
        """
        direction = ' dir="rtl"' if self.leftwards else ""
        lines = (
            "<!DOCTYPE html>",
            f'<html lang="{escape(self.language)}"{direction} class="{self.classes}">',
            "<head>",
            '<meta charset="utf-8">',
            *([policy] if policy else []),
            f"<title>{escape(self.title)}</title>",
            *(f'<meta name="{name}" content="{escape(text)}">' for name, text in self.metadata.items() if text),
            *([] if css is None else [f"<style>\n{css}\n</style>"]),
            "</head>",
            "<body>",
            body,
            "</body>",
            "</html>",
        )
        return "\n".join(lines) + "\n"

    @property
    def words(self) -> int:
        """How many words the page prints, margins aside."""
        return sum(len(words) for words in self.columns.values())

    @property
    def letters(self) -> str:
        """Every character that the page may print, each once."""
        words = (word.text for words in self.columns.values() for word in words)
        return "".join(sorted(set(" 0123456789").union(self.folio, *self.furniture, *words)))

    @property
    def pictures(self) -> dict[str, Picture]:
        """The photos that the page shows, by the address under which it asks for it."""
        return {mark.picture.url: mark.picture for mark in self.marks if mark.picture}


class Box(Struct, frozen=True):
    """A rectangle on a page (1-based), in pt, from the page's top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Sheet(Struct, frozen=True):
    """One sheet of paper, in pt: its size, the box that text may fill, and by name the box of each column's text."""

    width: float
    height: float
    body: Box
    columns: Mapping[str, Box]


class Ink(NamedTuple):
    """Where a glyph leaves ink, in thousandths of the size, from the pen's place on the line; `top` is above it."""

    left: float
    bottom: float
    right: float
    top: float


class DrawnGlyph(Struct, frozen=True):
    """A glyph that was made for a page: its number in the font that has this tag in the PDF, and what it stands for.

    `ink` is what the letters' own glyphs would leave.
    """

    font: str
    number: int
    text: str
    ink: Ink


class Pdf(Struct, frozen=True):
    """The typeset document: its bytes, its sheets, and where each mark of the Page landed.

    `places[n]` are the boxes of mark `n`, one a page; `outside` are the marks with letters off the paper;
    `missing` the characters that no font holds; `remarks` what the engine passed over; `filled` how much of
    the last sheet's body is used, from 0 to 1; `glyphs` are those that were made for it.
    """

    content: bytes
    sheets: tuple[Sheet, ...]
    places: tuple[tuple[Box, ...], ...]
    outside: tuple[int, ...] = ()
    missing: str = ""
    remarks: tuple[str, ...] = ()
    filled: float = 1.0
    glyphs: tuple[DrawnGlyph, ...] = ()
