"""Find the keys of a file that the model does not know, and what was probably meant."""

import functools
import typing
from collections.abc import Iterator

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.model.basics import Basics
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank, quoted, shown
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.rules import schema as rules
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence, Tree
from cvpdf.suggest import did_you_mean

SCHEMA_NAME = "resume.schema.json"
"""The file name of cvpdf's schema, by which a file is known to follow it."""

SWITCHED_OFF = ("x-", "_", "-")
"""How a key begins that is none of cvpdf's business."""

_MOST_GUESSES = 200  # a file with more unknown keys than this is no résumé with slips in it
_OTHER_NAMES = {
    "bullets": ("highlights",),
    "company": ("name",),
    "degree": ("studyType",),
    "description": ("summary",),
    "employer": ("name",),
    "employment": ("work",),
    "end": ("endDate",),
    "experience": ("work",),
    "from": ("startDate",),
    "gpa": ("score",),
    "headline": ("label",),
    "jobs": ("work",),
    "link": ("url",),
    "links": ("profiles",),
    "major": ("area",),
    "organisation": ("organization", "name"),
    "organization": ("name",),
    "photo": ("image",),
    "picture": ("image",),
    "role": ("position", "roles"),
    "school": ("institution",),
    "since": ("startDate",),
    "social": ("profiles",),
    "start": ("startDate",),
    "title": ("position", "name", "label"),
    "to": ("endDate",),
    "university": ("institution",),
    "until": ("endDate",),
    "website": ("url",),
    "year": ("date", "releaseDate"),
}


def unknown_keys(tree: Tree) -> Iterator[Diagnostic]:
    """Say every key that will not be read, at its place."""
    declared = tree.syntax == "yaml" and (tree.schema or "").rpartition("/")[2] == SCHEMA_NAME
    severity = Severity.ERROR if declared else Severity.WARNING
    for count, (path, entry, free) in enumerate(_walk(tree.root, Resume, ())):
        if entry.key.startswith(SWITCHED_OFF):
            message = f"`{shown(entry.key)}` is switched off by how it begins, and will not be printed"
            yield rules.SwitchedOffKey.at(entry.key_span, message, path=path)
        else:
            hint = _hint(path, entry, free) if count < _MOST_GUESSES else None
            message = f"`{shown(entry.key)}` is not a key of {_owner(path)}, and will not be printed"
            yield rules.UnknownKey.at(entry.key_span, message, path=path, hint=hint, severity=severity)


def _walk(node: Node, part: type[Part], path: SourcePath) -> Iterator[tuple[SourcePath, Entry, list[str]]]:
    """Every unknown key under a node that holds such a part or a list of them, with the keys still free there."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield from _walk(item, part, (*path, index))
    elif isinstance(node, Mapping) and part.model_config.get("extra") != "allow":
        parts = _parts(part)
        used = {
            entry.key for entry in node.entries if not (isinstance(entry.value, Scalar) and is_blank(entry.value.text))
        }
        free = [key for key in parts if key not in used]
        for entry in node.entries:
            inner = (*path, entry.key)
            if entry.key not in parts:
                yield inner, entry, free
            elif child := parts[entry.key]:
                yield from _walk(entry.value, child, inner)


@functools.cache
def _parts(part: type[Part]) -> dict[str, type[Part] | None]:
    """The keys of a part, each with the part that its value (or each of its items) is, None where it is no part."""
    return {field.alias or name: _part_in(field.annotation) for name, field in part.model_fields.items()}


def _part_in(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, typing.get_args(annotation))), None)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and is_blank(node.text)


def _owner(path: SourcePath) -> str:
    """What an unknown key stands in: the nearest key above it."""
    above = (step for step in reversed(path[:-1]) if isinstance(step, str))
    key = next(above, None)
    return f"`{key}`" if key else "a résumé"


def _hint(path: SourcePath, entry: Entry, free: list[str]) -> str:
    """What was probably meant by an unknown key, or how it may stay."""
    if path == ("cv",) and isinstance(entry.value, Mapping) and entry.value.get("sections"):
        return "this looks like a RenderCV file; cvpdf reads `basics`, `work`, `education` and so on"
    other_name = next((name for name in _OTHER_NAMES.get(entry.key.casefold(), ()) if name in free), None)
    if other_name:
        return f"did you mean `{other_name}`?"
    if len(path) == 1 and entry.key in Basics.model_fields:
        return f"put it below `basics:`, two spaces to the right: `  {entry.key}: …`"
    if path[:-2][-1:] == ("highlights",) and isinstance(entry.value, Scalar):
        text = f"{entry.key}: {entry.value.text or ''}".strip()
        return f"a text that holds a colon goes in quotes: `{quoted(text)}`"
    return did_you_mean(entry.key, free) or "begin the key with `x-` to keep it in the file all the same"
