import pytest

from cvpdf.words import did_you_mean, nearest, slips


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("plane", ["slate", "plain"], "plain"),
        ("STARTDATE", ["startDate", "endDate"], "startDate"),
        ("acent", ["accent", "margin"], "accent"),
        ("nmae", ["image", "name", "label"], "name"),
        ("lable", ["url", "table", "label"], "label"),
        ("stratDate", ["endDate", "startDate"], "startDate"),
        ("mial", ["phone", "email"], "email"),
        ("urls", ["url", "roles"], "url"),
        ("telephone", ["url", "phone"], "phone"),
    ],
)
def test_the_nearest_is_named_as_it_is_written(word: str, known: list[str], expected: str) -> None:
    assert did_you_mean(word, known) == f"did you mean `{expected}`?"


@pytest.mark.parametrize(
    ("word", "known"), [("zebra", ["plain", "slate"]), ("plain", []), ("", ["plain"]), ("x", ["y"])]
)
def test_nothing_is_said_where_nothing_is_near(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known) is None


@pytest.mark.parametrize(
    ("word", "other", "count"),
    [
        ("name", "name", 0),
        ("nmae", "name", 1),
        ("nam", "name", 1),
        ("", "name", 4),
        ("abcd", "badc", 2),
        ("ca", "abc", 3),
    ],
)
def test_slips_are_counted_either_way(word: str, other: str, count: int) -> None:
    assert slips(word, other) == slips(other, word) == count


def test_the_first_of_several_that_are_as_near_is_the_nearest() -> None:
    assert nearest("nmae", ["image", "Name"]) == "Name"
    assert nearest("nam", ["name", "nom"]) == "name"
    assert nearest("telephone", ["phone"]) is None


@pytest.mark.parametrize(("word", "other"), [("birthPlace", "birthDate"), ("endDate", "startDate")])
def test_a_key_with_another_word_in_it_is_no_slip(word: str, other: str) -> None:
    assert nearest(word, [other]) is None
    assert did_you_mean(word, [other]) is None


def test_a_slip_in_one_of_the_words_of_a_key_is_one() -> None:
    assert nearest("strtDate", ["startDate", "endDate"]) == "startDate"
    assert did_you_mean("birthDat", ["birthDate"]) == "did you mean `birthDate`?"
