"""The few short lines that an entry begins with: which is the position, which the employer."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from cvpdf.formats.material import scalar
from cvpdf.formats.transcript.entry_body import is_item, names_keywords
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.locations import is_bare_place, looks_like_place, may_be_place
from cvpdf.formats.transcript.periods import Period, duration_in, period_in, settle
from cvpdf.formats.transcript.vocabulary import (
    AT,
    DEGREE,
    EMPLOYMENT,
    FIRM,
    GRADE,
    INSTITUTION,
    OTHER_EMPLOYMENT,
    ROLE,
    TEMPORARY,
)
from cvpdf.source.tree import Node

# Links. -------------------------------------------------------------------------------------------------------


LINK = re.compile(r"\[([^\]]{1,500}+)\]\(\s*+<?([^)\s>\[]++)>?[^)\[]*+\)")
HOST = re.compile(r"((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s()]*)?)")
LINK_MARKS = " \t*_|·•,:–—-"
_BETWEEN = " \t|·,:–—-"
_BOLD_APART = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)\s+(?:[|·•–—]|-{1,3})\s")
_EMPHASISED = re.compile(r"([*_]{1,3})(?=\S)[^*_]*[^\s*_]\1")
BARE_LINK = re.compile(r"<?(https?://[^\s<>]+|www\.[^\s<>]+)>?")


def is_address(line: Line) -> bool:
    """Whether a line is an address of the web, with or without its scheme, or as a link."""
    return any(form.fullmatch(line.text) for form in (LINK, BARE_LINK, HOST))


def behind_link(line: Line, start: int) -> Line:
    """What stands behind a link, without the marks between; words that are emphasised keep theirs at both ends."""
    rest = line.part(start, None, _BETWEEN)
    return rest if _EMPHASISED.match(rest.text) else line.part(start, None, LINK_MARKS)


# Heads. -------------------------------------------------------------------------------------------------------


_LONGEST = 100
_MOST_WORDS = 14
_SENTENCE = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\b[A-Z])(?<!\be\.V)[.:;!?…,]$")
_MARKS = re.compile(r"\s+[|·•]\s+|\s*;\s+|\s+[–—]\s+|\s+-{1,3}\s+|\s*\|\s*|\t+|\s{3,}")
_FIRM_MARKS = re.compile(r"\s+[|·•]\s+|\s*;\s+|\s*\|\s*|\t+|\s{3,}")
_DOTS = re.compile(r"\s+[|·•]\s+")
_COLON = re.compile(r":\s+")
_COMMA = re.compile(r",\s+")


class Head(Struct):
    """What stands at the start of an entry: names in their order, when, where, an address.

    `titled` says that the first name is the title of something, `entire` that a dash in what is read is a part of it.
    """

    names: list[Line] = field(default_factory=list)
    roles: tuple[Line, Line] | None = None
    period: Period | None = None
    place: Line | None = None
    url: Line | None = None
    lasted: Line | None = None
    kind: Line | None = None
    titled: bool = False
    entire: bool = False

    def link(self) -> Node | None:
        """The address as a value."""
        if self.url is None:
            return None
        text = self.url.text if ":" in self.url.text else f"https://{self.url.text}"
        return scalar(text, self.url.span)


def is_head(line: Line) -> bool:
    """Whether a line can belong to a head: short, no item of a list, no sentence."""
    text = LINK.sub(r"\1", line.plain().text)
    if line.blank or not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if is_item(line) or _SENTENCE.search(text) or text.startswith((">", "```", "![")):
        return False
    return not text[0].islower() and not names_keywords(line)


def read_head(lines: Iterable[Line], notes: Notes, told: int = 0, *, places: bool = True, titled: bool = False) -> Head:
    """Take a head apart; what cannot be told by its form keeps its order.

    Args:
        lines: The head's lines.
        notes: What is understood and guessed.
        told: How many names stand on other lines.
        places: Whether the entry has a key for the place below its dates.
        titled: Whether its first name is a title, and no position or employer.
    """
    head = Head(titled=titled)
    kept = [line.plain() for line in lines]
    entire = titled and any(map(_names_other, kept[1:])) and not _BOLD_APART.match(kept[0].text)
    alone = sum(_tells_name(line, above) for above, line in zip([None, *kept], kept, strict=False)) == 1
    for above, line in zip([None, *kept], kept, strict=False):
        names = told + len(head.names) + (2 if head.roles else 0)
        ends = line is kept[-1] and head.period is None and above is not None and only_employment(above)
        below = above is not None and stands_below_dates(line, above, names)
        if places and head.place is None and (below or (ends and names and is_bare_place(line))):
            notes.guessed(line, "a location")
            head.place = line
        elif above is None or not is_only_link(line, head, notes):
            head.entire = entire and above is None
            _read_line(line, head, notes, alone=alone)
    _settle_kind(head, notes)
    head.names = [unlinked(name, head) for name in head.names]
    head.roles = (unlinked(head.roles[0], head), unlinked(head.roles[1], head)) if head.roles else None
    return head


def _names_other(line: Line) -> bool:
    """Whether a line below a title names something else: who published it, or who gave it."""
    period = period_in(line)
    rest = (period.before if period.before.text else period.after) if period else line
    return bool(rest.text) and not is_address(rest) and not looks_like_place(rest)


def is_only_link(line: Line, head: Head, notes: Notes) -> bool:
    """Take a line that is a link and whose words only say so, `[Link to certificate](…)`; whether it is one."""
    match = LINK.fullmatch(line.text)
    if match is None or head.url is not None or not only_leads(match[1]):
        return False
    head.url = line.part(*match.span(2))
    notes.understood(line.part(*match.span(1)))
    return True


def only_leads(label: str) -> bool:
    """Whether the words of a link say no more than that there is one: `View credential`, `Source code`."""
    words = re.findall(r"[^\W_]+", label.casefold())
    return bool(words) and set(words) <= _LINK_WORDS


_LINK_WORDS = frozenset(
    """link links view see show verify open check download read more details here to the this of my credential
    credentials certificate certification url pdf live demo website site web page online source code repo repository
    paper article slides video project publication verification badge zertifikat ansehen nachweis hier zum ver
    certificado enlace lien voir certificat vedi certificato verifica""".split()
)


def _settle_kind(head: Head, notes: Notes) -> None:
    """A kind of employment that stands for a position, as `Freelance`, is one; the usual kind says nothing else."""
    if head.kind is None or not head.kind.text:
        return
    if not head.names and head.roles is None and EMPLOYMENT.fullmatch(head.kind.text) is None:
        head.names.append(head.kind)
    elif _stands_for_position(head, head.kind):
        head.names.insert(0, head.kind)
    elif EMPLOYMENT.fullmatch(head.kind.text):
        notes.understood(head.kind)
        notes.guessed(head.kind, "the usual kind of employment, and left it out")


def _stands_for_position(head: Head, kind: Line) -> bool:
    """Whether a kind of employment stands beside the lone name of an employer: `Stage (6 mois), Exemple SA`."""
    if head.roles or len(head.names) != 1 or TEMPORARY.fullmatch(kind.text) is None or ROLE.search(head.names[0].text):
        return False
    return (kind.number, kind.column) < (head.names[0].number, head.names[0].column)


def _tells_name(line: Line, above: Line | None) -> bool:
    """Whether a line says more than when, and below dates or beside them more than where."""
    period = period_in(line)
    if above is None:
        return period is None or not period.alone
    if period is None:
        return period_in(above) is None or not (is_bare_place(line) or looks_like_place(line))
    rest = [part.plain() for part in (period.before, period.after) if part.text]
    return any(not (is_bare_place(part) or looks_like_place(part)) for part in rest)


def unlinked(name: Line, head: Head) -> Line:
    """A name that is a link as a whole without its address, which the entry gets."""
    match = LINK.fullmatch(name.text)
    if match is None or head.url is not None:
        return name
    head.url = name.part(*match.span(2))
    return name.part(*match.span(1)).plain()


def stands_below_dates(line: Line, above: Line, names: int) -> bool:
    """Whether a line may be the place below the dates of an entry with so many names; a lone one has a duration."""
    return period_in(above) is not None and (names > 1 or duration_in(above) is not None) and is_bare_place(line)


def has_both_names(line: Line) -> bool:
    """Whether a line tells the position and the employer."""
    return AT.search(line.text) is not None


def is_known_name(line: Line) -> bool:
    """Whether a line holds a word for a school, a degree or a grade, or tells position and employer."""
    return has_both_names(line) or any(word.search(line.text) for word in (INSTITUTION, DEGREE, GRADE))


def only_employment(line: Line) -> bool:
    """Whether a line says the kind of employment and how long it lasted, and nothing else."""
    lasted = duration_in(line)
    rest = line.part(0, len(line.text) - len(lasted.text) if lasted else None, " ·|,-–()")
    return (lasted is not None and not rest.text) or (_is_employment(rest) and bool(rest.text))


def _is_employment(line: Line) -> bool:
    return EMPLOYMENT.fullmatch(line.text) is not None or OTHER_EMPLOYMENT.fullmatch(line.text) is not None


def _read_line(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    line = _without_link(line, head, notes)
    period = period_in(line)
    if period and (head.period is None or period.same(head.period)):
        if head.period:
            notes.understood(period.whole)
        settle(period, notes)
        head.period = head.period or period
        for rest in (*_out_of_bracket(period.before), period.after):
            if rest.text and (_is_other_name(rest, head) or not _takes_place(rest.plain(), head, notes)):
                bold = head.titled and not head.names and rest.plain().text != rest.stripped().text
                head.entire = head.entire or bold
                _read_line(rest.plain(), head, notes, alone=alone)
        return
    if line.text:
        _read_names(line, head, notes, alone=alone)


def _out_of_bracket(line: Line) -> list[Line]:
    """What stands before a period, parted where that is the last thing in brackets: `Prize (Example Society, 2016)`."""
    cut = line.text.rfind("(")
    if cut <= 0 or ")" in line.text[cut:]:
        return [line]
    return [line.part(0, cut), line.part(cut + 1)]


def _is_other_name(rest: Line, head: Head) -> bool:
    """Whether what is emphasised beside dates is the position, below an employer and its place."""
    names = [name.text for name in head.names]
    emphasised = rest.plain().text != rest.stripped().text
    return emphasised and bool(names) and FIRM.search(names[0]) is not None and not any(map(ROLE.search, names))


def _takes_place(line: Line, head: Head, notes: Notes) -> bool:
    """Take what stands beside a period for a place, where position and employer are told."""
    told = head.roles is not None or len(head.names) > 1
    if not told or head.place is not None or only_employment(line) or not may_be_place(line):
        return False
    notes.guessed(line, "a location")
    head.place = line
    return True


def _without_link(line: Line, head: Head, notes: Notes) -> Line:
    """What is left of a line whose address is taken: a link at its start is a name, one amid words stays Markdown."""
    bare = BARE_LINK.fullmatch(line.text) or (HOST.fullmatch(line.text) if head.names or head.roles else None)
    if bare and head.url is None:
        head.url = line.part(*bare.span(1))
        return line.part(0, 0)
    match = LINK.search(line.text)
    if match is None or head.url is not None or line.text[: match.start()].strip(LINK_MARKS):
        return line
    head.url = line.part(*match.span(2))
    name, rest = line.part(*match.span(1)).plain(), behind_link(line, match.end())
    if only_leads(name.text) and (head.names or head.roles):
        notes.understood(name)
        return rest
    if name.text in head.url.text and is_address(name):  # the address, written out
        notes.understood(name)
        return rest
    if not rest.text:
        return name
    _read_line(name, head, notes, alone=False)
    return rest


def _is_place(line: Line) -> bool:
    """Whether a line is a place, and holds no word for a position or a firm."""
    return looks_like_place(line) and not ROLE.search(line.text) and not FIRM.search(line.text)


def _read_names(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    if not line.text:
        return
    if head.place is None and _is_place(line):
        notes.guessed(line, "a location")
        head.place = line
        return
    if only_employment(line):
        lasted = duration_in(line)
        rest = line.part(0, len(line.text) - len(lasted.text) if lasted else None, " ·|,-–()")
        if lasted:
            head.lasted = lasted
            notes.understood(lasted)
        head.kind = head.kind or rest
        return
    match = AT.search(line.text)
    if match and head.roles is None and not head.names and not _is_school(line.part(0, match.start())):
        notes.understood(line.part(match.start(), match.end()))
        behind, *more = line.part(match.end()).split(_DOTS)
        for part in more:
            _read_names(part.plain(), head, notes, alone=False)
        name = _without_place(_without_link(behind, head, notes), head, notes)
        head.roles = (line.part(0, match.start()).plain(), name.plain())
        return
    _read_parts(line, head, notes, alone=alone)


def _is_school(line: Line) -> bool:
    """Whether what stands before an `at` is an institution of that town: `University of Example at Leeds`."""
    return INSTITUTION.search(line.text) is not None and not (ROLE.search(line.text) or DEGREE.search(line.text))


def _read_parts(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    """Part a line at its marks; at its commas only where it is all there is of a head."""
    split = line.split(_FIRM_MARKS) if head.titled else []
    parts = split if head.entire or len(split) > 1 else line.split(_MARKS)
    parts = parts if len(parts) > 1 or head.entire else _at_colon(line)
    if len(parts) > 1:
        head.entire = head.entire or len(split) > 1
        for part in parts:
            _read_names(_without_link(part.plain(), head, notes), head, notes, alone=False)
        return
    if head.entire:
        head.names.append(line)
        return
    line = _without_place(line, head, notes)
    parts = line.split(_COMMA)
    if alone and len(parts) > 1 and not head.names:
        firm = next((part for part in parts[1:] if FIRM.match(part.text)), None)
        cut = parts[1] if firm is None or not FIRM.fullmatch(firm.text) else None
        if cut is not None:
            start = cut.column - line.column
            head.names += [line.part(0, start, " ,").plain(), line.part(start).plain()]
            return
    head.names.append(line)


def _at_colon(line: Line) -> list[Line]:
    """`Example Ltd: Senior Engineer`: two names with a colon between them, of which one is known to be a position."""
    parts = line.split(_COLON)
    told = [ROLE.search(part.text) is not None or DEGREE.match(part.text) is not None for part in parts]
    return parts if sorted(told) == [False, True] else [line]


def _without_place(line: Line, head: Head, notes: Notes) -> Line:
    """A name without the place behind it: `Example Ltd, Leeds, United Kingdom`, `Example Ltd (Leeds, UK)`."""
    if head.place is not None:
        return line
    match = re.search(r"\s*\(([^()]+)\)$", line.text)
    if match and _is_place(line.part(*match.span(1))):
        cut, place = match.start(), line.part(*match.span(1))
    else:
        commas = [comma.start() for comma in _COMMA.finditer(line.text)][-3:]
        cut = next((at for at in commas if at and _is_place(line.part(at, None, " ,"))), 0)
        place = line.part(cut, None, " ,")
    if not cut:
        return line
    notes.guessed(place, "a location")
    head.place = place
    return line.part(0, cut).plain()
