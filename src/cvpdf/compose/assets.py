"""Files of a theme that its style sheet shows: icons, patterns. They travel with the page, which opens nothing."""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cvpdf.compose.remarks import sheet_head
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.page import Asset
from cvpdf.rules.cv4_themes import BadAsset
from cvpdf.theme.shelves import place_of

_ADDRESS = re.compile(
    r"""/\*.*?(?:\*/|\Z)|(@import\b[^;]*)|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""",
    re.DOTALL | re.IGNORECASE,
)
"""Comments are passed over; a sheet of another file is none of the theme's pictures."""
_MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_LARGEST = 512 * 1024
"""Bytes; an icon has a few hundred."""


def with_assets(css: str, folder: Path) -> tuple[str, dict[str, Asset], tuple[Diagnostic, ...]]:
    """A theme's style sheet with addresses of our own for the files that it shows, and these files by address."""
    assets: dict[str, Asset] = {}
    diagnostics: list[Diagnostic] = []
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(css):
        imported, *names = found.groups()
        name = imported or next((group for group in names if group is not None), None)
        if name is None:
            continue
        asset = "write its rules into this one" if imported else _read(folder, name)
        if isinstance(asset, str):
            line, column = css.count("\n", 0, found.start()) + 1, found.start() - css.rfind("\n", 0, found.start())
            span = Span(place_of(folder / "theme.css"), line, column, line, column)
            diagnostics.append(BadAsset.at(span, f"`{found[0][:66]}`: {asset}"))
            continue
        address = f"theme:{sha256(asset.content).hexdigest()[:16]}{Path(name).suffix}"
        assets[address] = asset
        parts += [css[end : found.start()], f'url("{address}")']
        end = found.end()
    # `</style>` would end the sheet and begin a piece of the page; within a text of CSS the sign means the same.
    return "".join([*parts, css[end:]]).replace("</", "<\\/"), assets, tuple(diagnostics)


def _read(folder: Path, name: str) -> Asset | str:
    """A file inside the theme's folder, once every link is followed; or what is wrong with it."""
    if _ELSEWHERE.match(name):
        return "a page shows nothing from elsewhere; put the picture into the theme's folder"
    path = Path(os.path.realpath(folder / name.replace("\0", "")))
    media_type = _MEDIA_TYPES.get(path.suffix)
    if not path.is_relative_to(os.path.realpath(folder)):
        return "it is not in the theme's folder"
    if media_type is None:
        return f"a style sheet can show {', '.join(_MEDIA_TYPES)} and nothing else"
    if not path.is_file():
        return "the theme has no such file"
    if path.stat().st_size > _LARGEST:
        return f"it is larger than {_LARGEST // 1024} KiB"
    return Asset(path.read_bytes(), media_type)


def all_assets(sheets: Iterator[tuple[str, Path]]) -> tuple[list[str], dict[str, Asset], tuple[Diagnostic, ...]]:
    """Do the same with the style sheets of a theme and of what it extends."""
    texts: list[str] = []
    assets: dict[str, Asset] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    for number, (css, folder) in enumerate(sheets):
        text, shown, said = with_assets(css, folder)
        texts.append(sheet_head(number) + text)
        assets |= shown
        diagnostics += said
    return texts, assets, diagnostics
