"""Writing Word files that a recruiter can edit: real styles, headings, lists, links, and the photo."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from cvpdf.formats.docx.word_styles import (
    CODE,
    DETAILS,
    HANG,
    LINES,
    LINK,
    MARGIN,
    hang,
    put_into,
    set_styles,
    word_lists,
)
from cvpdf.formats.manuscript import DOT, Heading, Inlines, ManuscriptLine, Passage, join_runs, manuscript
from cvpdf.outline.values import (
    Block,
    Break,
    Inline,
    Link,
    ListItem,
    Outline,
    Paragraph,
    Picture,
    Styled,
    Text,
    plain_text,
)

# The document. ------------------------------------------------------------------------------------------------
# Importing this costs the whole of python-docx, which is an extra.


PAPER_SIZES = {"A4": (210, 297), "Letter": (215.9, 279.4), "A5": (148, 210)}
"""Width and height of the paper, in mm."""

_LIST_DEPTH = 3
"""How many levels of lists Word's own template has styles for."""

_LONGEST_DATES = 24
"""Characters of dates that stand beside a title; longer ones stand below it."""

_DATES_GAP, _DATES_LETTER = 4, 1.8
"""What is kept free for dates, in mm: before them, and for each character."""

_NO_BREAK_SPACE = "\u00a0"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def write_docx(outline: Outline, page_size: str) -> bytes:
    """Write the whole résumé as a Word file; the same outline gives the same bytes.

    Args:
        outline: What is written.
        page_size: The paper's name: `A4`, `A5` or `Letter`.

    Returns:
        The bytes of the file.
    """
    document = docx.Document()
    width, height = PAPER_SIZES[page_size]
    set_styles(document, outline.language)
    _set_page(document, width, height)
    _set_properties(document, outline)
    writer = _WordWriter(document, width - 2 * MARGIN, outline)
    for passage in manuscript(outline):
        writer.write(passage)
    content = BytesIO()
    document.save(content)
    return _without_clock(content)


class _WordWriter:
    """Writes passages one below the other; `width` is that of the text, in mm. The head stands beside the photo."""

    def __init__(self, document: Document, width: float, outline: Outline) -> None:
        photo = outline.header.photo
        self._comma = Text(outline.comma)
        self._document = document
        self._width = width
        beside = photo and photo.picture
        self._column = column_beside(document, beside, width) if beside else document

    def write(self, passage: Passage) -> None:
        """Write one passage; the first section ends the head."""
        if isinstance(passage, Heading):
            self._column = self._document if passage.level else self._column
            self._heading(passage)
        elif isinstance(passage, ManuscriptLine):
            _runs(self._paragraph(LINES[passage.role]), join_runs(passage.parts, DOT))
        else:
            self._block(passage, 0)

    def _paragraph(self, style: str) -> WordParagraph:
        return self._column.add_paragraph(style=style)

    def _heading(self, heading: Heading) -> None:
        """A heading, its dates at the right edge if there is room for them, and below it where."""
        dates = plain_text(heading.dates)
        beside = heading.title and 0 < len(dates) <= _LONGEST_DATES
        if heading.title:
            paragraph = self._paragraph(f"Heading {heading.level}" if heading.level else "Title")
            _runs(paragraph, heading.title)
            if heading.subtitle:
                _runs(paragraph, (self._comma, *heading.subtitle), bold=False)
            if beside:
                self._dates(paragraph, dates)
        below = heading.details if beside or not dates else (heading.dates, *heading.details)
        if below:
            _runs(self._paragraph(DETAILS), join_runs(below, DOT))

    def _dates(self, paragraph: WordParagraph, dates: str) -> None:
        """Dates at the right edge, in a margin of their own, so that a long title ends before them."""
        form = paragraph.paragraph_format
        form.tab_stops.add_tab_stop(Mm(self._width), WD_TAB_ALIGNMENT.RIGHT)
        form.right_indent = Mm(_DATES_GAP + _DATES_LETTER * len(dates))
        _runs(paragraph, (Text("\t"), Text(dates.replace(" ", _NO_BREAK_SPACE))), bold=False)

    def _block(self, block: Block, depth: int) -> None:
        if isinstance(block, Paragraph):
            style = "Normal" if depth == 0 else _list_style("List Continue", depth)
            _runs(_hanging(self._paragraph(style), depth), block.children)
        else:
            lists = word_lists(self._document, block, depth + 1)
            for item, word_list in zip(block.items, lists, strict=True):
                hang(self._item(item, word_list, depth + 1), block, depth + 1)

    def _item(self, item: ListItem, word_list: int | None, depth: int) -> WordParagraph:
        """An item, and its first paragraph; a number that Word would not count like that is text."""
        first, rest = item.blocks[:1], item.blocks
        style = _list_style("List Bullet" if item.number is None else "List Number", depth)
        paragraph = _hanging(self._paragraph(style), depth)
        if word_list is not None:
            put_into(paragraph, word_list)
        elif item.number is not None:
            paragraph.add_run(f"{item.number}\t")
        if first and isinstance(first[0], Paragraph):
            _runs(paragraph, first[0].children)
            rest = item.blocks[1:]
        for block in rest:
            self._block(block, depth)
        return paragraph


def _list_style(name: str, depth: int) -> str:
    return name if depth == 1 else f"{name} {min(depth, _LIST_DEPTH)}"


def _hanging(paragraph: WordParagraph, depth: int) -> WordParagraph:
    """Move what stands deeper than Word has styles for."""
    if depth > _LIST_DEPTH:
        paragraph.paragraph_format.left_indent = Mm(HANG * depth)
    return paragraph


# Runs. --------------------------------------------------------------------------------------------------------


def _runs(paragraph: WordParagraph, children: Inlines, *, bold: bool | None = None) -> list[WordRun]:
    """Write runs at the paragraph's end; `bold` is what they are where the paragraph's style is otherwise."""
    return [run for child in children for run in _run(paragraph, child, bold=bold)]


def _run(paragraph: WordParagraph, child: Inline, *, bold: bool | None) -> list[WordRun]:
    if isinstance(child, Link):
        return _link(paragraph, child, bold=bold)
    if isinstance(child, Styled):
        return [_styled(run, child.style) for run in _runs(paragraph, child.children, bold=bold)]
    run = paragraph.add_run(_valid(child.text) if isinstance(child, Text) else None)
    if isinstance(child, Break):
        run.add_break()
    run.bold = bold
    return [run]


def _styled(run: WordRun, style: str) -> WordRun:
    if style == "strong":
        run.bold = True
    elif style == "emphasis":
        run.italic = True
    else:
        run.style = CODE
    return run


def _link(paragraph: WordParagraph, link: Link, *, bold: bool | None) -> list[WordRun]:
    runs = _runs(paragraph, link.children, bold=bold)
    if runs:
        target = paragraph.part.relate_to(link.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = OxmlElement("w:hyperlink", {qn("r:id"): target})
        runs[0].element.addprevious(element)
        for run in runs:
            run.style = run.style if run.style.name == CODE else LINK
            element.append(run.element)
    return runs


def _valid(text: str) -> str:
    """What XML may hold: the two characters that it may not are none (Unicode Standard, section 23.7)."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


# The photo. ---------------------------------------------------------------------------------------------------


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


# The file. ----------------------------------------------------------------------------------------------------


def _set_page(document: Document, width: float, height: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


def _set_properties(document: Document, outline: Outline) -> None:
    """Who and what this is, and nothing of the template that it was made from."""
    properties = document.core_properties
    name = plain_text(outline.header.name.children)
    label = plain_text(outline.header.label.children) if outline.header.label else ""
    properties.author = _property(name if outline.header.name.covers else "")
    properties.title = _property(f"{name} – {label}" if label else name)
    properties.language = outline.language
    properties.keywords = _property(", ".join(outline.keywords))
    properties.comments = ""
    properties.last_modified_by = properties.author
    properties.created = properties.modified = datetime(*_FIXED_TIME, tzinfo=UTC)
    for key, relationship in list(document.part.package.rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[key]


def _property(text: str) -> str:
    """What Word takes as a property: at most 255 characters."""
    return _valid(text)[:_LONGEST_PROPERTY]


def _without_clock(content: BytesIO) -> bytes:
    """The same archive, each file in it at the same time of no day."""
    fixed = BytesIO()
    with ZipFile(content) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _FIXED_TIME)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
