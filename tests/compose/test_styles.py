from __future__ import annotations

from typing import TYPE_CHECKING

from cvpdf.compose.font_families import Families
from cvpdf.compose.styles import root_classes, style_sheets
from cvpdf.theme.loading import Settings

if TYPE_CHECKING:
    from tests.conftest import MakeTheme

    from cvpdf.theme.theme import Theme

OPTIONS = """\
extends: plain
options:
  fontSize: {type: number, default: '10', unit: pt, description: A size}
  ruleColor: {type: color, default: '#111', description: A colour}
  headingStyle: {type: choice, default: caps, choices: [caps, small], description: A form}
  icons: {type: boolean, default: 'false', description: A switch}
"""
VALUES = {"fontSize": "11pt", "ruleColor": "#123456", "headingStyle": "small", "icons": "true"}


def sheet(
    theme: Theme, options: dict[str, str], paper: str, folio: str = "{page}", others: tuple[str, ...] = ()
) -> str:
    found = style_sheets(theme, Settings(options, paper), Families(theme.faces(options), others), folio)
    return "\n".join(sheet.css for sheet in found.sheets)


def test_colours_and_numbers_are_custom_properties(make_theme: MakeTheme) -> None:
    css = sheet(make_theme(manifest=OPTIONS), VALUES, "Letter")
    families = '--text-font: "Source Serif 4"; --heading-font: "Source Serif 4";'
    assert f":root {{ {families} --font-size: 11pt; --rule-color: #123456; --folio: counter(page); }}" in css
    assert "@page { size: Letter; }" in css


def test_words_and_switches_are_classes_beside_the_paper(make_theme: MakeTheme) -> None:
    classes = root_classes(make_theme(manifest=OPTIONS), VALUES, "Letter")
    assert classes == "page-letter heading-style-small icons-true"


def test_pages_are_counted_in_the_words_of_the_language(make_theme: MakeTheme) -> None:
    css = sheet(make_theme(), {}, "A4", 'Seite {page} "von" {pages}</style>')
    assert '--folio: "Seite " counter(page) " \\22 von\\22  " counter(pages) "\\3c /style\\3e ";' in css


def test_a_theme_has_the_last_word_over_what_it_extends(make_theme: MakeTheme) -> None:
    css = sheet(make_theme(css="/* odd */"), {}, "A4")
    assert css.index("/* What every theme needs") < css.index("/* plain:") < css.index("/* odd */")


def test_each_face_is_declared_with_an_address_that_only_the_fetcher_knows(make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: base\nfonts: {sans: {text: Source Sans 3}}\nweights: [600]\nitalic: true\n")
    assert sheet(theme, {}, "A4").startswith(
        '@font-face { font-family: "Source Sans 3"; font-weight: 600; font-style: normal;'
        ' src: url("font:Source-Sans-3/600/normal"); }\n'
        '@font-face { font-family: "Source Sans 3"; font-weight: 600; font-style: italic;'
        ' src: url("font:Source-Sans-3/600/italic"); }\n'
    )


def test_both_families_are_followed_by_those_that_have_the_letters_they_lack(make_theme: MakeTheme) -> None:
    css = sheet(make_theme(), {}, "A4", others=("Heebo", 'Odd "name"'))
    assert '--text-font: "Source Serif 4", "Heebo", "Odd \\22 name\\22 ";' in css
