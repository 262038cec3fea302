"""The reader of YAMLResume's files."""

from collections.abc import Iterator
from typing import Final

from cvpdf.diagnostics import Outcome
from cvpdf.formats.key_tables import (
    LOCATION,
    STANDARD,
    Arrangement,
    KeyReading,
    KeyTable,
    document,
    is_empty,
    read_tree,
    renamed,
    same,
    scalar_text,
    text_row,
)
from cvpdf.formats.material import Material, Pair, items_of, scalar, value_of
from cvpdf.locale.labels import FALLBACK
from cvpdf.model.part import held_by
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Mapping, Node, Scalar, Tree

_PRESENTATION: Final = ("layouts", "layout")
_PAPERS: Final = {"a4": "A4", "letter": "Letter"}

_PERIOD: Final = same("startDate", "endDate")
_OWN: Final = {key: held.part for key, held in held_by(Resume).items() if held.part}


def _with_ours(key: str, table: KeyTable) -> KeyTable:
    """A table with the keys of ours that it does not name: people write those of JSON Resume as well."""
    return {**table, **same(*(name for name in held_by(_OWN[key]) if name not in table))}


_BASICS: Final[KeyTable] = _with_ours(
    "basics", {**same("name", "email", "phone", "url", "summary"), **renamed(headline="label")}
)
_TABLES: Final[dict[str, KeyTable]] = {
    "work": {**same("name", "position", "url"), **_PERIOD, **same("summary", "keywords")},
    "education": {
        **same("institution", "url", "area"),
        **renamed(degree="studyType"),
        **_PERIOD,
        **same("score", "courses", "summary"),
    },
    "projects": {**same("name", "url", "description"), **_PERIOD, **same("summary", "keywords")},
    "volunteer": {**same("organization", "position", "url"), **_PERIOD, "summary": "summary"},
    "publications": same("name", "publisher", "releaseDate", "url", "summary"),
    "awards": same("title", "awarder", "date", "summary"),
    "certificates": same("name", "issuer", "date", "url"),
    "skills": same("name", "level", "keywords"),
    "languages": {**same("language", "fluency"), "keywords": text_row("summary")},
    "interests": same("name", "keywords"),
    "references": {**same("name", "email", "phone"), **renamed(relationship="position", summary="reference")},
}


def read_yamlresume(material: Material) -> Outcome[Tree]:
    """Read a YAMLResume file."""
    return read_tree(material.tree, _read, joins=True)


def _read(reading: KeyReading, root: Mapping) -> Iterator[Pair]:
    content = value_of(root, "content") or root
    yield "basics", _basics(reading, content)
    for key, table in _TABLES.items():
        if section := value_of(content, key):
            yield key, reading.each(section, _with_ours(key, table))
    spoken = value_of(root, "locale", "language") or value_of(root, "layout", "locale", "language")
    language = spoken if isinstance(spoken, Scalar) and scalar_text(spoken) != FALLBACK else None
    layout = next(iter((*items_of(value_of(root, "layouts")), *items_of(value_of(root, "layout")))), None)
    yield from document(language, _paper(layout), _plan(reading, content, layout, scalar_text(spoken)))
    paper = _paper(layout)
    taken = {"language": spoken, "paper": paper}
    reading.presentation("YAMLResume", (entry for entry in root.entries if entry.key in _PRESENTATION), taken)
    if spoken:
        reading.dismiss(spoken)


def _basics(reading: KeyReading, content: Node) -> Node | None:
    """The person, with what the file has beside it: the place where they live, and their accounts."""
    basics, location = value_of(content, "basics"), value_of(content, "location")
    profiles = value_of(content, "profiles")
    place = next((node for node in (basics, location, profiles) if node), None)
    if place is None or (basics and not isinstance(basics, Mapping)):
        return basics
    own = list(reading.pairs(basics, _BASICS)) if isinstance(basics, Mapping) else []
    own.append(("location", reading.translate(location, LOCATION) if location else None))
    own.append(("profiles", reading.each(profiles, same("network", "username", "url")) if profiles else None))
    return reading.mapping(place.span, own)


def _paper(layout: Node | None) -> Scalar | None:
    node = value_of(layout, "page", "paperSize")
    paper = _PAPERS.get(scalar_text(node).casefold())
    return scalar(paper, node.span) if node and paper and paper != "A4" else None


def _plan(reading: KeyReading, content: Node, layout: Node | None, language: str) -> Node | None:
    """The order and the titles that the first layout gives to the sections."""
    sections = Arrangement(reading, language or FALLBACK)
    for name in STANDARD:
        node = value_of(content, "basics", "summary") if name == "summary" else value_of(content, name)
        if node and not is_empty(node):
            title = value_of(layout, "sections", "aliases", "basics" if name == "summary" else name)
            sections.place(name, node.span, title if isinstance(title, Scalar) else None)
    wanted = [
        scalar_text(name).replace("basics", "summary") for name in items_of(value_of(layout, "sections", "order"))
    ]
    return sections.plan(wanted or None)
