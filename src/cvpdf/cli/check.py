"""`cvpdf check`: everything that can be said about résumé files without typesetting them."""

import sys
from typing import Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import findings, plural
from cvpdf.cli.inputs import DEFAULT_FILE, folder_of, read_input
from cvpdf.cli.reports import Format, report
from cvpdf.cli.reports.text import stopped
from cvpdf.cli.stop import Stop
from cvpdf.diagnostics import Diagnostic, ExitCode, Span
from cvpdf.world import World


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help=f"The résumés, by default {DEFAULT_FILE}; - is standard input."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
) -> None:
    """Check résumés without making a PDF."""
    sources, unreadable = _read_all(files or [DEFAULT_FILE])
    checked = _check_all(sources) if sources else []
    if form != "text":
        checked += [_unreadable(file, stop) for file, stop in unreadable.items()]
    said = findings(checked, sources)
    subject = next(iter(sources)) if len(sources) == 1 else plural(len(sources), "file")
    if sources or form != "text":
        report(said, form, sys.stdout, f"{subject}: {said.summary()}")
    if unreadable:
        for stop in unreadable.values():
            streams.err(stopped(stop, streams.surface(sys.stderr)))
        raise SystemExit(ExitCode.IO)
    raise SystemExit(said.verdict(strict=strict))


def _read_all(files: list[str]) -> tuple[dict[str, bytes], dict[str, Stop]]:
    """Read what can be read; one file that is missing keeps none of the others from being checked."""
    world = World.of_process()
    sources: dict[str, bytes] = {}
    unreadable: dict[str, Stop] = {}
    for file in dict.fromkeys(files):
        try:
            name, content = read_input(world, file)
        except Stop as stop:
            unreadable[file] = stop
        else:
            sources[name] = content
    return sources, unreadable


def _unreadable(file: str, stop: Stop) -> Diagnostic:
    """A file that cannot be read, for readers that see nothing but the report."""
    from cvpdf.rules.reading import UnreadableFile

    return UnreadableFile.at(Span(file, 1, 1, 1, 1), stop.message.removeprefix(f"{file}: "), hint=stop.hint)


def _check_all(sources: dict[str, bytes]) -> list[Diagnostic]:
    from cvpdf.compiler import Source
    from cvpdf.compiler import check as check_source

    world = World.of_process()
    given = (Source(name, content, folder_of(name)) for name, content in sources.items())
    checked = (check_source(source, world=world) for source in given)
    return [diagnostic for outcome in checked for diagnostic in outcome.diagnostics]
