"""Fonts of the machine, asked for by name: fontconfig knows where they are.

The engine itself never sees them. A face is cut down to the letters of the page, which also takes it out of a
collection (`.ttc`) and pins a variable one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from cvpdf.page import Face

_WEIGHTS = {0: 100, 40: 200, 50: 300, 80: 400, 100: 500, 180: 600, 200: 700, 205: 800, 210: 900}
"""CSS weights by fontconfig's (`FC_WEIGHT_THIN` to `FC_WEIGHT_BLACK`)."""

_FUNCTIONS = """
    FcResult FcPatternGetInteger (FcPattern *p, const char *object, int n, int *i);
"""
"""What of fontconfig the engine has not declared."""


@dataclass(frozen=True, slots=True)
class SystemFont:
    """One file of a family: which of the fonts in it, its CSS weight, None where that varies, and its version."""

    family: str
    path: str
    index: int
    weight: int | None
    version: str


@cache
def system_fonts() -> dict[str, tuple[SystemFont, ...]]:
    """The upright fonts of this machine, by each name that their family has.

    Raises:
        EngineUnavailableError: when a library that the engine needs is missing.
    """
    from cvpdf.typeset.engine import load_engine

    load_engine()
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef(_FUNCTIONS, override=True)
    families: dict[str, list[SystemFont]] = {}
    configuration = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    found = fontconfig.FcConfigGetFonts(configuration, fontconfig.FcSetSystem)
    for pattern in found.fonts[0 : found.nfont] if found else ():
        index = _integer(pattern, b"index")
        static_or_variable = index >> 16 & 0xFFFF in (0, 0x8000)  # else a variable font at one of its weights
        if not static_or_variable or _integer(pattern, b"slant") > 0:
            continue
        if _string(pattern, b"fontformat") not in ("TrueType", "CFF"):
            continue
        for name in _strings(pattern, b"family"):
            font = SystemFont(
                name,
                _string(pattern, b"file"),
                index & 0xFFFF,
                _WEIGHTS.get(_integer(pattern, b"weight")),
                f"{_integer(pattern, b'fontversion') / 0x10000:.3f}",
            )
            families.setdefault(name, []).append(font)
    return {name: tuple(sorted(fonts, key=lambda font: font.path)) for name, fonts in families.items()}


def find_system_font(family: str, weight: int) -> SystemFont | None:
    """The font of a family whose weight is nearest."""
    fonts = system_fonts().get(family, ())
    return min(fonts, key=lambda font: abs((font.weight or weight) - weight), default=None)


def letters_of_system_font(face: Face) -> frozenset[str]:
    """The characters that a font of the machine has a glyph for, or none where it is not there."""
    found = find_system_font(face.family, face.weight)
    return frozenset(map(chr, _open(found).unicodes)) if found else frozenset()


def load_system_face(face: Face, letters: str) -> bytes | None:
    """The nearest font of a family with these letters alone, None where there is no such family."""
    import uharfbuzz

    found = find_system_font(face.family, face.weight)
    if found is None:
        return None
    opened = _open(found)
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(map(ord, letters))
    subset.layout_feature_tag_set.invert()
    if found.weight is None:
        subset.pin_all_axes_to_default(opened)
        subset.pin_axis_location(opened, "wght", face.weight)
    return bytes(uharfbuzz.subset(opened, subset).blob.data)


def _open(font: SystemFont) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font.path), font.index)


def _strings(pattern: Any, name: bytes) -> Iterator[str]:
    from weasyprint.text.ffi import ffi, fontconfig

    value = ffi.new("FcChar8 **")
    number = 0
    while fontconfig.FcPatternGetString(pattern, name, number, value) == 0:
        yield ffi.string(value[0]).decode(errors="replace")
        number += 1


def _string(pattern: Any, name: bytes) -> str:
    return next(_strings(pattern, name), "")


def _integer(pattern: Any, name: bytes) -> int:
    """A whole number, or -1 where there is none, as where it varies."""
    from weasyprint.text.ffi import ffi, fontconfig

    value = ffi.new("int *")
    return int(value[0]) if fontconfig.FcPatternGetInteger(pattern, name, 0, value) == 0 else -1
