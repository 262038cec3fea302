"""`cvpdf themes new`: a theme to begin with."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import findings
from cvpdf.cli.reports import report
from cvpdf.cli.stop import Stop, reason, usage
from cvpdf.diagnostics import ExitCode

if TYPE_CHECKING:
    pass


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the theme is to be called.")],
    parent: Annotated[
        str, typer.Option("--from", metavar="THEME", help="The theme that it is to look like at first.")
    ] = "plain",
    folder: Annotated[str, typer.Option("--in", metavar="DIR", help="The folder in which its own is made.")] = "themes",
) -> None:
    """Make a folder with a theme to begin with.

    It extends another one, and looks the same until you change it; `base` has the
    templates and no look. A folder that is there is never touched.
    """
    from cvpdf.cli.themes import shelves_here
    from cvpdf.theme.loading import find_themes, load_theme
    from cvpdf.theme.shelves import is_name
    from cvpdf.theme.starting import starter

    if not is_name(name):
        raise usage(
            f"`{name[:64]}` is no name for a theme", "use letters, digits, hyphens and underscores, as in `my-theme`"
        )
    found = load_theme(parent, shelves_here(), to_extend=True)
    if found.value is None:
        said = findings(found.diagnostics, {})
        report(said, "text", sys.stderr, "")
        raise SystemExit(said.verdict(strict=False))
    place = Path(folder, name)
    _write(place, starter(name, found.value))
    like = (
        f"it looks like {found.value.name} until you change it"
        if found.value.pairings
        else "with no look of its own yet"
    )
    streams.out(f"{place}: a theme to begin with; {like}")
    if name in find_themes() and folder == "themes":
        streams.out(f"note: here it stands in for cvpdf's own `{name}`; another name would leave both")
    asked = name if folder == "themes" else f"./{place}" if not place.is_absolute() else str(place)
    streams.out(f"next: `cvpdf build --theme {asked}` shows it, `cvpdf themes check {place}` proves it")


def _write(place: Path, files: dict[str, str]) -> None:
    """Make the folder, which must not be there, and write its files."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir()
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8")
    except FileExistsError:
        message = f"{place}: this folder is already there, and was left as it is"
        raise Stop(ExitCode.IO, message, "choose another name") from None
    except OSError as error:
        raise Stop(ExitCode.IO, f"{place}: cannot be written: {reason(error)}") from None
