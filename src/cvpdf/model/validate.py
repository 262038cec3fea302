"""The stage: a Tree becomes a Resume, and everything that is wrong with the file is said in one pass."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from pydantic import ValidationError

from cvpdf.diagnostics import Diagnostic, Edit, Ledger, Outcome, Rule, Severity, Span
from cvpdf.model.document_checks import label_findings, section_findings
from cvpdf.model.entries import Basics
from cvpdf.model.field_values import (
    A_NAME,
    KEYS_AT_THE_TOP,
    Hint,
    Shown,
    Violation,
    below_basics,
    hint_in,
    is_blank,
    shown,
)
from cvpdf.model.old_keys import current_name, name_for, probable_name
from cvpdf.model.part import SWITCHED_OFF, Held, Part, filled_keys, held_by, is_blank_node
from cvpdf.model.resume import Resume, leaves
from cvpdf.path import SourcePath, format_tail
from cvpdf.rules import cv2_schema as rules
from cvpdf.source.reading import ASSIGNMENT
from cvpdf.source.tree import Mapping, MappingEntry, Node, PlainData, Scalar, Sequence, Tree
from cvpdf.words import did_you_mean, nearest

if TYPE_CHECKING:
    from cvpdf.source.edits import Removal

# The stage. ---------------------------------------------------------------------------------------------------


def validate(tree: Tree, carried: str = "") -> Outcome[Resume]:
    """Read a Tree as a résumé; `carried` says how keys that are not known come along where the file is converted.

    A value that breaks a rule is said, and left out or mended, so that a Resume comes all the same and later
    stages can say their part too. Only a file that is no mapping gives none.

    Args:
        tree: The file, with the keys of today.
        carried: What a converter says of unknown keys; empty where nothing is converted.

    Returns:
        The résumé, and everything that is wrong with the file.
    """
    data = tree.data()
    if not isinstance(data, dict) and not is_blank(data):
        shape = "a list" if isinstance(data, list) else "one text"
        hint = hint_in(tree.syntax, KEYS_AT_THE_TOP)
        message = f"the file holds {shape}, but a résumé is keys with values"
        return Outcome(None, (rules.NotAResume.at(tree.root.span, message, hint=hint),))
    ledger = Ledger()
    ledger.add(*unknown_keys(tree, carried), *blanks(tree))
    resume = _read(tree, data, ledger)
    for rule, path, what, advice in (*section_findings(resume), *label_findings(resume)):
        ledger.add(rule.at(tree.locate(path), what, path=path, hint=hint_in(tree.syntax, advice)))
    if not ledger.failed and next(leaves(resume), None) is None:
        hint = hint_in(tree.syntax, A_NAME)
        ledger.add(rules.EmptyResume.at(tree.root.span, "there is nothing to print in this file", hint=hint))
    return ledger.outcome(resume)


def _read(tree: Tree, data: PlainData, ledger: Ledger) -> Resume:
    """Read the data, mending it as often as that brings more to light: a list is looked into once it is one."""
    while True:
        try:
            return Resume.model_validate(data, context={"language": _language(tree)})
        except ValidationError as error:
            for path, violation in _violations(error):
                message = f"`{format_tail(path)}` {violation.says}"
                fix = _fix(tree, path, violation.written)
                hint = hint_in(tree.syntax, violation.hint)
                ledger.add(violation.rule.at(tree.locate(path), message, path=path, hint=hint, fix=fix))
                _put(data, path, violation.mended)


def _language(tree: Tree) -> str:
    """What the file says its language is; nothing where it says none, for nothing may follow from a default."""
    node = tree.node(("document", "language"))
    return node.text or "" if isinstance(node, Scalar) else ""


def _violations(error: ValidationError) -> Iterator[tuple[SourcePath, Violation]]:
    for line in error.errors(include_url=False, include_input=False):
        yield line["loc"], line["ctx"]["error"]


def _fix(tree: Tree, path: SourcePath, written: str | None) -> tuple[Edit, ...]:
    """The edit that writes a value as it belongs in the file; none for a value that `--set` gave."""
    node = tree.node(path)
    if written is None or not isinstance(node, Scalar) or node.span.file != tree.file:
        return ()
    from cvpdf.source.edits import replaced

    return replaced(tree, node, written)


def _put(data: Any, path: SourcePath, value: object) -> None:  # noqa: ANN401 - walked by its own keys and indexes
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


# Unknown keys. ------------------------------------------------------------------------------------------------


SCHEMA_NAME = "resume.schema.json"
"""The file name of cvpdf's schema, by which a file is known to follow it."""

_WORDS = re.compile(r"^[^\Wa-z\d_]|\w\s+\w")
"""A key that reads as words: a capital before all, or a blank between. Other blank keys are forms of other programs."""

_MOST_GUESSES = 200  # a file with more unknown keys than this is no résumé with slips in it


class Unknown(Struct, frozen=True):
    """An unknown key of a `part`, and the part's own keys: those still `free`, those that stand `beside` it."""

    path: SourcePath
    entry: MappingEntry
    part: type[Part]
    free: list[str]
    beside: list[str]

    @property
    def is_an_old_name(self) -> bool:
        """Whether it is the name that one of the part's keys once had, and its value may stand there."""
        return name_for(self.entry.key, self.entry.value, self.part) is not None


def unknown_keys(tree: Tree, carried: str = "") -> Iterator[Diagnostic]:
    """Say every key that will not be read, at its place.

    Where `carried` says how such keys come along into another file they are not printed all the same.
    """
    declared = tree.syntax == "yaml" and (tree.schema or "").rpartition("/")[2] == SCHEMA_NAME
    severity = Severity.ERROR if declared else Severity.WARNING
    fate = carried if carried and not declared else "will not be printed"
    for count, unknown in enumerate(unknown_entries(tree.root)):
        entry, path = unknown.entry, unknown.path
        if unknown.is_an_old_name:
            continue  # it stands beside the name that it has today, which was said when that one was preferred
        if entry.key.startswith(SWITCHED_OFF):
            message = f"`{shown(entry.key)}` is switched off by how it begins, and will not be printed"
            yield rules.SwitchedOffKey.at(entry.key_span, message, path=path)
        elif declared or not is_blank_node(entry.value):
            hint = hint_in(tree.syntax, _hint(unknown, carried)) if count < _MOST_GUESSES else None
            message = f"`{shown(entry.key)}` is not a key of {_owner(path)}, and {fate}"
            yield rules.UnknownKey.at(entry.key_span, message, path=path, hint=hint, severity=severity)
        elif (len(path) == 1 or unknown.beside) and _WORDS.search(entry.key):
            message = f"`{shown(entry.key)}` is not a key of {_owner(path)}, and nothing is under it"
            yield rules.UnknownKey.at(entry.key_span, message, path=path, severity=Severity.INFO)


def unknown_entries(node: Node) -> Iterator[Unknown]:
    """Every unknown key of a résumé.

    Args:
        node: The root of a Tree.

    Returns:
        Each key with its path and the part that it stands in.
    """
    for path, mapping, part in parts_in(node, Resume):
        held = held_by(part)
        unknown = [entry for entry in mapping.entries if entry.key not in held] if held else []
        filled = filled_keys(mapping) if unknown else ()
        free = [key for key in held if key not in filled]
        beside = [key for key in held if key in filled]
        for entry in unknown:
            yield Unknown((*path, entry.key), entry, part, free, beside)


def _owner(path: SourcePath) -> str:
    """What an unknown key stands in: the nearest key above it."""
    above = (step for step in reversed(path[:-1]) if isinstance(step, str))
    key = next(above, None)
    return f"`{key}`" if key else "a résumé"


def _hint(unknown: Unknown, carried: str) -> Hint | None:
    """What was probably meant by an unknown key, or how it may stay."""
    path, entry = unknown.path, unknown.entry
    below = current_name(entry.key, Basics) if len(path) == 1 else None
    if below and (entry.key in Basics.model_fields or isinstance(entry.value, Scalar)):
        return below_basics(below)
    if path[:-1] == ("basics",) and entry.key in held_by(Resume):
        return Shown("move it to the left, to the column of `basics`", "put it behind the closing brace of `basics`")
    to_stay = None if carried else "begin the key with `x-` to keep it in the file all the same"
    other_name = None if current_name(entry.key, unknown.part) else probable_name(entry.key, unknown.free)
    if other_name:
        return f"did you mean `{other_name}`?"
    taken = nearest(entry.key, (*unknown.free, *unknown.beside))
    if taken in unknown.beside:
        there = f"it looks like `{taken}`, which is there already: keep one of them"
        return f"did you mean `{taken}`?" if entry.key_span.file == ASSIGNMENT else there
    section = _section_of(entry.key) if len(path) == 1 else None
    if section:
        return f"it is a key of the entries of `{section}`"
    is_old = current_name(entry.key, unknown.part)  # and a text where entries belong
    return (None if is_old else did_you_mean(entry.key, unknown.free)) or to_stay


def _section_of(key: str) -> str | None:
    """The first section whose entries have a key, None for one that none has."""
    sections = ((name, held.part) for name, held in held_by(Resume).items() if held.many and held.part)
    return next((name for name, part in sections if key in held_by(part)), None)


# Blank values. ------------------------------------------------------------------------------------------------
# Leaving them is no mistake, so each kind is said once for a file, at the first, with the edits that take all of them
# out. What no edit can take out without touching something else is not said.


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
    yield from _say(rules.BlankValue, empty, "is blank, and counts as absent", "are blank, and count as absent")
    yield from _say(rules.BlankEnds, ends, "has blanks around it", "have blanks around them")


def _say(rule: type[Rule], edits: dict[Span, Edit], one: str, many: str) -> Iterator[Diagnostic]:
    """Say once what holds for the values at these places."""
    if edits:
        first = min(edits, key=lambda span: (span.line, span.column))
        message = f"{len(edits)} values {many}" if len(edits) > 1 else f"this value {one}"
        yield rule.at(first, message, hint="take out what is blank", fix=tuple(dict.fromkeys(edits.values())))


def _removed(tree: Tree, mapping: Mapping, held: Table[str, Held]) -> dict[Span, Edit]:
    if tree.syntax == "yaml" and "<<" in tree.text:
        return {}  # a blank may cover what would be merged in
    from cvpdf.source.edits import places_in, removals

    def unwanted(entry: MappingEntry) -> bool:
        return entry.key in held and _is_empty(tree, held[entry.key], entry.value)

    return _edits(removals(places_in(tree.text, tree.file), mapping, unwanted))


def _removed_items(tree: Tree, items: Sequence) -> dict[Span, Edit]:
    if tree.node(_NUMBERED):
        return {}
    from cvpdf.source.edits import item_removals, places_in

    return _edits(item_removals(places_in(tree.text, tree.file), items, _is_blank_item))


def _edits(found: "list[Removal]") -> dict[Span, Edit]:
    return {node.span: removal.edit for removal in found for node in removal.nodes}


def _trimmed(tree: Tree, entry: MappingEntry) -> dict[Span, Edit]:
    from cvpdf.source.edits import is_plainly_placed, places_in, replaced

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


# The parts of a Tree. -----------------------------------------------------------------------------------------


def parts_in(node: Node, part: type[Part], path: SourcePath = ()) -> Iterator[tuple[SourcePath, Mapping, type[Part]]]:
    """Every mapping that is such a part or stands under it as one, with its path; each before those under it."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield from parts_in(item, part, (*path, index))
    elif isinstance(node, Mapping):
        yield path, node, part
        held = held_by(part)
        for entry in node.entries:
            field = held.get(entry.key)
            if field and field.part:
                yield from parts_in(entry.value, field.part, (*path, entry.key))
