"""The Outline: what a theme sees, a header and sections of three shapes, each leaf a Mark.

Nothing empty is in it. The fields of each part stand in the order in which they are read, for that is the order of
the marks.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.path import SourcePath


class Name(str):
    """A token for class names (`work`, `email`), never text for the page: letters, digits and hyphens only."""

    __slots__ = ()


# Rich text. ---------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """Letters as they are printed."""

    text: str


class Break(Struct, frozen=True):
    """A line break that was written."""


class Styled(Struct, frozen=True):
    """A run in one `style`: "strong", "emphasis" or "code"."""

    style: str
    children: tuple["Inline", ...]


class Link(Struct, frozen=True):
    """A run that links to `href`."""

    href: str
    children: tuple["Inline", ...]


Inline = Text | Break | Styled | Link


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    children: tuple[Inline, ...]


class ListItem(Struct, frozen=True):
    """One item of a list; `number` is as it was typed (`3.`, `2)`), None where the list has bullets."""

    number: str | None
    blocks: tuple["Block", ...]


class ItemList(Struct, frozen=True):
    """A bullet or numbered list."""

    items: tuple[ListItem, ...]


Block = Paragraph | ItemList


# Marks and what holds them. -----------------------------------------------------------------------------------


class Picture(Struct, frozen=True):
    """A picture file: its bytes, its `kind` ("png" or "jpeg"), and the words for whoever does not see it."""

    content: bytes
    kind: str
    words: str = ""

    @property
    def url(self) -> str:
        """Where the page asks for it; only the engine's fetcher answers such addresses."""
        return f"photo:{sha256(self.content).hexdigest()[:16]}"

    @property
    def media_type(self) -> str:
        """What the bytes are, as the web calls it."""
        return f"image/{self.kind}"


class Mark(Struct, frozen=True):
    """A piece of text as it is printed, or a picture, and the source paths that it prints.

    `origin` is where a click leads. `covers` are the leaves that are on paper once this mark is: usually the
    origin alone, both ends for a period, none for a label such as a section's title. A mark has either inline
    `children` or `blocks` or a `picture`; `href` makes the whole mark a link. A period has its two `ends` as well, the
    first with the dash behind it, where a line may end between them.
    """

    origin: SourcePath
    covers: tuple[SourcePath, ...]
    children: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    href: str | None = None
    picture: Picture | None = None
    ends: tuple[str, str] | None = None


class Fact(Struct, frozen=True):
    """A label and its values, for what is particular to one kind of entry (a grade, courses).

    `heading` is there for a type: what several entries of this type are called together ("Journal articles").
    """

    kind: Name
    label: Mark
    values: tuple[Mark, ...]
    heading: Mark | None = None


class Entry(Struct, frozen=True):
    """Something done somewhere for some time. `title` may be a period where nothing better is known."""

    title: Mark | None = None
    subtitle: Mark | None = None
    dates: Mark | None = None
    place: tuple[Mark, ...] = ()
    link: Mark | None = None
    prose: tuple[Mark, ...] = ()
    highlights: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    keywords: tuple[Mark, ...] = ()
    positions: tuple["Entry", ...] = ()


class TypedEntries(Struct, frozen=True):
    """Entries of one type, without the fact that says so; `title` stands for it, None where no type is given."""

    title: Mark | None
    entries: tuple[Entry, ...]


class Group(Struct, frozen=True):
    """A label, how well it is mastered, the items under it, and more about it: skills, languages, interests.

    `rating` is the level in per cent of its scale ("83"), where the file gives a number or a level of the CEFR.
    """

    label: Mark | None = None
    level: Mark | None = None
    items: tuple[Mark, ...] = ()
    prose: tuple[Mark, ...] = ()
    rating: Name | None = None


class Section(Struct, frozen=True):
    """One section; exactly one of `entries`, `groups` and `prose` is filled.

    `id` is its key in the file (`work`, or the id of a person's own section); `kind` the kind of its entries,
    `custom` for a person's own.
    """

    id: Name
    kind: Name
    title: Mark
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()
    prose: tuple[Mark, ...] = ()

    @property
    def shape(self) -> Name:
        """Which of the three is filled."""
        return Name("entries" if self.entries else "groups" if self.groups else "prose")

    @property
    def by_type(self) -> tuple[TypedEntries, ...]:
        """The entries by their type, in the order in which the types come up; a theme prints these or `entries`."""
        return _by_type(self.entries)


class Contact(Struct, frozen=True):
    """One way to reach the person: `kind` is email, phone, url, location, profile or fact.

    `label` is there where the values cannot be understood without it; `title` ("Phone") always is.
    """

    kind: Name
    label: Mark | None
    values: tuple[Mark, ...]
    title: Mark


class Header(Struct, frozen=True, kw_only=True):
    """Who this is. `name` is the label, or the locale's "Résumé", where no name is given; `photo` has no text.

    `contact_title` and `personal_title` are headings for the contacts: for all, and for those of the kind fact.
    """

    name: Mark
    label: Mark | None = None
    contacts: tuple[Contact, ...] = ()
    photo: Mark | None = None
    contact_title: Mark
    personal_title: Mark


class Outline(Struct, frozen=True):
    """The whole résumé as it will be printed, in `language` (a BCP 47 tag).

    `folio` is how the language counts pages: a text with `{page}` and `{pages}` in it. `comma` is what it puts between
    the items of a list, with its space if it has one. `scheme_words` say what is reached by a link to an e-mail address
    or a phone number, by the scheme of the address.
    """

    language: str
    header: Header
    sections: tuple[Section, ...]
    keywords: tuple[str, ...] = ()
    folio: str = "{page}"
    comma: str = ", "
    scheme_words: Mapping[str, str] = {}

    def marks(self) -> Iterator[Mark]:
        """Every mark of the header and the sections that has to be printed."""
        return marks_in((self.header, self.sections))


_OFFERED = {(Fact, "heading"), (Contact, "title"), (Header, "contact_title"), (Header, "personal_title")}
"""Fields whose mark a theme may print and need not: a label that not every page wants."""


def marks_in(value: object) -> Iterator[Mark]:
    """Every mark of a part of the outline, or of several, but for those that are only offered.

    Args:
        value: A value of the outline, or a tuple of such.

    Returns:
        The marks, in the order in which they are read.
    """
    if isinstance(value, Mark):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from marks_in(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if (type(value), name) not in _OFFERED:
                yield from marks_in(getattr(value, name))


def _by_type(entries: tuple[Entry, ...]) -> tuple[TypedEntries, ...]:
    found: dict[str, tuple[list[Mark], list[Entry]]] = {}
    for entry in entries:
        kind = next((fact for fact in entry.facts if fact.kind == "type"), None)
        heading = (kind.heading or kind.values[0]) if kind else None
        marks, typed = found.setdefault(text_of(heading).casefold() if heading else "", ([], []))
        if kind and heading:
            marks += (replace(heading, covers=value.covers) for value in kind.values)
        typed.append(replace(entry, facts=tuple(fact for fact in entry.facts if fact is not kind)))
    return tuple(TypedEntries(_merged(marks), tuple(typed)) for marks, typed in found.values())


def _merged(marks: list[Mark]) -> Mark | None:
    """The first of marks that say the same, in the place of them all."""
    return replace(marks[0], covers=tuple(path for mark in marks for path in mark.covers)) if marks else None


def links_of(mark: Mark) -> list[str]:
    """The targets that a mark links to.

    Args:
        mark: Any mark.

    Returns:
        The addresses, in the order of the text.
    """
    if mark.href is not None:
        return [mark.href]
    return [*_inline_links(mark.children), *(target for block in mark.blocks for target in _block_links(block))]


def plain_text(children: Iterable[Inline]) -> str:
    """The letters of a run, without its form; a line break is a space.

    Args:
        children: The pieces of the run.

    Returns:
        The text alone.
    """
    return "".join(_letters(child) for child in children)


def _letters(child: Inline) -> str:
    if isinstance(child, Text):
        return child.text
    return " " if isinstance(child, Break) else plain_text(child.children)


def _inline_links(children: tuple[Inline, ...]) -> list[str]:
    targets: list[str] = []
    for child in children:
        if isinstance(child, Link):
            targets.append(child.href)
        elif isinstance(child, Styled):
            targets.extend(_inline_links(child.children))
    return targets


def _block_links(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return _inline_links(block.children)
    return [target for item in block.items for inner in item.blocks for target in _block_links(inner)]


def text_of(mark: Mark) -> str:
    """All the letters of a mark, its paragraphs and items apart by spaces.

    Args:
        mark: Any mark.

    Returns:
        The text alone, empty for a picture.
    """
    return " ".join([plain_text(mark.children), *(_block_text(block) for block in mark.blocks)])


def _block_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain_text(block.children)
    return " ".join(_block_text(inner) for item in block.items for inner in item.blocks)
