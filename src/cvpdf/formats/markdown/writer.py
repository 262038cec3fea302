"""Writing Markdown that every CommonMark reader gives back word for word, and that is pleasant to read as it is."""

from collections.abc import Iterable, Iterator

from cvpdf.formats.manuscript import DASH, DOT, Heading, Line, Passage, joined, manuscript
from cvpdf.formats.markdown.inline import escaped_number, markdown_run
from cvpdf.outline import Block, Item, ItemList, Outline, Paragraph


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


def _passage(passage: Heading | Line | Paragraph) -> str:
    if isinstance(passage, Heading):
        return "\n\n".join(_heading(passage))
    return markdown_run(passage.children if isinstance(passage, Paragraph) else joined(passage.parts, DOT))


def _heading(heading: Heading) -> Iterator[str]:
    """A heading, and below it when and where."""
    if heading.title:
        title = joined(filter(None, (heading.title, heading.subtitle)), DASH)
        yield f"{'#' * (heading.level + 1)} {markdown_run(title, line_break=' ')}"
    below = tuple(filter(None, (heading.dates, *heading.details)))
    if below:
        yield markdown_run(joined(below, DOT))


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


def _typed_item(item: Item) -> str:
    """An item as a paragraph that begins with its number."""
    first, rest = item.blocks[:1], item.blocks
    number = escaped_number(item.number or "")
    if first and isinstance(first[0], Paragraph):
        number, rest = f"{number} {markdown_run(first[0].children)}", item.blocks[1:]
    return "\n\n".join(filter(None, (number, _blocks(rest))))
