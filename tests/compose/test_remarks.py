from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvpdf.compiler import build
from cvpdf.diagnostics import Severity
from cvpdf.products import Source
from cvpdf.theme.shelves import place_of
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


def test_a_remark_without_a_line_has_none(press: Press, make_theme: MakeTheme) -> None:
    (said,) = remarks(press, make_theme("h1:foo(x) { color: red }"))
    assert (said.code, said.span) == ("CV504", None)
