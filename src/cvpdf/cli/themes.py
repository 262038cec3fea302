"""`cvpdf themes`: what there is to choose from, a theme to begin with, and a theme put to the test."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import make_folder, write
from cvpdf.cli.terminal import ProgressLine, Stop, reason, usage
from cvpdf.diagnostics import Diagnostic, ExitCode, Outcome, Span
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import report_of
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.contract.running import Verdict, VerdictRow
    from cvpdf.contract.trials import Trial
    from cvpdf.theme.search_path import SearchPath
    from cvpdf.theme.theme import Option, Theme


# `cvpdf themes check`. ----------------------------------------------------------------------------------------


_SHOWN = 5
"""Failures of one check that are printed."""

_READERS = "`pip install 'cvpdf[themes]'`, or pdftotext"


def check(
    name: Annotated[str, typer.Argument(metavar="PATH", help="The theme: its folder, or its name.")],
    only: Annotated[
        str, typer.Option(metavar="TEXT", help="Try only what has this in its name, such as `full on A4`.")
    ] = "",
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Put the PDFs that fail, and their résumés, into this folder.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How the result looks; text is a table.")] = "text",
) -> None:
    """Try a theme with résumés from empty to enormous, in every script, on every paper, with its options at their ends.

    A table says what passed. It takes a minute or two.
    """
    from cvpdf.contract.running import prove_theme
    from cvpdf.contract.trials import named, trials

    theme = theme_named(name, search_path_here(), form)
    planned = named(trials(theme), only)
    if not planned:
        names = ", ".join(map(str, trials(theme)))
        raise usage(f"nothing is tried that has `{only}` in its name", f"these are: {names}")
    world = World.of_process()
    with ProgressLine() as progress:
        verdict = prove_theme(theme, planned, world, lambda done, of: progress(f"{theme.name}: {done} of {of}"))
    if keep:
        _keep(keep, verdict, planned, world)
    show_verdict(theme, verdict, form)
    if verdict.failed:
        raise SystemExit(ExitCode.ERRORS)


def _keep(folder: Path, verdict: "Verdict", planned: "tuple[Trial, ...]", world: World) -> None:
    """Put what failed into a folder: each PDF under the name of its trial, and the résumé that it was made of."""
    make_folder(folder)
    samples = {str(trial): trial.sample for trial in planned}
    for name, content in verdict.failed_prints:
        write(world, folder / f"{name}.pdf", content)
        write(world, folder / f"{samples[name].name}.yaml", samples[name].content)


def show_verdict(theme: "Theme", verdict: "Verdict", form: Format) -> None:
    """Print what became of a theme on standard output: a table, or messages for a program."""
    if form == "text":
        _print(theme, verdict)
    else:
        streams.print_report(report_of([*verdict.said, *_failures(theme, verdict)], {}), form, sys.stdout, "")


def _print(theme: "Theme", verdict: "Verdict") -> None:
    """Print the table, and below it what is known at a line of the theme's files."""
    from cvpdf.contract.checks import remedy

    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {verdict.pages} pages in {verdict.seconds:.0f} seconds")
    width = max(len(row.check) for row in verdict.rows)
    for row in verdict.rows:
        streams.out(f"  {row.check:<{width}}  {_outcome(row)}")
        for trial, wrong in row.failures[:_SHOWN]:
            streams.out(f"      {trial}: {wrong}")
        if len(row.failures) > _SHOWN:
            streams.out(f"      and {len(row.failures) - _SHOWN} more")
        if row.failures:
            streams.out(f"      help: {remedy(row.check)}")
    for script, install in verdict.untried:
        streams.out(f"  {script:<{width}}  not tried: {install}")
    if verdict.said:
        streams.out("\n")
        streams.print_report(report_of(verdict.said, {}), "text", sys.stdout, "")


def _outcome(row: "VerdictRow") -> str:
    if not row.asked:
        return f"not tried: it wants {_READERS}"
    return (
        f"passed, {row.asked} times" if row.passed == row.asked else f"FAILED {row.asked - row.passed} of {row.asked}"
    )


def _failures(theme: "Theme", verdict: "Verdict") -> Iterator[Diagnostic]:
    """The table as messages at the theme's manifest, without what is said at its own line."""
    from cvpdf.contract.checks import in_a_line, remedy
    from cvpdf.rules.cv4_themes import BrokenPromise, NotTried
    from cvpdf.theme.search_path import MANIFEST, place_of

    place = Span(place_of(theme.folders[0] / MANIFEST), 1, 1, 1, 1)
    elsewhere = set(map(in_a_line, verdict.said))
    for row in verdict.rows:
        for trial, wrong in row.failures:
            if wrong not in elsewhere:
                yield BrokenPromise.at(place, f"{row.check}: {trial}: {wrong}", hint=remedy(row.check))
        if not row.asked:
            yield NotTried.at(place, f"{row.check}: not tried", hint=f"it wants {_READERS}")
    for script, install in verdict.untried:
        yield NotTried.at(place, f"{script}: not tried", hint=install)


# `cvpdf themes new`. ------------------------------------------------------------------------------------------


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the theme is to be called.")],
    parent: Annotated[
        str, typer.Option("--from", metavar="THEME", help="The theme that it is to look like at first.")
    ] = "plain",
    folder: Annotated[str, typer.Option("--in", metavar="DIR", help="The folder in which its own is made.")] = "themes",
) -> None:
    """Make a folder with a theme to begin with.

    It extends another one, and looks the same until you change it; `base` has the
    templates and no look. A folder that is there is never touched.
    """
    from cvpdf.theme.loading import find_themes, load_theme
    from cvpdf.theme.manifest import starter
    from cvpdf.theme.search_path import is_name

    if not is_name(name):
        raise usage(
            f"`{name[:64]}` is no name for a theme", "use letters, digits, hyphens and underscores, as in `my-theme`"
        )
    found = load_theme(parent, search_path_here(), to_extend=True)
    if found.value is None:
        report = report_of(found.diagnostics, {})
        streams.print_report(report, "text", sys.stderr, "")
        raise SystemExit(report.exit_code(strict=False))
    place = Path(folder, name)
    _write(place, starter(name, found.value))
    like = (
        f"it looks like {found.value.name} until you change it"
        if found.value.pairings
        else "with no look of its own yet"
    )
    streams.out(f"{place}: a theme to begin with; {like}")
    if name in find_themes() and folder == "themes":
        streams.out(f"note: here it stands in for cvpdf's own `{name}`; another name would leave both")
    asked = place if place.is_absolute() else f"./{place}"  # by its name alone only a résumé of this folder finds it
    streams.out(f"next: `cvpdf build --theme {asked}` shows it, `cvpdf themes check {place}` proves it")


def _write(place: Path, files: dict[str, str]) -> None:
    """Make the folder, which must not be there, and write its files."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir()
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8")
    except FileExistsError:
        message = f"{place}: this folder is already there, and was left as it is"
        raise Stop(ExitCode.IO, message, "choose another name") from None
    except OSError as error:
        raise Stop(ExitCode.IO, f"{place}: cannot be written: {reason(error)}") from None


# `cvpdf themes`. ----------------------------------------------------------------------------------------------


def themes() -> typer.Typer:
    """Assemble the command and those below it."""
    group = typer.Typer(name="themes", help="List the themes; show, begin or try one.", rich_markup_mode=None)
    group.callback(invoke_without_command=True, epilog="Example: cvpdf themes")(_list)
    group.command(epilog="Example: cvpdf themes show plain")(show)
    group.command(epilog="Example: cvpdf themes new mine --from slate")(new)
    group.command(epilog="Example: cvpdf themes check themes/mine")(check)
    return group


def search_path_here() -> "SearchPath":
    """Where the themes are of a résumé that is in this folder."""
    from cvpdf.theme.search_path import search_path

    return search_path(Path(), World.of_process().config)


def theme_names() -> list[str]:
    """Complete the name of a theme."""
    from cvpdf.theme.loading import find_themes

    return list(find_themes(search_path_here()))


def _list(context: typer.Context) -> None:
    """List the themes, and say where each comes from."""
    if context.invoked_subcommand is not None:
        return
    from cvpdf.theme.loading import find_broken, find_themes, load_theme

    surface, search_path = streams.surface(sys.stdout), search_path_here()
    names = find_themes(search_path)
    width = max(map(len, names), default=0)
    broken = [*find_broken(search_path)]
    for name in names:
        outcome = load_theme(name, search_path)
        theme = outcome.value
        if theme is None:
            broken += outcome.diagnostics
            continue
        line = f"{surface.paint('bold', name)}{' ' * (width - len(name))}  {theme.description}"
        streams.out(f"{line} {surface.paint('dim', f'({_origin(theme)})')}")
    if broken:
        streams.print_report(report_of(broken, {}), "text", sys.stderr, "")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The theme, or its folder.", autocompletion=theme_names)],
) -> None:
    """Show a theme's options."""
    theme = theme_named(name, search_path_here(), to_extend=True)
    surface = streams.surface(sys.stdout)
    streams.out(f"{surface.paint('bold', theme.name)}: {theme.description}")
    if not theme.is_ours:
        streams.out(f"It comes from {_origin(theme)}.")
    for key, option in theme.options.items():
        streams.out(f"\n  {surface.paint('bold', key)}: {_kind(option)}, by default {option.default}{_unit(option)}")
        streams.out(f"      {option.description}")
    if theme.options:
        streams.out(f"\n{_how_to_set(theme)}")


def theme_named(name: str, search_path: "SearchPath", form: Format = "text", *, to_extend: bool = False) -> "Theme":
    """Load a theme by its name or folder, or say what is wrong and exit; `base` is only there `to_extend`."""
    from cvpdf.theme.loading import load_theme
    from cvpdf.theme.search_path import resolve_for_user

    asked = resolve_for_user(name, search_path)
    found = asked.value
    outcome = load_theme(found[1], found[0], to_extend=to_extend) if found else Outcome(None, asked.diagnostics)
    if outcome.value is None:
        report = report_of(outcome.diagnostics, {})
        streams.print_report(report, form, sys.stderr if form == "text" else sys.stdout, "")
        raise SystemExit(report.exit_code(strict=False))
    return outcome.value


def _origin(theme: "Theme") -> str:
    from cvpdf.theme.search_path import place_of

    root = theme.root
    if root.is_ours:
        return "cvpdf"
    return f"the package {root.package}" if root.package else place_of(theme.folders[0])


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
