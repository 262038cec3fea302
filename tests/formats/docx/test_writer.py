"""Word files, read with python-docx and as the archives that they are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image
from tests.texts import prove_text

from cvpdf.diagnostics import Span
from cvpdf.formats.docx.writer import write_docx
from cvpdf.outline.values import Mark, Picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from tests.formats.conftest import MakeOutline, Prove

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  url: https://quill.example
  summary: "Bound *and* **sewn** with `awl`.\\nOften.\\n\\n3. Third\\n7. Seventh\\n   - deep\\n\\n     more"
work:
  - {position: Binder, name: Paper Mill, location: Malmö, startDate: 2019-03, highlights: ["[Sewed](https://s.example)"]}
  - name: Old Mill
    positions: [{position: Apprentice, startDate: from the day that the old mill opened its doors}]
skills: [{name: Sewing, keywords: [Coptic]}]
document: {language: en-GB}
"""


def word(outlined: MakeOutline, text: str = RESUME, page_size: str = "A4") -> Document:
    return docx.Document(io.BytesIO(write_docx(outlined(text), page_size)))


def paragraph(document: Document, text: str) -> Paragraph:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(text))


def test_each_part_has_words_own_style(outlined: MakeOutline) -> None:
    styles = [(part.style.name if part.style else "", part.text) for part in word(outlined).paragraphs]
    assert styles == [
        ("Title", "Ida Quill"),
        ("Subtitle", "Bookbinder"),
        ("Contacts", "quill.example"),
        ("Heading 1", "Profile"),
        ("Normal", "Bound and sewn with awl.\nOften."),
        ("List Number", "Third"),
        ("List Number", "Seventh"),
        ("List Bullet 2", "deep"),
        ("List Continue 2", "more"),
        ("Heading 1", "Experience"),
        ("Heading 2", "Binder, Paper Mill\tMar\u00a02019\u00a0–\u00a0Present"),
        ("Details", "Malmö"),
        ("List Bullet", "Sewed"),
        ("Heading 2", "Old Mill"),
        ("Heading 3", "Apprentice"),
        ("Details", "from the day that the old mill opened its doors"),
        ("Heading 1", "Skills"),
        ("List Bullet", "Sewing: Coptic"),
    ]


def test_bullets_are_a_real_list_and_headings_stay_with_what_follows(outlined: MakeOutline) -> None:
    styles = word(outlined).styles
    assert styles["List Bullet"].element.pPr.numPr is not None
    assert styles["List Number"].element.pPr.numPr is None
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Details"):
        assert styles[name].paragraph_format.keep_with_next
    assert styles["Heading 2"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"


def test_runs_keep_their_form(outlined: MakeOutline) -> None:
    runs = {run.text: run for run in paragraph(word(outlined), "Bound").runs}
    assert runs["and"].italic
    assert runs["sewn"].bold
    assert runs["awl"].style.name == "Code"
    heading = paragraph(word(outlined), "Binder").runs
    assert [run.bold for run in heading] == [None, False, False, False, False]


def test_links_are_links(outlined: MakeOutline) -> None:
    document = word(outlined)
    links = [link for part in document.paragraphs for link in part.hyperlinks]
    assert [(link.text, link.address) for link in links] == [
        ("quill.example", "https://quill.example"),
        ("Sewed", "https://s.example"),
    ]
    assert {run.style.name for link in links for run in link.runs} == {"Hyperlink"}


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (215.9, 279.4))])
def test_the_paper_is_the_one_that_was_asked_for(outlined: MakeOutline, paper: str, size: tuple[float, float]) -> None:
    document = word(outlined, page_size=paper)
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)
    (stop,) = paragraph(document, "Binder").paragraph_format.tab_stops
    assert stop.alignment == WD_TAB_ALIGNMENT.RIGHT
    assert stop.position.mm == pytest.approx(size[0] - 40, abs=0.1)


def test_it_says_who_and_what_it_is_and_in_which_language(outlined: MakeOutline) -> None:
    document = word(outlined)
    properties = document.core_properties
    assert (properties.author, properties.title) == ("Ida Quill", "Ida Quill – Bookbinder")
    assert (properties.language, properties.keywords, properties.comments) == ("en-GB", "Sewing, Coptic", "")
    languages = document.styles.element.iter(qn("w:lang"))
    assert {language.get(qn("w:val")) for language in languages} == {"en-GB"}


def test_no_clock_and_nothing_of_the_template_is_in_it(outlined: MakeOutline) -> None:
    archive = ZipFile(io.BytesIO(write_docx(outlined(RESUME), "A4")))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert not [name for name in archive.namelist() if "thumbnail" in name]


@pytest.mark.parametrize("name", ["\ufffe", "\uffff", "N" * 300])
def test_what_word_cannot_hold_does_no_harm(outlined: MakeOutline, name: str) -> None:
    assert write_docx(outlined(f"basics: {{name: '{name}', label: Binder}}"), "A4").startswith(b"PK")


def numbers(document: Document) -> list[tuple[str, str, int]]:
    """Each item of a list that counts: its text, what Word writes before it, and in which list it is."""
    lists = document.part.numbering_part.element
    found = []
    counted: dict[int, int] = {}
    for part in document.paragraphs:
        own = part.paragraph_format.element.pPr.numPr
        if own is not None:
            num = lists.num_having_numId(own.numId.val).abstractNumId.val
            (abstract,) = (one for one in lists if one.get(qn("w:abstractNumId")) == str(num))
            start, text = (abstract.find(f".//{qn(name)}").get(qn("w:val")) for name in ("w:start", "w:lvlText"))
            counted[num] = counted.get(num, int(start) - 1) + 1
            found.append((part.text, text.replace("%1", str(counted[num])), own.numId.val))
    return found


def test_numbers_are_words_own_and_begin_anew_where_they_leap(outlined: MakeOutline, proven: Prove) -> None:
    made = outlined('basics: {name: Ida, summary: "3. c\\n4. d\\n7. g\\n\\nand\\n\\n1) x\\n2) y"}')
    items = numbers(docx.Document(io.BytesIO(write_docx(made, "A4"))))
    assert [(text, number) for text, number, _ in items] == [
        ("c", "3."),
        ("d", "4."),
        ("g", "7."),
        ("x", "1)"),
        ("y", "2)"),
    ]
    assert len({word_list for *_, word_list in items}) == 3
    assert proven(made, "docx") == ()


def test_a_number_that_word_would_write_otherwise_is_text(outlined: MakeOutline, proven: Prove) -> None:
    made = outlined('basics: {name: Ida, summary: "1. Piece\\n02. Piece"}')
    document = docx.Document(io.BytesIO(write_docx(made, "A4")))
    assert [part.text for part in document.paragraphs][-2:] == ["Piece", "02.\tPiece"]
    assert [number for _, number, _ in numbers(document)] == ["1."]
    assert proven(made, "docx") == ()


def test_the_photo_stands_beside_the_head_with_words_for_whoever_does_not_see_it(
    outlined: MakeOutline,
) -> None:
    made = outlined(RESUME)
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), "#203040").save(drawn, "PNG")
    photo = Mark(("basics", "image"), (("basics", "image"),), picture=Picture(drawn.getvalue(), "png", "Ida Quill"))
    made = replace(made, header=replace(made.header, photo=photo))
    content = write_docx(made, "A4")
    document = docx.Document(io.BytesIO(content))
    (table,) = document.tables
    assert [part.text for part in table.cell(0, 0).paragraphs] == ["Ida Quill", "Bookbinder", "quill.example"]
    assert document.paragraphs[0].text == "Profile"
    (shape,) = document.inline_shapes or [None]
    assert shape is not None
    assert round(shape.width.mm) == 30
    assert 'descr="Ida Quill"' in ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    place = Span("resume.yaml", 1, 1, 1, 1)
    assert prove_text(made, content, "docx", lambda _path: place).diagnostics == ()
    without = write_docx(replace(made, header=replace(made.header, photo=None)), "A4")
    assert [said.code for said in prove_text(made, without, "docx", lambda _path: place).diagnostics] == ["CV727"]


def test_a_list_may_be_deeper_than_word_has_styles(outlined: MakeOutline) -> None:
    deep = "\\n".join(f"{'  ' * depth}- level {depth}" for depth in range(5))
    document = word(outlined, f'basics: {{name: Ida, summary: "{deep}"}}')
    indents = [paragraph(document, f"level {depth}").paragraph_format.left_indent for depth in (3, 4)]
    assert [round(indent.mm) for indent in indents if indent] == [20, 25]
