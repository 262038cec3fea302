"""The style sheet of a page: fonts, options as custom properties, the theme's CSS from `base` upwards."""

import re
from collections.abc import Mapping

from cvpdf.page import Face
from cvpdf.theme.manifest import Theme

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_VALUES = ("color", "number")


def style_sheet(theme: Theme, options: Mapping[str, str], page_size: str) -> str:
    """The whole CSS of a page."""
    own = (folder / "theme.css" for folder in reversed(theme.folders))
    sheets = [sheet.read_text(encoding="utf-8") for sheet in own if sheet.is_file()]
    return "\n".join(
        [
            *(_font_face(face) for face in theme.faces),
            f"@page {{ size: {page_size}; }}",
            f":root {{ {_properties(theme, options)} }}",
            *sheets,
        ]
    )


def body_classes(theme: Theme, options: Mapping[str, str], page_size: str) -> str:
    """Class names for what CSS selects by: the paper, and options that are words."""
    words = [f"{_css_name(name)}-{value}" for name, value in options.items() if theme.options[name].type not in _VALUES]
    return " ".join([f"page-{page_size.lower()}", *words])


def _properties(theme: Theme, options: Mapping[str, str]) -> str:
    return " ".join(
        f"--{_css_name(name)}: {value};" for name, value in options.items() if theme.options[name].type in _VALUES
    )


def _font_face(face: Face) -> str:
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {style};'
        f' src: url("{face.url}"); }}'
    )


def _css_name(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()
