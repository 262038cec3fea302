"""Writing Markdown that every CommonMark reader gives back word for word, and that is pleasant to read as it is."""

from collections.abc import Iterator

from cvpdf.formats.manuscript import Heading, Inlines, Line, Passage, joined, manuscript
from cvpdf.formats.markdown_runs import escaped_number, markdown_run
from cvpdf.outline import Block, Item, ItemList, Outline, Paragraph, Text

_DOT: Inlines = (Text(" · "),)
_DASH: Inlines = (Text(" — "),)


def write_markdown(outline: Outline) -> bytes:
    """The whole résumé as Markdown."""
    return ("\n\n".join(map(_passage, manuscript(outline))) + "\n").encode()


def _passage(passage: Passage) -> str:
    if isinstance(passage, Heading):
        return "\n\n".join(_heading(passage))
    if isinstance(passage, Line):
        return markdown_run(joined(passage.parts, _DOT))
    return _blocks((passage,))


def _heading(heading: Heading) -> Iterator[str]:
    """A heading, and below it when and where."""
    if heading.title:
        title = joined(filter(None, (heading.title, heading.subtitle)), _DASH)
        yield f"{'#' * (heading.level + 1)} {markdown_run(title, line_break=' ')}"
    below = tuple(filter(None, (heading.dates, *heading.details)))
    if below:
        yield markdown_run(joined(below, _DOT))


def _blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks one below the other; lists that follow each other have different bullets, or they would be one."""
    written = ""
    bullet = "-"
    for block in blocks:
        if isinstance(block, Paragraph):
            text = markdown_run(block.children)
        else:
            bullet = "*" if written and bullet == "-" else "-"
            text = _list(block, bullet)
        # A list of bullets needs no blank line to be one, and without it the items above stay close together.
        tight = written and isinstance(block, ItemList) and block.items[0].number is None
        written += ("\n" if tight else "\n\n") * bool(written) + text
    return written


def _list(block: ItemList, bullet: str) -> str:
    first = block.items[0].number
    if first is None:
        return "\n".join(_item(bullet, item.blocks) for item in block.items)
    if all(item.number == f"{int(first[:-1]) + place}{first[-1]}" for place, item in enumerate(block.items)):
        return "\n".join(_item(item.number or bullet, item.blocks) for item in block.items)
    return "\n\n".join(map(_typed_item, block.items))


def _item(marker: str, blocks: tuple[Block, ...]) -> str:
    """An item, everything after its marker in one column."""
    indent = " " * (len(marker) + 1)
    indented = "\n".join(line and f"{indent}{line}" for line in _blocks(blocks).split("\n"))
    return f"{marker}{indented[len(marker) :]}" if indented else marker


def _typed_item(item: Item) -> str:
    """An item as a paragraph with its number: a reader of Markdown would count on from the list's first."""
    first, rest = item.blocks[:1], item.blocks
    number = escaped_number(item.number or "")
    if first and isinstance(first[0], Paragraph):
        number, rest = f"{number} {markdown_run(first[0].children)}", item.blocks[1:]
    return "\n\n".join(filter(None, (number, _blocks(rest))))
