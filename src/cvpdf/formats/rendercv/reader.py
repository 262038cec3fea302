"""The reader of RenderCV's files, of version 2 and of older ones."""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from cvpdf.diagnostics import Outcome, Severity
from cvpdf.formats.key_tables import (
    Arrangement,
    KeyReading,
    KeyTable,
    KeyTarget,
    document,
    is_empty,
    join_texts,
    read_tree,
    scalar_text,
)
from cvpdf.formats.material import Material, Pair, items_of, mapping, scalar, sequence, value_of
from cvpdf.formats.rendercv.entry_keys import HOMES, OWN_ENTRY_TABLES, entry_kind, positions_apart
from cvpdf.formats.rendercv.vocabulary import (
    ICONS,
    LANGUAGES,
    PAPER_NAMES,
    SHOWN_BY_ICON,
    USUAL_PAPER,
    Home,
    Titled,
    connection_of,
    homes,
    page_of,
    printed_title,
    titled,
)
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import read_label
from cvpdf.locale.labels import FALLBACK
from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError, parse_date
from cvpdf.model.links import phone_target
from cvpdf.rules.cv7_formats import NotPlaced
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree

# The file. ----------------------------------------------------------------------------------------------------


_PRESENTATION: Final = ("design", "locale", "locale_catalog", "rendercv_settings", "settings")
_ICON: Final = "fontawesome_icon"


def read_rendercv(material: Material) -> Outcome[Tree]:
    """Read a RenderCV file."""
    return read_tree(material.tree, _read, joins=True)


def _read(reading: KeyReading, root: Mapping) -> Iterator[Pair]:
    language = _language(root)
    paper = _paper(root)
    _leave_presentation(reading, root)
    plan = Arrangement(reading, scalar_text(language) or FALLBACK)
    person = value_of(root, "cv") or root
    sections = value_of(person, "sections") or sections_beside(reading, person, _PERSON)
    placed = list(read_sections(reading, sections, plan))
    if isinstance(person, Mapping):
        summaries = [(key, node) for key, node in placed if key == "summary"]
        yield "basics", reading.mapping(person.span, (*reading.pairs(person, _PERSON), *summaries))
    yield from ((key, node) for key, node in placed if key != "summary")
    yield "sections", plan.own_sections()
    yield from document(language, paper and _unusual(paper), plan.plan())


def _leave_presentation(reading: KeyReading, root: Mapping) -> None:
    """Leave out the design, the names of months, the pictures before ways to reach the person."""
    connections = items_of(value_of(root, "cv", "custom_connections"))
    icons = (icon for one in connections if isinstance(one, Mapping) and (icon := one.get(_ICON)))
    entries = (entry for entry in root.entries if entry.key in _PRESENTATION)
    unlike = (icon for icon in icons if scalar_text(icon.value) not in ICONS)
    taken = {"language": _spoken(root), "paper": _paper(root) and _size(root)}
    reading.presentation("RenderCV", (*entries, *unlike), taken)


def titles_of(root: Node | None) -> Arrangement:
    """An arrangement without sections, which knows the usual titles in the language of a RenderCV file."""
    return Arrangement(KeyReading(), scalar_text(_language(root)) or FALLBACK)


def _spoken(root: Node | None) -> Node | None:
    return value_of(root, "locale", "language") or value_of(root, "locale_catalog", "language")


def _language(root: Node | None) -> Scalar | None:
    """The language as a tag, unless it is the one that is taken anyway."""
    node = _spoken(root)
    word = scalar_text(node).casefold()
    tag = LANGUAGES.get(word, word)
    return scalar(tag, node.span) if node and tag not in {"", FALLBACK} else None


def _size(root: Node | None) -> Node | None:
    return value_of(root, "design", "page", "size") or value_of(root, "design", "page_size")


def _paper(root: Node | None) -> Scalar | None:
    """The paper, if there is such a one here."""
    node = _size(root)
    size = PAPER_NAMES.get(scalar_text(node).casefold())
    return scalar(size, node.span) if node and size else None


def _unusual(paper: Scalar) -> Scalar | None:
    """The paper, unless it is the one that is taken anyway."""
    return paper if scalar_text(paper) != USUAL_PAPER else None


def _several(key: str) -> KeyTarget:
    """Texts of which there may be several: in one text, with commas."""

    def read(reading: KeyReading, node: Node) -> Iterable[Pair]:
        texts = [_untelephoned(reading, one) for one in items_of(node) if isinstance(one, Scalar) and not is_empty(one)]
        return [(key, join_texts(texts, ", ") if len(texts) > 1 else texts[0])] if texts else []

    return read


def _untelephoned(reading: KeyReading, text: Scalar) -> Scalar:
    """A phone number without the `tel:` that older files have before it."""
    if not scalar_text(text).startswith("tel:"):
        return text
    reading.dismiss(text)
    return scalar(scalar_text(text).removeprefix("tel:"), text.span)


def _websites(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    """The first is the person's own; the others stand among the profiles."""
    if not isinstance(node, Sequence):
        return [("url", node)]
    first, *others = (one for one in node.items if not is_empty(one))
    return [("url", first), ("profiles", sequence(mapping(one.span, [("url", one)]) for one in others))]


def _profiles(read: Callable[[KeyReading, Node], Node]) -> KeyTarget:
    """A row of a table: a list of which each item is a profile, read by a function."""
    return lambda reading, node: [("profiles", sequence(read(reading, one) for one in items_of(node)))]


def _network(reading: KeyReading, node: Node) -> Node:
    """An account, with the address that RenderCV leads to from it."""
    if not isinstance(node, Mapping):
        return node
    name = value_of(node, "username")
    page = page_of(scalar_text(value_of(node, "network")), scalar_text(name)) if name else None
    known = reading.pairs(node, {"network": "network", "username": "username", "url": "url"})
    return reading.mapping(node.span, (*known, ("url", scalar(page, name.span) if page and name else None)))


def _connections(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """Ways to reach the person; a telephone number and facts about them have keys of their own."""
    profiles = []
    for one in items_of(node):
        fact = _fact(reading, one)
        if fact:
            yield fact
        else:
            profiles.append(_connection(reading, one))
    yield "profiles", sequence(profiles)


def _fact(reading: KeyReading, node: Node) -> Pair | None:
    """What the picture before words says that they are: a number, a day of birth, a nationality."""
    icon, shown = scalar_text(value_of(node, _ICON)), value_of(node, "placeholder")
    address = value_of(node, "url")
    if not isinstance(shown, Scalar) or icon not in SHOWN_BY_ICON or (address and not is_empty(address)):
        return None
    text = scalar_text(shown)
    labelled = read_label(Line(text, shown.span.file, shown.span.line, shown.span.column))
    value = labelled.value.text if labelled and labelled.key == SHOWN_BY_ICON[icon] else text
    known = phone_target(value) is not None if icon == "phone" else bool(labelled and labelled.key) or _is_day(value)
    if not known or not value:
        return None
    reading.dismiss(node)
    return SHOWN_BY_ICON[icon], scalar(value, shown.span)


def _is_day(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except (ImpossibleDateError, AmbiguousDateError):
        return False


def _connection(reading: KeyReading, node: Node) -> Node:
    """A way to reach the person: `Network: name`, or words that lead somewhere."""
    if not isinstance(node, Mapping):
        return node
    shown = value_of(node, "placeholder")
    network, name = connection_of(scalar_text(shown))
    table: KeyTable = {"placeholder": "username", "url": "url", _ICON: None}
    if not network or shown is None:
        return reading.translate(node, table)
    parted: list[Pair] = [("network", scalar(network, shown.span)), ("username", scalar(name, shown.span))]
    return reading.mapping(node.span, (*parted, *reading.pairs(node, {**table, "placeholder": lambda *_: ()})))


_PERSON: Final[KeyTable] = {
    "name": "name",
    "headline": "label",
    "label": "label",
    "photo": "image",
    "email": _several("email"),
    "phone": _several("phone"),
    "website": _websites,
    "location": "location",
    "social_networks": _profiles(_network),
    "custom_connections": _connections,
    "summary": "summary",
}


# The sections. ------------------------------------------------------------------------------------------------


def read_sections(reading: KeyReading, node: Node, plan: Arrangement) -> Iterator[Pair]:
    """Every section that has entries, in the order of the file."""
    sections = titled(reading, node)
    for section, home in zip(sections, homes(sections, plan.called), strict=True):
        if home is None:
            plan.own(section.place, section.title, _own_body(reading, section))
        else:
            yield home.name, _body(reading, section, home, plan)


def _body(reading: KeyReading, section: Titled, home: Home, plan: Arrangement) -> Node | None:
    """What stands in a section of ours."""
    if home.guessed:
        message = f"read {as_code(section.words, 60)} as `{home.name}`, for its entries are of that kind"
        hint = "move it below `sections`, with a title of its own, if it is something else"
        reading.guess(section.title.span, message, hint)
    plan.place(home.name, section.title.span, section.title)
    if home.name == "summary":
        return join_texts(section.texts, "\n\n") if len(section.texts) > 1 else section.texts[0]
    tables = HOMES[home.name]
    entries = section.entries if home.name == "work" else positions_apart(section.entries)
    return sequence((reading.translate(entry, tables[entry_kind(entry)]) for entry in entries), section.body)


def _values(entries: tuple[Node, ...], kind: str) -> list[Scalar]:
    """What stands in the entries, if all of them are of one kind with one key."""
    values = [entry.get(kind) for entry in entries if isinstance(entry, Mapping) and entry_kind(entry) == kind]
    texts = [value.value for value in values if value and isinstance(value.value, Scalar)]
    return texts if len(texts) == len(entries) else []


def _own_body(reading: KeyReading, section: Titled) -> Iterable[Pair]:
    """What stands under the title of a section of the person's own."""
    title, entries, place = section.title, section.entries, section.body
    if texts := section.texts:
        return [("text", join_texts(texts, "\n\n") if len(texts) > 1 else texts[0])]
    if numbered := _values(entries, "number"):
        lines = (scalar(f"{count}. {_one_line(text)}", text.span) for count, text in enumerate(numbered, start=1))
        return [("text", join_texts(lines, "\n"))]
    if counted_down := _values(entries, "reversed_number"):
        message = f"the numbers of `{scalar_text(title)}` count down; its entries are bullets in the same order"
        hint = "write the number into each text if it matters"
        reading.said.append(NotPlaced.at(title.span, message, hint=hint, severity=Severity.INFO))
    bullets = counted_down or _values(entries, "bullet")
    if bullets:
        bulleted = mapping(place, [("highlights", sequence(bullets))])
        return [("entries", sequence([bulleted], place))]
    return [("entries", sequence((_own_entry(reading, entry) for entry in positions_apart(entries)), place))]


def _own_entry(reading: KeyReading, entry: Node) -> Node:
    if isinstance(entry, Scalar):
        return mapping(entry.span, [("summary", entry)])
    return reading.translate(entry, OWN_ENTRY_TABLES[entry_kind(entry)])


def _one_line(text: Scalar) -> str:
    return " ".join(scalar_text(text).split())


# Files before version 1.2. ------------------------------------------------------------------------------------
# Source: RenderCV's models of version 1.0, with `section_order` and `custom_sections`.


_ORDER = "section_order"
_CUSTOM = "custom_sections"


def sections_beside(reading: KeyReading, person: Node, known: Container[str]) -> Node:
    """The sections of a person as newer files have them; lists under keys other than the `known` ones are such."""
    if not isinstance(person, Mapping):
        return person
    sections = [*_sections(reading, person, known)]
    order = {}
    titles = {_even(printed_title(section.key)) for section in sections}
    for place, title in enumerate(items_of(value_of(person, _ORDER))):
        words = _even(scalar_text(title))
        if words in titles:
            order[words] = place
            reading.dismiss(title)
    sections.sort(key=lambda section: order.get(_even(printed_title(section.key)), len(order)))
    return replace(person, entries=tuple(sections))


def _sections(reading: KeyReading, person: Mapping, known: Container[str]) -> Iterator[MappingEntry]:
    for entry in person.entries:
        if entry.key == _CUSTOM:
            yield from _custom(reading, entry.value)
        elif entry.key != _ORDER and entry.key not in known and isinstance(entry.value, Sequence):
            yield entry


def _custom(reading: KeyReading, node: Node) -> Iterator[MappingEntry]:
    """The sections of the person's own, each with its title; the kind of its entries shows by itself."""
    for item in items_of(node):
        title, entries = value_of(item, "title"), value_of(item, "entries")
        if isinstance(title, Scalar) and scalar_text(title) and entries and not is_empty(entries):
            if kind := value_of(item, "entry_type"):
                reading.dismiss(kind)
            yield MappingEntry(scalar_text(title), title.span, entries)


def _even(title: str) -> str:
    return " ".join(title.casefold().split())
