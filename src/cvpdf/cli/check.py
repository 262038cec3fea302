"""`cvpdf check`: everything that can be said about résumé files without typesetting them, and `--fix`."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import write
from cvpdf.cli.inputs import (
    DEFAULT_FILE,
    STANDARD_INPUT,
    Fixed,
    check_all,
    check_assignments,
    check_source,
    find,
    quotable_assignment,
    stop_as_diagnostic,
)
from cvpdf.cli.terminal import Stop, Surface, usage
from cvpdf.diagnostics import ExitCode
from cvpdf.fixes import Checked, Mended, mend
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import report_of
from cvpdf.reports.text import visible
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
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Put a value in place of the one in FILE; may be repeated."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the files what is certain.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing; with --fix, what it does.")
    ] = False,
) -> None:
    """Check résumés without making a PDF."""
    given = assignments or []
    _refuse_two_outputs(files or [], form, fix=fix, diff=diff)
    _refuse_assignments(given, mends=fix or diff)
    world = World.of_process()
    candidates, stops = find(files or [DEFAULT_FILE])
    checks = check_all(world, candidates, partial(check_source, overrides=given))
    fixed = _fixed(world, checks.checked, fix=fix, diff=diff)
    stops |= checks.stops
    stops |= fixed.stops
    notes = list(fixed.notes)
    if checks.passed:
        notes.append(f"{plural(checks.passed, 'file')} passed over, for want of the keys of a résumé")
    code = _report(fixed, stops, form, notes, given, aside=diff or fixed.takes_output, strict=strict)
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


def _refuse_assignments(given: list[str], *, mends: bool) -> None:
    """Let what is set be a set of assignments, and no part of what is mended in a file."""
    if given and mends:
        raise usage(
            "`--set` puts a value in place of the file's, where nothing can be mended", "leave one of the two out"
        )
    if given:
        check_assignments(given)


def _fixed(world: World, checked: list[Checked], *, fix: bool, diff: bool) -> Fixed:
    """Mend the files where that is asked for, and find out what would be mended where only that is."""
    if not (fix or diff):
        return Fixed(checked)
    from cvpdf.cli.check import fix_all, fix_none, show_diff

    fixed = fix_all(world, checked) if fix else fix_none(world, checked)
    if diff:
        show_diff(fixed.mended)
    return fixed


def _report(  # noqa: PLR0913 -- all that a report is about, and where it goes
    fixed: Fixed,
    stops: dict[str, Stop],
    form: Format,
    notes: list[str],
    given: list[str],
    *,
    aside: bool,
    strict: bool,
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
    report = report_of(diagnostics, {**sources, **quotable_assignment(given)})
    subject = next(iter(sources)) if len(sources) == 1 else plural(len(sources), "file")
    if sources or form != "text":
        stream = sys.stderr if aside else sys.stdout
        streams.print_report(report, form, stream, "\n".join((*notes, f"{subject}: {report.summary()}")))
    return report.exit_code(strict=strict)


# With --fix and --diff. ---------------------------------------------------------------------------------------


# The difference. ----------------------------------------------------------------------------------------------


_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_STYLES = {"-": "error", "+": "good", "@": "info"}
_HEAD = 2


def unified_diff(file: str, before: bytes, after: bytes) -> list[str]:
    """Give the lines of the difference, their ends as in the file; none where there is no difference."""
    from difflib import unified_diff as difference

    old, new = (_LINE.findall(content.decode("utf-8", "surrogateescape")) for content in (before, after))
    lines = difference(old, new, file, file)
    return [line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines]


def painted(lines: list[str], surface: Surface) -> str:
    """The same for a person: coloured, and nothing in it that steers the terminal."""
    return "\n".join(_painted(lines, surface))


def _painted(lines: list[str], surface: Surface) -> Iterator[str]:
    for number, line in enumerate(lines):
        style = "bold" if number < _HEAD else _STYLES.get(line[:1], "")
        shown = "\n".join(map(visible, line.rstrip("\r\n").split("\n")))
        yield surface.paint(style, shown) if style else shown


# The files. ---------------------------------------------------------------------------------------------------


def fix_all(world: World, checked: Iterable[Checked]) -> Fixed:
    """Write each file that can be mended, and what was piped in to standard output, mended or not."""
    now: list[Checked] = []
    done: list[Mended] = []
    stops: dict[str, Stop] = {}
    for before in checked:
        mended = mend(before, partial(check_source, world))
        try:
            _write(world, before, mended.after)
        except Stop as stop:
            stops[before.source.file] = stop
            now.append(before)
        else:
            done.append(mended)
            now.append(mended.after)
    takes_output = any(one.source.file == STANDARD_INPUT for one in now)
    return Fixed(now, done, summary(done, "mended"), stops, takes_output)


def _write(world: World, before: Checked, after: Checked) -> None:
    if before.source.file == STANDARD_INPUT:
        streams.out_bytes(after.source.content)
    elif after.source.content != before.source.content:
        write(world, Path(before.source.file), after.source.content)


def fix_none(world: World, checked: Iterable[Checked]) -> Fixed:
    """Leave the files as they are, with what would remain of their findings."""
    done = [mend(before, partial(check_source, world)) for before in checked]
    return Fixed([mended.left for mended in done], done, summary(done, "would be mended"))


def show_diff(done: Iterable[Mended]) -> None:
    """Show what mending changes, on standard output, so that `patch` takes it."""
    surface = streams.surface(sys.stdout)
    for mended in done:
        before, after = mended.before.source, mended.after.source
        lines = unified_diff(before.file, before.content, after.content)
        if lines and surface.terminal:
            streams.out(painted(lines, surface))
        elif lines:
            streams.out_bytes("".join(lines).encode("utf-8", "surrogateescape"))


def summary(done: Iterable[Mended], what: str) -> list[str]:
    """Say how many findings were mended in which files, and how many were left although they have a fix."""
    lines: list[str] = []
    for mended in done:
        file = mended.before.source.file
        if mended.count:
            lines.append(f"{file}: {plural(mended.count, 'finding')} {what}")
        if mended.refused:
            left = f"{plural(mended.refused, 'finding')} left, for mending would change what the résumé says"
            lines.append(f"{file}: {left}")
    return lines
