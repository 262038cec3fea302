"""A worker: a function runs in a process of its own, within limits, and whatever becomes of it the caller lives on.

The two sides speak over pipes: one message in (the limits, then what to call), and messages out, each a kind and a
value: the names of stages, then the result or what went wrong.
"""

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Timer
from types import MappingProxyType
from typing import BinaryIO, Generic, Literal, NoReturn, TypeVar

from msgspec import Struct

from cvpdf.diagnostics import Outcome, Span
from cvpdf.libraries import LibraryChangedError

T = TypeVar("T")

_Kind = Literal["stage", "result", "memory", "failed"]
_LENGTH = 8
_MEBIBYTE = 1024**2
_LARGEST_ANSWER = 512 * _MEBIBYTE


class Limits(Struct, frozen=True):
    """What a process may use: seconds of the processor and by the clock; MiB of memory, and of one file; open files.

    Where the system knows no limits (Windows) only the clock counts.
    """

    processor: int = 30
    clock: float = 90
    memory: int = 1536
    file: int = 128
    files: int = 128


class StoppedError(Exception):
    """The function did not come to its end; the message says why, in words that go on from "it"."""


class Call(Struct, Generic[T], frozen=True):
    """A function of a module, and what it is given besides the report of its stages, which comes first."""

    function: Callable[..., T]
    arguments: tuple[object, ...]


def run_theme(
    call: "Call[Outcome[T]]",
    theme: str,
    manifest: Span,
    progress: Callable[[str], None],
    limits: Limits | None = None,
) -> Outcome[T]:
    """Run a stage of a stranger's theme in a fresh process.

    Args:
        call: what is to be done.
        theme: the theme's name.
        manifest: the place that a message names.
        progress: is told each stage as it begins.
        limits: what the process may use.

    Returns:
        What the function returns, or an error that says at which stage the theme was stopped.
    """
    stages = ["starting"]

    def hear(stage: str) -> None:
        stages.append(stage)
        progress(stage)

    try:
        return run_in_process(call, limits or Limits(), hear)
    except StoppedError as stopped:
        from cvpdf.rules.cv4_themes import ThemeStopped

        message = f"the theme `{theme}` was stopped while {stages[-1]}: it {stopped}"
        hint = "look in its style sheet and templates for what is nested deeply, repeated, or very large"
        return Outcome(None, (ThemeStopped.at(manifest, message, hint=hint),))


def run_in_process(call: Call[T], limits: Limits, report: Callable[[str], None]) -> T:
    """Run a function in a fresh process.

    Args:
        call: The function, which has to be one of a module, and its arguments.
        limits: What the process may use.
        report: Is told the name of each stage as it begins.

    Returns:
        What the function returns.

    Raises:
        StoppedError: When it failed, or was stopped at one of its limits.
        LibraryChangedError: When a library is to blame, and not the function.
    """
    # Without `-P` a module beside the user's files could take the place of one of ours.
    command = [sys.executable, "-P", "-c", "from cvpdf.worker import serve; serve()"]
    with subprocess.Popen(  # noqa: S603 -- it is this very interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        late = Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = Timer(limits.clock, stop)
        timer.daemon = True
        timer.start()
        try:
            kind, value = _converse(process, (limits, call), report)
        finally:
            timer.cancel()
            process.kill()
    if kind == "result":
        return value  # type: ignore[return-value] # it is what the function gave
    if isinstance(value, LibraryChangedError):
        raise value
    if kind == "failed":
        raise StoppedError(f"failed: {value}")
    if kind == "memory":
        raise StoppedError(_too_much_memory(limits))
    if late.is_set():
        raise StoppedError(f"did not end within {limits.clock:g} seconds")
    raise StoppedError(_last_words(process.returncode, limits))


def _converse(
    process: "subprocess.Popen[bytes]", message: object, report: Callable[[str], None]
) -> tuple[_Kind | None, object]:
    """Say what is to be done, hear what goes on, and give the last word; None where there was none."""
    question, answers = process.stdin, process.stdout
    if question is None or answers is None:
        raise StoppedError("cannot be spoken to")
    try:
        with question:
            question.write(_packed(message))
    except BrokenPipeError:
        pass
    left = _LARGEST_ANSWER
    while True:
        head = answers.read(_LENGTH)
        size = int.from_bytes(head, "big")
        left -= size
        if len(head) < _LENGTH or left < 0:
            return None, None
        body = answers.read(size)
        if len(body) < size:
            return None, None
        kind, value = pickle.loads(body)  # noqa: S301 -- it comes from our own code, and no theme's code ever runs
        if kind != "stage":
            return kind, value
        report(value)


def _last_words(code: int | None, limits: Limits) -> str:
    """Say what ended a process that said nothing itself."""
    processor = {-getattr(signal, name, 0) for name in ("SIGXCPU",)} - {0}
    if code in processor:
        return f"took more than {limits.processor} seconds of the processor"
    if code is not None and code < 0:
        return f"ended by {signal.Signals(-code).name}; most likely it {_too_much_memory(limits)}"
    return f"ended with code {code} and without a word"


def _too_much_memory(limits: Limits) -> str:
    return f"took more than {limits.memory} MiB of memory"


def _packed(value: object) -> bytes:
    """Write a value down; what is read-only goes as well."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {MappingProxyType: _as_dict}
    pickler.dump(value)
    return file.getvalue()


def _as_dict(mapping: MappingProxyType[object, object]) -> tuple[Callable[..., object], tuple[object, ...]]:
    return read_only, (dict(mapping),)


def read_only(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    """Make a mapping read-only again on the other side; the type itself has no name there."""
    return MappingProxyType(mapping)


# The other process. -------------------------------------------------------------------------------------------


def serve() -> NoReturn:
    """Read what is to be done, keep the limits, do it, and answer."""
    question, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # whatever a library prints is no answer
    # Both come in one message; the limits hold before anything of a theme is looked at.
    limits, call = pickle.loads(question.read())  # noqa: S301 -- it comes from our parent
    keep(limits)
    try:
        kind, value = "result", call.function(lambda stage: _answer(answers, "stage", stage), *call.arguments)
    except MemoryError:
        kind, value = "memory", None
    except LibraryChangedError as error:
        kind, value = "failed", error
    except Exception as error:  # noqa: BLE001 -- whatever a theme brings about is to be said, not to be thrown
        kind, value = "failed", f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}".removesuffix(": ")
    try:
        _answer(answers, kind, value)
    except MemoryError:
        _answer(answers, "memory", None)
    os._exit(0)


def _answer(answers: BinaryIO, kind: str, value: object) -> None:
    body = _packed((kind, value))
    answers.write(len(body).to_bytes(_LENGTH, "big") + body)
    answers.flush()


def keep(limits: Limits) -> None:
    """Let the system hold this process to its limits, as far as it can."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_CPU: limits.processor,
        resource.RLIMIT_AS: limits.memory * _MEBIBYTE,
        resource.RLIMIT_FSIZE: limits.file * _MEBIBYTE,
        resource.RLIMIT_NOFILE: limits.files,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        _, hardest = resource.getrlimit(limit)
        allowed = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        try:
            # Past the soft limit of the processor comes SIGXCPU, which names the reason; past the hard one SIGKILL.
            resource.setrlimit(limit, (allowed, hardest))
        except (ValueError, OSError):
            continue  # macOS knows some of them by name only
