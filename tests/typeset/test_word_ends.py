"""Every word of a PDF ends with a real space, which leaves no ink and moves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw
from tests.quick import slow_but

from cvpdf.typeset.weasyprint_import import load_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeTheme, Press, Printed

SPACED = "h1 { letter-spacing: 0.05em } body { word-spacing: 0.1em } .prose p { text-align: justify; width: 80mm }"
TEXTS = {
    "plain letters": "name: Ida Quill, label: Bookbinder, summary: 'Bound *and* sewn, then photographed for a mill.'",
    "accents of parts": "name: Adébáyọ̀ Ọlá, label: Ẹlẹ́ṣin, summary: Ọ̀ṣun *and* more",
    "greek": "name: Άννα Παραδείγματος, label: Μηχανικός, summary: 'Οδήγησε *ομάδα* μηχανικών και μείωσε τον χρόνο'",
    "hindi": "name: आशा उदाहरण, label: सॉफ़्टवेयर इंजीनियर, summary: 'दस वर्षों से *भुगतान* प्रणालियाँ'",
    "hebrew in latin": "name: Ida Quill, label: 'Bound שלום עולם, sewn', summary: 'לדוגמה *שלום* עולם and more'",
}
LEFTWARDS = {
    "he": "name: נועה לדוגמה, label: 'עם Google Cloud (מאז 2019)', email: noa@example.com, phone: +972 3 555 0100",
    "fa": "name: سارا نمونه, label: 'با Python 3 و Node.js', email: sara@example.com, summary: 'از ۱۳۹۸ تا *۱۴۰۲*'",
}
SOURCES = {name: f"basics: {{{basics}}}" for name, basics in TEXTS.items()} | {
    language: f"basics: {{{basics}}}\ndocument: {{language: {language}}}" for language, basics in LEFTWARDS.items()
}


def guessed(content: bytes) -> list[str]:
    """The letters around each space that pdfium has made up."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            text_page = page.get_textpage()
            text = text_page.get_text_range()
            spaces = (place for place, letter in enumerate(text) if letter == " ")
            found += [
                text[place - 5 : place + 5] for place in spaces if raw.FPDFText_IsGenerated(text_page, place) == 1
            ]
        return found
    finally:
        document.close()


def drawn_by_the_engine(
    draw: Callable[..., object], draw_clusters: Callable[..., object] | None, *rest: object
) -> object:
    return draw_clusters(draw, *rest) if draw_clusters else draw(*rest)


def dots(content: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=2).to_pil().convert("L").tobytes() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("theme", slow_but("plain", ["plain", "slate", "executive", "academic", "timeline", "europe"]))
@pytest.mark.parametrize("name", slow_but("graduate.yaml", ["engineer.yaml", "graduate.yaml", "academic.yaml"]))
def test_no_reader_has_to_guess_where_a_word_ends(printed: Printed, name: str, theme: str) -> None:
    assert guessed(printed(f"examples/{name}", theme).pdf.content) == []


# Of lines that take words from one font and their spaces from another, pdfium loses a step that the engine writes.
MOVED = [(name, "") for name in SOURCES] + [(name, SPACED) for name in TEXTS if "hebrew" not in name]


@pytest.mark.parametrize(("name", "css"), slow_but(MOVED[0], MOVED))
def test_nothing_moves_for_it(
    press: Press, make_theme: MakeTheme, monkeypatch: pytest.MonkeyPatch, name: str, css: str
) -> None:
    theme = make_theme(css)
    page = press.page(SOURCES[name], theme)
    with_spaces = press.typeset(page).content
    load_engine()
    from cvpdf.typeset import weasyprint_internals, word_ends  # with the engine

    with monkeypatch.context() as patch:
        patch.setattr(word_ends, "end_words", lambda *_: None)
        patch.setattr(weasyprint_internals.Lines, "drawn_by", drawn_by_the_engine)
        without = press.typeset(page).content
    moved = dots(with_spaces) != dots(without)  # a diff of the dots would fill the screen
    assert not moved
    assert guessed(without)
    assert guessed(with_spaces) == []


@pytest.mark.parametrize("language", LEFTWARDS)
def test_a_line_from_right_to_left_has_its_spaces_on_the_left(press: Press, language: str) -> None:
    assert press.print(SOURCES[language]).codes == []


def test_a_word_that_goes_on_in_the_next_line_has_none(press: Press, tmp_path: Path) -> None:
    word = "https://a.example/" + "path/" * 30
    print_ = press.print(f"basics: {{name: Ida Quill, summary: 'See {word} or not.'}}")
    file = tmp_path / "resume.pdf"
    file.write_bytes(print_.pdf.content)
    document = pypdfium2.PdfDocument(print_.pdf.content)
    text_page = document[0].get_textpage()
    text = text_page.get_text_range()
    real = "".join(letter for place, letter in enumerate(text) if raw.FPDFText_IsGenerated(text_page, place) == 0)
    document.close()
    assert f"See {word} or not. " in real
    assert print_.codes == []


def test_the_margins_have_theirs_too(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed("examples/engineer.yaml", "plain").pdf.content)
    text = document[1].get_textpage().get_text_range()
    document.close()
    assert re.search(r"Zoë Exempel · 2 of \d ", text)
