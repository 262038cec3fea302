from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvpdf.diagnostics import Outcome, Severity, Span
from cvpdf.theme.loading import load_theme, resolve_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeTheme

    from cvpdf.path import SourcePath
    from cvpdf.source.tree import PlainData
    from cvpdf.theme.theme import Theme

HERE = Span("resume.yaml", 9, 5, 9, 9)
OPTIONS = """\
extends: base
fonts: {sans: {text: Source Sans 3}}
options:
  accent: {type: color, default: '#1f3a5f', description: A colour}
  size: {type: number, default: '10', minimum: 9, maximum: 12.5, unit: pt, description: A size}
  scale: {type: number, default: '1', minimum: 0.5, description: A factor}
  mood: {type: choice, default: calm, choices: [calm, loud], description: A word}
  icons: {type: boolean, default: 'false', description: A switch}
"""


@pytest.fixture
def theme(make_theme: MakeTheme) -> Theme:
    return make_theme(manifest=OPTIONS)


def resolve(theme: Theme, **given: PlainData) -> Outcome[Mapping[str, str]]:
    def locate(path: SourcePath) -> Span:
        assert path[:2] == ("document", "options")
        return HERE

    return resolve_options(theme, given, locate)


def test_without_a_word_the_defaults_hold(theme: Theme) -> None:
    outcome = resolve(theme)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    own = {"accent": "#1f3a5f", "size": "10pt", "scale": "1", "mood": "calm", "icons": "false"}
    assert own.items() <= outcome.value.items()


@pytest.mark.parametrize(
    ("name", "given", "css"),
    [
        ("accent", "#ABC", "#ABC"),
        ("accent", "#235577", "#235577"),
        ("size", "9", "9pt"),
        ("size", "12.5pt", "12.5pt"),
        ("size", "10.0 pt", "10pt"),
        ("scale", "0.5", "0.5"),
        ("scale", "3000", "3000"),
        ("mood", "loud", "loud"),
        ("icons", "true", "true"),
        ("accent", None, "#1f3a5f"),
        ("accent", "", "#1f3a5f"),
    ],
)
def test_a_value_of_its_type_is_taken(theme: Theme, name: str, given: PlainData, css: str) -> None:
    outcome = resolve(theme, **{name: given})
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value[name] == css


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("accent", "blueish", "`accent`: `blueish` is not a colour"),
        ("accent", "#12345", "`accent`: `#12345` is not a colour"),
        ("accent", "#fff; } * { display: none", "`accent`: `#fff; } * { display: none` is not a colour"),
        ("accent", "#fff\n", "`accent`: `#fff\n` is not a colour"),
        ("size", "13", "`size`: `13` is not a number from 9 to 12.5 pt"),
        ("size", "8.99", "`size`: `8.99` is not a number from 9 to 12.5 pt"),
        ("size", "10px", "`size`: `10px` is not a number from 9 to 12.5 pt"),
        ("size", "1e1", "`size`: `1e1` is not a number from 9 to 12.5 pt"),
        ("size", "nan", "`size`: `nan` is not a number from 9 to 12.5 pt"),
        ("scale", "0.2", "`scale`: `0.2` is not a number from 0.5"),
        ("mood", "grim", "`mood`: `grim` is not one of `calm`, `loud`"),
        ("icons", "yes", "`icons`: `yes` is not `true` or `false`"),
        ("mood", ["calm"], "`mood`: this is not one of `calm`, `loud`"),
        ("size", {"pt": "10"}, "`size`: this is not a number from 9 to 12.5 pt"),
    ],
)
def test_a_value_of_another_type_is_an_error_and_the_default_stays(
    theme: Theme, name: str, given: PlainData, message: str
) -> None:
    outcome = resolve(theme, **{name: given})
    (said,) = outcome.diagnostics
    assert (said.code, said.severity, said.message) == ("CV403", Severity.ERROR, message)
    assert (said.span, said.path) == (HERE, ("document", "options", name))
    assert said.hint
    assert outcome.value == resolve(theme).value


def test_all_mistakes_are_said_in_one_pass(theme: Theme) -> None:
    assert [said.code for said in resolve(theme, size="x", mood="x", nonsense="x").diagnostics] == [
        "CV403",
        "CV403",
        "CV402",
    ]


def test_an_unknown_option_is_an_error_with_the_nearest_name(theme: Theme) -> None:
    (said,) = resolve(theme, acent="#fff").diagnostics
    assert (said.code, said.severity) == ("CV402", Severity.ERROR)
    assert said.message == "the theme `odd` has no option `acent`"
    assert said.hint == "did you mean `accent`?"


def test_where_no_option_is_near_the_command_is_named(theme: Theme) -> None:
    (said,) = resolve(theme, zzz="1").diagnostics
    assert said.hint == "`cvpdf themes show odd` lists its options"


def test_an_option_of_another_theme_does_no_harm(theme: Theme) -> None:
    (said,) = resolve(theme, sideWidth="54").diagnostics
    assert (said.code, said.severity) == ("CV402", Severity.INFO)
    assert said.message == "`sideWidth` is an option of `slate`; `odd` does not have it"


PALE = """\
extends: base
fonts: {sans: {text: Source Sans 3}}
options:
  accent: {type: color, default: '#1f3a5f', contrast: 4.5, description: A colour}
  label: {type: color, default: '#ffffff', contrast: 4.5, against: '#1f3a5f', description: A colour}
"""


def test_a_colour_that_is_too_pale_is_a_warning_with_the_nearest_that_is_not(make_theme: MakeTheme) -> None:
    outcome = resolve(make_theme(manifest=PALE), accent="#ffcc00")
    assert outcome.value is not None
    assert outcome.value["accent"] == "#ffcc00"
    (said,) = outcome.diagnostics
    assert (said.code, said.severity, said.path) == ("CV418", Severity.WARNING, ("document", "options", "accent"))
    assert said.message == "`accent`: `#ffcc00` has a contrast of 1.51 on `#ffffff`, and text wants 4.5"
    assert said.hint == "the nearest colour that has it is `'#907300'`"


def test_the_ground_may_be_another_colour_than_white(make_theme: MakeTheme) -> None:
    theme = make_theme(manifest=PALE)
    assert resolve(theme, label="#eee").diagnostics == ()
    (said,) = resolve(theme, label="#4a6a8f").diagnostics
    assert "on `#1f3a5f`" in said.message


@pytest.mark.parametrize("name", ["plain", "slate"])
def test_the_accents_of_our_themes_are_judged(name: str) -> None:
    theme = load_theme(name).value
    assert theme is not None
    assert [said.code for said in resolve(theme, accent="#9999ff").diagnostics] == ["CV418"]
