"""Find blanks that count for nothing: empty values where a date or an address belongs or in a list, blanks around one.

Leaving them is no mistake, so each kind is said once for a file, at the first, with the edits that take all of them
out. What no edit can take out without touching something else is not said.
"""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Diagnostic, Edit, Rule, Span
from cvpdf.model.fields import Held, held_by
from cvpdf.model.reading import is_blank
from cvpdf.model.resume import Resume
from cvpdf.model.walk import parts_in
from cvpdf.rules import values
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence, Tree

if TYPE_CHECKING:
    from cvpdf.source.removal import Removal

_NUMBERED = ("meta", "cvpdf")
"""Where an exported file says things about others by their number in a list, which must not change."""


def blanks(tree: Tree) -> Iterator[Diagnostic]:
    """Say that values are blank, and that blanks stand around values."""
    empty: dict[Span, Edit] = {}
    ends: dict[Span, Edit] = {}
    for _, mapping, part in parts_in(tree.root, Resume):
        held = held_by(part)
        fields = [(entry, held[entry.key]) for entry in mapping.entries if entry.key in held]
        if any(_is_empty(tree, field, entry.value) for entry, field in fields):
            empty |= _removed(tree, mapping, held)
        for entry, field in fields:
            if field.many and isinstance(entry.value, Sequence) and any(map(_is_blank_item, entry.value.items)):
                empty |= _removed_items(tree, entry.value)
            elif _has_ends(field, entry.value):
                ends |= _trimmed(tree, entry)
    yield from _say(values.BlankValue, empty, "is blank, and counts as absent", "are blank, and count as absent")
    yield from _say(values.BlankEnds, ends, "has blanks around it", "have blanks around them")


def _say(rule: type[Rule], edits: dict[Span, Edit], one: str, many: str) -> Iterator[Diagnostic]:
    """Say once what holds for the values at these places."""
    if edits:
        first = min(edits, key=lambda span: (span.line, span.column))
        message = f"{len(edits)} values {many}" if len(edits) > 1 else f"this value {one}"
        yield rule.at(first, message, hint="take out what is blank", fix=tuple(dict.fromkeys(edits.values())))


def _removed(tree: Tree, mapping: Mapping, held: Table[str, Held]) -> dict[Span, Edit]:
    if tree.syntax == "yaml" and "<<" in tree.text:
        return {}  # a blank may cover what would be merged in
    from cvpdf.source.edits import places_in
    from cvpdf.source.removal import removals

    def unwanted(entry: Entry) -> bool:
        return entry.key in held and _is_empty(tree, held[entry.key], entry.value)

    return _edits(removals(places_in(tree.text, tree.file), mapping, unwanted))


def _removed_items(tree: Tree, items: Sequence) -> dict[Span, Edit]:
    if tree.node(_NUMBERED):
        return {}
    from cvpdf.source.edits import places_in
    from cvpdf.source.removal import item_removals

    return _edits(item_removals(places_in(tree.text, tree.file), items, _is_blank_item))


def _edits(found: "list[Removal]") -> dict[Span, Edit]:
    return {node.span: removal.edit for removal in found for node in removal.nodes}


def _trimmed(tree: Tree, entry: Entry) -> dict[Span, Edit]:
    from cvpdf.source.edits import places_in, replaced
    from cvpdf.source.removal import is_plainly_placed

    scalar = entry.value
    if not isinstance(scalar, Scalar) or not is_plainly_placed(places_in(tree.text, tree.file), entry):
        return {}
    edits = replaced(tree, scalar, (scalar.text or "").strip())
    return {scalar.span: edits[0]} if edits else {}


def _is_empty(tree: Tree, field: Held, node: Node) -> bool:
    """Whether a blank is written there: in YAML nothing at all is the usual way to leave a value out."""
    if not isinstance(node, Scalar) or _nothing_at(node.span):
        return False
    return (tree.syntax == "json" and node.text is None) or (field.exact and is_blank(node.text))


def _is_blank_item(node: Node) -> bool:
    return isinstance(node, Scalar) and is_blank(node.text)


def _nothing_at(span: Span) -> bool:
    return (span.line, span.column) == (span.end_line, span.end_column)


def _has_ends(field: Held, node: Node) -> bool:
    if not field.exact or not isinstance(node, Scalar):
        return False
    text = node.text or ""
    return text != text.strip() != "" and "\n" not in text.strip()
