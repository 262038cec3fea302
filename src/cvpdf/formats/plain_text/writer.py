"""Writing plain text, for the boxes of application forms: each paragraph is one line, for the box will fold it."""

import re
from collections.abc import Iterator

from cvpdf.formats.manuscript import DASH, DOT, Heading, Inlines, ManuscriptLine, Passage, join_runs, manuscript
from cvpdf.outline.values import Block, Break, Inline, Link, ListItem, Outline, Paragraph, Styled, Text, plain_text

_ROWS = {"contacts", "facts"}
_UNDERLINES = ("=", "-")
_UNSHOWN_SCHEME = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_LINK_END = re.compile(r"\0((?:[^\s\0]*[^\W_])?)")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def write_plain_text(outline: Outline) -> bytes:
    """The whole résumé as plain text."""
    return ("\n\n".join(map(_passage, manuscript(outline))) + "\n").encode()


def _passage(passage: Passage) -> str:
    if isinstance(passage, Heading):
        return "\n".join(_heading(passage))
    if isinstance(passage, ManuscriptLine):
        return ("\n" if passage.role in _ROWS else plain_text(DOT)).join(map(_run, passage.parts))
    return _block(passage)


def _heading(heading: Heading) -> Iterator[str]:
    """A heading, and below it a row of dashes, or when and where; a section begins with one more blank line."""
    title = _run(join_runs(filter(None, (heading.title, heading.subtitle)), DASH))
    if title:
        yield f"\n{title}" if heading.level == 1 else title
    if heading.level < len(_UNDERLINES):
        yield _UNDERLINES[heading.level] * len(title)
    below = tuple(filter(None, (heading.dates, *heading.details)))
    if below:
        yield _run(join_runs(below, DOT))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _run(block.children)
    return "\n".join(map(_item, block.items))


def _item(item: ListItem) -> str:
    """An item, everything after its marker in one column."""
    marker = item.number or "-"
    indent = " " * (len(marker) + 1)
    text = "\n".join(map(_block, item.blocks))
    return f"{marker} {text}".rstrip().replace("\n", f"\n{indent}")


def _run(run: Inlines) -> str:
    """A run with the addresses of its links, each in parentheses behind the last letter of the link's word."""
    addresses = list(_addresses(run))
    return _LINK_END.sub(lambda rest: f"{rest[1]} ({addresses.pop(0)})", _marked(run))


def _marked(run: Inlines) -> str:
    """The letters of a run, with a zero where an address is to follow."""
    return "".join(map(_piece, run))


def _piece(piece: Inline) -> str:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Break):
        return "\n"
    return _marked(piece.children) + ("\0" if isinstance(piece, Link) and _unshown(piece) else "")


def _addresses(run: Inlines) -> Iterator[str]:
    for piece in run:
        if isinstance(piece, Styled | Link):
            yield from _addresses(piece.children)
        if isinstance(piece, Link) and (address := _unshown(piece)):
            yield address


def _unshown(link: Link) -> str | None:
    """A link's address, unless it is its text."""
    text = plain_text(link.children).strip()
    address = _UNSHOWN_SCHEME.sub("", link.href)
    bare = _WEB.sub("", address)
    dialled = re.sub(r"[^\d+]", "", text)
    shown = text in (link.href, address, bare, bare.removesuffix("/")) or (link.href == f"tel:{dialled}")
    return None if shown else address
