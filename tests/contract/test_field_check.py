"""Parsers read the fields of every sample in our themes, and a theme that moves two values together is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.quick import slow_but

from cvpdf.contract.checks import READ_FIELDS, examined
from cvpdf.contract.places import misread_fields
from cvpdf.contract.trials import Sample, Trial, attempt, sample, script_samples
from cvpdf.theme.loading import find_themes
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

TAKEN_FOR_A_FOOT = ("compact", "many-jobs")
"""The jobs of this sample say the same, and by chance three pages end with the same line, as they do with a foot."""

TRIALS = [(theme, name) for theme in find_themes() for name in ("full", "photo", "many-jobs", "one-value")]
RESUME = b"""\
basics: {name: Ida Quill, email: ida@quill.example, phone: +44 20 7946 0000}
work: [{name: Paper Mill, position: Binder, startDate: 2019-03, highlights: [Bound it.]}]
"""


def misread(press: Press, theme: str, tried: Sample) -> list[str]:
    made = attempt(Trial(tried, "A4", {}), theme, World(cache=press.cache, environment={})).print
    assert made
    return list(misread_fields(made))


@pytest.mark.parametrize(("theme", "name"), slow_but(("plain", "full"), TRIALS))
def test_parsers_read_the_fields_of_our_themes(
    press: Press, theme: str, name: str, request: pytest.FixtureRequest
) -> None:
    if (theme, name) == TAKEN_FOR_A_FOOT:
        request.node.add_marker(pytest.mark.xfail(reason="a line at the end of three pages", strict=True))
    assert misread(press, theme, sample(name)) == []


def test_contacts_that_stand_too_near_to_each_other_are_found(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(".contacts * { margin: 0 !important; padding: 0 !important }")
    tried = attempt(
        Trial(Sample("ida", RESUME), "A4", {}), str(theme.folders[0]), World(cache=press.cache, environment={})
    )
    found = examined(tried)[READ_FIELDS]
    assert found
    assert any(wrong.startswith("`basics.email` “ida@quill.example” is glued") for wrong in found)


def test_nothing_is_asked_of_letters_that_change_the_font_within_a_value(press: Press) -> None:
    samples, _ = script_samples()
    assert samples
    assert misread(press, "plain", samples[0]) == []
