"""A Resume as plain data again, in the model's own names and order; and whether two say the same."""

import re
from itertools import zip_longest

from cvpdf.model.dates import PartialDate, Present, WrittenDate
from cvpdf.model.field_values import is_blank
from cvpdf.model.part import Part
from cvpdf.source.tree import Mapping, Node, PlainData, Sequence

# As plain data. -----------------------------------------------------------------------------------------------


_BARE = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false", re.ASCII)


class Bare(str):
    """Under a key that the model does not know: a number or a truth value, to those who have such."""

    __slots__ = ()


class Quoted(str):
    """Under such a key: a text, whatever it looks like."""

    __slots__ = ()


def plain_resume(part: Part, node: Node | None = None) -> dict[str, PlainData]:
    """The keys of a part that the file gave and that say something; every value is text, as in a Tree.

    A date has its usual form. A part that may be written as one text is one where nothing else was given. With the
    `node` that the part was read from, the keys that the model does not know are there as well, behind the others.

    Args:
        part: A résumé, or a part of one.
        node: What the part was read from.

    Returns:
        Mappings, lists and texts, with the keys of the file.
    """
    data: dict[str, PlainData] = {}
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            key = field.alias or name
            data[key] = _plain(getattr(part, name), _below(node, key))
    if isinstance(node, Mapping):
        data |= _unknown(part, node)
    else:
        data |= {key: _plain(value, None) for key, value in (part.model_extra or {}).items()}
    return {key: value for key, value in data.items() if not is_blank(value)}


def _below(node: Node | None, key: str) -> Node | None:
    entry = node.get(key) if isinstance(node, Mapping) else None
    return entry.value if entry else None


def _unknown(part: Part, node: Mapping) -> dict[str, PlainData]:
    """What stands under the keys that the model does not know."""
    known = set(type(part).keys())
    return {entry.key: _kept(entry.value) for entry in node.entries if entry.key not in known}


def _kept(node: Node) -> PlainData:
    """A node as plain data in which numbers and truth values can still be told from texts."""
    if isinstance(node, Sequence):
        return [_kept(item) for item in node.items]
    if isinstance(node, Mapping):
        return {entry.key: _kept(entry.value) for entry in node.entries}
    if node.text is None:
        return None
    return Bare(node.text) if node.plain and _BARE.fullmatch(node.text) else Quoted(node.text)


def _plain(value: object, node: Node | None) -> PlainData:
    if isinstance(value, Part):
        data = plain_resume(value, node)
        return data[value.bare] if value.bare and set(data) == {value.bare} else data
    if isinstance(value, tuple | list):
        items = node.items if isinstance(node, Sequence) else ()
        plain = [_plain(item, below) for item, below in zip_longest(value, items[: len(value)])]
        return [item for item in plain if not is_blank(item)]
    if isinstance(value, dict):
        kept = ((str(key), _plain(part, None)) for key, part in value.items())
        return {key: part for key, part in kept if not is_blank(part)}
    if value is None:
        return None
    if isinstance(value, str | int | PartialDate | Present | WrittenDate):
        return str(value)
    raise TypeError(value)


# Comparing. ---------------------------------------------------------------------------------------------------


def are_equivalent(one: Part, other: Part) -> bool:
    """Whether two parts hold the same values, but for blanks.

    Args:
        one: A part.
        other: A part of the same class.

    Returns:
        Whether nothing but blanks is different.
    """
    return _said(one) == _said(other)


def _said(value: object) -> object:
    """A value without its blanks, as plain data with dates in it."""
    if isinstance(value, Part):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return _said(fields | (value.model_extra or {}))
    if isinstance(value, dict):
        said = {key: _said(part) for key, part in value.items()}
        return {key: part for key, part in said.items() if not is_blank(part)}
    if isinstance(value, tuple | list):
        return [part for part in map(_said, value) if not is_blank(part)]
    return value
