"""Markdown into rich text, with the promise that no letter or digit is swallowed.

A value does not know where it stands in the file: the diagnostics here have no place yet.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.model.links import Refusal
from cvpdf.outline.html_tags import CLOSING, ENTITY
from cvpdf.outline.values import Block, Break, Inline, ItemList, Link, ListItem, Paragraph, Styled, Text, plain_text
from cvpdf.rules.cv3_content import LostText, RelativeLink, UnsafeLink

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPECIAL = re.compile(rf"[\\`*_\[\]]|://|{CLOSING}|{ENTITY}", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[-+*]|\d+[.)])(?:\s|$)", re.ASCII)
_ITEM = re.compile(r"(?:(?P<bullet>[-+])|(?P<number>\d\d?(?P<mark>[.)]))) (?P<text>\S.*)", re.ASCII)
_BLANK_LINES = re.compile(r"\n{2,}")
_STYLES = {"strong_open": "strong", "em_open": "emphasis"}


def inline(text: str) -> Outcome[tuple[Inline, ...]]:
    """Read cleaned text of one paragraph; line breaks in it are kept."""
    if not _SPECIAL.search(text):
        return Outcome(_plain_inlines(text.split("\n")) if text else ())
    tokens, diagnostics = _parse(text, blocks=False)
    return Outcome(_inlines(tokens[0].children or ()) if tokens else (), diagnostics)


def blocks(text: str) -> Outcome[tuple[Block, ...]]:
    """Read cleaned prose: paragraphs and lists."""
    plain = None if _SPECIAL.search(text) else _plain_blocks(text)
    if plain is not None:
        return Outcome(plain)
    tokens, diagnostics = _parse(text, blocks=True)
    return Outcome(tuple(_blocks(iter(tokens))), diagnostics)


# Most values are plain text, and markdown-it takes longer to import than a whole résumé of them to read. What has
# nothing special in it, and no list but flat ones that blank lines part from the rest, is read without it.


def _plain_blocks(text: str) -> tuple[Block, ...] | None:
    """Read paragraphs and lists in which nothing is special; None where a list may be more than its lines."""
    if "\n " in text:
        return None
    found: list[Block] = []
    for part in _BLANK_LINES.split(text.strip("\n")) if text.strip() else ():
        lines = part.split("\n")
        if any(map(_LIST.match, lines)):
            items = _plain_list(lines)
            if items is None or (found and isinstance(found[-1], ItemList)):
                return None
            found.append(items)
        else:
            found.append(Paragraph(_plain_inlines(lines)))
    return tuple(found)


def _plain_list(lines: list[str]) -> ItemList | None:
    """Read a list of one kind with an item on each line; None where it is another, or has another within it."""
    matches = [match for match in map(_ITEM.fullmatch, lines) if match and not _LIST.match(match["text"])]
    if len(matches) < len(lines) or len({match["bullet"] or match["mark"] for match in matches}) > 1:
        return None
    return ItemList(tuple(ListItem(match["number"], (Paragraph((Text(match["text"]),)),)) for match in matches))


def _plain_inlines(lines: Iterable[str]) -> tuple[Inline, ...]:
    """Give texts with breaks between them."""
    parts: list[Inline] = []
    for line in lines:
        parts += (Break(), Text(line.strip()))
    return tuple(parts[1:])


def _parse(text: str, *, blocks: bool) -> "tuple[list[Token], tuple[Diagnostic, ...]]":
    from cvpdf.outline.markdown_grammar import REFUSED, parser

    environment: dict[str, list[tuple[str, Refusal]]] = {}
    tokens = parser().parse(text, environment) if blocks else parser().parseInline(text, environment)
    refused = (_refused(target, why) for target, why in environment.get(REFUSED, ()))
    return tokens, (*refused, *_lost(text, "".join(_printed(tokens))))


def _refused(target: str, why: Refusal) -> Diagnostic:
    if why is Refusal.UNSAFE:
        hint = "link to a web page, or use `mailto:` or `tel:`"
        return UnsafeLink.at(None, f"`{target}` is not the kind of link that a résumé may hold", hint=hint)
    hint = "write the whole address, such as `https://example.com/page`"
    return RelativeLink.at(None, f"`{target}` leads nowhere outside of this file's folder", hint=hint)


def _lost(source: str, printed: str) -> Iterator[Diagnostic]:
    """Compare letters and digits, in order; links' targets and HTML's tags stand in both."""
    wanted = [(index, character) for index, character in enumerate(source) if character.isalnum()]
    kept = [character for character in printed if character.isalnum()]
    if [character for _, character in wanted] == kept:
        return
    same = 0
    while same < min(len(wanted), len(kept)) and wanted[same][1] == kept[same]:
        same += 1
    start = wanted[same][0] if same < len(wanted) else len(source)
    words = " ".join(source[start:].split()[:3])
    hint = "move the title of a link into its text, and nest lists less deeply"
    yield LostText.at(None, f"the text from `{words}` on would not be printed whole", hint=hint)


def _printed(tokens: "Iterable[Token]") -> Iterator[str]:
    """All that the tokens print, and what was typed as targets, tags and entities, in the order of the source."""
    for token in tokens:
        if token.type == "list_item_open":
            yield token.info
        yield from _printed(token.children) if token.children else _content(token)


def _content(token: "Token") -> tuple[str, ...]:
    """What a token prints, or what was typed for it: an entity prints another character than it is typed with."""
    return (token.meta.get("typed", ""),) if token.type == "entity" else (token.content, token.meta.get("typed", ""))


def _blocks(tokens: "Iterator[Token]") -> Iterator[Block]:
    """Read blocks up to the end of what holds them."""
    for token in tokens:
        if token.type == "inline":
            children = _inlines(token.children or ())
            if plain_text(children).strip():
                yield Paragraph(children)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            items = tuple(_items(tokens))
            if items:
                yield ItemList(items)
        elif token.type == "list_item_close":
            return


def _items(tokens: "Iterator[Token]") -> Iterator[ListItem]:
    """Read a list's items; a bullet without anything after it is none."""
    for token in tokens:
        if token.type != "list_item_open":
            return
        number = f"{token.info}{token.markup}" if token.info else None
        content = tuple(_blocks(tokens))
        if content or number:
            yield ListItem(number, content)


def _inlines(tokens: "Iterable[Token]") -> tuple[Inline, ...]:
    """Nest a flat run of tokens; a style within the same style says nothing more, however often it is opened."""
    levels: list[list[Inline]] = [[]]
    openers: list[Token | None] = []
    styles: set[str] = set()
    for token in tokens:
        if token.nesting > 0:
            again = token.type in styles
            openers.append(None if again else token)
            if not again:
                levels.append([])
                styles.update({token.type} & _STYLES.keys())
        elif token.nesting < 0:
            opener = openers.pop()
            if opener is None:
                continue
            styles.discard(opener.type)
            children = tuple(_joined(levels.pop()))
            levels[-1].extend(_wrapped(opener, children))
        else:
            levels[-1].extend(_leaf(token))
    return tuple(_joined(levels[0]))


def _joined(run: Iterable[Inline]) -> Iterator[Inline]:
    """Join texts that stand side by side, as what an entity stands for does beside its word."""
    for is_text, part in groupby(run, lambda child: isinstance(child, Text)):
        if is_text:
            yield Text(plain_text(part))
        else:
            yield from part


def _wrapped(opener: "Token", children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Wrap a run in its style or link, if it has any text; a link without text shows where it leads."""
    if opener.type in _STYLES:
        if children:
            yield Styled(_STYLES[opener.type], children)
        return
    href = str(opener.attrs["href"])
    yield Link(href, children if plain_text(children).strip() else (Text(href),))


def _leaf(token: "Token") -> Iterator[Inline]:
    if token.type in ("softbreak", "hardbreak"):
        yield Break()
    elif token.type == "code_inline":
        yield Styled("code", (Text(token.content),))
    elif token.content:
        yield Text(token.content)
