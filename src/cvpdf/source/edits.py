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
from cvpdf.source.removal import is_plainly_placed
from cvpdf.source.tree import Entry, Scalar, Tree

_BARE_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./@+-]|:(?=[^\s]))*", re.ASCII)
_NOT_TEXT = re.compile(r"(?:null|true|false|yes|no|on|off|~)\Z", re.IGNORECASE)

_MARKS = re.compile(r"[#&*!/]")


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


def written_for(tree: Tree, entry: Entry, text: str) -> tuple[Edit, ...]:
    """The edit that puts one word where an entry has more; none where a comment or an anchor would go with it."""
    places = places_in(tree.text, tree.file)
    start, end = places.end_of(entry.key_span), places.end_of(entry.value.span)
    if not is_plainly_placed(places, entry) or _MARKS.search(tree.text, start, end):
        return ()
    if tree.text[places.start_of(entry.value.span)] in "{[":
        return (Edit(entry.value.span, json.dumps(text) if tree.syntax == "json" else text),)
    return (places.edit(start, end, f": {text}"),)


def renamed(tree: Tree, entry: Entry, key: str) -> tuple[Edit, ...]:
    """The edit that gives an entry another key, in the same quotes."""
    mark = _written(tree, entry.key_span)[:1]
    quote = mark if mark in {'"', "'"} else ""
    return (Edit(entry.key_span, f"{quote}{key}{quote}"),)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; of two that overlap only the first is."""
    places = places_in(text)
    pieces: list[str] = []
    position = 0
    for start, end, new in sorted(
        {(places.start_of(edit.span), places.end_of(edit.span), edit.text) for edit in edits}
    ):
        if start >= position:
            pieces += (text[position:start], new)
            position = end
    return "".join([*pieces, text[position:]])


def _written(tree: Tree, span: Span) -> str:
    places = places_in(tree.text)
    return tree.text[places.start_of(span) : places.end_of(span)]


@lru_cache(maxsize=2)
def places_in(text: str, file: str = "") -> Findings:
    """Where in a text lines begin; asked for at each edit, and found out once."""
    return Findings(file, text)
