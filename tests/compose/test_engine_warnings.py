from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from cvpdf.artifacts import Source
from cvpdf.diagnostics import Severity
from cvpdf.pipeline import build
from cvpdf.theme.search_path import place_of
from cvpdf.typeset.boxes import check_layout
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

    from cvpdf.diagnostics import Diagnostic
    from cvpdf.theme.theme import Theme

CSS = """\
h1 {
  color: red;
  text-wrap: balance;
}
h2 { colr: red } /* a comment
  of two lines */
@page { foo: bar }
"""


def remarks(press: Press, theme: Theme) -> list[Diagnostic]:
    source = Source("resume.yaml", b"basics: {name: Ida Quill}")
    outcome = build(source, world=World(press.cache, {}), theme=str(theme.folders[0]))
    assert outcome.value
    return [said for said in outcome.diagnostics if said.severity is not Severity.INFO]


@pytest.mark.slow
@pytest.mark.parametrize("parent", ["plain", "slate"])
def test_the_engines_remarks_stand_at_the_line_of_the_themes_file(
    press: Press, make_theme: MakeTheme, parent: str
) -> None:
    theme = make_theme(CSS, f"extends: {parent}\n")
    found = remarks(press, theme)
    places = [said.span and (said.span.file, said.span.line, said.span.column) for said in found]
    file = place_of(theme.folders[0] / "theme.css")
    assert places == [(file, 3, 3), (file, 5, 6), (file, 7, 9)]
    assert {said.code for said in found} == {"CV504"}
    assert found[0].message == "the typesetting engine says: Ignored `text-wrap: balance`, unknown property."


def test_a_rule_that_the_engine_does_not_know_is_said_at_its_line(press: Press, make_theme: MakeTheme) -> None:
    (said,) = remarks(press, make_theme("h1 { color: red }\n@odd thing;"))
    assert said.span
    assert (said.code, said.span.line, said.span.column) == ("CV504", 2, 1)


def test_an_unknown_property_is_said_with_the_one_that_was_meant(press: Press, make_theme: MakeTheme) -> None:
    hints = [said.hint for said in remarks(press, make_theme("h1 { colour: red; fnt-size: 9pt; zzzzzz: 1; top: x }"))]
    assert hints == ["did you mean `color`?", "did you mean `font-size`?", None, None]


def test_a_warning_without_a_line_of_a_theme_has_no_place(press: Press) -> None:
    page = press.page("basics: {name: Ida Quill}")
    pdf = replace(press.typeset(page), remarks=("something", "something at 1:2, odd", "something at 99999:1."))
    said = check_layout(page, pdf, None, lambda _path: pytest.fail("no value is at fault"))
    assert [(one.span, one.message) for one in said if one.code == "CV504"] == [
        (None, "the typesetting engine says: something"),
        (None, "the typesetting engine says: something at 1:2, odd"),
        (None, "the typesetting engine says: something at 99999:1."),
    ]
