"""CV3: what the résumé says, and whether all of it comes out."""

from cvpdf.diagnostics import Rule, Severity
from cvpdf.rules import photo


class UnsafeLink(Rule, code="CV301"):
    """A link in a text leads to something other than the web, a mailbox or a telephone.

    Links to scripts and files have no place in a document that strangers open. Only http, https, mailto and
    tel are made into links. The text stays as it was typed; of one in HTML, what is between its tags.

    Instead of:

        summary: See [my report](file:///home/ada/report.pdf).

    write:

        summary: See [my report](https://example.com/report.pdf).
    """


class RelativeLink(Rule, code="CV302", severity=Severity.WARNING):
    """A link in a text leads to a place that only exists beside this file.

    Whoever reads the PDF does not have that place. No link is made, and the text stays as it was typed; of one in
    HTML, what is between its tags.

    Instead of:

        summary: See [my report](report.pdf).

    write the whole address:

        summary: See [my report](https://example.com/report.pdf).
    """


class LostText(Rule, code="CV303"):
    """Part of a text would not be printed.

    Every letter and digit that you write is printed, except where links lead. Here Markdown would swallow some:
    the title of a link, or lists within lists within lists, past ten or so.

    Instead of:

        summary: See [my report](https://example.com/report "Third edition").

    write:

        summary: See [my report, third edition](https://example.com/report).
    """


class NotOutlined(Rule, code="CV304"):
    """A value has no place on the page.

    Everything in the file is printed, but for the few fields that never are (tags, meta, document). A value
    that is neither is a fault of cvpdf, and worth reporting.

    Instead of waiting for a new version, move the text to a field that is printed:

        summary: what would have been lost
    """


class NoLabels(Rule, code="CV305", severity=Severity.WARNING):
    """There are no labels in the language of the résumé.

    Section titles, months and words such as "Present" are printed in English instead. The PDF still says that
    it is in your language.

    Instead of leaving English titles, write your own:

        document:
          language: eo
          labels: {present: nun}
          sections:
            titles: {work: Laborsperto}
    """


RULES: tuple[type[Rule], ...] = (UnsafeLink, RelativeLink, LostText, NotOutlined, NoLabels, *photo.RULES)
