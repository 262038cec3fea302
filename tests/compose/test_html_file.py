from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

import uharfbuzz

from cvpdf.compose.composing import write_html

if TYPE_CHECKING:
    from tests.conftest import Press


def test_each_face_is_inside_cut_down_to_the_pages_letters(press: Press) -> None:
    page = press.page("basics: {name: Zoë Quill}")
    html = write_html(page, press.fonts(page)).decode()
    fonts = [b64decode(data) for data in re.findall(r'url\("data:font/ttf;base64,([^"]+)"\)', html)]
    assert len(fonts) == len(page.faces)
    for font in fonts:
        letters = set(map(chr, uharfbuzz.Face(uharfbuzz.Blob(font)).unicodes))
        assert set("ZoëQuil 0123456789") <= letters
        assert "x" not in letters


def test_all_else_is_the_page_itself(press: Press) -> None:
    page = press.page("basics: {name: Zoë Quill}")
    html = re.sub(r"<meta http-equiv=.*\n", "", write_html(page, press.fonts(page)).decode())
    assert re.sub(r'url\("[^"]*"\)', "", html) == re.sub(r'url\("[^"]*"\)', "", page.document(page.body, page.css))


def test_browsers_are_told_to_fetch_and_run_nothing(press: Press) -> None:
    page = press.page("basics: {name: Zoë Quill}")
    head = write_html(page, press.fonts(page)).decode().partition("<style>")[0]
    assert "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:" in head
    assert "http-equiv" not in page.document(page.body, page.css)
