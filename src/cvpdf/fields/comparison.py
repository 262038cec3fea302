"""What was read is compared with what was written: each value that a parser tears, glues, misplaces or misses."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.arguments import check_type
from cvpdf.artifacts import Draft, Loaded
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Rule, Severity, Span
from cvpdf.fields.entry_blocks import SITE, ReadEntry, ReadValue
from cvpdf.fields.lost_values import (
    LEFTWARDS_NOTE,
    FieldFault,
    Letters,
    WantedValue,
    as_diagnostics,
    has_its_blanks,
    is_foreign,
    is_read,
    named,
    oddities,
    run_together,
    runs_leftwards,
    shortened,
    summed,
    tight,
)
from cvpdf.fields.parsing import Reading, parse, section_of
from cvpdf.fields.runs_and_lines import PlacedText, read_lines
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Entry, Mark, Outline, Section, text_of
from cvpdf.path import SourcePath
from cvpdf.pdfium import UnreadableError
from cvpdf.rules.cv6_proof import GluedField, LargePdf, MisplacedField, TornField
from cvpdf.rules.cv7_formats import BrokenFile, LockedPdf, NoTextInPdf
from cvpdf.selection import select

# What has to be read. -----------------------------------------------------------------------------------------


class WantedEntry(Struct, frozen=True):
    """The values that a parser has to read as one entry."""

    values: tuple[WantedValue, ...]


_CONTACTS = {"email": "e-mail", "phone": "phone", "url": "link", "profile": "link"}
_HEADS = {
    "position": "title",
    "name": "employer",
    "organization": "employer",
    "institution": "school",
    "studyType": "degree",
    "area": "degree",
}
_NAMED = {"projects": "project", "certificates": "certificate"}


def _wanted(field: str, mark: Mark | None) -> Iterator[WantedValue]:
    text = " ".join(text_of(mark).split()) if mark and mark.covers else ""
    if mark and text:
        yield WantedValue(field, mark.origin, text)


def _persons(outline: Outline) -> Iterator[WantedValue]:
    yield from _wanted("name", outline.header.name)
    for contact in outline.header.contacts:
        if contact.kind == "location":
            parts = [text_of(mark) for mark in contact.values]
            yield WantedValue("address", contact.values[0].origin, outline.comma.join(parts))
        elif contact.kind in _CONTACTS:
            for mark in contact.values:
                if contact.kind in {"email", "phone"} or SITE.fullmatch(text_of(mark)):
                    yield from _wanted(_CONTACTS[contact.kind], mark)


def _entries(section: Section) -> Iterator[WantedEntry]:
    for entry in section.entries:
        for number, position in enumerate(entry.positions):
            head = (*_wanted("title", position.title), *(_wanted("employer", entry.title) if number == 0 else ()))
            yield WantedEntry((*head, *_rest(position)))
        if not entry.positions:
            yield WantedEntry((*_heads(section, entry), *_rest(entry)))


def _heads(section: Section, entry: Entry) -> Iterator[WantedValue]:
    for mark in (entry.title, entry.subtitle):
        if mark and mark.ends:
            yield from _wanted("period", mark)
        elif mark:
            named = _NAMED.get(section.kind) if mark is entry.title else None
            if field := named or (_HEADS.get(str(mark.origin[-1])) if section.kind not in _NAMED else None):
                yield from _wanted(field, mark)


def _rest(entry: Entry) -> Iterator[WantedValue]:
    yield from _wanted("period", entry.dates)
    for mark in entry.highlights:
        yield from _wanted("bullet", mark)


# The comparison. ----------------------------------------------------------------------------------------------


_COMPARED = {"work": "jobs", "volunteer": "jobs", "education": "schools", "projects": "projects"}
_LISTS = {"skills": ("skill", "skills"), "languages": ("language", "languages")}

_KNOWN = frozenset((*_COMPARED, *_LISTS))

LeavesOut = Callable[[SourcePath], bool]


def compare(
    reading: Reading, text: PlacedText, outline: Outline, leaves_out: LeavesOut | None = None
) -> list[FieldFault]:
    """Compare what a parser reads with what a résumé says, field by field.

    Args:
        reading: What was read.
        text: The lines from which it was read.
        outline: The résumé as it is printed.
        leaves_out: Whether a theme has no place for what stands at a source path.

    Returns:
        A fault for each value that is not read as it is, in the order of the résumé; none where all are right.
    """
    letters, faults = Letters(text), list[FieldFault]()
    faults += _person_faults(reading, outline, letters)
    if runs_leftwards(text):
        message, hint = LEFTWARDS_NOTE
        note = FieldFault(MisplacedField, "text", (), message, None, Severity.INFO, within=True, hint=hint)
        return [note, *filter(_tells_leftwards, faults)]
    found: dict[str, list[WantedEntry]] = {name: [] for name in _COMPARED.values()}
    for section in outline.sections:
        if section.kind in _KNOWN and section_of(text_of(section.title), loosely=True) != section.kind:
            faults.append(_unknown_title(section))
        elif section.kind in _COMPARED:
            found[_COMPARED[section.kind]] += _entries(section)
        elif section.kind in _LISTS:
            faults += _list_faults(reading, section, letters)
    for name, wanted in found.items():
        read: Sequence[ReadEntry] = getattr(reading, name)
        faults += _entry_faults(read, wanted, letters, outline.language)
    return [fault for fault in faults if leaves_out is None or not leaves_out(fault.path)]


def _tells_leftwards(fault: FieldFault) -> bool:
    """Whether a fault does not depend on the order of letters: of an e-mail address, or a phone number in one piece."""
    return fault.field == "e-mail" or (fault.field == "phone" and fault.rule is GluedField)


def _unknown_title(section: Section) -> FieldFault:
    """That nothing of a section is read, for its title is not one that parsers know."""
    title, mark = text_of(section.title), section.title
    message = f"parsers do not know the title “{shortened(title)}”, and read nothing below it as `{section.kind}`"
    usual = _USUAL_TITLES.get(section.kind, ("Experience", "Work experience"))
    hint = f"such parsers know {' and '.join(f'`{title}`' for title in usual)}; rename it with `titles`"
    path = mark.covers[0] if mark.covers else mark.origin
    return FieldFault(MisplacedField, "section", path, message, hint=hint)


_USUAL_TITLES = {
    "volunteer": ("Volunteering", "Volunteer experience"),
    "education": ("Education", "Academic background"),
    "projects": ("Projects", "Personal projects"),
    "skills": ("Skills", "Technical skills"),
    "languages": ("Languages", "Language skills"),
}


def _person_faults(reading: Reading, outline: Outline, letters: "Letters") -> Iterator[FieldFault]:
    slots: dict[str, Sequence[ReadValue | None]] = {
        "name": [reading.name],
        "e-mail": [reading.email],
        "phone": [reading.phone],
        "address": [reading.address],
        "link": reading.links,
    }
    for wanted in _persons(outline):
        values = [value for value in slots[wanted.field] if value]
        read = next((value for value in values if is_read(wanted, value, outline.language)), None)
        if read is None:
            yield letters.fault(wanted, None)
        elif not has_its_blanks(wanted, read):
            yield run_together(wanted, read)


def _list_faults(reading: Reading, section: Section, letters: "Letters") -> Iterator[FieldFault]:
    """Skills and languages: each has to be one of those that were read; a sentence is none."""
    field, name = _LISTS[section.kind]
    values: Sequence[ReadValue] = getattr(reading, name)
    read, near = {tight(value.text) for value in values}, values[0].spot if values else None
    for group in section.groups:
        for mark in (group.label, *group.items):
            for wanted in _wanted(field, mark):
                parts = [tight(part) for part in _LISTED.split(wanted.text)]
                if tight(wanted.text) not in read and not all(part in read for part in parts if part):
                    fault = letters.fault(wanted, near)
                    if fault.rule not in {MisplacedField, TornField}:  # a list may go over the end of a line
                        yield fault


_LISTED = re.compile(r"\s*[,;、，،|·•()]\s*|\s+[–—-]\s+|\s*[::]\s+")


def _entry_faults(
    read: Sequence[ReadEntry], wanted: Sequence[WantedEntry], letters: "Letters", language: str
) -> Iterator[FieldFault]:
    homes = _Homes(read)
    for entry in wanted:
        number = homes.of(entry, language)
        mine = read[number] if number is not None else None
        for value in entry.values:
            slots = _slots(mine, value.field) if mine else ()
            found = next((slot for slot in slots if is_read(value, slot, language)), None)
            if found:
                if not has_its_blanks(value, found):
                    yield run_together(value, found)
                continue
            elsewhere = homes.elsewhere(value, mine)
            fault = elsewhere or letters.fault(value, mine.spot if mine else None)
            at_home = elsewhere is None or (mine is not None and _holds(mine, value))
            if fault.rule is MisplacedField and at_home and any(map(is_foreign, entry.values)):
                fault = replace(fault, severity=Severity.INFO, within=True)
            yield fault
    for other in list(homes.left())[: max(len(read) - len(wanted), 0)]:
        said = ", ".join(f"“{shortened(head.text)}”" for head in other.heads)
        if said and wanted and wanted[0].values:
            message = f"a parser takes {said} for one more entry"
            yield FieldFault(MisplacedField, "title", wanted[0].values[0].path[:1], message, other.spot)


def _slots(entry: ReadEntry, field: str) -> Sequence[ReadValue]:
    """What was read for a field. A title and an employer may be taken for each other: their order tells nothing."""
    if field == "period":
        return (entry.period,) if entry.period else ()
    return entry.bullets if field == "bullet" else entry.heads


class _Homes:
    """Which of the entries that were read is which of the résumé: the one that has most of its values."""

    def __init__(self, read: Sequence[ReadEntry]) -> None:
        self._read, self._taken = read, set[int]()
        self._holders: dict[str, list[int]] = {}
        for number, entry in enumerate(read):
            for value in (*entry.heads, *((entry.period,) if entry.period else ()), *entry.bullets, *entry.others):
                self._holders.setdefault(tight(value.text), []).append(number)

    def of(self, entry: WantedEntry, language: str) -> int | None:
        """The number of the entry that was read for this one."""
        votes: Counter[int] = Counter()
        for value in entry.values:
            weight = 1 if value.field == "bullet" else _HEAD_WEIGHT
            holders = self._holders.get(tight(value.text), ())
            votes.update({number: weight for number in holders if number not in self._taken})
        if votes:
            best: int | None = min(votes, key=lambda number: (-votes[number], number))
        else:
            left = (number for number in range(len(self._read)) if number not in self._taken)
            best = next((number for number in left if _has_any(self._read[number], entry, language)), None)
        if best is not None:
            self._taken.add(best)
        return best

    def elsewhere(self, value: WantedValue, mine: ReadEntry | None) -> FieldFault | None:
        """That a value is whole, but in another entry, or as other text of its own."""
        for number in self._holders.get(tight(value.text), ()):
            entry = self._read[number]
            held = next(each for each in _all_of(entry) if tight(each.text) == tight(value.text))
            if entry is mine:
                message = f"{named(value)} is read as other text of its entry"
            elif entry.heads:
                message = f"{named(value)} is read with another entry, “{shortened(entry.heads[0].text)}”"
            else:
                message = f"{named(value)} is read with an entry that has no title and no employer"
                self._taken.add(number)
            return FieldFault(MisplacedField, value.field, value.path, message, held.spot)
        return None

    def left(self) -> Iterator[ReadEntry]:
        """The entries that are none of the résumé."""
        return (entry for number, entry in enumerate(self._read) if number not in self._taken)


_HEAD_WEIGHT = 3
"""A title, an employer or a period tells more about which entry it is than a bullet."""


def _has_any(read: ReadEntry, entry: WantedEntry, language: str) -> bool:
    return any(is_read(value, slot, language) for value in entry.values for slot in _slots(read, value.field))


def _holds(entry: ReadEntry, value: WantedValue) -> bool:
    return any(tight(each.text) == tight(value.text) for each in _all_of(entry))


def _all_of(entry: ReadEntry) -> Iterator[ReadValue]:
    yield from (*entry.heads, *((entry.period,) if entry.period else ()), *entry.bullets, *entry.others)


# A PDF, with or without a résumé. -----------------------------------------------------------------------------


def read_fields(content: bytes, *, file: str = "resume.pdf", against: Loaded | None = None) -> Outcome[Reading]:
    """Read the fields of a résumé from a PDF, cvpdf's own or any other, as the parsers of hiring systems do.

    Args:
        content: the bytes of the PDF.
        file: what messages call it.
        against: a résumé with which the fields are compared, as `load` gives it.

    Returns:
        The fields, and warnings: of each value of the résumé that is not read as it is, at its line; without a résumé,
        of what looks odd, and there the line is the page. There is no value where the PDF cannot be read.

    Raises:
        TypeError: when an argument has another type. Bad input never raises.
    """
    check_type("content", content, bytes, "read the file with `Path.read_bytes`")
    check_type("file", file, str)
    check_type("against", against, Loaded, "write `load(source).value`", optional=True)
    ledger = Ledger()
    text = ledger.take(_lines(content, file))
    if text is None:
        return Outcome(None, ledger.diagnostics)
    reading = parse(text)
    ledger.add(*_size(content, file))
    if against is None:
        ledger.add(*oddities(reading, text, file))
    elif outlined := outline(select(against.resume), against.tree.locate).value:
        faults = summed(compare(reading, text, outlined), _count(outlined))
        ledger.add(*_said(faults, against))
    return ledger.outcome(reading)


def field_warnings(content: bytes, drafted: Draft) -> Outcome[None]:
    """Say which values of a résumé a parser does not read as they are in the PDF that was made of it.

    Args:
        content: the bytes of the PDF.
        drafted: the résumé, with its theme.

    Returns:
        Warnings at the lines of the résumé.
    """
    text = read_lines(content)
    faults = compare(parse(text), text, drafted.outline, drafted.theme.leaves_out)
    return Outcome(None, _said(summed(faults, _count(drafted.outline)), drafted.loaded))


def _count(outline: Outline) -> int:
    """How many values of contacts and entries have to be read."""
    entries = (entry for section in outline.sections if section.kind in _COMPARED for entry in _entries(section))
    return sum(len(entry.values) for entry in entries) + len(list(_persons(outline)))


def _said(faults: Iterable[FieldFault], loaded: Loaded) -> tuple[Diagnostic, ...]:
    """The messages, but for those whose codes the résumé has switched off."""
    ignored = {code.strip() for code in loaded.resume.document.ignore}
    return tuple(said for said in as_diagnostics(faults, loaded.tree.locate) if said.code not in ignored)


def _lines(content: bytes, file: str) -> Outcome[PlacedText]:
    """The lines of a PDF, or why there are none."""
    rule: type[Rule] = BrokenFile
    try:
        text = read_lines(content)
    except UnreadableError as error:
        if error.locked:
            rule, message, hint = LockedPdf, "this PDF is locked with a password", "save it without one"
        elif error.empty:
            rule, message, hint = NoTextInPdf, "this PDF has no pages", "make or download it once more"
        elif _MAGIC not in content[:_HEAD]:
            message, hint = "this is no PDF", "name the PDF that a résumé was made into"
        else:
            message, hint = "this PDF is broken, and cannot be read", "make or download it once more"
    else:
        if text.lines:
            return Outcome(text)
        rule, message = NoTextInPdf, "this PDF holds no text, so there is nothing that a parser could read"
        hint = "make it with a program that writes text, not pictures of it"
    return Outcome(None, (rule.at(Span(file, 1, 1, 1, 1), message, hint=hint),))


def _size(content: bytes, file: str) -> Iterator[Diagnostic]:
    if len(content) > _MOST_PARSED:
        message = f"this PDF has {len(content) / 1e6:.1f} MB, and several hiring systems parse no more than 2.5 MB"
        yield LargePdf.at(Span(file, 1, 1, 1, 1), message, hint="most of it is pictures: take smaller ones")


_MOST_PARSED = 2_500_000
_MAGIC, _HEAD = b"%PDF-", 1024
"""What a PDF begins with, perhaps after some other bytes (ISO 32000-1, annex H)."""
