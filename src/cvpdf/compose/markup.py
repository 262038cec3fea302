"""Marks as HTML: each wrapped in an element that carries its origin, words with hyphens kept whole."""

import re
from html import escape

from cvpdf.outline import Block, Break, Inline, Item, ItemList, Link, Mark, Paragraph, Styled, Text
from cvpdf.words import LONGEST_WHOLE

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}

_WORD = re.compile(r"\S+")
_DASH = re.compile(r"\S?[-–]+\S?")
_BREAKABLE = re.compile(r"[-–]|\w[^\w\s]+\w")


def render_mark(mark: Mark, index: int, bullet: str) -> str:
    """A mark as one element, with its number in `data-mark`."""
    if mark.blocks:
        return f'<div class="prose" data-mark="{index}">{_blocks(mark.blocks, bullet)}</div>'
    if mark.href is not None:
        inner = _inlines(mark.children, within_link=True)
        return f'<a data-mark="{index}" href="{escape(mark.href)}">{inner}</a>'
    return f'<span data-mark="{index}">{_inlines(mark.children)}</span>'


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


def _inlines(children: tuple[Inline, ...], *, within_link: bool = False) -> str:
    return "".join(_inline(child, within_link=within_link) for child in children)


def _inline(child: Inline, *, within_link: bool) -> str:
    if isinstance(child, Text):
        return render_text(child.text)
    if isinstance(child, Break):
        return "<br>"
    inner = _inlines(child.children, within_link=within_link or isinstance(child, Link))
    if isinstance(child, Styled):
        return f"<{_TAGS[child.style]}>{inner}</{_TAGS[child.style]}>"
    return inner if within_link else f'<a href="{escape(child.href)}">{inner}</a>'


def render_text(text: str) -> str:
    """Escape letters, and keep words with something between their letters whole: dashes, slashes, points.

    A line may end after each of them, and readers would find two words; a hyphen there is even read as nothing.
    """
    return _WORD.sub(_word, text)


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) > LONGEST_WHOLE:
        kind = "long dashed" if _DASH.search(word) else "long"
        return f'<span class="{kind}">{_without_breaks_at_dashes(word)}</span>'
    return f'<span class="whole">{escape(word)}</span>' if _BREAKABLE.search(word) else escape(word)


def _without_breaks_at_dashes(word: str) -> str:
    pieces = re.split(f"({_DASH.pattern})", word)
    return "".join(
        f'<span class="whole">{escape(piece)}</span>' if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
