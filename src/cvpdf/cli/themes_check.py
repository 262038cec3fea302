"""`cvpdf themes check`: a theme, ours or a stranger's, is tried with a fixed set of résumés."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.progress import Progress
from cvpdf.diagnostics import ExitCode
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.contract.proving import Row, Verdict
    from cvpdf.theme.theme import Theme

_SHOWN = 5
"""Failures of one check that are printed."""


def check(
    name: Annotated[str, typer.Argument(metavar="PATH", help="The theme: its folder, or its name.")],
) -> None:
    """Try a theme with résumés from empty to enormous, on every paper, with its options at their ends.

    A table says what passed. It takes a minute or so.
    """
    from cvpdf.cli.themes import shelves_here, theme_named
    from cvpdf.contract.proving import prove_theme

    theme = theme_named(name, shelves_here())
    with Progress() as progress:
        verdict = prove_theme(theme, World.of_process(), lambda done, of: progress(f"{theme.name}: {done} of {of}"))
    _print(theme, verdict)
    if verdict.failed:
        raise SystemExit(ExitCode.ERRORS)


def _print(theme: "Theme", verdict: "Verdict") -> None:
    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {verdict.pages} pages in {verdict.seconds:.0f} seconds")
    width = max(len(row.check) for row in verdict.rows)
    for row in verdict.rows:
        streams.out(f"  {row.check:<{width}}  {_outcome(row)}")
        for trial, wrong in row.failures[:_SHOWN]:
            streams.out(f"      {trial}: {wrong}")
        if len(row.failures) > _SHOWN:
            streams.out(f"      and {len(row.failures) - _SHOWN} more")


def _outcome(row: "Row") -> str:
    if not row.asked:
        return "not tried: it wants `pip install 'cvpdf[themes]'`, or pdftotext"
    return (
        f"passed, {row.asked} times" if row.passed == row.asked else f"FAILED {row.asked - row.passed} of {row.asked}"
    )
