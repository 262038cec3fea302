"""What a reader is given, and what of it the reader left out.

No reader is trusted to know what it forgot. Each piece of the source has a span, and so has each text of the
result; the words of a piece must stand in the texts that were read from its place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.rules.cv7_formats import NotPlaced
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree

# What was given. ----------------------------------------------------------------------------------------------


class Material(Struct, frozen=True):
    """A file's name as messages print it, and its bytes.

    `tree` is there where it is YAML or JSON, `text` where it is any text at all.
    """

    file: str
    content: bytes
    tree: Tree | None = None
    text: str | None = None


# Nodes of the result. -----------------------------------------------------------------------------------------


Pair = tuple[str, Node | None]
"""A key of ours, and what stands under it."""


def scalar(text: str, span: Span) -> Scalar:
    """A text that stands at a place of the source."""
    return Scalar(text, span)


def mapping(span: Span, values: Iterable[Pair]) -> Mapping:
    """Keys with values; those without a value are left out, and of two with one key the first is kept."""
    entries: dict[str, MappingEntry] = {}
    for key, value in values:
        if value is not None and key not in entries:
            entries[key] = MappingEntry(key, value.span, value)
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


# Lines that run on. -------------------------------------------------------------------------------------------


_BEGINS = re.compile(r"\s*(?:[-*+•–▪◦]\s|\d{1,3}[.)]\s|#{1,6}\s|[>|]|```|~~~)")
_HARD = ("  ", "\\")
_FENCE = ("```", "~~~")


def joined_lines(text: str) -> str:
    """A text in which a line goes on in the next, as in Markdown, in ours, where each line is one.

    Blank lines part paragraphs, items begin lines, and two blanks or a backslash at its end break one.
    """
    if "\n" not in text or any(mark in text for mark in _FENCE):
        return text
    lines = text.split("\n")
    said = lines[0]
    for above, line in pairwise(lines):
        if not line.strip() or not above.strip() or _BEGINS.match(line) or above.lstrip().startswith(("|", "#")):
            said += "\n" + line
        elif above.endswith(_HARD):
            said = f"{said.rstrip(' ').removesuffix(chr(92))}\n{line}"
        else:
            said = f"{said.rstrip()} {line.lstrip()}"
    return said


def broken_lines(text: str) -> str:
    """A text of ours as one in which lines run on: what ends a line there is written out."""
    lines = text.split("\n")
    ends = [*lines[1:], ""]
    return "\n".join(
        line if not line.strip() or not after.strip() or _BEGINS.match(after) else f"{line.rstrip()}  "
        for line, after in zip(lines, ends, strict=True)
    )


# What was left out. -------------------------------------------------------------------------------------------


_WORD = re.compile(r"[^\W_]+")

Piece = tuple[Span, str]
"""A stretch of the source, and the text that stands there."""


def unplaced(pieces: Iterable[Piece], result: Node, understood: Iterable[Span] = ()) -> Iterator[Diagnostic]:
    """Say each piece of the source whose words are not all in the texts that were read from its place.

    `understood` are the places of what a reader took in without carrying its words over: the heading of a
    section, the number of a page, a period that was written anew.
    """
    texts: dict[tuple[str, int], list[Scalar]] = defaultdict(list)
    exact: dict[Span, list[Scalar]] = defaultdict(list)  # most texts are read from one piece, and from all of it
    for text in scalars(result):
        exact[text.span].append(text)
        for line in range(text.span.line, text.span.end_line + 1):
            texts[text.span.file, line].append(text)
    settled = set(understood)
    counted: dict[int, Counter[str]] = {}  # a long text is read from many lines, and counted once

    def count(text: Scalar) -> Counter[str]:
        if id(text) not in counted:
            counted[id(text)] = Counter(_WORD.findall((text.text or "").casefold()))
        return counted[id(text)]

    for span, words in pieces:
        if span in settled or not _lost(words, map(count, exact.get(span, ()))):
            continue
        if _lost(words, map(count, _read_from(span, texts).values())):
            message = f"{as_code(words, 60)} has no place in a résumé file, and was left out"
            yield NotPlaced.at(span, message, hint="add it by hand where it belongs")


def tree_pieces(root: Node) -> Iterator[Piece]:
    """Every text of a Tree as a piece; those under keys that are switched off are none of a reader's business."""
    if isinstance(root, Scalar):
        if root.text:
            yield root.span, root.text
    elif isinstance(root, Sequence):
        for item in root.items:
            yield from tree_pieces(item)
    elif isinstance(root, Mapping):
        for entry in root.entries:
            yield from tree_pieces(entry.value)


def _read_from(span: Span, texts: dict[tuple[str, int], list[Scalar]]) -> dict[int, Scalar]:
    """The texts whose place overlaps a span."""
    lines = range(span.line, span.end_line + 1)
    return {id(text): text for line in lines for text in texts.get((span.file, line), ()) if _overlap(text.span, span)}


def _overlap(one: Span, other: Span) -> bool:
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line,
        one.end_column,
    )


def _lost(words: str, read: Iterable[Counter[str]]) -> bool:
    wanted = Counter(_WORD.findall(words.casefold()))
    given = list(read)
    return any(sum(text[word] for text in given) < count for word, count in wanted.items())
