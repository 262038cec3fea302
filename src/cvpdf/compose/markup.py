"""Marks as HTML: each wrapped in an element that carries its origin, words with hyphens kept whole."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby, zip_longest
from operator import itemgetter

from cvpdf.outline import Block, Break, Inline, Item, ItemList, Mark, Paragraph, Styled, Text, plain_text
from cvpdf.words import LONGEST_WHOLE

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}

_LONGEST_BLOCK = 40
"""Characters of a word that moves to a line of its own before it breaks; most columns have room for them in one line.

A longer one breaks where it stands: what follows a block of several lines is set beside all of them, far from its
last letter.
"""

# A word that ends with a hyphen ("pre- and post-war") takes the next one with it, for no line may end there.
_WORD = re.compile(rf"((?:\S{{1,12}}-\s+){{1,2}}\S{{1,{LONGEST_WHOLE}}}(?!\S)|\S+)")
_BREAKABLE = re.compile(r"[-–]|\w[^\w\s]+\w")

# No line may begin with such a sign, not even behind a space, which is no rule for ".NET" and "/usr".
_HELD_BACK = re.compile(r"[\])}.,:;!?/]\S*\w")

# What stays together of a word that has to break: some letters with the signs before them, for a line may not end with
# a hyphen. Accents stay with their letters, and what ends a word is no piece by itself.
_LETTER = r"(?:[^\W_][\u0300-\u036f]*+)"
_PIECE = re.compile(rf"[\W_]*(?:{_LETTER}{{1,13}}(?!{_LETTER})|{_LETTER}{{10}})(?:[\W_]+$)?|[\W_]+")

# Of a link, which had best be one: all up to a hyphen.
_PART = re.compile(r"[-–]*[^-–]+(?:[-–]+$)?|[-–]+")

# Scripts without spaces: the engine knows where their lines may end.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


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
    return "".join(_runs(children, href))


def _runs(children: tuple[Inline, ...], href: str | None) -> Iterator[str]:
    """Each run; one that begins right behind a hyphen ("pre-**war**") is kept beside it."""
    hyphened = ""
    for child, following in zip_longest(children, children[1:]):
        if hyphened:
            yield f'<span class="whole">{render_text(hyphened, href)}{_inline(child, href)}</span>'
            hyphened = ""
        elif isinstance(child, Text) and following is not None and (hyphened := _hyphened(child.text, following)):
            yield render_text(child.text.removesuffix(hyphened), href)
        else:
            yield _inline(child, href)


def _hyphened(text: str, following: Inline) -> str:
    """The end of a text that makes one word with what follows, if it ends with a hyphen."""
    if not text.endswith("-") or isinstance(following, Break):
        return ""
    end, rest = text.split()[-1], plain_text((following,))
    whole = end + rest
    return end if rest and len(whole) <= LONGEST_WHOLE and not any(map(str.isspace, whole)) else ""


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

    A line may end after each of them, and readers would find two words; a hyphen there is even read as nothing. A word
    that may be wider than its column is a row of pieces, and a line may end between two of them.
    """
    return "".join(_word(kind, word, href) for kind, word in _merged(_words(text)))


def _word(kind: str, text: str, href: str | None) -> str:
    if kind == "row":
        words = re.split(r"(\s+)", text)
        row = "".join(_element("" if word.isspace() else "piece", word, href) for word in words)
        return f'<span class="long">{row}</span>'
    if kind not in ("long", "endless"):
        return _element(kind, text, href)
    first, *rest = _PART.findall(text)
    if href is not None and all(len(part) <= LONGEST_WHOLE for part in rest):
        pieces = _element("part" if kind == "long" else "free", first, href)
        pieces += "".join(_element("part", part, href) for part in rest)
    else:
        pieces = "".join(_element("piece", piece, href) for piece in _PIECE.findall(text))
    return f'<span class="long">{pieces}</span>' if kind == "long" else pieces


def _element(kind: str, text: str, href: str | None) -> str:
    names = f' class="{kind}"' if kind else ""
    if href is not None:
        return f'<a{names} href="{escape(href)}">{escape(text)}</a>'
    return f"<span{names}>{escape(text)}</span>" if kind else escape(text)


def _merged(words: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join what needs no element of its own."""
    for kind, group in groupby(words, key=itemgetter(0)):
        if kind:
            yield from group
        else:
            yield kind, "".join(word for _, word in group)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """A text's words and spaces, each with the name of how it may break ("" as usual)."""
    for word in filter(None, _WORD.split(text)):
        unspaced = _UNSPACED.search(word)
        if len(word) <= LONGEST_WHOLE and _HELD_BACK.match(word):
            yield "piece", word
        elif len(word) <= LONGEST_WHOLE or word.isspace():
            yield "whole" if unspaced or _BREAKABLE.search(word) else "", word
        elif len(word.split()) > 1:
            yield "row", word
        elif unspaced:
            yield "free", word
        else:
            yield "long" if len(word) <= _LONGEST_BLOCK else "endless", word
