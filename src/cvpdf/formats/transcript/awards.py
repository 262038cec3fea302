"""Awards as a profile page lists them: a title, `Issued by Example Society · Jun 2012`, and what is said of it."""

import re
from collections.abc import Sequence

from cvpdf.formats.nodes import around, mapping
from cvpdf.formats.transcript.entry_headers import Head, unlinked
from cvpdf.formats.transcript.labelled_lines import behind_issuer, is_issuer
from cvpdf.formats.transcript.lines import Line, without_blanks
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.periods import period_of
from cvpdf.formats.transcript.prose import Joins, bullet, read_summary
from cvpdf.source.tree import Mapping, Node

_DOTS = re.compile(r"\s+[·|•]\s+")


def tells_issuers(lines: Sequence[Line]) -> bool:
    """Whether awards are listed in this way: below a title stands who gave it."""
    kept = without_blanks(lines)
    return any(map(is_issuer, kept[1:])) and not any(line.level for line in kept)


def read_awards(lines: Sequence[Line], notes: Notes, joins: Joins) -> list[Mapping]:
    """The awards: the title is the line above the one that says who gave it, the text stands below that."""
    marks = [index for index, line in enumerate(lines) if is_issuer(line)]
    starts = [_title(lines, mark, after) for mark, after in zip(marks, [-1, *marks], strict=False)]
    before = [_only_title(line) for line in without_blanks(lines[: starts[0]])]
    ends = [*starts[1:], len(lines)]
    return [*before, *(_read(lines[start:end], notes, joins) for start, end in zip(starts, ends, strict=True))]


def _title(lines: Sequence[Line], mark: int, after: int) -> int:
    """Where the title stands: the first line with words above a mark, but not at or above the mark before."""
    return next((index for index in range(mark - 1, after, -1) if not lines[index].blank), mark)


def _only_title(line: Line) -> Mapping:
    title = (bullet(line) or line).plain()
    return mapping(title.span, [("title", title.scalar())])


def _read(lines: Sequence[Line], notes: Notes, joins: Joins) -> Mapping:
    mark = next(index for index, line in enumerate(lines) if is_issuer(line))
    head, fields, more = Head(), list[tuple[str, Node | None]](), list[Line]()
    for line in without_blanks(lines[:mark]):
        fields.append(("title", unlinked((bullet(line) or line).plain(), head).scalar()))
    issuer, *rest = lines[mark].plain().split(_DOTS)
    fields.append(("awarder", behind_issuer(issuer, notes).scalar()))
    for part in rest:
        period = period_of(part)
        if period and "date" not in dict(fields):
            fields += period.fields(notes, single="date")
        else:
            more.append(part)
    fields.append(("url", head.link()))
    fields.append(("summary", read_summary([*more, *lines[mark + 1 :]], joins)))
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept)
