"""Which lines of a section are one entry, and what its parts are, as parsers find out.

An entry begins at a jump to another height or in bold. Within it a period is told by its form, a bullet by its sign, a
title and an employer by their words and their order.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from cvpdf.fields.runs_and_lines import BULLETS, PlacedLine, Spot, TextItem
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import is_postal, looks_like_place
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.vocabulary import DEGREE, FIRM, GRADE, INSTITUTION, ROLE

# Values. -----------------------------------------------------------------------------------------------


class ReadValue(Struct, frozen=True):
    """A value as a parser has it, and where it begins."""

    text: str
    spot: Spot


class ReadEntry(Struct, frozen=True):
    """A job, a school, a project or the like.

    `title` is what somebody was, a degree, or the name of a project; `employer` whom it was for, or the school.
    `others` is what else stands in it.
    """

    spot: Spot
    title: ReadValue | None = None
    employer: ReadValue | None = None
    place: ReadValue | None = None
    period: ReadValue | None = None
    bullets: tuple[ReadValue, ...] = ()
    others: tuple[ReadValue, ...] = ()

    @property
    def heads(self) -> tuple[ReadValue, ...]:
        """Its title and its employer, as far as there are any."""
        return tuple(value for value in (self.title, self.employer) if value)


# Pieces of a line. --------------------------------------------------------------------------------------------


_PIECES = re.compile(r"\s+[|·•⋅∙◆]\s+|\s*\|\s*|\s{2,}|;\s")
_DASH = re.compile(r"\s+[–—-]\s+")
_COMMA = re.compile("[、，،] ?")
ENDS = ".,;:()[]<>|·•"
"""Signs that may stand around a value."""
SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:/\S*)?")
"""An address of the web, with its scheme or without."""
LONGEST_PIECE = 1000
"""Letters of a piece that may be a value; to look for a period takes time that grows faster than a longer one."""


def pieces_of(line: PlacedLine) -> Iterator[ReadValue]:
    """The items of a line, parted at signs that have blanks around them, and at no dash: a period may have one."""
    for item in line.items:
        if len(item.text) > LONGEST_PIECE:
            yield ReadValue(item.text, item.spot)
            continue
        for start, end in between(_PIECES, item.text):
            if item.text[start:end].strip(ENDS + " –—-"):
                yield ReadValue(item.text[start:end].strip(), item.spot_at(start))


def between(signs: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text between some signs."""
    start = 0
    for match in signs.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def is_address(text: str) -> bool:
    """Whether a text is a place or a postal address, and nothing else."""
    line = Line(_COMMA.sub(", ", text), "", 1)
    return not any(sign in text for sign in "·•|@") and (looks_like_place(line) or is_postal(line))


# Entries. -----------------------------------------------------------------------------------------------------


_JUMP = 1.4
"""A step to the next line of more than so many usual ones, up or down, is a jump."""
_FEWEST_STEPS = 4
_PROSE_WORDS = 8
_HEAD_LINES = 2
"""Without bullets these first lines of an entry are its head, and what follows is text."""


def usual_gap(lines: Sequence[PlacedLine]) -> float:
    """The step from line to line that is most common, to half a point; 0 where there is no step."""
    steps = (abs(line.spot.y - above.spot.y) for above, line in pairwise(lines) if above.spot.page == line.spot.page)
    counted = Counter(round(step * 2) / 2 for step in steps if step > 1)
    return counted.most_common(1)[0][0] if counted else 0.0


def entries(
    lines: Sequence[PlacedLine], gap: float, parse_one: Callable[["EntryBlock"], ReadEntry]
) -> Iterator[ReadEntry]:
    """The entries of a section; the degree of a school is looked for in all of its lines."""
    head = None if parse_one is school else _HEAD_LINES
    blocks = [_block(stretch, head) for stretch in _parted(list(_rejoined(lines)), gap)]
    shared: ReadValue | None = None
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following and _is_shared_head(block, following):
            shared = block.names[0]
            continue
        if len(block.names) > 1:
            shared = None
        entry = parse_one(block)
        yield _under(shared, entry) if shared and len(block.names) == 1 else entry


def _parted(lines: Sequence[PlacedLine], gap: float) -> Iterator[list[PlacedLine]]:
    """Lines parted where an entry begins: at a jump, in bold as the first, or at another name with a period."""
    if not lines:
        return
    steps = [line for line in lines if line.spot.page == lines[0].spot.page]
    usual = usual_gap(steps) if len(steps) > _FEWEST_STEPS else gap
    starts = [False, *(_begins(above, line, lines[0], usual) for above, line in pairwise(lines))]
    if not any(starts):
        starts = [number > 0 and _looks_alike(line, lines[0]) for number, line in enumerate(lines)]
    stretch: list[PlacedLine] = []
    dated = False
    for line, starts_entry in zip(lines, starts, strict=True):
        has_period = _has_name_and_period(line)
        if stretch and (starts_entry or (dated and has_period)):
            yield stretch
            stretch, dated = [], False
        stretch.append(line)
        dated = dated or has_period
    yield stretch


def _begins(above: PlacedLine, line: PlacedLine, first: PlacedLine, usual: float) -> bool:
    """Whether a line begins an entry. How far it is to another page nobody knows, so there the look decides."""
    if above.spot.page != line.spot.page or line.spot.x > above.right:
        return _looks_alike(line, first) and not _is_bullet(line)
    if abs(line.spot.y - above.low) > _JUMP * usual:
        return True
    return _is_bullet(above) and not _is_bullet(line) and _looks_alike(line, first)


def _looks_alike(line: PlacedLine, first: PlacedLine) -> bool:
    """Whether a line is in bold and has the look of the first of its section."""
    one, other = line.items[0].face, first.items[0].face
    return one == other and one.bold and not _is_bullet(line)


def is_numbered(line: PlacedLine) -> bool:
    """Whether a line begins an item of a list that is numbered: `1.` and then text."""
    return len(line.items) > 1 and _NUMBER.fullmatch(line.items[0].text) is not None


_NUMBER = re.compile(r"\d{1,2}[.)]")


def _is_bullet(line: PlacedLine) -> bool:
    text = line.items[0].text
    return is_numbered(line) or text[0] in BULLETS or (text in {"-", "–", "*"} and len(line.items) > 1)


class EntryBlock(Struct, frozen=True):
    """The lines of an entry: the parts of its head but for period and place, those two, its bullets, and other text.

    `names` are the parts of the head, those on the first line and beside the period first.
    """

    spot: Spot
    names: tuple[ReadValue, ...]
    period: ReadValue | None
    place: ReadValue | None
    bullets: tuple[ReadValue, ...]
    others: tuple[ReadValue, ...]


def _block(lines: Sequence[PlacedLine], most: int | None) -> EntryBlock:
    """An entry by its lines; without bullets only the first `most` with a name are its head, and a period's line."""
    head = len(lines) if most is None or any(map(_is_bullet, lines)) else most
    names: list[ReadValue] = []
    beside: list[ReadValue] = []
    others: list[ReadValue] = []
    bullets: list[list[ReadValue]] = []
    period: ReadValue | None = None
    text_starts = 0.0
    named = 0
    for line in lines:
        if _is_bullet(line):
            bullets.append(list(_bullet(line)))
            text_starts = bullets[-1][0].spot.x if bullets[-1] else line.spot.x + 1
        elif bullets and line.spot.x >= text_starts - 1 and not line.items[0].face.bold:
            bullets[-1].append(ReadValue(line.text, line.spot))
        elif bullets or _is_prose(line) or (named >= head and not (period is None and _has_name_and_period(line))):
            others.append(ReadValue(line.text, line.spot))
        else:
            dates, rest = _head_line(line, period)
            named += bool(rest)
            beside = rest if dates else beside
            period = period or dates
            names += [piece for piece in rest if not _is_no_name(piece.text)]
            others += [piece for piece in rest if _is_no_name(piece.text)]
    place = next((name for name in names[1:] if is_address(name.text)), None)
    kept = [name for name in names if name is not place]
    near = [name for name in kept[1:] if name in beside]
    kept = [*kept[:1], *near, *(name for name in kept[1:] if name not in near)]
    texts = tuple(ReadValue(" ".join(part.text for part in bullet), bullet[0].spot) for bullet in bullets if bullet)
    return EntryBlock(lines[0].spot, tuple(kept), period, place, texts, tuple(others))


def _head_line(line: PlacedLine, known: ReadValue | None) -> tuple[ReadValue | None, list[ReadValue]]:
    """The period on a line, unless one is known, and its other pieces."""
    period, rest = None, list[ReadValue]()
    for piece in pieces_of(line):
        left, dates = _without_period(piece) if known is None and period is None else (piece, None)
        period = period or dates
        if left:
            rest += (ReadValue(part, left.spot) for part in _DASH.split(left.text) if part.strip(ENDS + " "))
    return period, rest


def _has_name_and_period(line: PlacedLine) -> bool:
    """Whether a line has the period of an entry and what it is the period of."""
    if _is_bullet(line) or _is_prose(line):
        return False
    period, rest = _head_line(line, None)
    return period is not None and bool(rest)


def _is_no_name(text: str) -> bool:
    return GRADE.match(text) is not None or SITE.fullmatch(text) is not None


def _rejoined(lines: Sequence[PlacedLine]) -> Iterator[PlacedLine]:
    """Lines with a heading that goes on below put together, and with what stands at the right of its first line."""
    edge = max((line.right for line in lines), default=0.0)
    held: PlacedLine | None = None
    wrapped = False
    for number, line in enumerate(lines):
        if held and _wraps(held, line, _room(held, lines[number : number + _NEAR], edge)):
            held, wrapped = _joined(held, line), True
        elif held and wrapped and abs(line.spot.y - held.spot.y) < 1:
            held = PlacedLine((*held.items, *line.items))
        else:
            if held:
                yield held
            held, wrapped = line, False
    if held:
        yield held


_APART = 2
"""Times the size that a theme may leave between a heading and what stands beside it."""
_NEAR = 4
"""So many lines on is looked for what stands beside a heading."""


def _room(held: PlacedLine, following: Sequence[PlacedLine], edge: float) -> float:
    """Where a heading's line has to end: some way before what stands beside it, or at the edge."""
    beside = [line.spot.x for line in following if abs(line.spot.y - held.spot.y) < 1 and line.spot.x > held.spot.x]
    beside += [item.spot.x for line in (held, *following[:1]) for item in line.items[1:2]]
    return min((*(x - _APART * held.items[0].face.size for x in beside), edge))


def _joined(held: PlacedLine, line: PlacedLine) -> PlacedLine:
    first, more = held.items[0], line.items[0]
    starts = (*first.starts, *(len(first.text) + 1 + at for at in more.starts))
    whole = TextItem(f"{first.text} {more.text}", (*first.runs, *more.runs), starts)
    return PlacedLine((whole, *held.items[1:], *line.items[1:]))


def _wraps(held: PlacedLine, line: PlacedLine, edge: float) -> bool:
    """Whether a heading in bold goes on in a line, because that line's first word had no room."""
    last, first = held.items[0], line.items[0]
    if last.face != first.face or _is_bullet(held) or _is_bullet(line) or abs(held.spot.x - line.spot.x) > 1:
        return False
    word = first.text.split(maxsplit=1)[0]
    width = (first.right - first.spot.x) * len(word) / len(first.text)
    size = first.face.size
    near = 0 < line.spot.y - held.low <= _LEADING * size
    return near and first.face.bold and last.right + width + _BLANK * size > edge


_BLANK = 0.25
"""How wide a blank is, as part of the size."""
_LEADING = 1.6
"""The lines of one heading are no further apart than so many times the size."""


def _bullet(line: PlacedLine) -> Iterator[ReadValue]:
    """The text of a line behind its bullet."""
    if is_numbered(line):
        yield ReadValue(" ".join(item.text for item in line.items[1:]), line.items[1].spot)
        return
    signs = BULLETS + "-–* "
    text = line.text.lstrip(signs)
    if text:
        first = line.items[0].text
        alone = not first.strip(signs) and len(line.items) > 1
        spot = line.items[1].spot if alone else line.items[0].spot_at(len(first) - len(first.lstrip(signs)))
        yield ReadValue(text, spot)


def _is_prose(line: PlacedLine) -> bool:
    """Whether a line is a sentence, or part of one, and no head."""
    text = line.text
    if len(line.items) > 1 or line.items[0].face.bold:
        return False
    return (len(text.split()) >= _PROSE_WORDS or text[-1] in ".!?。") and not _has_period(text)


def _has_period(text: str) -> bool:
    return len(text) <= LONGEST_PIECE and period_in(Line(text, "", 1)) is not None


def _without_period(piece: ReadValue) -> tuple[ReadValue | None, ReadValue | None]:
    """A piece of a head without the period at its start or end, and that."""
    found = period_in(Line(piece.text, "", 1)) if len(piece.text) <= LONGEST_PIECE else None
    if found is None or not _stands_free(found.whole, piece.text):
        return piece, None
    rest = found.before.text or found.after.text
    period = ReadValue(found.whole.text, piece.spot)
    return (ReadValue(rest, piece.spot) if rest else None), period


def _stands_free(period: Line, text: str) -> bool:
    """Whether no letter or dash follows a period, or comes before it, without a blank: `2021–PresentEngineer`."""
    before, behind = text[: period.column - 1][-1:], text[period.column - 1 + len(period.text) :][:1]
    return not before.isalnum() and before not in _DASHES and not behind.isalnum() and behind not in _DASHES


_DASHES = ("-", "–", "—", "·")


def _is_shared_head(block: EntryBlock, following: EntryBlock) -> bool:
    """Whether a block is no entry, but the employer of those that follow, each with one name."""
    alone = 0 < len(block.names) <= _HEAD_LINES and not block.period and not block.bullets
    return alone and len(following.names) == 1 and following.period is not None


def _under(head: ReadValue, entry: ReadEntry) -> ReadEntry:
    title = entry.title or entry.employer
    return ReadEntry(entry.spot, title, head, entry.place, entry.period, entry.bullets, entry.others)


def job(block: EntryBlock) -> ReadEntry:
    """A job: its title has the word of a role, its employer that of a firm, else they come in this order."""
    names = block.names
    title, employer = (*names, None, None)[:2]
    if title and employer:
        swap = _says(employer, ROLE) - _says(title, ROLE) + _says(title, FIRM) - _says(employer, FIRM)
        title, employer = (employer, title) if swap > 0 else (title, employer)
    return _entry(block, title, employer, names[2:])


def school(block: EntryBlock) -> ReadEntry:
    """A school: it has the word of one, and its degree that of one, else they come in this order."""
    names = block.names
    school, degree = (*names, None, None)[:2]
    if school and degree:
        swap = _says(degree, INSTITUTION) - _says(school, INSTITUTION) + _says(school, DEGREE) - _says(degree, DEGREE)
        school, degree = (degree, school) if swap > 0 else (school, degree)
    elif school and _says(school, DEGREE) and not _says(school, INSTITUTION):
        school, degree = None, school
    return _entry(block, degree, school, names[2:])


def project(block: EntryBlock) -> ReadEntry:
    """A project, or another entry with a name: what comes first is that."""
    title, employer = (*block.names, None, None)[:2]
    return _entry(block, title, employer, block.names[2:])


def _entry(
    block: EntryBlock, title: ReadValue | None, employer: ReadValue | None, rest: Sequence[ReadValue]
) -> ReadEntry:
    others = (*rest, *block.others)
    return ReadEntry(block.spot, title, employer, block.place, block.period, block.bullets, others)


def _says(value: ReadValue, words: re.Pattern[str]) -> bool:
    return words.search(value.text) is not None
