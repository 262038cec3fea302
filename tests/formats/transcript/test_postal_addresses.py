import pytest

from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import is_postal


@pytest.mark.parametrize(
    "text",
    [
        "14 Larch Street, Bristol BS1 4XX",
        "Flat 3, 27 Queen's Road, Manchester",
        "Musterweg 12, 20095 Hamburg",
        "12 rue des Lilas, 29200 Brest",
        "1012 AB Amsterdam",
        "500 Main Ave, Springfield, IL 62701",
        "Calle Mayor 3, 28013 Madrid",
    ],
)
def test_a_street_or_a_code_is_an_address(text: str) -> None:
    assert is_postal(Line(text, "cv.txt", 1))


@pytest.mark.parametrize(
    "text",
    [
        "Senior Engineer",
        "Leeds, UK",
        "2019 - 2021, Loom Street",
        "I moved 14 shops to Larch Street in 2019.",
        "Engineer at 4 Seasons",
        "www.example.com/14-larch-street",
        "",
    ],
)
def test_what_only_has_numbers_is_none(text: str) -> None:
    assert not is_postal(Line(text, "cv.txt", 1))
