"""Labelled lines: what a word before a colon says of the entry that they stand below."""

import re
from collections.abc import Iterable

from cvpdf.formats.material import sequence
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.prose import is_item
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.source.tree import Node

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
    match = None if is_item(line) or line.level else _LABEL.match(line.text)
    if match is None or section_named(match[1]) != "skills":
        return None
    parts = [part.plain() for part in line.part(match.end(), None, " \t.").split(_WORDS)]
    if any(len(part.text) > _LONGEST for part in parts):
        return None  # a sentence
    return line.part(0, match.end()), parts
