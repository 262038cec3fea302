"""A theme is put to the test: trials in workers, several at a time, and a table of what passed."""

import os
from collections.abc import Callable
from concurrent.futures import Future
from time import perf_counter

from msgspec import Struct

from cvpdf.contract.checks import PRINTED, examined, faults
from cvpdf.contract.trials import Trial, attempt, script_samples
from cvpdf.diagnostics import Diagnostic, in_source_order
from cvpdf.theme.theme import Theme
from cvpdf.worker import StoppedError, Workers
from cvpdf.world import World


class Result(Struct, frozen=True):
    """One trial: what each check found, None where it could not be asked; its pages, and the seconds it took.

    `said` are those of the findings that know a line of one of the theme's files; `content` is the PDF of a trial that
    failed, if one was made.
    """

    trial: str
    found: dict[str, tuple[str, ...] | None]
    pages: int = 0
    seconds: float = 0.0
    said: tuple[Diagnostic, ...] = ()
    content: bytes = b""


class VerdictRow(Struct, frozen=True):
    """One check over all trials: in how many it passed, in how many it was asked, and each that failed with why."""

    check: str
    passed: int
    asked: int
    failures: tuple[tuple[str, str], ...]


class Verdict(Struct, frozen=True):
    """What became of a theme: a row for each check, what is wrong at which line of its files, the time it took.

    `untried` are the scripts that there are no fonts for here, each with what is to be done about that; `failed_prints`
    the PDFs of the trials that failed, by the trial's name.
    """

    rows: tuple[VerdictRow, ...]
    pages: int
    seconds: float
    said: tuple[Diagnostic, ...] = ()
    untried: tuple[tuple[str, str], ...] = ()
    failed_prints: tuple[tuple[str, bytes], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any check failed anywhere."""
        return any(row.failures for row in self.rows)


def prove_theme(theme: Theme, planned: tuple[Trial, ...], world: World, report: Callable[[int, int], None]) -> Verdict:
    """Try a theme, several trials at a time, each in a worker: one that has to be stopped spoils no other.

    Args:
        theme: The theme.
        planned: The trials, in the order in which they begin.
        world: The machine.
        report: Is told how many trials are done, and of how many.

    Returns:
        For each check in how many trials it passed, and what failed.
    """
    results: list[Result] = []
    start = perf_counter()
    with Workers(os.cpu_count() or 1) as workers:
        under_way = [workers.submit(examine, trial, str(theme.folders[0]), world) for trial in planned]
        try:
            for trial, future in zip(planned, under_way, strict=True):
                results.append(_result(trial, future))
                report(len(results), len(planned))
        finally:
            for future in under_way:
                future.cancel()
    pages = sum(result.pages for result in results)
    said = in_source_order(said for result in results for said in result.said)
    _, untried = script_samples()
    prints = tuple((result.trial, result.content) for result in results if result.content)
    return Verdict(tuple(_rows(results)), pages, perf_counter() - start, said, tuple(untried.items()), prints)


def examine(trial: Trial, theme: str, world: World) -> Result:
    """Try once, for whoever calls from another process; `theme` is the path of its folder."""
    tried = attempt(trial, theme, world)
    pages = len(tried.print.pdf.sheets) if tried.print else 0
    said = tuple(said for said in faults(tried) if said.span and said.span.file != trial.sample.file)
    found = examined(tried)
    content = tried.print.pdf.content if tried.print and any(found.values()) else b""
    return Result(str(trial), found, pages, tried.seconds, said, content)


def _result(trial: Trial, future: Future[Result]) -> Result:
    """A theme that has to be stopped has failed, whatever else was asked."""
    try:
        return future.result()
    except StoppedError as stopped:
        return Result(str(trial), {PRINTED: (f"it was stopped: it {stopped}",)})


def _rows(results: list[Result]) -> list[VerdictRow]:
    checks = dict.fromkeys(name for result in results for name in result.found)
    return [_row(name, [(result.trial, result.found.get(name)) for result in results]) for name in checks]


def _row(check: str, results: list[tuple[str, tuple[str, ...] | None]]) -> VerdictRow:
    asked = [(trial, found) for trial, found in results if found is not None]
    failures = tuple((trial, wrong) for trial, found in asked for wrong in found)
    return VerdictRow(check, sum(not found for _, found in asked), len(asked), failures)
