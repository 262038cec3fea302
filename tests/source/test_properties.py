"""Properties of both readers, on generated and on damaged files."""

import json
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvpdf.diagnostics import Outcome, Span
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence, Tree
from cvpdf.source.yaml.reader import read_yaml

PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff")
TEXTS = st.text(LETTERS, max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)

YAML_SAMPLE = """\
# yaml-language-server: $schema=resume.schema.json
basics: &basics {name: Ada Example, label: 'It''s', "summary": "Line\\nbreak"}
work:
  - name: Example Ltd   # a comment
    highlights: [one, two two, "three: 3"]
    summary: |
      Led a team.

      Two paragraphs.
    <<: {position: Engineer}
  - *basics
skills:
- name: >-
    Folded
    text
  level: ~
empty:
"""

JSON_SAMPLE = """\
{
  "$schema": "https://example.org/schema.json",
  "basics": {"name": "Ada \\u00c9xample", "phone": null, "location": {}},
  "work": [{"name": "Example Ltd", "highlights": ["one", 2, -3.5e2, true]}, []]
}
"""


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from nodes(entry.value)


def spans(outcome: Outcome[Tree]) -> Iterator[Span]:
    yield from (said.span for said in outcome.diagnostics if said.span)
    for node in nodes(outcome.value.root) if outcome.value else ():
        yield node.span
        if isinstance(node, Mapping):
            yield from (entry.key_span for entry in node.entries)


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def check_spans(outcome: Outcome[Tree], content: bytes) -> None:
    text = lines(content.decode(errors="replace").removeprefix("\ufeff"))
    for span in spans(outcome):
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert 1 <= span.line <= span.end_line <= len(text)
        assert 1 <= span.column <= len(text[span.line - 1]) + 2
        assert 1 <= span.end_column <= len(text[span.end_line - 1]) + 2


def check_plain_text(tree: Tree) -> None:
    text = lines(tree.text)
    for node in nodes(tree.root):
        if isinstance(node, Scalar) and node.plain and node.text is not None and node.span.line == node.span.end_line:
            assert text[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1] == node.text


def as_texts(value: object) -> object:
    """What the Tree gives for a value of the json module."""
    if isinstance(value, dict):
        return {key: as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_texts(item) for item in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


@PROPERTY
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_json_is_what_the_json_module_reads(value: object, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001 - generated
    content = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    outcome = read(content, "resume.json")
    check_spans(outcome, content)
    if value is not None:
        assert not outcome.diagnostics
        assert outcome.value
        assert outcome.value.data() == as_texts(json.loads(content, parse_int=str, parse_float=str))
        check_plain_text(outcome.value)


def without_nulls(node: Node) -> object:
    """The data with null as the text that it was, as far as `yaml.BaseLoader` tells."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [without_nulls(item) for item in node.items]
    return {entry.key: without_nulls(entry.value) for entry in node.entries}


def nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [nulls(item) for item in value]
    return None if value in ("null", "~", "") else value


@PROPERTY
@given(
    st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)),
    st.sampled_from([None, True, False]),
    st.booleans(),
)
def test_yaml_has_the_structure_that_yaml_gives(value: object, flow: bool | None, unicode: bool) -> None:  # noqa: FBT001 - generated
    written = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=unicode, sort_keys=False)
    outcome = read_yaml(written, "resume.yaml")
    assert outcome == read_yaml(written, "resume.yaml", pure=True)
    if outcome.value:
        assert not outcome.failed
        check_spans(outcome, written.encode())
        assert nulls(without_nulls(outcome.value.root)) == nulls(yaml.load(written, Loader=yaml.BaseLoader))  # noqa: S506 - makes text only
        check_plain_text(outcome.value)


@settings(PROPERTY, max_examples=250)
@given(st.sampled_from(["yaml", "json"]), st.data())
def test_a_damaged_file_is_said_and_never_raises(syntax: str, data: st.DataObject) -> None:
    sample = (YAML_SAMPLE if syntax == "yaml" else JSON_SAMPLE).encode()
    content = bytearray(sample[: data.draw(st.integers(0, len(sample)))] if data.draw(st.booleans()) else sample)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        piece = data.draw(
            st.sampled_from([b"\t", b"'", b'"', b": ", b",", b"{", b"]", b"\n ", b"#", b"&a ", b"*a ", b"\\", b"\r"])
        )
        content[place : place + data.draw(st.integers(0, 3))] = piece if data.draw(st.booleans()) else b""
    start = time.process_time()
    outcome = read(bytes(content), f"resume.{syntax}")
    assert time.process_time() - start < 1
    assert outcome.value or outcome.failed
    check_spans(outcome, bytes(content))


@PROPERTY
@given(
    st.binary(max_size=60) | st.text(st.sampled_from("ab :-[]{},#&*!|>'\"%@`\\\n\r\t\x85\u2028\ufeff")).map(str.encode)
)
def test_no_bytes_raise(content: bytes) -> None:
    for name in ("resume.yaml", "resume.json", "-"):
        outcome = read(content, name)
        assert outcome.value or outcome.failed


@pytest.mark.parametrize(("content", "name"), [(YAML_SAMPLE, "resume.yaml"), (JSON_SAMPLE, "resume.json")])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_the_samples_are_read_whole(content: str, name: str, line_break: str) -> None:
    outcome = read(content.replace("\n", line_break).encode(), name)
    assert outcome.value
    assert not outcome.diagnostics
    check_spans(outcome, content.encode())
    check_plain_text(outcome.value)
    assert outcome.value.schema in ("resume.schema.json", "https://example.org/schema.json")
