"""What every part of a résumé has in common: it is frozen, a mapping in the file, and blank means absent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import CoreSchema, core_schema

from cvpdf.model.dates import DateValue
from cvpdf.model.links import read_email, read_url
from cvpdf.model.reading import (
    read_end,
    read_entry_list,
    read_item,
    read_part,
    read_start,
    read_text,
    read_text_list,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadBy:
    """A field whose values one function reads; the annotated type is only for those who read the field."""

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Call the function, and spend no time on the type."""
        return core_schema.no_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class ReadInContext:
    """The same, by a function that is also given what holds for the whole file: its language."""

    read: Callable[[object, ValidationInfo], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Call the function."""
        return core_schema.with_info_plain_validator_function(self.read)


Text = Annotated[str | None, ReadBy(read_text)]
Url = Annotated[str | None, ReadBy(read_url)]
Email = Annotated[str | None, ReadBy(read_email)]
Date = Annotated[DateValue | None, ReadInContext(read_start)]
EndDate = Annotated[DateValue | None, ReadInContext(read_end)]
Texts = Annotated[tuple[Annotated[str, ReadBy(read_item)], ...], BeforeValidator(read_text_list)]
Entries = Annotated[tuple[T, ...], BeforeValidator(read_entry_list)]
Lines = Annotated[tuple[T, ...], BeforeValidator(read_text_list)]
"""Entries that may be written as bare texts."""


class Part(BaseModel):
    """A mapping of the file. `bare` is the key that a bare text stands for, where one may be written instead."""

    # Nothing is built before the first file is validated, and then once, for the whole résumé.
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, validate_by_name=True)

    bare: ClassVar[str | None] = None

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
