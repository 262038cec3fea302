from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

FILE = "basics: {name: Ida Quill, label: Bookbinder}"


def place_of_label(press: Press, make_theme: MakeTheme, css: str) -> float:
    made = press.print(FILE, make_theme(css))
    (box,) = next(
        boxes
        for mark, boxes in zip(made.page.marks, made.pdf.places, strict=True)
        if mark.origin == ("basics", "label")
    )
    return box.x


@pytest.mark.slow
@pytest.mark.parametrize(
    ("css", "moved"),
    [
        (".label { padding-inline-start: 30mm } .label { padding: 0 }", False),
        (".label { padding-inline-start: 30mm; padding: 0 }", False),
        (".label { padding-inline-start: 30mm; padding-inline-start: 0 }", False),
        (".label { border-inline-start: 30mm solid red } .label { border: 0 }", False),
        (".label { margin-left: 30mm; margin-inline-start: 0 }", False),
        (".label { padding: 0; padding-inline-start: 30mm }", True),
        (".label { padding: 0 } .label { padding-inline-start: 30mm }", True),
        (".label { padding-inline-start: 0 } .label { padding-left: 30mm }", True),
        (".name .label { padding-inline-start: 30mm } .label { padding: 0 }", True),
        (".label { padding-inline-start: 30mm !important } .label { padding: 0 }", True),
    ],
)
def test_of_two_names_for_one_side_the_later_one_holds(
    press: Press, make_theme: MakeTheme, css: str, *, moved: bool
) -> None:
    left = place_of_label(press, make_theme, css) - press_edge(press)
    assert left == pytest.approx(85.04 if moved else 0, abs=0.1)


def press_edge(press: Press) -> float:
    made = press.print(FILE, "plain")
    return made.pdf.places[0][0].x
