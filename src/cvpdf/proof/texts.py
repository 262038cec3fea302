"""The stage for what is written as text: a file's bytes are read back and compared with the outline, mark by mark.

All the words of all marks are there, in the outline's order, and between two marks stand only a few signs.
All links are there, in their order, each with where it leads; a Word file has the photo.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.outline import Block, Inline, Link, Mark, Outline, Paragraph, Styled, links_of, plain_text
from cvpdf.path import SourcePath, format_path
from cvpdf.proof.text_reading import TextReading, UnreadableTextError, read_written
from cvpdf.rules.cv7_formats import AddedToText, LinkLostInText, LostInText, PhotoLostInText, UnreadableText
from cvpdf.words import words_of

Locate = Callable[[SourcePath], Span]

_REPORT = "this is a fault of cvpdf; take the PDF until it is mended"
_SHOWN = 8
"""Words quoted in a message."""

_BETWEEN = frozenset(" ,،、:·—-=()")
"""What may stand between two marks: the commas of all languages, markers of lists and underlines among it."""

_LINK_END = "\0"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, line or number of a mark; `_LINK_END` stands in its text where a link ends."""

    mark: Mark
    text: str


def prove_text(outline: Outline, content: bytes, kind: str, locate: Locate) -> Outcome[int]:
    """Read a file back and compare it with the outline; without a diagnostic the proof holds.

    Returns:
        How many words were proven.
    """
    try:
        reading = read_written(content, kind)
    except UnreadableTextError as error:
        return Outcome(None, (UnreadableText.at(None, f"the file cannot be read back: {error}"),))
    marks = tuple(outline.marks())
    pieces = [piece for mark in marks for piece in _pieces(mark) if piece.text.strip(_LINK_END)]
    faults: tuple[Diagnostic, ...] = (*_word_faults(pieces, reading, locate), *_link_faults(marks, reading, locate))
    if kind == "docx":
        faults = (*faults, *_photo_faults(outline, reading, locate))
    return Outcome(sum(piece.text.count(" ") + 1 for piece in pieces), faults)


# What is to be there. ----------------------------------------------------------------------------------------


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


# Whether it is. ----------------------------------------------------------------------------------------------


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
    return AddedToText.at(None, f"the file holds words that the résumé does not have: {_quote(words)}", hint=_REPORT)


def _cores(text: str) -> list[str]:
    """Words without the punctuation around them."""
    return [core for word in text.split() if (core := re.sub(r"^\W+|\W+$", "", word))]


def _lost(path: SourcePath, words: list[str], locate: Locate) -> Diagnostic:
    what = f": {_quote(words)} cannot be read back in its place" if words else ""
    return LostInText.at(locate(path), f"`{format_path(path)}` is not whole in the file{what}", path=path, hint=_REPORT)


def _quote(words: list[str]) -> str:
    more = f" … and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return f"“{' '.join(words[:_SHOWN])}”{more}"


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
    if photo and photo.picture and photo.picture.content not in reading.pictures:
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
