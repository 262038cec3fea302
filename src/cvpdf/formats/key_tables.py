"""A mapping of another program's file becomes one of ours, by a table of its keys; and its sections in their order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Outcome, Span, in_source_order
from cvpdf.formats.material import (
    Pair,
    around,
    items_of,
    joined_lines,
    mapping,
    scalar,
    scalars,
    sequence,
    tree_pieces,
    unplaced,
)
from cvpdf.locale.labels import FALLBACK, load_locale
from cvpdf.model.field_values import is_blank, slug
from cvpdf.model.odd_shapes import PROSE
from cvpdf.model.part import SWITCHED_OFF
from cvpdf.model.resume import SECTIONS, list_keys
from cvpdf.rules.cv7_formats import Guessed, NotPlaced, Presentation
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Mapping as MappingNode
from cvpdf.source.tree import MappingEntry, Node, Scalar, Sequence, Tree

# Reading by a table. ------------------------------------------------------------------------------------------
# Values are taken over as they are, node by node, so that each keeps its place in the source, and whatever is wrong
# with one is said there when the result is validated.


KeyTarget = str | Callable[["KeyReading", Node], Iterable[Pair]] | None
"""What becomes of a key: it has another name; it is read by a function; it says nothing about the person."""

KeyTable = Mapping[str, KeyTarget]

_JOINTS: Final = {**dict.fromkeys((*PROSE, "text"), "\n\n"), "subtitle": ", ", "phone": ", "}
_SETTINGS: Final = frozenset({"id", "icon", "visible", "hidden", "options", "private", "ignore"})


class KeyReading:
    """What one reader has done: places that it understood without carrying their words over, and what it says."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.understood: list[Span] = []
        self.said: list[Diagnostic] = []

    def dismiss(self, node: Node) -> None:
        """Leave out a value that says nothing about the person, or whose words are written anew."""
        self.understood += (text.span for text in scalars(node))

    def leave_out(self, node: Node, why: str, hint: str) -> None:
        """Leave out what is none of the page's, and say so once for all of it."""
        self.dismiss(node)
        name = _name(node)
        if name:
            message = f"{as_code(name.text or '', 60)} {why}, and was left out"
            self.said.append(NotPlaced.at(name.span, message, hint=hint))

    def guess(self, place: Span, message: str, hint: str) -> None:
        """Say how something was understood that might mean something else."""
        self.said.append(Guessed.at(place, message, hint=hint))

    def presentation(self, program: str, entries: Iterable[MappingEntry], taken: Mapping[str, Node | None]) -> None:
        """Leave out what says how another program prints, and say so once.

        Args:
            program: The other program.
            entries: The keys that say it.
            taken: What is taken from them all the same, by the words for it; a key of nothing else is not left out.
        """
        spans = {word: {text.span for text in scalars(node)} for word, node in taken.items() if node}
        known = set().union(*spans.values())
        kept: list[MappingEntry] = []
        there: set[Span] = set()
        for entry in entries:
            texts = {text.span for text in scalars(entry.value) if not is_blank(text.text)}
            there |= texts
            kept += [entry] if texts - known else []
            self.dismiss(entry.value)
        if kept:
            *others, last = dict.fromkeys(as_code(entry.key) for entry in kept)
            keys, said, left = (f"{', '.join(others)} and {last}", "say", "were") if others else (last, "says", "was")
            words = [word for word, places in spans.items() if places & there]
            but = f", but for the {' and the '.join(words)}" if words else ""
            message = f"{keys} {said} how {program} prints, and {left} left out{but}"
            hint = "choose a theme with `document.theme`; `cvpdf themes` lists them"
            self.said.append(Presentation.at(kept[0].key_span, message, hint=hint))

    def outcome(self, tree: Tree, root: Node) -> Outcome[Tree]:
        """The result, after each piece of the source that is neither in it nor understood has been said."""
        said = (*self.said, *unplaced(tree_pieces(tree.root), root, self.understood))
        return Outcome(replace(tree, root=root, schema=None), in_source_order(said))

    # From nodes to nodes ----------------------------------------------------------------------------------------

    def translate(self, node: Node, table: KeyTable) -> Node:
        """A mapping by a table; what is no mapping stays as it is, to be said where it stands."""
        if not isinstance(node, MappingNode):
            return node
        return self.mapping(node.span, self.pairs(node, table))

    def each(self, node: Node, table: KeyTable) -> Node:
        """Every mapping of a list by a table."""
        if not isinstance(node, Sequence):
            return self.translate(node, table)
        return replace(node, items=tuple(self.translate(item, table) for item in node.items))

    def pairs(self, node: MappingNode, table: KeyTable) -> Iterator[Pair]:
        """What becomes of each key, in the order of the table; keys that are switched off stay."""
        for key, target in table.items():
            entry = node.get(key)
            if entry is None or is_empty(entry.value):
                continue
            if target is None:
                self.dismiss(entry.value)
            elif isinstance(target, str):
                yield target, entry.value
            else:
                yield from target(self, entry.value)
        yield from ((entry.key, entry.value) for entry in node.entries if entry.key.startswith(SWITCHED_OFF))

    def mapping(self, span: Span, pairs: Iterable[Pair]) -> MappingNode:
        """Keys with values, without blanks; texts and lists that come under one key are joined."""
        values: dict[str, Node] = {}
        for key, value in pairs:
            if value is None or is_empty(value):
                continue
            values[key] = self._joined(key, values[key], value) if key in values else value
        return mapping(span, values.items())

    def _joined(self, key: str, first: Node, second: Node) -> Node:
        """Two values of one key as one; of two that cannot be joined the first is kept, and the other confessed."""
        if key in list_keys() or (isinstance(first, Sequence) and isinstance(second, Sequence)):
            return sequence((*items_of(first), *items_of(second))) or first
        if not isinstance(first, Scalar) or not isinstance(second, Scalar):
            return first
        if (first.text or "").strip() == (second.text or "").strip():
            self.dismiss(second)
            return first
        return join_texts((first, second), _JOINTS[key]) if key in _JOINTS else first


def is_empty(node: Node) -> bool:
    """Whether a value says nothing: null, blank text, or no more than that inside."""
    return all(is_blank(text.text) for text in scalars(node))


def join_texts(texts: Iterable[Scalar], joint: str) -> Scalar:
    """Several texts as one, whose place is that of all of them."""
    kept = tuple(texts)
    return scalar(joint.join((text.text or "").strip() for text in kept), around(kept))


def scalar_text(node: Node | None) -> str:
    """The text of a scalar; none of anything else."""
    return (node.text or "").strip() if isinstance(node, Scalar) else ""


def _name(node: Node) -> Scalar | None:
    """The first text below a node that says what it is."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    nodes = [entry.value for entry in entries if entry.key not in _SETTINGS] if entries else [node]
    return next((text for value in nodes for text in scalars(value) if not is_blank(text.text)), None)


def renamed(**names: str) -> dict[str, KeyTarget]:
    """Rows of a table: keys that only have another name."""
    return dict(names)


def same(*names: str) -> dict[str, KeyTarget]:
    """Rows of a table: keys that have the same name in both formats."""
    return dict(zip(names, names, strict=True))


def dismissed(*names: str) -> dict[str, KeyTarget]:
    """Rows of a table: keys that say nothing about the person."""
    return dict.fromkeys(names)


def under(key: str, table: KeyTable) -> KeyTarget:
    """A row of a table: a mapping, or a list of mappings, by a table of its own."""
    return lambda reading, node: [(key, reading.each(node, table))]


def as_list(key: str) -> KeyTarget:
    """A row of a table: a text that is one of a list in our format."""
    return lambda _reading, node: [(key, sequence(items_of(node)))]


def text_row(key: str, joint: str = ", ") -> KeyTarget:
    """A row of a table: a list of texts that is one text in our format."""

    def read(_reading: KeyReading, node: Node) -> Iterable[Pair]:
        texts = [text for text in items_of(node) if isinstance(text, Scalar) and not is_blank(text.text)]
        return [(key, join_texts(texts, joint) if len(texts) > 1 else next(iter(texts), None))]

    return read


def read_tree(
    tree: Tree | None, read: Callable[[KeyReading, MappingNode], Iterable[Pair]], *, joins: bool = False
) -> Outcome[Tree]:
    """Read a whole file by a function; what is no mapping goes on as it is, to be said by validation.

    Args:
        tree: The file.
        read: Gives the keys of ours.
        joins: Whether lines of prose run on there, as they do in Markdown.
    """
    if tree is None or not isinstance(tree.root, MappingNode):
        return Outcome(tree)
    reading = KeyReading()
    root: Node = reading.mapping(tree.root.span, read(reading, tree.root))
    return reading.outcome(tree, _running_on(root) if joins else root)


# Lines that run on. -------------------------------------------------------------------------------------------


_OF_LINES: Final = (*PROSE, "text", "highlights")


def _running_on(node: Node, key: str = "") -> Node:
    """The same values, those of prose with their lines joined."""
    if isinstance(node, MappingNode):
        entries = (replace(one, value=_running_on(one.value, one.key)) for one in node.entries)
        return replace(node, entries=tuple(entries))
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_running_on(item, key) for item in node.items))
    return scalar(joined_lines(node.text.rstrip("\n")), node.span) if key in _OF_LINES and node.text else node


# Locations. ---------------------------------------------------------------------------------------------------


_CODE_LENGTH = 2


def read_country(_reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A row of a table: a country by its two-letter code, or by its name, which stays as it was written."""
    text = scalar_text(node)
    is_code = len(text) == _CODE_LENGTH and text.isascii() and text.isalpha()
    return [("countryCode" if is_code else "country", node)]


LOCATION: Final[KeyTable] = {**same("address", "postalCode", "city", "region", "countryCode"), "country": read_country}


# Periods in one text. -----------------------------------------------------------------------------------------


_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(
    r"(?P<start>\S.*?)\s*(?:[–—]|\s[-~]\s|\s(?:to|until|till|bis|à|hasta|al?)\s)\s*(?P<end>\S.*)"
    r"|(?P<first>\d{4})-(?P<last>\d{4})"
)


def read_period(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A row of a table: a text or `{start, end}` as `startDate` and `endDate`.

    One date by itself is both, for what is printed is the one; a text that is no date stands as it was written.
    """
    if isinstance(node, MappingNode):
        entries = {entry.key: entry.value for entry in node.entries}
        return [("startDate", entries.get("start")), ("endDate", entries.get("end"))]
    text = scalar_text(node)
    ends = _ends(text)
    if ends:
        reading.dismiss(node)
        return [("startDate", scalar(ends[0], node.span)), ("endDate", scalar(ends[1], node.span))]
    return [("startDate", node), ("endDate", node if _YEAR.search(text) and "](" not in text else None)]


def _ends(text: str) -> tuple[str, str] | None:
    """Both ends, where the first has a year and the second a year or nothing but words."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    start, end = match["start"] or match["first"], match["end"] or match["last"]
    dated = _YEAR.search(start) and (_YEAR.search(end) or not re.search(r"\d", end))
    return (start, end) if dated else None


# The order of sections. ---------------------------------------------------------------------------------------


STANDARD: Final = tuple(SECTIONS)


class _Section(Struct, frozen=True):
    """A section that was placed: its id, and where the source speaks of it."""

    id: str
    place: Span
    title: Scalar | None = None
    hidden: bool = False


class Arrangement:
    """The sections of one file, in the order in which it prints them."""

    def __init__(self, reading: KeyReading, language: str = FALLBACK) -> None:
        """Begin without sections; `language` is that of the titles."""
        self._reading = reading
        self._labels = _usual_titles(language)
        self._sections: dict[str, _Section] = {}
        self._own: list[MappingNode] = []

    def has(self, name: str) -> bool:
        """Whether a section was placed already."""
        return name in self._sections

    def called(self, title: str) -> str | None:
        """The standard section that has this title in the language of the file."""
        return next((name for name, label in self._labels.items() if label == title), None)

    def place(self, name: str, place: Span, title: Scalar | None = None, *, hidden: bool = False) -> None:
        """Place a standard section; a title that is the usual one goes without saying."""
        if title and scalar_text(title) in {"", self._labels.get(name)}:
            self._reading.dismiss(title)
            title = None
        self._sections[name] = _Section(name, place, title, hidden)

    def own(self, place: Span, title: Scalar, body: Iterable[Pair], *, hidden: bool = False) -> str:
        """Place a section of the person's own, and give the id that it gets."""
        name = self._free_id(scalar_text(title))
        self._sections[name] = _Section(name, title.span, hidden=hidden)
        pairs = (("id", scalar(name, title.span)), ("title", title), *body)
        self._own.append(self._reading.mapping(place, pairs))
        return name

    def _free_id(self, title: str) -> str:
        base = slug(title)
        if not base[:1].isalpha():
            base = f"section-{base or len(self._own) + 1}"
        taken = {*STANDARD, *self._sections}
        number = 2
        name = base
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        return name

    def own_sections(self) -> Node | None:
        """The list `sections`."""
        return sequence(self._own)

    def plan(self, order: Iterable[str] | None = None) -> Node | None:
        """The mapping `document.sections`; `order` are ids, where that is not the order of placing."""
        named = dict.fromkeys(name for name in (self._sections if order is None else order) if name in self._sections)
        sections = [self._sections[name] for name in named]
        ids = [section.id for section in sections]
        everything = self._sections.values()
        parts: list[Pair] = [
            ("order", None if ids == self._usual(ids) else sequence(scalar(one.id, one.place) for one in sections)),
            ("titles", _titles(everything)),
            ("hidden", sequence(scalar(one.id, one.place) for one in everything if one.hidden)),
        ]
        kept = [(key, part) for key, part in parts if part]
        return mapping(around(part for _, part in kept), kept) if kept else None

    def _usual(self, ids: list[str]) -> list[str]:
        """The same ids in the order of printing that needs no plan."""
        own = [name for name in self._sections if name not in STANDARD]
        usual = (*STANDARD[:-1], *own, STANDARD[-1])
        return sorted(ids, key=usual.index)


def _titles(sections: Iterable[_Section]) -> MappingNode | None:
    pairs = [(section.id, section.title) for section in sections if section.title]
    return mapping(around(title for _, title in pairs), pairs) if pairs else None


def _usual_titles(language: str) -> dict[str, str]:
    locale = load_locale(language)
    return dict(locale.value.sections) if locale.value and not locale.diagnostics else {}


def document(language: Scalar | None, paper: Scalar | None, plan: Node | None) -> Iterator[Pair]:
    """The mapping `document`, of what there is to say in it."""
    parts: list[Pair] = [("language", language), ("pageSize", paper), ("sections", plan)]
    kept = [(key, part) for key, part in parts if part]
    if kept:
        yield "document", mapping(around(part for _, part in kept), kept)
