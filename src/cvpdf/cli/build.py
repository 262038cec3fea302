"""`cvpdf build`: a résumé file in, a PDF out, or a page of HTML, pictures, Markdown, text, a Word file."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import Findings, findings, plural
from cvpdf.cli.inputs import DEFAULT_FILE, folder_of, quotable
from cvpdf.cli.order import Order, take_order
from cvpdf.cli.outputs import Kind, refuse_input, refuse_photo, write
from cvpdf.cli.progress import Progress
from cvpdf.cli.reports import Format, report
from cvpdf.cli.reports.excerpt import visible
from cvpdf.cli.themes import theme_names
from cvpdf.diagnostics import Diagnostic, ExitCode

if TYPE_CHECKING:
    from cvpdf.compiler import Built


def build(  # noqa: PLR0913, PLR0917 -- each is an option of the command
    file: Annotated[str, typer.Argument(metavar="FILE", help="The résumé; - is standard input.")] = DEFAULT_FILE,
    out: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="Where it goes, beside FILE by default; - is standard output."
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The theme, or its folder (./mine), whatever FILE says.", autocompletion=theme_names
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Put a value in place of the one in FILE; may be repeated."),
    ] = None,
    to: Annotated[Kind | None, typer.Option(help="What is made, by default what OUT ends in, else pdf.")] = None,
    map_file: Annotated[
        str | None, typer.Option("--map", metavar="MAP.json", help="Write where on paper each value of FILE is.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the build.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
) -> None:
    """Typeset a résumé, and prove that nothing was lost."""
    order = take_order(file, out, theme, assignments or (), to, map_file)
    started = monotonic()
    built, said = _typeset(order)
    verdict = said.verdict(strict=strict)
    if built is None or verdict:
        report(said, form, sys.stderr, f"{said.summary()}: nothing was written")
        raise SystemExit(verdict or ExitCode.ERRORS)
    names = _write(order, built)
    report(said, form, sys.stderr, said.summary() if said.diagnostics else "")
    _announce(order, names, built, monotonic() - started)


def _typeset(order: Order) -> "tuple[Built | None, Findings]":
    """Build, showing how far it is on a terminal."""
    from cvpdf.compiler import Source
    from cvpdf.compiler import build as build_source

    with Progress() as progress:
        outcome = build_source(
            Source(order.name, order.content, folder_of(order.name)),
            overrides=order.assignments,
            theme=order.theme,
            to=order.target.kind,
            world=order.world,
            progress=progress,
        )
    diagnostics = outcome.diagnostics
    if outcome.value and order.target.path is None and len(outcome.value.files) > 1:
        diagnostics = (*diagnostics, _too_many(len(outcome.value.files)))
    return outcome.value, findings(diagnostics, quotable(order.name, order.content, order.assignments))


def _too_many(pages: int) -> Diagnostic:
    from cvpdf.rules.cv7_formats import PagesInOneStream

    message = f"the {pages} pages are {pages} pictures, and standard output takes one"
    return PagesInOneStream.at(None, message, hint="name a file for them: `-o resume.png`")


def _write(order: Order, built: "Built") -> tuple[Path, ...]:
    """Write the map, then the results: a result that is there is whole, and so is what was asked for with it.

    Returns:
        The files that were written, without the map.
    """
    paths = order.target.files(len(built.files))
    refuse_input(order.file, paths)
    refuse_photo(built.photo, (*paths, *order.map_paths))
    if order.map_file:
        _write_map(order, built)
    for path, data in zip(paths, built.files, strict=False):
        write(order.world, path, data)
    if order.target.path is None:
        streams.out_bytes(built.files[0])
    return paths


def _write_map(order: Order, built: "Built") -> None:
    from cvpdf.cli.placemap import place_map

    data = place_map(built.places)
    if order.map_file == "-":
        streams.out_bytes(data)
    elif order.map_file:
        write(order.world, Path(order.map_file), data)


def _announce(order: Order, paths: tuple[Path, ...], built: "Built", seconds: float) -> None:
    """Say in one line what was made, on standard error where standard output is taken."""
    taken = order.target.path is None or order.map_file == "-"
    stream = sys.stderr if taken else sys.stdout
    name = " … ".join(dict.fromkeys(map(str, (paths[0], paths[-1])))) if paths else "standard output"
    pages = [plural(built.pages, "page")] if built.pages else []
    theme = [f"theme {built.theme}"] if built.theme else []
    line = f"{name}: {', '.join([*pages, plural(built.words, 'word'), *theme])}"
    if streams.surface(stream).terminal:
        line += f" ({seconds:.1f} s)"
    (streams.err if taken else streams.out)(visible(line))
