"""Write anew what is made by a program in the documents: tables, the list of codes, the pictures.

Without a flag it writes what is stale. With `--check` it writes nothing, names what is stale, and ends with 1.
"""

import argparse
import io
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import option_pictures
import reference
from PIL import Image, ImageDraw, ImageFont, ImageOps
from PIL.PngImagePlugin import PngInfo

from cvpdf import Source, World
from cvpdf.gallery import chosen, exhibit
from cvpdf.theme.search_path import own_search_path

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

TABLES: dict[str, Callable[[], str]] = {
    "codes": reference.codes,
    "commands": reference.commands,
    "exit codes": reference.exit_codes,
    "fields": reference.fields,
    "formats read": reference.formats_read,
    "formats written": reference.formats_written,
    "labels": reference.labels,
    "languages": reference.language_table,
    "options": reference.options,
}
"""What is made between two comments of a page: `<!-- NAME: made by scripts/documents.py -->` and `<!-- end -->`."""

_WIDTH, _HEIGHT, _GAP, _COLUMNS, _COLOURS = 560, 792, 32, 4, 64
"""The space for a pictured page and what is around it, in px, and how many are in a row; few colours keep it small."""


def pages() -> dict[str, Callable[[], bytes]]:
    """Name the pages that hold something made, each with how it is made anew."""
    found = sorted(path for path in (ROOT / "docs").rglob("*.md") if "made by scripts/" in path.read_text("utf-8"))
    return {path.relative_to(ROOT).as_posix(): partial(page, path) for path in found}


def page(path: Path) -> bytes:
    """Put what is made into its places in a page."""
    marks = r"<!-- ([a-z ]+): made by scripts/documents\.py -->\n.*?<!-- end -->"
    text = path.read_text(encoding="utf-8")
    return re.sub(marks, lambda found: _made(found[1]), text, flags=re.DOTALL).encode()


def _made(name: str) -> str:
    return f"<!-- {name}: made by scripts/documents.py -->\n\n{TABLES[name]()}\n<!-- end -->"


def picture() -> bytes:
    """Show the themes side by side."""
    return _drawn("themes.png", _inputs((*PICTURED.values(),), (*PICTURED,)), _side_by_side)


def options_picture() -> bytes:
    """Show what each option does."""
    program = Path(option_pictures.__file__).read_text(encoding="utf-8")
    without_imports = re.sub(r"^(?:from|import) .*\n", "", program, flags=re.MULTILINE)
    inputs = _inputs(option_pictures.FILES, option_pictures.THEMES, without_imports)
    return _drawn("options.png", inputs, option_pictures.option_rows, colours=256)


def first_page() -> bytes:
    """Show what the README's first lines of YAML become."""
    return _drawn("first-page.png", _inputs((), (_first_theme(),), _first_lines()), _top_of_first_page)


def _first_lines() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]


def _first_theme() -> str:
    found = re.search(r"\btheme: (\w+)", _first_lines())
    return found[1] if found else "plain"


def _top_of_first_page() -> Image.Image:
    """Cut off the empty rest of the page."""
    page = _page(Source("resume.yaml", _first_lines().encode()), _first_theme())
    ink = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, 0, 0)
    frame = Image.new("RGB", (page.width + 2, ink[3] + _GAP), "#d8dbe0")
    frame.paste(page.crop((0, 0, page.width, ink[3] + _GAP)), (1, 1))
    return frame


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


def _inputs(files: Sequence[Path], themes: Sequence[str], also: str = "") -> str:
    """Name the inputs of a picture by what they hold: pixels differ from machine to machine."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    folders = (ROOT / "themes" / name for name in ("base", *themes))
    parts = sorted(file for folder in folders for file in folder.glob("[!.]*") if file.is_file())
    contents = (file.read_bytes() for file in (*files, *parts))
    return sha256(b"\0".join([version.encode(), also.encode(), *contents])).hexdigest()


def _first_page(theme: str) -> Image.Image:
    file = PICTURED[theme]
    page = _page(Source(file.name, file.read_bytes(), file.parent), theme)
    return ImageOps.contain(page, (_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)


def _page(source: Source, theme: str) -> Image.Image:
    (choice,) = chosen([theme], own_search_path()).value or ()
    shown = exhibit(choice, source, World.of_process())
    if shown.picture is None:
        raise SystemExit(f"{source.file} cannot be built in {theme}")
    return Image.open(io.BytesIO(shown.picture)).convert("RGB")


MADE: dict[str, Callable[[], bytes]] = {
    **pages(),
    "docs/first-page.png": first_page,
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
