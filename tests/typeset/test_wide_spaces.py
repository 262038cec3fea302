"""Parts of a line that stand apart have one real space between them, as wide as the gap."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTContainer, LTItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Press

RESUME = """\
basics: {name: Ada Example, email: ada@example.com}
projects:
  - {name: Alpha, startDate: 2020, endDate: 2021, description: One.}
  - {name: Beta, startDate: 2019, endDate: 2019, description: Two.}
skills: [{name: Tools, keywords: [Go, Rust]}]
"""


def letters(thing: LTItem) -> Iterator[LTChar]:
    """Every letter that pdfminer sees on a page."""
    if isinstance(thing, LTChar):
        yield thing
    elif isinstance(thing, LTContainer):
        for part in thing:
            yield from letters(part)


def widest_space(content: bytes) -> float:
    (page,) = extract_pages(BytesIO(content))
    return max(letter.width for letter in letters(page) if letter.get_text() == " ")


def test_a_space_is_as_wide_as_the_gap_before_a_period(press: Press) -> None:
    assert widest_space(press.print(RESUME, "plain").pdf.content) > 200


@pytest.mark.parametrize("theme", ["plain", "compact", "academic"])
def test_pdfminer_reads_a_title_and_its_period_as_one_line(press: Press, theme: str) -> None:
    content = press.print(RESUME, theme).pdf.content
    lines = [" ".join(line.split()) for line in extract_text(BytesIO(content)).splitlines() if line.strip()]
    assert "Alpha 2020 – 2021" in lines
    assert "Beta 2019" in lines


def test_a_line_from_right_to_left_stays_as_it_is(press: Press) -> None:
    assert widest_space(press.print(RESUME + "document: {language: he}\n", "plain").pdf.content) < 10
