"""The lines below an entry's head: labelled ones, a summary in Markdown, and highlights."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from cvpdf.formats.material import Pair, sequence
from cvpdf.formats.transcript.lines import Line, Notes, join_lines
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.source.tree import Node

# Prose. -------------------------------------------------------------------------------------------------------


_BULLET = re.compile(r"\s*(?:[-*+•‣◦▪▫●○■□–·➢➤►▶✓✔❖»]|o(?=\s{2,})|\uf0b7)\s+(?=\S)|\s*[•●▪‣◦](?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$|\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
_LONG = 120
"""Letters of a line that fills more than one on paper: a paragraph by itself."""

Joins = Callable[[Line, Line], bool]
"""Whether the second of two lines of text is the first one's sentence going on."""


class TextBlock(Struct):
    """A paragraph, or an item of a list: `mark` is what its Markdown begins with, empty for a paragraph."""

    mark: str
    depth: int
    after_blank: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words on one line; a break that Markdown keeps is kept."""
        said = ""
        for line in self.lines:
            hard = line.text.endswith(("  ", "\\"))
            said += line.text.strip().removesuffix("\\") + ("\n" if hard and not self.mark else " ")
        return said.strip()


def never_joins(_first: Line, _second: Line) -> bool:
    """Each line of a source is a line of its own."""
    return False


def bullet(line: Line) -> Line | None:
    """The text of an item of a list without its mark, None where the line is no such item."""
    match = _BULLET.match(line.text)
    return line.part(match.end()) if match and not _RULE.match(line.text) else None


def item(line: Line) -> Line | None:
    """The text of an item of any list, numbered ones too, without its mark."""
    match = _NUMBER.match(line.text)
    return line.part(match.end()) if match else bullet(line)


def is_item(line: Line) -> bool:
    """Whether a line is an item of any list."""
    return item(line) is not None


def read_blocks(lines: Iterable[Line], joins: Joins = never_joins) -> list[TextBlock]:
    """Sort lines into paragraphs and items."""
    found: list[TextBlock] = []
    after_blank = False
    for line in lines:
        if line.blank or _RULE.match(line.text):
            after_blank = True
            continue
        last = found[-1] if found else None
        if text := bullet(line):
            found.append(TextBlock("-", _depth(line, found), after_blank, [text]))
        elif match := _NUMBER.match(line.text):
            found.append(TextBlock(f"{match[1]}.", _depth(line, found), after_blank, [line.part(match.end())]))
        elif last and not after_blank and not line.level and _goes_on(last, line, joins):
            last.lines.append(line)
        else:
            found.append(TextBlock("", 0, after_blank, [line]))
        after_blank = False
    return found


def markdown(blocks: Sequence[TextBlock]) -> str:
    """Blocks as Markdown: items below each other, paragraphs apart, single line breaks as in the source."""
    said = ""
    for index, block in enumerate(blocks):
        if index:
            said += _between(blocks[index - 1], block)
        mark = f"{'   ' * block.depth}{block.mark} " if block.mark else ""
        text = f"**{block.text}**" if block.lines[0].level else block.text
        said += mark + text
    return said


def read_summary(lines: Iterable[Line], joins: Joins = never_joins) -> Node | None:
    """All of it as one text in Markdown."""
    blocks = read_blocks(lines, joins)
    return join_lines((line for block in blocks for line in block.lines), markdown(blocks)) if blocks else None


def read_prose(lines: Iterable[Line], joins: Joins = never_joins) -> list[Pair]:
    """Prose and bullets, as a summary and highlights."""
    return prose_of(read_blocks(lines, joins))


def prose_of(blocks: Sequence[TextBlock]) -> list[Pair]:
    """The bullets at the end as highlights, and what stands before them as a summary.

    Bullets with text behind them, or in several groups, stay where they are in the summary: their order says
    what belongs to what.
    """
    start = next((index for index, block in enumerate(blocks) if block.mark == "-"), len(blocks))
    items = blocks[start:]
    if any(block.mark != "-" or block.depth for block in items):
        start, items = len(blocks), []
    rest = [line for block in blocks[:start] for line in block.lines]
    summary = join_lines(rest, markdown(blocks[:start])) if rest else None
    return [
        ("summary", summary),
        ("highlights", sequence(join_lines(block.lines, " ".join(block.text.split())) for block in items)),
    ]


def _depth(line: Line, found: list[TextBlock]) -> int:
    """How deep an item stands: below an item of less indent it is one deeper."""
    depth = 0
    for block in reversed(found):
        if not block.mark:
            break
        indent = block.lines[0].column - 1
        if line.indent >= indent:
            depth = block.depth + 1
            break
        depth = block.depth
        if depth == 0:
            break
    return depth


def _goes_on(last: TextBlock, line: Line, joins: Joins) -> bool:
    if last.lines[0].level:
        return False
    if last.mark:
        return line.indent > 0 or joins(last.lines[-1], line)
    return joins(last.lines[-1], line)


def _between(first: TextBlock, second: TextBlock) -> str:
    if bool(first.mark) != bool(second.mark):
        return "\n\n"
    if first.mark:
        return "\n"
    return "\n\n" if second.after_blank or len(first.text) >= _LONG or first.lines[0].level else "\n"


# Labelled lines. ----------------------------------------------------------------------------------------------


_LABEL = re.compile(r"\s*[*_]{0,2}([^::*_]{3,30}?)[*_]{0,2}\s*[::]\s*[*_]{0,2}\s+(?=\S)")
_WORDS = re.compile(r"\s+[·|•]\s+|\s*[,;](?![^(]*\))\s+")
_AND_MORE = re.compile(
    r"\s*([^.:]{2,90}?),?\s+(?:(?:and|und|et|y|e|en|i|och|og)\s+)?\+\s?\d+\s+(?:more\s+)?"
    r"(?:skills?|kenntnisse?|compétences?|aptitud(?:es)?|competenz[ae]|competências?|vaardighe(?:id|den))\s*",
    re.IGNORECASE,
)
_LONGEST = 30
_ISSUED_BY = re.compile(
    r"(?:issued by|awarded by|presented by|ausgestellt von|verliehen von|émise? par|délivrée? par|décernée? par|"
    r"expedido por|emitido por|concedido por|rilasciato da|uitgegeven door|wydane przez|utfärdat av|udstedt af)\s+",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"(?:associated with|verbunden mit|zugehörig zu|associée? à|asociado (?:con|a)|associado a|associato a)\s+(?=\S)",
    re.IGNORECASE,
)


def names_keywords(line: Line) -> bool:
    """Whether a line names what was used."""
    return _words(line) is not None


def take_keywords(lines: Iterable[Line], notes: Notes) -> tuple[list[Line], Node | None]:
    """The lines without those that name what was used, `Skills: Python · SQL`, and the words of these."""
    rest: list[Line] = []
    words: list[Line] = []
    for line in lines:
        found = _words(line)
        if found:
            label, parts = found
            notes.understood(label)
            words += parts
        else:
            rest.append(line)
    return rest, sequence(word.scalar() for word in words)


def behind_issuer(line: Line, notes: Notes) -> Line:
    """Who gave something, without the words that say so: `Issued by Example Society`."""
    match = _ISSUED_BY.match(line.text)
    if match is None:
        return line
    notes.understood(line.part(0, match.end()))
    return line.part(match.end())


def is_issuer(line: Line) -> bool:
    """Whether a line says who gave something: `Issued by Example Society · Jun 2012`."""
    return _ISSUED_BY.match(line.text.strip()) is not None


def take_entity(lines: Iterable[Line], notes: Notes) -> tuple[list[Line], Node | None]:
    """The lines without the one that says for whom or where it was done: `Associated with Example Ltd`."""
    rest: list[Line] = []
    entity: Node | None = None
    for line in lines:
        match = _ENTITY.match(line.text)
        if match and entity is None:
            notes.understood(line.part(0, match.end()))
            entity = line.part(match.end()).scalar()
        else:
            rest.append(line)
    return rest, entity


def _words(line: Line) -> tuple[Line, list[Line]] | None:
    if match := _AND_MORE.fullmatch(line.text):
        return line.part(match.end(1)), line.part(0, match.end(1)).split(_WORDS)
    line = line if line.level else line.plain()
    match = None if is_item(line) or line.level else _LABEL.match(line.text)
    if match is None or section_named(match[1]) != "skills":
        return None
    parts = [part.plain() for part in line.part(match.end(), None, " \t.").split(_WORDS)]
    if any(len(part.text) > _LONGEST for part in parts):
        return None  # a sentence
    return line.part(0, match.end()), parts
