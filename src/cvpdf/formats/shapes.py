"""Shapes: which program's file a Tree is, told by its keys alone, so that looking costs nothing."""

from pathlib import PurePath
from typing import Final

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.formats.nodes import value_of
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence, Tree

OURS: Final = "json-resume"

_TITLES: Final = {
    "rendercv": "RenderCV",
    "yamlresume": "YAMLResume",
    "reactive-resume": "Reactive Resume",
    "fresh": "the FRESH format",
}


def shape_of(root: Node) -> str | None:
    """The name of the format whose keys a file has; `json-resume` for our own, None where it has nobody's."""
    if not isinstance(root, Mapping):
        return None
    return next((name for name, has_shape in _SHAPES if has_shape(root)), None)


def other_format(tree: Tree) -> Diagnostic | None:
    """Say that a file is another program's, and what converts it; None for any other."""
    name = shape_of(tree.root)
    if name is None or name == OURS:
        return None
    from cvpdf.rules.formats import OtherFormat

    start = tree.root.span
    place = Span(tree.file, start.line, start.column, start.line, start.column)
    wanted = "cvpdf.yaml" if PurePath(tree.file).name == "resume.yaml" else "resume.yaml"
    hint = f"type `cvpdf convert {tree.file} {wanted}`"
    return OtherFormat.at(place, f"this is a file of {_TITLES[name]}, which is read by converting it", hint=hint)


def _is_rendercv(root: Mapping) -> bool:
    person = _mapping(root, "cv")
    if person is None:
        return False
    return person.get("sections") is not None or root.get("design") is not None or person.get("name") is not None


def _is_yamlresume(root: Mapping) -> bool:
    content = _mapping(root, "content")
    return content is not None and any(content.get(key) for key in ("basics", "work", "education", "skills"))


def _is_reactive_resume(root: Mapping) -> bool:
    sections = _mapping(root, "sections")
    if _mapping(root, "basics") is None or sections is None:
        return False
    custom = _mapping(sections, "custom")
    entries = (*sections.entries, *(custom.entries if custom else ()))
    bodies = [entry.value for entry in entries if isinstance(entry.value, Mapping)]
    told = any(body.get(key) for body in bodies for key in ("items", "content", "visible", "columns"))
    return told or not sections.entries


def _is_fresh(root: Mapping) -> bool:
    meta = _mapping(root, "meta")
    stamped = meta.get("format") if meta else None
    if stamped and isinstance(stamped.value, Scalar) and (stamped.value.text or "").upper().startswith("FRESH"):
        return True
    employment = _mapping(root, "employment")
    return employment is not None and isinstance(value_of(employment, "history"), Sequence)


def _is_json_resume(root: Mapping) -> bool:
    lists = ("work", "education", "skills", "projects", "volunteer", "languages", "sections")
    return root.get("basics") is not None or any(isinstance(value_of(root, key), Sequence) for key in lists)


_SHAPES = (
    ("rendercv", _is_rendercv),
    ("yamlresume", _is_yamlresume),
    ("reactive-resume", _is_reactive_resume),
    ("fresh", _is_fresh),
    (OURS, _is_json_resume),
)


def _mapping(node: Mapping, key: str) -> Mapping | None:
    value = value_of(node, key)
    return value if isinstance(value, Mapping) else None
