"""Lines: stretches of a source, each with its place, so that what is cut out of one knows where it stood."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cvpdf.diagnostics import Span
from cvpdf.formats.nodes import around, scalar
from cvpdf.source.tree import Scalar

_BREAK = re.compile(r"\r\n?|\n")
_EDGES = " \t\u00a0\u200b\u3000"
_LONGEST_SPLIT = 5000  # letters: to look for marks among blanks takes time that grows as their square
_STRONG = ("**", "__")
_EMPHASIS = re.compile(r"(\*\*\*|___|\*\*|__|[*_`])(?=\S)(.*\S)\1")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source, or a stretch of one; lines and columns are one-based.

    `level` is that of a heading, as Markdown counts it, and zero for what is none.
    """

    text: str
    file: str
    number: int
    column: int = 1
    level: int = 0

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.file, self.number, self.column, self.number, self.column + len(self.text))

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not self.text.strip().strip(_EDGES)

    @property
    def indent(self) -> int:
        """How many blanks it begins with; a tab counts as four."""
        head = self.text[: len(self.text) - len(self.text.lstrip(_EDGES))]
        return len(head.replace("\t", "    "))

    def part(self, start: int, end: int | None = None, strip: str = _EDGES) -> "Line":
        """The stretch between two offsets, without the blanks (or what else is named) around it."""
        end = len(self.text) if end is None else end
        text = self.text[start:end]
        inner = text.lstrip(strip)
        start += len(text) - len(inner)
        return replace(self, text=inner.rstrip(strip), column=self.column + start)

    def stripped(self, strip: str = _EDGES) -> "Line":
        """The line without blanks (or what else is named) around it."""
        return self.part(0, None, strip)

    def plain(self) -> "Line":
        """The line without marks of emphasis that go round all of it, or that have lost their other half."""
        line = self.stripped()
        while (match := _EMPHASIS.fullmatch(line.text)) and match[1] not in match[2]:
            line = line.part(*match.span(2))
        for mark in _STRONG:
            if line.text.count(mark) == 1 and line.text != mark:
                cut = line.text.startswith(mark), line.text.endswith(mark)
                line = line.part(len(mark) * cut[0], len(line.text) - len(mark) * cut[1])
        return line

    def split(self, pattern: re.Pattern[str]) -> list["Line"]:
        """The stretches between the matches of a pattern, those that are blank left out; a line without end is one."""
        if len(self.text) > _LONGEST_SPLIT:
            return [self.stripped()]
        parts, start = [], 0
        for match in pattern.finditer(self.text):
            parts.append(self.part(start, match.start()))
            start = match.end()
        return [part for part in (*parts, self.part(start)) if part.text]

    def scalar(self) -> Scalar:
        """The line as a value."""
        return scalar(self.text, self.span)


def lines_of(text: str, file: str) -> list[Line]:
    """The lines of a text, numbered as editors do."""
    return [Line(line, file, number) for number, line in enumerate(_BREAK.split(text), start=1)]


def joined(lines: Iterable[Line], text: str | None = None, glue: str = " ") -> Scalar:
    """Several lines as one value; `text` is what it says where that is more than the lines joined."""
    kept = [line.stripped() for line in lines]
    said = text if text is not None else glue.join(line.text for line in kept)
    return scalar(said, around(line.scalar() for line in kept))


def without_blanks(lines: Iterable[Line]) -> list[Line]:
    """The lines on which something stands."""
    return [line for line in lines if not line.blank]


def blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The stretches of lines between blank ones."""
    block: list[Line] = []
    for line in lines:
        if not line.blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block
