"""The command line, assembled: one row a command; and how it ends, whatever happens."""

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.terminal import stop_for
from cvpdf.diagnostics import Diagnostic, ExitCode

_INTERRUPTED = 130  # 128 + SIGINT, as shells count

_COMMANDS = {
    "build": "cvpdf build resume.yaml --theme slate -o jane-doe.pdf",
    "check": "cvpdf check resume.yaml --strict",
    "convert": "cvpdf convert linkedin.pdf resume.yaml",
    "fields": "cvpdf fields resume.pdf --against resume.yaml",
    "gallery": "cvpdf gallery resume.yaml --theme slate --theme modern -o pictures",
    "new": "cvpdf new resume.yaml",
    "schema": "cvpdf schema > resume.schema.json",
    "explain": "cvpdf explain CV203",
    "doctor": "cvpdf doctor",
}
"""Each is a function of its name, in the module of its name or in `small_commands`, with an example."""

_SMALL = ("new", "schema", "explain", "doctor")
_THEMES = "themes"
"""The commands of their own that this one has."""


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
        _assemble(arguments)(list(arguments), prog_name="cvpdf")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else ExitCode.OK
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ModuleNotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 -- the last line of defence: a person is never shown a traceback
        return _ended_by(error)
    return ExitCode.OK


def _assemble(arguments: Sequence[str]) -> typer.Typer:
    """Put the commands together: the one that is asked for by name, without a look at the others, or all."""
    asked = [name for name in (*_COMMANDS, _THEMES) if name in arguments[:1]] or [*_COMMANDS, _THEMES]
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
    for name in asked:
        module = import_module(f"cvpdf.cli.{'small_commands' if name in _SMALL else name}")
        if name == _THEMES:
            app.add_typer(module.themes())
        else:
            app.command(epilog=f"Example: {_COMMANDS[name]}")(getattr(module, name))
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
    from cvpdf.libraries import LibraryChangedError

    if isinstance(error, LibraryChangedError):
        return _lacking(error.diagnostic)
    stop = stop_for(error)
    if stop.code == ExitCode.BUG and os.environ.get("CVPDF_DEBUG") == "1":
        traceback.print_exception(error)
    streams.print_stop(stop)
    return stop.code


def _lacking(diagnostic: Diagnostic) -> int:
    from cvpdf.reports.text import paragraph

    streams.err(paragraph(diagnostic, lambda _: None, streams.surface(sys.stderr)))
    return ExitCode.ENVIRONMENT
