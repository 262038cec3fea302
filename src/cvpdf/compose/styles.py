"""The style sheet of a page: fonts, options as custom properties, the theme's CSS from `base` upwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cvpdf.compose.assets import all_assets
from cvpdf.compose.families import Families
from cvpdf.compose.feet import name_at_foot
from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.page import Asset, Face
from cvpdf.rules.cv4_styles import StyleSheetNotText
from cvpdf.theme.option import VALUES, css_name
from cvpdf.theme.settings import Settings
from cvpdf.theme.shelves import place_of
from cvpdf.theme.theme import Theme

_COUNTED = re.compile(r"(\{pages?\})")
_UNSAFE = re.compile(r'[\\"<>\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Styles:
    """The CSS of a page, the theme's files that it shows, and what is wrong with them."""

    css: str
    assets: Mapping[str, Asset]
    diagnostics: tuple[Diagnostic, ...]


def style_sheet(theme: Theme, settings: Settings, families: Families, folio: str = "{page}", name: str = "") -> Styles:
    """The whole CSS of a page, whose first heading is `name`."""
    options = settings.options
    own = ((folder / "theme.css", folder) for folder in reversed(theme.folders))
    found = [(_read(sheet), folder) for sheet, folder in own if sheet.is_file()]
    sheets = [(read.value or "", folder) for read, folder in found]
    unread = (said for read, _ in found for said in read.diagnostics)
    texts, assets, diagnostics = all_assets(iter(sheets))
    if not theme.is_ours:
        from cvpdf.compose.judging import judge_styles

        diagnostics = (*diagnostics, *judge_styles(theme, sheets))
    css = "\n".join(
        [
            *(_font_face(face) for face in families.faces),
            f"@page {{ size: {settings.page_size}; }}",
            f":root {{ {_fonts(theme, settings, families)} {_properties(theme, options)} --folio: {_folio(folio)}; }}",
            *texts,
            *_foot(name),
        ]
    )
    return Styles(css, assets, (*unread, *diagnostics))


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


def _foot(name: str) -> tuple[str, ...]:
    """What the foot has in place of a name that is too long for it."""
    short = name_at_foot(name)
    return () if short == name else (f"h1 {{ string-set: name {_string(short)}; }}",)


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
