from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfminer.high_level
import pytest
from pdfminer.layout import LTChar, LTComponent, LTContainer

from cvpdf.outline.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeTheme, Press, Print, Printed

    from cvpdf.page import Box, Sheet

LONG = "Bound books, folded sheets and sewed them, day after day. " * 300


def characters(component: LTComponent) -> Iterator[LTChar]:
    if isinstance(component, LTChar):
        yield component
    elif isinstance(component, LTContainer):
        for part in component:
            yield from characters(part)


def letters_in(print_: Print, box: Box) -> str:
    """The letters whose middle is in a box, in the order of the PDF's content."""
    page = list(pdfminer.high_level.extract_pages(io.BytesIO(print_.pdf.content), laparams=None))[box.page - 1]
    sheet = print_.pdf.sheets[box.page - 1]
    return "".join(letter.get_text() for letter in characters(page) if _is_in(letter, box, sheet)).replace(" ", "")


def _is_in(letter: LTChar, box: Box, sheet: Sheet) -> bool:
    x, y = (letter.x0 + letter.x1) / 2, sheet.height - (letter.y0 + letter.y1) / 2
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "slate"])
def test_another_reader_finds_each_title_where_it_is_said_to_be(printed: Printed, theme: str) -> None:
    print_ = printed("examples/graduate.yaml", theme)
    header = print_.outline.header
    titles = [header.name, *(section.title for section in print_.outline.sections)]
    for mark in filter(None, titles):
        number = next(number for number, known in enumerate(print_.page.marks) if known is mark)
        (box,) = print_.pdf.places[number]
        assert letters_in(print_, box) == text_of(mark).replace(" ", "")


@pytest.mark.slow
def test_a_mark_on_several_pages_has_a_box_on_each(press: Press) -> None:
    print_ = press.print(f"basics: {{name: Ida Quill, summary: '{LONG}'}}")
    (places,) = [places for mark, places in zip(print_.page.marks, print_.pdf.places, strict=True) if len(places) > 1]
    assert [box.page for box in places] == list(range(1, len(print_.pdf.sheets) + 1))
    assert "".join(letters_in(print_, box) for box in places) == LONG.replace(" ", "")


@pytest.mark.slow
def test_columns_are_the_boxes_of_their_text_on_each_sheet(printed: Printed) -> None:
    first, *others = printed("examples/academic.yaml", "slate").pdf.sheets
    assert list(first.columns) == ["head", "side", "main"]
    assert first.columns["side"].x + first.columns["side"].width < first.columns["main"].x
    assert first.columns["head"].y + first.columns["head"].height < first.columns["main"].y
    for sheet in others:
        assert "head" not in sheet.columns
        assert sheet.columns["main"].x == pytest.approx(first.columns["main"].x, abs=0.01)
        assert sheet.columns["main"].y + sheet.columns["main"].height <= sheet.body.y + sheet.body.height


def test_a_theme_without_columns_has_no_boxes_for_them(printed: Printed) -> None:
    assert all(sheet.columns == {} for sheet in printed("examples/engineer.yaml", "plain").pdf.sheets)


def test_a_hidden_mark_has_no_place(press: Press, make_theme: MakeTheme) -> None:
    pdf = press.typeset(press.page("basics: {name: Ida Quill, label: Binder}", make_theme(".label { display: none }")))
    assert [len(places) for places in pdf.places] == [1, 0]
