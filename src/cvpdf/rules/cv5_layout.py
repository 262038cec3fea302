"""CV5: what the layout did."""

from cvpdf.diagnostics import Rule, Severity, Stage


class LayoutRule(Rule, stage=Stage.LAYOUT):
    """A rule of what the layout did."""


class TooManyPages(LayoutRule, code="CV501"):
    """The résumé takes more pages than `document.pages` allows.

    A page count that is promised is kept or said. Leave something out, shorten a highlight, or choose a
    smaller text size among the theme's options.

    Instead of:

        document:
          pages: 1

    with two pages of text, write:

        document:
          pages: 2
    """


class OutsideThePage(LayoutRule, code="CV502"):
    """Text stands where it may not stand, or where nobody sees it.

    A word that cannot be broken, or a theme whose columns are too narrow, pushed letters over the edge of their
    column, or the theme cuts off what passes the edge of a box. The message names the value.

    Instead of a large text in a column that is too narrow for it:

        document:
          theme: slate
          options:
            fontSize: 12
            sideWidth: 45

    write:

        document:
          theme: slate
          options:
            fontSize: 9.5
            sideWidth: 54
    """


class MissingGlyph(LayoutRule, code="CV503"):
    """No font at hand has a glyph for a character.

    It would be printed as an empty box and read back as nothing. The message names the characters and the
    value that holds them. Fonts for other scripts are extras of cvpdf, named in the hint. Chinese, Japanese and Korean
    need a font of the machine, which `document.fonts` names, and so do emoji and rare signs: `Symbola` draws them (on
    Debian the package fonts-symbola), and `fc-list :charset=1f331 family` lists the fonts that have U+1F331. Stars,
    arrows, ticks, bullets, fractions, signs of mathematics and of currencies are always there.

    Instead of an emoji that no text font draws:

        label: Gardener 🌱

    write:

        label: Gardener
    """


class EngineWarning(LayoutRule, code="CV504", severity=Severity.WARNING):
    """The typesetting engine passed over something in the theme.

    A property that it does not know, a font it could not load: the page may not look as its author meant.

    Instead of a property that the engine does not know:

        text-wrap: balance;

    leave the line out.
    """


class SparseLastPage(LayoutRule, code="CV505", severity=Severity.INFO):
    """The last page is less than a quarter full.

    A few lines on a page of their own look like an accident. Shorten something, or choose a smaller text size.

    Instead of three lines on page two:

        document:
          options:
            fontSize: 10.5

    try:

        document:
          options:
            fontSize: 10
    """


class EndlessWord(LayoutRule, code="CV506"):
    """A word is longer than any word.

    More than ten thousand letters without a space are nearly always data that slipped into a text, and would keep the
    typesetting engine busy for minutes.

    Instead of a picture as text:

        summary: iVBORw0KGgoAAAANSUhEUgAA…

    write what the picture shows:

        summary: Portrait in a workshop
    """
