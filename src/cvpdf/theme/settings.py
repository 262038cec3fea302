"""What one résumé asks of its theme: options, paper, fonts."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Outcome, Severity, Span
from cvpdf.model.resume import Document
from cvpdf.path import SourcePath
from cvpdf.rules.cv4_themes import BadOptionValue, LowContrast, UnknownOption
from cvpdf.source.tree import Locate, PlainData
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.search_path import SearchPath, resolve_for_file, resolve_for_user
from cvpdf.theme.theme import Option, Theme, as_css, contrast, expected, fits, nearest_colour, too_pale
from cvpdf.words import did_you_mean

# The value. ---------------------------------------------------------------------------------------------------


class Settings(Struct, frozen=True):
    """The options as CSS writes them, by name, the paper's name (`A4`, `Letter`, `A5`), and fonts of the system."""

    options: Mapping[str, str]
    page_size: str
    fonts: tuple[str, ...] = ()

    @property
    def date_style(self) -> str:
        """How months are written: `short`, `long` or `numeric`; the one option that is not the style sheet's."""
        return self.options.get("dateStyle", "short")


# Reading the options. -----------------------------------------------------------------------------------------


_OPTIONS: SourcePath = ("document", "options")


def resolve_options(
    theme: Theme,
    given: Mapping[str, PlainData],
    locate: Locate,
    search_path: SearchPath | None = None,
) -> Outcome[Mapping[str, str]]:
    """Every option of the theme with its value as CSS writes it, the theme's default where none is given.

    An option that another theme of the `search_path` has (by default of cvpdf's) does no harm.
    """
    values = {name: as_css(option, option.default) for name, option in theme.options.items()}
    diagnostics: list[Diagnostic] = []
    for name, value in given.items():
        path = (*_OPTIONS, name)
        option = theme.options.get(name)
        if option is None:
            diagnostics.append(_unknown(theme, name, locate(path), path, search_path))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str) or not fits(option, value):
            shown = f"`{value}`" if isinstance(value, str) else "this"
            diagnostics.append(
                BadOptionValue.at(
                    locate(path), f"`{name}`: {shown} is not {expected(option)}", path=path, hint=_better(option)
                )
            )
        else:
            values[name] = as_css(option, value)
            if too_pale(option, value):
                diagnostics.append(_pale(name, option, value, locate(path)))
    return Outcome(values, tuple(diagnostics))


def _pale(name: str, option: Option, value: str, span: Span) -> Diagnostic:
    """Say how little contrast a colour has, and which one near it has enough."""
    wanted = option.contrast or 0
    # Cut off and not rounded: 4.499 is not 4.5.
    ratio = int(contrast(value, option.against) * 100) / 100
    message = f"`{name}`: `{value}` has a contrast of {ratio:g} on `{option.against}`, and text wants {wanted:g}"
    better = nearest_colour(value, option.against, wanted)
    hint = f"the nearest colour that has it is `'{better}'`" if better else None
    return LowContrast.at(span, message, path=(*_OPTIONS, name), hint=hint)


def _better(option: Option) -> str:
    if option.type == "color":
        return 'write it in quotes: `"#235577"`'
    return f"the default is `{option.default}`"


def _unknown(theme: Theme, name: str, span: Span, path: SourcePath, search_path: SearchPath | None) -> Diagnostic:
    others = [
        other for other in find_themes(search_path) if other != theme.name and name in _options_of(other, search_path)
    ]
    if others:
        message = f"`{name}` is an option of `{others[0]}`; `{theme.name}` does not have it"
        return UnknownOption.at(span, message, path=path, severity=Severity.INFO)
    hint = did_you_mean(name, theme.options) or f"`cvpdf themes show {theme.name}` lists its options"
    return UnknownOption.at(span, f"the theme `{theme.name}` has no option `{name}`", path=path, hint=hint)


def _options_of(name: str, search_path: SearchPath | None) -> Mapping[str, Option]:
    theme = load_theme(name, search_path).value
    return theme.options if theme else {}


def choose_theme(
    document: Document,
    name: str | None,
    folder: Path | None,
    near: SearchPath,
    locate: Locate,
) -> Outcome[tuple[Theme, Settings]]:
    """Find a résumé's theme, and resolve what the résumé asks of it.

    Args:
        document: how the résumé is presented.
        name: a name or a path that overrules what the résumé says.
        folder: the folder of the résumé, where its own themes may be.
        near: where themes are looked for.
        locate: gives the place of a source path in the résumé file.

    Returns:
        The theme and its settings; no value where there is no such theme.
    """
    path = () if name is not None else ("document", "theme")
    asked = resolve_for_file(document.theme, folder, near) if name is None else resolve_for_user(name, near)
    if asked.value is None:
        return Outcome(None, tuple(_placed(diagnostic, path, locate) for diagnostic in asked.diagnostics))
    near, name = asked.value
    found = load_theme(name, near)
    said = tuple(_placed(diagnostic, path, locate) for diagnostic in found.diagnostics)
    if found.value is None:
        return Outcome(None, said)
    options = resolve_options(found.value, document.options, locate, near)
    settings = Settings(options.value or {}, document.pageSize, tuple(document.fonts))
    return Outcome((found.value, settings), said + options.diagnostics)


def _placed(diagnostic: Diagnostic, path: SourcePath, locate: Locate) -> Diagnostic:
    """A diagnostic about a theme's name, at the place where the résumé names it."""
    return diagnostic if diagnostic.span or not path else diagnostic.moved_to(locate(path), path)
