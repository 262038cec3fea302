"""The Tree: a YAML or JSON file as plain data, every key and value with its span; and how it is built."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.diagnostics import Span
from cvpdf.path import SourcePath
from cvpdf.rules.cv1_reading import BadMerge, DuplicateKey, TooDeep, TooManyValues
from cvpdf.source.text_diagnostics import StopReading, TextDiagnostics

# Values and their places. -------------------------------------------------------------------------------------
# Scalars stay text: `no`, `3.10` and `2019-03` mean nothing until the schema says so. Only null is told apart (`text`
# is None), for it stands for a value that is not there.


PlainData: TypeAlias = "str | list[PlainData] | dict[str, PlainData] | None"

Locate = Callable[[SourcePath], Span]
"""Where the value of a source path stands in the file."""


class Scalar(Struct, frozen=True):
    """A value without parts. `plain` is false where it was quoted or written as a block (in JSON: a string)."""

    text: str | None
    span: Span
    plain: bool = False


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    span: Span


class MappingEntry(Struct, frozen=True):
    """One key of a mapping, with its value."""

    key: str
    key_span: Span
    value: "Node"


class Mapping(Struct, frozen=True):
    """Keys and values in the order of the file; no key twice."""

    entries: tuple[MappingEntry, ...]
    span: Span

    def get(self, key: str) -> MappingEntry | None:
        """The entry of that key."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Sequence | Mapping


class Tree(Struct, frozen=True):
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


def _letters(node: Node) -> int:
    """How many letters a node holds, its keys among them."""
    if isinstance(node, Scalar):
        return len(node.text or "")
    if isinstance(node, Sequence):
        return sum(map(_letters, node.items))
    return sum(len(entry.key) + _letters(entry.value) for entry in node.entries)


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


# Building a Tree. ---------------------------------------------------------------------------------------------


MOST_LEVELS: Final = 100
MOST_VALUES: Final = 100_000
MOST_REPEATED: Final = 1_000_000
"""Letters that a file may have by repeating what it has once: they cost as much as if they were written out."""


class Key(Struct):
    """A key that waits for its value. `merges` is YAML's `<<`; the value of a `dropped` key goes nowhere."""

    text: str
    start: int
    end: int
    merges: bool = False
    dropped: bool = False


class OpenSequence(Struct):
    """A list that is still open."""

    start: int
    values_before: int
    anchor: str | None = None
    height: int = 1
    items: list[Node] = field(default_factory=list)

    def add(self, node: Node, problems: TextDiagnostics) -> None:
        """Append a value."""
        del problems
        self.items.append(node)

    def finish(self, span: Span) -> Node:
        """Make the list."""
        return Sequence(tuple(self.items), span)


class OpenMapping(Struct):
    """A mapping that is still open; `key` is the one whose value comes next, if any."""

    start: int
    values_before: int
    anchor: str | None = None
    height: int = 1
    key: Key | None = None
    entries: dict[str, MappingEntry] = field(default_factory=dict)
    merged: dict[str, MappingEntry] = field(default_factory=dict)
    merge_line: Span | None = None

    def add(self, node: Node, problems: TextDiagnostics) -> None:
        """Put a value to the key that waits for it."""
        key, self.key = self.key, None
        if key is None:  # a node where a key should be; whoever found it has said so
            self.key = Key("", 0, 0, dropped=True)
        elif key.dropped:
            return
        elif key.merges:
            self._merge(key, node, problems)
        else:
            self.entries[key.text] = MappingEntry(key.text, problems.span(key.start, key.end), node)

    def finish(self, span: Span) -> Node:
        """Make the mapping; its own keys win over merged ones."""
        return Mapping(tuple({**self.merged, **self.entries}.values()), span)

    def first_place(self, text: str) -> Span | None:
        """Where a key stands that was written already."""
        entry = self.entries.get(text)
        return entry.key_span if entry else None

    def _merge(self, key: Key, node: Node, problems: TextDiagnostics) -> None:
        """Take over the entries of a mapping, or of a list of mappings, of which the first ones win."""
        sources = node.items if isinstance(node, Sequence) else (node,)
        for source in sources:
            if not isinstance(source, Mapping):
                message = "what follows `<<` has no keys that could be taken over"
                problems.add(BadMerge, key.start, key.end, message, "repeat a mapping there: `<<: *name`")
                return
            for entry in source.entries:
                self.merged.setdefault(entry.key, entry)


class Builder:
    """Takes in keys, values, openings and closings in the order of the text; `root` is the result."""

    def __init__(self, problems: TextDiagnostics) -> None:
        """Begin with nothing read."""
        self.problems = problems
        self.frames: list[OpenMapping | OpenSequence] = []
        self.root: Node | None = None
        self.values = self.repeated = 0

    @property
    def top(self) -> OpenMapping | OpenSequence | None:
        """The innermost list or mapping that is open."""
        return self.frames[-1] if self.frames else None

    def open(self, kind: type[OpenMapping | OpenSequence], start: int, anchor: str | None = None) -> None:
        """Begin a list or a mapping."""
        self._check_depth(1, start)
        self.frames.append(kind(start, self.values, anchor))
        self.count(1, start)

    def key(self, key: Key) -> None:
        """Take in a key of the mapping that is open."""
        top = self.frames[-1]
        if not isinstance(top, OpenMapping):
            raise TypeError(top)
        self.count(1, key.start)
        first = top.merge_line if key.merges else top.first_place(key.text)
        if first and not key.dropped:
            message = f"`{key.text}` stands here twice; the first one is on line {first.line}"
            self.problems.add(DuplicateKey, key.start, key.end, message, "keep one of them")
            key.dropped = True
        if key.merges:
            top.merge_line = self.problems.span(key.start, key.end)
        top.key = key

    def scalar(self, scalar: Scalar, start: int) -> None:
        """Take in a value without parts."""
        self.count(1, start)
        self.place(scalar)

    def place(self, node: Node, height: int = 0) -> None:
        """Put a finished node where it belongs."""
        if not self.frames:
            self.root = node
            return
        top = self.frames[-1]
        top.height = max(top.height, height + 1)
        top.add(node, self.problems)

    def close(self, end: int) -> tuple[Node, OpenMapping | OpenSequence]:
        """End the innermost list or mapping, and put it where it belongs."""
        frame = self.frames.pop()
        node = frame.finish(self.problems.span(frame.start, max(frame.start, end)))
        self.place(node, frame.height)
        return node, frame

    def repeat(self, node: Node, size: int, height: int, start: int) -> None:
        """Take in a node that stands elsewhere already; every value in it counts again."""
        self._check_depth(height, start)
        self.count(size, start)
        self.repeated += _letters(node)
        if self.repeated > MOST_REPEATED:
            message = f"what the file repeats up to here has more than {MOST_REPEATED:,} letters"
            self.problems.add(TooManyValues, start, start, message, "repeat less, or check that this is the right file")
            raise StopReading
        self.place(node, height)

    def count(self, values: int, start: int) -> None:
        """Count values, so that the limit is found before anything large is made.

        Raises:
            Stop: when there are too many.
        """
        self.values += values
        if self.values > MOST_VALUES:
            message = f"the file holds more than {MOST_VALUES:,} values up to here; a résumé has a few hundred"
            self.problems.add(TooManyValues, start, start, message, "repeat less, or check that this is the right file")
            raise StopReading

    def _check_depth(self, levels: int, start: int) -> None:
        if len(self.frames) + levels > MOST_LEVELS:
            message = f"values stand inside each other more than {MOST_LEVELS} levels deep here"
            self.problems.add(TooDeep, start, start, message, "close the brackets, or indent less")
            raise StopReading
