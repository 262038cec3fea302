"""Workers: functions run in processes of their own, within limits, and whatever becomes of them the caller lives on.

A worker is one process that does call after call; `serving.py` is its inside. A pool starts processes when there is
something to do, replaces them, and ends them.
"""

import os
import pickle
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing, suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import BoundedSemaphore, Lock, Timer
from time import monotonic
from typing import IO, ParamSpec, TypeVar, cast
from weakref import WeakSet, finalize

from cvpdf.diagnostics import Outcome
from cvpdf.libraries import LibraryChangedError
from cvpdf.serving import ForeignTheme, Kind, Limits, is_worker, narrow, packed, receive, send, tell

P = ParamSpec("P")
T = TypeVar("T")

_LARGEST_ANSWER = 512 * 1024**2
_SECONDS_TO_GET_READY = 120.0
MOST_CALLS = 200
"""After so many a process is replaced: what libraries keep for ever is given back, and costs no more than this."""


class StoppedError(Exception):
    """The function did not come to its end; the message says why, in words that go on from "it".

    `stage` is the last that was heard of, `theme` the foreign theme that was at work. `lost` says that the process
    ended for no reason that is known, and `begun` that it had the call by then.
    """

    def __init__(self, message: str, *, lost: bool = False) -> None:
        """Begin with what is known where it is raised."""
        super().__init__(message)
        self.lost = lost
        self.begun = True
        self.stage = "starting"
        self.theme: ForeignTheme | None = None


def theme_stopped(theme: ForeignTheme, stopped: StoppedError) -> Outcome[T]:
    """What is to be said of a theme that was stopped."""
    from cvpdf.rules.cv4_themes import ThemeStopped

    message = f"the theme `{theme.name}` was stopped while {stopped.stage}: it {stopped}"
    hint = "look in its style sheet and templates for what is nested deeply, repeated, or very large"
    return Outcome(None, (ThemeStopped.at(theme.manifest, message, hint=hint),))


def run_theme(
    function: Callable[..., Outcome[T]],
    arguments: tuple[object, ...],
    theme: ForeignTheme,
    progress: Callable[[str], None],
    limits: Limits | None = None,
) -> Outcome[T]:
    """Run a stage of a stranger's theme within limits: in a worker, which may be the one that this is already.

    Args:
        function: what is to be done; it is given the report of its stages before the arguments.
        arguments: the arguments.
        theme: the theme.
        progress: is told each stage as it begins.
        limits: what it may use.

    Returns:
        What the function returns, or an error that says at which stage the theme was stopped.
    """
    limits = limits or Limits()
    if is_worker():  # Whoever gave us this call hears of the limits, and says what came of the theme.
        narrow(limits, theme)
        return function(progress, *arguments)
    try:
        return KEPT.run(function, tell, *arguments, limits=limits, report=progress)
    except StoppedError as stopped:
        return theme_stopped(theme, stopped)


# The pool. ----------------------------------------------------------------------------------------------------


class Workers(Executor):
    """Processes that are started when there is something to do, and are kept for the next call.

    A call that is stopped, or whose process dies, fails alone; its process is replaced, as it is after many calls.
    Any number of threads may call.
    """

    def __init__(
        self,
        count: int,
        warm: Callable[[], object] | None = None,
        *,
        limits: Limits | None = None,
        most_calls: int = MOST_CALLS,
    ) -> None:
        """Begin without a process.

        Args:
            count: how many there may be.
            warm: is called in each process before its first call, and without limits: a function of a module.
            limits: what a call may use, where it does not say so itself.
            most_calls: after how many calls a process is replaced.
        """
        self._count, self._warm, self._limits, self._most_calls = count, warm, limits or Limits(), most_calls
        self._closed = False
        self._alive: set[Worker] = set()
        self._begin()
        finalize(self, _close_all, self._alive)
        _POOLS.add(self)

    def _begin(self) -> None:
        """Make what a process that was forked off cannot take over."""
        self._lock = Lock()
        self._places = BoundedSemaphore(self._count)
        self._idle: list[Worker] = []
        self._threads = ThreadPoolExecutor(self._count, "cvpdf-worker")

    def run(
        self,
        function: Callable[..., T],
        *arguments: object,
        limits: Limits | None = None,
        report: Callable[[str], None] = tell,
    ) -> T:
        """Call a function in one of the processes, and wait for it.

        Args:
            function: a function of a module.
            arguments: what it is given.
            limits: what it may use.
            report: is told what the function tells by `tell`.

        Returns:
            What the function returns.

        Raises:
            StoppedError: when it failed, or was stopped at one of its limits.
            LibraryChangedError: when a library is to blame, and not the function.
            OSError: when there is no room for temporary files.
        """
        call = packed((function, arguments))
        with self._places:
            while True:
                worker = self._take()
                try:
                    value = worker.run(call, limits or self._limits, report)
                except BaseException as error:
                    self._let_go(worker)
                    if isinstance(error, StoppedError) and not error.begun and worker.calls > 1:
                        continue  # It died while it had nothing to do, and the call has not been near it.
                    raise
                self._give_back(worker)
                return value  # type: ignore[return-value] # it is what the function gave

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function in one of the processes as soon as one is free; its errors are those of `run`."""
        if kwargs:
            raise TypeError("a worker is given arguments by their place")
        return self._threads.submit(self.run, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- as it is
        """End the processes, each as soon as its call has ended."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            self._let_go(worker)

    def _take(self) -> "Worker":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        worker = Worker(self._warm)
        self._alive.add(worker)
        return worker

    def _give_back(self, worker: "Worker") -> None:
        with self._lock:
            kept = not self._closed and worker.calls < self._most_calls
            if kept:
                self._idle.append(worker)
        if not kept:
            self._let_go(worker)

    def _let_go(self, worker: "Worker") -> None:
        worker.close()
        self._alive.discard(worker)

    def forget(self) -> None:
        """Leave the processes to the one that this process was forked off from, and begin anew."""
        for worker in self._alive:
            worker.forget()
        self._alive.clear()
        self._begin()


def _close_all(alive: "set[Worker]") -> None:
    while alive:
        alive.pop().close()


# One process, as its parent sees it. --------------------------------------------------------------------------


class Worker:
    """A process that does call after call, for one thread at a time; `calls` is how many it was given."""

    def __init__(self, warm: Callable[[], object] | None) -> None:
        """Start it; it gets ready while the caller goes on.

        Raises:
            OSError: when the system has no process, or no temporary folder, for us.
        """
        self.calls = 0
        # Whatever a library leaves lying there goes with the process, however that ends.
        self._folder = tempfile.mkdtemp(prefix="cvpdf-worker-")
        variables = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder)}
        # Without `-P` a module beside the user's files could take the place of one of ours.
        command = [sys.executable, "-P", "-c", "from cvpdf.serving import serve; serve()"]
        try:
            # Without buffers: what is in one would be written a second time by a process that is forked off meanwhile.
            self._process = Popen(  # noqa: S603 -- it is this very interpreter
                command, bufsize=0, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=variables
            )
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._questions, self._answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        self._say(packed((warm, self._folder)))

    def run(self, call: bytes, limits: Limits, report: Callable[[str], None]) -> object:
        """Let it do a call (a function and its arguments, pickled), and wait; the errors are those of `Workers.run`.

        After an error the process is good for nothing more.
        """
        self.calls += 1
        self._may_say = _LARGEST_ANSWER
        under_way = _UnderWay(limits)
        with closing(_Alarm(self._process)) as alarm:
            kind, value = self._converse(call, under_way, alarm, report)
        if kind == "result":
            return value
        if isinstance(value, (LibraryChangedError, OSError)):
            raise value
        self.close()
        raise under_way.stopped(kind, value, self._process.returncode, late=alarm.rang)

    def _converse(
        self, call: bytes, under_way: "_UnderWay", alarm: "_Alarm", report: Callable[[str], None]
    ) -> tuple[Kind | None, object]:
        """Say what is to be done, hear what goes on, and give the last word; None where there was none."""
        while True:
            kind, value = self._hear()
            if kind == "ready":
                alarm.set(under_way.limits.clock)
                self._say(packed((under_way.limits, _folder_here())), call)
            elif kind == "begun":
                under_way.begun = True
            elif kind == "stage":
                under_way.stage = str(value)
                report(under_way.stage)
            elif kind == "narrowed":
                under_way.narrow(value)
                alarm.set(min(alarm.left, under_way.limits.clock))
            else:
                return kind, value

    def _say(self, *messages: bytes) -> None:
        with suppress(OSError):  # it has ended, which is heard when it is to answer
            for message in messages:
                send(self._questions, message)

    def _hear(self) -> tuple[Kind | None, object]:
        message = receive(self._answers, self._may_say)
        if message is None:
            return None, None
        self._may_say -= len(message)
        kind, value = pickle.loads(message)  # noqa: S301 -- our own code writes it, and no theme's code ever runs
        return kind, value

    def close(self) -> None:
        """End it at once, whatever it does, and remove its files."""
        self._process.kill()
        self._process.wait()
        self._hang_up()
        shutil.rmtree(self._folder, ignore_errors=True)

    def forget(self) -> None:
        """Leave it to the process that this one was forked off from; our copies of the pipes are closed."""
        self._hang_up()
        self._process.returncode = 0  # it is no child of ours, and is not to be waited for

    def _hang_up(self) -> None:
        self._questions.close()
        self._answers.close()


class _UnderWay:
    """What is known of a call that is not at its end."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.stage, self.begun = limits, "starting", False
        self._theme: ForeignTheme | None = None

    def narrow(self, value: object) -> None:
        """A foreign theme is at work from now on."""
        self.limits, self._theme = value  # type: ignore[misc] # a pair of `run_theme`
        self.stage = "starting"

    def stopped(self, kind: Kind | None, value: object, code: int | None, *, late: bool) -> StoppedError:
        """Say what has ended it."""
        limits, lost = self.limits, False
        if kind == "failed":
            why = f"failed: {value}"
        elif kind == "memory":
            why = _too_much_memory(limits)
        elif late:
            why = f"did not end within {limits.clock:g} seconds" if self.begun else "could not begin"
        elif code == -getattr(signal, "SIGXCPU", 1000):
            why = f"took more than {limits.processor} seconds of the processor"
        elif code is not None and code < 0:
            lost, why = True, f"ended by {signal.Signals(-code).name}; most likely it {_too_much_memory(limits)}"
        else:
            lost, why = True, f"ended with code {code} and without a word"
        error = StoppedError(why, lost=lost)
        error.begun, error.stage, error.theme = self.begun, self.stage, self._theme
        return error


def _too_much_memory(limits: Limits) -> str:
    return f"took more than {limits.memory} MiB of memory"


class _Alarm:
    """Ends a process when its time is up; `rang` says whether it was."""

    def __init__(self, process: "Popen[bytes]") -> None:
        self._process, self.rang = process, False
        self._timer: Timer | None = None
        self.set(_SECONDS_TO_GET_READY)

    def set(self, seconds: float) -> None:
        """Let it ring in so many seconds, and not when it would have."""
        self.close()
        self._end = monotonic() + seconds
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """The seconds until it rings."""
        return self._end - monotonic()

    def close(self) -> None:
        """Let it not ring."""
        if self._timer:
            self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()


def _folder_here() -> str | None:
    """Where relative paths begin; None where that folder is gone."""
    try:
        return os.getcwd()  # noqa: PTH109 -- it is sent as a text
    except OSError:
        return None


# What this process has of it. ---------------------------------------------------------------------------------


_POOLS: WeakSet[Workers] = WeakSet()
KEPT = Workers(os.cpu_count() or 1)
"""Where this process lets run what strangers made: their themes, and files that libraries unpack."""


def _forget_the_parents() -> None:
    for pool in tuple(_POOLS):
        pool.forget()


if hasattr(os, "register_at_fork"):  # Windows does not fork.
    os.register_at_fork(after_in_child=_forget_the_parents)
