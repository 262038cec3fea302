"""How messages look: a table of formats, each a function from findings to text."""

import sys
from collections.abc import Callable, Mapping
from typing import Literal, TextIO

from cvpdf.cli import streams
from cvpdf.cli.findings import Findings
from cvpdf.cli.reports.excerpt import visible
from cvpdf.cli.reports.wrapping import wrapped
from cvpdf.cli.streams import Surface

Format = Literal["text", "json", "github", "sarif"]


def report(findings: Findings, form: Format, stream: TextIO | None, last_line: str) -> None:
    """Print findings on one of the standard streams; `last_line` (or lines) is for people, and only they get it."""
    printed = render(findings, form, streams.surface(stream))
    if form == "text" and last_line:
        shown = "\n".join(_shown(line, streams.surface(stream)) for line in last_line.split("\n"))
        printed = f"{printed}\n\n{shown}" if printed else shown
    (streams.out if stream is sys.stdout else streams.err)(printed)


def render(findings: Findings, form: Format, surface: Surface) -> str:
    """Write findings in one of the formats; the empty text where there is nothing to say."""
    return _renderers()[form](findings, surface)


def _shown(line: str, surface: Surface) -> str:
    return wrapped(visible(line), surface.width) if surface.width else visible(line)


def _renderers() -> Mapping[Format, Callable[[Findings, Surface], str]]:
    from cvpdf.cli.reports import github, json, sarif, text

    return {
        "text": text.render,
        "json": lambda findings, _: json.render(findings),
        "github": lambda findings, _: github.render(findings),
        "sarif": lambda findings, _: sarif.render(findings),
    }
