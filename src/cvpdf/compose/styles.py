"""The style sheet of a page: fonts, options as custom properties, the theme's CSS from `base` upwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cvpdf.compose.assets import all_assets
from cvpdf.compose.families import Families
from cvpdf.diagnostics import Diagnostic
from cvpdf.page import Asset, Face
from cvpdf.theme.option import VALUES, css_name
from cvpdf.theme.settings import Settings
from cvpdf.theme.theme import Theme

_COUNTED = re.compile(r"(\{pages?\})")
_UNSAFE = re.compile(r'[\\"<>\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Styles:
    """The CSS of a page, the theme's files that it shows, and what is wrong with them."""

    css: str
    assets: Mapping[str, Asset]
    diagnostics: tuple[Diagnostic, ...]


def style_sheet(theme: Theme, settings: Settings, families: Families, folio: str = "{page}") -> Styles:
    """The whole CSS of a page."""
    options = settings.options
    own = ((folder / "theme.css", folder) for folder in reversed(theme.folders))
    sheets = [(sheet.read_text(encoding="utf-8"), folder) for sheet, folder in own if sheet.is_file()]
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
        ]
    )
    return Styles(css, assets, diagnostics)


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
