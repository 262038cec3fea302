"""The proof must fail when something was lost: each fault here is made for real, by a theme that is at fault."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.quick import slow_but

from cvpdf.diagnostics import Severity
from cvpdf.proof.proving import prove

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press, Print, Printed

    from cvpdf.diagnostics import Diagnostic, Span
    from cvpdf.page import Page, Pdf
    from cvpdf.path import SourcePath

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  url: https://quill.example
  summary: Bound and sewn, then [photographed](https://mill.example).
work:
  - name: Paper Mill
    position: Binder
    location: Malmö
    startDate: 2019-03
    highlights: [Sewed four hundred books, Taught seven apprentices]
education:
  - institution: School of Paper
    area: Marbling
    startDate: 2012
    endDate: 2014
"""


def faults(print_: Print) -> list[tuple[str, SourcePath]]:
    return [(said.code, said.path) for said in print_.said if said.code.startswith(("CV502", "CV6"))]


def proven(press: Press, theme: MakeTheme, css: str) -> list[tuple[str, SourcePath]]:
    return faults(press.print(RESUME, theme(css)))


def nowhere(_path: SourcePath) -> Span:
    raise AssertionError("nothing was to be said")


# It holds where nothing is wrong. ----------------------------------------------------------------------------


@pytest.mark.parametrize("theme", slow_but("plain", ["plain", "slate"]))
@pytest.mark.parametrize(
    "name", slow_but("graduate.yaml", ["academic.yaml", "designer.json", "engineer.yaml", "graduate.yaml"])
)
def test_it_holds_for_every_example(printed: Printed, name: str, theme: str) -> None:
    print_ = printed(f"examples/{name}", theme)
    assert prove(print_.page, print_.pdf, nowhere).diagnostics == ()


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".section { break-before: page }",
        "h2 { text-transform: none; letter-spacing: 0.05em }",
        "p { text-align: justify }",
        "li { border: 1pt solid }",
    ],
)
def test_it_holds_for_css_that_does_no_harm(press: Press, make_theme: MakeTheme, css: str) -> None:
    assert proven(press, make_theme, css) == []


# Words. ------------------------------------------------------------------------------------------------------

LABEL = ("basics", "label")


@pytest.mark.parametrize(
    "css",
    [
        ".label { display: none }",
        ".label { visibility: hidden }",
        ".label { position: absolute; left: 900mm }",
        ".label { position: fixed; top: 320mm }",
        ".label { height: 0; overflow: hidden }",
        ".label { width: 4mm; white-space: nowrap; overflow: hidden }",
        ".label { font-size: 0 }",
        ".label { text-transform: uppercase }",
    ],
)
def test_a_value_that_is_hidden_or_spoilt_is_named(press: Press, make_theme: MakeTheme, css: str) -> None:
    assert LABEL in [path for _, path in proven(press, make_theme, css)]


def test_the_message_quotes_what_is_lost_and_points_at_its_line(press: Press, make_theme: MakeTheme) -> None:
    print_ = press.print(RESUME, make_theme(".highlights li:last-child { display: none }"))
    said = next(said for said in print_.said if said.path)
    assert said.code == "CV601"
    assert said.path == ("work", 0, "highlights", 1)
    assert said.message == (
        "`work[0].highlights[1]` is not whole in the PDF: “Taught seven apprentices” cannot be read back in its place"
    )
    assert said.span is not None
    assert (said.span.file, said.span.line) == ("resume.yaml", 11)
    assert said.hint


# A reader that guesses spaces from gaps may read these otherwise, which `themes check` says. The PDF holds every word
# and every space, so nothing is lost.


@pytest.mark.parametrize(
    "css",
    [
        ".label { letter-spacing: 0.4em }",
        ".label { letter-spacing: 0.2em; word-spacing: 1em }",
        ".label { word-spacing: -0.08em }",
        ".label span { display: inline-block; width: 12mm; overflow-wrap: anywhere }",
        ".prose p { width: 20mm; word-break: break-all }",
        ".prose p { width: 20mm } .prose .whole { white-space: normal }",
        ".prose p { width: 60mm; text-align: justify }",
    ],
)
def test_a_space_is_one_that_is_written_and_none_that_is_guessed(press: Press, make_theme: MakeTheme, css: str) -> None:
    words = " ".join(["half-yearly", "on-the-job", "of *emphasis*, links"] * 4)
    source = f"basics: {{name: Ida Quill, label: 'Writes Markdown: *emphasis*, links', summary: '{words}'}}"
    assert faults(press.print(source, make_theme(css))) == []


FOOT = "@page { @bottom-right { content: %s } } @page :first { @bottom-right { content: %s } }"


@pytest.mark.parametrize(
    "content", ['counter(page) "/" counter(pages)', '"(" counter(page) ")"', '"–" counter(page) "–"']
)
def test_the_margins_may_count_pages_between_any_signs(press: Press, make_theme: MakeTheme, content: str) -> None:
    assert proven(press, make_theme, FOOT % (content, content)) == []


@pytest.mark.parametrize("content", ['counter(page) "/9"', '"p" counter(page)', '"1a"'])
def test_the_margins_hold_no_other_words(press: Press, make_theme: MakeTheme, content: str) -> None:
    print_ = press.print(RESUME, make_theme(FOOT % (content, content)))
    (said,) = (said for said in print_.said if said.code == "CV602")
    assert said.hint is not None
    assert "var(--folio)" in said.hint


def test_each_lost_value_is_named_once(press: Press, make_theme: MakeTheme) -> None:
    found = proven(press, make_theme, ".entry { display: none }")
    assert len(found) == len(set(found)) > 6


def test_a_few_letters_less_are_enough(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(".label { width: 15mm; overflow: hidden; white-space: nowrap }")
    print_ = press.print("basics: {name: Ida Quill, label: Bookbinder and papermaker}", theme)
    assert faults(print_)[0] == ("CV502", LABEL)


def test_what_the_theme_puts_between_marks_is_proven_too(press: Press, make_theme: MakeTheme) -> None:
    assert ("CV601", ()) in proven(press, make_theme, ".marker { display: none }")


@pytest.mark.parametrize(
    "css",
    [
        "h2::after { content: ' section' }",
        "h2::before { content: '→ ' }",
        "li { list-style: decimal inside; display: list-item }",
        "@page { @top-center { content: 'Confidential' } }",
        "@page { @bottom-center { content: '4711' } }",
        "@page { @left-middle { content: 'Confidential' } }",
    ],
)
def test_words_that_a_style_sheet_adds_are_found(press: Press, make_theme: MakeTheme, css: str) -> None:
    assert "CV602" in [code for code, _ in proven(press, make_theme, css)]


@pytest.mark.parametrize("place", ["display: block", "position: absolute; left: 110mm; top: 200mm"])
@pytest.mark.parametrize("word", ["Confidential", "Ida"])
def test_a_word_beside_the_columns_is_found_on_its_page(
    press: Press, make_theme: MakeTheme, place: str, word: str
) -> None:
    theme = make_theme(f"body::after {{ content: '{word}'; {place} }}", manifest="extends: slate\n")
    (said,) = (said for said in press.print(RESUME, theme).said if said.code.startswith("CV6"))
    assert (said.code, said.severity) == ("CV602", Severity.ERROR)
    assert said.message == f"page 1 holds “{word}” outside of its columns and margins"


@pytest.mark.parametrize("word", ["Ida", "Bookbinder", "Bookbinders-and-papermakers Bookbinders-and-paper"])
def test_some_of_a_long_name_alone_is_foreign_to_a_margin(press: Press, make_theme: MakeTheme, word: str) -> None:
    theme = make_theme(f"@page {{ @top-center {{ content: '{word}' }} }}")
    print_ = press.print("basics: {name: Bookbinders-and-papermakers, summary: Bound Idas}", theme)
    assert "CV602" in [code for code, _ in faults(print_)]


# Order. ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "css",
    [
        ".head { display: flex; flex-direction: column-reverse }",
        "main { display: flex; flex-direction: column-reverse }",
        "main { display: flex; flex-direction: column } .section.work { order: 9 }",
        ".entry-head { display: flex; flex-direction: row-reverse } .entry-head > * { display: block }",
        ".label { position: relative; top: 120mm }",
        ".dates { float: left; margin-top: 60mm }",
    ],
)
def test_an_order_that_is_another_is_found(press: Press, make_theme: MakeTheme, css: str) -> None:
    assert "CV601" in [code for code, _ in proven(press, make_theme, css)]


def test_columns_that_lie_over_each_other_are_found(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme("aside > * { width: 110mm }", manifest="extends: slate\n")
    crafts = "Coptic and long stitch on linen tapes of every width that is woven, Japanese stab binding"
    print_ = press.print(f"{RESUME}skills: [{{name: Sewing, keywords: [{crafts}]}}]\n", theme)
    assert "CV602" in [code for code, _ in faults(print_)]


# Words on several lines. -------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["x" * 279, "https://a.example/" + "path/" * 40, "understated-" * 12 + "x"])
def test_a_word_longer_than_its_line_may_go_on(press: Press, word: str) -> None:
    assert press.print(f"basics: {{name: Ida Quill, label: '{word}', summary: 'See {word}, or not.'}}").codes == []


# Links, fonts, frame. ----------------------------------------------------------------------------------------


def test_a_link_that_was_dropped_is_named(press: Press) -> None:
    page = press.page(RESUME)
    target = 'href="https://mill.example"'
    pdf = press.typeset(replace(page, body=page.body.replace(target, 'href="https://elsewhere.example"')))
    (said,) = judged(page, pdf)
    assert (said.code, said.path) == ("CV603", ("basics", "summary"))
    assert said.message == "`basics.summary` links to https://mill.example, and the PDF does not"


def test_a_link_within_a_hidden_element_is_lost_with_it(press: Press, make_theme: MakeTheme) -> None:
    found = proven(press, make_theme, ".contacts { display: none }")
    assert ("CV603", ("basics", "url")) in found


@pytest.mark.parametrize("target", ["https://a.example/?q=ä&b=c%20d#e", "mailto:ida@quill.example", "tel:+44207946000"])
def test_a_link_is_found_whatever_is_in_it(press: Press, target: str) -> None:
    assert press.print(f"basics: {{name: Ida Quill, summary: '[here](<{target}>)'}}").codes == []


def test_a_title_that_was_changed_is_found(press: Press) -> None:
    page = press.page(RESUME)
    pdf = press.typeset(replace(page, title=page.title.replace("Ida", "Ivo")))
    (said,) = judged(page, pdf)
    assert said.code == "CV605"
    assert "`Ivo Quill – Bookbinder` instead of `Ida Quill – Bookbinder`" in said.message


def test_a_language_that_was_dropped_is_found(press: Press) -> None:
    page = press.page(RESUME)
    (said,) = judged(page, press.typeset(replace(page, language="de")))
    assert (said.code, said.message) == ("CV605", "the PDF's language is `de` instead of `en`")


def test_a_font_that_is_not_inside_is_named(press: Press) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

    print_ = press.print("basics: {name: Ida}")
    writer = PdfWriter(clone_from=PdfReader(BytesIO(print_.pdf.content)))
    for held in writer._objects:
        if isinstance(held, DictionaryObject):
            held.pop("/FontFile2", None)
    loose = BytesIO()
    writer.write(loose)
    assert "CV604" in [said.code for said in judged(print_.page, replace(print_.pdf, content=loose.getvalue()))]


# Bytes. ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"hello", b"\0" * 1000])
def test_bytes_that_are_no_pdf_cannot_be_proven(press: Press, content: bytes) -> None:
    print_ = press.print("basics: {name: Ida}")
    (said,) = judged(print_.page, replace(print_.pdf, content=content))
    assert said.code == "CV606"


def test_a_file_that_was_cut_off_cannot_be_proven(press: Press) -> None:
    print_ = press.print(RESUME)
    half = replace(print_.pdf, content=print_.pdf.content[: len(print_.pdf.content) // 2])
    assert judged(print_.page, half)


def test_a_page_too_few_is_found(press: Press) -> None:
    print_ = press.print(RESUME)
    two = replace(print_.pdf, sheets=print_.pdf.sheets * 2)
    (said,) = judged(print_.page, two)
    assert (said.code, said.message) == ("CV606", "the PDF cannot be read back: it has 1 pages instead of 2")


def judged(page: Page, pdf: Pdf) -> tuple[Diagnostic, ...]:
    from cvpdf.diagnostics import Span

    return prove(page, pdf, lambda _path: Span("resume.yaml", 1, 1, 1, 1)).diagnostics
