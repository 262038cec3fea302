"""`cvpdf gallery`: a résumé in every theme, as a page of pictures with a link to each PDF."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import make_folder, refuse_input, refuse_no_folder, refuse_photo, write
from cvpdf.cli.inputs import DEFAULT_FILE, STANDARD_INPUT, check_assignments, folder_of, quotable, read_input
from cvpdf.cli.terminal import ProgressLine, usage
from cvpdf.cli.themes import theme_names
from cvpdf.diagnostics import ExitCode
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import Report, report_of
from cvpdf.reports.text import visible
from cvpdf.words import plural
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Source
    from cvpdf.gallery import Exhibit, GalleryTheme

_FOLDER = "gallery"


def gallery(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The résumé; - is standard input.")] = DEFAULT_FILE,
    out: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="DIR", help="The folder for it, by default `gallery` beside FILE."),
    ] = None,
    themes: Annotated[
        list[str] | None,
        typer.Option(
            "--theme",
            metavar="NAME",
            help="Only this theme, or its folder (./mine); may be repeated.",
            autocompletion=theme_names,
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Put a value in place of the one in FILE; may be repeated."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the command.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
) -> None:
    """Show a résumé in every theme, side by side.

    Makes each PDF, and a page of HTML with pictures of all. In the folder, files of
    the same names are replaced, and others are left alone.
    """
    from cvpdf.artifacts import Source
    from cvpdf.gallery import gallery_diagnostics

    started, world, overrides = monotonic(), World.of_process(), tuple(assignments or ())
    if overrides:
        check_assignments(overrides)
    name, content = read_input(world, file)
    folder = _folder(name, out)
    source = Source(name, content, folder_of(name))
    choices = _choices(themes or [], world, source)
    refuse_no_folder(folder)
    exhibits = _exhibits(choices, source, overrides, world)
    report = report_of(gallery_diagnostics(exhibits), quotable(name, content, overrides))
    if not any(exhibit.built for exhibit in exhibits):
        _give_up(report, form, f"{report.summary()}: nothing was written")
    sheet = _write(world, folder, file, exhibits)
    streams.print_report(report, form, sys.stderr, report.summary() if report.diagnostics else "")
    _announce(sheet, exhibits, monotonic() - started)
    raise SystemExit(report.exit_code(strict=strict))


def _give_up(report: Report, form: Format, last_line: str) -> NoReturn:
    streams.print_report(report, form, sys.stderr, last_line)
    raise SystemExit(report.exit_code(strict=False) or ExitCode.ERRORS)


def _folder(name: str, out: str | None) -> Path:
    if out == "":
        raise usage("the name after `-o` is empty", "name a folder")
    if out == "-":
        raise usage("a gallery is several files, and standard output takes one", "name a folder for them")
    return Path(out) if out else folder_of(name) / _FOLDER


def _choices(asked: list[str], world: World, source: "Source") -> "tuple[GalleryTheme, ...]":
    """Find the themes, and see that the names of their files differ, on every system."""
    from cvpdf.gallery import chosen, every_choice
    from cvpdf.theme.search_path import search_path

    near = search_path(source.folder, world.config)
    if not asked:
        return every_choice(near)
    outcome = chosen(asked, near)
    choices = outcome.value
    if choices is None:
        _give_up(report_of(outcome.diagnostics, {}), "text", "")
    names = [choice.name.casefold() for choice in choices]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise usage(f"two of these themes are called `{twice}`, and so would be their files", "make two galleries")
    return choices


def _exhibits(
    choices: "tuple[GalleryTheme, ...]", source: "Source", overrides: tuple[str, ...], world: World
) -> "list[Exhibit]":
    """Build in one theme after the other, showing how far it is on a terminal."""
    from cvpdf.gallery import exhibit

    with ProgressLine() as progress:

        def make(number: int, choice: "GalleryTheme") -> "Exhibit":
            place = f"{choice.name}, {number} of {len(choices)}"
            return exhibit(choice, source, world, overrides, lambda stage: progress(f"{place}: {stage}"))

        return [make(number, choice) for number, choice in enumerate(choices, 1)]


def _write(world: World, folder: Path, file: str, exhibits: "list[Exhibit]") -> Path:
    """Write the PDFs and the pictures, then the page that shows them: what it links to is there.

    Returns:
        Where the page is.
    """
    from cvpdf.gallery import SHEET, write_sheet

    files: dict[Path, bytes] = {}
    for exhibit in exhibits:
        if exhibit.built and exhibit.picture:
            files[folder / f"{exhibit.choice.name}.pdf"] = exhibit.built.files[0]
            files[folder / f"{exhibit.choice.name}.png"] = exhibit.picture
    sheet = folder / SHEET
    files[sheet] = write_sheet(STANDARD_INPUT if file == "-" else Path(file).name, exhibits)
    refuse_input(file, tuple(files))
    for photo in {exhibit.built.photo for exhibit in exhibits if exhibit.built}:
        refuse_photo(photo, tuple(files))
    make_folder(folder)
    for path, data in files.items():
        write(world, path, data)
    return sheet


def _announce(sheet: Path, exhibits: "list[Exhibit]", seconds: float) -> None:
    """Say in one line what was made, and what was not."""
    failed = [exhibit.choice.name for exhibit in exhibits if not exhibit.built]
    line = f"{sheet}: {plural(len(exhibits) - len(failed), 'theme')}"
    if failed:
        line += f", but not {', '.join(failed)}"
    if streams.surface(sys.stdout).terminal:
        line += f" ({seconds:.1f} s)"
    streams.out(visible(line))
