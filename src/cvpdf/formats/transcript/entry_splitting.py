"""Where one entry of a section ends and the next begins, and where its head ends and its text begins."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.formats.transcript.employers import names_in, names_on, names_place
from cvpdf.formats.transcript.entry_body import bullet, is_item
from cvpdf.formats.transcript.entry_headers import (
    has_both_names,
    is_address,
    is_head,
    is_known_name,
    only_employment,
    stands_below_dates,
)
from cvpdf.formats.transcript.lines import Line, Notes, blocks, without_blanks
from cvpdf.formats.transcript.locations import is_bare_place, is_label, looks_like_place
from cvpdf.formats.transcript.periods import Period, period_in, period_of
from cvpdf.formats.transcript.vocabulary import DEGREE, HONOURS, INSTITUTION, ROLE

# The head and the body of one entry. --------------------------------------------------------------------------


LONGEST_BESIDE = 110
"""Letters of a line that holds a period beside names."""
_MOST_HEADS = 4
_DOTS = re.compile(r"\s+·\s+")
_NAMES = 2
_BETWEEN_YEARS = re.compile(r"\b(?:19|20)\d\d\s*[-–—]|[-–—]\s*(?:\w+[ /.])?(?:19|20)\d\d\b")
_MOST_TITLE_WORDS = 5
_APART = re.compile(r"\s+[–—|·]\s+|,\s")
_SMALL = frozenset("of the and for de la del des du et y e und von van der di da do en för og och".split())


class Chunk(Struct):
    """The lines of one entry: its head, what follows, and entries within it (positions at one employer).

    `kind` is the heading that says what it is one of, `alone` says that the only entry within it is no other one.
    """

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    inner: list["Chunk"] = field(default_factory=list)
    kind: Line | None = None
    alone: bool = False


def cut(lines: Sequence[Line]) -> Chunk:
    """Part an entry into its head and its body: the head ends at the first sentence, item or second period."""
    scan = _Scan()
    rest = list(lines)
    while rest and scan.takes(rest[0], rest[1] if len(rest) > 1 else None):
        rest.pop(0)
    return Chunk(scan.head, rest)


class _Scan(Struct):
    """A head while it is read from above."""

    head: list[Line] = field(default_factory=list)
    period: Period | None = None
    names: int = 0
    wanted: int = 1  # names behind a period: one that stands above all names has them below

    def takes(self, line: Line, following: Line | None) -> bool:
        """Whether a line belongs to the head, which then has it."""
        if line.blank:
            done = self.names or self.period
            return not done or following is None or following.blank or self._goes_on_with(following)
        plain = line.plain()
        period = period_in(plain) if length_beside(plain) <= LONGEST_BESIDE and not is_item(line) else None
        if period and stands_apart(period) and (self.period is None or period.same(self.period)):
            if self.names == 0 and period.alone:
                self.wanted = _NAMES
            self.period = period
            self.names += not period.alone
        elif self.head and is_label(line):
            return False
        elif self._is_where(plain, following):
            pass
        elif (line.level and self.head) or not (line.level or self._has_room_for(line, following)):
            return False
        else:
            self.names += names_in(plain)
        self.head.append(line)
        return True

    def _goes_on_with(self, line: Line) -> bool:
        """Whether a head goes on behind a blank line: with the period that it lacks, or the names."""
        if line.level:
            return False
        if self.period and self.names == 1 and self.head[0].level and line.names_in_bold:
            return is_head(line) and not is_label(line)
        if self.period is None:
            return period_in(line.plain()) is not None or any(map(looks_like_place, line.split(_DOTS)[:1]))
        return (self.names == 0 and is_head(line)) or looks_like_place(line.plain())

    def _is_where(self, line: Line, following: Line | None) -> bool:
        """Whether a line is the place below the dates: one by itself, and not the first of several words in a row."""
        if not self.head or not self.names or not stands_below_dates(line, self.head[-1].plain(), self.names):
            return False
        return following is None or following.blank or not is_bare_place(following.plain())

    def _has_room_for(self, line: Line, following: Line | None) -> bool:
        if not is_head(line) or self.names >= _MOST_HEADS:
            return False
        if self.period is None or self.names < self.wanted:
            return True
        plain = line.plain()
        emphasised = plain.text != line.stripped().text or line.names_in_bold
        if looks_like_place(plain) or emphasised:
            return True
        return self.names < _NAMES and (is_known_name(plain) or self._has_second_name(line, following))

    def _has_second_name(self, line: Line, following: Line | None) -> bool:
        """Whether a line below a name with dates beside it is the other name: deeper, or all names above a list."""
        first = self.head[-1]
        if len(self.head) != 1 or period_of(first.plain()) or has_both_names(first) or len(_beside(first)) > 1:
            return False
        above_list = following is not None and is_item(following)
        return line.indent > first.indent or (above_list and all(map(_is_capital, line.text.split())))


def stands_apart(period: Period) -> bool:
    """Whether the words beside a period are those of a head and not of a sentence."""
    words = period.before.text or period.after.text
    if not words:
        return True
    if period.lone and period.before.text and len(words.split()) > _MOST_HEADS * 2:
        return False
    if period.lone and period.after.text and not period.leads:
        return bool(period.before.text) and is_head(period.before) and (is_head(period.after) or _is_honour(period))
    parts = (period.before if period.before.text else period.after).split(_DOTS)
    return all(is_head(part) or is_address(part) for part in parts)


def _is_honour(period: Period) -> bool:
    return HONOURS.match(period.after.plain().text) is not None


def is_titled(line: Line) -> bool:
    """Whether a line has the form of a title: a few words with capitals, and no marks between them."""
    words = line.plain().text.split()
    if not words or len(words) > _MOST_TITLE_WORDS or not is_head(line) or line.level:
        return False
    return (
        all(map(_is_capital, words)) and not re.search(r"[\d,:|·•@]", line.text) and len(line.text.strip()) > len("CV")
    )


def note_titles(lines: Sequence[Line], notes: Notes) -> None:
    """Say of what looks like another head in the text of an entry that it is read as a part of that.

    It is a title with a blank line above it, or a line with a year and a dash.
    """
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        if (above is not None and above.blank and is_titled(line)) or (
            is_head(line) and _BETWEEN_YEARS.search(line.text)
        ):
            notes.guessed(line.stripped(), "text of the entry above it")


def length_beside(line: Line) -> int:
    """How long a line is, addresses aside."""
    return sum(len(part.text) for part in line.split(_DOTS) if not is_address(part))


def _beside(line: Line) -> list[Line]:
    """The names that stand on the line of a period."""
    period = period_in(line.plain())
    return [part for rest in (period.before, period.after) for part in rest.split(_APART)] if period else []


def _is_capital(word: str) -> bool:
    return not word[0].islower() or word in _SMALL


# The entries of a section. ------------------------------------------------------------------------------------


_FEWEST_ABOVE = 3  # a blank line, a title, a blank line
_GROUP_HEADS = 3  # an employer, how long all lasted, a position; and at least a period
_BOLD = ("**", "__")
_BRACKETS = re.compile(r"\([^()]+\)")


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """The entries of a section, in order."""
    levels = {line.level for line in lines if line.level}
    if levels:
        return _by_headings(lines, min(levels))
    anchors = _anchors(lines)
    if anchors:
        return _by_periods(lines, anchors)
    if all(bullet(line) for line in without_blanks(lines)):
        return [Chunk([item]) for line in lines if (item := bullet(line))]
    return [cut(block) for block in blocks(lines)]


def flat(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Entries within an entry as entries behind it, for the kinds that hold no others."""
    found: list[Chunk] = []
    for chunk in chunks:
        found += [*([replace(chunk, inner=[])] if chunk.head or chunk.body else []), *flat(chunk.inner)]
    return found


def _by_headings(lines: Sequence[Line], level: int) -> list[Chunk]:
    starts = [index for index, line in enumerate(lines) if line.level == level]
    before = lines[: starts[0]]
    found = chunks_of(before) if without_blanks(before) else []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        rest = lines[start + 1 : end]
        inner = [index for index, line in enumerate(rest) if line.level]
        if inner and any(period_in(line) for line in without_blanks(rest[inner[0] :])[:3]):
            chunk = cut([lines[start], *rest[: inner[0]]])
            chunk.inner = _by_headings(rest[inner[0] :], min(line.level for line in rest if line.level))
        elif bold := _in_bold(lines[start], rest):
            found += bold
            continue
        else:
            chunk = cut([lines[start], *_closed_up(lines[start], rest)])
        found.append(chunk)
    return found


def _in_bold(heading: Line, rest: Sequence[Line]) -> list[Chunk]:
    """The entries below one heading that begin with names in bold and dates beside them; none where it is one entry.

    Below an employer these are positions. Where the heading has dates of its own, or they name other employers, each
    stands by itself.
    """
    starts = [
        index for index, line in enumerate(rest) if line.text.lstrip().startswith(_BOLD) and _dated(line, rest, index)
    ]
    has_dates = any(period_in(line.plain()) for line in [heading, *rest[: (starts or [0])[0]]])
    if not starts:
        return []
    if len(starts) == 1 and not has_dates:  # a position below its employer
        if without_blanks(rest[: starts[0]]):
            return []
        if names_place(heading, rest[starts[0]]) and has_one_name(only := cut(rest[starts[0] :])):
            return [Chunk([heading], [], [only], alone=True)]
        return [cut([heading, *rest[starts[0] :]])]
    above = cut([heading, *rest[: starts[0]]])
    inner = [cut(rest[start:end]) for start, end in zip(starts, [*starts[1:], len(rest)], strict=True)]
    if has_dates or not all(map(has_one_name, inner)):
        return [above, *inner]
    return [replace(above, inner=inner)]


def _closed_up(heading: Line, rest: Sequence[Line]) -> list[Line]:
    """The lines below a heading without the blank ones above a name whose dates stand on the next line."""
    start = next((index for index, line in enumerate(rest) if not line.blank), 0)
    if not start or len(rest) < start + 2 or period_in(heading.plain()) or not is_head(rest[start]):
        return list(rest)
    named = period_in(rest[start].plain()) is None and period_of(rest[start + 1].plain()) is not None
    return list(rest[start:] if named else rest)


def _dated(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Whether a period stands on a line, or is all of the next."""
    period = period_in(line.plain())
    below = lines[index + 1].plain() if index + 1 < len(lines) else None
    return (period is not None and stands_apart(period)) or (below is not None and period_of(below) is not None)


def _anchors(lines: Sequence[Line]) -> dict[int, Period]:
    """The lines that hold a period beside few words, of several that say the same the first."""
    found: dict[int, Period] = {}
    last: tuple[int, Period] | None = None
    for index, line in enumerate(lines):
        text = bullet(line) or line
        if line.blank or length_beside(text) > LONGEST_BESIDE:
            continue
        period = period_in(text.plain())
        if period is None or (bullet(line) and period.lone) or not stands_apart(period):
            continue
        if last is None or not (period.same(last[1]) and not any(without_blanks(lines[last[0] + 1 : index]))):
            found[index] = period
        last = (index, period)
    return found


def _by_periods(lines: Sequence[Line], anchors: dict[int, Period]) -> list[Chunk]:
    """Entries that begin with a period, or with the lines right above one."""
    first = min(anchors)
    above = without_blanks(lines[:first])
    headed = bool(above) and all(map(is_head, above)) and len(above) <= _MOST_HEADS
    begins = not headed and _is_alone(anchors[first])  # the period is the first line of an entry
    beside = not headed and not _is_alone(anchors[first])  # it stands on the line of the names
    starts = [
        at - _has_degree_above(lines, at)
        if (begins and not _stands_alone(lines, at)) or (beside and not _is_alone(anchors[at]))
        else _start(lines, at, anchors)
        for at in sorted(anchors)
    ]
    starts = sorted({*starts, *(start - 2 for start in starts[1:] if _has_employer_above(lines, start))})
    loose = [cut(lines[: starts[0]])] if without_blanks(lines[: starts[0]]) else []
    ends = [*starts[1:], len(lines)]
    bare = [bullet(line) or line if index in anchors else line for index, line in enumerate(lines)]
    found = [*loose, *(cut(bare[start:end]) for start, end in zip(starts, ends, strict=True) if start < end)]
    return _grouped(found)


def _has_employer_above(lines: Sequence[Line], start: int) -> bool:
    """Whether a title between blank lines stands above an entry that lacks a name."""
    if start < _FEWEST_ABOVE or not (lines[start - 1].blank and lines[start - 3].blank):
        return False
    title = lines[start - 2]
    return (
        is_titled(title) and ROLE.search(title.text) is None and has_one_name(cut(lines[start : start + _MOST_HEADS]))
    )


def _has_degree_above(lines: Sequence[Line], anchor: int) -> bool:
    """Whether the line of a school is the second of an entry: what was learnt there stands above it."""
    line, above = lines[anchor].plain(), lines[anchor - 1].plain() if anchor else None
    if above is None or above.blank or not is_head(above) or period_in(above):
        return False
    return (
        DEGREE.match(above.text) is not None
        and INSTITUTION.search(line.text) is not None
        and not DEGREE.search(line.text)
    )


def _is_alone(period: Period) -> bool:
    """Whether a period has a line for itself, but for a word in brackets: `2019 – 2021 (expected)`."""
    return not period.before.text and (not period.after.text or _BRACKETS.fullmatch(period.after.text) is not None)


def _stands_alone(lines: Sequence[Line], anchor: int) -> bool:
    """Whether the lines right above a period are a head by themselves, with a blank line above them."""
    above = lines[max(anchor - 2, 0) : anchor]
    return len(above) > 1 and above[0].blank and not above[1].blank and is_head(above[1])


def _start(lines: Sequence[Line], anchor: int, anchors: dict[int, Period]) -> int:
    """The first of the head's lines above a period: short ones in a row, until a blank line or a sentence."""
    start = anchor
    if bullet(lines[anchor]):
        return anchor
    while start > 0 and anchor - start < _MOST_HEADS - 1:
        line = lines[start - 1]
        if start - 1 in anchors or not is_head(line):
            break
        below = start - 2 in anchors and anchors[start - 2].alone
        if below and start < anchor and _may_be_where(line):
            break  # the place of the entry above
        start -= 1
    if 0 < start < anchor and only_employment(lines[start].plain()) and is_head(lines[start - 1]):
        return start - 1 if start - 1 not in anchors else start  # the employer of several positions
    if start == anchor and anchor > 1 and lines[anchor - 1].blank and is_head(lines[anchor - 2]):
        return anchor - 2 if anchor - 2 not in anchors else anchor
    return start


def _may_be_where(line: Line) -> bool:
    """Whether a line may be a place below the dates of an entry."""
    return looks_like_place(line.plain()) or is_bare_place(line.plain())


def _grouped(chunks: list[Chunk]) -> list[Chunk]:
    """Positions at one employer: below one without a period, or with a line that says how long all of them lasted."""
    found: list[Chunk] = []
    group: Chunk | None = None
    for chunk in chunks:
        at = next((index for index, line in enumerate(chunk.head) if only_employment(line.plain())), None)
        if at == 1 and len(chunk.head) > _GROUP_HEADS:
            cut = 2 if len(chunk.head) <= _GROUP_HEADS + 1 or not _may_be_where(chunk.head[2]) else 3
            group = Chunk(chunk.head[:cut], [], [Chunk(chunk.head[cut:], chunk.body, chunk.inner)])
            found.append(group)
        elif chunk.head and not any(period_in(line.plain()) for line in chunk.head) and chunk is not chunks[-1]:
            group = chunk
            found.append(chunk)
        elif group and has_one_name(chunk):
            group.inner.append(chunk)
        else:
            group = None
            found.append(chunk)
    return found


def has_one_name(chunk: Chunk) -> bool:
    """Whether a head tells a position and a period, and no employer."""
    plain = [line.plain() for line in chunk.head]
    names = [
        name
        for above, line in zip([None, *plain], plain, strict=False)
        if not (looks_like_place(line) or (above and stands_below_dates(line, above, 1)))
        for name in names_on(line)
    ]
    return len(names) == 1 and names_in(names[0]) == 1
