"""The styles of Word files: Word's own names, so that an editor finds them, with a look that is ours."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

MARGIN = 20
HANG = 5
"""The paper's margins, and how far the text of a list stands behind its bullet, in mm."""

DETAILS, LINK, CODE = "Details", "Hyperlink", "Code"
LINES = {"label": "Subtitle", "contacts": "Contacts", "groups": "Normal", "facts": "Facts", "keywords": "Keywords"}
"""The style of each line of the manuscript, by its role."""

_FONT, _CODE_FONT = "Calibri", "Consolas"
_ACCENT, _QUIET = "1F3A5F", "505050"


@dataclass(frozen=True, slots=True)
class _Look:
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
