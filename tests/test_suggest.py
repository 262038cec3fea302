import pytest

from cvpdf.suggest import did_you_mean


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("plane", ["slate", "plain"], "plain"),
        ("STARTDATE", ["startDate", "endDate"], "startDate"),
        ("acent", ["accent", "margin"], "accent"),
    ],
)
def test_the_nearest_is_named_as_it_is_written(word: str, known: list[str], expected: str) -> None:
    assert did_you_mean(word, known) == f"did you mean `{expected}`?"


@pytest.mark.parametrize(("word", "known"), [("zebra", ["plain", "slate"]), ("plain", []), ("", ["plain"])])
def test_nothing_is_said_where_nothing_is_near(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known) is None
