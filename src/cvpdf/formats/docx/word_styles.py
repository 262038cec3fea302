"""The styles and numbered lists of Word files."""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from msgspec import Struct

from cvpdf.outline.values import ItemList

# Styles. ------------------------------------------------------------------------------------------------------


MARGIN = 20
HANG = 5
"""The paper's margins, and how far the text of a list stands behind its bullet, in mm."""

DETAILS, LINK, CODE = "Details", "Hyperlink", "Code"
LINES = {"label": "Subtitle", "contacts": "Contacts", "groups": "Normal", "facts": "Facts", "keywords": "Keywords"}
"""The style of each line of the manuscript, by its role."""

_FONT, _CODE_FONT = "Calibri", "Consolas"
_ACCENT, _QUIET = "1F3A5F", "505050"


class _Look(Struct, frozen=True):
    """Sizes and spaces in pt; `depth` is how many times the text hangs, `marked` whether a bullet or number hangs out.

    What is `kept` stays with what follows.
    """

    size: float = 10.5
    bold: bool = False
    colour: str | None = None
    before: float = 0
    after: float = 3
    kept: bool = False
    depth: int = 0
    marked: bool = False
    ruled: bool = False


_LOOKS = {
    "Normal": _Look(after=4),
    "Title": _Look(22, bold=True, colour=_ACCENT, after=0, kept=True),
    "Subtitle": _Look(12.5, colour=_QUIET, after=2, kept=True),
    "Contacts": _Look(10, after=4),
    "Heading 1": _Look(12.5, bold=True, colour=_ACCENT, before=12, after=4, kept=True, ruled=True),
    "Heading 2": _Look(11, bold=True, before=6, after=1, kept=True),
    "Heading 3": _Look(10.5, bold=True, before=4, after=1, kept=True),
    DETAILS: _Look(10, colour=_QUIET, after=2, kept=True),
    "Facts": _Look(10, after=3),
    "Keywords": _Look(10, colour=_QUIET, after=3),
    **{
        f"{name} {depth}".removesuffix(" 1"): _Look(after=2, depth=depth, marked=name != "List Continue")
        for name in ("List Bullet", "List Number", "List Continue")
        for depth in (1, 2, 3)
    },
}


def set_styles(document: Document, language: str) -> None:
    """Give the document its styles, and all of its text the language."""
    _drop_tables(document)
    _set_defaults(document, language)
    for name, look in _LOOKS.items():
        _apply(_paragraph_style(document, name), look)
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(_ACCENT)
    document.styles.add_style(CODE, WD_STYLE_TYPE.CHARACTER).font.name = _CODE_FONT


def _drop_tables(document: Document) -> None:
    """The template has a hundred styles of tables, and a résumé no table."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _set_defaults(document: Document, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(f".//{qn('w:lang')}").attrib.update({qn("w:val"): language, qn("w:eastAsia"): language})
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    for place in ("ascii", "hAnsi", "cs"):
        fonts.attrib.pop(qn(f"w:{place}Theme"), None)
        fonts.set(qn(f"w:{place}"), _FONT)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    """Find a style of the template, or make one."""
    if name in document.styles:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template's own
    return style


def _apply(style: ParagraphStyle, look: _Look) -> None:
    """Take the template's look off a style, but for its bullets and its place in the outline, and put on ours."""
    _clear(style.element, keep_number=style.name.startswith("List Bullet"))
    font, form = style.font, style.paragraph_format
    font.size, font.bold = Pt(look.size), look.bold or None
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.08
    form.keep_with_next, form.widow_control = look.kept or None, True
    if look.depth:
        form.left_indent = Mm(HANG * look.depth)
        form.first_line_indent = Mm(-HANG if look.marked else 0)
    if look.ruled:
        _rule_below(style.element.get_or_add_pPr())


def _clear(element: Any, *, keep_number: bool) -> None:
    kept = {qn("w:outlineLvl"), *([qn("w:numPr")] if keep_number else [])}
    properties = element.get_or_add_pPr()
    for child in list(properties):
        if child.tag not in kept:
            properties.remove(child)
    if element.rPr is not None:
        element.remove(element.rPr)


def _rule_below(properties: Any) -> None:
    """A thin line under a section's title."""
    border = OxmlElement("w:pBdr")
    bottom = {"val": "single", "sz": "4", "space": "1", "color": _ACCENT}
    border.append(OxmlElement("w:bottom", {qn(f"w:{key}"): value for key, value in bottom.items()}))
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


# Numbered lists. ----------------------------------------------------------------------------------------------


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
