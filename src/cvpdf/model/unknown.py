"""Find the keys of a file that the model does not know, and what was probably meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.model.basics import Basics
from cvpdf.model.fields import SWITCHED_OFF, filled_keys, held_by, is_blank_node
from cvpdf.model.hints import Hint, Shown, hint_in
from cvpdf.model.old_names import current_name, probable_name
from cvpdf.model.part import Part
from cvpdf.model.reading import shown
from cvpdf.model.resume import Resume
from cvpdf.model.walk import parts_in
from cvpdf.path import SourcePath
from cvpdf.rules import schema as rules
from cvpdf.source.tree import Entry, Node, Scalar, Tree
from cvpdf.suggest import did_you_mean, nearest

SCHEMA_NAME = "resume.schema.json"
"""The file name of cvpdf's schema, by which a file is known to follow it."""

_WORDS = re.compile(r"^[^\Wa-z\d_]|\w\s+\w")
"""A key that reads as words: a capital before all, or a blank between. Other blank keys are forms of other programs."""

_MOST_GUESSES = 200  # a file with more unknown keys than this is no résumé with slips in it


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown key of a `part`, and the part's own keys: those still `free`, those that stand `beside` it."""

    path: SourcePath
    entry: Entry
    part: type[Part]
    free: list[str]
    beside: list[str]

    @property
    def is_an_old_name(self) -> bool:
        """Whether it is the name that one of the part's keys once had, and its value may stand there."""
        name = current_name(self.entry.key, self.part)
        return name is not None and held_by(self.part)[name].may_be(self.entry.value)


def unknown_keys(tree: Tree, carried: str = "") -> Iterator[Diagnostic]:
    """Say every key that will not be read, at its place.

    Where `carried` says how such keys come along into another file, nothing is lost and each is only noted.
    """
    declared = tree.syntax == "yaml" and (tree.schema or "").rpartition("/")[2] == SCHEMA_NAME
    severity = Severity.ERROR if declared else Severity.INFO if carried else Severity.WARNING
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
    """Every unknown key of a résumé."""
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
        return Shown(
            f"put it below `basics:`, two spaces to the right: `  {below}: …`",
            f'put it between the braces of `basics`: `"basics": {{"{below}": …}}`',
        )
    if path[:-1] == ("basics",) and entry.key in held_by(Resume):
        return Shown("move it to the left, to the column of `basics`", "put it behind the closing brace of `basics`")
    other_name = probable_name(entry.key, unknown.free)
    if other_name:
        return f"did you mean `{other_name}`?"
    taken = nearest(entry.key, (*unknown.free, *unknown.beside))
    if taken in unknown.beside:
        return f"it looks like `{taken}`, which is there already: keep one of them"
    section = _section_of(entry.key) if len(path) == 1 else None
    if section:
        return f"it is a key of the entries of `{section}`"
    to_stay = None if carried else "begin the key with `x-` to keep it in the file all the same"
    return did_you_mean(entry.key, unknown.free) or to_stay


def _section_of(key: str) -> str | None:
    """The first section whose entries have a key, None for one that none has."""
    sections = ((name, held.part) for name, held in held_by(Resume).items() if held.many and held.part)
    return next((name for name, part in sections if key in held_by(part)), None)
