"""A Report: all that is to be said about some files, ready to be shown, with the lines that it points into."""

import os
import stat
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cvpdf.diagnostics import Diagnostic, ExitCode, Severity, in_source_order

# The files of themes that messages point into, so that the line can be shown. ---------------------------------


_KINDS = frozenset((".yaml", ".html", ".css"))
_MOST_BYTES = 1_000_000
_OUTSIDE = "CV414"
"""Said of what a theme may not have, a link that leads out of its folder: no line of that is to be shown."""


def theme_files(diagnostics: Iterable[Diagnostic], known: Container[str]) -> dict[str, bytes]:
    """Read those that are not among the files which are `known`, by the names that messages give them."""
    places = (said.span.file for said in diagnostics if said.span and said.code[2] in "45" and said.code != _OUTSIDE)
    contents = {name: _content(Path(name)) for name in dict.fromkeys(places) if name not in known}
    return {name: content for name, content in contents.items() if content is not None}


def _content(file: Path) -> bytes | None:
    """A file's bytes; None for what is no file of its folder, or none to be shown."""
    if file.suffix not in _KINDS or Path(os.path.realpath(file)).parent != Path(os.path.realpath(file.parent)):
        return None
    with suppress(OSError):
        found = file.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES:
            return file.read_bytes()
    return None


# All that is to be said about some files, ready to be shown. --------------------------------------------------


_NO_SUCH_THEME = ("CV401", "CV415")
"""Without a place in a file it was asked for by `--theme`."""


@dataclass(frozen=True, slots=True)
class Report:
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


def report_of(diagnostics: Iterable[Diagnostic], sources: Mapping[str, bytes]) -> Report:
    """Put diagnostics in source order, the files in the order in which they were given, those of themes behind them."""
    order = {name: number for number, name in enumerate(sources)}
    ordered = in_source_order(diagnostics)
    files = {**sources, **theme_files(ordered, sources)}
    return Report(tuple(sorted(ordered, key=lambda said: _file_number(said, order))), files)


def _file_number(diagnostic: Diagnostic, order: Mapping[str, int]) -> int:
    return order.get(diagnostic.span.file, len(order)) if diagnostic.span else len(order) + 1


def plural(count: int, word: str) -> str:
    """Count something: `1 page`, `2 pages`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
