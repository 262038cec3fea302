"""Heads: the few short lines that an entry begins with, and which of them is the position, the employer, the place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cvpdf.formats.nodes import scalar
from cvpdf.formats.readers.lines import Line
from cvpdf.formats.readers.notes import Notes
from cvpdf.formats.readers.periods import Period, duration_in, period_in
from cvpdf.formats.readers.places import looks_like_place
from cvpdf.formats.readers.prose import is_item
from cvpdf.source.tree import Node

_LONGEST = 100
_MOST_WORDS = 14
_SENTENCE = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\b[A-Z])(?<!\be\.V)[.:;!?…,]$")
_AT = re.compile(r"\s+(?:at|@|bei|chez|presso|bij|hos)\s+")
_MARKS = re.compile(r"\s+[|·•]\s+|\s+[–—]\s+|\s+-\s+|\s*\|\s*|\t+|\s{3,}")
_COMMA = re.compile(r",\s+")
_LINK = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_BARE_LINK = re.compile(r"<?(https?://[^\s<>]+|www\.[^\s<>]+)>?")
_EMPLOYMENT = re.compile(
    r"(?:permanent\s)?(?:full[- ]?time|vollzeit|temps plein|(?:cdi|à) temps plein|jornada completa|tempo pieno|a tempo pieno|"
    r"tempo integral|voltijds|fulltime|pełny etat|heltid|tam zamanlı|полная занятость|全职|正社員)",
    re.IGNORECASE,
)
_OTHER_EMPLOYMENT = re.compile(
    r"(?:part[- ]?time|contract|internship|freelance|self[- ]employed|seasonal|apprenticeship|temporary|"
    r"teilzeit|freiberuflich|selbstständig|praktikum|befristet|temps partiel|cdd|cdi|stage|alternance|indépendant|"
    r"media jornada|contrato|prácticas|autónomo|autônomo|estágio|meio período|tirocinio|deeltijd|deltid)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:\w*engineer|\w*developer|\w*manager|\w*director|\w*architect|\w*analyst|\w*designer|\w*consultant|\w*scientist|"
    r"\w*administrator|programmer|assistant|associate|intern|lead|head|chief|c[etofim]o|founder|co-founder|owner|president|officer|"
    r"professor|teacher|lecturer|researcher|fellow|tutor|coach|specialist|technician|coordinator|supervisor|"
    r"editor|writer|journalist|advisor|adviser|trainee|volunteer|member|treasurer|secretary|nurse|accountant|"
    r"representative|executive|clerk|cashier|waiter|driver|mechanic|partner|principal|"
    r"\w*entwickler(?:in)?|\w*ingenieur(?:in)?|\w*leiter(?:in)?|\w*berater(?:in)?|\w*mitarbeiter(?:in)?|praktikant(?:in)?|"
    r"werkstudent(?:in)?|geschäftsführer(?:in)?|ingénieure?|développeu(?:r|se)|chef|stagiaire|directeur|directrice|"
    r"ingeniero|ingeniera|desarrollador|desarrolladora|gerente|becario|ingegnere|sviluppatore|engenheir[oa]|"
    r"desenvolvedora?|estagiári[oa]|ontwikkelaar|programista|kierownik|utvecklare|udvikler|разработчик|инженер)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:\b(?:inc|ltd|llc|llp|plc|corp|corporation|company|gmbh|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|as|"
    r"university|universität|université|universidad|università|universidade|institute|college|school|labs?|"
    r"technologies|systems|solutions|group|bank|hospital|agency|studios?|works)\b\.?|\bco\.)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What stands at the start of an entry: names in their order, when, where, an address."""

    names: list[Line] = field(default_factory=list)
    roles: tuple[Line, Line] | None = None
    period: Period | None = None
    place: Line | None = None
    url: Line | None = None
    lasted: Line | None = None

    def link(self) -> Node | None:
        """The address as a value."""
        if self.url is None:
            return None
        text = self.url.text if ":" in self.url.text else f"https://{self.url.text}"
        return scalar(text, self.url.span)


def is_head(line: Line) -> bool:
    """Whether a line can belong to a head: short, no item of a list, no sentence."""
    text = line.plain().text
    if line.blank or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if is_item(line) or _SENTENCE.search(text) or text.startswith((">", "```", "![")):
        return False
    return not text[0].islower()


def read_head(lines: Iterable[Line], notes: Notes) -> Head:
    """Take a head apart; what cannot be told by its form keeps its order."""
    head = Head()
    kept = list(lines)
    for line in kept:
        _read_line(line.plain(), head, notes, alone=len(kept) == 1)
    return head


def position_and_name(head: Head, notes: Notes) -> tuple[Line | None, Line | None]:
    """Which of a head's names is the position and which the employer."""
    if head.roles:
        return head.roles
    first, second = [*head.names, None, None][:2]
    if first is None:
        return None, None
    if second is None:
        firm = _FIRM.search(first.text) is not None and _ROLE.search(first.text) is None
        notes.guessed(first, "an employer" if firm else "a position")
        return (None, first) if firm else (first, None)
    if _ROLE.search(second.text) and not _ROLE.search(first.text):
        first, second = second, first
    elif _FIRM.search(first.text) and not _FIRM.search(second.text) and not _ROLE.search(first.text):
        first, second = second, first
    notes.guessed(first, "a position")
    notes.guessed(second, "an employer")
    return first, second


def only_employment(line: Line) -> bool:
    """Whether a line says the kind of employment and how long it lasted, and nothing else."""
    lasted = duration_in(line)
    rest = line.part(0, len(line.text) - len(lasted.text) if lasted else None, " ·|,-–()")
    return (lasted is not None and not rest.text) or (_is_employment(rest) and bool(rest.text))


def _is_employment(line: Line) -> bool:
    return _EMPLOYMENT.fullmatch(line.text) is not None or _OTHER_EMPLOYMENT.fullmatch(line.text) is not None


def _read_line(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    line = _without_link(line, head, notes)
    period = period_in(line)
    if period and (head.period is None or period.same(head.period)):
        notes.understood(period.whole)
        head.period = head.period or period
        for rest in (period.before, period.after):
            if rest.text:
                _read_line(rest.plain(), head, notes, alone=alone)
        return
    if line.text:
        _read_names(line, head, notes, alone=alone)


def _without_link(line: Line, head: Head, notes: Notes) -> Line:
    """The line with its link's text alone, and the link's target kept."""
    match = _LINK.search(line.text)
    if match and head.url is None:
        head.url = line.part(*match.span(2))
        if match[0] == line.text:
            return line.part(*match.span(1)).plain()
        if not line.text[: match.start()].strip():
            notes.understood(line.part(match.start(), match.start(1)))
        # The text around stays as it was typed, link and all, for it is one line of Markdown.
        return line
    match = _BARE_LINK.fullmatch(line.text)
    if match and head.url is None:
        head.url = line.part(*match.span(1))
        return line.part(0, 0)
    return line


def _read_names(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    if head.place is None and looks_like_place(line):
        notes.guessed(line, "a location")
        head.place = line
        return
    if only_employment(line):
        lasted = duration_in(line)
        rest = line.part(0, len(line.text) - len(lasted.text) if lasted else None, " ·|,-–()")
        if lasted:
            head.lasted = lasted
            notes.understood(lasted)
        if _EMPLOYMENT.fullmatch(rest.text):
            notes.understood(rest)
        return
    match = _AT.search(line.text)
    if match and head.roles is None and not head.names:
        notes.understood(line.part(match.start(), match.end()))
        name = _without_place(line.part(match.end()), head, notes)
        head.roles = (line.part(0, match.start()).plain(), name.plain())
        return
    _read_parts(line, head, notes, alone=alone)


def _read_parts(line: Line, head: Head, notes: Notes, *, alone: bool) -> None:
    """Part a line at its marks; at its commas only where it is all there is of a head."""
    parts = line.split(_MARKS)
    if len(parts) > 1:
        for part in parts:
            _read_names(part.plain(), head, notes, alone=False)
        return
    line = _without_place(line, head, notes)
    parts = line.split(_COMMA)
    if alone and len(parts) > 1 and not head.names:
        firm = next((part for part in parts[1:] if _FIRM.match(part.text)), None)
        cut = parts[1] if firm is None or not _FIRM.fullmatch(firm.text) else None
        if cut is not None:
            start = cut.column - line.column
            head.names += [line.part(0, start, " ,"), line.part(start)]
            return
    head.names.append(line)


def _without_place(line: Line, head: Head, notes: Notes) -> Line:
    """A name without the place behind it: `Example Ltd, Leeds, United Kingdom`, `Example Ltd (Leeds, UK)`."""
    if head.place is not None:
        return line
    match = re.search(r"\s*\(([^()]+)\)$", line.text)
    if match and looks_like_place(line.part(*match.span(1))):
        cut, place = match.start(), line.part(*match.span(1))
    else:
        commas = [comma.start() for comma in _COMMA.finditer(line.text)][-3:]
        cut = next((at for at in commas if at and looks_like_place(line.part(at, None, " ,"))), 0)
        place = line.part(cut, None, " ,")
    if not cut:
        return line
    notes.guessed(place, "a location")
    head.place = place
    return line.part(0, cut)
