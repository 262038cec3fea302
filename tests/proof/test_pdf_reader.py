from __future__ import annotations

from typing import TYPE_CHECKING

from cvpdf.proof.pdf_reader import ReadWord, read_pdf
from cvpdf.words import words_of

if TYPE_CHECKING:
    from tests.conftest import Press, Printed


def test_words_come_in_the_order_of_the_content_with_the_first_of_each_line_marked(press: Press) -> None:
    pdf = press.print("basics: {name: Ida Quill, label: Bookbinder and papermaker}").pdf
    (sheet,) = read_pdf(pdf.content, pdf.sheets).sheets
    assert sheet.columns[""] == (
        ReadWord("Ida", starts_line=True),
        ReadWord("Quill", starts_line=False),
        ReadWord("Bookbinder", starts_line=True),
        ReadWord("and", starts_line=False),
        ReadWord("papermaker", starts_line=False),
    )
    assert sheet.margins == ()
    assert sheet.strays == ()


def test_margins_are_apart_from_the_text(printed: Printed) -> None:
    print_ = printed("examples/engineer.yaml", "plain")
    first, second, *more = read_pdf(print_.pdf.content, print_.pdf.sheets).sheets
    assert first.margins == ()
    assert [token.text for token in second.margins] == ["Zoë", "Exempel", "·", "2", "of", str(2 + len(more))]


def test_each_column_has_its_own_words(printed: Printed) -> None:
    print_ = printed("examples/graduate.yaml", "slate")
    (sheet,) = read_pdf(print_.pdf.content, print_.pdf.sheets).sheets
    assert {name: [token.text for token in column] for name, column in sheet.columns.items()} == {
        name: [word.text for word in words] for name, words in print_.page.columns.items()
    }


def test_links_title_and_language_are_what_the_file_says(press: Press) -> None:
    pdf = press.print("basics: {name: Zoë Łukasz, url: 'https://a.example/ü?x=1&y=2', email: z@a.example}").pdf
    reading = read_pdf(pdf.content, pdf.sheets)
    assert reading.links == {"https://a.example/%C3%BC?x=1&y=2", "mailto:z@a.example"}
    assert (reading.title, reading.language, reading.loose_fonts) == ("Zoë Łukasz", "en", ())


def test_words_are_split_at_white_space_and_composed() -> None:
    assert words_of(" Zoe\u0308 \t\n C++\u2003ﬁne ") == ("Zoë", "C++", "ﬁne")
    assert words_of("") == words_of(" \n") == ()
