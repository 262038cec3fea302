"""Numbered lists of Word files: real ones, which count on where somebody adds an item, with the numbers as typed."""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from cvpdf.formats.docx.styles import HANG
from cvpdf.outline import ItemList

_NUMBER = re.compile(r"(0|[1-9]\d{0,4})([.)])", re.ASCII)
_MOST = 32_767
"""The largest number that a list of Word begins with."""

_DIGIT = 2
"""How much wider a number is with one more digit, in mm."""


def word_lists(document: Document, block: ItemList, depth: int) -> Iterator[int | None]:
    """The list of Word that each item of a list belongs to; None for a number that Word would not write like that.

    Word counts by itself, so where the numbers leap a new list begins.
    """
    following, current = "", None
    for item in block.items:
        match = _NUMBER.fullmatch(item.number or "")
        if match is None or int(match[1]) > _MOST:
            following, current = "", None
        else:
            if item.number != following:
                current = _add_list(document, int(match[1]), match[2], depth)
            following = f"{int(match[1]) + 1}{match[2]}"
        yield current


def put_into(paragraph: Paragraph, word_list: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = word_list


def hang(paragraph: Paragraph, block: ItemList, depth: int) -> None:
    """Leave room for the numbers of a list where they have more than one digit, so that its texts stand in one line."""
    wider = _DIGIT * (max(len(item.number or "") for item in block.items) - len("1."))
    if wider > 0:
        paragraph.paragraph_format.left_indent = Mm(HANG * depth + wider)
        paragraph.paragraph_format.first_line_indent = Mm(-HANG - wider)


def _add_list(document: Document, start: int, sign: str, depth: int) -> int:
    """Add a list of one level that begins with a number, and give its id."""
    numbering = document.part.numbering_part.element
    abstract = max(int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))) + 1
    left, hanging = (Mm(millimetres).twips for millimetres in (HANG * depth, HANG))
    level = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.find(qn("w:num")).addprevious(level)
    return int(numbering.add_num(abstract).numId)
