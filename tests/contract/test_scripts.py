"""The samples in other scripts: printed where there are fonts, and said where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.fonts import make_font, only_fonts_of

from cvpdf.contract.checks import examined
from cvpdf.contract.trials import Trial, attempt, script_samples
from cvpdf.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Press

PACKAGED = ["arabic", "cyrillic", "devanagari", "greek", "hebrew", "thai"]


def test_scripts_without_a_font_say_what_to_do(tmp_path: Path) -> None:
    with only_fonts_of(tmp_path):
        found, missing = script_samples()
    assert [sample.name for sample in found] == PACKAGED
    assert missing["japanese"] == "install a font with its letters, Noto Sans CJK JP for one"
    assert set(missing) == {"chinese", "japanese", "korean"}


def test_a_font_of_the_machine_is_named_in_the_sample(tmp_path: Path) -> None:
    make_font(tmp_path / "jp.ttf", "Noto Sans JP", "見本")
    with only_fonts_of(tmp_path):
        found, missing = script_samples()
    (japanese,) = [sample for sample in found if sample.name == "japanese"]
    assert japanese.content.decode().endswith("document:\n  language: ja\n  fonts: [Noto Sans JP]\n")
    assert "japanese" not in missing


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKAGED)
def test_europe_prints_each_script_as_every_reader_wants_it(press: Press, name: str) -> None:
    (sample,) = [sample for sample in script_samples()[0] if sample.name == name]
    checks = examined(attempt(Trial(sample, "A4", {}), "europe", World(cache=press.cache, environment={})))
    assert {check: wrong for check, wrong in checks.items() if wrong} == {}
    assert (checks["read by pypdf"] is None) == (name in ("arabic", "hebrew"))
