"""Find the keys of a file that the model does not know, and what was probably meant."""

from collections.abc import Iterator

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.model.basics import Basics
from cvpdf.model.fields import SWITCHED_OFF, filled_keys, held_by, is_blank_node
from cvpdf.model.part import Part
from cvpdf.model.reading import shown
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.rules import schema as rules
from cvpdf.source.tree import Entry, Mapping, Node, Sequence, Tree
from cvpdf.suggest import did_you_mean

SCHEMA_NAME = "resume.schema.json"
"""The file name of cvpdf's schema, by which a file is known to follow it."""

_MOST_GUESSES = 200  # a file with more unknown keys than this is no résumé with slips in it
_OTHER_NAMES = {
    "company": ("name",),
    "employer": ("name",),
    "employment": ("work",),
    "experience": ("work",),
    "jobs": ("work",),
    "links": ("profiles",),
    "organization": ("name",),
    "role": ("position", "roles"),
    "social": ("profiles",),
    "title": ("position", "name", "label"),
    "year": ("date", "releaseDate"),
}


def unknown_keys(tree: Tree) -> Iterator[Diagnostic]:
    """Say every key that will not be read, at its place."""
    declared = tree.syntax == "yaml" and (tree.schema or "").rpartition("/")[2] == SCHEMA_NAME
    severity = Severity.ERROR if declared else Severity.WARNING
    for count, (path, entry, free) in enumerate(unknown_entries(tree.root)):
        if entry.key.startswith(SWITCHED_OFF):
            message = f"`{shown(entry.key)}` is switched off by how it begins, and will not be printed"
            yield rules.SwitchedOffKey.at(entry.key_span, message, path=path)
        elif declared or not is_blank_node(entry.value):
            hint = _hint(path, entry, free) if count < _MOST_GUESSES else None
            message = f"`{shown(entry.key)}` is not a key of {_owner(path)}, and will not be printed"
            yield rules.UnknownKey.at(entry.key_span, message, path=path, hint=hint, severity=severity)


def unknown_entries(
    node: Node, part: type[Part] = Resume, path: SourcePath = ()
) -> Iterator[tuple[SourcePath, Entry, list[str]]]:
    """Every unknown key under a node that holds such a part or a list of them, with the keys still free there."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield from unknown_entries(item, part, (*path, index))
    elif isinstance(node, Mapping) and (held := held_by(part)):
        known = all(entry.key in held for entry in node.entries)
        used = held.keys() if known else filled_keys(node)
        free = [key for key in held if key not in used]
        for entry in node.entries:
            inner = (*path, entry.key)
            if entry.key not in held:
                yield inner, entry, free
            elif child := held[entry.key].part:
                yield from unknown_entries(entry.value, child, inner)


def _owner(path: SourcePath) -> str:
    """What an unknown key stands in: the nearest key above it."""
    above = (step for step in reversed(path[:-1]) if isinstance(step, str))
    key = next(above, None)
    return f"`{key}`" if key else "a résumé"


def _hint(path: SourcePath, entry: Entry, free: list[str]) -> str:
    """What was probably meant by an unknown key, or how it may stay."""
    other_name = next((name for name in _OTHER_NAMES.get(entry.key.casefold(), ()) if name in free), None)
    if other_name:
        return f"did you mean `{other_name}`?"
    if len(path) == 1 and entry.key in Basics.model_fields:
        return f"put it below `basics:`, two spaces to the right: `  {entry.key}: …`"
    return did_you_mean(entry.key, free) or "begin the key with `x-` to keep it in the file all the same"
