"""CV6: the proof, on the bytes of the PDF."""

from cvpdf.diagnostics import Rule, Severity, Stage


class ProofRule(Rule, stage=Stage.PROOF):
    """A rule of the proof, on the bytes of the PDF."""


class LostWords(ProofRule, code="CV601"):
    """A value's words are not in the PDF, or not in their place.

    The PDF was read back, and this value's words did not come out whole and in order. A PDF that loses words
    is not written; the old one stays.

    Instead of trusting the page's look, mend what hides the text: a theme that clips it, or an unusual
    character. If neither is the case, it is a fault of cvpdf, and worth reporting:

        cvpdf build resume.yaml --to html
    """


class ExtraWords(ProofRule, code="CV602"):
    """The PDF holds words that the page does not have.

    Something was printed twice, or a style sheet adds text of its own. Only the margins may repeat the name, and
    count pages: `2`, `2/3`, `(2)`, or as the language says it, which is `var(--folio)`.

    Instead of:

        @page { @bottom-left { content: element(summary) } }

    print text through the templates, and in the margins write:

        @page { @bottom-right { content: string(name) " · " var(--folio) } }
    """


class LostLink(ProofRule, code="CV603"):
    """A link of the page is not among the PDF's links.

    A link that cannot be followed is lost as surely as a word. A theme that hides an element hides its link.

    Instead of:

        a { display: none; }

    leave the link on its text.
    """


class FontNotEmbedded(ProofRule, code="CV604"):
    """A font is not inside the PDF.

    Without it another machine would print other letters. cvpdf only uses font files that it can embed.

    Instead of a family that the theme's manifest does not name:

        body { font-family: Arial; }

    name one that it does.
    """


class LostTitleOrLanguage(ProofRule, code="CV605"):
    """The PDF does not say its title or its language.

    Both are what a screen reader announces first. They come from the name and from `document.language`.

    Instead of a theme's own page without them:

        <html>

    keep the one of `base`, which writes both.
    """


class UnreadablePdf(ProofRule, code="CV606"):
    """The PDF could not be read back.

    What cannot be read cannot be proven, so nothing was written. This is a fault of cvpdf or of the machine
    (a full disk, too little memory).

    Instead of using a file of doubtful state, build again:

        cvpdf build resume.yaml
    """


class LostPicture(ProofRule, code="CV607"):
    """The photo is not in the PDF, or not in its place.

    The PDF was read back, and where the photo should be there is none. A theme that hides it loses it as surely as
    a word.

    Instead of:

        .photo { display: none; }

    leave `basics.image` out of the file, or declare in `theme.yaml` that the theme omits it.
    """


class MisdrawnLetters(ProofRule, code="CV608"):
    """A letter that a font composes of several parts is drawn otherwise than the font says.

    Letters such as `ọ̀`, and those of Arabic, Hindi and Thai, become glyphs that are made for the page. The font in the
    PDF was read back, and such a glyph has another outline than its parts have: one is missing, or stands elsewhere.
    This is a fault of cvpdf or of the font.

    Instead of:

        document: { theme: plain }

    try the font of another theme, and report it:

        document: { theme: slate }
    """


class MistaggedText(ProofRule, code="CV609"):
    """The structure tree of the PDF gives other words than the page, or another order.

    Whoever listens to a PDF is told its text by the tree of its tags, and some software that takes a résumé apart
    reads it as well. The tree was read back, and this value's words did not come out of it whole and in order. This
    is a fault of cvpdf, or of a style sheet that changes the order of what it sets.

    Instead of:

        .entry-head { display: flex; flex-direction: column-reverse; }

    write in the template what is to stand first, or try another theme, and report it:

        document: { theme: plain }
    """


class UnseenText(ProofRule, code="CV610"):
    """A value is in the PDF, and whoever looks at the page does not see it.

    Programs find its words, so the first proof holds. For a theme that is not part of cvpdf the pages are drawn as
    well, with their letters and without. All letters have to leave ink, with a contrast of 3 to what is behind them, in
    5 pt or more, upright, with nothing painted over them and on no other text. The message names the first values, and
    points at the declaration that is most likely to blame.

    Instead of:

        h2 { color: #fff; background: #fff }

    write:

        h2 { color: #fff; background: #1d5c4d }
    """


class OtherThanThePage(ProofRule, code="CV611"):
    """The PDF has another paper, other headings in its outline, or other places to click than its page.

    A theme that is not part of cvpdf decides how a page looks. The paper is the résumé's (`pageSize`), the outline
    holds the headings of the page, and each link lies on the text that it belongs to.

    Instead of:

        @page { size: 2000mm 2000mm }
        h1 { bookmark-label: "★" }

    write:

        @page { margin: 20mm }
    """


# What parsers of hiring systems make of a PDF. ----------------------------------------------------------------


class FieldRule(ProofRule, stage=Stage.PROOF):
    """A rule of the fields that a parser of the usual kind reads. None of these costs a résumé its PDF."""


class TornField(FieldRule, code="CV651", severity=Severity.WARNING):
    """A parser reads a value in pieces.

    Hiring systems read a PDF by the places of its letters. The parts of this value stand on different lines, or too far
    from each other, so such a system takes them for several values.

    Instead of a heading that is too long for its line:

        position: Head of the Drawing Office and of Everything Else that Moves in the Building

    write a shorter one, or take a theme with wider columns:

        position: Head of the Drawing Office
    """


class GluedField(FieldRule, code="CV652", severity=Severity.WARNING):
    """A parser reads a value together with its neighbour.

    A hiring system joins pieces of text that are nearer to each other than one letter, and drops the space between
    them. An address becomes `E-mailida@quill.example`, and no letter arrives.

    Instead of:

        .contacts > * + * { margin-inline-start: 0.2em; }

    leave more than a letter's width between two values, or put each on a line of its own:

        .contacts > * + * { margin-inline-start: 1em; }
    """


class MisplacedField(FieldRule, code="CV653", severity=Severity.WARNING):
    """A parser puts a value where it does not belong.

    A hiring system takes a jump to another height, or back up, for the beginning of another entry. So the period of a
    job may become the head of a job that never was, and its highlights the work of nobody.

    Instead of a template that prints the period behind the employer:

        {{ entry.title }} {{ entry.subtitle }} {{ entry.dates }}

    print it next to the title:

        {{ entry.title }} {{ entry.dates }} {{ entry.subtitle }}
    """


class MissedField(FieldRule, code="CV654", severity=Severity.WARNING):
    """A parser does not find a value.

    Nowhere in the text of the PDF do the letters of this value follow each other. It is not there, or as a picture, or
    with other letters between its own.

    Instead of a PDF of another file:

        cvpdf fields old.pdf --against resume.yaml

    make it anew, and look at the page:

        cvpdf fields resume.pdf --against resume.yaml
    """


class LargePdf(FieldRule, code="CV655", severity=Severity.WARNING):
    """A PDF is larger than what hiring systems parse.

    Several of them parse no file of more than 2.5 MB. They keep it, and leave all fields empty.

    Instead of a photo as it came out of the camera:

        basics: { image: IMG_2041.png }

    take a smaller one:

        basics: { image: portrait.jpg }
    """


FIELD_RULES: tuple[type[Rule], ...] = (TornField, GluedField, MisplacedField, MissedField, LargePdf)
"""Those that a résumé may switch off, for they are about other people's programs."""
