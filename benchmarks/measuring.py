"""What the benchmarks share: processes that stay warm, what their work costs, and a table of what is to be met."""

import argparse
import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

Work = Callable[[], int]
"""Something to do, which gives the number of pages that it has made."""

_MEGABYTE = 1e6
_UNIT_OF_PEAK = 1 if sys.platform == "darwin" else 1024
_PAGE_OF_MEMORY = resource.getpagesize()


@dataclass(frozen=True)
class Measured:
    """A figure with its unit, and the bar that it has to meet, if there is one: at most, or `at_least`."""

    name: str
    figure: float
    unit: str = ""
    limit: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure meets its bar; without one it always does."""
        if self.limit is None:
            return True
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


@dataclass(frozen=True)
class Cost:
    """What some work has taken: seconds of the processor, pages made; MB that are resident now, and were at most."""

    seconds: float
    pages: int
    resident: float
    peak: float


class Warm:
    """A process in which work is done again and again.

    with Warm(make, argument) as process:
        process.cost(50)
    """

    def __init__(self, make: Callable[..., Work], *arguments: object, collects: bool = True) -> None:
        """Start a process; `make(*arguments)` makes the work there. `collects` is whether it looks for garbage."""
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, make, arguments, collects), daemon=True)
        self._process.start()
        there.close()

    def cost(self, times: int = 1) -> Cost:
        """Do the work so many times, and say what that has taken in all."""
        self._here.send(times)
        try:
            cost: Cost = self._here.recv()
        except EOFError:
            raise SystemExit("a process that was measured has ended; what it says stands above") from None
        return cost

    def __enter__(self) -> Self:
        """Give the process itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._here.close()
        self._process.join()


def _serve(there: Connection, make: Callable[..., Work], arguments: tuple[object, ...], collects: bool) -> None:  # noqa: FBT001 -- a process is started with it
    if not collects:
        gc.disable()
    work = make(*arguments)
    while True:
        try:
            times = there.recv()
        except EOFError:
            return
        start = time.process_time()
        pages = sum(work() for _ in range(times))
        there.send(Cost(time.process_time() - start, pages, resident(), peak()))


def resident() -> float:
    """MB of memory that this process holds now; where the system does not say it, what it has held at most."""
    try:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return held * _PAGE_OF_MEMORY / _MEGABYTE


def peak() -> float:
    """MB of memory that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT_OF_PEAK / _MEGABYTE


def options(description: str | None) -> argparse.ArgumentParser:
    """Make a reader of the command line that knows `--strict`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strict", action="store_true", help="fail where a bar is not met")
    return parser


def conclude(measured: Sequence[Measured], *, strict: bool) -> int:
    """Print a line for each figure; the status is 1 only where a bar is not met and that is to fail."""
    for one in measured:
        bar = ""
        if one.limit is not None:
            bar = f"{'≥' if one.at_least else '≤'} {one.limit:g}  {'met' if one.is_met else 'MISSED'}"
        print(f"{one.name:48}{one.figure:10.2f} {one.unit:12}{bar}".rstrip())
    return 1 if strict and not all(one.is_met for one in measured) else 0
