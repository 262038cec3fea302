from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import MANIFEST, root

from cvpdf.theme.loading import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeTheme, Press

    from cvpdf.diagnostics import Diagnostic

COLOUR = "options:\n  tint: {type: color, contrast: 4.5, default: '%s', description: Tint}\n"


def wrong(themes: Path, manifest: str) -> Diagnostic:
    (themes / "odd").mkdir()
    (themes / "odd" / "theme.yaml").write_text(MANIFEST + "extends: plain\n" + manifest, encoding="utf-8")
    outcome = load_theme("odd", root(themes))
    assert outcome.value is None
    (said,) = (said for said in outcome.diagnostics if said.severity.name == "ERROR")
    assert said.code == "CV404"
    return said


@pytest.mark.parametrize(
    ("manifest", "place", "hint"),
    [
        ("weigths: [400]\n", (5, 1), "did you mean `weights`?"),
        (
            "options:\n  tint: {type: color, default: '#000', description: x, defualt: y}\n",
            (6, 56),
            "did you mean `default`?",
        ),
        ("fonts: {main: {text: Inter, heading: Inter}}\n", (5, 29), "did you mean `headings`?"),
        ("zzz: 1\n", (5, 1), None),
        (COLOUR % "crimson", (6, 47), 'write it in quotes and by its digits: `"#235577"`'),
        (COLOUR % "#aaaaaa", (6, 47), 'the nearest colour that has it is `"#767676"`'),
        ("omits: [basics.image, basics.imgae]\n", (5, 23), "did you mean `image`?"),
        ("omits: [wrok.position]\n", (5, 9), "did you mean `work`?"),
        (
            "omits: [basics.name.first]\n",
            (5, 9),
            "name a field as the résumé's file has it, without numbers: `work.location`",
        ),
    ],
)
def test_a_mistake_is_said_at_its_place_with_what_was_meant(
    themes: Path, manifest: str, place: tuple[int, int], hint: str | None
) -> None:
    said = wrong(themes, manifest)
    assert said.span is not None
    assert ((said.span.line, said.span.column), said.hint) == (place, hint)


@pytest.mark.parametrize("weight", ["650", "1000", "bold", "0"])
def test_a_weight_is_one_of_the_hundreds(themes: Path, weight: str) -> None:
    said = wrong(themes, f"weights: [400, {weight}]\n")
    assert said.message == "`weights` is not right: a weight is one of the hundreds from 100 to 900"
    assert said.span is not None
    assert (said.span.line, said.span.column) == (5, 16)


def test_every_field_of_a_resume_may_be_left_out(make_theme: MakeTheme) -> None:
    fields = "basics.image, basics.location.city, work.highlights, work.positions.endDate, sections.entries.summary"
    assert "work.positions.endDate" in make_theme(manifest=f"extends: plain\nomits: [{fields}]\n").omits


def test_a_theme_knows_where_its_families_and_its_bullet_are_named(make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: plain\nbullet: '–'\nfonts: {one: {text: Inter, headings: EB Garamond}}\n")
    assert {name: (theme.named[name].line, theme.named[name].column) for name in ("–", "Inter", "EB Garamond")} == {
        "–": (5, 9),
        "Inter": (6, 21),
        "EB Garamond": (6, 38),
    }


def test_a_family_that_is_not_there_is_said_where_it_is_named(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: plain\nfonts:\n  one: {text: EB Garmond}\n  two: {text: Zzz Qqq}\n")
    said = [one for one in press.compose("basics: {name: Ida}", theme).diagnostics if one.code == "CV903"]
    assert [(one.severity.name, one.span and one.span.line, one.hint) for one in said] == [
        ("ERROR", 6, "did you mean `EB Garamond`?"),
        ("WARNING", 7, "`pip install fontpkg-zzz-qqq`"),
    ]


def test_a_bullet_that_no_font_has_is_said_where_it_is_named(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: plain\nbullet: '❧'\n")
    outcome = press.compose("basics: {name: Ida}\nwork: [{name: Mill, highlights: [Sewed]}]", theme)
    (said,) = (one for one in outcome.diagnostics if one.code == "CV503")
    assert said.span is not None
    assert (said.span.line, said.hint) == (5, "choose another sign")
    assert said.message == "the theme's `bullet` is ❧ (U+2767), which no font at hand has"
