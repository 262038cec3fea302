"""Messages for people: the place, what is wrong, the line itself with the place underlined, what to do.

resume.yaml:12:16: error CV203: `startDate` 2023-13: there is no month 13
   12 |     startDate: 2023-13
      |                ^^^^^^^
help: a month is between 01 and 12
"""

from collections.abc import Callable, Mapping
from functools import cache

from cvpdf.cli.findings import Findings
from cvpdf.cli.reports.excerpt import excerpt, visible
from cvpdf.cli.reports.wrapping import wrapped
from cvpdf.cli.stop import Stop
from cvpdf.cli.streams import Surface
from cvpdf.diagnostics import Diagnostic, Severity, Span

_LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PIPED_COLUMNS = 100
_FIX = "`cvpdf check --fix`"

LineOf = Callable[[Span], str | None]


def render(findings: Findings, surface: Surface) -> str:
    """Write one paragraph a diagnostic."""
    line_of = _line_reader(findings.sources)
    return "\n\n".join(paragraph(said, line_of, surface) for said in findings.diagnostics)


def paragraph(diagnostic: Diagnostic, line_of: LineOf, surface: Surface) -> str:
    """Write one diagnostic, its source line between the message and the hint."""
    parts = [_headline(diagnostic, surface)]
    line = line_of(diagnostic.span) if diagnostic.span else None
    if diagnostic.span and line is not None:
        parts.append(_quotation(line, diagnostic.span, diagnostic.severity, surface))
    if diagnostic.hint:
        does_it = f" ({_FIX} does it)" if diagnostic.fix else ""
        parts.append(_hint(diagnostic.hint + does_it, surface))
    return "\n".join(parts)


def stopped(stop: Stop, surface: Surface) -> str:
    """Write why a command could not go on."""
    error = _wrapped("", "error", stop.message, "error", surface)
    return f"{error}\n{_hint(stop.hint, surface)}" if stop.hint else error


def _hint(text: str, surface: Surface) -> str:
    return _wrapped("", "help", text, "help", surface)


def _headline(diagnostic: Diagnostic, surface: Surface) -> str:
    span = diagnostic.span
    place = f"{visible(span.file)}:{span.line}:{span.column}: " if span else ""
    label = _LABELS[diagnostic.severity]
    return _wrapped(place, f"{label} {diagnostic.code}", diagnostic.message, diagnostic.severity.value, surface)


def _wrapped(place: str, label: str, message: str, style: str, surface: Surface) -> str:
    """Wrap to the terminal; paint afterwards, so that colour takes no columns."""
    text = f"{place}{label}: {visible(message)}"
    if surface.width:
        text = wrapped(text, surface.width)
    start = f"{place}{label}:"
    if not text.startswith(start):
        return text
    return surface.paint("bold", place) + surface.paint(style, f"{label}:") + text.removeprefix(start)


def _quotation(line: str, span: Span, severity: Severity, surface: Surface) -> str:
    number = str(span.line)
    gutter = len(number) + 6
    end = span.end_column if span.end_line == span.line else len(line) + 1
    columns = max((surface.width or _PIPED_COLUMNS) - gutter, 12)
    shown, before, under = excerpt(line, span.column - 1, end - 1, columns)
    quoted = f"{surface.paint('dim', f'   {number} |')} {shown}".rstrip()
    blank = surface.paint("dim", f"   {' ' * len(number)} |")
    return f"{quoted}\n{blank} {' ' * before}{surface.paint(severity.value, '^' * under)}"


def _line_reader(sources: Mapping[str, bytes]) -> LineOf:
    @cache
    def lines(file: str) -> list[str]:
        return split_lines(sources[file]) if file in sources else []

    def line_of(span: Span) -> str | None:
        return lines(span.file)[span.line - 1] if span.line <= len(lines(span.file)) else None

    return line_of


def split_lines(content: bytes) -> list[str]:
    """Give the lines of a file; what is not UTF-8 shows as such."""
    text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
