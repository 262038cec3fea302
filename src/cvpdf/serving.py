"""The inside of a worker: a process that does call after call, within limits, until its parent has gone.

The two sides speak over pipes, in messages of a length and a pickled value. In go the limits and what is to be called;
out come a kind and a value: `ready` when the process waits for a call, `begun` when it has one, `stage` and its name,
`narrowed` limits for a foreign theme, and at last the `result` or what went wrong.
"""

import errno
import gc
import io
import os
import pickle
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import MappingProxyType
from typing import IO, Literal, NoReturn

from msgspec import Struct

from cvpdf.diagnostics import Span
from cvpdf.libraries import LibraryChangedError

Kind = Literal["ready", "begun", "stage", "narrowed", "result", "memory", "failed"]
_LENGTH = 8
_MEBIBYTE = 1024**2
_MOST_SWEEPS = 20
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Limits(Struct, frozen=True):
    """What a call may use: seconds of the processor and by the clock; MiB of memory, and of one file; open files.

    Where the system knows no limits (Windows) only the clock counts.
    """

    processor: int = 30
    clock: float = 90
    memory: int = 1536
    file: int = 128
    files: int = 128


class ForeignTheme(Struct, frozen=True):
    """A theme that may have to be stopped: its name, and the place that a message about it names."""

    name: str
    manifest: Span


# The messages. ------------------------------------------------------------------------------------------------


def packed(value: object) -> bytes:
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


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message into a pipe.

    Raises:
        OSError: when nobody reads it any more.
    """
    data = memoryview(len(message).to_bytes(_LENGTH, "big") + message)
    while data:
        data = data[pipe.write(data) :]
    pipe.flush()


def receive(pipe: IO[bytes], most: int | None = None) -> bytes | None:
    """Read the next message of a pipe; None where it ends before the message does, or the message has more bytes."""
    head = _read(pipe, _LENGTH)
    size = int.from_bytes(head, "big")
    if len(head) < _LENGTH or (most is not None and size > most):
        return None
    body = _read(pipe, size)
    return body if len(body) == size else None


def _read(pipe: IO[bytes], size: int) -> bytes:
    parts = []
    while size and (part := pipe.read(min(size, _MEBIBYTE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


# What a call may ask for, and say. ----------------------------------------------------------------------------


class _Line:
    """Where the parent of this process listens, if it is a worker."""

    answers: IO[bytes] | None = None


def is_worker() -> bool:
    """Whether this process is a worker."""
    return _Line.answers is not None


def tell(stage: str) -> None:
    """Tell whoever waits for this call that a stage begins; in a process that is no worker nobody does."""
    if is_worker():
        _answer("stage", stage)


def narrow(limits: Limits, theme: ForeignTheme) -> None:
    """Hold the rest of this call to other limits, for a foreign theme is at work from here on."""
    keep(limits)
    _answer("narrowed", (limits, theme))


# The process. -------------------------------------------------------------------------------------------------


def serve() -> NoReturn:
    """Do what the parent says, call after call, until it has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is meant for the parent, who will end us
    questions, _Line.answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)  # whatever a library prints is no answer
    first = receive(questions)
    if first is None:  # our parent has ended, and nobody else knows of our folder
        _leave(os.environ["TMPDIR"])
    warm, folder = pickle.loads(first)  # noqa: S301 -- it comes from our parent
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(questions, messages, folder), daemon=True).start()
    # A build makes garbage until it ends: that is looked for then, and only among what the build has made.
    gc.disable()
    if warm:
        with suppress(Exception):  # what is missing here is missing for the call as well, which can say so
            warm()
    gc.collect()
    gc.freeze()
    try:
        while True:
            _answer("ready", None)
            head, call = messages.get(), messages.get()
            _answer("begun", None)
            _reply(*_done(head, call))
            keep(None)
            gc.collect()
    except OSError:  # nobody hears it any more
        _leave(folder)


def _listen(questions: IO[bytes], messages: "SimpleQueue[bytes]", folder: str) -> None:
    """Take what comes, also during a call: where it ends the parent has ended, and can no longer end us."""
    while (message := receive(questions)) is not None:
        messages.put(message)
    _leave(folder)


def _leave(folder: str) -> NoReturn:
    """End the process and remove its files, again where a call that is under way writes more."""
    for _ in range(_MOST_SWEEPS):
        shutil.rmtree(folder, ignore_errors=True)
        if not Path(folder).exists():
            break
    os._exit(0)


def _done(head: bytes, call: bytes) -> tuple[Kind, object]:
    """Do a call, and say in which of the ways it ended."""
    try:
        # The limits hold before anything of the call is looked at.
        limits, folder = pickle.loads(head)  # noqa: S301 -- it comes from our parent
        keep(limits)
        if folder is not None:
            os.chdir(folder)
        function, arguments = pickle.loads(call)  # noqa: S301 -- it comes from our parent
        return "result", function(*arguments)
    except MemoryError:
        return "memory", None
    except LibraryChangedError as error:
        return "failed", error
    except OSError as error:
        return "failed", OSError(error.errno, error.strerror) if lacks_room(error) else _in_a_line(error)
    except Exception as error:  # noqa: BLE001 -- whatever a call brings about is to be said, not to be thrown
        return "failed", _in_a_line(error)


def lacks_room(error: BaseException | None) -> bool:
    """Whether a disk is full: no call is to blame for that, and no other place of this machine mends it."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _in_a_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}".removesuffix(": ")


def _reply(kind: Kind, value: object) -> None:
    try:
        _answer(kind, value)
    except MemoryError:
        _answer("memory", None)
    except (AttributeError, TypeError, pickle.PicklingError) as error:
        _answer("failed", _in_a_line(error))


def _answer(kind: Kind, value: object) -> None:
    if _Line.answers is not None:
        send(_Line.answers, packed((kind, value)))


def keep(limits: Limits | None) -> None:
    """Let the system hold this process to its limits from now on, as far as it can; None lets it go."""
    try:
        import resource
    except ImportError:
        return
    wanted = {resource.RLIMIT_CORE: 0}
    for limit in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        wanted[limit] = resource.RLIM_INFINITY
    if limits:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        wanted[resource.RLIMIT_CPU] = ceil(spent.ru_utime + spent.ru_stime) + limits.processor
        wanted[resource.RLIMIT_AS] = limits.memory * _MEBIBYTE
        wanted[resource.RLIMIT_FSIZE] = limits.file * _MEBIBYTE
        wanted[resource.RLIMIT_NOFILE] = limits.files
    for limit, most in wanted.items():
        _, hardest = resource.getrlimit(limit)
        known = [bound for bound in (most, hardest) if bound != resource.RLIM_INFINITY]
        try:
            # Past the soft limit of the processor comes SIGXCPU, which names the reason; past the hard one SIGKILL.
            resource.setrlimit(limit, (min(known, default=resource.RLIM_INFINITY), hardest))
        except (ValueError, OSError):
            continue  # macOS knows some of them by name only
