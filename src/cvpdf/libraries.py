"""What cvpdf takes from a library that the library does not promise: looked for as soon as the library is imported.

Each library has one module that reaches for such things. A version that lacks one is then an error of one line, and
not a traceback from the middle of a page.
"""

import inspect
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

from cvpdf.diagnostics import Diagnostic, Outcome

P = ParamSpec("P")
T = TypeVar("T")


class LibraryChangedError(RuntimeError):
    """An installed library has something not, or not so, as cvpdf needs it; `hint` says what to install."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both, in a way that can be sent to another process."""
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Give the message alone."""
        return self.message

    @property
    def diagnostic(self) -> Diagnostic:
        """What is to be said of it."""
        from cvpdf.rules.cv9_environment import LibraryChanged

        return LibraryChanged.at(None, self.message, hint=self.hint)


def reporting_library_changes(run: Callable[P, Outcome[T]]) -> Callable[P, Outcome[T]]:
    """Let a library that changed come out as what a run of the stages says, whichever of them came upon it."""

    @wraps(run)
    def guarded(*positional: P.args, **named: P.kwargs) -> Outcome[T]:
        try:
            return run(*positional, **named)
        except LibraryChangedError as error:
            return Outcome(None, (error.diagnostic,))

    return guarded


def one_at_a_time() -> "RLock":
    """Make a lock for a library that is not safe in threads.

    A process is only forked while nobody holds it: the child would wait for ever for a thread that it does not have.
    """
    lock = RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock


class Needs:
    """Questions to a library; each raises `LibraryChangedError` where the answer is no."""

    def __init__(self, library: str) -> None:
        """Ask the library of this name, as the package registry writes it."""
        self._library = library

    def names(self, owner: object, *names: str) -> None:
        """Ask a module, a class or an object for attributes."""
        for name in names:
            self.that(hasattr(owner, name), f"`{_name_of(owner)}.{name}`")

    def call(self, function: Callable[..., object], *positional: str, **named: object) -> None:
        """Ask whether a function takes these arguments: by their place, whatever they are called, and by name."""
        try:
            inspect.signature(function).bind(*positional, **named)
        except TypeError:
            given = ", ".join((*positional, *(f"{name}=…" for name in named)))
            self.that(False, f"`{_name_of(function)}({given})`")  # noqa: FBT003 -- it reads as a sentence

    def mentions(self, function: Callable[..., object], *names: str) -> None:
        """Ask whether a function's code reads or sets these: attributes of an object can be seen nowhere else."""
        known = getattr(getattr(function, "__code__", None), "co_names", ())
        for name in names:
            self.that(name in known, f"`{name}` in `{_name_of(function)}`")

    def that(self, holds: bool, what: str) -> None:  # noqa: FBT001 -- it reads as a sentence
        """Raise unless something holds."""
        if not holds:
            raise _changed(self._library, what)


@contextmanager
def needing(library: str, module: str) -> Iterator[Needs]:
    """Import what is needed of a library, and ask for the rest; `module` is what it is imported as.

    Raises:
        LibraryChangedError: when the library is there, and something in it is not.
        ModuleNotFoundError: when there is no such library.
    """
    try:
        yield Needs(library)
    except ImportError as error:
        lacking = _not_imported(error)
        if lacking is None or not lacking.startswith(f"{module}."):
            raise
        raise _changed(library, f"`{lacking}`") from error
    except AttributeError as error:
        raise _changed(library, f"`{_name_of(error.obj)}.{error.name}`") from error


def _changed(library: str, lacking: str) -> LibraryChangedError:
    """Say what is missing, with the version that is installed and the one that is wanted."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = f"{library} {version(library)}"
    except PackageNotFoundError:
        installed = library
    return LibraryChangedError(
        f"{installed} has no {lacking}, which cvpdf needs", f"`pip install '{_wanted(library)}'`"
    )


def _not_imported(error: ImportError) -> str | None:
    """The dotted name that an import did not find."""
    if isinstance(error, ModuleNotFoundError):
        return error.name
    found = re.match(r"cannot import name '(\w+)'", str(error))
    return f"{error.name}.{found[1]}" if found else None


def _name_of(owner: object) -> str:
    name = getattr(owner, "__qualname__", None)
    return f"{owner.__module__}.{name}" if name else getattr(owner, "__name__", type(owner).__name__)


def _wanted(library: str) -> str:
    """What cvpdf declares of a library: `weasyprint>=70,<71`."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires("cvpdf") or []
    except PackageNotFoundError:
        declared = []
    named = re.compile(rf"{re.escape(library)}(?![\w.-])[^;]*", re.IGNORECASE)
    return next((found[0].strip() for line in declared if (found := named.match(line))), library.lower())
