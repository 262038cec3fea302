"""Labelled lines: what a word before a colon says of the entry that they stand below."""

import re
from collections.abc import Iterable

from cvpdf.formats.nodes import sequence
from cvpdf.formats.readers.headings import section_named
from cvpdf.formats.readers.lines import Line
from cvpdf.formats.readers.notes import Notes
from cvpdf.formats.readers.prose import is_item
from cvpdf.source.tree import Node

_LABEL = re.compile(r"\s*[*_]{0,2}([^::*_]{3,30}?)[*_]{0,2}\s*[::]\s*[*_]{0,2}\s+(?=\S)")
_WORDS = re.compile(r"\s+[·|•]\s+|\s*[,;](?![^(]*\))\s+")
_LONGEST = 30


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


def _words(line: Line) -> tuple[Line, list[Line]] | None:
    match = None if is_item(line) or line.level else _LABEL.match(line.text)
    if match is None or section_named(match[1]) != "skills":
        return None
    parts = [part.plain() for part in line.part(match.end(), None, " \t.").split(_WORDS)]
    if any(len(part.text) > _LONGEST for part in parts):
        return None  # a sentence
    return line.part(0, match.end()), parts
