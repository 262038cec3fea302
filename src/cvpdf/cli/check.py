"""`cvpdf check`: everything that can be said about résumé files without typesetting them, and `--fix`."""

import sys
from typing import Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.checked import check_all
from cvpdf.cli.findings import findings, plural
from cvpdf.cli.fix import Fixed, fix_all, show_diff, summary
from cvpdf.cli.found import find
from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.cli.reports import Format, report
from cvpdf.cli.reports.text import stopped
from cvpdf.cli.stop import Stop, usage
from cvpdf.diagnostics import Diagnostic, ExitCode, Span
from cvpdf.world import World


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help=f"Résumés, folders and patterns, by default {DEFAULT_FILE}; - is standard input.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the files what is certain.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False,
) -> None:
    """Check résumés without making a PDF."""
    if diff and form != "text":
        raise usage(f"`--diff` shows a difference, and no messages as {form}", "leave one of the two out")
    world = World.of_process()
    candidates, stops = find(files or [DEFAULT_FILE])
    checked, unread = check_all(world, candidates)
    stops |= unread
    if diff:
        code: int = show_diff(world, checked)
    else:
        fixed = fix_all(world, checked) if fix else Fixed(checked)
        stops |= fixed.stops
        code = _report(fixed, stops, form, strict=strict)
    for stop in stops.values():
        streams.err(stopped(stop, streams.surface(sys.stderr)))
    raise SystemExit(ExitCode.IO if stops else code)


def _report(fixed: Fixed, stops: dict[str, Stop], form: Format, *, strict: bool) -> ExitCode:
    """Say what remains, and what was mended; machines get a whole report, with what cannot be read."""
    sources = {one.source.file: one.source.content for one in fixed.checked}
    diagnostics = [diagnostic for one in fixed.checked for diagnostic in one.outcome.diagnostics]
    if form != "text":
        diagnostics += [_unreadable(file, stop) for file, stop in stops.items()]
    said = findings(diagnostics, sources)
    mended = summary(fixed.mended, "mended")
    stream = sys.stderr if fixed.takes_output else sys.stdout
    subject = next(iter(sources)) if len(sources) == 1 else plural(len(sources), "file")
    if sources or form != "text":
        report(said, form, stream, "\n".join(filter(None, (mended, f"{subject}: {said.summary()}"))))
    if form != "text":
        streams.err(mended)
    return said.verdict(strict=strict)


def _unreadable(file: str, stop: Stop) -> Diagnostic:
    """A file that cannot be read, for readers that see nothing but the report."""
    from cvpdf.rules.reading import UnreadableFile

    return UnreadableFile.at(Span(file, 1, 1, 1, 1), stop.message.removeprefix(f"{file}: "), hint=stop.hint)
