"""Lines of a source, each with its place; rows of tables; and the notes of a reader, which say what became of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Span, in_source_order
from cvpdf.formats.material import Piece, around, scalar, unplaced
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.rules.cv7_formats import Guessed, NotPlaced, PageFurniture
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Node, Scalar

# Lines of a source, each with its place; and the notes of a reader, which say what became of them. ------------


# Lines. -------------------------------------------------------------------------------------------------------


_BREAK = re.compile(r"\r\n?|\n")
_EDGES = " \t\u00a0\u200b\u3000"
_LONGEST_SPLIT = 5000  # letters: to look for marks among blanks takes time that grows as their square
_STRONG = ("**", "__")
_EMPHASIS = re.compile(r"(\*\*\*|___|\*\*|__|[*_`])(?=\S)(.*\S)\1")


class Line(Struct, frozen=True):
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

    @property
    def names_in_bold(self) -> bool:
        """Whether it begins with a name in bold, and with no label: `**Thesis:** On Rye`."""
        return self.text.lstrip().startswith(_STRONG) and ":" not in self.text

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


def join_lines(lines: Iterable[Line], text: str | None = None, glue: str = " ") -> Scalar:
    """Several lines as one value; `text` is what it says where that is more than the lines joined."""
    kept = [line.stripped() for line in lines]
    said = text if text is not None else glue.join(line.text for line in kept)
    return scalar(said, around(line.scalar() for line in kept))


def without_blanks(lines: Iterable[Line]) -> list[Line]:
    """The lines on which something stands."""
    return [line for line in lines if not line.blank]


def are_blank(lines: Iterable[Line]) -> bool:
    """Whether nothing stands on any of the lines."""
    return all(line.blank for line in lines)


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


# Notes. -------------------------------------------------------------------------------------------------------


_MOST_ALIKE = 6
_MARKS = re.compile(r"\s+[|·•]\s+")


class Notes(Struct):
    """What one reader has to say about one source, gathered while it reads."""

    _settled: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _apart: dict[int, list[Line]] = field(default_factory=dict)
    _guessed: dict[str, list[Line]] = field(default_factory=dict)
    _furniture: list[Line] = field(default_factory=list)
    _said: list[Diagnostic] = field(default_factory=list)

    def understood(self, *lines: Line) -> None:
        """Note that these stretches say nothing that is lost: a heading, a number of a page, a word such as `at`."""
        for line in lines:
            self._settled.setdefault(line.number, []).append((line.column, line.column + len(line.text)))

    def apart(self, *lines: Line) -> None:
        """Note that these stretches are words of their own, which are said by themselves if they are lost."""
        for line in lines:
            self._apart.setdefault(line.number, []).append(line)

    def missed(self, line: Line) -> None:
        """Say that a stretch has no place, though the line around it was understood."""
        message = f"{as_code(line.text, 60)} has no place in a résumé file, and was left out"
        self.say(NotPlaced.at(line.span, message, hint="add it by hand where it belongs"))

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
            settled_here = self._settled.get(line.number, [])
            apart = [(part.column, part.column + len(part.text)) for part in self._apart.get(line.number, ())]
            for part in self._apart.get(line.number, ()):
                if not any(begin <= part.column < end for begin, end in settled_here):
                    yield part.span, part.text
            for settled, end in sorted({*settled_here, *apart}):
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


# Tables. -----------------------------------------------------------------------------------------------------


_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
_CELLS = re.compile(r"\s*\|\s*")
_COLUMNS = """
    name; title; certificate; certification; issuer; issued by; organization; organisation; provider; year;
    date; dates; period; when; from; to; start; end; company; employer; role; position; degree; institution;
    school; university; level; language; skill; category; area; description; details; talk; event; venue;
    location; place; where; what; tool; technology; proficiency; experience; project; award; grade; link; url;
    status; type; links; contact; contact details; social;
    social media; profiles; find me; jahr; zeitraum; titel; firma; sprache; niveau; kategorie; année;
    langue; niveau; catégorie;
    año; idioma; nivel; categoría; ano; nível; categoria; anno; lingua; livello"""


def is_row(line: Line) -> bool:
    """Whether a line is the row of a table."""
    return line.text.lstrip().startswith("|") and line.text.count("|") > 1


def without_column_names(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The lines without the rules of tables, and without rows above these that say what columns hold."""
    kept = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if is_row(line) and (_RULE.fullmatch(line.text) or not any(map(str.isalnum, line.text))):
            continue
        if is_row(line) and _RULE.fullmatch(following) and any(map(_is_column, line.split(_CELLS))):
            notes.furniture(line.stripped())
        else:
            kept.append(line)
    return kept


def parted_at_tables(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The stretches of a text, each with whether it is a table."""
    for table, stretch in groupby(lines, is_row):
        yield table, list(stretch)


def cells_of(row: Line) -> list[Line]:
    """What stands in the columns of a row."""
    return row.stripped().split(_CELLS)


def _is_column(cell: Line) -> bool:
    text = cell.plain().text.casefold()
    return text in _columns() or section_named(text) is not None


@cache
def _columns() -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in _COLUMNS.split(";"))
