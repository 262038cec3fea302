"""Theme folders: where they are, and what their `theme.yaml` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from cvpdf.diagnostics import Diagnostic, Outcome, has_errors
from cvpdf.page import Face
from cvpdf.path import SourcePath
from cvpdf.rules.theme import BadManifest, UnknownTheme
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree
from cvpdf.theme.option import Option

API = "1"
_CHAIN_LIMIT = 8
_LONGEST_NAME = 64

_Truth = Annotated[bool, BeforeValidator(lambda value: {"true": True, "false": False}.get(value, value))]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Font(_Strict):
    family: str
    weights: tuple[int, ...] = (400,)
    italic: _Truth = False


class _Manifest(_Strict):
    api: Literal["1"]
    title: str
    description: str
    abstract: _Truth = False
    extends: str | None = None
    fonts: tuple[_Font, ...] = ()
    options: dict[str, Option] = Field(default_factory=dict)
    omits: tuple[str, ...] = ()
    bullet: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, its ancestors folded in: `folders` lists its own first and `base` last."""

    name: str
    title: str
    description: str
    folders: tuple[Path, ...]
    faces: tuple[Face, ...]
    options: Mapping[str, Option]
    omits: frozenset[str]
    bullet: str

    def leaves_out(self, path: SourcePath) -> bool:
        """Whether the theme declares that it does not print a value; manifests name fields without indexes."""
        return ".".join(step for step in path if isinstance(step, str)) in self.omits


def themes_folder() -> Path:
    """The themes that come with cvpdf: inside the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parents[1] / "themes"


def find_themes(home: Path | None = None) -> tuple[str, ...]:
    """The names of the themes in `home` that can be chosen, in alphabetical order; cvpdf's own by default."""
    folders = sorted(path.parent for path in (home or themes_folder()).glob("*/theme.yaml"))
    return tuple(folder.name for folder in folders if not _is_abstract(folder))


def load_theme(name: str, home: Path | None = None) -> Outcome[Theme]:
    """Read a theme of `home` and what it extends, cvpdf's own by default; no value comes with an error."""
    home = home or themes_folder()
    chain: list[tuple[Path, _Manifest]] = []
    diagnostics: list[Diagnostic] = []
    next_name: str | None = name
    while next_name is not None:
        folder = home / next_name
        if not _is_name(next_name) or not (folder / "theme.yaml").is_file():
            return Outcome(None, (*diagnostics, _unknown(next_name, home)))
        if len(chain) == _CHAIN_LIMIT or any(folder == seen for seen, _ in chain):
            names = " → ".join([*(seen.name for seen, _ in chain), next_name])
            return Outcome(None, (BadManifest.at(None, f"the themes extend each other without end: {names}"),))
        manifest, found = _read_manifest(folder)
        diagnostics.extend(found)
        if manifest is None or has_errors(found):
            return Outcome(None, tuple(diagnostics))
        if manifest.abstract and not chain:
            return Outcome(None, (*diagnostics, _unknown(next_name, home)))
        chain.append((folder, manifest))
        next_name = manifest.extends
    theme = _fold(chain)
    if not theme.faces:
        # The engine cannot go on without any font: it ends the whole process.
        return Outcome(None, (*diagnostics, BadManifest.at(None, f"the theme `{name}` names no fonts")))
    return Outcome(theme, tuple(diagnostics))


def _fold(chain: list[tuple[Path, _Manifest]]) -> Theme:
    folder, own = chain[0]
    options: dict[str, Option] = {}
    omits: set[str] = set()
    for _, manifest in reversed(chain):
        options.update(manifest.options)
        omits.update(manifest.omits)
    fonts = next((manifest.fonts for _, manifest in chain if manifest.fonts), ())
    return Theme(
        name=folder.name,
        title=own.title,
        description=own.description,
        folders=tuple(folder for folder, _ in chain),
        faces=tuple(face for font in fonts for face in _faces(font)),
        options=MappingProxyType(options),
        omits=frozenset(omits),
        bullet=next((manifest.bullet for _, manifest in chain if manifest.bullet), "•"),
    )


def _faces(font: _Font) -> list[Face]:
    slants = (False, True) if font.italic else (False,)
    return [Face(font.family, weight, italic) for weight in font.weights for italic in slants]


def _read_manifest(folder: Path) -> tuple[_Manifest | None, tuple[Diagnostic, ...]]:
    path = folder / "theme.yaml"
    outcome = read(path.read_bytes(), f"themes/{folder.name}/theme.yaml")
    if outcome.value is None:
        return None, outcome.diagnostics
    try:
        return _Manifest.model_validate(outcome.value.data()), outcome.diagnostics
    except ValidationError as error:
        return None, (*outcome.diagnostics, *_manifest_errors(error, outcome.value))


def _manifest_errors(error: ValidationError, tree: Tree) -> list[Diagnostic]:
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


def _unknown(name: str, home: Path) -> Diagnostic:
    from cvpdf.suggest import did_you_mean

    names = find_themes(home)
    hint = did_you_mean(name, names) or f"choose one of {', '.join(f'`{known}`' for known in names)}"
    return UnknownTheme.at(None, f"there is no theme `{name[:_LONGEST_NAME]}`", hint=hint)


def _is_abstract(folder: Path) -> bool:
    manifest, _ = _read_manifest(folder)
    return manifest is None or manifest.abstract


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and name.replace("-", "").replace("_", "").isalnum()
