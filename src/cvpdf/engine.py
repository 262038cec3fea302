"""The Engine: builds many résumés, in this process, in warm processes of its own, or wherever an Executor runs them."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from itertools import count, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from cvpdf import pipeline
from cvpdf.arguments import check_assignments, check_choice, check_function, check_type
from cvpdf.artifacts import Built, Progress, Source, check_arguments, silence
from cvpdf.diagnostics import Outcome, Span
from cvpdf.outputs import OUTPUTS, Target
from cvpdf.serving import Limits, lacks_room, tell
from cvpdf.worker import StoppedError, Workers, theme_stopped
from cvpdf.world import World

_LIMITS = Limits(processor=300, clock=900, memory=4096)
"""What no sound résumé needs: 150 pages take less than a minute, and less than 1 GiB."""

_UNDER_WAY_ELSEWHERE = 16
_MOST_KEPT = 4
"""So many builds for each worker are kept at most, finished ones that wait for one before them among them."""


class _Task(Struct, frozen=True):
    """A build with all that it needs. No two have one `number`, for a cluster may take what is equal for the same."""

    number: int
    source: Source
    world: World
    overrides: tuple[str, ...]
    theme: str | None
    to: Target

    def build(self, progress: Progress) -> Outcome[Built]:
        """Build it here."""
        world, overrides = self.world, self.overrides
        return pipeline.build(
            self.source, world=world, overrides=overrides, theme=self.theme, to=self.to, progress=progress
        )


def build_task(task: _Task) -> Outcome[Built]:
    """Build in another process, which finds this function by its name; its parent is told the stages."""
    return task.build(tell)


def warm_up() -> None:
    """Import what a build needs, and load what it shares with the next, by building something short."""
    nowhere = World(Path(os.devnull, "cvpdf"), {})
    pipeline.build(Source("resume.yaml", b"basics: {name: Ida Quill}\n"), world=nowhere)


class Engine:
    """What is worth keeping between two builds, and the processes that builds run in.

    with cvpdf.Engine(workers=2) as engine:
        for outcome in engine.map(sources, theme="slate"):
            ...

    Any number of threads may use one. A build that is lost with its process, wherever that was, is built again in a
    process of the engine's own; where it is lost there as well, its outcome is an error that says so.
    """

    def __init__(self, workers: int = 0, *, world: World | None = None, executor: Executor | None = None) -> None:
        """Begin with nothing: a process is started when there is something for it to do.

        Args:
            workers: how many processes; with 0 everything is built in this one.
            world: the machine, by default `World.of_process()`.
            executor: who runs the builds instead of processes of its own; it is not closed with the engine. `workers`
                is then how many builds are under way, by default 16.

        Raises:
            TypeError: when an argument has another type.
            ValueError: when `workers` is less than 0.
        """
        check_type("workers", workers, int)
        if workers < 0:
            raise ValueError(f"`workers` cannot be {workers}: 0 builds in this process")
        check_type("world", world, World, "write `World.of_process()`", optional=True)
        check_type("executor", executor, Executor, optional=True)
        self._world, self._executor = world or World.of_process(), executor
        self._most_under_way = workers or (_UNDER_WAY_ELSEWHERE if executor else 0)
        self._own = Workers((0 if executor else workers) or os.cpu_count() or 1, warm_up, limits=_LIMITS)
        self._numbers, self._closed = count(), False

    def build(
        self,
        source: Source,
        *,
        overrides: Sequence[str] = (),
        theme: str | None = None,
        to: Target = "pdf",
        progress: Progress | None = None,
    ) -> Outcome[Built]:
        """Build one résumé, and wait for it.

        Args:
            source: the résumé file.
            overrides: assignments that count in place of what the file says, such as `basics.label=Gardener`.
            theme: a name or the path of a folder that overrules what the file says.
            to: what is made: `pdf`, `html`, `png`, `md`, `txt` or `docx`.
            progress: is told the name of each stage as it begins, but by no executor. What it raises is raised here.

        Returns:
            What was made, and every diagnostic. There is no value where one of these is an error.

        Raises:
            TypeError: when an argument has another type.
            ValueError: when `to` is nothing that can be made. Bad input never raises.
            RuntimeError: when the engine is closed.
            OSError: when there is no room for temporary files.
        """
        _check(overrides, theme, to)
        check_function("progress", progress)
        task, report = self._task(source, overrides, theme, to), _Report(progress or silence)
        if not self._most_under_way:
            return task.build(progress or silence)
        try:
            if self._executor:
                return self._executor.submit(build_task, task).result()
            return self._own.run(build_task, task, report=report)
        except Exception as error:
            if error is report.error:
                raise
            if not _is_lost(error):
                return _stopped(task, error)
        try:
            return self._own.run(build_task, task, report=report)
        except Exception as error:
            if error is report.error:
                raise
            return _stopped(task, error)

    def map(
        self,
        sources: Iterable[Source],
        *,
        overrides: Sequence[str] = (),
        theme: str | None = None,
        to: Target = "pdf",
    ) -> Iterator[Outcome[Built]]:
        """Build many: a source is taken when a worker is free for it, not before.

        Args:
            sources: the résumé files; they may be made while others are built.
            overrides: assignments that count in place of what the files say.
            theme: a name or the path of a folder that overrules what the files say.
            to: what is made: `pdf`, `html`, `png`, `md`, `txt` or `docx`.

        Returns:
            An outcome for each source, in their order, whatever became of the others.

        Raises:
            TypeError: when an argument, or one of the sources, has another type. As with whatever else the making of
                a source raises, the outcomes of those before it come first.
            ValueError: when `to` is nothing that can be made.
            RuntimeError: when the engine is closed.
            OSError: when there is no room for temporary files; the outcome of no source after that is known.
        """
        _check(overrides, theme, to)
        check_type("sources", sources, Iterable)
        tasks = (self._task(source, overrides, theme, to) for source in sources)
        return self._in_order(tasks) if self._most_under_way else (task.build(silence) for task in tasks)

    def _task(self, source: Source, overrides: Sequence[str], theme: str | None, to: Target) -> _Task:
        check_arguments(source)
        if self._closed:
            raise RuntimeError("the engine is closed")
        world = self._world.for_another_process() if self._most_under_way else self._world
        return _Task(next(self._numbers), source, world, tuple(overrides), theme, to)

    def _in_order(self, tasks: Iterator[_Task]) -> Iterator[Outcome[Built]]:
        begun: deque[_Begun] = deque()
        most, failure = self._most_under_way, None
        try:
            while True:
                free = min(most - sum(not build.has_ended() for build in begun), most * _MOST_KEPT - len(begun))
                try:
                    for task in islice(tasks, max(free, 0)):
                        begun.append(_Begun(task, self._executor or self._own, self._own))
                except Exception as error:  # noqa: BLE001 -- a source is amiss; those before it are built all the same
                    failure = error
                if not begun and failure:
                    raise failure
                if not begun:
                    return
                if begun[0].has_ended():
                    yield begun.popleft().outcome()
                else:
                    wait([build.future for build in begun if not build.future.done()], return_when=FIRST_COMPLETED)
        finally:
            for build in begun:
                build.future.cancel()

    def close(self) -> None:
        """End the processes; what is under way is awaited."""
        self._closed = True
        self._own.shutdown()

    def __enter__(self) -> Self:
        """Give the engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


class _Report:
    """Tells a caller of the stages, and remembers what the caller throws at that: it is no fault of the build."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.error: BaseException | None = None

    def __call__(self, stage: str) -> None:
        """Tell of a stage."""
        try:
            self._progress(stage)
        except BaseException as error:
            self.error = error
            raise


class _Begun:
    """A build under way. One that is lost begins a second time, in a worker of the engine's own: it may be to blame."""

    def __init__(self, task: _Task, executor: Executor, own: Workers) -> None:
        self._task, self._own, self._again = task, own, False
        self.future: Future[Outcome[Built]]
        try:
            self.future = executor.submit(build_task, task)
        except Exception:  # noqa: BLE001 -- an executor that is broken or closed raises what it likes
            self._begin_again()

    def _begin_again(self) -> None:
        self._again = True
        self.future = self._own.submit(build_task, self._task)

    def has_ended(self) -> bool:
        """Whether there is an outcome."""
        if not self.future.done():
            return False
        if self._again or not _is_lost(_error_of(self.future)):
            return True
        self._begin_again()
        return False

    def outcome(self) -> Outcome[Built]:
        """What became of it."""
        error = _error_of(self.future)
        return self.future.result() if error is None else _stopped(self._task, error)


def _check(overrides: Sequence[str], theme: str | None, to: Target) -> None:
    """Refuse now what would be refused in the other process."""
    check_assignments(overrides)
    check_type("theme", theme, str, optional=True)
    check_choice("to", to, OUTPUTS)


def _error_of(future: Future[Outcome[Built]]) -> BaseException | None:
    """What a build raised that is done; an executor that goes away cancels what it had."""
    return CancelledError() if future.cancelled() else future.exception()


def _is_lost(error: BaseException | None) -> bool:
    """Whether a build may succeed elsewhere: it has reached no limit, and no foreign theme was at work."""
    return error is not None and (not isinstance(error, StoppedError) or (error.lost and error.theme is None))


def _stopped(task: _Task, error: BaseException) -> Outcome[Built]:
    """Say why a build did not end.

    Raises:
        OSError: when there is no room for temporary files, as where it is built in this process.
    """
    if lacks_room(error):
        raise error
    if isinstance(error, StoppedError) and error.theme:
        return theme_stopped(error.theme, error)
    from cvpdf.rules.cv9_environment import BuildLost

    if isinstance(error, StoppedError):
        message = f"the build was stopped while {error.stage}: it {error}"
    else:
        said = str(error).partition("\n")[0][:200]
        message = f"the build was lost: {type(error).__name__}: {said}".removesuffix(": ")
    hint = "build it alone: with a theme of cvpdf's own, `cvpdf build` of one file has no limits"
    return Outcome(None, (BuildLost.at(Span(task.source.file, 1, 1, 1, 1), message, hint=hint),))
