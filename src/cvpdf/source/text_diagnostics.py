"""The diagnostics of a text that is read, with character offsets turned into lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from cvpdf.diagnostics import Diagnostic, Edit, Rule, Severity, Span, in_source_order
from cvpdf.rules.cv1_reading import ControlCharacter, TooManyProblems

OTHER_BREAKS: Final = "\x85\u2028\u2029"
"""Line breaks to YAML 1.1 and to Python, but letters like any other to YAML 1.2, to JSON and to editors."""

MOST_ERRORS: Final = 100
"""After so many errors nothing more is read: nobody would mend them one by one."""

MOST_DIAGNOSTICS: Final = 1_000
"""The same for errors, warnings and hints together."""

WHAT_TO_WRITE: Final = "write `basics:` and on the next line, after two spaces, `name:` with your name"
WHAT_TO_WRITE_IN_JSON: Final = 'write `{"basics": {"name": "…"}}` with your name'

_BREAKS_TO_PYTHON = OTHER_BREAKS + "\x0b\x0c\x1c\x1d\x1e"
_BARE_QUOTE = re.compile(r"(?<!\\)\"")
_ESCAPED = r'\\"'
_LINE_BREAK = re.compile(r"\r\n?|\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class StopReading(Exception):  # noqa: N818 - not an error of the program: reading ends early, and why has been reported
    """Raised inside this package when reading on makes no sense; no caller outside ever sees it."""


class TextDiagnostics:
    """Collects the diagnostics about one text, and knows where in it a character stands."""

    def __init__(self, file: str, text: str) -> None:
        """Note where the lines begin: after a line feed, a carriage return, or both, as in an editor."""
        self.file = file
        self.text = text
        self._starts = _line_starts(text)
        self._diagnostics: list[Diagnostic] = []
        self._errors = 0

    def span(self, start: int, end: int) -> Span:
        """The stretch between two character offsets, the end exclusive."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        if end - start + column <= 1:
            return Span(self.file, line, column, line, column)
        end_line = bisect_right(self._starts, end, line - 1)
        return Span(self.file, line, column, end_line, end - self._starts[end_line - 1] + 1)

    def start_of(self, span: Span) -> int:
        """The character offset at which a span begins."""
        return self._starts[span.line - 1] + span.column - 1

    def end_of(self, span: Span) -> int:
        """The character offset behind a span's last character."""
        return self._starts[span.end_line - 1] + span.end_column - 1

    def line_start(self, offset: int) -> int:
        """The offset at which the line of a character begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_before(self, offset: int) -> int | None:
        """The offset at which the line above begins; None on the first line."""
        line = bisect_right(self._starts, offset)
        return self._starts[line - 2] if line > 1 else None

    def line_text(self, offset: int) -> str:
        """The line on which a character stands, without its end."""
        line = bisect_right(self._starts, offset)
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[self._starts[line - 1] : end].rstrip("\r\n")

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The edit that puts a text in the place of what stands between two offsets."""
        return Edit(self.span(start, end), text)

    def add(
        self, rule: type[Rule], start: int, end: int, message: str, hint: str | None = None, *, fix: Iterable[Edit] = ()
    ) -> None:
        """Report something about a stretch of the text.

        Raises:
            StopReading: after the last diagnostic that is worth reporting.
        """
        self.append(rule.at(self.span(start, end), message, hint=hint, fix=tuple(fix)))

    def append(self, diagnostic: Diagnostic) -> None:
        """Take in a diagnostic that is made already.

        Raises:
            StopReading: after the last one that is worth reporting.
        """
        self._diagnostics.append(diagnostic)
        self._errors += diagnostic.severity is Severity.ERROR
        if self._errors < MOST_ERRORS and len(self._diagnostics) < MOST_DIAGNOSTICS:
            return
        message = f"there are {len(self._diagnostics)} things to say up to here; the rest of the file was not read"
        self._diagnostics.append(
            TooManyProblems.at(diagnostic.span, message, hint="mend the first ones and check again")
        )
        raise StopReading

    def has_any_at(self, start: int) -> bool:
        """Whether there is a diagnostic at a place."""
        place = self.span(start, start)
        return any(
            one.span and (one.span.line, one.span.column) == (place.line, place.column) for one in self._diagnostics
        )

    def printable(self, value: str, start: int, end: int) -> str:
        """A value whose escapes may stand for control characters, without them; the first one is reported."""
        match = _CONTROL.search(value)
        if match is None:
            return value
        message = f"this text holds U+{ord(match[0]):04X}, which is no character that can be printed"
        self.add(ControlCharacter, start, end, message, "take the escape out of the text")
        return without_control_characters(value)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, in the order of the text."""
        return in_source_order(self._diagnostics)


def _line_starts(text: str) -> list[int]:
    """The offsets at which lines begin."""
    if any(character in text for character in _BREAKS_TO_PYTHON):
        return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]  # three times as fast, but breaks at those too
    return starts if text.endswith(("\n", "\r")) or len(starts) == 1 else starts[:-1]


def control_characters(text: str) -> Iterator[int]:
    """The offsets of all characters without a shape: C0, C1 (a next-line mark is a blank), DEL, non-characters."""
    return (match.start() for match in _CONTROL.finditer(text))


def without_control_characters(text: str) -> str:
    """The text with U+FFFD for each of them."""
    return _CONTROL.sub("\ufffd", text)


def as_code(text: str, letters: int = 40) -> str:
    """A piece of the file for a message: one line, not long, in backticks; in two of each if it holds one itself."""
    return _in_backticks(_shortened(text, letters))


def as_quoted(text: str) -> str:
    """The same as it is written in double quotes, with a backslash before each quote inside."""
    return _in_backticks(f'"{_BARE_QUOTE.sub(_ESCAPED, _shortened(text, 40))}"')


def _in_backticks(line: str) -> str:
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def _shortened(text: str, letters: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def what_to_write(file: str) -> str:
    """What to begin with in a file that says nothing, in the syntax that its name asks for."""
    return WHAT_TO_WRITE_IN_JSON if file.lower().endswith(".json") else WHAT_TO_WRITE
