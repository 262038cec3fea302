"""The page that teaches how to write a theme, taken at its word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT, must, whole

from cvpdf.artifacts import Source
from cvpdf.pipeline import build
from cvpdf.theme.loading import load_theme
from cvpdf.theme.search_path import search_path
from cvpdf.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Press

README = (ROOT / "themes" / "README.md").read_text(encoding="utf-8")
COLUMNS = ".columns { display: table; width: 100% } main, .side { display: table-cell; vertical-align: top }"


def block(language: str) -> str:
    (text,) = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture
def northmoor(tmp_path: Path) -> Path:
    folder = tmp_path / "themes" / "northmoor"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(block("yaml"), encoding="utf-8")
    (folder / "theme.css").write_text(block("css"), encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("columns", [False, True])
@pytest.mark.parametrize("name", ["resume.yaml", "examples/graduate.yaml", "examples/engineer.yaml"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_theme_that_it_shows_prints_without_a_word(
    press: Press, northmoor: Path, name: str, paper: str, *, columns: bool
) -> None:
    if columns:
        (northmoor / "page.html").write_text(block("html"), encoding="utf-8")
        (northmoor / "theme.css").write_text(block("css") + COLUMNS, encoding="utf-8")
    source = Source(name, (ROOT / name).read_bytes(), northmoor.parents[1])
    overrides = ("document.theme=northmoor", f"document.pageSize={paper}", "document.options.fonts=serif")
    outcome = build(source, world=World(press.cache, {}), overrides=overrides)
    assert [said for said in outcome.diagnostics if said.code not in ("CV505", "CV402")] == []
    assert must(outcome.value).theme == "northmoor"


def test_it_names_every_key_of_a_manifest(northmoor: Path) -> None:
    from cvpdf.theme.manifest import Manifest

    said = set(re.findall(r"^(\w+):", block("yaml"), re.MULTILINE))
    assert set(Manifest.model_fields) - said == {"abstract"}
    theme = whole(load_theme("northmoor", search_path(northmoor.parents[1], None)))
    assert {"accent", "gap", "mood", "fonts"} <= theme.options.keys()


def test_it_names_every_class_only_as_the_templates_write_it() -> None:
    parts = "".join(path.read_text() for path in (ROOT / "themes" / "base").glob("*.html"))
    real = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"{]*)', parts))))
    table = README.partition("| selector |")[2].partition("\n\n")[0]
    named = set(re.findall(r"\.([a-z-]+)", table))
    kinds = {"email", "phone", "url", "location", "profile", "fact", "work", "skills", "custom"}
    assert named - kinds - {"entries", "prose", "html"} <= real


def test_it_names_what_templates_see() -> None:
    from msgspec.structs import fields

    from cvpdf.outline.values import Contact, Entry, Fact, Group, Header, Section

    offered = {"contact_title", "personal_title", "heading"}
    for part in (Contact, Entry, Fact, Group, Header, Section):
        assert all(f"`{field.name}`" in README for field in fields(part) if field.name not in offered)
