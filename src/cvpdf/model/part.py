"""What every part of a résumé has in common: it is frozen, a mapping in the file; and what its keys hold."""

import functools
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, TypeVar

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from cvpdf.model.dates import DateValue
from cvpdf.model.field_values import (
    is_blank,
    read_end,
    read_entry_list,
    read_item,
    read_part,
    read_start,
    read_text,
    read_text_list,
)
from cvpdf.model.links import read_email, read_url
from cvpdf.source.tree import Mapping as MappingNode
from cvpdf.source.tree import Node, Scalar, Sequence

# Kinds of fields, and how they are declared. ------------------------------------------------------------------


T = TypeVar("T")


class ReadBy(Struct, frozen=True):
    """A field whose values one function reads; the annotated type is only for those who read the field."""

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Call the function, and spend no time on the type."""
        return core_schema.no_info_plain_validator_function(self.read)


class ReadInContext(Struct, frozen=True):
    """The same, by a function that is also given what holds for the whole file: its language."""

    read: Callable[[object, ValidationInfo], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Call the function."""
        return core_schema.with_info_plain_validator_function(self.read)


TextField = Annotated[str | None, ReadBy(read_text)]
UrlField = Annotated[str | None, ReadBy(read_url)]
EmailField = Annotated[str | None, ReadBy(read_email)]
DateField = Annotated[DateValue | None, ReadInContext(read_start)]
EndDateField = Annotated[DateValue | None, ReadInContext(read_end)]
TextsField = Annotated[tuple[Annotated[str, ReadBy(read_item)], ...], BeforeValidator(read_text_list)]
EntriesField = Annotated[tuple[T, ...], BeforeValidator(read_entry_list)]
LinesField = Annotated[tuple[T, ...], BeforeValidator(read_text_list)]
"""Entries that may be written as bare texts."""


class Part(BaseModel):
    """A mapping of the file.

    `bare` is the key that a bare text stands for, where one may be written instead. `facts` are the keys whose values
    need a label beside them to be understood, in the order of printing: whoever prints or writes a part takes them
    from here. Each has its label in every file of `locale/data`.
    """

    # Nothing is built before the first file is validated, and then once, for the whole résumé.
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, validate_by_name=True)

    bare: ClassVar[str | None] = None
    facts: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        """Take a mapping without its blanks; nothing at all is an empty part."""
        return value if isinstance(value, cls) else read_part(value, next(cls.keys()), cls.bare)

    @classmethod
    def keys(cls) -> Iterator[str]:
        """The keys that the file may have here, the one that says most first."""
        return (field.alias or name for name, field in cls.model_fields.items())


def described(description: str, *examples: object, default: object = None, alias: str | None = None) -> Any:  # noqa: ANN401 - a field of any type
    """Declare a field with what editors show for it."""
    return Field(default=default, description=description, examples=list(examples), alias=alias)


def listed(description: str, *examples: object) -> Any:  # noqa: ANN401 - a field of any type
    """Declare a list that may be left out."""
    return Field(default=(), description=description, examples=list(examples))


def nested(part: type[Part], description: str, example: Mapping[str, object]) -> Any:  # noqa: ANN401 - a field of any type
    """Declare a mapping that is there, but empty, where the file lacks it."""
    return Field(default_factory=part.model_construct, description=description, examples=[example])


# What the keys of a part hold. --------------------------------------------------------------------------------


SWITCHED_OFF = ("x-", "_", "-")
"""How a key begins that is none of cvpdf's business."""

_DATES = frozenset((read_start, read_end))
_EXACT = _DATES | {read_url, read_email}


class Held(Struct, frozen=True):
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
    """The keys that the file may have in a part; none for one that takes any.

    Args:
        part: A class of the model.

    Returns:
        What stands under each key, by the name that the key has in the file.
    """
    if part.model_config.get("extra") == "allow":
        return {}
    return {field.alias or name: _held(field) for name, field in part.model_fields.items()}


def unknown_step(whole: type[Part], path: str) -> tuple[str, tuple[str, ...]] | None:
    """The first key of a field's path (`work.position`) that there is not, and those that there are in its place.

    Args:
        whole: The class that the path begins at.
        path: Keys with dots between them.

    Returns:
        The key and those that are known in its place, or None where the whole path is known.
    """
    part: type[Part] | None = whole
    for step in path.split("."):
        keys = held_by(part) if part else {}
        if step not in keys:
            free = part is not None and not keys
            return None if free else (step, tuple(keys))
        part = keys[step].part
    return None


def is_blank_node(node: Node) -> bool:
    """Whether nothing is said by a node or anything under it.

    Args:
        node: Any part of a Tree.

    Returns:
        Whether there is nothing to print in it.
    """
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
