"""CV7: what is made, and what other formats hold."""

from cvpdf.diagnostics import Rule


class PagesInOneStream(Rule, code="CV701"):
    """Several pages were to go to standard output as pictures.

    A PNG file holds one picture, so a résumé of several pages becomes one file a page: `resume-1.png`,
    `resume-2.png`. Standard output can take only one of them.

    Instead of:

        cvpdf build resume.yaml --to png -o - > resume.png

    write:

        cvpdf build resume.yaml --to png -o resume.png
    """


RULES: tuple[type[Rule], ...] = (PagesInOneStream,)
