"""Grades behind a name: `University of Bristol (2:1)`, `BSc Physics, First Class Honours`, `Abitur (Note: 1,9)`."""

import re

from cvpdf.formats.transcript.header_words import GRADE, HONOURS
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.notes import Notes

_PART = r"\d{1,3}(?:[.,]\d{1,2})?"
_OF = rf"\s?(?:%|(?:/|out of|von|sur|de)\s?{_PART})"
_CLASS = (
    r"2[:.][12]|(?:first|1st|upper second|lower second|second|2nd|third|3rd)(?:[- ]class)?(?:,? (?:upper|lower|"
    r"division))*"
    r"(?: honou?rs)?|(?:with |mit )?(?:high )?(?:distinction|merit|honou?rs|auszeichnung)"
)
_BEHIND = re.compile(r"(?:\s*[((](?P<inside>[^()()]{1,60})[))]|\s*[,;]\s+(?P<behind>[^,;]{1,60}))$")
_SAID = re.compile(
    rf"{GRADE.pattern}(?=\S)|c?gpa\s+(?=\d)|(?:note|grade)\s+(?={_PART}(?:{_OF})?$)",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"{_CLASS}|{_PART}{_OF}", re.IGNORECASE)


def without_grade(line: Line, notes: Notes) -> tuple[Line, Line | None]:
    """A name without the grade behind it, and that without a word such as `GPA` before it."""
    match = _BEHIND.search(line.text)
    if match is None or not match.start():
        return line, None
    grade = line.part(*match.span("inside" if match["inside"] else "behind"))
    if said := _SAID.match(grade.text):
        notes.understood(grade.part(0, said.end()))
        return line.part(0, match.start()).plain(), grade.part(said.end())
    if not is_grade(grade):
        return line, None
    return line.part(0, match.start()).plain(), grade


def is_grade(line: Line) -> bool:
    """Whether a line is a grade and nothing else."""
    text = line.plain().text
    return any(form.fullmatch(text) for form in (_GRADE, HONOURS)) or _SAID.match(text) is not None


def said_grade(line: Line) -> re.Match[str] | None:
    """The word before a grade, with or without a colon: `GPA 3.6/4.0`, `Note: 1,3`; None where there is none."""
    return GRADE.match(line.text) or _SAID.match(line.text)
