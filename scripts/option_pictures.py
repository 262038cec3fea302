"""The picture of the options: for each a row, with a part of a page at some of the values that it takes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cvpdf.artifacts import Source
from cvpdf.gallery import chosen, exhibit
from cvpdf.theme.search_path import own_search_path
from cvpdf.world import World

ROOT = Path(__file__).parents[1]
GRADUATE, DESIGNER, ACADEMIC = (
    ROOT / "examples" / name for name in ("graduate.yaml", "designer.json", "academic.yaml")
)


@dataclass(frozen=True, slots=True)
class Row:
    """An option of a theme at some of its values.

    `at` is the left top of what is shown, in px of a page 720 px wide; `also` is set besides.
    """

    option: str
    theme: str
    file: Path
    values: tuple[str, ...]
    at: tuple[int, int]
    also: tuple[str, ...] = ()


ROWS = (
    Row("density", "plain", GRADUATE, ("tight", "normal", "loose"), (75, 150)),
    Row("alignment", "academic", ACADEMIC, ("ragged", "justified"), (270, 240)),
    Row("headingStyle", "plain", GRADUATE, ("plain", "rule", "caps"), (75, 150)),
    Row("dateStyle", "timeline", GRADUATE, ("short", "long", "numeric"), (35, 215)),
    Row("icons", "modern", GRADUATE, ("false", "true"), (0, 0)),
    Row("fonts", "slate", GRADUATE, ("source", "mixed", "franklin"), (265, 20)),
    Row("accent", "modern", GRADUATE, ("#1d4f60", "#5b2748", "#2e4a1f"), (0, 0)),
    Row("fontSize", "executive", GRADUATE, ("10", "11.3", "13"), (120, 60)),
    Row("margin", "compact", GRADUATE, ("12", "18", "30"), (0, 0)),
    Row("photoShape", "modern", DESIGNER, ("circle", "rounded", "square"), (0, 0)),
    Row("tint", "slate", GRADUATE, ("#eef1f5", "#f3ede2", "#e6efe6"), (0, 30)),
    Row("sideWidth", "slate", GRADUATE, ("45", "54", "65"), (0, 30)),
    Row("axis", "timeline", GRADUATE, ("true", "false"), (35, 215)),
    Row(
        "scales", "europe", GRADUATE, ("true", "false"), (60, 300), ('document.sections.order=["languages", "skills"]',)
    ),
)
"""Every option that a theme has, each once."""

FILES = tuple(sorted({row.file for row in ROWS}))
THEMES = tuple(sorted({row.theme for row in ROWS}))

_WIDTH, _HEIGHT, _GAP, _SIDE, _LINE = 400, 200, 20, 150, 30
"""A part of a page, the space around it, the column with the options' names, and the line of a value, in px."""


def option_rows() -> Image.Image:
    """Draw the sheet: names on the left, and beside each its values with what they do."""
    columns = max(len(row.values) for row in ROWS)
    row_height = _HEIGHT + _LINE + _GAP
    size = (_SIDE + columns * (_WIDTH + _GAP) + _GAP, len(ROWS) * row_height + _GAP)
    sheet = Image.new("RGB", size, "#d8dbe0")
    draw, large, small = ImageDraw.Draw(sheet), ImageFont.load_default(20), ImageFont.load_default(15)
    for number, row in enumerate(ROWS):
        top = _GAP + number * row_height
        draw.text((_GAP, top + 4), row.option, "#1c2126", large)
        draw.text((_GAP, top + 32), f"in {row.theme}", "#4a5159", small)
        for column, (value, part) in enumerate(zip(row.values, _parts(row), strict=True)):
            left = _SIDE + _GAP + column * (_WIDTH + _GAP)
            sheet.paste(part, (left, top))
            draw.text((left, top + _HEIGHT + 6), value, "#1c2126", small)
    return sheet


def _parts(row: Row) -> Iterator[Image.Image]:
    """Cut out of the first page what shows each value."""
    (choice,) = chosen([row.theme], own_search_path()).value or ()
    source = Source(row.file.name, row.file.read_bytes(), row.file.parent)
    left, top = row.at
    for value in row.values:
        overrides = (f"document.options.{row.option}={value}", *row.also)
        shown = exhibit(choice, source, World.of_process(), overrides)
        if shown.picture is None:
            raise SystemExit(f"{row.file.name} cannot be built in {row.theme} with {overrides[0]}")
        page = Image.open(io.BytesIO(shown.picture)).convert("RGB")
        yield page.crop((left, top, left + _WIDTH, top + _HEIGHT))
