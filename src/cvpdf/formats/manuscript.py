"""The manuscript: an Outline as one run of headings, lines, paragraphs and lists, for those who write text.

What follows on what, and what stands between two marks, is decided here, once for all of them, in the outline's own
order. A writer only has to know these four shapes.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from cvpdf.outline.values import (
    Block,
    Contact,
    Entry,
    Fact,
    Group,
    Inline,
    ItemList,
    Link,
    ListItem,
    Mark,
    Outline,
    Paragraph,
    Section,
    Styled,
    Text,
)

Inlines = tuple[Inline, ...]

COLON: Inlines = (Text(": "),)
DOT: Inlines = (Text(" · "),)
DASH: Inlines = (Text(" — "),)
SPACE: Inlines = (Text(" "),)
"""What stands between two marks in a line, besides the language's comma; the proof takes no letters or digits there."""


class Heading(Struct, frozen=True):
    """Of the person (`level` 0), a section (1), an entry (2) or one of several positions (3).

    `details` say where and on which page; an entry may have them and no title.
    """

    level: int
    title: Inlines
    subtitle: Inlines = ()
    dates: Inlines = ()
    details: tuple[Inlines, ...] = ()


class ManuscriptLine(Struct, frozen=True):
    """Short texts beside each other; `role` is label, contacts, groups, facts or keywords."""

    role: str
    parts: tuple[Inlines, ...]


Passage = Heading | ManuscriptLine | Block


def manuscript(outline: Outline) -> Iterator[Passage]:
    """Every passage of the outline, in its order."""
    header, scribe = outline.header, _Scribe((Text(outline.comma),))
    yield Heading(0, _run(header.name))
    if header.label:
        yield ManuscriptLine("label", (_run(header.label),))
    if header.contacts:
        yield ManuscriptLine("contacts", tuple(map(scribe.beside_label, header.contacts)))
    for section in outline.sections:
        yield from scribe.section(section)


class _Scribe(Struct, frozen=True):
    """Writes passages with the `comma` of one language."""

    comma: Inlines

    def section(self, section: Section) -> Iterator[Passage]:
        yield Heading(1, _run(section.title))
        for entry in section.entries:
            yield from self._entry(entry, 2)
        yield from self._groups(section.groups)
        yield from chain.from_iterable(map(_blocks, section.prose))

    def _entry(self, entry: Entry, level: int) -> Iterator[Passage]:
        details = tuple(run for run in (self._listed(entry.place), _run(entry.link)) if run)
        heading = Heading(level, _run(entry.title), _run(entry.subtitle), _run(entry.dates), details)
        if heading != Heading(level, ()):
            yield heading
        yield from chain.from_iterable(map(_blocks, entry.prose))
        if entry.highlights:
            yield ItemList(tuple(ListItem(None, _blocks(mark)) for mark in entry.highlights))
        if entry.facts:
            yield ManuscriptLine("facts", tuple(map(self.beside_label, entry.facts)))
        if entry.keywords:
            yield ManuscriptLine("keywords", (self._listed(entry.keywords),))
        for position in entry.positions:
            yield from self._entry(position, level + 1 if entry.title else level)

    def _groups(self, groups: tuple[Group, ...]) -> Iterator[Passage]:
        """A list; groups without items (languages, say) run on in one line."""
        if any(group.items or group.prose for group in groups):
            yield ItemList(tuple(ListItem(None, tuple(self._group_blocks(group))) for group in groups))
        elif groups:
            yield ManuscriptLine("groups", tuple(map(self._group, groups)))

    def _group_blocks(self, group: Group) -> Iterator[Block]:
        named = self._group(group)
        if named:
            yield Paragraph(named)
        yield from chain.from_iterable(map(_blocks, group.prose))

    def _group(self, group: Group) -> Inlines:
        label, level, items = _run(group.label), _run(group.level), self._listed(group.items)
        named = (Styled("strong", label),) if label and items else label
        shown = (*named, Text(" ("), *level, Text(")")) if named and level else named or level
        return (*shown, *COLON, *items) if shown and items else shown or items

    def beside_label(self, part: Contact | Fact) -> Inlines:
        label, values = _run(part.label), self._listed(part.values)
        return (*label, *COLON, *values) if label else values

    def _listed(self, marks: Iterable[Mark]) -> Inlines:
        """Marks in a row, with commas."""
        return join_runs(map(_run, marks), self.comma)


def join_runs(runs: Iterable[Inlines], separator: Inlines) -> Inlines:
    """Runs one after the other."""
    pairs = [(separator, run) for run in runs]
    return tuple(chain.from_iterable(chain.from_iterable(pairs)))[len(separator) if pairs else 0 :]


def _run(mark: Mark | None) -> Inlines:
    """A mark within a line; prose that stands there loses its paragraphs, and keeps its words."""
    if mark is None:
        return ()
    children = mark.children or join_runs(map(_flat, mark.blocks), SPACE)
    return (Link(mark.href, children),) if mark.href else children


def _flat(block: Block) -> Inlines:
    if isinstance(block, Paragraph):
        return block.children
    numbered = (((Text(f"{item.number} "),) if item.number else (), *map(_flat, item.blocks)) for item in block.items)
    return join_runs((tuple(chain.from_iterable(runs)) for runs in numbered), SPACE)


def _blocks(mark: Mark) -> tuple[Block, ...]:
    return mark.blocks or (Paragraph(_run(mark)),)
