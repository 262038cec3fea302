"""Diagnostics in one of the formats: text, JSON, SARIF, GitHub's workflow commands."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from cvpdf.arguments import check_type
from cvpdf.diagnostics import Diagnostic
from cvpdf.reports.report import Report, report_of
from cvpdf.reports.text import LEAST_WIDTH, TextStyle, render_text

Format = Literal["text", "json", "github", "sarif"]


def render_diagnostics(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, bytes],
    *,
    format: Format = "text",  # noqa: A002 -- what `cvpdf check` calls it, and other libraries
    width: int | None = None,
    color: bool = False,
) -> str:
    """Write diagnostics as `cvpdf check --format` prints them, without its last line that counts them.

    They are sorted by their place, file by file, and those without a place come last.

    Args:
        diagnostics: Those of an `Outcome`, or of several.
        sources: The content of the files that they point into, by the names that their spans give them, in the order
            in which the files are to come. The line is shown where there is one. Files of a theme need not be given;
            they are read from the disk.
        format: `text` for people, `json`, `github` (workflow commands), or `sarif` (SARIF 2.1.0).
        width: The columns of the terminal, at least 20, by which `text` is wrapped; None leaves its lines whole.
        color: Whether `text` has the escape sequences that colour a terminal.

    Returns:
        The text, without a line break at its end; empty for `text` and `github` where there are no diagnostics.

    Raises:
        TypeError: When an argument has another type.
        ValueError: When there is no such format.

    Example:
        source = cvpdf.Source("resume.yaml", Path("resume.yaml").read_bytes())
        outcome = cvpdf.check(source)
        print(render_diagnostics(outcome.diagnostics, {source.file: source.content}))
    """
    _check_arguments(diagnostics, sources, width)
    if format not in _RENDERERS:
        raise ValueError(f"there is no format `{format}`; choose one of {', '.join(_RENDERERS)}")
    style = TextStyle(None if width is None else max(width, LEAST_WIDTH), color)
    given = tuple(diagnostics)
    for diagnostic in given:
        check_type("diagnostics[…]", diagnostic, Diagnostic)
    return render(report_of(given, sources), format, style)


def _check_arguments(diagnostics: Iterable[Diagnostic], sources: Mapping[str, bytes], width: int | None) -> None:
    check_type("diagnostics", diagnostics, Iterable, "those of an outcome: `outcome.diagnostics`")
    check_type("sources", sources, Mapping, "write `{source.file: source.content}`")
    for name, content in sources.items():
        check_type(f"sources[{name!r}]", content, bytes, "the bytes of the file")
    check_type("width", width, int, optional=True)


def render(report: Report, form: Format, style: TextStyle) -> str:
    """Write a report in one of the formats; `style` is how the one for people looks."""
    return _RENDERERS[form](report, style)


def _json(report: Report, _style: TextStyle) -> str:
    from cvpdf.reports.machine import render_json

    return render_json(report)


def _github(report: Report, _style: TextStyle) -> str:
    from cvpdf.reports.machine import render_github

    return render_github(report)


def _sarif(report: Report, _style: TextStyle) -> str:
    from cvpdf.reports.machine import render_sarif

    return render_sarif(report)


_RENDERERS: Mapping[Format, Callable[[Report, TextStyle], str]] = {
    "text": render_text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
