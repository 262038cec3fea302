"""How messages look: a table of formats, each a function from findings to text."""

import sys
from collections.abc import Callable, Mapping
from typing import Literal, TextIO

from cvpdf.cli import terminal as streams
from cvpdf.cli.reports.report import Report
from cvpdf.cli.reports.text import visible, wrapped
from cvpdf.cli.terminal import Surface

Format = Literal["text", "json", "github", "sarif"]


def report(findings: Report, form: Format, stream: TextIO | None, last_line: str) -> None:
    """Print findings on one of the standard streams; `last_line` (or lines) is for people, and only they get it."""
    printed = render(findings, form, streams.surface(stream))
    if form == "text" and last_line:
        shown = "\n".join(_shown(line, streams.surface(stream)) for line in last_line.split("\n"))
        printed = f"{printed}\n\n{shown}" if printed else shown
    (streams.out if stream is sys.stdout else streams.err)(printed)


def render(findings: Report, form: Format, surface: Surface) -> str:
    """Write findings in one of the formats; the empty text where there is nothing to say."""
    return _renderers()[form](findings, surface)


def _shown(line: str, surface: Surface) -> str:
    return wrapped(visible(line), surface.width) if surface.width else visible(line)


def _renderers() -> Mapping[Format, Callable[[Report, Surface], str]]:
    from cvpdf.cli.reports.machine import render_github, render_json, render_sarif
    from cvpdf.cli.reports.text import render_text

    return {
        "text": render_text,
        "json": lambda findings, _: render_json(findings),
        "github": lambda findings, _: render_github(findings),
        "sarif": lambda findings, _: render_sarif(findings),
    }
