"""The reader of RenderCV's files, of version 2 and of older ones."""

from collections.abc import Iterable, Iterator
from typing import Final

from cvpdf.diagnostics import Outcome
from cvpdf.formats.key_tables import Pair, Reading, Table, Target, is_empty, joined, plain_text, read_tree
from cvpdf.formats.material import Material
from cvpdf.formats.nodes import items_of, mapping, scalar, sequence, value_of
from cvpdf.formats.rendercv.older_versions import sections_beside
from cvpdf.formats.rendercv.sections import read_sections
from cvpdf.formats.rendercv.words import ICONS, LANGUAGES, PAPERS, USUAL_PAPER, connection_of, page_of
from cvpdf.formats.section_order import Arrangement, document
from cvpdf.locale.labels import FALLBACK
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence, Tree

_PRESENTATION: Final = ("design", "locale", "locale_catalog", "rendercv_settings", "settings")
_ICON: Final = "fontawesome_icon"


def read_rendercv(material: Material) -> Outcome[Tree]:
    """Read a RenderCV file."""
    return read_tree(material.tree, _read)


def _read(reading: Reading, root: Mapping) -> Iterator[Pair]:
    language = _language(root)
    paper = _paper(root)
    _leave_presentation(reading, root)
    plan = Arrangement(reading, plain_text(language) or FALLBACK)
    person = value_of(root, "cv") or root
    sections = value_of(person, "sections") or sections_beside(reading, person, _PERSON)
    placed = list(read_sections(reading, sections, plan))
    if isinstance(person, Mapping):
        summaries = [(key, node) for key, node in placed if key == "summary"]
        yield "basics", reading.mapping(person.span, (*reading.pairs(person, _PERSON), *summaries))
    yield from ((key, node) for key, node in placed if key != "summary")
    yield "sections", plan.own_sections()
    yield from document(language, paper and _unusual(paper), plan.plan())


def _leave_presentation(reading: Reading, root: Mapping) -> None:
    """Leave out the design, the names of months, the pictures before ways to reach the person."""
    connections = items_of(value_of(root, "cv", "custom_connections"))
    icons = (icon for one in connections if isinstance(one, Mapping) and (icon := one.get(_ICON)))
    entries = (entry for entry in root.entries if entry.key in _PRESENTATION)
    unlike = (icon for icon in icons if plain_text(icon.value) not in ICONS)
    taken = {"language": _spoken(root), "paper": _paper(root) and _size(root)}
    reading.presentation("RenderCV", (*entries, *unlike), taken)


def titles_of(root: Node | None) -> Arrangement:
    """An arrangement without sections, which knows the usual titles in the language of a RenderCV file."""
    return Arrangement(Reading(), plain_text(_language(root)) or FALLBACK)


def _spoken(root: Node | None) -> Node | None:
    return value_of(root, "locale", "language") or value_of(root, "locale_catalog", "language")


def _language(root: Node | None) -> Scalar | None:
    """The language as a tag, unless it is the one that is taken anyway."""
    node = _spoken(root)
    word = plain_text(node).casefold()
    tag = LANGUAGES.get(word, word)
    return scalar(tag, node.span) if node and tag not in {"", FALLBACK} else None


def _size(root: Node | None) -> Node | None:
    return value_of(root, "design", "page", "size") or value_of(root, "design", "page_size")


def _paper(root: Node | None) -> Scalar | None:
    """The paper, if there is such a one here."""
    node = _size(root)
    size = PAPERS.get(plain_text(node).casefold())
    return scalar(size, node.span) if node and size else None


def _unusual(paper: Scalar) -> Scalar | None:
    """The paper, unless it is the one that is taken anyway."""
    return paper if plain_text(paper) != USUAL_PAPER else None


def _several(key: str) -> Target:
    """Texts of which there may be several: in one text, with commas."""

    def read(reading: Reading, node: Node) -> Iterable[Pair]:
        texts = [_untelephoned(reading, one) for one in items_of(node) if isinstance(one, Scalar) and not is_empty(one)]
        return [(key, joined(texts, ", ") if len(texts) > 1 else texts[0])] if texts else []

    return read


def _untelephoned(reading: Reading, text: Scalar) -> Scalar:
    """A phone number without the `tel:` that older files have before it."""
    if not plain_text(text).startswith("tel:"):
        return text
    reading.dismiss(text)
    return scalar(plain_text(text).removeprefix("tel:"), text.span)


def _websites(_reading: Reading, node: Node) -> Iterable[Pair]:
    """The first is the person's own; the others stand among the profiles."""
    if not isinstance(node, Sequence):
        return [("url", node)]
    first, *others = (one for one in node.items if not is_empty(one))
    return [("url", first), ("profiles", sequence(mapping(one.span, [("url", one)]) for one in others))]


def _networks(reading: Reading, node: Node) -> Iterable[Pair]:
    return [("profiles", sequence(_network(reading, one) for one in items_of(node)))]


def _network(reading: Reading, node: Node) -> Node:
    """An account, with the address that RenderCV leads to from it."""
    if not isinstance(node, Mapping):
        return node
    name = value_of(node, "username")
    page = page_of(plain_text(value_of(node, "network")), plain_text(name)) if name else None
    known = reading.pairs(node, {"network": "network", "username": "username", "url": "url"})
    return reading.mapping(node.span, (*known, ("url", scalar(page, name.span) if page and name else None)))


def _connections(reading: Reading, node: Node) -> Iterable[Pair]:
    return [("profiles", sequence(_connection(reading, one) for one in items_of(node)))]


def _connection(reading: Reading, node: Node) -> Node:
    """A way to reach the person: `Network: name`, or words that lead somewhere."""
    if not isinstance(node, Mapping):
        return node
    shown = value_of(node, "placeholder")
    network, name = connection_of(plain_text(shown))
    table: Table = {"placeholder": "username", "url": "url", _ICON: None}
    if not network or shown is None:
        return reading.translate(node, table)
    parted: list[Pair] = [("network", scalar(network, shown.span)), ("username", scalar(name, shown.span))]
    return reading.mapping(node.span, (*parted, *reading.pairs(node, {**table, "placeholder": lambda *_: ()})))


_PERSON: Final[Table] = {
    "name": "name",
    "headline": "label",
    "label": "label",
    "photo": "image",
    "email": _several("email"),
    "phone": _several("phone"),
    "website": _websites,
    "location": "location",
    "social_networks": _networks,
    "custom_connections": _connections,
    "summary": "summary",
}
