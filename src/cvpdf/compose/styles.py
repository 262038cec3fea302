"""The style sheets of a page: fonts, options as custom properties, the theme's CSS and the files that it shows."""

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from cvpdf.compose.font_families import Families
from cvpdf.compose.sandbox import name_at_foot
from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.page import Asset, Face, StyleSheet
from cvpdf.rules.cv4_themes import BadAsset, StyleSheetNotText
from cvpdf.theme.loading import Settings
from cvpdf.theme.search_path import place_of
from cvpdf.theme.theme import VALUES, Theme, css_name

# Pictures of the style sheet. ----------------------------------------------------------------------------------


_ADDRESS = re.compile(
    r"""/\*.*?(?:\*/|\Z)|(@import\b[^;]*)|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""",
    re.DOTALL | re.IGNORECASE,
)
"""Comments are passed over; a sheet of another file is none of the theme's pictures."""
_MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_TEXTS = ("text", "tspan", "textpath", "tref", "foreignobject")
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
        asset = "write its rules into this one" if imported else _read_asset(folder, name)
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


def _read_asset(folder: Path, name: str) -> Asset | str:
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
    content = path.read_bytes()
    lettered = path.suffix == ".svg" and _has_letters(content)
    return "it has letters, which are in no résumé; pictures are of shapes" if lettered else Asset(content, media_type)


def _has_letters(svg: bytes) -> bool:
    """Whether a drawing has elements of text; where it is no XML the engine draws nothing."""
    if not any(sign in svg.lower() for sign in (*map(str.encode, _TEXTS), b"<!", b"\0")):  # not even in disguise
        return False
    from xml.etree import ElementTree as ET

    try:
        elements = list(ET.fromstring(svg).iter())  # noqa: S314 -- the engine does the same, within the same limits
    except ET.ParseError:
        return False
    return any(str(element.tag).rpartition("}")[2].lower() in _TEXTS for element in elements)


# The style sheets. --------------------------------------------------------------------------------------------


_COUNTED = re.compile(r"(\{pages?\})")
_UNSAFE = re.compile(r'[\\"<>\x00-\x1f\x7f]')


class Styles(Struct, frozen=True):
    """The style sheets of a page, the theme's files that they show, and what is wrong with them."""

    sheets: tuple[StyleSheet, ...]
    assets: Mapping[str, Asset]
    diagnostics: tuple[Diagnostic, ...]


def style_sheets(theme: Theme, settings: Settings, families: Families, folio: str = "{page}", name: str = "") -> Styles:
    """Gather the style sheets of a page: cvpdf's own, the theme's from `base` upwards, and what overrules these.

    Args:
        theme: the theme.
        settings: the options that the résumé sets, and its paper.
        families: the fonts of the page.
        folio: how pages are counted, with `{page}` and `{pages}` in it.
        name: the page's first heading, which its feet repeat.

    Returns:
        The sheets in the order in which they count.
    """
    own = ((folder / "theme.css", folder) for folder in reversed(theme.folders))
    found = [(file, folder, _read(file)) for file, folder in own if file.is_file()]
    diagnostics = [said for _, _, read in found for said in read.diagnostics]
    sheets, assets = [_own_sheet(theme, settings, families, folio)], dict[str, Asset]()
    for file, folder, read in found:
        css, shown, said = with_assets(read.value or "", folder)
        sheets.append(StyleSheet(css, place_of(file)))
        assets |= shown
        diagnostics += said
    if not theme.is_ours:
        from cvpdf.compose.css_rules import check_styles

        diagnostics += check_styles(theme, [(read.value or "", folder) for _, folder, read in found])
    if (short := name_at_foot(name)) != name:
        sheets.append(StyleSheet(f"h1 {{ string-set: name {_string(short)}; }}"))
    return Styles(tuple(sheets), assets, tuple(diagnostics))


def _own_sheet(theme: Theme, settings: Settings, families: Families, folio: str) -> StyleSheet:
    """The fonts, the paper, and what the theme's sheets take from the options."""
    options = _properties(theme, settings.options)
    rules = (
        *(_font_face(face) for face in families.faces),
        f"@page {{ size: {settings.page_size}; }}",
        f":root {{ {_fonts(theme, settings, families)} {options} --folio: {_folio(folio)}; }}",
    )
    return StyleSheet("\n".join(rules))


def _read(sheet: Path) -> Outcome[str]:
    """The text of a style sheet, or the line where it is none."""
    content = sheet.read_bytes()
    try:
        return Outcome(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Span(place_of(sheet), line, column, line, column + 1)
        message = f"this style sheet is no text in UTF-8: there is a byte {content[error.start]:#04x}"
        return Outcome(None, (StyleSheetNotText.at(place, message, hint="save the file as UTF-8"),))


def root_classes(theme: Theme, options: Mapping[str, str], page_size: str) -> str:
    """Class names for what CSS selects by: the paper, and options that are words."""
    words = [f"{css_name(name)}-{value}" for name, value in options.items() if theme.options[name].type not in VALUES]
    return " ".join([f"page-{page_size.lower()}", *words])


def _fonts(theme: Theme, settings: Settings, families: Families) -> str:
    """Both families of the pairing, each with those that have the letters it lacks."""
    chosen = theme.pairing(settings.options)
    text, headings = (", ".join(map(_string, (first, *families.others))) for first in (chosen.text, chosen.headings))
    return f"--text-font: {text}; --heading-font: {headings};"


def _folio(text: str) -> str:
    """How pages are counted, as CSS content: words are strings, the two numbers are the engine's counters."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(counters.get(part) or _string(part) for part in _COUNTED.split(text) if part)


def _string(text: str) -> str:
    """A text as a string of CSS (CSS Syntax 3, section 4.3.5), with nothing in it that could end it."""
    return '"' + _UNSAFE.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _properties(theme: Theme, options: Mapping[str, str]) -> str:
    return " ".join(
        f"--{css_name(name)}: {value};" for name, value in options.items() if theme.options[name].type in VALUES
    )


def _font_face(face: Face) -> str:
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face {{ font-family: {_string(face.family)}; font-weight: {face.weight}; font-style: {style};"
        f' src: url("{face.url}"); }}'
    )
