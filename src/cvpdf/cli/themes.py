"""`cvpdf themes`: what there is to choose from, and what each theme lets one set."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.findings import findings
from cvpdf.cli.reports import Format, report
from cvpdf.cli.themes_check import check
from cvpdf.cli.themes_new import new
from cvpdf.diagnostics import Outcome, in_source_order
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.theme.option import Option
    from cvpdf.theme.shelves import Shelves
    from cvpdf.theme.theme import Theme


def themes() -> typer.Typer:
    """Assemble the command and those below it."""
    group = typer.Typer(name="themes", help="List the themes; show, begin or try one.", rich_markup_mode=None)
    group.callback(invoke_without_command=True, epilog="Example: cvpdf themes")(_list)
    group.command(epilog="Example: cvpdf themes show plain")(show)
    group.command(epilog="Example: cvpdf themes new mine --from slate")(new)
    group.command(epilog="Example: cvpdf themes check themes/mine")(check)
    return group


def shelves_here() -> "Shelves":
    """Where the themes are of a résumé that is in this folder."""
    from cvpdf.theme.shelves import shelves

    return shelves(Path(), World.of_process().config)


def theme_names() -> list[str]:
    """Complete the name of a theme."""
    from cvpdf.theme.loading import find_themes

    return list(find_themes(shelves_here()))


def _list(context: typer.Context) -> None:
    """List the themes, and say where each comes from."""
    if context.invoked_subcommand is not None:
        return
    from cvpdf.theme.loading import find_broken, find_themes, load_theme

    surface, shelves = streams.surface(sys.stdout), shelves_here()
    names = find_themes(shelves)
    width = max(map(len, names), default=0)
    broken = [*find_broken(shelves)]
    for name in names:
        outcome = load_theme(name, shelves)
        theme = outcome.value
        if theme is None:
            broken += outcome.diagnostics
            continue
        line = f"{surface.paint('bold', name)}{' ' * (width - len(name))}  {theme.description}"
        streams.out(f"{line} {surface.paint('dim', f'({_origin(theme)})')}")
    if broken:
        report(findings(in_source_order(broken), {}), "text", sys.stderr, "")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The theme, or its folder.", autocompletion=theme_names)],
) -> None:
    """Show a theme's options."""
    theme = theme_named(name, shelves_here(), to_extend=True)
    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {theme.description}")
    if not theme.is_ours:
        streams.out(f"It comes from {_origin(theme)}.")
    for key, option in theme.options.items():
        streams.out(f"\n  {surface.paint('bold', key)}: {_kind(option)}, by default {option.default}{_unit(option)}")
        streams.out(f"      {option.description}")
    if theme.options:
        streams.out(f"\n{_how_to_set(theme)}")


def theme_named(name: str, shelves: "Shelves", form: Format = "text", *, to_extend: bool = False) -> "Theme":
    """Load a theme by its name or folder, or say what is wrong and exit; `base` is only there `to_extend`."""
    from cvpdf.theme.asking import asked_by_user
    from cvpdf.theme.loading import load_theme

    asked = asked_by_user(name, shelves)
    found = asked.value
    outcome = load_theme(found[1], found[0], to_extend=to_extend) if found else Outcome(None, asked.diagnostics)
    if outcome.value is None:
        said = findings(outcome.diagnostics, {})
        report(said, form, sys.stderr if form == "text" else sys.stdout, "")
        raise SystemExit(said.verdict(strict=False))
    return outcome.value


def _origin(theme: "Theme") -> str:
    from cvpdf.theme.shelves import place_of

    shelf = theme.shelf
    if shelf.is_ours:
        return "cvpdf"
    return f"the package {shelf.package}" if shelf.package else place_of(theme.folders[0])


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
