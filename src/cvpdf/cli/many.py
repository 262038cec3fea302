"""A run over several files: each is built unless nothing has changed, and written as soon as it is there."""

import gc
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager, nullcontext, suppress
from threading import Thread
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, get_args

from msgspec import Struct

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import Destination, make_folder, write
from cvpdf.cli.inputs import quotable, stop_as_diagnostic
from cvpdf.cli.plan import Job, Plan, Request, plan
from cvpdf.cli.remembered import Memory, Remembered
from cvpdf.cli.terminal import ProgressBar, Stop, stop_for, usage
from cvpdf.diagnostics import Diagnostic, ExitCode, Outcome, Rule
from cvpdf.libraries import LibraryChangedError
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import FileRow, FileState, Report, report_of
from cvpdf.reports.text import render_table, result_line, visible
from cvpdf.rules.cv1_reading import UnreadableFile
from cvpdf.rules.cv7_formats import ResultMissing
from cvpdf.serving import lacks_room
from cvpdf.words import plural

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from distributed import Client

    from cvpdf.artifacts import Built
    from cvpdf.engine import Engine

# The run. -----------------------------------------------------------------------------------------------------


class RunSettings(Struct, frozen=True):
    """How a run goes about it: `jobs` at once, by default one a core; `executor` is the address of a cluster."""

    jobs: int | None
    executor: str | None
    force: bool
    strict: bool
    form: Format


def build_many(files: Sequence[str], request: Request, settings: RunSettings) -> ExitCode:
    """Build several files, and say of each what became of it.

    Args:
        files: what was typed: files, folders, patterns.
        request: what they are built with.
        settings: how.

    Returns:
        The exit code: the highest of all.

    Raises:
        Stop: when nothing can be begun, as when two results would be one file.
    """
    gc.enable()  # what one build leaves behind is not much, but two hundred are
    started = monotonic()
    planned = plan(files, request)
    for folder in {job.path.parent for job in planned.jobs if job.path}:
        request.world.sweep(folder)
    teller = _Teller(request, settings, len(planned.jobs))
    try:
        with teller:
            for job, result in _results(planned, request, settings):
                teller.tell(job, result)
    except KeyboardInterrupt:
        teller.break_off(len(planned.jobs))
        raise
    return teller.sum_up(planned, monotonic() - started)


class _Result(Struct, frozen=True):
    """What became of a job: a row of the table, what was said, and why it was stopped, if it was."""

    row: FileRow
    said: tuple[Diagnostic, ...] = ()
    stop: Stop | None = None


def _results(planned: Plan, request: Request, settings: RunSettings) -> Iterator[tuple[Job, _Result]]:
    """Go through the jobs in their order; what has changed is built on the way."""
    memory = Memory(request)
    inputs = {job.file: memory.inputs(job) for job in planned.jobs}
    known: dict[str, Remembered] = {}
    for job in planned.jobs:
        before = inputs[job.file]
        found = memory.recall(job, before) if before and not settings.force else None
        if found:
            known[job.file] = found
    to_build = [job for job in planned.jobs if not (job.stop or job.facts.failed or job.file in known)]
    with closing(_outcomes(to_build, request, settings)) as outcomes:
        for job in planned.jobs:
            if job.stop:
                yield job, _failed(job, (), job.stop)
            elif job.file in known:
                yield job, _unchanged(job, request, known[job.file], strict=settings.strict)
            else:
                outcome = _refused(job, request) if job.facts.failed else next(outcomes)
                result, built = _written(job, planned, request, outcome, strict=settings.strict)
                before = inputs[job.file]
                # What was read while it changed is not known to be either.
                if built and before and memory.inputs(job) == before:
                    memory.keep(job, before, built, result.said)
                yield job, result


def _failed(job: Job, said: tuple[Diagnostic, ...], stop: Stop | None = None) -> _Result:
    return _Result(FileRow(job.file, "failed"), said, stop)


def _unchanged(job: Job, request: Request, known: Remembered, *, strict: bool) -> _Result:
    """Take over what was built before, with its warnings; these count as if it had been built."""
    paths = Destination(request.output, job.path).files(known.files) if job.path else ()
    said = known.said
    if strict and paths:
        said += _field_warnings(job, request, request.world.read(paths[0]))
    if report_of(said, {}).exit_code(strict=strict) or job.path is None:
        return _failed(job, said)
    row = FileRow(job.file, "unchanged", tuple(map(str, paths)), known.pages, known.words, known.theme)
    return _Result(row, said)


def _field_warnings(job: Job, request: Request, content: bytes) -> tuple[Diagnostic, ...]:
    """What a parser reads otherwise in the PDF of a job."""
    if job.source is None or request.output.name != "pdf":
        return ()
    from cvpdf.cli.fields import warnings_of

    return warnings_of(job.source, content, request.theme, request.assignments)


def _written(
    job: Job, planned: Plan, request: Request, outcome: "Outcome[Built] | Exception", *, strict: bool
) -> "tuple[_Result, Built | None]":
    """Write what was built, if it may be; a file that cannot be written is said, and stops no other."""
    if isinstance(outcome, Exception):
        return _raised(job, outcome), None
    built, said = outcome.value, outcome.diagnostics
    if strict and built:
        said += _field_warnings(job, request, built.files[0])
    if built is None or job.path is None or report_of(said, {}).exit_code(strict=strict):
        return _failed(job, said), None
    paths = Destination(request.output, job.path).files(len(built.files))
    try:
        planned.reserved.take(job.file, paths)
        make_folder(job.path.parent)
        for path, data in zip(paths, built.files, strict=True):
            write(request.world, path, data)
    except Stop as stop:
        return _failed(job, said, stop), None
    row = FileRow(job.file, "written", tuple(map(str, paths)), built.pages, built.words, built.theme)
    return _Result(row, said), built


def _refused(job: Job, request: Request) -> "Outcome[Built] | Exception":
    """Build what is known to fail: it says all that there is to say, and needs no engine."""
    from cvpdf.engine import Engine

    with Engine(world=request.world) as engine:
        return next(_build(engine, [job], request))


def _raised(job: Job, error: Exception) -> _Result:
    if isinstance(error, LibraryChangedError):
        return _failed(job, (error.diagnostic,))
    stop = stop_for(error)
    if lacks_room(error):
        return _failed(job, (), stop)
    return _failed(job, (), Stop(stop.code, f"{job.file}: {stop.message}", stop.hint))


# The engine. --------------------------------------------------------------------------------------------------


_SECONDS_TO_ANSWER = 5
_SECONDS_WITHOUT_WORKERS = 30
_ADDRESS = re.compile(r"dask://([^/\s:]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})")


def refuse_executor(address: str) -> None:
    """Refuse what is no address of a cluster, before anything is read.

    Raises:
        Stop: when it is none.
    """
    found = _ADDRESS.fullmatch(address)
    if not found or int(found[2]) not in range(1, 65536):
        hint = "`dask scheduler` prints where it listens, such as tcp://10.0.0.5:8786: write dask://10.0.0.5:8786"
        raise usage(f"`--executor {address}`: this is not the address of a cluster", hint)


def _outcomes(jobs: Sequence[Job], request: Request, settings: RunSettings) -> "Generator[Outcome[Built] | Exception]":
    """Build one job after the other, or several at once; what one throws stops no other."""
    if not jobs:
        return
    from cvpdf.engine import Engine

    with _cluster(settings.executor) as (executor, slots):
        at_once = settings.jobs or (slots if executor or len(jobs) > 1 else 0)
        with Engine(min(at_once, len(jobs)), world=request.world, executor=executor) as engine:
            yield from _build(engine, jobs, request)


def _build(engine: "Engine", jobs: Sequence[Job], request: Request) -> "Iterator[Outcome[Built] | Exception]":
    """Give what becomes of each job, or what it throws; that one throws is a bug, or the system's refusal."""
    sources = (job.source for job in jobs if job.source)
    made = engine.map(sources, overrides=request.assignments, theme=request.theme, to=request.output.name)
    ended: Exception | None = None
    for _ in jobs:
        try:
            outcome = ended or next(made)
        except Exception as error:  # noqa: BLE001 -- it is said of each file that is left, for there is no next
            outcome = ended = error
        yield outcome


@contextmanager
def _cluster(address: str | None) -> "Iterator[tuple[Executor | None, int]]":
    """Reach a cluster, and count how many builds it takes at once; without an address count the cores of this machine.

    Raises:
        Stop: when the package for it is missing, nobody answers, or the cluster has nobody who works.
    """
    if address is None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        yield None, cores or 1
        return
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        message = f"`--executor {address}`: the package distributed, which reaches clusters, is not installed"
        raise Stop(ExitCode.ENVIRONMENT, message, "`pip install 'cvpdf[dask]'`") from None
    logging.disable()  # what it has to say, by loggers of many names, is said here in a sentence
    connected: Future[Any] = Future()

    def connect() -> None:
        try:
            connected.set_result(Client(address.replace("dask://", "tcp://", 1), set_as_default=False))
        except Exception as error:  # noqa: BLE001 -- it is raised again where it is waited for
            connected.set_exception(error)

    # Who listens and never speaks would hold it up for ever, whatever time it is given.
    Thread(target=connect, daemon=True).start()
    try:
        client = connected.result(_SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        hint = "look at the address, and whether `dask scheduler` runs there"
        raise Stop(ExitCode.ENVIRONMENT, f"`--executor {address}`: nobody answers there", hint) from error
    with client:
        slots = sum(client.nthreads().values())
        if not slots:
            hint = f"start one: `dask worker {address.replace('dask://', 'tcp://', 1)}`"
            raise Stop(ExitCode.ENVIRONMENT, f"`--executor {address}`: no worker is there", hint)
        executor = client.get_executor()
        Thread(target=_give_up_without_workers, args=(client, executor), daemon=True).start()
        yield executor, slots


def _give_up_without_workers(client: "Client", executor: "Executor") -> None:
    """Take back what a cluster was given, once nobody has worked there for a while: the engine builds it itself."""
    last = monotonic()
    with suppress(Exception):  # it is closed, or gone: that ends what it was given as well
        while monotonic() - last < _SECONDS_WITHOUT_WORKERS:
            sleep(1)
            if client.nthreads():
                last = monotonic()
        executor.shutdown(wait=False)


# What is said. ------------------------------------------------------------------------------------------------


class _Teller:
    """Says what becomes of each file as soon as it is known, and of all at the end."""

    def __init__(self, request: Request, settings: RunSettings, total: int) -> None:
        """Begin with no file."""
        self._assignments, self._form = request.assignments, settings.form
        self._strict, self._force = settings.strict, settings.force
        self._bar = ProgressBar(total)
        self._rows: list[FileRow] = []
        self._sources: dict[str, bytes] = {}
        self._said: dict[Diagnostic, None] = {}
        self._ended: list[Diagnostic] = []
        self._stops: set[str] = set()
        self._codes: set[ExitCode] = {ExitCode.OK}
        self._printed = False
        self._whole_report = settings.form in {"json", "sarif"}

    def __enter__(self) -> Self:
        """Show how far it is."""
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Show it no more."""
        self._bar.__exit__(kind, error, trace)

    def tell(self, job: Job, result: _Result) -> None:
        """Print what was said of a file, and where nobody looks on a line about it."""
        said = [_with_its_file(one, job.file) for one in result.said]
        if job.source:
            self._sources |= quotable(job.file, job.source.content, self._assignments)
        new = [one for one in said if one not in self._said]  # of a theme, say: once is enough
        self._said |= dict.fromkeys(new)
        self._rows.append(result.row)
        ended = self._stop(job.file, result.stop, ResultMissing if job.source else UnreadableFile)
        told = new + (ended if self._form == "github" else [])
        tells, line = not self._whole_report and bool(told), not streams.surface(sys.stdout).terminal
        with self._bar.away() if tells or line or result.stop else nullcontext():
            if tells:
                self._print(report_of(told, self._sources))
            if result.stop:
                self._print_stop(result.stop)
            if line:
                streams.out(visible(result_line(result.row)))
        self._bar.done(job.file)

    def sum_up(self, planned: Plan, seconds: float) -> ExitCode:
        """Print the table and the last line; give the exit code, the highest of all."""
        ended = [one for file, stop in planned.stops.items() for one in self._stop(file, stop, UnreadableFile)]
        if self._form == "github" and ended:
            self._print(report_of(ended, {}))
        report = report_of([*self._said, *self._ended], self._sources, self._rows)
        if self._whole_report:
            streams.print_report(report, self._form, sys.stderr, "")
        for stop in planned.stops.values():
            self._print_stop(stop)
        if self._rows:
            self._print_table(report, planned, seconds)
        return max(report_of(self._said, {}).exit_code(strict=self._strict), *self._codes)

    def break_off(self, total: int) -> None:
        """Say how far it came, and that nothing of that is lost."""
        if self._form == "text":
            made = sum(row.state != "failed" for row in self._rows)
            goes_on = "" if self._force else "; the same command goes on from there"
            streams.err(f"interrupted: {made} of {total} written{goes_on}")

    def _stop(self, file: str, stop: Stop | None, rule: type[Rule]) -> list[Diagnostic]:
        """Keep how a file ends, which counts as an error, and give it for a report."""
        if stop is None:
            return []
        self._codes.add(stop.code)
        self._ended.append(stop_as_diagnostic(file, stop, rule))
        return self._ended[-1:]

    def _print_stop(self, stop: Stop) -> None:
        """Tell people once why something could not be done; programs find it in the report of each file."""
        if self._form == "text" and stop.message not in self._stops:
            self._stops.add(stop.message)
            streams.print_stop(stop)

    def _print(self, report: Report) -> None:
        if self._form == "text" and self._printed:
            streams.err("\n")
        self._printed = True
        streams.print_report(report, self._form, sys.stderr, "")

    def _print_table(self, report: Report, planned: Plan, seconds: float) -> None:
        surface = streams.surface(sys.stdout)
        if surface.terminal:
            streams.out(f"{render_table(self._rows, surface)}\n")
        states = Counter(row.state for row in self._rows)
        counts = ", ".join(f"{states[state]} {state}" for state in get_args(FileState) if states[state])
        parts = [f"{plural(len(self._rows), 'file')}: {counts}"]
        if report.diagnostics:
            parts.append(report.summary())
        if planned.stops:
            parts.append(f"{len(planned.stops)} of the folders and patterns failed")
        if planned.passed:
            parts.append(f"{plural(planned.passed, 'file')} passed over, for want of the keys of a résumé")
        last = "; ".join(parts)
        streams.out(f"{last} ({seconds:.1f} s)" if surface.terminal else last)


def _with_its_file(said: Diagnostic, file: str) -> Diagnostic:
    """What is said of what was set has its place there: of several files, the message names the one."""
    from cvpdf.source.reading import ASSIGNMENT

    return said.with_message(f"{file}: {said.message}") if said.span and said.span.file == ASSIGNMENT else said
