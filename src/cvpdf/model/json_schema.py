"""The JSON Schema of a résumé file, by which editors complete, explain and underline.

It describes what a person writes, not what comes out: in YAML an unquoted value of any kind is right where a
text is expected, and whatever is blank is absent. `python -m cvpdf.model.json_schema` writes it anew.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cvpdf.model.dates import PRESENT_WORDS
from cvpdf.model.document_checks import LABEL_TABLES, WORDS
from cvpdf.model.field_values import (
    read_end,
    read_entry_list,
    read_item,
    read_mapping,
    read_start,
    read_text,
    read_text_list,
)
from cvpdf.model.links import read_email, read_url
from cvpdf.model.part import SWITCHED_OFF, Part
from cvpdf.model.resume import (
    LANGUAGE_TAG,
    PAGE_SIZES,
    VERSION,
    Resume,
    read_labels,
    read_language,
    read_page_size,
    read_pages,
    read_version,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTITY = "urn:cvpdf:schema:resume:1"
SCHEMA_FILE = Path(__file__).with_name("resume.schema.json")

_ANY_TEXT = ["string", "number", "boolean", "null"]


def _any_case(word: str) -> str:
    """A word for a pattern, in capitals or not: the dialect has no flag for it."""
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_WEB, _MAIL, _PHONE = (f"{_any_case('http')}[Ss]?://", f"{_any_case('mailto')}:", f"{_any_case('tel')}:")
_MONTH, _DAY = (r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])")
_BLANK = r"^\s*$"
_EMAIL = r"^\s*[^@\s<>,;:]+@[^@\s]+\.[^@\s.]{2,}\s*$"
_LINK = rf"^\s*({_WEB}\S+\.\S+|{_MAIL}\S+@\S+|{_PHONE}\S*\d\S*|(//)?[^\s:/?#@]+\.[^\s:/?#@.]+(:\d+)?([/?#]\S*)?)\s*$"
_CLOCK = r"[T ]\d{2}:\d{2}[\d:.]*(Z|[+-]\d{2}:?\d{2})?"
_DATE = rf"^\s*(\d{{4}}([-/.]{_MONTH}([-/.]{_DAY})?)?({_CLOCK})?|{_MONTH}[-/.]\d{{4}})?\s*$"
_PRESENT = rf"^\s*({'|'.join(map(_any_case, PRESENT_WORDS))})\s*$"
_YEAR = {"type": "integer", "minimum": 1, "maximum": 9999}


def json_schema() -> dict[str, Any]:
    """Describe a résumé file in JSON Schema 2020-12, from the models."""
    described = Resume.model_json_schema(by_alias=True, schema_generator=_Generator, mode="validation")
    return {"$schema": DIALECT, "$id": IDENTITY, **described, "title": "Résumé"}


def schema_text() -> str:
    """Write the schema as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _text(pattern: str | None = None, **more: object) -> JsonSchemaValue:
    """A text that may be left blank; where it has no form of its own, anything unquoted is one."""
    if pattern is None:
        return {"type": _ANY_TEXT, **more}
    return {"type": ["string", "null"], "anyOf": [{"pattern": pattern}, {"pattern": _BLANK}, {"type": "null"}], **more}


def _choice(*values: object) -> JsonSchemaValue:
    return {"enum": [*values, "", None]}


def _date(*patterns: str) -> JsonSchemaValue:
    strings = [{"type": "string", "pattern": pattern} for pattern in (_DATE, *patterns)]
    return {"anyOf": [*strings, _YEAR, {"type": "null"}]}


def _labels() -> JsonSchemaValue:
    tables = {name: _keys(dict.fromkeys(keys, _text())) for name, keys in LABEL_TABLES.items()}
    pages = _text(r"\{page\}.*\{pages\}|\{pages\}.*\{page\}")
    return _keys({**dict.fromkeys(WORDS, _text()), "pages": pages, **tables})


def _keys(properties: dict[str, JsonSchemaValue]) -> JsonSchemaValue:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


_READ: Mapping[Callable[..., object], JsonSchemaValue] = {
    read_text: _text(),
    read_item: _text(),
    read_start: _date(),
    read_end: _date(_PRESENT),
    read_url: _text(_LINK),
    read_email: _text(_EMAIL),
    read_mapping: {"type": ["object", "null"]},
    read_version: _choice(VERSION, str(VERSION)),
    read_page_size: _choice(*PAGE_SIZES),
    read_language: _text(f"^{LANGUAGE_TAG}$"),
    read_labels: _labels(),
    read_pages: {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 999}, _text(r"^[1-9][0-9]{0,2}$")]},
}
"""What each function that reads a value accepts."""


class _Generator(GenerateJsonSchema):
    """Describe fields by the functions that read them."""

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        """Look up what the function accepts."""
        return dict(_READ[schema["function"]["function"]])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Widen a list or a mapping by what stands for an empty one, a list of texts by one text."""
        inner = self.generate_inner(schema["schema"])
        read = schema["function"]["function"]
        if read is read_text_list:
            return {**inner, "type": ["array", *_ANY_TEXT]}
        if read in {read_entry_list, read_mapping}:
            return {**inner, "type": [inner["type"], "null"]}
        return inner

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Describe a part: its keys, those that are switched off, and the text that may stand in its place."""
        described = super().model_schema(schema)
        for key, field in described["properties"].items():
            field.setdefault("title", self.get_title_from_name(key))
        part: type[Part] = schema["cls"]
        described["type"] = ["object", *(_ANY_TEXT if part.bare else ["null"])]
        if part.model_config.get("extra") != "allow":
            described["additionalProperties"] = False
            described["patternProperties"] = {f"^({'|'.join(SWITCHED_OFF)})": True}
        return described

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out the null that every part allows already."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Name a default only where it says something."""
        described = super().default_schema(schema)
        if described.get("default") in (None, [], {}):
            described.pop("default", None)
        return described

    def get_title_from_name(self, name: str) -> str:
        """Make words of a key: `startDate` is "Start date"."""
        if name in {"url", "doi", "id"}:
            return name.upper()
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.lstrip("$")).capitalize()


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
