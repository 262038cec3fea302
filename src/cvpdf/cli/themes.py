"""`cvpdf themes`: what there is to choose from, and what each theme lets one set."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import findings
from cvpdf.cli.reports import report
from cvpdf.diagnostics import ExitCode

if TYPE_CHECKING:
    from cvpdf.theme.option import Option
    from cvpdf.theme.theme import Theme


def themes() -> typer.Typer:
    """Assemble the command and the one below it."""
    group = typer.Typer(name="themes", help="List the themes, or show one's options.", rich_markup_mode=None)
    group.callback(invoke_without_command=True, epilog="Example: cvpdf themes")(_list)
    group.command(epilog="Example: cvpdf themes show plain")(show)
    return group


def _names() -> list[str]:
    from cvpdf.theme.loading import find_themes

    return list(find_themes())


def _list(context: typer.Context) -> None:
    """List the themes."""
    if context.invoked_subcommand is not None:
        return
    surface = streams.surface(sys.stdout)
    names = _names()
    width = max(map(len, names), default=0)
    for name in names:
        streams.out(f"{surface.paint('bold', name)}{' ' * (width - len(name))}  {_theme(name).description}")


def show(name: Annotated[str, typer.Argument(metavar="NAME", help="The theme.", autocompletion=_names)]) -> None:
    """Show a theme's options."""
    theme = _theme(name)
    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {theme.description}")
    for key, option in theme.options.items():
        streams.out(f"\n  {surface.paint('bold', key)}: {_kind(option)}, by default {option.default}{_unit(option)}")
        streams.out(f"      {option.description}")
    if theme.options:
        streams.out(f"\n{_how_to_set(theme)}")


def _theme(name: str) -> "Theme":
    from cvpdf.theme.loading import load_theme

    outcome = load_theme(name)
    if outcome.value is None:
        report(findings(outcome.diagnostics, {}), "text", sys.stderr, "")
        raise SystemExit(ExitCode.USAGE)
    return outcome.value


def _kind(option: "Option") -> str:
    if option.type == "choice":
        return "one of " + ", ".join(option.choices)
    if option.type == "boolean":
        return "true or false"
    if option.type == "color":
        return "a colour"
    if option.minimum is None or option.maximum is None:
        return "a number"
    return f"a number from {option.minimum:g} to {option.maximum:g}{_unit(option)}"


def _unit(option: "Option") -> str:
    return f" {option.unit}" if option.unit and not option.default.endswith(option.unit) else ""


def _how_to_set(theme: "Theme") -> str:
    name, option = next(iter(theme.options.items()))
    return f"Set them under `document.options` in the file, or like `--set document.options.{name}='{option.default}'`."
