"""Small changes of a file's own text, so that everything round them stays as it was typed."""

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, groupby, pairwise

from msgspec import Struct

from cvpdf.diagnostics import Edit, Span
from cvpdf.source.text_diagnostics import TextDiagnostics
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree

# Taking out blanks. -------------------------------------------------------------------------------------------
# A blank is left where it is if something stands with it that was meant for someone: a comment, an anchor, another
# value on its line. And a mapping is never emptied, for then it would be another value; an empty list says as little
# as one of blanks.


_TO_VALUE = re.compile(r"\s*:\s*")
_BLANK_VALUE = re.compile(r"\"[ \t]*\"|'[ \t]*'|null|~")
_BLANK_LINE = re.compile(rf"(?:{_BLANK_VALUE.pattern})?")
_COMMA = re.compile(r"\s*,\s*")
_NEXT_LINE = re.compile(r"[ \t]*(?:\r\n?|\n) *")
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")
_DASH = re.compile(r" *(-)[ \t]*")


class Removal(Struct, frozen=True):
    """Values that can be taken out together, and the edit that does it."""

    nodes: tuple[Node, ...]
    edit: Edit


class _Placed(Struct, frozen=True):
    """A value with the offsets between which it stands, from its key or its dash on."""

    node: Node
    start: int
    end: int
    goes: bool


def removals(problems: TextDiagnostics, mapping: Mapping, unwanted: Callable[[MappingEntry], bool]) -> list[Removal]:
    """Find the entries that can be taken out of a mapping.

    Args:
        problems: The text of the file, with the places of its lines.
        mapping: The mapping as it was read.
        unwanted: Tells which entries are to go; these must be blank.

    Returns:
        A removal for each that nothing stands with which was meant for someone.
    """
    flow = problems.text[problems.start_of(mapping.span)] == "{"
    blank = _BLANK_VALUE if flow else _BLANK_LINE
    own = [entry for entry in mapping.entries if _within(entry.key_span, mapping.span)]
    placed = sorted((_place(problems, entry, unwanted, blank) for entry in own), key=lambda one: one.start)
    if all(one.goes for one in placed):
        return []
    found: list[Removal] = []
    for before, run, after in _runs(placed):
        found += (_from_flow if flow else _from_block)(problems, before, run, after)
    return found


def item_removals(problems: TextDiagnostics, items: Sequence, unwanted: Callable[[Node], bool]) -> list[Removal]:
    """Find the items that can be taken out of a list, out of those that are unwanted, which must be blank."""
    if not all(item.span.file == problems.file for item in (items, *items.items)):
        return []
    start, end = problems.start_of(items.span), problems.end_of(items.span)
    spans = [(problems.start_of(item.span), problems.end_of(item.span)) for item in items.items]
    if any(left > right for left, right in pairwise((start, *chain.from_iterable(spans), end))):
        return []  # there are aliases among them
    if problems.text[start] == "[":
        placed = [
            _Placed(item, *span, unwanted(item) and _BLANK_VALUE.fullmatch(problems.text, *span) is not None)
            for item, span in zip(items.items, spans, strict=True)
        ]
        return _items_from_flow(problems, placed, start, end)
    lines = (_line_of_item(problems, item, *span) for item, span in zip(items.items, spans, strict=True))
    return [line for item, line in zip(items.items, lines, strict=True) if line and unwanted(item)]


def is_plainly_placed(problems: TextDiagnostics, entry: MappingEntry) -> bool:
    """Whether nothing but a colon stands between a key and its value: no anchor, no alias, no other file."""
    key, value = entry.key_span, entry.value.span
    if {key.file, value.file} != {problems.file}:
        return False
    return _TO_VALUE.fullmatch(problems.text, problems.end_of(key), problems.start_of(value)) is not None


def _place(
    problems: TextDiagnostics, entry: MappingEntry, unwanted: Callable[[MappingEntry], bool], blank: re.Pattern[str]
) -> _Placed:
    start, end = problems.start_of(entry.value.span), problems.end_of(entry.value.span)
    goes = unwanted(entry) and is_plainly_placed(problems, entry) and blank.fullmatch(problems.text, start, end)
    return _Placed(entry.value, problems.start_of(entry.key_span), end, bool(goes))


_Run = tuple[_Placed, ...]


def _runs(placed: Iterable[_Placed]) -> list[tuple[_Run, _Run, _Run]]:
    """What goes, in runs, each between the value before and the one after, where there is one."""
    runs = [tuple(run) for _, run in groupby(placed, key=lambda one: one.goes)]
    neighbours = zip([(), *runs], runs, [*runs[1:], ()], strict=False)
    return [(before[-1:], run, after[:1]) for before, run, after in neighbours if run[0].goes]


def _from_flow(problems: TextDiagnostics, before: _Run, run: _Run, after: _Run) -> list[Removal]:
    """Take out a run between brackets, up to the next value, or from the end of the one before."""
    if not _parted_by(_COMMA, problems, run + after if after else before + run):
        return []
    start, end = (run[0].start, after[0].start) if after else (before[0].end, run[-1].end)
    return [_removal(problems, run, start, end)]


def _items_from_flow(problems: TextDiagnostics, placed: list[_Placed], start: int, end: int) -> list[Removal]:
    """Take items out of a list, if nothing but commas stands around all of them: an anchor would stay behind."""
    first, last = (placed[0].start, placed[-1].end) if placed else (end, start)
    around = problems.text[start + 1 : first] + problems.text[last : end - 1]
    if around.strip() or not _parted_by(_COMMA, problems, tuple(placed)):
        return []
    if all(one.goes for one in placed):
        return [_removal(problems, tuple(placed), first, last)]
    return [removal for run in _runs(placed) for removal in _from_flow(problems, *run)]


def _from_block(problems: TextDiagnostics, _before: _Run, run: _Run, after: _Run) -> list[Removal]:
    """Take out lines; where the first stands behind a `- `, the next entry moves up to it."""
    first = run[0]
    if not _indented(problems, first):
        if after and _parted_by(_NEXT_LINE, problems, run + after):
            return [_removal(problems, run, first.start, after[0].start)]
        run = run[1:]
    lines = ((one, _LINE_END.match(problems.text, one.end)) for one in run if _indented(problems, one))
    return [_removal(problems, (one,), problems.line_start(one.start), rest.end()) for one, rest in lines if rest]


def _line_of_item(problems: TextDiagnostics, item: Node, start: int, end: int) -> Removal | None:
    """The line of a blank item, where there is nothing on it but the dash and the item."""
    line = problems.line_start(start)
    rest = _LINE_END.match(problems.text, end)
    if (
        rest is None
        or not _DASH.fullmatch(problems.text, line, start)
        or not _BLANK_LINE.fullmatch(problems.text, start, end)
    ):
        return None
    return Removal((item,), problems.edit(line, rest.end(), ""))


def _removal(problems: TextDiagnostics, run: _Run, start: int, end: int) -> Removal:
    return Removal(tuple(one.node for one in run), problems.edit(start, end, ""))


def _parted_by(gap: re.Pattern[str], problems: TextDiagnostics, placed: _Run) -> bool:
    return all(gap.fullmatch(problems.text, left.end, right.start) for left, right in pairwise(placed))


def _indented(problems: TextDiagnostics, placed: _Placed) -> bool:
    """Whether only spaces stand before a key on its line."""
    return not problems.text[problems.line_start(placed.start) : placed.start].strip(" ")


def _within(inner: Span, outer: Span) -> bool:
    """Whether an entry is written in this mapping, and not merged into it from elsewhere."""
    return inner.file == outer.file and (outer.line, outer.column) <= (inner.line, inner.column) <= (
        outer.end_line,
        outer.end_column,
    )


# Renaming and replacing. --------------------------------------------------------------------------------------
# A fix is an edit of a few characters and never the file written anew: comments, order, quotes and every other byte
# survive by construction.


_BARE_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./@+-]|:(?=[^\s]))*", re.ASCII)
_NOT_TEXT = re.compile(r"(?:null|true|false|yes|no|on|off|~)\Z", re.IGNORECASE)

_MARKS = re.compile(r"[#&*!/]")


def replaced(tree: Tree, scalar: Scalar, text: str) -> tuple[Edit, ...]:
    """Put another text of one line in a scalar's place, in the same quotes.

    Args:
        tree: The file as it was read.
        scalar: The value that is replaced.
        text: What it is to be.

    Returns:
        One edit; none for a value that is written as a block.
    """
    written = _written(tree, scalar.span)
    if written[:1] == '"' or tree.syntax == "json":  # where it may be a number
        return (Edit(scalar.span, json.dumps(text, ensure_ascii=False)),)
    if written[:1] == "'":
        return (Edit(scalar.span, "'" + text.replace("'", "''") + "'"),)
    if not scalar.plain or "\n" in written:
        return ()
    bare = _BARE_WORD.fullmatch(text) and not _NOT_TEXT.match(text)
    return (Edit(scalar.span, text if bare else json.dumps(text, ensure_ascii=False)),)


def written_for(tree: Tree, entry: MappingEntry, text: str) -> tuple[Edit, ...]:
    """The edit that puts one word where an entry has more; none where a comment or an anchor would go with it."""
    places = places_in(tree.text, tree.file)
    start, end = places.end_of(entry.key_span), places.end_of(entry.value.span)
    if not is_plainly_placed(places, entry) or _MARKS.search(tree.text, start, end):
        return ()
    if tree.text[places.start_of(entry.value.span)] in "{[":
        return (Edit(entry.value.span, json.dumps(text) if tree.syntax == "json" else text),)
    return (places.edit(start, end, f": {text}"),)


def renamed(tree: Tree, entry: MappingEntry, key: str) -> tuple[Edit, ...]:
    """The edit that gives an entry another key, in the same quotes."""
    mark = _written(tree, entry.key_span)[:1]
    quote = mark if mark in {'"', "'"} else ""
    return (Edit(entry.key_span, f"{quote}{key}{quote}"),)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make all edits in a text; of two that overlap only the first is made.

    Args:
        text: The text of a file.
        edits: The edits, in any order; several may be the same.

    Returns:
        The new text.
    """
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
def places_in(text: str, file: str = "") -> TextDiagnostics:
    """Where in a text lines begin; asked for at each edit, and found out once."""
    return TextDiagnostics(file, text)
