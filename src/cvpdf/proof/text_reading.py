"""Reading back what was written as text: the words of a Markdown, plain text or Word file, and its links.

Markdown is read by the rules of CommonMark alone, a Word file by its XML: neither asks what has written it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from cvpdf.words import words_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class TextReading:
    """All the words with a space between them, and where the links lead: None where they are words themselves.

    `pictures` are the files of those that a Word file shows.
    """

    text: str
    links: tuple[str, ...] | None
    pictures: tuple[bytes, ...] = ()


class UnreadableTextError(ValueError):
    """The bytes are no file of their kind."""


def read_written(content: bytes, kind: str) -> TextReading:
    """Read the bytes of a `md`, `txt` or `docx` file.

    Raises:
        UnreadableTextError: when they cannot be read.
    """
    try:
        if kind == "docx":
            return _read_docx(content)
        text = content.decode()
    except (UnicodeDecodeError, BadZipFile, SyntaxError, KeyError) as error:
        raise UnreadableTextError(str(error)) from error
    return _read_markdown(text) if kind == "md" else TextReading(_evened(text), None)


def _evened(text: str) -> str:
    return " ".join(words_of(text))


# Markdown. ---------------------------------------------------------------------------------------------------


def _read_markdown(text: str) -> TextReading:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    # Links as they were written: the parser would encode an address anew, and leave out what it thinks unsafe.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    tokens = parser.parse(text)
    links = (token.attrs["href"] for token in _inner(tokens) if token.type == "link_open")
    return TextReading(_evened("".join(_markdown_texts(tokens))), tuple(map(str, links)))


def _inner(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield from token.children or ()


def _markdown_texts(tokens: "list[Token]") -> Iterator[str]:
    """What a reader shows; the numbers of a list count on from its first, whatever was written."""
    numbers: list[int | None] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and numbers[-1] is not None:
            yield f" {numbers[-1]}{token.markup} "
            numbers[-1] += 1
        elif token.type == "inline":
            yield from map(_inline_text, token.children or ())
            yield "\n"
        elif token.content:
            yield f"\n{token.content}\n"


def _inline_text(token: "Token") -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


# Word. -------------------------------------------------------------------------------------------------------


def _read_docx(content: bytes) -> TextReading:
    from xml.etree import ElementTree as ET

    with ZipFile(BytesIO(content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 -- what was made a moment ago
        related = ET.fromstring(archive.read("word/_rels/document.xml.rels"))  # noqa: S314 -- as above
        lists = ET.fromstring(archive.read("word/numbering.xml"))  # noqa: S314 -- as above
        targets = {item.get("Id"): item.get("Target", "") for item in related}
        shown = (targets.get(item.get(f"{_R}embed"), "") for item in body.iter(f"{_A}blip"))
        pictures = tuple(archive.read(f"word/{target}") for target in shown)
    links = (targets.get(item.get(f"{_R}id"), "") for item in body.iter(f"{_W}hyperlink"))
    numbers = _Numbers(lists)
    return TextReading(
        _evened("".join(_word_text(element, numbers) for element in body.iter())), tuple(links), pictures
    )


class _Numbers:
    """The numbers that Word writes before the items of its lists, counted as it counts (ECMA-376, part 1, 17.9)."""

    def __init__(self, lists: Any) -> None:
        """Learn how each list begins, and what it writes."""
        levels = {one.get(f"{_W}abstractNumId"): one.find(f"{_W}lvl") for one in lists.iter(f"{_W}abstractNum")}
        self._levels = {
            one.get(f"{_W}numId"): levels.get(_value(one, "abstractNumId")) for one in lists.iter(f"{_W}num")
        }
        self._counted: dict[str, int] = {}

    def before(self, paragraph: Any) -> str:
        """The number before a paragraph that counts in a list by itself; bullets are no words."""
        name = _value(paragraph.find(f"{_W}pPr/{_W}numPr"), "numId")
        level = self._levels.get(name)
        if level is None or _value(level, "numFmt") != "decimal":
            return ""
        number = self._counted.get(name, int(_value(level, "start") or 0))
        self._counted[name] = number + 1
        return _value(level, "lvlText").replace("%1", str(number)) + " "


def _value(element: Any, name: str) -> str:
    child = None if element is None else element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val"))


def _word_text(element: Any, numbers: _Numbers) -> str:
    """What an element shows by itself; a paragraph begins a new line, and its number if it has one."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}p":
        return f"\n{numbers.before(element)}"
    return "\n" if element.tag in (f"{_W}br", f"{_W}tab") else ""
