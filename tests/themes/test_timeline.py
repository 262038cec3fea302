"""What is particular to `timeline`: each date is read right before what it dates."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from cvpdf.outline.values import text_of

if TYPE_CHECKING:
    from tests.conftest import Press, Printed


@pytest.mark.slow
@pytest.mark.parametrize("name", ["examples/academic.yaml", "examples/engineer.yaml"])
def test_a_date_is_read_before_the_title_of_its_entry(printed: Printed, name: str) -> None:
    print_ = printed(name, "timeline")
    text = " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(print_.pdf.content)).pages).split()
    )
    entries = [entry for section in print_.outline.sections for entry in section.entries]
    dated = [entry for entry in (*entries, *(each for entry in entries for each in entry.positions)) if entry.dates]
    assert dated
    for entry in dated:
        assert entry.dates is not None
        assert entry.title is not None
        assert f"{text_of(entry.dates)} {text_of(entry.title)}" in text


@pytest.mark.slow
def test_no_page_begins_with_an_entry_whose_date_is_on_the_page_before(printed: Printed) -> None:
    print_ = printed("examples/academic.yaml", "timeline", "Letter")
    sheets = {
        mark.origin[:2]: {box.page for box in boxes}
        for mark, boxes in zip(print_.page.marks, print_.pdf.places, strict=True)
        if mark.origin[-1:] == ("startDate",)
    }
    titles = {
        mark.origin[:2]: {box.page for box in boxes}
        for mark, boxes in zip(print_.page.marks, print_.pdf.places, strict=True)
        if mark.origin[-1:] in (("position",), ("institution",), ("title",))
    }
    assert sheets
    assert all(titles[entry] == pages for entry, pages in sheets.items() if entry in titles)


def test_where_nothing_has_a_date_the_text_begins_at_the_margin(press: Press) -> None:
    dated = press.print("basics: {name: Ada Example}\nwork: [{name: Mill, startDate: 2019}]\n", "timeline")
    undated = press.print("basics: {name: Ada Example}\nwork: [{name: Mill}]\n", "timeline")
    assert undated.pdf.places[0][0].x < dated.pdf.places[0][0].x - 72
