"""`cvpdf check`: everything that can be said about résumé files without typesetting them, and `--fix`."""

import sys
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.exit import Stop, usage
from cvpdf.cli.file_result import Fixed, check_all, stop_as_diagnostic
from cvpdf.cli.inputs import DEFAULT_FILE, find
from cvpdf.diagnostics import ExitCode
from cvpdf.fixes import Checked
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import report_of
from cvpdf.words import plural
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
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing; with --fix, what it does.")
    ] = False,
) -> None:
    """Check résumés without making a PDF."""
    _refuse_two_outputs(files or [], form, fix=fix, diff=diff)
    world = World.of_process()
    candidates, stops = find(files or [DEFAULT_FILE])
    checks = check_all(world, candidates)
    fixed = _fixed(world, checks.checked, fix=fix, diff=diff)
    stops |= checks.stops
    stops |= fixed.stops
    notes = list(fixed.notes)
    if checks.passed:
        notes.append(f"{plural(checks.passed, 'file')} passed over, for want of the keys of a résumé")
    code = _report(fixed, stops, form, notes, aside=diff or fixed.takes_output, strict=strict)
    for stop in stops.values():
        streams.print_stop(stop)
    would_change = diff and not fix and any(one.made for one in fixed.mended)
    raise SystemExit(ExitCode.IO if stops else code or (ExitCode.ERRORS if would_change else ExitCode.OK))


def _refuse_two_outputs(files: list[str], form: Format, *, fix: bool, diff: bool) -> None:
    """Let only one thing go to standard output."""
    if diff and form != "text":
        raise usage(f"`--diff` shows a difference, and no messages as {form}", "leave one of the two out")
    if diff and fix and "-" in files:
        message = "`--diff` shows on standard output, where `--fix` writes what was piped in"
        raise usage(message, "leave one of the two out")


def _fixed(world: World, checked: list[Checked], *, fix: bool, diff: bool) -> Fixed:
    """Mend the files where that is asked for, and find out what would be mended where only that is."""
    if not (fix or diff):
        return Fixed(checked)
    from cvpdf.cli.fix import fix_all, fix_none, show_diff

    fixed = fix_all(world, checked) if fix else fix_none(world, checked)
    if diff:
        show_diff(fixed.mended)
    return fixed


def _report(
    fixed: Fixed, stops: dict[str, Stop], form: Format, notes: list[str], *, aside: bool, strict: bool
) -> ExitCode:
    """Say what remains, and what else was done; machines get a whole report, with what cannot be read.

    It goes `aside`, to standard error, where standard output has something else on it.
    """
    from cvpdf.rules.cv1_reading import UnreadableFile

    sources = {one.source.file: one.source.content for one in fixed.checked}
    diagnostics = [diagnostic for one in fixed.checked for diagnostic in one.outcome.diagnostics]
    if form != "text":
        diagnostics += [stop_as_diagnostic(file, stop, UnreadableFile) for file, stop in stops.items()]
        streams.err("\n".join(notes))
    report = report_of(diagnostics, sources)
    subject = next(iter(sources)) if len(sources) == 1 else plural(len(sources), "file")
    if sources or form != "text":
        stream = sys.stderr if aside else sys.stdout
        streams.print_report(report, form, stream, "\n".join((*notes, f"{subject}: {report.summary()}")))
    return report.exit_code(strict=strict)
