"""The photo of a Word file: at the right of the head, in a table without lines, for nothing can run into it there."""

from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import _Cell

from cvpdf.outline import Picture

_WIDTH = 30
"""How wide the photo is, in mm."""


def column_beside(document: Document, picture: Picture, width: float) -> _Cell:
    """Put a photo at the right of a text that is so many mm wide; give the column at its left, which is empty."""
    table = document.add_table(1, 2)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    _clear_margins(table._tbl.tblPr)  # noqa: SLF001 - python-docx has no name for them
    text: _Cell = table.cell(0, 0)
    photo: _Cell = table.cell(0, 1)
    for number, (cell, millimetres) in enumerate(((text, width - _WIDTH), (photo, _WIDTH))):
        table.columns[number].width = cell.width = Mm(millimetres)
    paragraph = photo.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run()
    run.add_picture(BytesIO(picture.content), width=Mm(_WIDTH))
    _describe(run.element, picture.words)
    text._tc.remove(text.paragraphs[0]._p)  # noqa: SLF001 - as above
    return text


def _clear_margins(properties: Any) -> None:
    """Let the text begin where that of the sections begins."""
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties.insert_element_before(margins, "w:tblLook")


def _describe(element: Any, words: str) -> None:
    """Give the picture words for whoever does not see it, and a name that says nothing of a file."""
    shown = element.find(f".//{qn('wp:docPr')}")
    shown.set("descr", words)
    shown.set("name", "Photo")
    for inner in element.iter(qn("pic:cNvPr")):
        inner.set("name", "Photo")
