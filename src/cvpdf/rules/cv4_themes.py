"""CV4: themes, their options, their templates, their style sheets."""

from cvpdf.diagnostics import ExitCode, Rule, Severity, Stage

# Themes, options, templates. ----------------------------------------------------------------------------------


class ThemeRule(Rule, stage=Stage.THEME):
    """A rule of themes, their options, their templates and style sheets."""


class UnknownTheme(ThemeRule, code="CV401", exit_code_without_place=ExitCode.USAGE):
    """No theme has this name.

    `document.theme` and `--theme` take the name of a theme that is installed; `cvpdf themes` lists them.

    Instead of:

        document:
          theme: plane

    write:

        document:
          theme: plain
    """


class UnknownOption(ThemeRule, code="CV402"):
    """The theme does not have this option.

    Options differ from theme to theme; `cvpdf themes show NAME` lists them. An option that only another theme
    has does no harm and is said as an info, so that one file serves several themes.

    Instead of:

        document:
          options:
            acent: '#235577'

    write:

        document:
          options:
            accent: '#235577'
    """


class BadOptionValue(ThemeRule, code="CV403"):
    """An option has a value that it cannot take.

    Each option has a type: a colour (`#235577`), one of some words, a number between two bounds, or true or
    false. `cvpdf themes show NAME` prints them with their defaults.

    Instead of:

        document:
          options:
            accent: blueish

    write:

        document:
          options:
            accent: '#235577'
    """


class BadManifest(ThemeRule, code="CV404"):
    """A theme's `theme.yaml` is not right.

    The manifest says what a theme is: its `api` version, title, description, the theme that it extends, its
    fonts, its options and what it leaves out. A theme with a mistake in it is not used.

    Instead of:

        weights: bold

    write:

        weights: [700]
    """


class BadTemplate(ThemeRule, code="CV405"):
    """A template of the theme cannot be filled in.

    The message gives the template's line. Templates are Jinja in a sandbox: a name that does not exist is an
    error, never an empty place on the page, and only what the outline holds can be printed.

    Instead of:

        {{ entry.titel }}

    write:

        {{ entry.title }}
    """


class ForeignText(ThemeRule, code="CV406"):
    """The theme prints words of its own.

    Whatever has letters or digits on the page comes from the résumé or from the labels of its language, so
    that it can be proven, translated and found again. Themes add punctuation, space and form.

    Instead of:

        <h2>Experience</h2>

    write:

        <h2>{{ section.title }}</h2>
    """


class LeftOutByTheme(ThemeRule, code="CV407", severity=Severity.INFO):
    """The theme has no place for this value, and says so.

    A theme declares in its manifest what it leaves out (`omits`), a photo for instance. Nothing else can be
    missing from the page without an error.

    Instead of:

        document:
          theme: plain

    choose a theme that prints it, or accept that it is not printed.
    """


class NotPrintedByTheme(ThemeRule, code="CV408"):
    """The theme forgot a value.

    Everything that is selected must be on the page, unless the theme's manifest declares that it leaves it
    out. This is a mistake in the theme, not in the résumé.

    Instead of a template without `entry.place`, print it:

        {{ listed(entry.place) }}

    or declare it in `theme.yaml` under `omits`.
    """


class BadAsset(ThemeRule, code="CV409"):
    """The theme's style sheet asks for a file that it may not have.

    A style sheet can show pictures (SVG, PNG, JPEG) that lie in the theme's own folder. The page is typeset without
    any other file and without a connection. A drawing is of shapes: what has letters in it (`<text>`) is refused, for
    they are in no résumé.

    Instead of:

        .email { background: url(https://example.com/email.svg) no-repeat }

    put the picture into the theme's folder, and write:

        .email { background: url(icons/email.svg) no-repeat }
    """


class Shadowing(ThemeRule, code="CV413", severity=Severity.INFO):
    """A theme of yours has the name of one of cvpdf's own, and is used in its place.

    Themes are looked for in `themes/` beside the résumé, in your own folder, among cvpdf's, and in installed
    packages, in this order. `cvpdf themes` says where each comes from.

    Instead of a folder with a name that is taken, if you did not mean to replace that theme:

        themes/plain/theme.yaml

    write:

        themes/my-plain/theme.yaml
    """


class OutsideTheFolder(ThemeRule, code="CV414"):
    """A theme's folder holds something that is not the theme's.

    A theme that is not part of cvpdf may read its own files and no others, so a link that leads out of its folder, a
    pipe or a device is refused. The folder as a whole may be a link.

    Instead of a link to a file elsewhere:

        themes/mine/theme.css -> /home/ada/site.css

    put the file itself there.
    """


class BadThemeFolder(ThemeRule, code="CV415", exit_code_without_place=ExitCode.USAGE):
    """What names a theme's folder does not lead to one, or leads too far.

    `--theme` takes a name, or the path of any folder with a `theme.yaml`. A résumé file may come from somebody else,
    so `document.theme` takes a name, or the path of a folder that lies below the file's own.

    Instead of:

        document:
          theme: ../elsewhere/mine

    write:

        document:
          theme: ./mine
    """


class ThemeStopped(ThemeRule, code="CV416"):
    """A theme took too long, or too much, and was stopped.

    A theme that is not part of cvpdf is typeset in a process of its own, with a limit on time and memory. A résumé
    takes a second or two of the former and a few hundred MiB of the latter, so a theme that reaches a limit has a
    mistake in it, or was made to do harm. Nothing was written.

    Instead of boxes in boxes, each of which is laid out again for each box around it:

        div { display: flex }

    write it for the element that needs it:

        .entry-head { display: flex }
    """


class ForbiddenElement(ThemeRule, code="CV417"):
    """A template writes an element or an attribute that a page may not have.

    Templates of a theme that is not part of cvpdf write form: headings, paragraphs, lists, tables, and `div` and `span`
    with `class`, `id`, `lang`, `dir`, `role`, `data-column` and the spans of cells. Links and pictures come with the
    values of the résumé, styles from `theme.css`. What runs, fetches or leads elsewhere is refused.

    Instead of:

        <h2 style="color: red">{{ section.title }}</h2>

    write:

        <h2 class="loud">{{ section.title }}</h2>
    """


class LowContrast(ThemeRule, code="CV418", severity=Severity.WARNING):
    """A colour is too pale to be read by everybody.

    A theme says how much contrast a colour of its text has to have. The ratio is that of WCAG 2.2, from 1 to 21; 4.5
    is what text needs so that people with weak sight can read it, and so does a grey printer. The message names the
    nearest colour that has enough.

    Instead of:

        document:
          options:
            accent: '#ffcc00'

    write:

        document:
          options:
            accent: '#907300'
    """


class BrokenPromise(ThemeRule, code="CV419"):
    """A theme fails one of the checks of `cvpdf themes check`.

    Every theme prints every value, in an order that each reader of PDF finds, with no heading alone at the end of a
    page, in colours that can be read. `cvpdf themes check` tries it with many résumés; the message names the check, the
    résumé, the paper, the options, and what was found there. What is wrong at a line of the theme's files has a code of
    its own, and is said there.

    Instead of two columns of which readers make one:

        .side { padding-right: 1mm }

    leave a gap as wide as a letter or two:

        .side { padding-right: 6mm }
    """


class NotTried(ThemeRule, code="CV421", severity=Severity.INFO):
    """A part of `cvpdf themes check` could not be tried on this machine.

    Some checks ask other programs that read PDFs, and samples in other scripts want fonts. What is not installed is not
    asked, and nothing is known about it.

    Instead of trusting a theme that was tried in part:

        pip install cvpdf

    install all that is asked:

        pip install 'cvpdf[themes,scripts]'
    """


# Style sheets. ------------------------------------------------------------------------------------------------


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
    (`.photo`, `img`), and for `::before` and `::after`. Features of fonts that draw other letters than the text has
    (fractions, alternates, letters in circles) are refused everywhere, and so are fonts that the manifest does not
    name (`@font-face`). Small capitals, ligatures, old-style and tabular figures leave letters what they are.

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
