import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.theme.theme import contrast, nearest_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#fff", "#FFFFFF", 1),
        ("#767676", "#ffffff", 4.54),  # the palest grey that passes, and the next one, as everybody's tables have them
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_ratio_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_the_ratio_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS, COLOURS, st.floats(1, 21))
def test_the_nearest_colour_has_the_ratio(colour: str, against: str, ratio: float) -> None:
    better = nearest_colour(colour, against, ratio)
    possible = max(contrast("#000000", against), contrast("#ffffff", against)) >= ratio
    assert (better is not None) == possible
    if better:
        assert contrast(better, against) >= ratio


def test_a_colour_that_passes_is_its_own_nearest() -> None:
    assert nearest_colour("#235577", "#ffffff", 4.5) == "#235577"


def test_on_a_dark_ground_the_nearest_is_lighter() -> None:
    assert nearest_colour("#888888", "#333333", 4.5) == "#9b9b9b"
