"""Messages as GitHub's workflow commands, which it shows at the lines of a pull request.

The syntax and its escapes are those of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from cvpdf.cli.findings import Findings
from cvpdf.diagnostics import Diagnostic, Severity, Span

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings) -> str:
    """Write one line a diagnostic."""
    return "\n".join(map(_line, findings.diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic.span) if diagnostic.span else {}
    properties = place | {"title": diagnostic.code}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(text)}"


def _place(span: Span) -> dict[str, str | int]:
    """Columns are taken only where the place stays on one line, and there the end is inclusive."""
    place: dict[str, str | int] = {"file": span.file, "line": span.line}
    if span.end_line != span.line:
        return place | {"endLine": span.end_line}
    return place | {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
