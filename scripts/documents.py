"""Write anew what is made by a program in the documents: tables, the list of codes, the pictures.

Without a flag it writes what is stale. With `--check` it writes nothing, names what is stale, and ends with 1.
"""

import argparse
import io
import tomllib
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import option_pictures
from PIL import Image, ImageDraw, ImageFont, ImageOps
from PIL.PngImagePlugin import PngInfo

from cvpdf.artifacts import Source
from cvpdf.gallery import every_choice, exhibit
from cvpdf.locale.cldr import cldr
from cvpdf.locale.date_styles import format_period
from cvpdf.locale.labels import languages, load_locale
from cvpdf.model.dates import PartialDate
from cvpdf.model.json_schema import json_schema
from cvpdf.model.resume import SECTIONS
from cvpdf.rules.catalogue import catalogue
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.option import Option, expected
from cvpdf.theme.search_path import own_shelves
from cvpdf.world import World

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PICTURED = {
    "plain": EXAMPLES / "graduate.yaml",
    "slate": EXAMPLES / "engineer.yaml",
    "academic": EXAMPLES / "academic.yaml",
    "compact": EXAMPLES / "engineer.yaml",
    "executive": EXAMPLES / "designer.json",
    "timeline": EXAMPLES / "designer.json",
    "modern": EXAMPLES / "designer.json",
    "europe": EXAMPLES / "designer.json",
}
"""What the picture shows: the first page of a résumé in each theme, row by row."""

_WIDTH, _HEIGHT, _GAP, _COLUMNS, _COLOURS = 560, 792, 32, 4, 64
"""The space for a pictured page and what is around it, in px, and how many are in a row; few colours keep it small."""


def readme() -> bytes:
    """Put the tables into their places in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, table in (("fields", _fields()), ("languages", _languages()), ("options", _options())):
        begin, end = f"<!-- {name}: made by scripts/documents.py -->\n", "<!-- end -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}"
    return text.encode()


def _fields() -> str:
    schema = json_schema()
    rows = ["| where | keys |", "|---|---|"]
    for path, part in _parts(schema):
        keys = (key for key in schema["$defs"][part]["properties"] if key != "tags")
        rows.append(f"| `{path}` | {', '.join(f'`{key}`' for key in keys)} |")
    return "\n".join(rows) + "\n"


def _parts(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name the parts of a résumé, and their definitions in the schema, in the order of printing."""
    yield from (("basics", "Basics"), ("basics.location", "Location"), ("basics.profiles[]", "Profile"))
    _summary, *first, last = SECTIONS
    for key in (*first, "sections", last):
        yield f"{key}[]", schema["properties"][key]["items"]["$ref"].rpartition("/")[2]
        if key == "work":
            yield "work[].positions[]", "Position"
        elif key == "sections":
            yield "sections[].entries[]", "CustomEntry"


def _languages() -> str:
    rows = ["| tag | language | a title | a period |", "|---|---|---|---|"]
    for tag in languages():
        words = load_locale(tag).value
        if words:
            name = cldr(tag).get_display_name("en")
            dates = format_period(PartialDate(2021, 3), None, words)
            rows.append(f"| `{tag}` | {name} | {words.sections['work']} | {dates} |")
    return "\n".join(rows) + "\n"


def _options() -> str:
    rows = ["| theme | option | takes | default | what it is |", "|---|---|---|---|---|"]
    loaded = [theme for theme in (load_theme(name).value for name in find_themes()) if theme]
    first, *others = (theme.options for theme in loaded)
    shared = {key: option for key, option in first.items() if all(other.get(key) == option for other in others)}
    rows += [_option_row("every theme", key, option) for key, option in shared.items()]
    for theme in loaded:
        own = ((key, option) for key, option in theme.options.items() if key not in shared)
        rows += [_option_row(f"`{theme.name}`", key, option) for key, option in own]
    return "\n".join(rows) + "\n"


def _option_row(theme: str, key: str, option: Option) -> str:
    unit = f" {option.unit}" if option.unit else ""
    cells = (theme, f"`{key}`", expected(option), f"`{option.default}`{unit}", option.description)
    return f"| {' | '.join(cells)} |"


def codes() -> bytes:
    """List every code with the title of its manual."""
    return "\n".join(["# Codes", "", *_introduction(), *_tables()]).encode()


def _introduction() -> Iterator[str]:
    yield "Everything that cvpdf can say has a code. `cvpdf explain CODE` prints its manual: what it means, why it"
    yield "matters, and what to write instead. An error stops the build. A warning fails only with `--strict`. A note"
    yield "(`info` in the formats for programs) never does."
    yield ""


def _tables() -> Iterator[str]:
    for stage, rules in groupby(catalogue().values(), key=lambda rule: rule.stage):
        yield from (f"## {stage.title}", "", "| code | usually | what is said |", "|---|---|---|")
        yield from (f"| {rule.code} | {rule.severity.value} | {rule.title()} |" for rule in rules)
        yield ""


def picture() -> bytes:
    """Show the themes side by side."""
    return _drawn("themes.png", _inputs((*PICTURED.values(),), (*PICTURED,)), _side_by_side)


def options_picture() -> bytes:
    """Show what each option does."""
    program = Path(option_pictures.__file__)
    inputs = _inputs((program, *option_pictures.FILES), option_pictures.THEMES)
    return _drawn("options.png", inputs, option_pictures.option_rows, colours=256)


def _drawn(name: str, inputs: str, draw: Callable[[], Image.Image], colours: int = _COLOURS) -> bytes:
    """Draw a picture; one that was made from the same inputs is left as it is."""
    old = _now(ROOT / "docs" / name)
    if old and Image.open(io.BytesIO(old)).info.get("Inputs") == inputs:
        return old
    notes, data = PngInfo(), io.BytesIO()
    notes.add_text("Inputs", inputs)
    few = draw().quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(data, "PNG", optimize=True, pnginfo=notes)
    return data.getvalue()


def _side_by_side() -> Image.Image:
    """Put the pages into rows, each at the top of its space with its theme's name below."""
    rows, name_height = -(-len(PICTURED) // _COLUMNS), 2 * _GAP
    size = (_COLUMNS * (_WIDTH + _GAP) + _GAP, rows * (_HEIGHT + name_height) + _GAP)
    sheet = Image.new("RGB", size, "#d8dbe0")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(_GAP)
    for number, theme in enumerate(PICTURED):
        row, column = divmod(number, _COLUMNS)
        left, top = _GAP + column * (_WIDTH + _GAP), _GAP + row * (_HEIGHT + name_height)
        sheet.paste(_first_page(theme), (left, top))
        draw.text((left + _WIDTH // 2, top + _HEIGHT + name_height // 2), theme, "#1c2126", font, anchor="mm")
    return sheet


def _inputs(files: Sequence[Path], themes: Sequence[str]) -> str:
    """Name the inputs of a picture by what they hold: pixels differ from machine to machine."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    folders = (ROOT / "themes" / name for name in ("base", *themes))
    parts = sorted(file for folder in folders for file in folder.glob("[!.]*") if file.is_file())
    contents = (file.read_bytes() for file in (*files, *parts))
    return sha256(b"\0".join([version.encode(), *contents])).hexdigest()


def _first_page(theme: str) -> Image.Image:
    file = PICTURED[theme]
    choice = next(choice for choice in every_choice(own_shelves()) if choice.name == theme)
    shown = exhibit(choice, Source(file.name, file.read_bytes(), file.parent), World.of_process())
    if shown.picture is None:
        raise SystemExit(f"{file.name} cannot be built in {theme}")
    page = Image.open(io.BytesIO(shown.picture)).convert("RGB")
    return ImageOps.contain(page, (_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)


MADE: dict[str, Callable[[], bytes]] = {
    "README.md": readme,
    "docs/codes.md": codes,
    "docs/themes.png": picture,
    "docs/options.png": options_picture,
}


def main() -> None:
    """Write what is stale, or only name it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only name what is stale")
    check = parser.parse_args().check
    stale = {name: data for name, make in MADE.items() if (data := make()) != _now(ROOT / name)}
    for name, data in stale.items():
        print(f"{name} is stale" if check else f"{name} is written anew")
        if not check:
            (ROOT / name).write_bytes(data)
    raise SystemExit(1 if check and stale else 0)


def _now(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    main()
