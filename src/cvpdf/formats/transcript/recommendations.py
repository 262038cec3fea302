"""Recommendations as a profile page shows them: who, what they are, since when they know the person, what they say."""

import re
from collections.abc import Sequence

from cvpdf.formats.nodes import around, mapping
from cvpdf.formats.transcript.lines import Line, without_blanks
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.prose import Joins, read_summary
from cvpdf.source.tree import Mapping

_BEHIND_DATE = re.compile(r"^,\s+\S+(?:\s+\S+){2,}")
_YEAR = re.compile(r"\d{4}(?=,\s)")
_NAMES = 2


def tells_relations(lines: Sequence[Line]) -> bool:
    """Whether a line says when somebody recommended the person, and how they know each other."""
    return any(map(_is_relation, lines))


def read_recommendations(lines: Sequence[Line], joins: Joins) -> list[Mapping]:
    """The recommendations: a name and what they are, `March 3, 2021, Ola managed Ada directly`, and their words."""
    kept = list(lines)
    marks = [index for index, line in enumerate(kept) if _is_relation(line)]
    starts = [_start(kept, mark, after) for mark, after in zip(marks, [-1, *marks], strict=False)]
    found = []
    for start, mark, end in zip(starts, marks, [*starts[1:], len(kept)], strict=True):
        names = [line.stripped() for line in without_blanks(kept[start:mark])]
        fields = [
            ("name", names[0].scalar() if names else None),
            ("position", names[1].scalar() if len(names) > 1 else None),
            ("summary", kept[mark].stripped().scalar()),
            ("reference", read_summary(kept[mark + 1 : end], joins)),
        ]
        found.append(mapping(around(value for _, value in fields if value), fields))
    return found


def _start(lines: Sequence[Line], mark: int, after: int) -> int:
    """Where the name stands above a line that says how two people know each other: two lines above it."""
    start, names = mark, 0
    while start - 1 > after and names < _NAMES:
        start -= 1
        names += not lines[start].blank
    return start


def _is_relation(line: Line) -> bool:
    """Whether a line is a day, a comma, and a few words."""
    text = line.stripped()
    cut = _YEAR.search(text.text)
    date = period_in(text.part(0, cut.end())) if cut else None
    if cut is None or date is None or not date.alone or not date.lone:
        return False
    return _BEHIND_DATE.match(text.text[cut.end() :]) is not None
