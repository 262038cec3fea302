"""The entry point: `cvpdf`, and `python -m cvpdf`."""

from __future__ import annotations

# No module that takes time to import: who interrupts before `main` has begun sees a traceback.
import atexit
import gc
import math
import os
import signal
import sys
from time import monotonic
from types import ModuleType

MYPY = False
if MYPY:
    from types import FrameType
    from typing import NoReturn

_ALL = "__all__"
_SECONDS_TO_TIDY_UP = 5

PLUGIN_LOADER = "pydantic.plugin._loader"
"""No upstream issue is known that asks for an import of it only where plugins are wanted."""


def main() -> NoReturn:
    """Run the command line and leave."""
    # What a command makes it needs until it ends: looking for garbage takes 5 % of a build and finds none.
    gc.disable()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started this wants none
        signal.signal(signal.SIGINT, _Interrupts())
    try:
        _disable_plugins()
        from cvpdf.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    except Exception as error:  # noqa: BLE001 -- `run` lets none through: what comes here is a broken installation
        sys.stderr.write(f"error: cvpdf is not installed whole: {type(error).__name__}: {error}\n")
        sys.stderr.write("help: install it again: `pip install --force-reinstall cvpdf`\n")
        code = 3
    _leave(code)


class _Interrupts:
    """Lets several interrupts of one moment be one: the second would break off the tidying up after the first.

    A later one counts again, for a library may have swallowed the first.
    """

    def __init__(self) -> None:
        self._last = -math.inf

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take one."""
        if monotonic() - self._last >= _SECONDS_TO_TIDY_UP:
            self._last = monotonic()
            signal.default_int_handler(number, frame)


def _disable_plugins() -> None:
    """Let pydantic look for no plugins, unless its own variable says which it should.

    It would go through every installed distribution, which takes longer than to check a file. The module that does so
    imports `importlib.metadata`, and with it what reads e-mail, even where it does not look: a twentieth of `check`.
    Hence its stand-in, which nobody asks for where a version of pydantic has no such module.
    """
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", _ALL) == _ALL:
        none = ModuleType(PLUGIN_LOADER)
        none.__dict__["get_plugins"] = tuple
        sys.modules[PLUGIN_LOADER] = none


def _leave(code: int) -> NoReturn:
    """End the process at once: taking the interpreter apart would cost a build 50 ms and give nothing back.

    Whatever was printed is out by now, for every print is flushed; files are closed where they are written.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is impatient would find the files that are removed now
    atexit._run_exitfuncs()  # noqa: SLF001 -- as `multiprocessing` does: whoever has files to remove does it now
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError):
            continue  # It was closed from the start, or its reader has gone: there is nobody left to tell.
    os._exit(code)


if __name__ == "__main__":
    main()
