"""Likeness: whether a file is meant for a résumé at all, where a whole folder is looked through."""

import re
from typing import Final

from cvpdf.model.fields import held_by
from cvpdf.model.part import Part
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Mapping, Node, Sequence, Tree

_NAME = re.compile(r"(?:^|[/\\])(?:resume|résumé|cv)(?:[-_. ][^/\\]*)?\.(?:ya?ml|json)$", re.IGNORECASE)
_ANY_KEY = re.compile(
    rb"\b(?:basics|work|education|projects|volunteer|publications|awards|certificates|skills|languages|interests"
    rb"|references|sections)[\"']?\s*:|resume\.schema\.json"
)
_MAIN_KEY = re.compile(rb"^[ \t{]{0,4}[\"']?(?:basics|work|education)[\"']?\s*:", re.MULTILINE)
_MAIN_SECTIONS: Final = frozenset(("work", "education"))
_SECTIONS_THAT_TELL: Final = 2


def may_be_resume(file: str, content: bytes) -> bool:
    """Whether it is worth reading a file: it has a résumé's name, or any of a résumé's keys."""
    return _NAME.search(file) is not None or _ANY_KEY.search(content) is not None


def is_resume(tree: Tree) -> bool:
    """Whether a file has the keys of a résumé."""
    if not isinstance(tree.root, Mapping):
        return False
    entries = {entry.key: entry.value for entry in tree.root.entries}
    if isinstance(entries.get("basics"), Mapping) or (tree.schema or "").endswith("resume.schema.json"):
        return True
    parts = {key: field.part for key, field in held_by(Resume).items() if field.part}
    sections = {key for key, node in entries.items() if (part := parts.get(key)) and _lists(node, part)}
    return len(sections) >= _SECTIONS_THAT_TELL or not sections.isdisjoint(_MAIN_SECTIONS)


def was_meant_for_one(file: str, content: bytes) -> bool:
    """Whether a file that is broken was meant for a résumé."""
    return _NAME.search(file) is not None or _MAIN_KEY.search(content) is not None


def _lists(node: Node, part: type[Part]) -> bool:
    """Whether a node is a list in which some entry has a key of such a part."""
    return isinstance(node, Sequence) and any(
        isinstance(item, Mapping) and any(item.get(key) for key in held_by(part)) for item in node.items
    )
