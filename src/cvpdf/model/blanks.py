"""Find blanks that count for nothing: empty values where a date or an address belongs, blanks around one.

Leaving them is no mistake, so each kind is said once for a file, at the first, with the edits that take all of them
out. What no edit can take out without touching something else is not said.
"""

from collections.abc import Iterator
from functools import partial

from cvpdf.diagnostics import Diagnostic, Edit, Rule, Span
from cvpdf.model.fields import held_by
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank
from cvpdf.model.resume import Resume
from cvpdf.rules import values
from cvpdf.source.edits import replaced
from cvpdf.source.findings import Findings
from cvpdf.source.removal import is_plainly_placed, removals
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence, Tree


def blanks(tree: Tree) -> Iterator[Diagnostic]:
    """Say that values are blank, and that blanks stand around values."""
    mappings = [
        (mapping, part)
        for mapping, part in _mappings(tree.root, Resume)
        if any(_is_empty(tree, part, entry) or _has_ends(part, entry) for entry in mapping.entries)
    ]
    if not mappings:
        return
    findings = Findings(tree.file, tree.text)
    empty: dict[Span, Edit] = {}
    ends: dict[Span, Edit] = {}
    for mapping, part in mappings:
        empty |= _removed(tree, findings, mapping, part)
        ends |= _trimmed(tree, findings, mapping, part)
    yield from _say(values.BlankValue, empty, "is blank, and counts as absent", "are blank, and count as absent")
    yield from _say(values.BlankEnds, ends, "has blanks around it", "have blanks around them")


def _say(rule: type[Rule], edits: dict[Span, Edit], one: str, many: str) -> Iterator[Diagnostic]:
    """Say once what holds for the values at these places."""
    if edits:
        first = min(edits, key=lambda span: (span.line, span.column))
        message = f"{len(edits)} values {many}" if len(edits) > 1 else f"this value {one}"
        yield rule.at(first, message, hint="take out what is blank", fix=tuple(dict.fromkeys(edits.values())))


def _removed(tree: Tree, findings: Findings, mapping: Mapping, part: type[Part]) -> dict[Span, Edit]:
    if tree.syntax == "yaml" and "<<" in tree.text:
        return {}  # a blank may cover what would be merged in
    found = removals(findings, mapping, partial(_is_empty, tree, part))
    return {entry.value.span: removal.edit for removal in found for entry in removal.entries}


def _trimmed(tree: Tree, findings: Findings, mapping: Mapping, part: type[Part]) -> dict[Span, Edit]:
    scalars = (
        entry.value
        for entry in mapping.entries
        if isinstance(entry.value, Scalar) and _has_ends(part, entry) and is_plainly_placed(findings, entry)
    )
    return {scalar.span: edit for scalar in scalars for edit in replaced(tree, scalar, (scalar.text or "").strip())}


def _is_empty(tree: Tree, part: type[Part], entry: Entry) -> bool:
    field = held_by(part).get(entry.key)
    if field is None or not isinstance(entry.value, Scalar):
        return False
    return (tree.syntax == "json" and entry.value.text is None) or (field.exact and is_blank(entry.value.text))


def _has_ends(part: type[Part], entry: Entry) -> bool:
    field = held_by(part).get(entry.key)
    if field is None or not field.exact or not isinstance(entry.value, Scalar):
        return False
    text = entry.value.text or ""
    return text != text.strip() != "" and "\n" not in text.strip()


def _mappings(node: Node, part: type[Part]) -> Iterator[tuple[Mapping, type[Part]]]:
    """Every mapping under a node that holds such a part or a list of them."""
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping):
                yield from _mappings(item, part)
    elif isinstance(node, Mapping):
        yield node, part
        for entry in node.entries:
            field = held_by(part).get(entry.key)
            if field and field.part:
                yield from _mappings(entry.value, field.part)
