"""Trees without a parser: from plain data, each node on a line of its own; from YAML, where its text stands."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
import yaml

from cvpdf.diagnostics import Span
from cvpdf.source.tree import Mapping, MappingEntry, Node, PlainData, Scalar, Sequence, Tree

TreeOfData = Callable[[PlainData], Tree]
TreeOfYaml = Callable[..., Tree]


@pytest.fixture(scope="session")
def tree_of_data() -> TreeOfData:
    return _tree_of_data


@pytest.fixture(scope="session")
def tree_of_yaml() -> TreeOfYaml:
    return _tree_of_yaml


def _tree_of_data(data: PlainData) -> Tree:
    lines = count(1)
    root = _node_of_data(data, lines)
    return Tree("resume.yaml", "x\n" * (next(lines) - 1), root)


def _node_of_data(data: PlainData, lines: Iterator[int]) -> Node:
    span = _line(next(lines))
    if isinstance(data, dict):
        entries = (MappingEntry(key, _line(next(lines)), _node_of_data(value, lines)) for key, value in data.items())
        return Mapping(tuple(entries), span)
    if isinstance(data, list):
        return Sequence(tuple(_node_of_data(item, lines) for item in data), span)
    return Scalar(data, span)


def _line(number: int) -> Span:
    return Span("resume.yaml", number, 1, number, 2)


def _tree_of_yaml(text: str, *, syntax: str = "yaml", schema: str | None = None) -> Tree:
    root = yaml.compose(text)
    return Tree("resume.yaml", text, _node_of_yaml(root) if root else Scalar(None, _line(1)), syntax, schema)


def _node_of_yaml(node: yaml.Node) -> Node:
    start, end = node.start_mark, node.end_mark
    span = Span("resume.yaml", start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if isinstance(node, yaml.MappingNode):
        entries = (MappingEntry(key.value, _node_of_yaml(key).span, _node_of_yaml(value)) for key, value in node.value)
        return Mapping(tuple(entries), span)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(map(_node_of_yaml, node.value)), span)
    assert isinstance(node, yaml.ScalarNode)
    return Scalar(None if node.tag == "tag:yaml.org,2002:null" else node.value, span, node.style is None)
