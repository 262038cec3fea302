"""A theme's `theme.yaml`: what it may say, and what is wrong with it at its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.rules.theme import BadManifest
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree
from cvpdf.theme.folder import MOST_BYTES
from cvpdf.theme.option import Option
from cvpdf.theme.shelves import MANIFEST, place_of

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


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A theme's folder, what its manifest says, and the lines at which it says so."""

    folder: Path
    manifest: Manifest
    tree: Tree


def read_manifest(folder: Path) -> Outcome[ManifestFile]:
    """Read a theme folder's manifest; no value comes with an error."""
    path = folder / MANIFEST
    start = Span(place_of(path), 1, 1, 1, 1)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return Outcome(None, (BadManifest.at(start, f"the manifest cannot be read: {error.strerror}"),))
    if len(content) > MOST_BYTES:
        return Outcome(None, (BadManifest.at(start, f"a manifest has {MOST_BYTES:,} bytes at most"),))
    outcome = read(content, start.file)
    if outcome.value is None or outcome.failed:
        return Outcome(None, outcome.diagnostics)
    try:
        manifest = Manifest.model_validate(outcome.value.data())
    except ValidationError as error:
        return Outcome(None, (*outcome.diagnostics, *_mistakes(error, outcome.value)))
    return Outcome(ManifestFile(folder, manifest, outcome.value), outcome.diagnostics)


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
