"""RenderCV's entries: what kind each is, and what becomes of its keys in each section of ours."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from cvpdf.formats.key_tables import (
    KeyReading,
    KeyTable,
    KeyTarget,
    is_empty,
    join_texts,
    read_period,
    renamed,
    scalar_text,
    under,
)
from cvpdf.formats.material import Pair, items_of, scalar, sequence
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence

_KEYS: Final = {
    "bullet": ("bullet",),
    "number": ("number",),
    "reversed_number": ("reversed_number",),
    "one_line": ("label", "details"),
    "experience": ("company", "position"),
    "education": ("institution", "area", "degree"),
    "publication": ("title", "authors", "journal", "doi"),
    "normal": ("name",),
}
"""The keys by which a kind of entry is known, as RenderCV knows it; any is enough."""

_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_SEPARATOR = re.compile(r"[,;] +")
_LOOSE = re.compile(r"(?<=[,;]) ")
_TIED = re.compile(r"(?<=[,;])\N{NO-BREAK SPACE}")
_MARKS = ("**", "*", "`", "(", "[", "{")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def entry_kind(entry: Node) -> str:
    """The kind of an entry; `other` for what RenderCV would not take."""
    if isinstance(entry, Scalar):
        return "text"
    if not isinstance(entry, Mapping):
        return "other"
    keys = {one.key for one in entry.entries}
    return next((kind for kind, known in _KEYS.items() if keys.intersection(known)), "other")


# Values. ------------------------------------------------------------------------------------------------------


def _named(key: str) -> KeyTarget:
    """A name; one that is a link as a whole is a name and an address."""

    def read(_reading: KeyReading, node: Node) -> Iterable[Pair]:
        link = _LINK.fullmatch(scalar_text(node))
        if link is None:
            return [(key, node)]
        return [(key, scalar(link[1], node.span)), ("url", scalar(link[2], node.span))]

    return read


def _details(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A row of words as a list."""
    return [("keywords", sequence(scalar(word, node.span) for word in listed_words(scalar_text(node))))]


def listed_words(row: str) -> list[str]:
    """The words of a row, parted at each comma before a plain space that stands in no bracket and no emphasis."""
    words = list(_parted(row))
    return [_TIED.sub(" ", word) for word in (words if all(map(_is_balanced, words)) else [row])]


def row_of(words: Iterable[str]) -> str:
    """Words in a row; a comma within one stands before a no-break space, so that it parts nothing."""
    tied = [_LOOSE.sub("\N{NO-BREAK SPACE}", word) for word in words]
    return ("; " if any(_TIED.search(word) for word in tied) else ", ").join(tied)


def _parted(text: str) -> Iterator[str]:
    start = 0
    for comma in _SEPARATOR.finditer(text):
        word = text[start : comma.start()]
        if word.strip() and _is_balanced(word):
            yield word
            start = comma.end()
    if text[start:].strip():
        yield text[start:]


def _is_balanced(word: str) -> bool:
    return all(
        word.count(mark) == word.count(_CLOSING[mark]) if mark in _CLOSING else word.count(mark) % 2 == 0
        for mark in _MARKS
    )


def highlights(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """Bullets; one whose colon made a key of it is a text again."""
    if not isinstance(node, Sequence):
        return [("highlights", node)]
    return [("highlights", sequence(colon_text(reading, item) for item in node.items))]


def colon_text(reading: KeyReading, node: Node) -> Node:
    """A text that YAML reads as a key with a value, for it holds a colon and no quotes."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return node
    (entry,) = node.entries
    if not isinstance(entry.value, Scalar):
        return node
    text = f"{entry.key}: {scalar_text(entry.value)}".strip()
    reading.dismiss(entry.value)
    reading.guess(entry.key_span, f"read `{entry.key}` and what follows it as one text", "put quotes round the text")
    return scalar(text, node.span)


def _own_date(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A date as it stands, unless it is a link."""
    return _date(reading, node) if _LINK.fullmatch(scalar_text(node)) else [("date", node)]


def _authors_in_prose(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    texts = [one for one in items_of(node) if isinstance(one, Scalar) and not is_empty(one)]
    return [("summary", join_texts(texts, ", "))] if texts else []


def _doi_address(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    return [("url", scalar(f"https://doi.org/{scalar_text(node)}", node.span))]


def _transcript(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    """Where the marks can be seen, a link below the text."""
    return [("summary", scalar(f"[Transcript]({scalar_text(node)})", node.span))]


def _date(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A date or a period; version 1 had a link in its place, which is the entry's address, or words that lead there."""
    link = _LINK.fullmatch(scalar_text(node))
    if link is None:
        return read_period(reading, node)
    if link[1] in link[2]:
        reading.dismiss(node)
        return [("url", scalar(link[2], node.span))]
    return [("highlights", sequence([node]))]


# The tables. --------------------------------------------------------------------------------------------------

_ENTRY: KeyTable = {
    "location": "location",
    "date": _date,
    "start_date": "startDate",
    "end_date": "endDate",
    "summary": "summary",
    "highlights": highlights,
    "url": "url",
}
_OWN_ENTRY: KeyTable = {**_ENTRY, "date": _own_date}
_EDUCATION: KeyTable = {
    "institution": _named("institution"),
    **renamed(degree="studyType", study_type="studyType", area="area", gpa="score"),
    **_ENTRY,
    "transcript_url": _transcript,
}
_PUBLICATION: KeyTable = {
    "title": _named("name"),
    "authors": "authors",
    "author": "authors",
    "journal": "publisher",
    "date": "releaseDate",
    "doi": "doi",
    "url": "url",
    "summary": "summary",
}
_PERIOD: KeyTable = {"start_date": "startDate", "end_date": "endDate"}
_AWARD: KeyTable = {"date": "date", "summary": "summary", "highlights": highlights, "url": "url"}

HOMES: Final[dict[str, dict[str, KeyTable]]] = {
    "work": {
        "experience": {
            "company": _named("name"),
            "position": "position",
            **_ENTRY,
            "positions": under("positions", {"title": "position", "position": "position", **_ENTRY}),
        },
        "normal": {"name": _named("name"), **_ENTRY},
    },
    "education": {"education": _EDUCATION, "normal": {"name": _named("institution"), **_ENTRY}},
    "projects": {"normal": {"name": _named("name"), **_ENTRY, "summary": "description"}},
    "volunteer": {
        "experience": {"company": _named("organization"), "position": "position", **_ENTRY},
        "normal": {"name": _named("organization"), **_ENTRY},
    },
    "publications": {"publication": _PUBLICATION},
    "awards": {
        "normal": {"name": _named("title"), **_AWARD},
        "experience": {"company": _named("title"), "position": "awarder", **_AWARD},
        "bullet": {"bullet": "title"},
    },
    "certificates": {
        "normal": {"name": _named("name"), **_AWARD, **_PERIOD},
        "experience": {"company": _named("name"), "position": "issuer", **_AWARD, **_PERIOD},
        "bullet": {"bullet": _named("name")},
    },
    "skills": {"one_line": {"label": "name", "name": "name", "details": _details}, "bullet": {"bullet": "name"}},
    "languages": {
        "one_line": {"label": "language", "name": "language", "details": "fluency"},
        "bullet": {"bullet": "language"},
    },
    "interests": {"one_line": {"label": "name", "name": "name", "details": _details}, "bullet": {"bullet": "name"}},
    "references": {"normal": {"name": _named("name"), "summary": "reference", "url": "url"}},
}
"""The sections of ours that an entry of some kind fits into, with what becomes of its keys there."""

OWN_ENTRY_TABLES: Final[dict[str, KeyTable]] = {
    "experience": {"company": _named("title"), "position": "subtitle", **_OWN_ENTRY},
    "education": {
        "institution": _named("title"),
        **dict.fromkeys(("degree", "study_type", "area"), "subtitle"),
        **_OWN_ENTRY,
        "transcript_url": _transcript,
    },
    "normal": {"name": _named("title"), **_OWN_ENTRY},
    "publication": {
        "title": _named("title"),
        "journal": "subtitle",
        "date": "date",
        "doi": _doi_address,
        "url": "url",
        "authors": _authors_in_prose,
        "summary": "summary",
    },
    "one_line": {"label": "title", "name": "title", "details": "subtitle", **_OWN_ENTRY},
    "bullet": {"bullet": lambda _reading, node: [("highlights", sequence([node]))]},
    "number": {"number": "summary"},
    "reversed_number": {"reversed_number": "summary"},
    "other": _OWN_ENTRY,
}
"""What becomes of the keys of each kind in a section of the person's own."""


def positions_apart(entries: Iterable[Node]) -> Iterator[Node]:
    """Entries with several positions as one for each, for sections of ours whose entries hold no others."""
    for entry in entries:
        positions = entry.get(_POSITIONS) if isinstance(entry, Mapping) else None
        items = [one for one in items_of(positions.value) if isinstance(one, Mapping)] if positions else []
        if not isinstance(entry, Mapping) or not items:
            yield entry
            continue
        own = [one for one in entry.entries if one is not positions]
        for index, item in enumerate(items):
            told = [replace(one, key="position") if one.key == "title" else one for one in item.entries]
            keys = {one.key for one in told}
            shared = [one for one in own if one.key == "company" or (index == 0 and one.key not in keys)]
            yield replace(entry, entries=(*shared, *told))


_POSITIONS: Final = "positions"


def belongs_in(entry: Node, home: str) -> bool:
    """Whether everything in an entry has a place in a section."""
    kind = entry_kind(entry)
    table = HOMES[home].get(kind)
    if table is None or not isinstance(entry, Mapping):
        return False
    known = OWN_ENTRY_TABLES[kind]
    return all(one.key in table or one.key not in known or is_empty(one.value) for one in entry.entries)
