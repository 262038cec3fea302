"""Runs of glyphs, glued by distance as parsers glue them, on real PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from tests.quick import slow_but

from cvpdf.fields.runs_and_lines import read_lines
from cvpdf.pdfium import UnreadableError
from cvpdf.theme.loading import find_themes

if TYPE_CHECKING:
    from tests.conftest import Printed
    from tests.fields.conftest import MakePdf


def lines_of(content: bytes) -> list[list[str]]:
    return [[item.text for item in line.items] for line in read_lines(content).lines]


def test_runs_nearer_than_a_letter_are_one_item_and_the_blank_between_them_is_gone(sheet: MakePdf) -> None:
    assert lines_of(sheet("<p><b>UK</b> · <b>ida@quill.example</b></p>")) == [["UK·ida@quill.example"]]


def test_runs_further_apart_than_a_letter_are_items_of_their_own(sheet: MakePdf) -> None:
    css = "i { font-style: normal; margin: 0 1em }"
    assert lines_of(sheet("<p><b>UK</b><i>·</i><b>ida@quill.example</b></p>", css)) == [
        ["UK", "·", "ida@quill.example"]
    ]


def test_the_blanks_of_one_run_stay(sheet: MakePdf) -> None:
    assert lines_of(sheet("<p>UK · ida@quill.example</p>")) == [["UK · ida@quill.example"]]


def test_behind_a_comma_and_before_a_bar_parsers_put_a_blank(sheet: MakePdf) -> None:
    assert lines_of(sheet("<p><b>Leeds,</b> <b>UK</b> <i>|</i> <b>Bath</b></p>")) == [["Leeds, UK | Bath"]]


def test_a_line_ends_where_the_next_run_stands_at_another_height_or_further_left(sheet: MakePdf) -> None:
    css = "p { position: relative } span { position: absolute; left: 0; top: 0 }"
    assert lines_of(sheet("<p>one</p><p>two</p>")) == [["one"], ["two"]]
    moved = lines_of(sheet("<p><b style='margin-left: 9em'>right</b><span>left</span></p>", css))
    assert sorted(moved) == [["left"], ["right"]] or moved == [["left", "right"]]


def test_places_count_from_the_top_left_corner_in_pt(sheet: MakePdf) -> None:
    first, second = read_lines(sheet("<p>one</p><p style='break-before: page'>two</p>")).lines
    assert (first.spot.page, second.spot.page) == (1, 2)
    assert first.spot.x == pytest.approx(70.9, abs=0.1)
    assert first.spot.y == pytest.approx(70.9 + 9.9, abs=2)
    assert str(second.spot).startswith("page 2, x 71, y 8")


def test_the_look_is_that_of_the_font(sheet: MakePdf) -> None:
    text = read_lines(sheet("<h1>Ida Quill</h1><p>binds books and gilds what is on their spines</p>"))
    head, body = (line.items[0].face for line in text.lines)
    assert (head.size, head.bold, body.size, body.bold) == (20, True, 10, False)
    assert text.body == body
    assert 3 < text.letter < 6


TWO = "".join(f"<p>left {number}</p>" for number in range(9)) + "".join(f"<p>right {number}</p>" for number in range(9))


def test_two_columns_are_seen_and_periods_at_an_edge_are_none(sheet: MakePdf) -> None:
    columns = "body { column-count: 2; column-fill: auto; height: 40mm }"
    assert read_lines(sheet(TWO, columns)).columns == (1,)
    rows = "".join(f"<p class=row><span>Job {year}</span><span>{year}</span></p>" for year in range(2000, 2012))
    assert read_lines(sheet(rows, ".row { display: flex; justify-content: space-between }")).columns == ()
    assert read_lines(sheet(TWO)).columns == ()


@pytest.mark.parametrize("theme", slow_but("plain", find_themes()))
def test_no_letter_of_our_themes_is_lost(printed: Printed, theme: str) -> None:
    content = printed("examples/engineer.yaml", theme).pdf.content
    read = "".join(line.text for line in read_lines(content).lines)
    document = pypdfium2.PdfDocument(content)
    expected = "".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "-")
    document.close()
    assert sorted("".join(read.split())) == sorted("".join(expected.split()))


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n", b"\0" * 5000])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_lines(content)


def test_a_page_without_text_has_no_lines(sheet: MakePdf) -> None:
    assert read_lines(sheet("")).lines == ()
