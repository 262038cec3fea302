"""A theme's `theme.yaml`: what it may say, and what is wrong with it at its line."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.rules.theme import BadManifest
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree
from cvpdf.theme.option import Option

API = "1"

_Truth = Annotated[bool, BeforeValidator(lambda value: {"true": True, "false": False}.get(value, value))]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fonts(_Strict):
    """A pairing of families; titles are set in that of the text where no other is named."""

    text: str
    headings: str | None = None


class Manifest(_Strict):
    """All that a manifest may say; what it leaves open comes from the theme that it extends."""

    api: Literal["1"]
    title: str
    description: str
    abstract: _Truth = False
    extends: str | None = None
    fonts: dict[str, Fonts] = Field(default_factory=dict)
    weights: tuple[int, ...] = ()
    italic: _Truth | None = None
    options: dict[str, Option] = Field(default_factory=dict)
    omits: tuple[str, ...] = ()
    bullet: str | None = None


def read_manifest(folder: Path) -> Outcome[Manifest]:
    """Read a theme folder's manifest; no value comes with an error."""
    path = folder / "theme.yaml"
    outcome = read(path.read_bytes(), f"themes/{folder.name}/theme.yaml")
    if outcome.value is None or outcome.failed:
        return Outcome(None, outcome.diagnostics)
    try:
        return Outcome(Manifest.model_validate(outcome.value.data()), outcome.diagnostics)
    except ValidationError as error:
        return Outcome(None, (*outcome.diagnostics, *_mistakes(error, outcome.value)))


def _mistakes(error: ValidationError, tree: Tree) -> list[Diagnostic]:
    return [
        BadManifest.at(tree.locate(fault["loc"]), f"`{fault['loc'][-1]}` {_in_words(fault)}", path=fault["loc"])
        for fault in error.errors(include_url=False)
        if fault["loc"]
    ] or [BadManifest.at(tree.locate(()), "a manifest is a mapping with `api`, `title` and `description`")]


def _in_words(fault: ErrorDetails) -> str:
    if fault["type"] == "missing":
        return "is missing"
    if fault["type"] == "extra_forbidden":
        return "is no key that a manifest has here"
    return "is not right: " + fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
