"""Findings: all that is to be said about some files, ready to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cvpdf.cli.theme_files import theme_files
from cvpdf.diagnostics import Diagnostic, ExitCode, Severity, in_source_order

_NO_SUCH_THEME = ("CV401", "CV415")
"""Without a place in a file it was asked for by `--theme`."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Diagnostics in the order in which they are shown, and the `sources` (content by name) that they point into."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, bytes]

    def count(self, severity: Severity) -> int:
        """How many there are of one severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def verdict(self, *, strict: bool) -> ExitCode:
        """What the exit code is to be: what the machine lacks comes first, then what was typed wrong."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        codes = [diagnostic.code for diagnostic in self.diagnostics if diagnostic.severity in failing]
        if any(code.startswith("CV9") for code in codes):
            return ExitCode.ENVIRONMENT
        if any(said.code in _NO_SUCH_THEME and said.span is None for said in self.diagnostics):
            return ExitCode.USAGE
        return ExitCode.ERRORS if codes else ExitCode.OK

    def summary(self) -> str:
        """Count them: `2 errors, 1 warning`; `no problems` where there are none."""
        words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
        counted = (plural(self.count(severity), word) for severity, word in words.items() if self.count(severity))
        return ", ".join(counted) or "no problems"


def findings(diagnostics: Iterable[Diagnostic], sources: Mapping[str, bytes]) -> Findings:
    """Put diagnostics in source order, the files in the order in which they were given, those of themes behind them."""
    order = {name: number for number, name in enumerate(sources)}
    ordered = in_source_order(diagnostics)
    files = {**sources, **theme_files(ordered, sources)}
    return Findings(tuple(sorted(ordered, key=lambda said: _file_number(said, order))), files)


def _file_number(diagnostic: Diagnostic, order: Mapping[str, int]) -> int:
    return order.get(diagnostic.span.file, len(order)) if diagnostic.span else len(order) + 1


def plural(count: int, word: str) -> str:
    """Count something: `1 page`, `2 pages`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
