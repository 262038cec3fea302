"""Likeness: whether a file is meant for a résumé at all, where a whole folder is looked through."""

import re
from typing import Final

from cvpdf.model.fields import held_by
from cvpdf.model.part import Part
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Mapping, Node, Sequence, Tree
from cvpdf.words import folded

_NAME = re.compile(r"resume|lebenslauf|curriculum|\b(?:cv|vitae?)\b")
_NAME_SIGNS = re.compile(r"[\W\d_]+")
_ANY_KEY = re.compile(
    rb"\b(?:basics|work|education|projects|volunteer|publications|awards|certificates|skills|languages|interests"
    rb"|references|sections)[\"']?\s*:|resume\.schema\.json"
)
_MARK = rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff"  # of the order of bytes
_QUOTE = rb"(?:[\"']|\xe2\x80[\x98-\x9f])?"  # curly ones in UTF-8, too
_MAIN_KEY = re.compile(
    rb"^(?:%b)?[ \t{]{0,8}%b(?:basics|work|education)%b\s*(?:[:{\[]|\Z)|[{,]\s*[\"']basics[\"']\s*:"
    % (_MARK, _QUOTE, _QUOTE),
    re.MULTILINE,
)
_MAIN_SECTIONS: Final = frozenset(("work", "education"))
_SECTIONS_THAT_TELL: Final = 2


def may_be_resume(file: str, content: bytes) -> bool:
    """Whether it is worth reading a file: it has a résumé's name, or any of a résumé's keys."""
    return was_meant_for_one(file, content) or _ANY_KEY.search(_narrow(content)) is not None


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
    return _has_its_name(file) or _MAIN_KEY.search(_narrow(content)) is not None


def _has_its_name(file: str) -> bool:
    name = folded(re.split(r"[/\\]", file)[-1])
    return _NAME.search(_NAME_SIGNS.sub(" ", name)) is not None


def _narrow(content: bytes) -> bytes:
    """Latin letters as one byte each, also where they were written in two or four."""
    return content.replace(b"\x00", b"") if b"\x00" in content[:8] else content


def _lists(node: Node, part: type[Part]) -> bool:
    """Whether a node is a list in which some entry has a key of such a part."""
    return isinstance(node, Sequence) and any(
        isinstance(item, Mapping) and any(item.get(key) for key in held_by(part)) for item in node.items
    )
