"""One small function for each kind of entry: which of its fields is the title, which a fact, which a keyword."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from msgspec.structs import replace

from cvpdf.model.links import bare_doi, doi_target, email_target, phone_target
from cvpdf.model.part import Part
from cvpdf.outline.printed_values import (
    Marker,
    SourceValue,
    address,
    addresses,
    date,
    fact,
    labelled,
    period,
    place,
    present,
)
from cvpdf.outline.printed_values import language as named_language
from cvpdf.outline.values import Entry, Fact, Group, Inline, Mark, Name, Styled, Text, plain_text

# The kinds. ---------------------------------------------------------------------------------------------------


T = TypeVar("T")


def headed(entry: Entry, dates: Mark | None, *names: Mark | None) -> Entry:
    """Give an entry its heading: the first name that is there is the title, the next the subtitle.

    Without any name the dates are the title.
    """
    title, subtitle, *_ = (*present(names), None, None)
    if title is None:
        return replace(entry, title=dates)
    return replace(entry, title=title, subtitle=subtitle, dates=dates)


def filled(parts: Iterable[T], nothing: T) -> tuple[T, ...]:
    """Those that have anything to print."""
    return tuple(part for part in parts if part != nothing)


def work(marker: Marker, job: SourceValue) -> Entry:
    """A job, or several positions at one employer."""
    positions = filled((position(marker, item) for item in job["positions"].items()), Entry())
    role, employer = marker.line(job["position"]), marker.line(job["name"])
    names = (employer, role) if positions else (role, employer)
    entry = _with_place(marker, job, job["description"], job["summary"])
    return headed(replace(entry, positions=positions), period(marker, job), *names)


def position(marker: Marker, item: SourceValue) -> Entry:
    """One of several positions at an employer."""
    return headed(_with_place(marker, item), period(marker, item), marker.line(item["position"]))


def volunteer(marker: Marker, item: SourceValue) -> Entry:
    """Unpaid work."""
    names = marker.line(item["position"]), marker.line(item["organization"])
    return headed(_with_place(marker, item), period(marker, item), *names)


def education(marker: Marker, item: SourceValue) -> Entry:
    """A course of study: the school is the title, for it is what a reader looks for."""
    names = marker.line(item["institution"]), marker.joined(item["studyType"], item["area"])
    return headed(_with_place(marker, item), period(marker, item), *names)


def project(marker: Marker, item: SourceValue) -> Entry:
    """A project."""
    names = marker.line(item["name"]), marker.line(item["entity"])
    entry = _with_place(marker, item, item["description"], item["summary"])
    return headed(entry, period(marker, item), *names)


def publication(marker: Marker, item: SourceValue) -> Entry:
    """A publication."""
    names = marker.line(item["name"]), marker.line(item["publisher"])
    doi = item["doi"]
    identifier = marker.written(bare_doi(doi.text), doi, href=doi_target(doi.text)) if doi.text else None
    facts = (
        *labelled(marker, "authors", with_own_name(marker.lines(item["authors"]), marker.name)),
        *with_heading(marker, fact(marker, "type", item["type"])),
        *labelled(marker, "doi", present([identifier])),
    )
    return headed(_with_texts(marker, item, facts=facts), date(marker, item["releaseDate"]), *names)


def award(marker: Marker, item: SourceValue) -> Entry:
    """A prize."""
    names = marker.line(item["title"]), marker.line(item["awarder"])
    return headed(_with_texts(marker, item), date(marker, item["date"]), *names)


def certificate(marker: Marker, item: SourceValue) -> Entry:
    """A certificate."""
    names = marker.line(item["name"]), marker.line(item["issuer"])
    return headed(_with_texts(marker, item), _dates(marker, item), *names)


def _with_texts(marker: Marker, item: SourceValue, *prose: SourceValue, facts: tuple[Fact, ...] | None = None) -> Entry:
    """An entry with what may be said of anything; its prose is the summary where nothing else is named.

    Its facts are those of the model, unless they are given because one of them is more than a text.
    """
    return Entry(
        link=address(marker, item["url"]),
        prose=marker.prose(*prose or (item["summary"],)),
        highlights=marker.bullets(item["highlights"]),
        facts=_facts(marker, item) if facts is None else facts,
        keywords=marker.lines(item["keywords"]),
    )


def _facts(marker: Marker, item: SourceValue) -> tuple[Fact, ...]:
    """What the model calls facts of such an entry."""
    keys = item.value.facts if isinstance(item.value, Part) else ()
    return tuple(made for key in keys for made in fact(marker, key, item[key]))


def _with_place(marker: Marker, item: SourceValue, *prose: SourceValue) -> Entry:
    """The same of what happened somewhere."""
    return replace(_with_texts(marker, item, *prose), place=place(marker, item["location"]))


def _dates(marker: Marker, item: SourceValue) -> Mark | None:
    """A date, a period, or both."""
    return marker.together(present([date(marker, item["date"]), period(marker, item)]))


def reference(marker: Marker, item: SourceValue) -> Entry:
    """What someone says about the person, and how to reach them."""
    return headed(
        Entry(
            link=address(marker, item["url"]),
            prose=marker.prose(item["summary"], item["reference"]),
            facts=(
                *labelled(marker, "email", addresses(marker, item["email"], email_target)),
                *labelled(marker, "phone", addresses(marker, item["phone"], phone_target)),
            ),
        ),
        None,
        marker.line(item["name"]),
        marker.line(item["position"]),
    )


def custom(marker: Marker, item: SourceValue) -> Entry:
    """An entry of a section of the person's own."""
    names = marker.line(item["title"]), marker.line(item["subtitle"])
    return headed(_with_place(marker, item), _dates(marker, item), *names)


def skill(marker: Marker, item: SourceValue) -> Group:
    """A group of skills."""
    label, level = marker.line(item["name"]), marker.line(item["level"])
    return Group(label, level, marker.lines(item["keywords"]), marker.prose(item["summary"]), rating(level))


def language(marker: Marker, item: SourceValue) -> Group:
    """A language that the person speaks."""
    level = marker.joined(item["fluency"], item["level"])
    return Group(
        named_language(marker, item["language"]), level, prose=marker.prose(item["summary"]), rating=rating(level)
    )


def interest(marker: Marker, item: SourceValue) -> Group:
    """An interest."""
    items, prose = marker.lines(item["keywords"]), marker.prose(item["summary"])
    return Group(marker.line(item["name"]), items=items, prose=prose)


ENTRIES: dict[str, Callable[[Marker, SourceValue], Entry]] = {
    "work": work,
    "education": education,
    "projects": project,
    "volunteer": volunteer,
    "publications": publication,
    "awards": award,
    "certificates": certificate,
    "references": reference,
}

GROUPS: dict[str, Callable[[Marker, SourceValue], Group]] = {
    "skills": skill,
    "languages": language,
    "interests": interest,
}


# Publications. ------------------------------------------------------------------------------------------------


_TYPES = {
    "article": "article",
    "articlejournal": "article",
    "journalarticle": "article",
    "conference": "conference",
    "conferencearticle": "conference",
    "conferencepaper": "conference",
    "paperconference": "conference",
    "inproceedings": "conference",
    "proceedings": "conference",
    "book": "book",
    "bookchapter": "chapter",
    "chapter": "chapter",
    "inbook": "chapter",
    "incollection": "chapter",
    "thesis": "thesis",
    "dissertation": "thesis",
    "preprint": "preprint",
    "patent": "patent",
    "report": "report",
    "techreport": "report",
    "talk": "talk",
    "speech": "talk",
    "presentation": "talk",
    "misc": "other",
    "other": "other",
}
"""English words and the types of BibTeX and CSL, by the heading that says the same. One that would lose something of
its word (`phdthesis`, `poster`) is no row, and is a heading as it is written."""

_PLURALS = {"theses": "thesis", "proceedings": "proceedings"}

# Names in one text stand between these; a name may carry such signs as lead to a note.
_BETWEEN = r"[,;&،、，；]|\b(?:and|und|et|y|e|og|och|en|i|и|та|і|ja|és|ve|dan)\b"
_TITLE = re.compile(r"[^\W\d_]{2,}\.")  # Dr., Prof.
_NOTES = r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹\d]*"


def with_heading(marker: Marker, kinds: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """A publication's type with the heading that such publications have in the language of the résumé."""
    return tuple(replace(kind, heading=_heading(marker, kind.values[0])) for kind in kinds)


def _heading(marker: Marker, value: Mark) -> Mark | None:
    word = re.sub(r"[\W_]+", "", plain_text(value.children).casefold())
    known = _TYPES.get(_PLURALS.get(word, word)) or _TYPES.get(word.removesuffix("s"))
    return marker.label(marker.locale.publications[known], value.origin) if known else None


def with_own_name(authors: tuple[Mark, ...], name: str) -> tuple[Mark, ...]:
    """Authors, with the person's own name emphasised: as it is in the header, with initials, or surname first."""
    pattern = _forms(name)
    if pattern is None:
        return authors
    return tuple(
        replace(mark, children=tuple(part for child in mark.children for part in _emphasised(child, pattern)))
        for mark in authors
    )


def _emphasised(child: Inline, pattern: re.Pattern[str]) -> Iterator[Inline]:
    found = pattern.search(child.text) if isinstance(child, Text) else None
    if not found or not isinstance(child, Text):
        yield child
        return
    start, end = found.span("name")
    parts = (Text(child.text[:start]), Styled("strong", (Text(child.text[start:end]),)), Text(child.text[end:]))
    yield from (part for part in parts if not isinstance(part, Text) or part.text)


@cache
def _forms(name: str) -> re.Pattern[str] | None:
    """A pattern of every form of a name: where its surname begins is not known, so each word but the first may be it.

    What stands before and behind must end another name: of `C. Example, A. Sample` nothing is `Example, A.`
    """
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not _TITLE.fullmatch(word)]
    if not words:
        return None
    forms = [r"\s*".join(map(re.escape, words))]
    for first in range(1, len(words)):
        given, surname = _given(words[:first]), r"\s+".join(map(re.escape, words[first:]))
        forms += (rf"{given}\s+{surname}", rf"{surname},?\s+{given}")
    before = rf"(?:^|{_BETWEEN})\s*"
    return re.compile(rf"{before}(?P<name>{'|'.join(forms)})(?={_NOTES}\s*(?:$|{_BETWEEN}))", re.IGNORECASE)


def _given(words: list[str]) -> str:
    """Given names, each whole or its initial, those behind the first perhaps left out, and perhaps one more initial."""
    first, *more = (rf"(?:{re.escape(word)}|{re.escape(word[0])}\.?)" for word in words)
    rest = "".join(rf"(?:[\s-]*{word})?" for word in more)
    return rf"{first}{rest}(?:\s*\b[^\W\d_]\.)?"


# Levels. ------------------------------------------------------------------------------------------------------


_CEFR = {"a1": 17, "a2": 33, "b1": 50, "b2": 67, "c1": 83, "c2": 100}
"""The Common European Framework of Reference for Languages has six levels; each is a sixth, in per cent."""

_LEVEL = re.compile(r"(?<![^\W_])[abc][12](?![^\W_])", re.IGNORECASE | re.ASCII)
_NUMBER = r"(?<![\w.,/])(\d{1,3}(?:[.,]\d+)?)"
_SHARE = re.compile(_NUMBER + r"\s*(?:/|of|out of|von|sur|de|di|af|av|van|из|з|z|su)\s*(\d{1,3})(?![\w/])")
_PERCENT = re.compile(_NUMBER + r"\s*%")
_WHOLE = 100


def rating(level: Mark | None) -> Name | None:
    """The per cent of a level; None where it has none, or more than one."""
    text = plain_text(level.children) if level else ""
    found = {_CEFR[word.lower()] for word in _LEVEL.findall(text)}
    found = found or {_share(number, whole) for number, whole in _SHARE.findall(text)}
    found = found or {_share(number, str(_WHOLE)) for number in _PERCENT.findall(text)}
    per_cent = found.pop() if len(found) == 1 else None
    return Name(str(per_cent)) if per_cent is not None and 0 <= per_cent <= _WHOLE else None


def _share(number: str, whole: str) -> int:
    parts = float(number.replace(",", "."))
    return round(_WHOLE * parts / int(whole)) if int(whole) else -1
