import subprocess
import sys

import pytest
import yaml

from cvpdf.diagnostics import Outcome
from cvpdf.source.edits import apply
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData, Tree
from cvpdf.source.yaml.reader import read_yaml


def data(content: str) -> PlainData:
    outcome = read_yaml(content, "resume.yaml")
    assert not outcome.failed
    assert outcome.value
    return outcome.value.data()


def places(outcome: Outcome[Tree]) -> list[tuple[int, int, str]]:
    return [(said.span.line, said.span.column, said.code) for said in outcome.diagnostics if said.span]


def test_values_are_what_is_written() -> None:
    content = "a: no\nb: 3.10\nc: 2019-03\nd: 0o17\ne: 1_000\nf: 12:30\ng: '~'\nh: ~\ni: null\nj:\nk: NULL\n"
    written = {"a": "no", "b": "3.10", "c": "2019-03", "d": "0o17", "e": "1_000", "f": "12:30"}
    assert data(content) == {**written, "g": "~", "h": None, "i": None, "j": None, "k": "NULL"}


@pytest.mark.parametrize(
    "content",
    [
        "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n",
        "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b], z: 3}\n",
        "a: &a {x: 1}\nb: {x: 2, <<: *a}\n",
        "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n",
        "a: &a [1, 2]\nb: *a\n*x : 1\n".replace("*x : 1\n", ""),
        "a: &name word\nb: {*name : 1}\n",
    ],
)
def test_aliases_and_merge_keys_mean_what_they_mean_in_yaml(content: str) -> None:
    class Merging(yaml.SafeLoader):
        """The one that merges, with texts only."""

    Merging.yaml_implicit_resolvers = {"<": yaml.SafeLoader.yaml_implicit_resolvers["<"]}
    assert data(content) == yaml.load(content, Loader=Merging)  # noqa: S506 - makes text only


def test_a_quoted_merge_key_is_a_key() -> None:
    assert data("'<<': x\n") == {"<<": "x"}


def test_next_line_and_paragraph_marks_are_letters() -> None:
    assert data("a: x\u2028y\x85z\nb: 'p\u2029q'\n") == {"a": "x\u2028y\x85z", "b": "p\u2029q"}


def test_spans_leave_out_anchors_tags_and_what_follows() -> None:
    outcome = read_yaml("a: &x !!str 12 # c\nb:\n  c: 1\n\n# end\nd: 2\n", "resume.yaml")
    assert outcome.value
    first, second = outcome.value.locate(("a",)), outcome.value.locate(("b",))
    assert (first.line, first.column, first.end_column) == (1, 13, 15)
    assert (second.line, second.column, second.end_line, second.end_column) == (3, 3, 3, 7)


def test_both_parsers_say_the_same() -> None:
    for content in ("a: [x\nb: c\n", 'a: "x\n', "a: @x\n", "a: b: c\n", "a: 1\na: 2\nb: *c\n", "x:\n - y\n  z: 1\n"):
        assert places(read_yaml(content, "r.yaml")) == places(read_yaml(content, "r.yaml", pure=True))


def test_the_schema_is_that_of_the_modeline_or_the_key() -> None:
    for content in (
        "# yaml-language-server: $schema=x.json\na: b\n",
        "$schema: x.json\na: b\n",
        '{"$schema": "x.json"}',
    ):
        outcome = read(content.encode(), "-")
        assert outcome.value
        assert outcome.value.schema == "x.json"


def test_the_name_or_the_first_letter_tells_the_syntax() -> None:
    found = [
        read(*case).value
        for case in [(b"{}", "-"), (b" [1]", "-"), (b"{}", "a.yml"), (b"a: b", "-"), (b"{}", "A.JSON")]
    ]
    assert [tree.syntax for tree in found if tree] == ["json", "json", "yaml", "yaml", "json"]


def test_json_is_read_without_loading_yaml() -> None:
    program = (
        "import sys; from cvpdf.source.reading import read; read(b'{}', 'a.json'); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("basics:\n\xa0\xa0name: Ada\n\u3000 label: x\n", "basics:\n  name: Ada\n  label: x\n"),
        ("a: b\n\ufeffc: d\n", "a: b\nc: d\n"),
        ('a: "b" , \nc: d\n', 'a: "b" \nc: d\n'),
        ("a: b #1\nc: &d e\n", "a: b #1\nc: &d e\n"),
    ],
)
def test_what_has_one_meaning_is_mended_and_words_are_never_taken_for_text(before: str, after: str) -> None:
    said = read(before.encode(), "resume.yaml").diagnostics
    assert said
    assert apply(before, (edit for one in said for edit in one.fix)) == after


@pytest.mark.parametrize("pure", [True, False])
def test_an_empty_line_may_hold_a_tab(pure: bool) -> None:  # noqa: FBT001 -- both parsers
    text = "a:\n  b: c\n\t\n  d: e\r\n \t \r\n  f: |\n    g\n\t\n    h\n"
    outcome = read_yaml(text, "a.yaml", pure=pure)
    assert outcome.diagnostics == ()
    assert outcome.value
    assert outcome.value.data() == {"a": {"b": "c", "d": "e", "f": "g\n\nh\n"}}
    assert outcome.value.text == text
    both = read_yaml("a: b\n\t\nc:\n\td: e\n", "a.yaml", pure=pure).diagnostics
    assert [(said.code, said.span and said.span.line) for said in both] == [("CV121", 4)]
