"""Confession: what a reader could not place, found by comparing its source with its result.

No reader is trusted to know what it forgot. Each piece of the source has a span, and so has each text of the
result; the words of a piece must stand in the texts that were read from its place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.formats.nodes import scalars
from cvpdf.rules.formats import NotPlaced
from cvpdf.source.findings import as_code
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence

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
