import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvpdf.formats.yaml_text import WIDTH, yaml_text
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData

SENTENCE = "A sentence that is long enough to go on over the end of a line, and then a little further than that."
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
TEXTS = st.one_of(
    st.text(st.one_of(LETTERS, st.sampled_from("\n\n \t#:-'\"")), max_size=60),
    st.lists(st.text(st.sampled_from("abc -:#'\n"), max_size=30), max_size=9).map(SENTENCE.join),
    st.lists(st.sampled_from([SENTENCE, "short", "\n"]), min_size=1, max_size=5).map(
        lambda lines: "\n".join([*lines, ""])
    ),
    st.sampled_from(
        [
            "and so on...",
            "...",
            "no",
            "null",
            "~",
            "",
            "3.10",
            "007",
            "2019",
            "2019-03",
            "2019-03-01",
            "+4420",
            "1e3",
            "=",
            "<<",
        ]
    ),
)


def read_back(data: PlainData) -> PlainData:
    outcome = read(yaml_text(data).encode(), "resume.yaml")
    assert outcome.value is not None
    return outcome.value.data()


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.dictionaries(TEXTS.filter(bool), st.one_of(TEXTS, st.lists(TEXTS, min_size=1, max_size=4)), min_size=1))
def test_every_text_is_read_back_as_it_was(data: dict[str, PlainData]) -> None:
    assert read_back(data) == data


def test_years_months_and_days_need_no_quotes() -> None:
    assert yaml_text({"a": "2019", "b": "2019-03", "c": "2019-03-01"}) == "a: 2019\nb: 2019-03\nc: 2019-03-01\n"


def test_what_another_reader_would_take_for_something_else_is_quoted() -> None:
    texts = ["no", "null", "3.10", "007", "+442079460123", "true", "1e3"]
    assert yaml.safe_load(yaml_text({"a": [*texts, SENTENCE]})) == {"a": [*texts, SENTENCE]}


def test_prose_is_folded_and_short_lines_stay_lines() -> None:
    assert yaml_text({"a": SENTENCE}).startswith("a: >-\n  A sentence")
    assert all(len(line) <= WIDTH for line in yaml_text({"a": SENTENCE * 5}, indent=4).splitlines())
    assert yaml_text({"a": "one\ntwo"}) == "a: |-\n  one\n  two\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one\ntwo\n", "a: |\n  one\n  two\n"),
        ("one\n", "a: |\n  one\n"),
        ("one\n\n", "a: |+\n  one\n\n"),
        (f"{SENTENCE}\n", "a: >\n  A sentence"),
    ],
)
def test_line_breaks_at_the_end_are_those_of_a_block(text: str, written: str) -> None:
    assert yaml_text({"a": text}).startswith(written)
    assert read_back({"a": text, "b": "2"}) == {"a": text, "b": "2"}


def test_three_dots_at_the_end_are_no_end_of_the_document() -> None:
    assert yaml_text({"a": "and so on..."}) == "a: and so on...\n"
    assert read_back({"a": "..."}) == {"a": "..."}
    assert yaml_text({"a": "one\n\n"}, indent=2) == "  a: |+\n    one\n\n"


def test_a_few_words_stand_on_one_line_and_sentences_below_each_other() -> None:
    assert yaml_text({"a": ["Python", "C++"]}) == "a: [Python, C++]\n"
    assert yaml_text({"a": [SENTENCE, "b"]}).count("\n  - ") == 2
