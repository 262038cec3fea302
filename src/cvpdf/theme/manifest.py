"""A theme's folder and its `theme.yaml`: what it may say and hold, what is wrong with it, and a first one."""

import os
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.path import SourcePath
from cvpdf.rules.cv4_themes import BadManifest
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree
from cvpdf.theme.search_path import MANIFEST, place_of
from cvpdf.theme.theme import VALUES, BadDefaultError, ChoiceName, Option, OptionName, Theme, css_name
from cvpdf.words import did_you_mean

# Files of a theme's folder. -----------------------------------------------------------------------------------


MOST_THEME_BYTES = 1_000_000
"""Of a manifest, a template or a style sheet; the largest of ours has some thousand."""

_MOST_FILES = 2_000


def intruders(folder: Path) -> Iterator[tuple[Path, str]]:
    """What does not belong into a theme's folder: links that lead out of it, what is no file; and why.

    Files whose names begin with a dot are passed over, and are never read.
    """
    home = os.path.realpath(folder)
    count = 0
    for place, folders, files in os.walk(home):
        inner = Path(place).relative_to(home)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            path = Path(place, name)
            if name.startswith("."):
                continue
            count += 1
            if count > _MOST_FILES:
                yield folder, f"it holds more than {_MOST_FILES:,} files"
                return
            reason = _wrong_with(path, home)
            if reason:
                yield folder / inner / name, reason


def inside(folder: Path, name: str) -> Path | None:
    """Give a file of a theme's folder, every link followed; None where there is none, or it leads out."""
    steps = name.split("/")
    if "\0" in name or "\\" in name or any(step.startswith(".") or not step for step in steps):
        return None
    path = Path(os.path.realpath(folder.joinpath(*steps)))
    return path if path.is_relative_to(os.path.realpath(folder)) and path.is_file() else None


def _wrong_with(path: Path, home: str) -> str | None:
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(home):
        return "it leads out of the theme's folder"
    try:
        mode = target.stat().st_mode
    except OSError:
        return "it leads nowhere"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is no file"


# The manifest. ------------------------------------------------------------------------------------------------


_Truth = Annotated[bool, BeforeValidator(lambda value: {"true": True, "false": False}.get(value, value))]


_Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{0,63}$")]
_Weight = Annotated[int, Field(ge=100, le=900, multiple_of=100)]
_Bullet = Annotated[str, StringConstraints(min_length=1, max_length=3, pattern=r"^[^\w\s]+$")]


class _Strict(BaseModel):
    # Nothing is built but the Manifest, which has the others in it.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Fonts(_Strict):
    """A pairing of families; titles are set in that of the text where no other is named."""

    text: _Family
    headings: _Family | None = None


class Manifest(_Strict):
    """All that a manifest may say; what it leaves open comes from the theme that it extends."""

    api: Literal["1"]
    title: str
    description: str
    abstract: _Truth = False
    extends: str | None = None
    fonts: dict[ChoiceName, Fonts] = Field(default_factory=dict)
    weights: tuple[_Weight, ...] = ()
    italic: _Truth | None = None
    options: dict[OptionName, Option] = Field(default_factory=dict)
    omits: tuple[str, ...] = ()
    bullet: _Bullet | None = None


class ManifestFile(Struct, frozen=True):
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
            content = file.read(MOST_THEME_BYTES + 1)
    except OSError as error:
        return Outcome(None, (BadManifest.at(start, f"the manifest cannot be read: {error.strerror}"),))
    if len(content) > MOST_THEME_BYTES:
        return Outcome(None, (BadManifest.at(start, f"a manifest has {MOST_THEME_BYTES:,} bytes at most"),))
    return _parsed(folder, start.file, content)


@lru_cache(maxsize=64)
def _parsed(folder: Path, shown: str, content: bytes) -> Outcome[ManifestFile]:
    """Parse and validate a manifest, which every build asks for: once for each content that it has had."""
    outcome = read(content, shown)
    if outcome.value is None or outcome.failed:
        return Outcome(None, outcome.diagnostics)
    try:
        manifest = Manifest.model_validate(outcome.value.data())
    except ValidationError as error:
        return Outcome(None, (*outcome.diagnostics, *_mistakes(error, outcome.value)))
    return Outcome(ManifestFile(folder, manifest, outcome.value), outcome.diagnostics)


_MODELS: dict[str, type[BaseModel]] = {"fonts": Fonts, "options": Option}
_PATTERNS = {
    "bullet": "is not right: a sign of one to three characters, no letter and no digit",
    "fonts": "is not right: names have letters, digits, hyphens, and those of families spaces",
    "options": "is not right: names and choices are one word, such as `fontSize`; colours are like `#235577`",
}


def _mistakes(error: ValidationError, tree: Tree) -> list[Diagnostic]:
    return [
        _mistake(path, fault, tree)
        for fault in error.errors(include_url=False)
        if (path := tuple(step for step in fault["loc"] if step != "[key]"))
    ] or [BadManifest.at(tree.locate(()), "a manifest is a mapping with `api`, `title` and `description`")]


def _mistake(path: SourcePath, fault: ErrorDetails, tree: Tree) -> Diagnostic:
    """One fault, at the key or the value that is wrong, with what was probably meant."""
    place, hint = tree.locate(path), None
    if fault["type"] == "extra_forbidden":
        place = tree.locate_key(path)
        known = Manifest if len(path) == 1 else _MODELS.get(str(path[0]), Manifest)
        hint = did_you_mean(str(path[-1]), known.model_fields)
    raised = fault.get("ctx", {}).get("error")
    if isinstance(raised, BadDefaultError):
        place, hint = tree.locate((*path, "default")), raised.hint
    named = path[-1] if isinstance(path[-1], str) else path[-2]
    return BadManifest.at(place, f"`{named}` {_in_words(fault)}", path=path, hint=hint)


def _in_words(fault: ErrorDetails) -> str:
    if fault["type"] == "missing":
        return "is missing"
    if fault["type"] == "extra_forbidden":
        return "is no key that a manifest has here"
    if fault["loc"][0] == "weights" and len(fault["loc"]) > 1:
        return "is not right: a weight is one of the hundreds from 100 to 900"
    if fault["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(str(fault["loc"][0]), "is not written as it has to be")
    return "is not right: " + fault["msg"].removeprefix("Value error, ").removeprefix("Input ")


# A theme to begin with. ---------------------------------------------------------------------------------------


_MANIFEST = """\
# What this theme is. themes/README.md of cvpdf explains each key; those in comments are what you may add.
api: 1
title: {title}
description: {parent_title} with my own touch
extends: {parent}

# Families by name; each is a Python package (fontpkg-lato for Lato). The first pairing is the default.
{fonts}

# What a person may set under `document.options`. A colour or a number is a custom property in theme.css
# (`fontSize` is `var(--font-size)`), a choice or a truth value a class of `:root` (`:root.mood-calm`).
options:
  air:
    type: number
    default: "0"
    minimum: 0
    maximum: 12
    unit: mm
    description: More space above each section

# What the theme has no place for. All else has to be on the page.
# omits: [basics.image]

# What stands before an item of a list: a sign, no letter and no digit.
# bullet: "–"
"""

_STYLES = """\
/* {name}: what comes after the styles of {parent}, and goes before them. Its options, and yours, are custom properties:
   {properties}. */

.section {{ padding-top: var(--air); }}

/* A few things to try, one at a time:

   .label {{ font-style: italic; }}
   h2 {{ text-transform: uppercase; letter-spacing: 0.05em; font-size: 1em; }}
   .entry + .entry {{ margin-top: 3mm; }}
   .email {{ background: url(icons/email.svg) no-repeat 0 50%; padding-inline-start: 1.3em; }}
   :root[dir="rtl"] .email {{ background-position: 100% 50%; }}

   No floats, no `position`, no letters in `content`: they break the order of the text, or add to it. Say
   `margin-inline-start` and not `margin-left`, so that Arabic and Hebrew are mirrored. */
"""

_FONTS = """\
# fonts:
#   lato: {text: Lato}
# weights: [400, 700]
# italic: true"""

_OWN_FONTS = """\
fonts:
  source: {text: Source Serif 4}
weights: [400, 600]
italic: true"""

_LOOK = """\
@page {
  margin: 18mm 0;
  padding: 0 22mm;
  font: 8.5pt var(--text-font);
  @bottom-right { content: string(name) " · " var(--folio); padding: 5mm 22mm 0; vertical-align: top; }
}
body { font-family: var(--text-font); font-size: 10pt; line-height: 1.35; }
h1, h2 { font-family: var(--heading-font); font-weight: 600; }
h1 { font-size: 2.2em; }
h3 { font-weight: 600; }
.section { margin-top: 6mm; }
.entry + .entry { margin-top: 3mm; }

"""

_PAGE = """\
{{# The body of the page. This one hands over to that of `{owner}`, so it changes nothing yet. To say yourself what
   stands where, put your own in place of the last line; `cvpdf themes check` tells whatever it forgets:

     {{% from "parts.html" import name, contacts, part with context %}}
     <header class="head">{{{{ name() }}}}{{{{ contacts() }}}}</header>
     <main>{{% for section in sections %}}{{{{ part(section) }}}}{{% endfor %}}</main>
#}}
{{% include "{owner}/page.html" %}}
"""


def starter(name: str, parent: Theme) -> dict[str, str]:
    """Give the files of a theme that extends another, by name."""
    owner = next(folder for folder in parent.folders if (folder / "page.html").is_file())
    properties = ", ".join(f"`var(--{css_name(key)})`" for key in ("air", *_values(parent)))
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return {
        "theme.yaml": _MANIFEST.format(
            title=f'"{title}"',
            parent=parent.name,
            parent_title=parent.title,
            fonts=_FONTS if parent.pairings else _OWN_FONTS,
        ),
        "theme.css": ("" if parent.pairings else _LOOK)
        + _STYLES.format(name=name, parent=parent.name, properties=properties),
        "page.html": _PAGE.format(owner=owner.name),
    }


def _values(theme: Theme) -> list[str]:
    """The options that CSS knows as custom properties."""
    return [name for name, option in theme.options.items() if option.type in VALUES]
