"""The command line, assembled: one row a command; and how it ends, whatever happens."""

import os
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.build import build
from cvpdf.cli.check import check
from cvpdf.cli.convert import convert
from cvpdf.cli.doctor import doctor
from cvpdf.cli.explain import explain
from cvpdf.cli.new import new
from cvpdf.cli.schema import schema
from cvpdf.cli.stop import Stop, reason
from cvpdf.cli.themes import themes
from cvpdf.diagnostics import ExitCode

_INTERRUPTED = 130  # 128 + SIGINT, as shells count

_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (build, "cvpdf build resume.yaml --theme slate -o jane-doe.pdf"),
    (check, "cvpdf check resume.yaml --strict"),
    (convert, "cvpdf convert linkedin.pdf resume.yaml"),
    (new, "cvpdf new resume.yaml"),
    (schema, "cvpdf schema > resume.schema.json"),
    (explain, "cvpdf explain CV203"),
    (doctor, "cvpdf doctor"),
)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        The exit code.

    Raises:
        ModuleNotFoundError: when the installation lacks a package; nothing else is raised.
    """
    streams.prepare()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # What a library thinks of its future is no message about a résumé.
    try:
        _assemble()(list(arguments), prog_name="cvpdf")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else ExitCode.OK
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ModuleNotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 -- the last line of defence: a person is never shown a traceback
        return _ended_by(error)
    return ExitCode.OK


def _assemble() -> typer.Typer:
    # Without markup and pretty exceptions typer does not load rich, which costs more than the whole of `check`.
    app = typer.Typer(
        name="cvpdf",
        help="Typeset a résumé file into a PDF that proves nothing was lost.",
        epilog="Example: cvpdf new, then cvpdf build",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for command, example in _COMMANDS:
        app.command(epilog=f"Example: {example}")(command)
    app.add_typer(themes())
    return app


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        streams.out(f"cvpdf {version('cvpdf')}")
        raise SystemExit(ExitCode.OK)


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take what comes before the command."""


def _ended_by(error: Exception) -> int:
    if isinstance(error, Stop):
        return _stopped(error)
    if isinstance(error, OSError) and error.errno:
        return _stopped(Stop(ExitCode.IO, f"{error.filename or 'a temporary file'}: {reason(error)}"))
    return _bug(error)


def _stopped(stop: Stop) -> int:
    from cvpdf.cli.reports.text import stopped

    streams.err(stopped(stop, streams.surface(sys.stderr)))
    return stop.code


def _bug(error: Exception) -> int:
    if os.environ.get("CVPDF_DEBUG") == "1":
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).parents[1])
    place = next((frame for frame in reversed(frames) if frame.filename.startswith(package)), frames[-1])
    where = f"{Path(place.filename).relative_to(Path(package).parent)}:{place.lineno}"
    what = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}".removesuffix(": ")
    streams.err(f"error: {what} (at {where}); this is a bug in cvpdf, and CVPDF_DEBUG=1 shows more of it")
    return ExitCode.BUG
