"""New glyphs for a TrueType font, made of glyphs that it has (OpenType 1.9, `glyf`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

_OFFSETS = 0x0002
"""The flag of a part whose arguments are offsets, in the font's units (ARGS_ARE_XY_VALUES)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A glyph of the font, and where it stands in the new one, in the font's units."""

    glyph: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Composite:
    """What a new glyph is made of, which may be nothing, and the text that it stands for."""

    parts: tuple[Part, ...]
    text: str


def with_composites(content: bytes, numbers: Mapping[Composite, int], widths: Mapping[int, int], upem: int) -> bytes:
    """A font with new glyphs under their numbers; `widths` are in thousandths of the size."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font = TTFont(BytesIO(content), recalcTimestamp=False)
    own = font.getGlyphOrder()
    names = [*own, *(f"new{number}" for number in range(len(own), max(numbers.values()) + 1))]
    shapes, metrics = font["glyf"], font["hmtx"].metrics
    font.setGlyphOrder(names)
    shapes.setGlyphOrder(names)
    for name in names[len(own) :]:
        shapes.glyphs[name], metrics[name] = Glyph(), (0, 0)
    for composite, number in numbers.items():
        shapes.glyphs[names[number]] = glyph = _composed(composite, names, shapes)
        metrics[names[number]] = (round(widths[number] * upem / 1000), getattr(glyph, "xMin", 0))
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _composed(composite: Composite, names: list[str], shapes: Any) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    glyph = Glyph()
    visible = [part for part in composite.parts if shapes[names[part.glyph]].numberOfContours]
    if not visible:
        return glyph
    glyph.numberOfContours, glyph.components = -1, []
    for part in visible:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = names[part.glyph], part.x, part.y
        component.flags = _OFFSETS
        glyph.components.append(component)
    glyph.recalcBounds(shapes)
    return glyph
