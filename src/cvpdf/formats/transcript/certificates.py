"""Certificates as a profile page lists them: what, from whom, when it was issued and expires, and its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cvpdf.formats.nodes import around, mapping
from cvpdf.formats.transcript.entry_headers import Head, unlinked
from cvpdf.formats.transcript.labelled_lines import names_keywords, take_keywords
from cvpdf.formats.transcript.lines import Line, joined, without_blanks
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.periods import period_of
from cvpdf.formats.transcript.prose import bullet
from cvpdf.source.tree import Mapping, Node

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


@dataclass(slots=True)
class _Certificate:
    """One while it is read: its names, then what is said below them."""

    names: list[Line] = field(default_factory=list)
    fields: list[tuple[str, Node | None]] = field(default_factory=list)
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
    return [entry for each in found for certificate in _apart(each) if (entry := _read(certificate, notes))]


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


def _read(certificate: _Certificate, notes: Notes) -> Mapping | None:
    head = Head()
    names = [unlinked(line, head) for line in certificate.names]
    fields: list[tuple[str, Node | None]] = [
        (key, line.scalar()) for key, line in zip(("name", "issuer"), names, strict=False)
    ]
    fields += certificate.fields
    fields.append(("url", head.link()))
    if certificate.more:
        fields.append(("summary", joined(certificate.more, glue="\n")))
    fields.append(("keywords", take_keywords(certificate.used, notes)[1]))
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None
