"""Certificates and awards: as a profile page lists them, or on one line each."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from cvpdf.formats.material import Pair, around, mapping
from cvpdf.formats.transcript.entry_body import (
    Joins,
    behind_issuer,
    bullet,
    is_issuer,
    item,
    names_keywords,
    read_summary,
    take_keywords,
)
from cvpdf.formats.transcript.entry_headers import Head, unlinked
from cvpdf.formats.transcript.lines import Line, Notes, join_lines, without_blanks
from cvpdf.formats.transcript.periods import period_of
from cvpdf.source.tree import Mapping

# Certificates of several lines. -------------------------------------------------------------------------------


ISSUED = re.compile(
    r"(?:issued(?: on)?|ausgestellt(?: am)?|ausstellungsdatum|émis[e]?(?: le| en)?|délivrée?(?: le| en)?|"
    r"date d['’]émission|"
    r"expedido(?: el| en)?|expedición|fecha de expedición|emitido(?: em)?|data de emissão|emissão|rilasciato(?: il)?|"
    r"data di rilascio|afgegeven(?: op)?|verleend|wydano|utfärdat|udstedt|utstedt|verilme tarihi|"
    r"выдан[оа]?)\s*[::]?\s+(?=\S)",
    re.IGNORECASE,
)
EXPIRES = re.compile(
    r"(?:expire[sd](?: on)?|valid (?:until|till|to)|gültig bis|läuft ab(?: am)?|abgelaufen(?: am)?|expire(?: le| en)?|"
    r"date d['’]expiration|vence(?: el| en)?|vencimiento|fecha de vencimiento|expira(?: em)?|válido até|scade(?: il)?|"
    r"scadenza|verloopt(?: op)?|vervalt|wygasa|upphör|udløber|utløper|son geçerlilik|действителен до)\s*[::]?\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:credential id|credential number|licen[cs]e (?:number|no\.?)|(?:nachweis|zertifikats|bescheinigungs)-?(?:id|"
    r"nummer)|"
    r"identifiant|id de (?:la )?credencial|código da credencial|id credenziale|no expiration date|kein ablaufdatum|"
    r"sans date d['’]expiration)\b",
    re.IGNORECASE,
)
_DOTS = re.compile(r"\s+[·|]\s+")
_NAMES = 2


class _Certificate(Struct):
    """One while it is read: its names, then what is said below them."""

    names: list[Line] = field(default_factory=list)
    fields: list[Pair] = field(default_factory=list)
    more: list[Line] = field(default_factory=list)
    used: list[Line] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether anything stands below its names."""
        return bool(self.fields or self.more or self.used)


def tells_issue(lines: Sequence[Line]) -> bool:
    """Whether certificates are listed in this way: a line says when one was issued, or its number."""
    return any(ISSUED.match(line.text.strip()) or _NUMBER.match(line.text.strip()) for line in lines)


def read_certificates(lines: Sequence[Line], notes: Notes) -> list[Mapping]:
    """The certificates: two names each, then lines that begin with words such as `Issued`."""
    found: list[_Certificate] = [_Certificate()]
    for line in without_blanks(lines):
        if names_keywords(line):
            found[-1].used.append(line)
            continue
        text = (bullet(line) or line).plain()
        parts = text.split(_DOTS)
        known = [_take(part, found[-1], notes) for part in parts]
        if not any(known):
            if found[-1].told:
                found.append(_Certificate())
            found[-1].names.append(text)
        else:
            found[-1].more += [part for part, taken in zip(parts, known, strict=True) if not taken]
    return [entry for each in found for certificate in _apart(each) if (entry := _read_certificate(certificate, notes))]


def _take(part: Line, certificate: _Certificate, notes: Notes) -> bool:
    """Take a part of a line that says when, until when, or under which number."""
    for pattern, key in ((ISSUED, "date"), (EXPIRES, "endDate")):
        match = pattern.match(part.text)
        period = period_of(part.part(match.end())) if match else None
        if match and period and period.start and key not in dict(certificate.fields):
            notes.understood(part.part(0, match.end()))
            certificate.fields.append((key, period.start.scalar()))
            return True
    if _NUMBER.match(part.text):
        certificate.more.append(part)
        return True
    return False


def _apart(certificate: _Certificate) -> list[_Certificate]:
    """Those of which nothing is said but their names, before the one of which more is said."""
    names = certificate.names
    cut = max(len(names) - _NAMES, 0)
    earlier = [_Certificate(names[at : min(at + _NAMES, cut)]) for at in range(0, cut, _NAMES)]
    return [*earlier, _Certificate(names[cut:], certificate.fields, certificate.more, certificate.used)]


def _read_certificate(certificate: _Certificate, notes: Notes) -> Mapping | None:
    head = Head()
    names = [unlinked(line, head) for line in certificate.names]
    fields: list[Pair] = [(key, line.scalar()) for key, line in zip(("name", "issuer"), names, strict=False)]
    fields += certificate.fields
    fields.append(("url", head.link()))
    if certificate.more:
        fields.append(("summary", join_lines(certificate.more, glue="\n")))
    fields.append(("keywords", take_keywords(certificate.used, notes)[1]))
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


# Certificates of one line. ------------------------------------------------------------------------------------


_BRACKETS = re.compile(r"(?P<name>.*[^\s,])\s*[((](?P<inside>[^()()]+)[))]\s*\.?")
_EXPIRES = re.compile(rf"{EXPIRES.pattern}|(?:exp|renewal(?: due)?|renews)[.:]*\s*(?=\S)", re.IGNORECASE)
_VALID = re.compile(rf"(?P<name>.*[^\s,])\s*,\s+(?P<inside>(?:{_EXPIRES.pattern})[^,()]+)", re.IGNORECASE)
_RESULT = re.compile(r"(?:grade|score|level|band|note|niveau|with|#|no\.|number)(?!\w)|#", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;]\s+")
_SEMICOLON = re.compile(r"\s*;\s+(?![^()]*\))")
_LETTERS = re.compile(r"[A-Z][A-Z0-9+/&-]{1,9}")
_FEWEST_LETTERS = 3
_BY = re.compile(r"\s+[–—|·-]\s+")
LEVEL = re.compile(
    r"(?:associate|professional|speciality|specialty|foundation(?:al)?|practitioner|expert|advanced|intermediate|basic|"
    r"level|grade|stufe|niveau|nivel|part)\b.*",
    re.IGNORECASE,
)


def split_at_tables(lines: Sequence[Line], notes: Notes) -> Iterator[list[Line] | list[Mapping]]:
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


def _facts(parts: Sequence[Line], notes: Notes) -> list[Pair]:
    """What stands in brackets behind a certificate: who issued it, when, and until when it is valid."""
    fields: list[Pair] = []
    for part in parts:
        key = "endDate" if (word := _EXPIRES.match(part.text)) else "date"
        word = word or ISSUED.match(part.text)
        date = period_of(part.part(word.end() if word else 0))
        if date and not date.lone and date.start and not {"date", "endDate"} & dict(fields).keys():
            fields += date.fields(notes, single="date", both=True)
        elif date and date.lone and date.start and key not in dict(fields):
            notes.understood(part.part(0, word.end() if word else 0))
            fields.append((key, date.start.scalar()))
        else:
            keys = ("summary",) if _RESULT.match(part.text) else ("issuer", "summary")
            free = next((key for key in keys if key not in dict(fields)), None)
            fields += [(free, part.scalar())] if free else []  # more is confessed
    return fields


def _certificate(name: Line, facts: list[Pair], notes: Notes) -> Mapping:
    head = Head()
    issuer = None
    if "issuer" not in dict(facts):
        name, issuer = _with_issuer(name)
        if issuer:
            notes.guessed(issuer, "who issued it")
    fields: list[Pair] = [("name", unlinked(name, head).scalar())]
    fields += [("issuer", issuer.scalar() if issuer else None), ("url", head.link()), *facts]
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept)


def _with_issuer(line: Line) -> tuple[Line, Line | None]:
    """A name and who issued it, behind a comma or a dash; a level behind a dash belongs to the name."""
    for mark in (_COMMA, _BY):
        name, *rest = line.split(mark)
        if len(rest) == 1 and not LEVEL.fullmatch(rest[0].text):
            return name.plain(), rest[0].plain()
    return line, None


# Awards. ------------------------------------------------------------------------------------------------------


_AWARD_DOTS = re.compile(r"\s+[·|•]\s+")


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
    return [*before, *(_read_award(lines[start:end], notes, joins) for start, end in zip(starts, ends, strict=True))]


def _title(lines: Sequence[Line], mark: int, after: int) -> int:
    """Where the title stands: the first line with words above a mark, but not at or above the mark before."""
    return next((index for index in range(mark - 1, after, -1) if not lines[index].blank), mark)


def _only_title(line: Line) -> Mapping:
    title = (bullet(line) or line).plain()
    return mapping(title.span, [("title", title.scalar())])


def _read_award(lines: Sequence[Line], notes: Notes, joins: Joins) -> Mapping:
    mark = next(index for index, line in enumerate(lines) if is_issuer(line))
    head, fields, more = Head(), list[Pair](), list[Line]()
    for line in without_blanks(lines[:mark]):
        fields.append(("title", unlinked((bullet(line) or line).plain(), head).scalar()))
    issuer, *rest = lines[mark].plain().split(_AWARD_DOTS)
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
