from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvpdf.pdfium import DPI, write_png, write_thumbnail

if TYPE_CHECKING:
    from tests.conftest import Press


@pytest.mark.parametrize(("paper", "inches"), [("A4", (210 / 25.4, 297 / 25.4)), ("Letter", (8.5, 11))])
def test_a_picture_has_the_size_of_its_paper(press: Press, paper: str, inches: tuple[float, float]) -> None:
    (content,) = write_png(press.print("basics: {name: Ida}", paper=paper).pdf.content)
    picture = Image.open(io.BytesIO(content))
    assert (picture.width / DPI, picture.height / DPI) == pytest.approx(inches, abs=0.01)
    assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_the_same_pdf_gives_the_same_picture(press: Press) -> None:
    pdf = press.print("basics: {name: Ida}").pdf.content
    assert write_png(pdf) == write_png(pdf)


def test_a_thumbnail_is_the_first_page_in_the_width_that_is_asked_for(press: Press) -> None:
    pdf = press.print("basics: {name: Ida}", paper="Letter").pdf.content
    picture = Image.open(io.BytesIO(write_thumbnail(pdf, 200)))
    assert (picture.width, picture.height) == pytest.approx((200, 200 * 11 / 8.5), abs=1)
