"""Marks as HTML: each wrapped in an element that carries its origin, words with hyphens kept whole."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from operator import itemgetter

from cvpdf.outline import Block, Break, Inline, Item, ItemList, Mark, Paragraph, Styled, Text
from cvpdf.words import LONGEST_WHOLE

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}

_LONGEST_BLOCK = 60
"""Characters of a word that moves to a line of its own before it breaks.

A longer one fills several lines anyway, and breaks where it stands: what follows such a block is set beside all its
lines, far from its last letter, and the engine takes seconds to measure a block of a thousand letters.
"""

# A word that ends with a hyphen ("pre- and post-war") takes the next one with it, for no line may end there.
_WORD = re.compile(r"((?:\S{1,12}-\s+){0,2}\S+)")
_DASH = re.compile(r"([-–]+\S?)")
_BREAKABLE = re.compile(r"[-–]|\w[^\w\s]+\w")


def render_mark(mark: Mark, index: int, bullet: str) -> str:
    """A mark as one element, with its number in `data-mark`."""
    if mark.blocks:
        return f'<div class="prose" data-mark="{index}">{_blocks(mark.blocks, bullet)}</div>'
    return f'<span data-mark="{index}">{_inlines(mark.children, mark.href)}</span>'


def render_bullet(bullet: str) -> str:
    """What stands before an item: real text, so that every reader meets it in its place."""
    return f'<span class="marker">{escape(bullet)} </span>'


def _blocks(blocks: tuple[Block, ...], bullet: str) -> str:
    return "".join(
        _list(block, bullet) if isinstance(block, ItemList) else f"<p>{_inlines(block.children)}</p>"
        for block in blocks
    )


def _list(block: ItemList, bullet: str) -> str:
    numbered = block.items[0].number is not None
    tag, kind = ("ol", "numbered") if numbered else ("ul", "bulleted")
    items = "".join(f"<li>{_item(item, bullet)}</li>" for item in block.items)
    return f'<{tag} class="{kind}">{items}</{tag}>'


def _item(item: Item, bullet: str) -> str:
    marker = render_bullet(item.number or bullet)
    first, *rest = item.blocks or (Paragraph(()),)
    if isinstance(first, ItemList):
        return marker + _blocks(item.blocks, bullet)
    return marker + _inlines(first.children) + _blocks(tuple(rest), bullet)


def _inlines(children: tuple[Inline, ...], href: str | None = None) -> str:
    return "".join(_inline(child, href) for child in children)


def _inline(child: Inline, href: str | None) -> str:
    """A run; a link is made of its innermost pieces, for an element within a link would not be tagged as the link's."""
    if isinstance(child, Text):
        return render_text(child.text, href)
    if isinstance(child, Break):
        return "<br>"
    if isinstance(child, Styled):
        return f"<{_TAGS[child.style]}>{_inlines(child.children, href)}</{_TAGS[child.style]}>"
    return _inlines(child.children, href or child.href)


def render_text(text: str, href: str | None = None) -> str:
    """Escape letters, and keep words with something between their letters whole: dashes, slashes, points.

    A line may end after each of them, and readers would find two words; a hyphen there is even read as nothing.
    """
    return "".join(_piece(kind, piece, href) for kind, piece in _merged(_pieces(text)))


def _piece(kind: str, text: str, href: str | None) -> str:
    if kind == "endless":
        parts = enumerate(_DASH.split(text))
        inner = "".join(_piece("whole" if index % 2 else "", part, href) for index, part in parts if part)
        return f'<span class="endless">{inner}</span>'
    names = f' class="{kind}"' if kind else ""
    if href is not None:
        return f'<a{names} href="{escape(href)}">{escape(text)}</a>'
    return f"<span{names}>{escape(text)}</span>" if kind else escape(text)


def _merged(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join what needs no element of its own."""
    for kind, group in groupby(pieces, key=itemgetter(0)):
        if kind:
            yield from group
        else:
            yield kind, "".join(piece for _, piece in group)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the name of the class that says how it may break ("" as usual)."""
    for word in filter(None, _WORD.split(text)):
        if len(word) <= LONGEST_WHOLE:
            yield "whole" if _BREAKABLE.search(word) else "", word
        elif len(word) <= _LONGEST_BLOCK and not _DASH.search(word):
            yield "long", word
        else:
            yield "endless", word
