"""The Tree: a YAML or JSON file as plain data, every key and value with its span.

Scalars stay text: `no`, `3.10` and `2019-03` mean nothing until the schema says so. Only null is told
apart (`text` is None), for it stands for a value that is not there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from cvpdf.diagnostics import Span
from cvpdf.path import SourcePath

PlainData: TypeAlias = "str | list[PlainData] | dict[str, PlainData] | None"

Locate = Callable[[SourcePath], Span]
"""Where the value of a source path stands in the file."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts. `plain` is false where it was quoted or written as a block (in JSON: a string)."""

    text: str | None
    span: Span
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """One key of a mapping, with its value."""

    key: str
    key_span: Span
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; no key twice."""

    entries: tuple[MappingEntry, ...]
    span: Span

    def get(self, key: str) -> MappingEntry | None:
        """The entry of that key."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """A file that was read: its name as messages print it, its text, and its root node.

    `schema` is the schema that the file says it follows (a YAML modeline or a `$schema` key), if any.
    """

    file: str
    text: str
    root: Node
    syntax: str = "yaml"
    schema: str | None = None

    def data(self) -> PlainData:
        """The whole as dicts, lists, text and None."""
        return plain_data(self.root)

    def node(self, path: SourcePath) -> Node | None:
        """The node at a path, None where there is none."""
        *_, (depth, node) = self._along(path)
        return node if depth == len(path) else None

    def locate(self, path: SourcePath) -> Span:
        """Where a path's value stands; for one that is not there, the nearest thing around it."""
        *_, (_, node) = self._along(path)
        return node.span

    def locate_key(self, path: SourcePath) -> Span:
        """Where a path's last key stands; for a list item, its value."""
        if path:
            parent = self.node(path[:-1])
            if isinstance(parent, Mapping) and isinstance(path[-1], str):
                entry = parent.get(path[-1])
                if entry:
                    return entry.key_span
        return self.locate(path)

    def _along(self, path: SourcePath) -> Iterator[tuple[int, Node]]:
        """Walk down a path as far as it goes, giving how far and the node there."""
        node: Node = self.root
        yield 0, node
        for depth, step in enumerate(path, start=1):
            if isinstance(node, Mapping) and isinstance(step, str) and (entry := node.get(step)):
                node = entry.value
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            else:
                return
            yield depth, node

    def with_value(self, path: SourcePath, value: Node) -> "Tree":
        """A tree in which `value` stands at `path`; mappings on the way are made, a list grows by one at most.

        Raises:
            LookupError: when the path leads through a scalar, or past the end of a list.
        """
        return replace(self, root=_with_value(self.root, path, value))


def plain_data(node: Node) -> PlainData:
    """A node as dicts, lists, text and None."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return {entry.key: plain_data(entry.value) for entry in node.entries}


def declared_schema(root: Node) -> str | None:
    """The text of the root's `$schema` key, if there is one."""
    entry = root.get("$schema") if isinstance(root, Mapping) else None
    return entry.value.text if entry and isinstance(entry.value, Scalar) else None


def _with_value(node: Node, path: SourcePath, value: Node) -> Node:
    if not path:
        return value
    step, *rest = path
    if isinstance(node, Scalar) and node.text in (None, ""):
        node = Mapping((), node.span) if isinstance(step, str) else Sequence((), node.span)
    if isinstance(step, str) and isinstance(node, Mapping):
        entries = {entry.key: entry for entry in node.entries}
        old = entries.get(step) or MappingEntry(step, value.span, Scalar(None, value.span))
        entries[step] = replace(old, value=_with_value(old.value, tuple(rest), value))
        return replace(node, entries=tuple(entries.values()))
    if isinstance(step, int) and isinstance(node, Sequence) and step <= len(node.items):
        items = [*node.items, Scalar(None, value.span)][: max(len(node.items), step + 1)]
        items[step] = _with_value(items[step], tuple(rest), value)
        return replace(node, items=tuple(items))
    raise LookupError(step)
