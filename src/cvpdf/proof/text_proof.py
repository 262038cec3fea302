"""The stage for what is written as text: a file's bytes are read back and compared with the Outline."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.outline.values import Block, Inline, Link, Mark, Outline, Paragraph, Styled, links_of, plain_text
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv7_formats import AddedToText, LinkLostInText, LostInText, PhotoLostInText, UnreadableText
from cvpdf.source.tree import Locate
from cvpdf.words import quoted_words, words_of

if TYPE_CHECKING:
    from markdown_it.token import Token


# Reading back. ------------------------------------------------------------------------------------------------
# Markdown is read by the rules of CommonMark alone, a Word file by its XML: neither asks what has written it.


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class TextReading(Struct, frozen=True):
    """All the words with a space between them, and where the links lead: None where they are words themselves.

    `pictures` are the files of those that a Word file shows; None where the kind of file has none.
    """

    text: str
    links: tuple[str, ...] | None
    pictures: tuple[bytes, ...] | None = None


def read_text_file(content: bytes) -> TextReading:
    """Read a file of plain text."""
    return TextReading(_evened(content.decode()), None)


def _evened(text: str) -> str:
    return " ".join(words_of(text))


# Markdown. ----------------------------------------------------------------------------------------------------


def read_markdown_file(content: bytes) -> TextReading:
    """Read a Markdown file as its readers show it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    # Links as they were written: the parser would encode an address anew, and leave out what it thinks unsafe.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    tokens = parser.parse(content.decode())
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


# Word files. --------------------------------------------------------------------------------------------------


def read_word_file(content: bytes) -> TextReading:
    """Read a Word file: its paragraphs, its links, its pictures."""
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


# The stage. ---------------------------------------------------------------------------------------------------
# All the words of all marks are there, in the outline's order, and between two marks stand only a few signs. All
# links are there, in their order, each with where it leads; a Word file has the photo.


_REPORT = "this is a fault of cvpdf; take the PDF until it is mended"

_BETWEEN = frozenset(" ,،、:·—-=()")
"""What may stand between two marks: the commas of all languages, markers of lists and underlines among it."""

_LINK_END = "\0"


class _Piece(Struct, frozen=True):
    """A paragraph, line or number of a mark; `_LINK_END` stands in its text where a link ends."""

    mark: Mark
    text: str


def prove_markdown(outline: Outline, content: bytes, locate: Locate) -> Outcome[int]:
    """Read a Markdown file back and compare it with the outline; without a diagnostic the proof holds.

    Args:
        outline: What the file must hold.
        content: The bytes of the file.
        locate: Where the value of a source path stands in the file.

    Returns:
        How many words were proven; no number where the file cannot be read.
    """
    return _prove(outline, content, read_markdown_file, locate)


def prove_plain_text(outline: Outline, content: bytes, locate: Locate) -> Outcome[int]:
    """Read a file of plain text back and compare it with the outline.

    Args:
        outline: What the file must hold.
        content: The bytes of the file.
        locate: Where the value of a source path stands in the file.

    Returns:
        How many words were proven; no number where the file cannot be read.
    """
    return _prove(outline, content, read_text_file, locate)


def prove_docx(outline: Outline, content: bytes, locate: Locate) -> Outcome[int]:
    """Read a Word file back and compare it, and its photo, with the outline.

    Args:
        outline: What the file must hold.
        content: The bytes of the file.
        locate: Where the value of a source path stands in the file.

    Returns:
        How many words were proven; no number where the file cannot be read.
    """
    return _prove(outline, content, read_word_file, locate)


def _prove(outline: Outline, content: bytes, read: Callable[[bytes], TextReading], locate: Locate) -> Outcome[int]:
    try:
        reading = read(content)
    except (UnicodeDecodeError, BadZipFile, SyntaxError, KeyError) as error:
        return Outcome(None, (UnreadableText.at(None, f"the file cannot be read back: {error}"),))
    marks = tuple(outline.marks())
    pieces = [piece for mark in marks for piece in _pieces(mark) if piece.text.strip(_LINK_END)]
    faults: tuple[Diagnostic, ...] = (*_word_faults(pieces, reading, locate), *_link_faults(marks, reading, locate))
    if reading.pictures is not None:
        faults = (*faults, *_photo_faults(outline, reading, locate))
    return Outcome(sum(piece.text.count(" ") + 1 for piece in pieces), faults)


# What is to be there. -----------------------------------------------------------------------------------------


def _pieces(mark: Mark) -> Iterator[_Piece]:
    yield _Piece(mark, _expected(mark.children) + (_LINK_END if mark.href else ""))
    for block in mark.blocks:
        yield from (_Piece(mark, text) for text in _block_texts(block))


def _block_texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _expected(block.children)
        return
    for item in block.items:
        yield item.number or ""
        for inner in item.blocks:
            yield from _block_texts(inner)


def _expected(children: tuple[Inline, ...]) -> str:
    return " ".join(words_of("".join(map(_with_link_ends, children))))


def _with_link_ends(child: Inline) -> str:
    if not isinstance(child, Link | Styled):
        return plain_text((child,))
    inside = "".join(map(_with_link_ends, child.children))
    return f"{inside}{_LINK_END}" if isinstance(child, Link) else inside


# Whether it is there. -----------------------------------------------------------------------------------------


def _word_faults(pieces: list[_Piece], reading: TextReading, locate: Locate) -> Iterator[Diagnostic]:
    place = 0
    for piece in pieces:
        found = _find(piece, reading, place)
        if found is None:
            yield from _differences(pieces, piece, reading, locate)
            return
        place = found
    if _is_foreign(reading.text[place:]):
        yield _added(reading.text[place:].split())


def _find(piece: _Piece, reading: TextReading, place: int) -> int | None:
    """Where a piece ends that stands next, and apart from what is before it."""
    if reading.links is None and _LINK_END in piece.text:
        match = re.compile(_with_addresses(piece)).search(reading.text, place)
        start, end = match.span() if match else (-1, -1)
    else:
        text = piece.text.replace(_LINK_END, "")
        start = reading.text.find(text, place)
        end = start + len(text)
    if start < 0 or _is_foreign(reading.text[place:start]):
        return None
    glued = 0 < place == start and reading.text[start - 1].isalnum() and reading.text[start].isalnum()
    return None if glued else end


def _with_addresses(piece: _Piece) -> str:
    """A pattern in which each link may be followed by its address, at once or behind the last letter of its word."""
    targets = sorted({form for target in links_of(piece.mark) for form in (target, _bare(target))}, key=len)
    address = rf"(?: \((?:{'|'.join(map(re.escape, reversed(targets)))})\))*"
    parts = [re.match(r"((?:[^\s\0]*[^\W_])?)(.*)", part, re.DOTALL) for part in piece.text.split(_LINK_END)]
    first, *rest = [(match[1], match[2]) for match in parts if match]
    behind = (address + re.escape(word) + address + re.escape(more) for word, more in rest)
    return re.escape("".join(first)) + "".join(behind)


def _bare(target: str) -> str:
    return re.sub(r"^(?:mailto|tel):", "", target, flags=re.IGNORECASE)


def _is_foreign(text: str) -> bool:
    return not _BETWEEN.issuperset(text)


def _differences(pieces: list[_Piece], missing: _Piece, reading: TextReading, locate: Locate) -> Iterator[Diagnostic]:
    """Name what differs, mark by mark; slow, and only done once something does."""
    from difflib import SequenceMatcher

    wanted = [(core, piece.mark) for piece in pieces for core in _cores(piece.text.replace(_LINK_END, ""))]
    found = _cores(reading.text)
    lost: dict[SourcePath, list[str]] = {missing.mark.origin: []}
    added: list[str] = []
    matcher = SequenceMatcher(None, [core for core, _ in wanted], found, autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change != "equal":
            for core, mark in wanted[first:last]:
                lost.setdefault(mark.origin, []).append(core)
        if change == "insert" and reading.links is not None:  # in plain text it may be an address
            added += found[start:end]
    for path, words in lost.items():
        yield _lost(path, words, locate)
    if added:
        yield _added(added)


def _added(words: list[str]) -> Diagnostic:
    return AddedToText.at(
        None, f"the file holds words that the résumé does not have: {quoted_words(words)}", hint=_REPORT
    )


def _cores(text: str) -> list[str]:
    """Words without the punctuation around them."""
    return [core for word in text.split() if (core := re.sub(r"^\W+|\W+$", "", word))]


def _lost(path: SourcePath, words: list[str], locate: Locate) -> Diagnostic:
    what = f": {quoted_words(words)} cannot be read back in its place" if words else ""
    return LostInText.at(locate(path), f"`{format_path(path)}` is not whole in the file{what}", path=path, hint=_REPORT)


def _link_faults(marks: tuple[Mark, ...], reading: TextReading, locate: Locate) -> Iterator[Diagnostic]:
    """Say which link is the first that is not in its turn, or that the outline does not have."""
    expected = [(target, mark.origin) for mark in marks for target in links_of(mark)]
    read = _shown_links(marks, reading.text) if reading.links is None else reading.links
    for number, (target, path) in enumerate(expected):
        if read[number : number + 1] != (target,):
            message = f"`{format_path(path)}` links to {target}, and the file does not"
            yield LinkLostInText.at(locate(path), message, path=path, hint=_REPORT)
            return
    for target in read[len(expected) :]:
        yield LinkLostInText.at(None, f"the file links to {target}, and the résumé does not", hint=_REPORT)


def _photo_faults(outline: Outline, reading: TextReading, locate: Locate) -> Iterator[Diagnostic]:
    photo = outline.header.photo
    if photo and photo.picture and photo.picture.content not in (reading.pictures or ()):
        message = f"`{format_path(photo.origin)}`: the photo is not in the file"
        yield PhotoLostInText.at(locate(photo.origin), message, path=photo.origin, hint=_REPORT)


def _shown_links(marks: tuple[Mark, ...], text: str) -> tuple[str, ...]:
    """The links that stand in a text mark after mark, as they are or without what is no letter or digit."""
    letters, place = _letters(text), 0
    shown: list[str] = []
    for mark in marks:
        places = [(letters.find(_letters(re.sub(r"^\w+:", "", target)), place), target) for target in links_of(mark)]
        shown += (target for found, target in places if found >= 0)
        place = min((found for found, _ in places if found >= 0), default=place)
    return tuple(shown)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
