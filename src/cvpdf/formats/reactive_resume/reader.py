"""The reader of what Reactive Resume exports, in its versions 3 to 5.

What is switched off there was never on the page: a section is hidden here as well, an item is left out and said.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from cvpdf.diagnostics import Outcome
from cvpdf.formats.key_tables import (
    LOCATION,
    Arrangement,
    KeyReading,
    KeyTable,
    dismissed,
    document,
    is_empty,
    read_tree,
    renamed,
    same,
    scalar_text,
)
from cvpdf.formats.material import Material, Pair, items_of, scalar, sequence, value_of
from cvpdf.formats.reactive_resume.items import ITEMS, item_table, link
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import read_label
from cvpdf.locale.labels import FALLBACK
from cvpdf.model.entries import Basics
from cvpdf.source.tree import Mapping, Node, Scalar, Tree

_HOMES: Final = {"experience": "work", "certifications": "certificates", "references": "references"}
_HIDDEN_HINT: Final = "switch it on in Reactive Resume and export again, or add it by hand"
_PAPERS: Final = {"letter": "Letter"}
_SECTION_SETTINGS: Final = ("id", "type", "columns", "separateLinks", "visible", "hidden", "icon")
_ROOT_SETTINGS: Final = ("id", "title", "slug", "visibility", "public", "locked", "userId", "createdAt", "updatedAt")


def read_reactive_resume(material: Material) -> Outcome[Tree]:
    """Read a file that Reactive Resume exported."""
    return read_tree(material.tree, _read)


def _read(reading: KeyReading, root: Mapping) -> Iterator[Pair]:
    metadata = value_of(root, "metadata")
    spoken = value_of(metadata, "page", "locale") or value_of(metadata, "locale")
    language = spoken if isinstance(spoken, Scalar) and not scalar_text(spoken).startswith(FALLBACK) else None
    plan = Arrangement(reading, scalar_text(language) or FALLBACK)
    sections = value_of(root, "sections")
    summary = value_of(root, "summary") or value_of(sections, "summary") or value_of(root, "basics", "summary")
    yield "basics", _basics(reading, root, sections, summary, plan)
    ids: dict[str, str] = {"summary": "summary"}
    for entry in sections.entries if isinstance(sections, Mapping) else ():
        if entry.key not in {"summary", "profiles", "custom"}:
            ids[entry.key] = _HOMES.get(entry.key, entry.key)
            yield from _section(reading, ids[entry.key], entry.value, plan)
    for name, section in _own_sections(root, sections):
        ids[name] = _own_section(reading, section, plan)
    yield "sections", plan.own_sections()
    order = [ids[name] for name in _layout(metadata) if name in ids]
    paper = value_of(metadata, "page", "format")
    size = _PAPERS.get(scalar_text(paper).casefold())
    yield from document(language, scalar(size, paper.span) if paper and size else None, plan.plan(order or None))
    _leave_settings(reading, root, metadata)


def _leave_settings(reading: KeyReading, root: Mapping, metadata: Node | None) -> None:
    """Dismiss all that says how the résumé looks or where it is kept, but for the person's own notes."""
    for entry in root.entries:
        if entry.key in _ROOT_SETTINGS:
            reading.dismiss(entry.value)
    if isinstance(metadata, Mapping):
        paper = value_of(metadata, "page", "format")
        taken = {
            "language": value_of(metadata, "page", "locale") or value_of(metadata, "locale"),
            "paper": paper if scalar_text(paper).casefold() in _PAPERS else None,
        }
        reading.presentation("Reactive Resume", (entry for entry in metadata.entries if entry.key != "notes"), taken)


# The person. --------------------------------------------------------------------------------------------------


def _basics(
    reading: KeyReading, root: Mapping, sections: Node | None, summary: Node | None, plan: Arrangement
) -> Node | None:
    person = value_of(root, "basics")
    if not isinstance(person, Mapping):
        return person
    profiles = value_of(sections, "profiles")
    pairs = [
        *reading.pairs(person, _PERSON),
        (
            "image",
            _image(reading, value_of(root, "picture") or value_of(person, "picture") or value_of(person, "photo")),
        ),
        *(_summary(reading, summary, plan) if summary else ()),
        ("profiles", _profiles(reading, profiles) if profiles else None),
    ]
    return reading.mapping(person.span, pairs)


def _image(reading: KeyReading, picture: Node | None) -> Node | None:
    """The address of the photo, unless it is switched off; all else says how it is drawn."""
    if not isinstance(picture, Mapping):
        return picture
    address = value_of(picture, "url")
    for entry in picture.entries:
        if entry.key != "url":
            reading.dismiss(entry.value)
    hidden = _is_hidden(picture) or scalar_text(value_of(picture, "effects", "hidden")) == "true"
    if address and hidden and not is_empty(address):
        reading.leave_out(address, "is a photo that was switched off", "set `basics.image` to it")
        return None
    return address


def _summary(reading: KeyReading, node: Node, plan: Arrangement) -> Iterable[Pair]:
    """The summary, which is a section with a title, or a text alone."""
    if not isinstance(node, Mapping):
        if not is_empty(node):
            plan.place("summary", node.span)
        return [("summary", node)]
    title = _settle(reading, node)
    text = value_of(node, "content") or value_of(node, "body")
    if text is None or is_empty(text):
        if title:
            reading.dismiss(title)
        return []
    plan.place("summary", text.span, title, hidden=_is_hidden(node))
    return [("summary", text)]


def _profiles(reading: KeyReading, section: Node) -> Node | None:
    """Accounts, which stand at the head of the page and have no title there."""
    title = _settle(reading, section)
    if title:
        reading.dismiss(title)
    items = value_of(section, "items")
    if _is_hidden(section) and items and not is_empty(items):
        reading.leave_out(items, "is among the profiles, which were switched off", _HIDDEN_HINT)
        return None
    return sequence(_items(reading, "profiles", items))


def _custom_fields(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """Lines of the person's own: facts that we have keys for, and else ways to reach the person."""
    for item in items_of(node):
        if isinstance(item, Mapping) and (key := _fact(item)):
            yield from reading.pairs(item, {**_CUSTOM_FIELD, "name": None, **renamed(value=key, text=key)})
        elif not is_empty(item):
            yield "profiles", sequence([reading.translate(item, _CUSTOM_FIELD)])


def _fact(item: Mapping) -> str | None:
    """The key of a fact that is told by its label: a date of birth, a nationality."""
    label, value = value_of(item, "name"), value_of(item, "value") or value_of(item, "text")
    link = value_of(item, "link")
    if not isinstance(label, Scalar) or not isinstance(value, Scalar) or (link and not is_empty(link)):
        return None
    text = scalar_text(value)
    found = read_label(Line(f"{scalar_text(label).rstrip(':')}: {text}", value.span.file, value.span.line))
    return found.key if found and found.key in Basics.facts and found.value.text == text else None


def _location(reading: KeyReading, node: Node) -> Iterable[Pair]:
    return [("location", reading.translate(node, LOCATION))]


def _accounts(reading: KeyReading, node: Node) -> Iterable[Pair]:
    return [("profiles", sequence(_items(reading, "profiles", node)))]


_CUSTOM_FIELD: Final[KeyTable] = {
    **renamed(name="network", value="username", text="username", link="url"),
    **dismissed("id", "icon", "iconColor"),
}
_PERSON: Final[KeyTable] = {
    **same("name", "email", "phone"),
    **renamed(headline="label", birthdate="birthDate"),
    "location": _location,
    "url": link(),
    "website": link(),
    "customFields": _custom_fields,
    "profiles": _accounts,
}


# The sections. ------------------------------------------------------------------------------------------------


def _section(reading: KeyReading, home: str, section: Node, plan: Arrangement) -> Iterable[Pair]:
    """A section that both programs have; any other is one of the person's own."""
    if home not in ITEMS:
        _own_section(reading, section, plan)
        return []
    title = _settle(reading, section)
    entries = sequence(_items(reading, home, value_of(section, "items")))
    if entries is None:
        if title:
            reading.dismiss(title)
        return []
    plan.place(home, entries.span, title, hidden=_is_hidden(section))
    return [(home, entries)]


def _own_sections(root: Mapping, sections: Node | None) -> Iterator[tuple[str, Node]]:
    """The person's own sections by the names that the layout has for them."""
    custom = value_of(sections, "custom")
    for entry in custom.entries if isinstance(custom, Mapping) else ():
        yield f"custom.{entry.key}", entry.value
    for section in items_of(value_of(root, "customSections")):
        yield scalar_text(value_of(section, "id")), section


def _own_section(reading: KeyReading, section: Node, plan: Arrangement) -> str:
    """Place a section of the person's own, unless nothing stands under its title."""
    title = _settle(reading, section)
    entries = sequence(_items(reading, None, value_of(section, "items")))
    if entries is None:
        if title:
            reading.dismiss(title)
        return ""
    heading = title or scalar("More", entries.span)
    return plan.own(entries.span, heading, [("entries", entries)], hidden=_is_hidden(section))


def _items(reading: KeyReading, home: str | None, items: Node | None) -> Iterator[Node]:
    """The items that are switched on, by the table of their section."""
    for item in items_of(items):
        if is_empty(item):
            continue
        if _is_hidden(item):
            reading.leave_out(item, "was switched off in Reactive Resume", _HIDDEN_HINT)
        else:
            yield reading.translate(item, item_table(home, item))


def _settle(reading: KeyReading, section: Node) -> Scalar | None:
    """Dismiss a section's settings, and give its title."""
    for entry in section.entries if isinstance(section, Mapping) else ():
        if entry.key in _SECTION_SETTINGS:
            reading.dismiss(entry.value)
    title = next((node for key in ("title", "name", "heading") if (node := value_of(section, key))), None)
    return title if isinstance(title, Scalar) and not is_empty(title) else None


def _is_hidden(node: Node) -> bool:
    return scalar_text(value_of(node, "hidden")) == "true" or scalar_text(value_of(node, "visible")) == "false"


def _layout(metadata: Node | None) -> Iterator[str]:
    """The names of the sections, page by page and column by column."""
    layout = value_of(metadata, "layout")
    for page in items_of(value_of(layout, "pages") or layout):
        columns = (value_of(page, "main"), value_of(page, "sidebar")) if isinstance(page, Mapping) else items_of(page)
        for column in columns:
            yield from (scalar_text(name) for name in items_of(column))
