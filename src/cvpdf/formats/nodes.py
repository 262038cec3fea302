"""Nodes: the parts of a Tree that a reader makes, each with the place in the source that it was read from."""

from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Span
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence


def scalar(text: str, span: Span) -> Scalar:
    """A text that stands at a place of the source."""
    return Scalar(text, span)


def mapping(span: Span, values: Iterable[tuple[str, Node | None]]) -> Mapping:
    """Keys with values; those without a value are left out, and of two with one key the first is kept."""
    entries: dict[str, Entry] = {}
    for key, value in values:
        if value is not None and key not in entries:
            entries[key] = Entry(key, value.span, value)
    return Mapping(tuple(entries.values()), span)


def sequence(items: Iterable[Node | None], span: Span | None = None) -> Sequence | None:
    """A list of the items that are there; None where none is. Its place is that of all of them."""
    kept = tuple(item for item in items if item is not None)
    return Sequence(kept, span or around(kept)) if kept else None


def around(nodes: Iterable[Node]) -> Span:
    """The stretch of one source from the first of some nodes to the end of the last."""
    spans = [node.span for node in nodes]
    first = min(spans, key=lambda span: (span.line, span.column))
    last = max(spans, key=lambda span: (span.end_line, span.end_column))
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def value_of(node: Node | None, *path: str) -> Node | None:
    """What stands under some keys, None where that is nothing."""
    for key in path:
        entry = node.get(key) if isinstance(node, Mapping) else None
        node = entry.value if entry else None
    return node


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; what is no list is its only item."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below a node that has a text."""
    if isinstance(node, Scalar):
        if node.text is not None:
            yield node
        return
    for child in node.items if isinstance(node, Sequence) else (entry.value for entry in node.entries):
        yield from scalars(child)
