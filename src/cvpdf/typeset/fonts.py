"""Font files: each face a static TrueType font, from a package or by name from the machine."""

import importlib.util
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.page import Face, Ink
from cvpdf.rules.cv9_environment import FontFamilyMissing

# Fonts of the machine. ----------------------------------------------------------------------------------------
# The engine itself never sees them. A face is cut down to the letters of the page, which also takes it out of a
# collection (`.ttc`) and pins a variable one.


_WEIGHTS = {0: 100, 40: 200, 50: 300, 80: 400, 100: 500, 180: 600, 200: 700, 205: 800, 210: 900}
"""CSS weights by fontconfig's (`FC_WEIGHT_THIN` to `FC_WEIGHT_BLACK`)."""


class SystemFont(Struct, frozen=True):
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
    from cvpdf.typeset.weasyprint_import import load_engine

    load_engine()
    from cvpdf.typeset.weasyprint_internals import ffi, fontconfig

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
    from cvpdf.typeset.weasyprint_internals import ffi, fontconfig

    value = ffi.new("FcChar8 **")
    number = 0
    while fontconfig.FcPatternGetString(pattern, name, number, value) == 0:
        yield ffi.string(value[0]).decode(errors="replace")
        number += 1


def _string(pattern: Any, name: bytes) -> str:
    return next(_strings(pattern, name), "")


def _integer(pattern: Any, name: bytes) -> int:
    """A whole number, or -1 where there is none, as where it varies."""
    from cvpdf.typeset.weasyprint_internals import ffi, fontconfig

    value = ffi.new("int *")
    return int(value[0]) if fontconfig.FcPatternGetInteger(pattern, name, 0, value) == 0 else -1


# Faces. -------------------------------------------------------------------------------------------------------


_DIGEST = sha256().digest_size


def load_faces(faces: tuple[Face, ...], cache: Path, letters: str = "") -> Outcome[dict[str, bytes]]:
    """Load the font files of a page.

    Args:
        faces: The faces that the page asks for.
        cache: The folder in which faces are kept that were pinned from a variable family.
        letters: Every character of the page, to which a font of the system is cut down: it may have 100,000 glyphs.

    Returns:
        The bytes of each face, by the address under which the page asks for it; no value where one is missing.
    """
    fonts: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for face in faces:
        content = load_system_face(face, letters) if face.system else _load_face(face, cache)
        if content is None:
            diagnostics.append(_absent(face))
        else:
            fonts[face.url] = content
    return Outcome(fonts, tuple(diagnostics))


def _absent(face: Face) -> Diagnostic:
    if face.system or not is_installed(face.family):
        package = f"`pip install fontpkg-{_slug(face.family)}`"
        return FontFamilyMissing.at(None, f"the font {face.family} {face.weight} is not installed", hint=package)
    lacking = f"{face.weight}{' in italics' if face.italic else ''}"
    hint = "a theme names those that there are under `weights` and `italic` in its `theme.yaml`"
    return FontFamilyMissing.at(None, f"the font {face.family} has no weight {lacking}", hint=hint)


def font_files(system_families: Iterable[str] = ()) -> tuple[Path, ...]:
    """Name the files that a page may be set in: those of all packages, and of some families of this machine.

    Args:
        system_families: names of families of this machine; one that there is not has no files.

    Returns:
        Each file once, sorted.

    Raises:
        EngineUnavailableError: when a library that the engine needs is missing, and families were named.
    """
    import fontpkg

    files = {Path(file.path) for family in fontpkg.families().values() for file in family.files}
    files |= {Path(font.path) for name in system_families for font in system_fonts().get(name, ())}
    return tuple(sorted(files))


def installed_families() -> tuple[str, ...]:
    """The names of all families that are installed as packages."""
    import fontpkg

    return tuple(sorted(family.name for family in fontpkg.families().values()))


def is_installed(family: str) -> bool:
    """Whether there is a package with this family."""
    return importlib.util.find_spec(f"fontpkg_{_slug(family).replace('-', '_')}") is not None


def letters_of(face: Face, cache: Path | None) -> frozenset[str]:
    """Read which characters a face has a glyph for (OpenType, `cmap`).

    Args:
        face: The face.
        cache: The folder in which pinned faces are kept, if there is one.

    Returns:
        The characters; none where the face is not installed.
    """
    from fontTools.ttLib import TTFont

    if face.system:
        return letters_of_system_font(face)
    content = _load_face(face, cache) if cache else _make_face(face)
    return frozenset(map(chr, TTFont(BytesIO(content), lazy=True).getBestCmap())) if content else frozenset()


def _load_face(face: Face, cache: Path) -> bytes | None:
    cached = cache / "faces" / _cache_name(face)
    content = _kept(cached)
    if content is None:
        content = _make_face(face)
        if content is not None:
            _keep(cached, content)
    return content


def _cache_name(face: Face) -> str:
    """A name that changes whenever the family's package does: its folder and the time that it was written."""
    style = "italic" if face.italic else "normal"
    spec = importlib.util.find_spec(f"fontpkg_{_slug(face.family).replace('-', '_')}")
    files = Path(spec.origin).parent / "files" if spec and spec.origin else None
    stamp = f"{files} {files.stat().st_mtime_ns}" if files and files.is_dir() else "absent"
    return f"{_slug(face.family)}-{sha256(stamp.encode()).hexdigest()[:12]}-{face.weight}-{style}.face"


def _make_face(face: Face) -> bytes | None:
    import fontpkg

    style = "italic" if face.italic else "normal"
    try:
        family = fontpkg.family(face.family)
        chosen = fontpkg.select_file(family, face.weight, style, nearest=False)
    except fontpkg.FontpkgError:
        return None
    return _pin(chosen.path, face.weight) if chosen.variable else bytes(chosen.path.read_bytes())


def _pin(path: Path, weight: int) -> bytes:
    """One weight of a variable font as a static one, by HarfBuzz: the same bytes each time."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    subset = uharfbuzz.SubsetInput()
    subset.keep_everything()
    subset.pin_all_axes_to_default(face)
    subset.pin_axis_location(face, "wght", weight)
    return bytes(uharfbuzz.subset(face, subset).blob.data)


def measure_glyphs(content: bytes, numbers: Iterable[int]) -> dict[int, Ink]:
    """Where glyphs of a TrueType font leave ink.

    Args:
        content: The bytes of the font.
        numbers: The glyphs' numbers.

    Returns:
        The bounds of each outline that there is, in thousandths of the size.
    """
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), lazy=True)
    names, glyphs, scale = font.getGlyphOrder(), font.getGlyphSet(), 1000 / font["head"].unitsPerEm
    inks: dict[int, Ink] = {}
    for number in numbers:
        pen = BoundsPen(glyphs)
        if number < len(names):
            glyphs[names[number]].draw(pen)
        if pen.bounds:
            inks[number] = Ink(*(length * scale for length in pen.bounds))
    return inks


def subset_face(content: bytes, text: str) -> bytes:
    """Cut a face down to the letters of a text, for a page that carries its fonts.

    Args:
        content: The bytes of a TrueType font.
        text: The letters that are kept.

    Returns:
        The bytes of the smaller font.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(content))
    subset = uharfbuzz.SubsetInput()
    subset.unicode_set.update(map(ord, text))
    return bytes(uharfbuzz.subset(face, subset).blob.data)


def _kept(path: Path) -> bytes | None:
    """A face from the cache, if it is there and whole: before the font stands its own digest."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    digest, content = kept[:_DIGEST], kept[_DIGEST:]
    return content if sha256(content).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    """Put a face into the cache, whole or not at all; a cache that cannot be written is no fault."""
    beside = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(sha256(content).digest() + content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _slug(family: str) -> str:
    return family.lower().replace(" ", "-")
