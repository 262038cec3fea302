"""Files that went wrong: a sample in which values are exchanged for other shapes, each text a word of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from tests.conftest import must

from cvpdf.formats.material import Material, scalars
from cvpdf.formats.yaml_text import yaml_text
from cvpdf.model.validate import validate
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvpdf.diagnostics import Outcome
    from cvpdf.source.tree import Tree

_TOKEN = re.compile(r"w\d+q")
Path = tuple[str | int, ...]


def _paths(data: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 - plain data
    if path:
        yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        yield from _paths(value, (*path, step))


def _with(data: Any, path: Path, value: Any) -> Any:  # noqa: ANN401 - plain data
    if not path:
        return value
    step, *rest = path
    if isinstance(data, dict) and step in data:
        return {**data, step: _with(data[step], tuple(rest), value)}
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return [_with(item, tuple(rest), value) if index == step else item for index, item in enumerate(data)]
    return data


SHAPES = st.recursive(
    st.sampled_from([None, "", "word", "[word](https://example.com)", "2019", "word to word 2020", "word: word"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["name", "summary", "url", "label", "items", "unknown key", "x-mine"]), inner, max_size=3
        ),
    ),
    max_leaves=5,
)


def _numbered(data: Any, count: list[int]) -> Any:  # noqa: ANN401 - plain data
    """The same with each `word` a word of its own."""
    if isinstance(data, dict):
        return {key: _numbered(value, count) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbered(item, count) for item in data]

    def token(_: re.Match[str]) -> str:
        count[0] += 1
        return f"w{count[0]}q"

    return re.sub(r"\bword\b", token, data) if isinstance(data, str) else data


def mutated(sample: str) -> st.SearchStrategy[str]:
    """YAML texts: the sample with up to three of its values exchanged."""
    data = must(read(sample.encode(), "sample.yaml").value).data()
    changes = st.lists(st.tuples(st.sampled_from([*_paths(data)]), SHAPES), max_size=3)

    def change(pairs: list[tuple[Path, Any]]) -> str:
        result: Any = data
        for path, value in pairs:
            result = _with(result, path, value)
        return yaml_text(_numbered(result, [0]))

    return changes.map(change)


def check(text: str, reader: Callable[[Material], Outcome[Tree]], leaves_out: Callable[[Path, Mapping], bool]) -> None:
    """Every word is in the result or said at its line; what is in the result stands where it says it does.

    `leaves_out` tells of a path, and the mapping in which its last key stands, whether it may go unsaid.
    """
    tree = read(text.encode(), "sample.yaml").value
    if tree is None:
        return
    outcome = reader(Material("sample.yaml", text.encode(), tree, text))
    result = must(outcome.value)
    lines = text.split("\n")
    there: set[str] = set()
    for one in scalars(result.root):
        for token in _TOKEN.findall(one.text or ""):
            assert token in "\n".join(lines[one.span.line - 1 : one.span.end_line])
            there.add(token)
    said = {said.span.line for said in outcome.diagnostics if said.span}
    for one in _texts(tree.root, (), leaves_out):
        missing = set(_TOKEN.findall(one.text or "")) - there
        assert not missing or one.span.line in said, (missing, text)
    validate(result)


def under(*keys: str) -> Callable[[Path, Mapping], bool]:
    """What stands under some keys."""
    return lambda path, _: path[-1] in keys


def _texts(node: Node, path: Path, leaves_out: Callable[[Path, Mapping], bool]) -> Iterator[Scalar]:
    """The texts of a source, but for those that may go unsaid."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            if not leaves_out((*path, entry.key), node):
                yield from _texts(entry.value, (*path, entry.key), leaves_out)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _texts(item, (*path, index), leaves_out)
    else:
        yield node
