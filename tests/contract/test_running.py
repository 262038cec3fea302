"""Themes are tried for real: what breaks its promise is found, each fault made by a theme that is at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.quick import slow_but

from cvpdf.contract.checks import examined
from cvpdf.contract.trials import Trial, attempt, ends, sample, trials
from cvpdf.model.part import held_by
from cvpdf.model.resume import PRINTED_PARTS, Resume
from cvpdf.model.validate import parts_in
from cvpdf.source.reading import read
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.theme import Option
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

    from cvpdf.theme.theme import Theme


def found(press: Press, theme: str, trial: Trial) -> dict[str, tuple[str, ...]]:
    checks = examined(attempt(trial, theme, World(cache=press.cache, environment={})))
    return {name: wrong for name, wrong in checks.items() if wrong}


@pytest.mark.parametrize("theme", slow_but("plain", find_themes()))
@pytest.mark.parametrize("name", slow_but("full", ["one-value", "full", "long-words", "photo", "many-jobs"]))
def test_our_themes_print_the_samples_whole(press: Press, theme: str, name: str) -> None:
    wrong = found(press, theme, Trial(sample(name), "A4", {}))
    assert not wrong.keys() & {"printed whole", "read by pypdf", "read by pdftotext -raw", "contrast", "PDF/UA-1"}


def test_our_themes_are_looked_at_as_well(press: Press) -> None:
    wrong = found(press, "plain", Trial(sample("full"), "A4", {"accent": "#eeeeee"}))
    assert any(said.startswith("CV610") for said in wrong["printed whole"])


FAULTS = [  # a style sheet, what is tried, the check that fails
    (".label { display: none }", "full", "printed whole"),
    (".label { color: #999999 }", "full", "contrast"),
    ("h2 { break-after: always }", "full", "no heading alone"),
    ("h2 { letter-spacing: 0.5em }", "full", "printed whole"),
    ("h2 { frobnicate: 1 }", "full", "printed whole"),
]


@pytest.mark.parametrize(("css", "name", "check"), slow_but(FAULTS[0], FAULTS))
def test_a_fault_of_a_theme_is_found(press: Press, make_theme: MakeTheme, css: str, name: str, check: str) -> None:
    theme: Theme = make_theme(css)
    wrong = found(press, str(theme.folders[0]), Trial(sample(name), "A4", {}))
    assert check in wrong


def test_every_option_is_tried_at_its_ends() -> None:
    theme = load_theme("slate").value
    assert theme is not None
    tried = {name: {trial.options.get(name) for trial in trials(theme)} for name in theme.options}
    assert {"8.5", "12"} <= tried["fontSize"]
    assert {"caps", "rule"} <= tried["headingStyle"]
    assert "true" in tried["icons"]
    assert {trial.paper for trial in trials(theme)} == {"A4", "Letter", "A5"}


def test_a_colour_is_not_tried_where_it_would_be_warned_of() -> None:
    ink = Option(type="color", default="#123456", description="Ink", contrast=4.5)
    ground = Option(type="color", default="#eeeeee", description="Ground", contrast=7, against="#111111")
    assert (ends(ink), ends(ground)) == (("#000000",), ("#ffffff",))


def test_the_full_sample_has_every_field_that_is_printed() -> None:
    found = read(sample("full").content, "full.yaml").value
    assert found is not None
    given = {(part, entry.key) for _, node, part in parts_in(found.root, Resume) for entry in node.entries}
    wanted = {(part, key) for part in PRINTED_PARTS if not part.bare for key in held_by(part)}
    lacking = {(part.__name__, key) for part, key in wanted - given if key not in {"tags", "endDate"}}
    assert lacking == {("Basics", "image")}  # there is a sample with a photo
