"""The reader of FRESH files, which HackMyResume works with.

Source: FRESH's schema, 1.0.0-beta, and the older names that its samples have.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from cvpdf.diagnostics import Outcome
from cvpdf.formats.key_tables import (
    LOCATION,
    Arrangement,
    KeyReading,
    KeyTable,
    KeyTarget,
    as_list,
    dismissed,
    is_empty,
    join_texts,
    read_tree,
    renamed,
    same,
    scalar_text,
    text_row,
)
from cvpdf.formats.material import Material, Pair, items_of, mapping, scalar, sequence, value_of
from cvpdf.source.tree import Mapping, Node, Scalar, Tree

_PRIVATE: Final = ("private", "ignore")
_HINT: Final = "take that key out, or add it by hand"
_SETTINGS: Final = dismissed(*_PRIVATE, "id", "current")


def read_fresh(material: Material) -> Outcome[Tree]:
    """Read a FRESH file."""
    return read_tree(material.tree, _read)


def _read(reading: KeyReading, root: Mapping) -> Iterator[Pair]:
    yield "basics", _basics(reading, root)
    for path, home, table in _SECTIONS:
        if node := value_of(root, *path):
            yield home, _entries(reading, node, table)
    plan = Arrangement(reading)
    for path, title, table in _OWN_SECTIONS:
        node = value_of(root, *path)
        entries = _entries(reading, node, table) if node and not is_empty(node) else None
        if entries and not is_empty(entries):
            plan.own(entries.span, scalar(title, entries.span), [("entries", entries)])
    disposition = value_of(root, "disposition")
    if isinstance(disposition, Mapping) and not is_empty(disposition):
        facts = sequence(_facts(disposition))
        plan.own(disposition.span, scalar("Availability", disposition.span), [("entries", facts)])
    yield "sections", plan.own_sections()
    if meta := value_of(root, "meta"):
        reading.dismiss(meta)


def _entries(reading: KeyReading, node: Node, table: KeyTable) -> Node | None:
    """The entries that are for everybody's eyes, by their table."""
    kept = []
    for item in items_of(node):
        if any(scalar_text(value_of(item, key)) == "true" for key in _PRIVATE):
            reading.leave_out(item, "is marked as private", _HINT)
        elif not is_empty(item):
            kept.append(reading.translate(item, {**table, **_SETTINGS}))
    return sequence(kept)


# The person. --------------------------------------------------------------------------------------------------


def _basics(reading: KeyReading, root: Mapping) -> Node:
    pairs: list[Pair] = []
    for key, table in _PERSON.items():
        node = value_of(root, key)
        if isinstance(node, Mapping):
            pairs += reading.pairs(node, table)
    pairs += [("name", value_of(root, "name")), ("profiles", _profiles(reading, root))]
    if location := value_of(root, "location"):
        pairs.append(("location", reading.translate(location, _LOCATION)))
    pairs += _careers(reading, root)
    return reading.mapping(root.span, pairs)


def _profiles(reading: KeyReading, root: Mapping) -> Node | None:
    social = (reading.translate(item, _ACCOUNT) for item in items_of(value_of(root, "social")))
    others = (_other(reading, item) for item in items_of(value_of(root, "contact", "other")))
    return sequence(one for one in (*social, *others) if not is_empty(one))


def _other(reading: KeyReading, item: Node) -> Node:
    """Another way to reach the person; what kind it is only matters where no label says it."""
    kind: KeyTarget = None if scalar_text(value_of(item, "label")) else "network"
    return reading.translate(item, {**renamed(label="network", value="username"), "category": kind, "flavor": kind})


def _careers(reading: KeyReading, root: Mapping) -> Iterator[Pair]:
    """What the file says of a whole section, which has no place of its own: it is said of the person."""
    for key in ("employment", "education", "service", "affiliation"):
        summary = value_of(root, key, "summary")
        if isinstance(summary, Scalar) and not is_empty(summary):
            reading.guess(summary.span, f"read the summary of `{key}` as part of your own", "move it where it belongs")
            yield "summary", summary


_PERSON: Final[dict[str, KeyTable]] = {
    "info": {**renamed(label="label", image="image", brief="summary", quote="summary")},
    "contact": {**same("email", "phone"), **renamed(website="url")},
}
_LOCATION: Final[KeyTable] = {"code": "postalCode", **LOCATION}
_ACCOUNT: Final[KeyTable] = {**same("network"), **renamed(label="network", user="username", url="url")}


# The sections. ------------------------------------------------------------------------------------------------


def _publisher(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    if not isinstance(node, Mapping):
        return [("publisher", node)]
    name, address = value_of(node, "name"), value_of(node, "url")
    if not address or is_empty(address) or not isinstance(name, Scalar):
        return [("publisher", name)]
    return [("publisher", scalar(f"[{scalar_text(name)}]({scalar_text(address)})", node.span))]


def _media(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    """Pictures and downloads as links below the text."""
    return [("summary", link) for item in items_of(node) if (link := _medium(item))]


def _medium(item: Node) -> Node | None:
    address = scalar_text(value_of(item, "url"))
    name = scalar_text(value_of(item, "name")) or scalar_text(value_of(item, "category"))
    text = f"[{name}]({address})" if name and address else name or address
    return scalar(text, item.span) if text else None


def _line(key: str, target: str) -> KeyTarget:
    """A row of a table: a fact with its label, among the prose."""

    def read(_reading: KeyReading, node: Node) -> Iterable[Pair]:
        return [(target, scalar(f"{key}: {scalar_text(node)}", node.span))] if isinstance(node, Scalar) else []

    return read


def _contacts(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """E-mail addresses and numbers by what they are; whatever else there is, among the prose."""
    for item in items_of(node):
        kind = (scalar_text(value_of(item, "category")) or scalar_text(value_of(item, "flavor"))).casefold()
        label, value = scalar_text(value_of(item, "label")), value_of(item, "value")
        if not isinstance(value, Scalar):
            continue
        for key in ("category", "flavor"):
            if said := value_of(item, key):
                reading.dismiss(said)
        if kind in {"email", "phone"} and not label:
            yield kind, value
        else:
            yield "summary", scalar(f"{label or kind}: {scalar_text(value)}", item.span)


def _facts(node: Mapping, above: str = "") -> Iterator[Node]:
    """What a mapping says, a line for each key."""
    for entry in node.entries:
        title = f"{above}{entry.key.capitalize()}"
        if isinstance(entry.value, Mapping):
            yield from _facts(entry.value, f"{title}: ")
            continue
        texts = [text for text in items_of(entry.value) if isinstance(text, Scalar) and not is_empty(text)]
        if texts:
            value = join_texts(texts, ", ") if len(texts) > 1 else texts[0]
            yield mapping(entry.key_span, [("title", scalar(title, entry.key_span)), ("subtitle", value)])


_PERIOD: Final = {**renamed(start="startDate", end="endDate"), **same("startDate", "endDate")}
_TEXTS: Final = same("summary", "highlights", "keywords")
_KIND: Final[KeyTable] = dict.fromkeys(("category", "flavor"), as_list("keywords"))
_WORK: Final[KeyTable] = {**renamed(employer="name"), **same("position", "location", "url"), **_PERIOD, **_TEXTS}
_SERVICE: Final[KeyTable] = {**same("organization", "position", "location", "url"), **_PERIOD, **_TEXTS, **_KIND}
_EDUCATION: Final[KeyTable] = {
    **same("institution", "location", "url", "area", "studyType"),
    **renamed(title="studyType"),
    **_PERIOD,
    **renamed(grade="score", curriculum="courses"),
    **_TEXTS,
}
_PROJECT: Final[KeyTable] = {
    **renamed(title="name", name="name", category="type", flavor="type"),
    "role": as_list("roles"),
    **same("description", "summary", "location", "url"),
    "repo": _line("Source", "summary"),
    "media": _media,
    **_PERIOD,
    **same("highlights", "keywords"),
}
_AWARD: Final[KeyTable] = {
    "title": "title",
    "from": "awarder",
    **same("date", "url", "summary"),
    "event": "summary",
    **_KIND,
}
_PUBLICATION: Final[KeyTable] = {
    "title": "name",
    "author": as_list("authors"),
    "publisher": _publisher,
    **renamed(date="releaseDate", category="type", flavor="type"),
    **same("url", "summary"),
}
_REFERENCE: Final[KeyTable] = {
    "name": "name",
    **renamed(role="position", summary="reference", quote="reference"),
    "contact": _contacts,
    "category": "summary",
    "flavor": "summary",
}
_SKILL: Final[KeyTable] = {
    **same("name", "level", "summary"),
    "years": _line("Years", "summary"),
    "proof": "summary",
}

_SECTIONS: Final[tuple[tuple[tuple[str, ...], str, KeyTable], ...]] = (
    (("employment", "history"), "work", _WORK),
    (("education", "history"), "education", _EDUCATION),
    (("projects",), "projects", _PROJECT),
    (("service", "history"), "volunteer", _SERVICE),
    (("writing",), "publications", _PUBLICATION),
    (("recognition",), "awards", _AWARD),
    (("skills", "sets"), "skills", {**same("name", "level"), **renamed(skills="keywords")}),
    (("skills", "list"), "skills", _SKILL),
    (
        ("languages",),
        "languages",
        {
            **same("language"),
            **renamed(level="fluency", fluency="fluency"),
            **same("summary"),
            "years": _line("Years", "summary"),
        },
    ),
    (("interests",), "interests", same("name", "summary", "keywords")),
    (("references",), "references", _REFERENCE),
    (("testimonials",), "references", _REFERENCE),
)
"""Where FRESH keeps a section, and the section of ours that it goes to."""

_GROUP: Final[KeyTable] = {
    **renamed(organization="title", title="title", role="subtitle", activity="subtitle", event="subtitle"),
    "author": text_row("subtitle"),
    **_KIND,
    **same("location", "url", "date"),
    **_PERIOD,
    **_TEXTS,
}
_OWN_SECTIONS: Final[tuple[tuple[tuple[str, ...], str, KeyTable], ...]] = (
    (("speaking",), "Speaking", _GROUP),
    (("samples",), "Samples", _GROUP),
    (("governance",), "Governance", _GROUP),
    (("affiliation", "history"), "Affiliation", _GROUP),
    (("extracurricular",), "Extracurricular", _GROUP),
    (("reading",), "Reading", _GROUP),
)
"""What FRESH has a section for and we have not, with its title."""
