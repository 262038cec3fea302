"""Levels as a share of their scale."""

import pytest

from cvpdf.outline.entry_kinds import rating
from cvpdf.outline.values import Mark, Text


@pytest.mark.parametrize(
    ("level", "per_cent"),
    [
        ("A1", "17"),
        ("A2", "33"),
        ("B1", "50"),
        ("B2 (upper intermediate)", "67"),
        ("Fluent, c1", "83"),
        ("C2", "100"),
        ("C1, C1", "83"),
        ("4/5", "80"),
        ("4 of 5", "80"),
        ("Expert (4 von 5)", "80"),
        ("7,5/9", "83"),
        ("80 %", "80"),
        ("80%", "80"),
        ("0/5", "0"),
        ("5/5", "100"),
    ],
)
def test_a_number_or_a_level_of_the_cefr_is_a_share(level: str, per_cent: str) -> None:
    assert rating(Mark((), (), (Text(level),))) == per_cent


@pytest.mark.parametrize(
    "level",
    [
        "Native speaker",
        "Expert",
        "4",
        "C++",
        "B1/B2",
        "10/2020",
        "2020-10-11",
        "1/2/3",
        "7/5",
        "4/0",
        "120 %",
        "C3",
        "AB12",
        "",
    ],
)
def test_words_stay_words(level: str) -> None:
    assert rating(Mark((), (), (Text(level),))) is None


def test_no_level_is_no_share() -> None:
    assert rating(None) is None
