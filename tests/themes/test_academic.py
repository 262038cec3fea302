"""What is particular to `academic`: publications in the form of a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Press

RESUME = "basics: {name: Ada Example}\npublications:\n"
FULL = "{name: Gears, authors: [A. Example, J. Roe], publisher: Journal of Gears, releaseDate: 2021, doi: 10.5555/1}"


def lines(press: Press, publications: str) -> list[str]:
    """The words of the page behind the section's title, one publication a line."""
    page = press.print(RESUME + publications, "academic").page
    (words,) = page.columns.values()
    text = " ".join(word.text for word in words).partition("Publications ")[2]
    return text.replace(" • ", "\n").split("\n")


@pytest.mark.parametrize(
    ("publication", "text"),
    [
        (FULL, "1. A. Example, J. Roe. Gears. Journal of Gears, 2021. DOI: 10.5555/1"),
        ('{name: Why?, authors: ["Example, A.", "Roe, J."]}', "1. Example, A.; Roe, J. Why?"),
        ("{name: Gears, releaseDate: 2020, url: https://example.com}", "1. Gears. 2020. example.com"),
        ("{name: Gears, url: https://example.com, doi: 10.5555/1}", "1. Gears. DOI: 10.5555/1, example.com"),
        ("{authors: [J. Roe], publisher: Journal of Gears}", "1. J. Roe. Journal of Gears."),
        ("{releaseDate: 2020}", "1. 2020."),
    ],
)
def test_a_publication_has_the_form_of_a_bibliography_as_far_as_the_file_gives_it(
    press: Press, publication: str, text: str
) -> None:
    assert lines(press, f"  - {publication}\n") == [text]


def test_publications_stand_under_their_types_and_are_numbered_through(press: Press) -> None:
    given = "".join(
        f"  - {{name: {name}{kind}}}\n" for name, kind in [("A", ", type: book"), ("B", ""), ("C", ", type: book")]
    )
    assert lines(press, given) == ["Books 1. A. 2. C. 3. B."]


def test_the_own_name_is_emphasised(press: Press) -> None:
    html = press.print(f"{RESUME}  - {FULL}\n", "academic").page.body
    assert "<strong>A. Example</strong>" in html
