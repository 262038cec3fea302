"""What the keys of a part hold, as those need it who walk through a file beside the model."""

import functools
import typing
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from cvpdf.model.links import read_email, read_url
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank, read_end, read_start
from cvpdf.source.tree import Mapping as MappingNode
from cvpdf.source.tree import Node, Scalar, Sequence

SWITCHED_OFF = ("x-", "_", "-")
"""How a key begins that is none of cvpdf's business."""

_DATES = frozenset((read_start, read_end))
_EXACT = _DATES | {read_url, read_email}


@dataclass(frozen=True, slots=True)
class Held:
    """What stands under a key: `part` is what it is, or each of its items; `many` a list; `free` any mapping.

    `exact` is a date or an address, in which blanks count for nothing; `date` is a date.
    """

    part: type[Part] | None
    many: bool
    free: bool
    exact: bool
    date: bool

    def may_be(self, node: Node) -> bool:
        """Whether a value may stand here: a text is no value of `basics`, though `bio` may be its name."""
        return not (isinstance(node, Scalar) and self.part and not self.many and not self.part.bare)


@functools.cache
def held_by(part: type[Part]) -> Mapping[str, Held]:
    """The keys that the file may have in a part; none for one that takes any."""
    if part.model_config.get("extra") == "allow":
        return {}
    return {field.alias or name: _held(field) for name, field in part.model_fields.items()}


def unknown_step(whole: type[Part], path: str) -> tuple[str, tuple[str, ...]] | None:
    """The first key of a field's path (`work.position`) that there is not, and those that there are in its place."""
    part: type[Part] | None = whole
    for step in path.split("."):
        keys = held_by(part) if part else {}
        if step not in keys:
            free = part is not None and not keys
            return None if free else (step, tuple(keys))
        part = keys[step].part
    return None


def is_blank_node(node: Node) -> bool:
    """Whether nothing is said by a node or anything under it."""
    if isinstance(node, Scalar):
        return is_blank(node.text)
    if isinstance(node, Sequence):
        return all(map(is_blank_node, node.items))
    return all(is_blank_node(entry.value) for entry in node.entries)


def filled_keys(node: MappingNode) -> set[str]:
    """The keys of a mapping that have anything under them."""
    return {entry.key for entry in node.entries if not is_blank_node(entry.value)}


def _held(field: FieldInfo) -> Held:
    origin = typing.get_origin(field.annotation)
    readers = {getattr(mark, "read", None) for mark in field.metadata}
    return Held(
        _part_in(field.annotation),
        many=origin is tuple,
        free=origin is Mapping,
        exact=not _EXACT.isdisjoint(readers),
        date=not _DATES.isdisjoint(readers),
    )


def _part_in(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, typing.get_args(annotation))), None)
