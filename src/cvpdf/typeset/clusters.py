"""One glyph for what is read as one: letters that a font composes of parts become glyphs of their own."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct, field

from cvpdf.page import DrawnGlyph, Ink

# Composed glyphs. ---------------------------------------------------------------------------------------------
# A PDF has one text for each glyph of a font. But fonts draw `ọ̀`, a vowel sign or the dots of an Arabic letter as
# parts that other letters share, change their order, and draw two letters with one glyph: no text for each part is
# right everywhere. So whatever HarfBuzz shapes as one cluster of several glyphs is made a composite glyph of the
# TrueType font (OpenType, `glyf`) with the cluster's text as its own, and so is a glyph that stands for a second
# text.
#
# Readers turn the glyphs of a line that is written from right to left around, one by one. So there a glyph has one
# letter; others of its cluster have glyphs without form or width.


_OFFSETS = 0x0002
"""The flag of a part whose arguments are offsets, in the font's units (ARGS_ARE_XY_VALUES)."""


class GlyphPart(Struct, frozen=True):
    """A glyph of the font, and where it stands in the new one, in the font's units."""

    glyph: int
    x: int
    y: int


class Composite(Struct, frozen=True):
    """What a new glyph is made of, which may be nothing, and the text that it stands for."""

    parts: tuple[GlyphPart, ...]
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


# One glyph for what is read as one: letters that a font composes of parts become glyphs of the embedded font. -


_SMALLEST = 1e-6
"""A size (px) under which the engine draws nothing."""

_FORMLESS = 20
"""Thousandths of the size that a glyph without form takes up, and gives back: readers pass over one without width."""

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
"""Signs that are drawn as the other of their pair from right to left (Unicode, `BidiMirroring.txt`)."""


class _Type(Struct):
    """The new glyphs of one font file by their numbers, how far each moves the pen, and where Pango sees its ink.

    Both are in thousandths of the size.
    """

    numbers: dict[Composite, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    inks: dict[int, Ink] = field(default_factory=dict)


class WholeClusters(dict[Any, Any]):
    """The fonts of one document, each of which draws one glyph for each cluster of letters.

    The engine keeps the fonts that it embeds in a dictionary of the document. Where that is one of these, lines are
    drawn and fonts are cut down by it: `weasyprint_internals` sees to that.
    """

    def __init__(self) -> None:
        """Begin without fonts."""
        super().__init__()
        self.types: dict[str, _Type] = {}

    def __setitem__(self, key: Any, font: Any) -> None:
        """Take a font of the document; two of one file share what is new in it."""
        font.cut = partial(_cut, self.types.setdefault(font.hash, _Type()))
        super().__setitem__(key, font)

    def draw_line(self, draw_first_line: Any, stream: Any, textbox: Any, *rest: Any) -> Any:
        """Draw a line in the engine's place."""
        if not textbox.text or textbox.style["font_size"] < _SMALLEST:
            return draw_first_line(stream, textbox, *rest)
        with _joined(stream, textbox.pango_layout, self.types):
            return draw_first_line(stream, textbox, *rest)

    @property
    def glyphs(self) -> tuple[DrawnGlyph, ...]:
        """Every new glyph that has a form, as Pango measures the letters that it stands for."""
        return tuple(
            DrawnGlyph(name, number, composite.text, type_.inks[number])
            for name, type_ in self.types.items()
            for composite, number in type_.numbers.items()
            if number in type_.inks
        )


class _Setting(Struct, frozen=True):
    """A run of a line: its text, and the engine's font at a size (px) that it is set in."""

    stream: Any
    run: Any
    line: bytes
    font: Any
    size: float
    type: _Type


class _Glyph(Struct, frozen=True):
    """A glyph as Pango sets it, in its units, and where its text begins in the run."""

    number: int
    start: int
    width: int
    x: int = 0
    y: int = 0


class _Cluster(Struct, frozen=True):
    """Glyphs that are read as one, the text that they stand for, and their places in the run's row of glyphs."""

    text: str
    glyphs: list[_Glyph]
    first: int
    end: int


def _cut(new: _Type, subset: Any, font: Any, glyphs: dict[int, str], hinting: Any) -> None:
    """Cut a font down in the engine's place, and put in what is new."""
    needed = {part.glyph: "" for composite in new.numbers for part in composite.parts}
    subset(font, {number: "" for number in (*glyphs, *needed) if number not in new.widths}, hinting)
    if new.numbers:
        font.file_content = with_composites(font.file_content, new.numbers, new.widths, font.upem)


@contextmanager
def _joined(stream: Any, layout: Any, types: dict[str, _Type]) -> Iterator[None]:
    """A line of a layout with other glyphs, which are ours: Pango has to free its own."""
    from cvpdf.typeset.weasyprint_internals import ffi, pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 -- as the engine does, which gets the same line then
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    changed: list[tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = []
    item = line.runs[0]
    while item != ffi.NULL:
        run = item.data
        font, size = stream.add_font(run.item.analysis.font)
        if "glyf" in font.tables:
            setting = _Setting(stream, run, text, font, size, types[font.hash])
            glyphs = [glyph for cluster in _clusters(setting) for glyph in _set(setting, cluster)]
            infos = [(glyph.number, (glyph.width, glyph.x, glyph.y)) for glyph in glyphs]
            new = (ffi.new("PangoGlyphInfo[]", infos), ffi.new("gint[]", [glyph.start for glyph in glyphs]))
            own = run.glyphs
            changed.append((own, (own.num_glyphs, own.glyphs, own.log_clusters), new))
            own.num_glyphs, own.glyphs, own.log_clusters = len(glyphs), *new
        item = item.next
    try:
        yield
    finally:
        for own, before, _ in changed:
            own.num_glyphs, own.glyphs, own.log_clusters = before


def _clusters(setting: _Setting) -> Iterator[_Cluster]:
    """Each cluster of a run from left to right.

    HarfBuzz may give a mark a cluster of its own. Here it belongs to its letter, for readers take what is raised over
    a line to be another line.
    """
    run = setting.run
    starts = list(run.glyphs.log_clusters[0 : run.glyphs.num_glyphs])
    texts: dict[int, str] = {}
    heads: dict[int, int] = {}
    for start, end in pairwise([*sorted(set(starts)), run.item.length]):
        text = setting.line[run.item.offset :][start:end].decode()
        heads[start] = head = next(reversed(texts)) if texts and _is_mark(text) else start
        texts[head] = texts.get(head, "") + text
    for head, group in groupby(range(len(starts)), key=lambda number: heads[starts[number]]):
        numbers = list(group)
        shapes = ((info.glyph, info.geometry) for info in (run.glyphs.glyphs[number] for number in numbers))
        glyphs = [_Glyph(number, head, shape.width, shape.x_offset, shape.y_offset) for number, shape in shapes]
        yield _Cluster(texts[head], glyphs, numbers[0], numbers[-1] + 1)


def _is_mark(text: str) -> bool:
    """Whether a text goes on what is before it: accents, vowel signs, joiners."""
    return unicodedata.category(text[0]) in ("Mn", "Mc", "Me", "Cf")


def _set(setting: _Setting, cluster: _Cluster) -> Iterator[_Glyph]:
    """The glyphs that a cluster is set with: its own where they say its text, else new ones."""
    from cvpdf.typeset.weasyprint_internals import pango

    text, glyphs = cluster.text, cluster.glyphs
    drawn = [glyph for glyph in glyphs if glyph.number != pango.PANGO_GLYPH_EMPTY]
    unknown = any(glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG for glyph in drawn)
    first, more = text, ""
    if setting.run.item.analysis.level % 2:
        first, more = text[0].translate(_MIRRORED), text[:0:-1]
    if not drawn or unknown or (not more and _says(setting, drawn, first)):
        yield from glyphs
        return
    start = glyphs[0].start
    for letter in more:
        yield _Glyph(_number(setting, Composite((), letter), _FORMLESS), start, 0)
    composite = Composite(tuple(_parts(setting, drawn)), first)
    width = sum(_width(setting, glyph.number) for glyph in drawn)
    number = _number(setting, composite, width)
    if number not in setting.type.inks:
        setting.type.inks[number] = _ink(setting, cluster)
    yield _Glyph(number, start, sum(glyph.width for glyph in glyphs))


def _ink(setting: _Setting, cluster: _Cluster) -> Ink:
    """Where the cluster's own glyphs would leave ink, in thousandths of the size, as Pango says."""
    from cvpdf.typeset.weasyprint_internals import FROM_UNITS, ffi, pango

    box, run = ffi.new("PangoRectangle *"), setting.run
    font = run.item.analysis.font
    pango.pango_glyph_string_extents_range(run.glyphs, cluster.first, cluster.end, font, box, ffi.NULL)
    scale = 1000 * FROM_UNITS / setting.size
    left, top, width, height = (length * scale for length in (box.x, box.y, box.width, box.height))
    return Ink(left, -top - height, left + width, -top)


def _says(setting: _Setting, glyphs: list[_Glyph], text: str) -> bool:
    """Whether it is one glyph with this text. One that is raised is none: readers would take it for another line."""
    first, *more = glyphs
    known: dict[int, str] = setting.font.to_unicode
    return not more and not first.y and known.setdefault(first.number, text) == text


def _parts(setting: _Setting, glyphs: list[_Glyph]) -> Iterator[GlyphPart]:
    """The glyphs of a cluster, each where the ones before it and its own offset have brought it."""
    from cvpdf.typeset.weasyprint_internals import FROM_UNITS

    scale = FROM_UNITS / setting.size * setting.font.upem
    pen = 0
    for glyph in glyphs:
        yield GlyphPart(glyph.number, round((pen + glyph.x) * scale), round(-glyph.y * scale))
        pen += glyph.width


def _number(setting: _Setting, composite: Composite, width: int) -> int:
    """The number of a new glyph, which the engine's font knows from now on."""
    numbers, font = setting.type.numbers, setting.font
    number: int = numbers.setdefault(composite, font.glyph_count + len(numbers))
    font.to_unicode[number], font.widths[number] = composite.text, setting.type.widths.setdefault(number, width)
    return number


def _width(setting: _Setting, glyph: int) -> int:
    """How far a glyph moves the pen, in thousandths of the size."""
    from cvpdf.typeset.weasyprint_internals import FROM_UNITS, pango

    stream = setting.stream
    pango.pango_font_get_glyph_extents(setting.run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
    thousandths: float = stream.logical_rect.width * 1000 * FROM_UNITS / setting.size
    return round(thousandths)
