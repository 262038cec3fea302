"""WeasyPrint, imported in the shortest way.

Four costs of a cold start are avoided, without touching the engine's code (Kozea/WeasyPrint issue 2073 is about its
slow import). Measured, in the order of their size: `ctypes.util.find_library`, which on Linux starts a compiler and a
linker for each library that cffi asks for although the plain `.so.N` names load; the parts of fontTools that only
variable fonts, and machines without harfbuzz-subset, have a use for; garbage collection of a million objects that all
live on; and a fontconfig set-up that lists every font of the system, none of which may be used.
"""

import contextlib
import ctypes.util
import gc
import importlib
import io
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_FONTCONFIG = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    "<fontconfig><config><rescan><int>0</int></rescan></config></fontconfig>"
)


_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")


class EngineUnavailableError(RuntimeError):
    """WeasyPrint or a library that it needs could not be loaded."""


def load_engine() -> Any:
    """Import WeasyPrint.

    Raises:
        EngineUnavailableError: when one of its shared libraries is missing.
        LibraryChangedError: when it has not what cvpdf needs.
    """
    if "weasyprint" not in sys.modules:
        _import_engine()
    from cvpdf.typeset import weasyprint_internals  # noqa: F401 -- its import looks whether all is there

    return sys.modules["weasyprint"]


def _import_engine() -> None:
    with _plain_library_names(), _late(_SELDOM_USED), without_collection(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with contextlib.redirect_stdout(io.StringIO()), own_fonts_only():
                import weasyprint  # noqa: F401 -- whoever needs it finds it in `sys.modules`
        except OSError as error:
            raise EngineUnavailableError(str(error).partition("\n")[0]) from error


@contextlib.contextmanager
def own_fonts_only() -> Iterator[None]:
    """Show fontconfig a set-up without system fonts, so that output is the same on every machine."""
    with tempfile.TemporaryDirectory(prefix="cvpdf-") as folder:
        path = Path(folder) / "fonts.conf"
        path.write_text(_FONTCONFIG, encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Pause the cyclic garbage collector: what is made here lives until the end anyway."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def _plain_library_names() -> Iterator[None]:
    if not sys.platform.startswith("linux"):
        yield
        return
    find_library = ctypes.util.find_library

    def unknown(name: str) -> str | None:
        """Know no library, so that the names that need no search are tried."""
        del name
        return None

    ctypes.util.find_library = unknown
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


class _LateModule(ModuleType):
    """Stands for a module that is imported when something out of it is called."""

    def __getattr__(self, name: str) -> "Callable[..., Any]":
        """Whatever is asked for is taken for a function or a class: a call goes on to the real one."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return call


@contextlib.contextmanager
def _late(names: tuple[str, ...]) -> Iterator[None]:
    """Let whoever imports these modules meanwhile have them late; those that are there already stay."""
    added = {name: _LateModule(name) for name in names if name not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name, module in added.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
