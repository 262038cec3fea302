"""Standard output and standard error: what they can show, how they are written to, reports; progress."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from cvpdf.diagnostics import ExitCode
from cvpdf.reports.rendering import Format, render
from cvpdf.reports.report import Report
from cvpdf.reports.text import LEAST_WIDTH, TextStyle, render_error, visible, wrapped

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.status import Status


# How a command ends. ------------------------------------------------------------------------------------------


class Stop(Exception):  # noqa: N818 -- it says how the command ends, and is not always an error of the program
    """End the command with an exit code, a sentence, and perhaps what to do."""

    def __init__(self, code: ExitCode, message: str, hint: str | None = None) -> None:
        """Keep the three."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def usage(message: str, hint: str | None = None) -> Stop:
    """Make a stop for a command that was typed wrong."""
    return Stop(ExitCode.USAGE, message, hint)


def reason(error: OSError) -> str:
    """Say in words why the system refused."""
    return (error.strerror or str(error)).lower()


def stop_for(error: Exception) -> Stop:
    """Say how an exception ends a command: the system has refused something, or there is a bug in cvpdf."""
    from tempfile import gettempdir

    from cvpdf.serving import lacks_room

    if isinstance(error, Stop):
        return error
    if (
        isinstance(error, OSError)
        and lacks_room(error)
        and str(error.filename or gettempdir()).startswith(gettempdir())
    ):
        hint = "make room there, or name another folder in the variable `TMPDIR`"
        return Stop(ExitCode.IO, f"{gettempdir()}: {reason(error)}", hint)
    if isinstance(error, OSError) and error.errno:
        return Stop(ExitCode.IO, f"{error.filename or 'a temporary file'}: {reason(error)}")
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parents[1]
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    place = next(reversed(ours or frames))
    file = Path(place.filename)
    where = f"{file.relative_to(package.parent) if ours else file}:{place.lineno}"
    what = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}".removesuffix(": ")
    return Stop(ExitCode.BUG, f"{what} (at {where}); this is a bug in cvpdf, and CVPDF_DEBUG=1 shows more of it")


# Standard output and standard error. --------------------------------------------------------------------------


_USUAL_COLUMNS = 80


class Surface(TextStyle, frozen=True):
    """What a stream can show; `animated` is whether a line can be taken back."""

    animated: bool = False

    @property
    def terminal(self) -> bool:
        """Whether a person looks on."""
        return self.width is not None


def surface(stream: TextIO | None) -> Surface:
    """Ask a stream what it can show; `NO_COLOR`, `COLUMNS` and a dumb terminal are respected."""
    if stream is None or not stream.isatty():
        return Surface()
    smart = os.environ.get("TERM") != "dumb"
    width = max(_columns(stream), LEAST_WIDTH)
    return Surface(width, color=smart and not os.environ.get("NO_COLOR"), animated=smart)


def _columns(stream: TextIO) -> int:
    """How wide a terminal is, by what its user says or by what it says itself."""
    asked = os.environ.get("COLUMNS", "")
    try:
        return int(asked) if asked.isdecimal() else os.get_terminal_size(stream.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS


def prepare() -> None:
    """Let every text through, whatever the encoding of the terminal."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Print to standard output."""
    _write(sys.stdout, _whole_lines(text))


def err(text: str) -> None:
    """Print to standard error."""
    _write(sys.stderr, _whole_lines(text))


def out_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    if sys.stdout is None:
        raise Stop(ExitCode.IO, "standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(sys.stdout, error)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or not text:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _give_up(stream, error)


def _whole_lines(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"


def _give_up(stream: TextIO, error: OSError) -> None:
    """Stop; but go on in silence to the same exit code where only the reader has gone (`cvpdf check | head -1`)."""
    # What is still in the buffer would raise the same error again when the process ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if stream is sys.stdout and not isinstance(error, BrokenPipeError):
        raise Stop(ExitCode.IO, f"standard output: cannot be written: {reason(error)}")


# Reports and stops. -------------------------------------------------------------------------------------------


def print_report(report: Report, form: Format, stream: TextIO | None, last_line: str) -> None:
    """Print a report; `last_line` (or lines) is for people, and only they get it."""
    printed = render(report, form, surface(stream))
    if form == "text" and last_line:
        shown = "\n".join(_shown(line, surface(stream)) for line in last_line.split("\n"))
        printed = f"{printed}\n\n{shown}" if printed else shown
    (out if stream is sys.stdout else err)(printed)


def _shown(line: str, style: TextStyle) -> str:
    return wrapped(visible(line), style.width) if style.width else visible(line)


def print_stop(stop: Stop) -> None:
    """Print why a command could not go on, on standard error."""
    err(render_error(stop.message, stop.hint, surface(sys.stderr)))


# Progress. ----------------------------------------------------------------------------------------


class ProgressLine:
    """Call it with the name of a stage. Away from a terminal it says nothing, and rich is not even imported."""

    def __init__(self) -> None:
        """Look whether anybody is watching."""
        self._status: Status | None = None
        if surface(sys.stderr).animated:
            from rich.console import Console

            self._status = Console(stderr=True).status("starting…")

    def __call__(self, stage: str) -> None:
        """Show the stage in place of the one before."""
        if self._status:
            self._status.update(f"{stage}…")

    def __enter__(self) -> Self:
        """Begin."""
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the line away, however it ended."""
        if self._status:
            self._status.stop()


class ProgressBar:
    """How many of several files are done, and how long the others may take; away from a terminal it says nothing."""

    def __init__(self, total: int) -> None:
        """Look whether anybody is watching."""
        self._bar: RichProgress | None = None
        if surface(sys.stderr).animated:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=total)

    def done(self, file: str) -> None:
        """Go on by one file, and name it."""
        if self._bar:
            from rich.markup import escape

            self._bar.update(self._bar.task_ids[0], advance=1, description=escape(visible(file)))

    @contextmanager
    def away(self) -> Iterator[None]:
        """Take the bar away while something else is printed."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def __enter__(self) -> Self:
        """Begin."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away, however it ended."""
        if self._bar:
            self._bar.stop()
