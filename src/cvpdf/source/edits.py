"""Edits: small changes of a file's own text, so that everything round them stays as it was typed.

A fix is an edit of a few characters and never the file written anew: comments, order, quotes and every other
byte survive by construction.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from cvpdf.diagnostics import Edit, Span
from cvpdf.source.findings import Findings
from cvpdf.source.tree import Entry, Scalar, Tree

_BARE_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./@+-]|:(?=[^\s]))*", re.ASCII)
_NOT_TEXT = re.compile(r"(?:null|true|false|yes|no|on|off|~)\Z", re.IGNORECASE)


class Offsets:
    """Turns the spans of one text back into character offsets."""

    def __init__(self, text: str) -> None:
        """Note where the lines begin."""
        self.text = text
        self._findings = Findings("", text)

    def of(self, span: Span) -> tuple[int, int]:
        """The offsets of a span's start and its end, the end exclusive."""
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _offset(self, line: int, column: int) -> int:
        return self._findings.line_offset(line) + column - 1


def replaced(tree: Tree, scalar: Scalar, text: str) -> tuple[Edit, ...]:
    """The edit that puts another text of one line in a scalar's place, in the same quotes; none for a block."""
    written = _written(tree, scalar.span)
    if written[:1] == '"' or tree.syntax == "json":  # where it may be a number
        return (Edit(scalar.span, json.dumps(text, ensure_ascii=False)),)
    if written[:1] == "'":
        return (Edit(scalar.span, "'" + text.replace("'", "''") + "'"),)
    if not scalar.plain or "\n" in written:
        return ()
    bare = _BARE_WORD.fullmatch(text) and not _NOT_TEXT.match(text)
    return (Edit(scalar.span, text if bare else json.dumps(text, ensure_ascii=False)),)


def renamed(tree: Tree, entry: Entry, key: str) -> tuple[Edit, ...]:
    """The edit that gives an entry another key, in the same quotes."""
    mark = _written(tree, entry.key_span)[:1]
    quote = mark if mark in {'"', "'"} else ""
    return (Edit(entry.key_span, f"{quote}{key}{quote}"),)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; of two that overlap only the first is."""
    offsets = _offsets(text)
    pieces: list[str] = []
    position = 0
    for start, end, new in sorted({(*offsets.of(edit.span), edit.text) for edit in edits}):
        if start >= position:
            pieces += (text[position:start], new)
            position = end
    return "".join([*pieces, text[position:]])


def _written(tree: Tree, span: Span) -> str:
    start, end = _offsets(tree.text).of(span)
    return tree.text[start:end]


@lru_cache(maxsize=2)
def _offsets(text: str) -> Offsets:
    return Offsets(text)
