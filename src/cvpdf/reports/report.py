"""A Report: the diagnostics about some files, ready to be shown, with the lines that they point into."""

import os
import stat
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, ExitCode, Severity, Stage, in_source_order
from cvpdf.rules.cv4_themes import OutsideTheFolder
from cvpdf.words import plural

# Files of themes. ---------------------------------------------------------------------------------------------


_KINDS = frozenset((".yaml", ".html", ".css"))
_MOST_BYTES = 1_000_000


def theme_files(diagnostics: Iterable[Diagnostic], known: Container[str]) -> dict[str, bytes]:
    """Read those that are not among the files which are `known`, by the names that diagnostics give them."""
    places = (one.span.file for one in diagnostics if one.span and _is_in_a_theme(one))
    contents = {name: _content(Path(name)) for name in dict.fromkeys(places) if name not in known}
    return {name: content for name, content in contents.items() if content is not None}


def _is_in_a_theme(diagnostic: Diagnostic) -> bool:
    """Whether a file of a theme may be at fault; no line is shown of what a theme may not have, as a link elsewhere."""
    rule = diagnostic.rule
    return rule.stage in (Stage.THEME, Stage.LAYOUT) and rule is not OutsideTheFolder


def _content(file: Path) -> bytes | None:
    """A file's bytes; None for what is no file of its folder, or none to be shown."""
    if file.suffix not in _KINDS or Path(os.path.realpath(file)).parent != Path(os.path.realpath(file.parent)):
        return None
    with suppress(OSError):
        found = file.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES:
            return file.read_bytes()
    return None


# The table. ---------------------------------------------------------------------------------------------------


FileState = Literal["written", "unchanged", "failed"]


class FileRow(Struct, frozen=True):
    """What became of one of several files; `results` are the names of what was made, now or before.

    Where nothing was laid out there are no `pages`, and where no theme was needed `theme` is empty.
    """

    file: str
    state: FileState
    results: tuple[str, ...] = ()
    pages: int = 0
    words: int = 0
    theme: str = ""


# The report. --------------------------------------------------------------------------------------------------


class Report(Struct, frozen=True):
    """Diagnostics in the order in which they are shown, and the `sources` (content by name) that they point into.

    `files` is what became of each of several files; there is None where there is one file, or nothing is made.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, bytes]
    files: tuple[FileRow, ...] | None = None

    def count(self, severity: Severity) -> int:
        """How many there are of one severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def exit_code(self, *, strict: bool) -> ExitCode:
        """What a command ends with: what the machine lacks comes first, then what was typed wrong."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        codes = (diagnostic.exit_code for diagnostic in self.diagnostics if diagnostic.severity in failing)
        return max(codes, default=ExitCode.OK)

    def summary(self) -> str:
        """Count them: `2 errors, 1 warning`; `no problems` where there are none."""
        words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
        counted = (plural(self.count(severity), word) for severity, word in words.items() if self.count(severity))
        return ", ".join(counted) or "no problems"


def report_of(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, bytes], files: Sequence[FileRow] | None = None
) -> Report:
    """Put diagnostics in source order, the files in the order in which they were given, those of themes behind them."""
    ordered = in_source_order(diagnostics, tuple(sources))
    rows = None if files is None else tuple(files)
    return Report(ordered, {**sources, **theme_files(ordered, sources)}, rows)
