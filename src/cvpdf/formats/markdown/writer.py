"""Writing Markdown that every CommonMark reader gives back word for word, and that is pleasant to read."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cvpdf.formats.manuscript import DASH, DOT, Heading, Inlines, ManuscriptLine, Passage, join_runs, manuscript
from cvpdf.outline.values import (
    Block,
    Break,
    Inline,
    ItemList,
    Link,
    ListItem,
    Outline,
    Paragraph,
    Styled,
    Text,
    plain_text,
)

# Blocks. ------------------------------------------------------------------------------------------------------


def write_markdown(outline: Outline) -> bytes:
    """The whole résumé as Markdown."""
    return ("\n\n".join(_passages(manuscript(outline))) + "\n").encode()


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    """Passages one below the other; of lists that would be taken for one the second gets another marker."""
    marker = ""
    for passage in passages:
        if isinstance(passage, ItemList):
            marker = _marker(passage, marker)
            yield _list(passage, marker)
        else:
            marker = ""
            yield _passage(passage)


def _passage(passage: Heading | ManuscriptLine | Paragraph) -> str:
    if isinstance(passage, Heading):
        return "\n\n".join(_heading(passage))
    return markdown_run(passage.children if isinstance(passage, Paragraph) else join_runs(passage.parts, DOT))


def _heading(heading: Heading) -> Iterator[str]:
    """A heading, and below it when and where."""
    if heading.title:
        title = join_runs(filter(None, (heading.title, heading.subtitle)), DASH)
        yield f"{'#' * (heading.level + 1)} {markdown_run(title, line_break=' ')}"
    below = tuple(filter(None, (heading.dates, *heading.details)))
    if below:
        yield markdown_run(join_runs(below, DOT))


def _marker(block: ItemList, before: str) -> str:
    """What a list's items are marked with, behind a list that is marked with `before`: none where numbers are text.

    A reader of Markdown counts on from a list's first number, whatever the others are.
    """
    first = block.items[0].number
    if first is None:
        return "*" if before == "-" else "-"
    sign = first[-1]
    counted = all(item.number == f"{int(first[:-1]) + place}{sign}" for place, item in enumerate(block.items))
    return sign if counted and before != sign else ""


def _list(block: ItemList, marker: str) -> str:
    if not marker:
        return "\n\n".join(map(_typed_item, block.items))
    return "\n".join(_item(item.number or marker, item.blocks) for item in block.items)


def _item(marker: str, blocks: tuple[Block, ...]) -> str:
    """An item, everything after its marker in one column."""
    indent = " " * (len(marker) + 1)
    indented = "\n".join(line and f"{indent}{line}" for line in _blocks(blocks).split("\n"))
    return f"{marker}{indented[len(marker) :]}" if indented else marker


def _blocks(blocks: tuple[Block, ...]) -> str:
    """The blocks of an item; bullets need no blank line above them, and without it the items stay close together."""
    pairs = zip(blocks, _passages(blocks), strict=True)
    written = "".join(("\n" if _is_bulleted(block) else "\n\n") + text for block, text in pairs)
    return written.lstrip("\n")


def _is_bulleted(block: Block) -> bool:
    return isinstance(block, ItemList) and block.items[0].number is None


def _typed_item(item: ListItem) -> str:
    """An item as a paragraph that begins with its number."""
    first, rest = item.blocks[:1], item.blocks
    number = escaped_number(item.number or "")
    if first and isinstance(first[0], Paragraph):
        number, rest = f"{number} {markdown_run(first[0].children)}", item.blocks[1:]
    return "\n\n".join(filter(None, (number, _blocks(rest))))


# Runs. --------------------------------------------------------------------------------------------------------
# Emphasis that CommonMark would not read as such (section 6.2 of its specification) is written without its stars.


_MEANING = re.compile(
    r"""[\\`*\[\]<~|]       # anywhere
    | (?<![^\W_])_          # at the edge of a word
    | _(?![^\W_])
    | &(?=\#?\w+;)          # where it would be the name of a character
    | (?<![^\s\#])\#        # where it would make a heading, or end one
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"[-+](?=[\s-]|\Z)|[=>]")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)", re.ASCII)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_STARS = {"strong": "**", "emphasis": "*"}
_STAR, _BRACKET = "*", "["


def markdown_run(run: Inlines, *, line_break: str = "\\\n") -> str:
    """Write a run that stands on lines of its own."""
    return _run(run, line_break, "", "")


def escaped_number(number: str) -> str:
    """Write an item's number as text."""
    return f"{number[:-1]}\\{number[-1:]}"


def _run(run: Inlines, line_break: str, before: str, after: str) -> str:
    """Write a run between two characters; there is none at the ends of a line."""
    pieces = _merged(run)
    edges = [before, *(_edge(piece, -1) for piece in pieces)], [*(_edge(piece, 0) for piece in pieces), after]
    around = zip(edges[0], edges[1][1:], strict=False)
    return "".join(_piece(piece, line_break, *sides) for piece, sides in zip(pieces, around, strict=True))


def _merged(run: Inlines) -> list[Inline]:
    """Make one text of those that follow each other."""
    merged: list[Inline] = []
    for piece in run:
        if isinstance(piece, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + piece.text)
        elif piece != Text(""):
            merged.append(piece)
    return merged


def _edge(piece: Inline, end: int) -> str:
    """The character at one end of a piece as it will be written, or one of the same kind."""
    if isinstance(piece, Text):
        return piece.text[end]
    if isinstance(piece, Break):
        return "\n"
    return _STAR if isinstance(piece, Styled) and piece.style in _STARS else _BRACKET


def _piece(piece: Inline, line_break: str, before: str, after: str) -> str:
    if isinstance(piece, Text):
        return _escaped(piece.text, before, after)
    if isinstance(piece, Break):
        return line_break
    if isinstance(piece, Link):
        return _link(piece, line_break)
    if piece.style in _STARS:
        return _starred(piece, line_break, before, after)
    return _code(plain_text(piece.children))


def _escaped(text: str, before: str, after: str) -> str:
    starts_line = before in ("", "\n")
    shown = _MEANING.sub(r"\\\g<0>", text.lstrip(" ") if starts_line else text)
    if starts_line:
        shown = _LINE_START.sub(r"\\\g<0>", shown, count=1) if _LINE_START.match(shown) else shown
        shown = _NUMBER.sub(r"\1\\\2", shown, count=1) if _NUMBER.match(shown) else shown
    # An exclamation mark before a link would make a picture of it.
    return f"{shown[:-1]}\\!" if after == _BRACKET and shown.endswith("!") else shown


def _starred(piece: Styled, line_break: str, before: str, after: str) -> str:
    stars, children = _STARS[piece.style], _without(piece.style, piece.children)
    written, inside = _run(children, line_break, before, after), _merged(children)
    if not inside or not (_flanks(_innermost(inside, 0), before) and _flanks(_innermost(inside, -1), after)):
        return written
    return f"{stars}{written}{stars}"


def _without(style: str, run: Inlines) -> Inlines:
    """The same run without a style that it has as a whole."""
    unstyled: list[Inline] = []
    for piece in run:
        if isinstance(piece, Styled | Link):
            children = _without(style, piece.children)
            same = isinstance(piece, Styled) and piece.style == style
            unstyled += children if same else (replace(piece, children=children),)
        else:
            unstyled.append(piece)
    return tuple(unstyled)


def _innermost(pieces: list[Inline], end: int) -> str:
    """The character inside all the stars that stand together at one end."""
    piece = pieces[end]
    while isinstance(piece, Styled) and piece.style in _STARS and (inside := _merged(piece.children)):
        piece = inside[end]
    return _edge(piece, end)


def _flanks(inner: str, outer: str) -> bool:
    """Whether stars between two characters are read as emphasis of the inner one."""
    if outer == _STAR or inner.isspace():
        return False
    return inner.isalnum() or not outer or outer.isspace() or outer in _PUNCTUATION


def _code(text: str) -> str:
    """A code span, fenced by more backticks than are in it."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    spaced = text.strip(" ") and (text.startswith(("`", " ")) or text.endswith(("`", " ")))
    return f"{fence} {text} {fence}" if spaced else f"{fence}{text}{fence}"


def _link(link: Link, line_break: str) -> str:
    """A link; an address that is its own text needs no brackets."""
    text = plain_text(link.children)
    if link.children == (Text(text),) and (
        text == link.href or (link.href == f"mailto:{text}" and _MAILBOX.fullmatch(text))
    ):
        return f"<{text}>"
    target = re.sub(r"&(?=#?\w+;)", "&amp;", link.href)
    return f"[{_run(link.children, line_break, _BRACKET, ']')}]({f'<{target}>' if set('()') & set(target) else target})"
