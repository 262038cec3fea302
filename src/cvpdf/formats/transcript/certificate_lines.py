"""Certificates of one line each: `PSPO I (Scrum.org, 2018)`, `First aid (expires 2027)`, `BLS, ACLS, PALS`."""

import re
from collections.abc import Iterator, Sequence

from cvpdf.formats.nodes import around, mapping
from cvpdf.formats.transcript.certificates import EXPIRES, ISSUED
from cvpdf.formats.transcript.entry_headers import Head, unlinked
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.periods import period_of
from cvpdf.formats.transcript.prose import item
from cvpdf.source.tree import Mapping, Node

_BRACKETS = re.compile(r"(?P<name>.*[^\s,])\s*[((](?P<inside>[^()()]+)[))]\s*\.?")
_EXPIRES = re.compile(rf"{EXPIRES.pattern}|(?:exp|renewal(?: due)?|renews)[.:]*\s*(?=\S)", re.IGNORECASE)
_VALID = re.compile(rf"(?P<name>.*[^\s,])\s*,\s+(?P<inside>(?:{_EXPIRES.pattern})[^,()]+)", re.IGNORECASE)
_RESULT = re.compile(r"(?:grade|score|level|band|note|niveau|with|#|no\.|number)(?!\w)|#", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;]\s+")
_SEMICOLON = re.compile(r"\s*;\s+(?![^()]*\))")
_LETTERS = re.compile(r"[A-Z][A-Z0-9+/&-]{1,9}")
_FEWEST_LETTERS = 3
_BY = re.compile(r"\s+[–—|·-]\s+")
_LEVEL = re.compile(
    r"(?:associate|professional|speciality|specialty|foundation(?:al)?|practitioner|expert|advanced|intermediate|basic|"
    r"level|grade|stufe|niveau|nivel|part)\b.*",
    re.IGNORECASE,
)


def parted(lines: Sequence[Line], notes: Notes) -> Iterator[list[Line] | list[Mapping]]:
    """Certificates that are read from one line each, and between them the stretches of all other lines."""
    others: list[Line] = []
    for line in lines:
        found = [] if line.level else _of_line(line, notes)
        if found:
            if others:
                yield others
            yield found
            others = []
        else:
            others.append(line)
    if others:
        yield others


def _of_line(line: Line, notes: Notes) -> list[Mapping]:
    """The certificates that a line is, none where it may be a part of one."""
    text = (item(line) or line.stripped()).plain()
    listed = [part.plain() for part in text.split(_COMMA)]
    if len(listed) >= _FEWEST_LETTERS and all(_LETTERS.fullmatch(part.text) for part in listed):
        return [mapping(part.span, [("name", part.scalar())]) for part in listed]
    pieces = [part.plain() for part in text.split(_SEMICOLON)]
    read = [_of_piece(piece, notes) for piece in pieces]
    if not any(read):
        return []
    return [found or _certificate(piece, [], notes) for piece, found in zip(pieces, read, strict=True)]


def _of_piece(text: Line, notes: Notes) -> Mapping | None:
    """A certificate with what stands in brackets behind it, or until when it is valid; None where nothing does."""
    match = _BRACKETS.fullmatch(text.text) or _VALID.fullmatch(text.text)
    if match is None:
        return None
    said = text.part(*match.span("inside")).split(_COMMA)
    if len(said) == 1 and not _EXPIRES.match(said[0].text):
        return None
    facts = _facts(said, notes)
    if not {"date", "endDate"} & {key for key, _ in facts}:
        return None
    return _certificate(text.part(0, match.end("name")).plain(), facts, notes)


def _facts(parts: Sequence[Line], notes: Notes) -> list[tuple[str, Node | None]]:
    """What stands in brackets behind a certificate: who issued it, when, and until when it is valid."""
    fields: list[tuple[str, Node | None]] = []
    for part in parts:
        key = "endDate" if (word := _EXPIRES.match(part.text)) else "date"
        word = word or ISSUED.match(part.text)
        date = period_of(part.part(word.end() if word else 0))
        if date and date.lone and date.start and key not in dict(fields):
            notes.understood(part.part(0, word.end() if word else 0), date.whole)
            fields.append((key, date.start.scalar()))
        else:
            keys = ("summary",) if _RESULT.match(part.text) else ("issuer", "summary")
            free = next((key for key in keys if key not in dict(fields)), None)
            fields += [(free, part.scalar())] if free else []  # more is confessed
    return fields


def _certificate(name: Line, facts: list[tuple[str, Node | None]], notes: Notes) -> Mapping:
    head = Head()
    issuer = None
    if "issuer" not in dict(facts):
        name, issuer = _with_issuer(name)
        if issuer:
            notes.guessed(issuer, "who issued it")
    fields: list[tuple[str, Node | None]] = [("name", unlinked(name, head).scalar())]
    fields += [("issuer", issuer.scalar() if issuer else None), ("url", head.link()), *facts]
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept)


def _with_issuer(line: Line) -> tuple[Line, Line | None]:
    """A name and who issued it, behind a comma or a dash; a level behind a dash belongs to the name."""
    for mark in (_COMMA, _BY):
        name, *rest = line.split(mark)
        if len(rest) == 1 and not _LEVEL.fullmatch(rest[0].text):
            return name.plain(), rest[0].plain()
    return line, None
