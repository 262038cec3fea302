"""`cvpdf themes check`: a theme, ours or a stranger's, is tried with a fixed set of résumés."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import findings
from cvpdf.cli.outputs import make_folder, write
from cvpdf.cli.progress import Progress
from cvpdf.cli.reports import Format, report
from cvpdf.cli.stop import usage
from cvpdf.diagnostics import Diagnostic, ExitCode, Span
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.contract.attempt import Trial
    from cvpdf.contract.proving import Row, Verdict
    from cvpdf.theme.theme import Theme

_SHOWN = 5
"""Failures of one check that are printed."""

_READERS = "`pip install 'cvpdf[themes]'`, or pdftotext"


def check(
    name: Annotated[str, typer.Argument(metavar="PATH", help="The theme: its folder, or its name.")],
    only: Annotated[
        str, typer.Option(metavar="TEXT", help="Try only what has this in its name, such as `full on A4`.")
    ] = "",
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Put the PDFs that fail, and their résumés, into this folder.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How the result looks; text is a table.")] = "text",
) -> None:
    """Try a theme with résumés from empty to enormous, in every script, on every paper, with its options at their ends.

    A table says what passed. It takes a minute or two.
    """
    from cvpdf.cli.themes import shelves_here, theme_named
    from cvpdf.contract.proving import prove_theme
    from cvpdf.contract.trials import named, trials

    theme = theme_named(name, shelves_here(), form)
    planned = named(trials(theme), only)
    if not planned:
        names = ", ".join(map(str, trials(theme)))
        raise usage(f"nothing is tried that has `{only}` in its name", f"these are: {names}")
    world = World.of_process()
    with Progress() as progress:
        verdict = prove_theme(theme, planned, world, lambda done, of: progress(f"{theme.name}: {done} of {of}"))
    if keep:
        _keep(keep, verdict, planned, world)
    show(theme, verdict, form)
    if verdict.failed:
        raise SystemExit(ExitCode.ERRORS)


def _keep(folder: Path, verdict: "Verdict", planned: "tuple[Trial, ...]", world: World) -> None:
    """Put what failed into a folder: each PDF under the name of its trial, and the résumé that it was made of."""
    make_folder(folder)
    samples = {str(trial): trial.sample for trial in planned}
    for name, content in verdict.failed_prints:
        write(world, folder / f"{name}.pdf", content)
        write(world, folder / f"{samples[name].name}.yaml", samples[name].content)


def show(theme: "Theme", verdict: "Verdict", form: Format) -> None:
    """Print what became of a theme on standard output: a table, or messages for a program."""
    if form == "text":
        _print(theme, verdict)
    else:
        report(findings([*verdict.said, *_failures(theme, verdict)], {}), form, sys.stdout, "")


def _print(theme: "Theme", verdict: "Verdict") -> None:
    """Print the table, and below it what is known at a line of the theme's files."""
    from cvpdf.contract.checks import remedy

    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {verdict.pages} pages in {verdict.seconds:.0f} seconds")
    width = max(len(row.check) for row in verdict.rows)
    for row in verdict.rows:
        streams.out(f"  {row.check:<{width}}  {_outcome(row)}")
        for trial, wrong in row.failures[:_SHOWN]:
            streams.out(f"      {trial}: {wrong}")
        if len(row.failures) > _SHOWN:
            streams.out(f"      and {len(row.failures) - _SHOWN} more")
        if row.failures:
            streams.out(f"      help: {remedy(row.check)}")
    for script, install in verdict.untried:
        streams.out(f"  {script:<{width}}  not tried: {install}")
    if verdict.said:
        streams.out("\n")
        report(findings(verdict.said, {}), "text", sys.stdout, "")


def _outcome(row: "Row") -> str:
    if not row.asked:
        return f"not tried: it wants {_READERS}"
    return (
        f"passed, {row.asked} times" if row.passed == row.asked else f"FAILED {row.asked - row.passed} of {row.asked}"
    )


def _failures(theme: "Theme", verdict: "Verdict") -> Iterator[Diagnostic]:
    """The table as messages at the theme's manifest, without what is said at its own line."""
    from cvpdf.contract.checks import in_a_line, remedy
    from cvpdf.rules.cv4_themes import BrokenPromise, NotTried
    from cvpdf.theme.shelves import MANIFEST, place_of

    place = Span(place_of(theme.folders[0] / MANIFEST), 1, 1, 1, 1)
    elsewhere = set(map(in_a_line, verdict.said))
    for row in verdict.rows:
        for trial, wrong in row.failures:
            if wrong not in elsewhere:
                yield BrokenPromise.at(place, f"{row.check}: {trial}: {wrong}", hint=remedy(row.check))
        if not row.asked:
            yield NotTried.at(place, f"{row.check}: not tried", hint=f"it wants {_READERS}")
    for script, install in verdict.untried:
        yield NotTried.at(place, f"{script}: not tried", hint=install)
