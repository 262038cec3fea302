"""`cvpdf build`: a résumé file in, a PDF out, or a page of HTML, pictures, Markdown, text, a Word file."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import (
    Destination,
    NameValues,
    choose_target,
    make_folder,
    refuse_folders,
    refuse_input,
    refuse_photo,
    write,
)
from cvpdf.cli.inputs import DEFAULT_FILE, check_assignments, folder_of, is_one, quotable, read_input
from cvpdf.cli.terminal import ProgressLine, usage
from cvpdf.cli.themes import theme_names
from cvpdf.diagnostics import Diagnostic, ExitCode
from cvpdf.outputs import Target
from cvpdf.path import format_path
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import FileRow, Report, report_of
from cvpdf.reports.text import result_line, visible
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Built, Place


# The order. ---------------------------------------------------------------------------------------------------


class Order(Struct, frozen=True):
    """`file` is what was typed, `name` what messages call it; `map_file` may be `-`."""

    world: World
    file: str
    name: str
    content: bytes
    target: Destination
    theme: str | None
    assignments: tuple[str, ...]
    map_file: str | None

    @property
    def map_paths(self) -> tuple[Path, ...]:
        """The file that the map goes to; none for standard output."""
        return _map_paths(self.map_file)


def take_order(
    file: str, out: str | None, theme: str | None, assignments: Sequence[str], to: Target | None, map_file: str | None
) -> Order:
    """Read the file, and settle where the results go.

    Raises:
        Stop: when the command was typed wrong, the file cannot be read, or there is no place for a result.
    """
    if not file:
        raise usage("the name of the résumé is empty", f"name a file, such as {DEFAULT_FILE}")
    if assignments:
        check_assignments(assignments)
    world = World.of_process()
    name, content = read_input(world, file)

    def values() -> NameValues:
        from cvpdf.artifacts import Source
        from cvpdf.cli.plan import facts_of, values_of
        from cvpdf.pipeline import load

        source = Source(name, content, folder_of(name))
        return values_of(name, facts_of(world, source, load(source, assignments), theme))

    target = choose_target(file, out, to, values)
    _refuse_map(map_file, target)
    beside = _map_paths(map_file)
    for path in beside:
        refuse_folders(path)
    refuse_input(file, (*target.files(1), *beside))
    return Order(world, file, name, content, target, theme, tuple(assignments), map_file)


def _map_paths(map_file: str | None) -> tuple[Path, ...]:
    return (Path(map_file),) if map_file and map_file != "-" else ()


def _refuse_map(map_file: str | None, target: Destination) -> None:
    if map_file and not target.output.has_pages:
        raise usage(
            f"{target.output.title} has no pages, so there is nothing for `--map` to say", "leave one of the two out"
        )
    if map_file == "-" and target.path is None:
        raise usage("standard output cannot take both the map and the result", "name a file for one of them")


# The map. -----------------------------------------------------------------------------------------------------


def place_map(places: "Iterable[Place]") -> bytes:
    """Write the places as JSON, those of one path together, in the order in which they come.

    {"version": 1, "places": [
      {"path": "work[0].name", "file": "resume.yaml", "line": 12, "column": 11,
       "boxes": [{"page": 1, "x": 71.5, "y": 180.2, "width": 96.0, "height": 12.4}]}]}

    Pages count from one; boxes are in pt, from the top left corner of their page.
    """
    by_path: dict[str, dict[str, Any]] = {}
    for place in places:
        path = format_path(place.path)
        entry = by_path.setdefault(
            path,
            {"path": path, "file": place.span.file, "line": place.span.line, "column": place.span.column, "boxes": []},
        )
        entry["boxes"].append({"page": place.page} | _box(place))
    return (json.dumps({"version": 1, "places": list(by_path.values())}, indent=2) + "\n").encode()


def _box(place: "Place") -> dict[str, float]:
    box = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
    return {name: round(length, 2) for name, length in box.items()}


# The command. -------------------------------------------------------------------------------------------------


def build(  # noqa: PLR0913, PLR0917 -- each is an option of the command
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help=f"Résumés, folders and patterns, by default {DEFAULT_FILE}; - is standard input."
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Where it goes, beside FILE by default: a file, a folder, or a pattern such as"
            " 'made/{name}-{theme}.pdf'; - is standard output.",
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
    to: Annotated[Target | None, typer.Option(help="What is made, by default what OUT ends in, else pdf.")] = None,
    map_file: Annotated[
        str | None, typer.Option("--map", metavar="MAP.json", help="Write where on paper each value of FILE is.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", help="How many files at once, by default one for each core."),
    ] = None,
    executor: Annotated[
        str | None, typer.Option(metavar="dask://HOST:PORT", help="Build on the machines of a cluster.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Build what has not changed, too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the build.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
) -> None:
    """Typeset résumés, and prove that nothing was lost.

    Of several files, those are built of which anything has changed.
    """
    given = files or [DEFAULT_FILE]
    if jobs is not None and jobs < 1:
        raise usage(f"`--jobs {jobs}`: that many files are never done", "write 1 or more, or leave it out")
    if len(given) > 1 or executor is not None or not is_one(given[0]):
        _refuse_map_of_several(map_file)
        if assignments:
            check_assignments(assignments)
        from cvpdf.cli.many import RunSettings, build_many, refuse_executor
        from cvpdf.cli.plan import take_request

        if executor is not None:
            refuse_executor(executor)
        request = take_request(given, out, theme, assignments or (), to)
        raise SystemExit(build_many(given, request, RunSettings(jobs, executor, force, strict, form)))
    _build_one(take_order(given[0], out, theme, assignments or (), to, map_file), form, strict=strict)


def _refuse_map_of_several(map_file: str | None) -> None:
    if map_file is not None:
        raise usage("`--map` is about one résumé, and these are several", "build the one by itself")


def _build_one(order: Order, form: Format, *, strict: bool) -> None:
    started = monotonic()
    built, report = _typeset(order, strict=strict)
    exit_code = report.exit_code(strict=strict)
    if built is None or exit_code:
        streams.print_report(report, form, sys.stderr, f"{report.summary()}: nothing was written")
        raise SystemExit(exit_code or ExitCode.ERRORS)
    names = _write(order, built)
    streams.print_report(report, form, sys.stderr, report.summary() if report.diagnostics else "")
    _announce(order, names, built, monotonic() - started)


def _typeset(order: Order, *, strict: bool) -> "tuple[Built | None, Report]":
    """Build, showing how far it is on a terminal; where it is `strict` a parser has to read every field, too."""
    from cvpdf.artifacts import Source
    from cvpdf.pipeline import build as build_source

    source = Source(order.name, order.content, folder_of(order.name))
    with ProgressLine() as progress:
        outcome = build_source(
            source,
            overrides=order.assignments,
            theme=order.theme,
            to=order.target.output.name,
            world=order.world,
            progress=progress,
        )
    diagnostics = outcome.diagnostics
    if strict and outcome.value and order.target.output.name == "pdf":
        from cvpdf.cli.fields import warnings_of

        diagnostics += warnings_of(source, outcome.value.files[0], order.theme, order.assignments)
    if outcome.value and order.target.path is None and len(outcome.value.files) > 1:
        diagnostics = (*diagnostics, _too_many(len(outcome.value.files)))
    return outcome.value, report_of(diagnostics, quotable(order.name, order.content, order.assignments))


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
    if order.target.makes_folder:
        make_folder(paths[0].parent)
    if order.map_file:
        _write_map(order, built)
    for path, data in zip(paths, built.files, strict=False):
        write(order.world, path, data)
    for folder in {path.parent for path in paths}:
        order.world.sweep(folder)
    if order.target.path is None:
        streams.out_bytes(built.files[0])
    return paths


def _write_map(order: Order, built: "Built") -> None:
    data = place_map(built.places)
    if order.map_file == "-":
        streams.out_bytes(data)
    elif order.map_file:
        write(order.world, Path(order.map_file), data)


def _announce(order: Order, paths: tuple[Path, ...], built: "Built", seconds: float) -> None:
    """Say in one line what was made, on standard error where standard output is taken."""
    taken = order.target.path is None or order.map_file == "-"
    stream = sys.stderr if taken else sys.stdout
    row = FileRow(order.file, "written", tuple(map(str, paths)), built.pages, built.words, built.theme)
    line = result_line(row)
    if streams.surface(stream).terminal:
        line += f" ({seconds:.1f} s)"
    (streams.err if taken else streams.out)(visible(line))
