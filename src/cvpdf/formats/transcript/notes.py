"""Notes: what a reader took in without carrying its words over, what it guessed, and so what it must confess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cvpdf.diagnostics import Diagnostic, in_source_order
from cvpdf.formats.lost_text import Piece, unplaced
from cvpdf.formats.transcript.lines import Line
from cvpdf.rules.formats import Guessed, PageFurniture
from cvpdf.source.findings import as_code
from cvpdf.source.tree import Node

_MOST_ALIKE = 6
_MARKS = re.compile(r"\s+[|·•]\s+")


@dataclass(slots=True)
class Notes:
    """What one reader has to say about one source, gathered while it reads."""

    _settled: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _guessed: dict[str, list[Line]] = field(default_factory=dict)
    _furniture: list[Line] = field(default_factory=list)
    _said: list[Diagnostic] = field(default_factory=list)

    def understood(self, *lines: Line) -> None:
        """Note that these stretches say nothing that is lost: a heading, a number of a page, a word such as `at`."""
        for line in lines:
            self._settled.setdefault(line.number, []).append((line.column, line.column + len(line.text)))

    def guessed(self, line: Line, what: str) -> None:
        """Say that nothing but its form tells what a text is; many guesses of one kind are said at once."""
        self._guessed.setdefault(what, []).append(line)

    def furniture(self, *lines: Line) -> None:
        """Say that these stretches are the page's and not the person's; all of them are said at once."""
        self.understood(*lines)
        self._furniture += lines

    def say(self, diagnostic: Diagnostic) -> None:
        """Say something else."""
        self._said.append(diagnostic)

    def confess(self, lines: Iterable[Line], result: Node) -> tuple[Diagnostic, ...]:
        """All that was said, and every stretch of the source that is neither in the result nor understood."""
        guesses = (said for what, alike in self._guessed.items() for said in _guesses(what, alike))
        left_out = _left_out(self._furniture)
        return in_source_order((*guesses, *left_out, *self._said, *unplaced(self._pieces(lines), result)))

    def _pieces(self, lines: Iterable[Line]) -> Iterator[Piece]:
        for line in lines:
            start = line.column
            for settled, end in sorted(self._settled.get(line.number, ())):
                if settled > start:
                    yield from _pieces(line, start, settled)
                start = max(start, end)
            if start < line.column + len(line.text):
                yield from _pieces(line, start, line.column + len(line.text))


def _guesses(what: str, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """One guess of a kind after the other; where they are many, the first with how many there are and where."""
    hint = "move it to another key if it is something else"
    if len(lines) <= _MOST_ALIKE:
        for line in lines:
            yield Guessed.at(line.span, f"read {as_code(line.text, 60)} as {what}", hint=hint)
        return
    first, *others = sorted(lines, key=lambda line: (line.number, line.column))
    numbers = ", ".join(str(number) for number in sorted({line.number for line in others}))
    message = f"read {as_code(first.text, 60)} as {what}, and {len(others)} more like it"
    yield Guessed.at(first.span, message, hint=f"{hint}; the others stand on the lines {numbers}")


def _left_out(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """One note that names each text that is the page's, with the lines on which it stands."""
    if not lines:
        return
    places: dict[str, list[int]] = {}
    for line in sorted(lines, key=lambda line: (line.number, line.column)):
        places.setdefault(as_code(line.text, 60), []).append(line.number)
    named = ", ".join(f"{text} ({_lines(numbers)})" for text, numbers in places.items())
    message = f"left out what belongs to the page and not to you: {named}"
    first = min(lines, key=lambda line: (line.number, line.column))
    yield PageFurniture.at(first.span, message, hint="add by hand what is yours after all")


def _lines(numbers: Sequence[int]) -> str:
    return f"line{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"


def _pieces(line: Line, start: int, end: int) -> Iterator[Piece]:
    """A stretch of a line, parted at marks between things that have little to do with each other."""
    for part in line.part(start - line.column, end - line.column).split(_MARKS):
        yield part.span, part.text
