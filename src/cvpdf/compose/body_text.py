"""What a composed body holds: its words by column, each with its mark; and elements that no template may write.

Templates are text, so what they have written has to be read: here, once. Whoever comes behind gets values.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct

from cvpdf.page import MARKER, Word
from cvpdf.words import words_of

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var wbr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SILENT = frozenset(("style", "script", "template", "head", "title"))


_ELEMENTS = frozenset(
    "a address article aside b bdi bdo br caption code col colgroup dd div dl dt em figcaption figure footer h1 h2 h3"
    " h4 h5 h6 header hr i img li main nav ol p section small span strong sub sup table tbody td tfoot th thead time"
    " tr u ul wbr".split()
)
_ATTRIBUTES = frozenset("class colspan data-column data-mark dir id lang role rowspan scope".split())
_RATING = re.compile(r"--rating: \d{1,3}")
_OF_MARKS = frozenset(("alt", "href", "src"))
"""Attributes that only a mark has."""


class BodyText(Struct, frozen=True):
    """`columns`: words by column, in document order; `foreign`: pieces of text with letters that are no mark's.

    `forbidden` are tags that a template may not write, as they stand in the HTML.
    """

    columns: dict[str, tuple[Word, ...]]
    foreign: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


class _Element(Struct, frozen=True):
    tag: str
    column: str
    mark: int | None
    marker: bool
    silent: bool


_Chunk = tuple[str, _Element]


def read_body(html: str, addresses: frozenset[str] | None = None) -> BodyText:
    """Read a body's words; only elements that are not inline, and line breaks, separate them.

    Args:
        html: what the templates of a theme have written.
        addresses: the links and pictures of the marks in it, where form alone may be written besides: nothing that
            runs, fetches, leads away, or hides in a style. None where any element may stand.

    Returns:
        The words, the text that is no mark's, and what may not be written.
    """
    reader = _BodyReader(addresses)
    reader.feed(html)
    reader.close()
    columns: dict[str, tuple[Word, ...]] = {}
    foreign: list[str] = []
    for name, chunks in reader.columns.items():
        if words := tuple(_words(chunks)):
            columns[name] = words
        foreign.extend(text.strip() for text, element in chunks if element.mark is None and _says(text, element))
    return BodyText(columns, tuple(foreign), tuple(dict.fromkeys(reader.forbidden)))


def _says(text: str, element: _Element) -> bool:
    """Whether a piece of text has letters, or digits where it is no list's marker."""
    return any(map(str.isalpha if element.marker else str.isalnum, text))


def _words(chunks: list[_Chunk]) -> Iterator[Word]:
    """Join chunks into words: a word may begin in one element and end in another."""
    letters = ""
    mark: int | None = None
    for text, element in chunks:
        head, *rest = _split(text)
        letters, mark = letters + head, element.mark if mark is None and head else mark
        for part in rest:
            if letters:
                yield Word(words_of(letters)[0], mark)
            letters, mark = part, element.mark if part else None
    if letters:
        yield Word(words_of(letters)[0], mark)


def _split(text: str) -> list[str]:
    """The pieces between white space: the first continues the word before, the last may go on."""
    pieces = text.split()
    if not pieces:
        return ["", ""] if text else [""]
    return [*([""] if text[0].isspace() else []), *pieces, *([""] if text[-1].isspace() else [])]


class _BodyReader(HTMLParser):
    """Gathers text with the element around it, column by column, and what does not belong on a page."""

    def __init__(self, addresses: frozenset[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.columns: dict[str, list[_Chunk]] = {}
        self.forbidden: list[str] = []
        self._addresses = addresses
        self._stack = [_Element("", "", None, marker=False, silent=False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        if self._addresses is not None and (tag not in _ELEMENTS or any(self._refused(attrs, self._addresses))):
            self._forbid(self.get_starttag_text() or f"<{tag}>")
        outer, attributes = self._stack[-1], dict(attrs)
        if tag not in _INLINE:
            self.handle_data(" ")
        if tag in _VOID:
            return
        number = attributes.get("data-mark")
        self._stack.append(
            _Element(
                tag,
                attributes.get("data-column") or outer.column,
                outer.mark if number is None else int(number),
                outer.marker or attributes.get("class") == MARKER,
                outer.silent or tag in _SILENT,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those inside it that were not closed."""
        if any(element.tag == tag for element in self._stack[1:]):
            while self._stack.pop().tag != tag:
                pass
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Take text."""
        element = self._stack[-1]
        if not element.silent:
            self.columns.setdefault(element.column, []).append((data, element))

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        self._forbid(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        self._forbid(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """Refuse sections of other languages."""
        self._forbid(f"<![{data}]>")

    def _forbid(self, tag: str) -> None:
        if self._addresses is not None:
            self.forbidden.append(tag)

    def _refused(self, attrs: list[tuple[str, str | None]], addresses: frozenset[str]) -> Iterator[bool]:
        for name, value in attrs:
            if name == "alt":
                yield dict(attrs).get("src") not in addresses
            elif name in _OF_MARKS:
                yield value not in addresses
            elif name == "style":  # a part of a whole, as templates of cvpdf hand it to a style sheet
                yield not _RATING.fullmatch(value or "")
            else:
                yield name not in _ATTRIBUTES


def allowed(tag: str) -> str:
    """What a template may write instead of a tag that is a stranger."""
    name = re.match(r"<(\w+)", tag)
    if re.search(r"\sstyle\s*=", tag):
        return "give it a class, and say in `theme.css` how the class looks"
    if name and name[1].lower() not in _ELEMENTS:
        return (
            "the elements are those of text: `div`, `span`, `p`, headings, lists, tables, `header`, `main`, `section`"
        )
    if any(re.search(rf"\s{attribute}\s*=", tag) for attribute in _OF_MARKS):
        return "links and pictures come with the values of the résumé; a theme shows its own as backgrounds"
    own = ", ".join(f"`{attribute}`" for attribute in sorted(_ATTRIBUTES - {"data-mark"}))
    return f"the attributes are {own}"
