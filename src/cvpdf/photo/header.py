"""What the first bytes of a picture file say: what it is, and how large. Nothing is decoded."""

import re

_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
}
_OTHERS = {
    b"GIF8": "a GIF picture",
    b"BM": "a BMP picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%PDF-": "a PDF",
}
_BRANDS = {
    (b"RIFF", b"WEBP"): "a WebP picture",
    (b"ftyp", b"heic"): "a HEIC picture",
    (b"ftyp", b"mif1"): "a HEIC picture",
    (b"ftyp", b"avif"): "an AVIF picture",
}
_MARKUP = {b"<svg": "an SVG drawing", b"<html": "a web page", b"<!doctype html": "a web page"}
_LOOKED_AT = 1024

_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, b"\xff\xd9"
"""Markers of JPEG (ITU-T T.81, table B.1)."""

_FILLING = re.compile(rb"\xff+")


def kind_of(content: bytes) -> str | None:
    """Whether it is a "png" or a "jpeg", by its first bytes."""
    return next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)


def other_kind(content: bytes) -> str:
    """What else it seems to be, for a sentence."""
    start = content[:_LOOKED_AT]
    for magic, name in _OTHERS.items():
        if start.startswith(magic):
            return name
    for (container, brand), name in _BRANDS.items():
        if container in (start[:4], start[4:8]) and start[8:12] == brand:
            return name
    text = start.lower()
    return next((name for tag, name in _MARKUP.items() if tag in text), "no picture" if content else "empty")


def size_of(content: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in px; None where the file is damaged, or ends too early."""
    return _size_of_png(content) if kind == "png" else _size_of_jpeg(content)


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    """From the first chunk (PNG, section 11.2.2); the last one is IEND."""
    if content[12:16] != b"IHDR" or b"IEND" not in content[24:]:
        return None
    return _positive(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From the frame's header, which stands somewhere before the scan."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 -- what each marker begins with
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at : at + 2]) for at in (place + 5, place + 7))
            return _positive(width, height) if content.rfind(_END) > place else None
        if marker == _SCAN:
            return None
        if marker == 0xFF:  # noqa: PLR2004 -- one may be repeated, to fill
            filled = _FILLING.match(content, place)
            place = filled.end() - 1 if filled else place + 1
        elif marker in _WITHOUT_LENGTH:
            place += 2
        else:
            place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return None


def _positive(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width > 0 and height > 0 else None
