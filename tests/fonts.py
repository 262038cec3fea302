"""Small fonts for a test, and a machine that has no others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from cvpdf.typeset.fonts import system_fonts


def make_font(path: Path, family: str, text: str, weight: int = 400) -> None:
    """Write a TrueType font that draws each of these letters as a box."""
    letters = sorted({ord(letter) for letter in text} - {0x0A})
    names = [".notdef", *(f"u{code:X}" for code in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"u{code:X}" for code in letters})
    builder.setupGlyf({name: _box() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Bold" if weight > 500 else "Regular"})
    builder.setupOS2(usWeightClass=weight, sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.save(path)


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


@contextmanager
def only_fonts_of(folder: Path) -> Iterator[None]:
    """Show fontconfig this folder's fonts and no others."""
    set_up = folder / "fonts.conf"
    set_up.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>")
    system_fonts.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "FONTCONFIG_FILE", str(set_up))
        yield
    system_fonts.cache_clear()
