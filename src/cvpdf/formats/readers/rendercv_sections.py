"""RenderCV's sections: a title of any words over entries of one kind; each becomes a section of ours or stays one."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cvpdf.diagnostics import Severity, Span
from cvpdf.formats.arranging import Arrangement
from cvpdf.formats.nodes import around, items_of, mapping, scalar, sequence
from cvpdf.formats.readers.rendercv_entries import HOMES, OWN, colon_text, fits, kind_of
from cvpdf.formats.rendercv_words import printed_title
from cvpdf.formats.translating import Pair, Reading, is_empty, joined, plain_text
from cvpdf.rules.formats import NotPlaced
from cvpdf.source.tree import Entry, Mapping, Node, Scalar

_TITLES: Final = {
    "summary": "summary|about|about me|profile|professional summary|career summary|executive summary|"
    "personal statement|objective|career objective|introduction|bio",
    "work": "experience|experiences|work|work experience|work history|professional experience|employment|"
    "employment history|career|industry experience|positions|relevant experience|job experience",
    "education": "education|academic background|educational background|academic education|studies|"
    "education and training|degrees",
    "projects": "projects|project|personal projects|selected projects|side projects|open source projects|"
    "project experience|key projects|notable projects|academic projects",
    "volunteer": "volunteer|volunteering|volunteer experience|volunteer work|community service|voluntary work|"
    "volunteer experiences",
    "publications": "publications|publication|selected publications|papers|articles|journal articles|"
    "conference papers|peer reviewed publications|research publications",
    "awards": "awards|award|honors|honours|honors and awards|awards and honors|selected honors|achievements|"
    "awards and achievements|honours and awards|scholarships and awards",
    "certificates": "certificates|certificate|certifications|certification|licenses and certifications|"
    "courses and certifications|professional certifications",
    "skills": "skills|skill|technical skills|technologies|core skills|core competencies|competencies|tools|"
    "skills and technologies|technical expertise|skills and tools|tech stack|expertise|additional skills",
    "languages": "languages|language|language skills|spoken languages",
    "interests": "interests|interest|hobbies|hobbies and interests|interests and hobbies|personal interests",
    "references": "references|reference|referees|recommendations",
}
_HOME_OF: Final = {title: home for home, titles in _TITLES.items() for title in titles.split("|")}
_AND = re.compile(r"\s*(?:&|/|\+|,)\s*")


def read_sections(reading: Reading, node: Node, plan: Arrangement) -> Iterator[Pair]:
    """Every section that has entries, in the order of the file."""
    for section in node.entries if isinstance(node, Mapping) else ():
        if not is_empty(section.value):
            yield from _section(reading, section, plan)


def _section(reading: Reading, section: Entry, plan: Arrangement) -> Iterable[Pair]:
    title = scalar(printed_title(section.key), section.key_span)
    place = around((title, section.value))
    entries = [_unquoted(reading, entry) for entry in items_of(section.value) if not is_empty(entry)]
    words = plain_text(title)
    home = _HOME_OF.get(_AND.sub(" and ", words.casefold()).strip()) or plan.called(words)
    if home is None or plan.has(home):
        plan.own(place, title, _own_body(reading, title, entries, section.value.span))
        return []
    if home == "summary" and (texts := _texts(entries)):
        plan.place(home, section.key_span, title)
        return [("summary", joined(texts, "\n\n") if len(texts) > 1 else texts[0])]
    if home in HOMES and all(fits(entry, home) for entry in entries):
        plan.place(home, section.key_span, title)
        items = (reading.translate(entry, HOMES[home][kind_of(entry)]) for entry in entries)
        return [(home, sequence(items, section.value.span))]
    plan.own(place, title, _own_body(reading, title, entries, section.value.span))
    return []


def _unquoted(reading: Reading, entry: Node) -> Node:
    """An entry; one that has none of RenderCV's keys may be a text with a colon."""
    known = isinstance(entry, Mapping) and any(one.key in OWN["normal"] for one in entry.entries)
    return entry if known or kind_of(entry) != "other" else colon_text(reading, entry)


def _texts(entries: list[Node]) -> list[Scalar]:
    """The entries, if all of them are texts."""
    texts = [entry for entry in entries if isinstance(entry, Scalar)]
    return texts if len(texts) == len(entries) else []


def _values(entries: list[Node], kind: str) -> list[Scalar]:
    """What stands in the entries, if all of them are of one kind with one key."""
    values = [entry.get(kind) for entry in entries if isinstance(entry, Mapping) and kind_of(entry) == kind]
    texts = [value.value for value in values if value and isinstance(value.value, Scalar)]
    return texts if len(texts) == len(entries) else []


def _own_body(reading: Reading, title: Scalar, entries: list[Node], place: Span) -> Iterable[Pair]:
    """What stands under the title of a section of the person's own."""
    if texts := _texts(entries):
        return [("text", joined(texts, "\n\n") if len(texts) > 1 else texts[0])]
    if numbered := _values(entries, "number"):
        lines = (scalar(f"{count}. {_one_line(text)}", text.span) for count, text in enumerate(numbered, start=1))
        return [("text", joined(lines, "\n"))]
    if counted_down := _values(entries, "reversed_number"):
        message = f"the numbers of `{plain_text(title)}` count down; its entries are bullets in the same order"
        hint = "write the number into each text if it matters"
        reading.said.append(NotPlaced.at(title.span, message, hint=hint, severity=Severity.INFO))
    bullets = counted_down or _values(entries, "bullet")
    if bullets:
        bulleted = mapping(place, [("highlights", sequence(bullets))])
        return [("entries", sequence([bulleted], place))]
    return [("entries", sequence((_own_entry(reading, entry) for entry in entries), place))]


def _own_entry(reading: Reading, entry: Node) -> Node:
    if isinstance(entry, Scalar):
        return mapping(entry.span, [("summary", entry)])
    return reading.translate(entry, OWN[kind_of(entry)])


def _one_line(text: Scalar) -> str:
    return " ".join(plain_text(text).split())
