"""Removal: the edits that take blank entries out of a mapping, each with its comma or its line, and nothing else.

An entry is left where it is if something stands with it that was meant for someone: a comment, an anchor, another
entry on its line. And a mapping is never emptied, for then it would be another value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise

from cvpdf.diagnostics import Edit, Span
from cvpdf.source.findings import Findings
from cvpdf.source.tree import Entry, Mapping

_TO_VALUE = re.compile(r"\s*:\s*")
_BLANK_VALUE = re.compile(r"\"[ \t]*\"|'[ \t]*'|null|~")
_COMMA = re.compile(r"\s*,\s*")
_NEXT_LINE = re.compile(r"[ \t]*(?:\r\n?|\n) *")
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Removal:
    """Entries that can be taken out together, and the edit that does it."""

    entries: tuple[Entry, ...]
    edit: Edit


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with the offsets of its key's start and its value's end."""

    entry: Entry
    start: int
    end: int
    goes: bool


def removals(findings: Findings, mapping: Mapping, unwanted: Callable[[Entry], bool]) -> list[Removal]:
    """Find the blank entries that can be taken out of a mapping, out of those that are unwanted."""
    placed = sorted(
        (_place(findings, entry, unwanted) for entry in mapping.entries if _within(entry.key_span, mapping.span)),
        key=lambda one: one.start,
    )
    if all(one.goes for one in placed):
        return []
    flow = findings.text[_offset(findings, mapping.span)] == "{"
    runs = [tuple(run) for _, run in groupby(placed, key=lambda one: one.goes)]
    found: list[Removal] = []
    for before, run, after in zip([(), *runs], runs, [*runs[1:], ()], strict=False):
        if run[0].goes:
            found += (_from_flow if flow else _from_block)(findings, before[-1:], run, after[:1])
    return found


def is_plainly_placed(findings: Findings, entry: Entry) -> bool:
    """Whether nothing but a colon stands between a key and its value: no anchor, no alias, no other file."""
    key, value = entry.key_span, entry.value.span
    if {key.file, value.file} != {findings.file}:
        return False
    end = findings.line_offset(key.end_line) + key.end_column - 1
    return _TO_VALUE.fullmatch(findings.text, end, _offset(findings, value)) is not None


def _place(findings: Findings, entry: Entry, unwanted: Callable[[Entry], bool]) -> _Placed:
    span = entry.value.span
    start, end = _offset(findings, span), findings.line_offset(span.end_line) + span.end_column - 1
    goes = unwanted(entry) and is_plainly_placed(findings, entry) and _BLANK_VALUE.fullmatch(findings.text, start, end)
    return _Placed(entry, _offset(findings, entry.key_span), end, bool(goes))


def _from_flow(
    findings: Findings, before: tuple[_Placed, ...], run: tuple[_Placed, ...], after: tuple[_Placed, ...]
) -> list[Removal]:
    """Take out a run between braces, up to the next entry, or from the end of the one before."""
    if not _parted_by(_COMMA, findings, run + after if after else before + run):
        return []
    start, end = (run[0].start, after[0].start) if after else (before[0].end, run[-1].end)
    return [_removal(findings, run, start, end)]


def _from_block(
    findings: Findings, _before: tuple[_Placed, ...], run: tuple[_Placed, ...], after: tuple[_Placed, ...]
) -> list[Removal]:
    """Take out lines; where the first stands behind a `- `, the next entry moves up to it."""
    text, first = findings.text, run[0]
    if not _indented(findings, first):
        if after and _parted_by(_NEXT_LINE, findings, run + after):
            return [_removal(findings, run, first.start, after[0].start)]
        run = run[1:]
    lines = ((one, _LINE_END.match(text, one.end)) for one in run if _indented(findings, one))
    return [_removal(findings, (one,), findings.line_start(one.start), rest.end()) for one, rest in lines if rest]


def _removal(findings: Findings, run: tuple[_Placed, ...], start: int, end: int) -> Removal:
    return Removal(tuple(one.entry for one in run), findings.edit(start, end, ""))


def _parted_by(gap: re.Pattern[str], findings: Findings, placed: tuple[_Placed, ...]) -> bool:
    return all(gap.fullmatch(findings.text, left.end, right.start) for left, right in pairwise(placed))


def _indented(findings: Findings, placed: _Placed) -> bool:
    """Whether only spaces stand before a key on its line."""
    return not findings.text[findings.line_start(placed.start) : placed.start].strip(" ")


def _within(inner: Span, outer: Span) -> bool:
    """Whether an entry is written in this mapping, and not merged into it from elsewhere."""
    return inner.file == outer.file and (outer.line, outer.column) <= (inner.line, inner.column) <= (
        outer.end_line,
        outer.end_column,
    )


def _offset(findings: Findings, span: Span) -> int:
    return findings.line_offset(span.line) + span.column - 1
