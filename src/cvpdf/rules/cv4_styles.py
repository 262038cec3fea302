"""CV4: what can be wrong with a theme's style sheets (CV420, CV423 to CV426)."""

from cvpdf.rules.cv4_themes import ThemeRule


class StyleSheetNotText(ThemeRule, code="CV420"):
    r"""A style sheet is not a text in UTF-8.

    All files of a theme are read as UTF-8, whatever the machine, so that a theme looks the same everywhere. An editor
    for another encoding writes bytes that mean nothing in it.

    Instead of saving `theme.css` as Latin-1 or "ANSI", save it as UTF-8, or write a sign by its number:

        .dot::before { content: "\00B7" }
    """


class BadStyles(ThemeRule, code="CV423"):
    """A style sheet is not written as CSS has to be.

    What cannot be read is passed over by the typesetting engine, together with all that follows up to a place where it
    can go on. A brace that is missing in one rule takes the next ones along.

    Instead of:

        .entry { margin 3mm }

    write:

        .entry { margin: 3mm }
    """


class HarmfulStyle(ThemeRule, code="CV424"):
    """A style sheet says what would lose text, or tear it out of its order.

    The engine paints some boxes apart from the text around them: what floats, what has a `position` or a `transform`,
    what is half transparent or cut off. In the PDF their words stand behind all others, and programs that read
    applications meet them there. `order` and reversed rows print words in another order than the templates; letters
    more than `0.1em` apart are read one by one; hyphens that the engine puts in stay in the words. Which résumé it
    harms depends on its length, so none of these passes. They are allowed where there are no words: for the photo
    (`.photo`, `img`), and for `::before` and `::after`.

    Instead of:

        .dates { float: right }

    write:

        .entry-head { display: table; width: 100% }
        .dates { display: table-cell; text-align: end }
    """


class WordsInStyles(ThemeRule, code="CV425"):
    """A style sheet prints words of its own.

    `content` may hold signs, never letters or digits: they are in no résumé and no language, and the proof would find
    them in the PDF without knowing them from the page. Only the margins of a page name the person and count pages.

    Instead of:

        h2::after { content: "abc" }

    print words through the templates, out of the résumé. In the margins, instead of:

        @page { @bottom-right { content: "Page " counter(page) } }

    write:

        @page { @bottom-right { content: string(name) " · " var(--folio) } }
    """


class UnknownInStyles(ThemeRule, code="CV426"):
    """A style sheet refers to something that nobody has defined.

    A custom property without a value takes the whole declaration with it, and a family that the theme's manifest does
    not name is never loaded: another stands in for it. An option that is a choice, or true or false, is no custom
    property but a class of `:root`.

    Instead of:

        h1 { color: var(--acent); font-family: "Inter" }

    write:

        h1 { color: var(--accent); font-family: var(--heading-font) }
    """
