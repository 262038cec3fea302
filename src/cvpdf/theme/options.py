"""A theme's options as one résumé sets them."""

import re
from collections.abc import Callable, Mapping

from cvpdf.diagnostics import Diagnostic, Outcome, Severity, Span
from cvpdf.path import SourcePath
from cvpdf.rules.theme import BadOptionValue, UnknownOption
from cvpdf.source.tree import PlainData
from cvpdf.suggest import did_you_mean
from cvpdf.theme.manifest import Option, Theme, find_themes, load_theme

_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_OPTIONS: SourcePath = ("document", "options")


def resolve_options(
    theme: Theme, given: Mapping[str, PlainData], locate: Callable[[SourcePath], Span]
) -> Outcome[Mapping[str, str]]:
    """Every option of the theme with its value as CSS writes it, the theme's default where none is given."""
    values = {name: _as_css(option, option.default) for name, option in theme.options.items()}
    diagnostics: list[Diagnostic] = []
    for name, value in given.items():
        path = (*_OPTIONS, name)
        option = theme.options.get(name)
        if option is None:
            diagnostics.append(_unknown(theme, name, locate(path), path))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str) or not _fits(option, value):
            shown = f"`{value}`" if isinstance(value, str) else "this"
            diagnostics.append(
                BadOptionValue.at(
                    locate(path), f"`{name}`: {shown} is not {_expected(option)}", path=path, hint=_better(option)
                )
            )
        else:
            values[name] = _as_css(option, value)
    return Outcome(values, tuple(diagnostics))


def _fits(option: Option, value: str) -> bool:
    if option.type == "color":
        return _COLOR.fullmatch(value) is not None
    if option.type == "choice":
        return value in option.choices
    if option.type == "boolean":
        return value in ("true", "false")
    number = _number(option, value)
    if number is None:
        return False
    low = option.minimum if option.minimum is not None else number
    high = option.maximum if option.maximum is not None else number
    return low <= number <= high


def _number(option: Option, value: str) -> float | None:
    """A plain decimal number, with or without the option's unit behind it."""
    digits = value.removesuffix(option.unit).strip() if option.unit else value
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def _as_css(option: Option, value: str) -> str:
    if option.type != "number":
        return value
    return f"{_number(option, value):g}{option.unit}"


def _expected(option: Option) -> str:
    if option.type == "color":
        return "a colour"
    if option.type == "boolean":
        return "`true` or `false`"
    if option.type == "choice":
        return "one of " + ", ".join(f"`{choice}`" for choice in option.choices)
    unit = f" {option.unit}" if option.unit else ""
    return f"a number from {option.minimum:g} to {option.maximum:g}{unit}"


def _better(option: Option) -> str:
    if option.type == "color":
        return "write it as `'#235577'`, with quotes, for `#` begins a comment"
    return f"the default is `{option.default}`"


def _unknown(theme: Theme, name: str, span: Span, path: SourcePath) -> Diagnostic:
    others = [other for other in find_themes() if other != theme.name and name in _options_of(other)]
    if others:
        message = f"`{name}` is an option of `{others[0]}`; `{theme.name}` does not have it"
        return UnknownOption.at(span, message, path=path, severity=Severity.INFO)
    hint = did_you_mean(name, theme.options) or f"`cvpdf themes show {theme.name}` lists its options"
    return UnknownOption.at(span, f"the theme `{theme.name}` has no option `{name}`", path=path, hint=hint)


def _options_of(name: str) -> Mapping[str, Option]:
    theme = load_theme(name).value
    return theme.options if theme else {}
