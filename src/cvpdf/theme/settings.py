"""What one résumé asks of its theme: options, paper, fonts."""

from collections.abc import Mapping
from dataclasses import dataclass

from cvpdf.diagnostics import Diagnostic, Outcome, Severity, Span
from cvpdf.path import SourcePath
from cvpdf.rules.cv4_themes import BadOptionValue, LowContrast, UnknownOption
from cvpdf.source.tree import Locate, PlainData
from cvpdf.suggest import did_you_mean
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.option import Option, as_css, contrast, expected, fits, nearest_colour, too_pale
from cvpdf.theme.search_path import Shelves
from cvpdf.theme.theme import Theme

# The value. ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
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
    shelves: Shelves | None = None,
) -> Outcome[Mapping[str, str]]:
    """Every option of the theme with its value as CSS writes it, the theme's default where none is given.

    An option that another theme of these `shelves` has (by default of cvpdf's) does no harm.
    """
    values = {name: as_css(option, option.default) for name, option in theme.options.items()}
    diagnostics: list[Diagnostic] = []
    for name, value in given.items():
        path = (*_OPTIONS, name)
        option = theme.options.get(name)
        if option is None:
            diagnostics.append(_unknown(theme, name, locate(path), path, shelves))
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


def _unknown(theme: Theme, name: str, span: Span, path: SourcePath, shelves: Shelves | None) -> Diagnostic:
    others = [other for other in find_themes(shelves) if other != theme.name and name in _options_of(other, shelves)]
    if others:
        message = f"`{name}` is an option of `{others[0]}`; `{theme.name}` does not have it"
        return UnknownOption.at(span, message, path=path, severity=Severity.INFO)
    hint = did_you_mean(name, theme.options) or f"`cvpdf themes show {theme.name}` lists its options"
    return UnknownOption.at(span, f"the theme `{theme.name}` has no option `{name}`", path=path, hint=hint)


def _options_of(name: str, shelves: Shelves | None) -> Mapping[str, Option]:
    theme = load_theme(name, shelves).value
    return theme.options if theme else {}
