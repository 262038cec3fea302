"""RenderCV's files before version 1.2: sections that stand beside the name, in an order that is told apart.

Source: RenderCV's models of version 1.0, with `section_order` and `custom_sections`.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

from cvpdf.formats.key_tables import Reading, is_empty, plain_text
from cvpdf.formats.nodes import items_of, value_of
from cvpdf.formats.rendercv.words import printed_title
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence

_ORDER = "section_order"
_CUSTOM = "custom_sections"


def sections_beside(reading: Reading, person: Node, known: Container[str]) -> Node:
    """The sections of a person as newer files have them; lists under keys other than the `known` ones are such."""
    if not isinstance(person, Mapping):
        return person
    sections = [*_sections(reading, person, known)]
    order = {}
    titles = {_even(printed_title(section.key)) for section in sections}
    for place, title in enumerate(items_of(value_of(person, _ORDER))):
        words = _even(plain_text(title))
        if words in titles:
            order[words] = place
            reading.dismiss(title)
    sections.sort(key=lambda section: order.get(_even(printed_title(section.key)), len(order)))
    return replace(person, entries=tuple(sections))


def _sections(reading: Reading, person: Mapping, known: Container[str]) -> Iterator[Entry]:
    for entry in person.entries:
        if entry.key == _CUSTOM:
            yield from _custom(reading, entry.value)
        elif entry.key != _ORDER and entry.key not in known and isinstance(entry.value, Sequence):
            yield entry


def _custom(reading: Reading, node: Node) -> Iterator[Entry]:
    """The sections of the person's own, each with its title; the kind of its entries shows by itself."""
    for item in items_of(node):
        title, entries = value_of(item, "title"), value_of(item, "entries")
        if isinstance(title, Scalar) and plain_text(title) and entries and not is_empty(entries):
            if kind := value_of(item, "entry_type"):
                reading.dismiss(kind)
            yield Entry(plain_text(title), title.span, entries)


def _even(title: str) -> str:
    return " ".join(title.casefold().split())
