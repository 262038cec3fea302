"""new, schema, explain, themes, doctor."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cvpdf
from cvpdf.rules.catalogue import catalogue
from cvpdf.theme.loading import find_themes

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

PACKAGE = Path(cvpdf.__file__).parent


def test_new_writes_a_resume_that_is_right_from_the_start(shell: Shell) -> None:
    run = shell("new")
    assert (run.code, run.err) == (0, "")
    assert shell.names() == ["resume.schema.json", "resume.yaml"]
    assert "cvpdf build" in run.out
    check = shell("check", "--strict")
    assert (check.code, check.out) == (0, "resume.yaml: no problems\n")


def test_the_new_file_names_the_schema_beside_it(shell: Shell) -> None:
    shell("new", "ida.yaml")
    first = (shell.folder / "ida.yaml").read_text().splitlines()[0]
    assert "yaml-language-server: $schema=" in first
    assert first.endswith("resume.schema.json")


def test_new_never_overwrites(shell: Shell) -> None:
    shell.write("resume.yaml", "mine")
    shell.write("resume.schema.json", "mine too")
    run = shell("new")
    assert run.code == 4
    assert run.err.startswith("error: resume.yaml: this file is already there, and was left as it is")
    assert shell("new", "other.yaml").code == 0
    assert (shell.folder / "resume.yaml").read_text() == "mine"
    assert (shell.folder / "resume.schema.json").read_text() == "mine too"


def test_new_says_where_it_cannot_write(shell: Shell) -> None:
    assert shell("new", "resume.json").code == 2
    run = shell("new", "nowhere/resume.yaml")
    assert (run.code, run.err.splitlines()[0]) == (4, "error: nowhere/resume.yaml: there is no folder `nowhere`")


def test_schema_is_the_packaged_one(shell: Shell) -> None:
    run = shell("schema")
    assert run.code == 0
    assert run.bytes == (PACKAGE / "model" / "resume.schema.json").read_bytes()
    assert json.loads(run.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_explain_prints_the_manual(shell: Shell) -> None:
    run = shell("explain", "cv901")
    assert (run.code, run.out) == (0, f"error CV901\n\n{catalogue()['CV901'].manual()}\n")


def test_explain_lists_all(shell: Shell) -> None:
    lines = shell("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())


@pytest.mark.parametrize(("code", "hint"), [("CV91", "`CV901`"), ("nonsense", "`cvpdf explain` lists them all")])
def test_explain_knows_near_misses(shell: Shell, code: str, hint: str) -> None:
    run = shell("explain", code)
    assert (run.code, run.out) == (2, "")
    assert hint in run.err


def test_themes_are_listed(shell: Shell) -> None:
    run = shell("themes")
    assert run.code == 0
    assert [line.split()[0] for line in run.out.splitlines()] == list(find_themes())


@pytest.mark.slow
@pytest.mark.parametrize("name", find_themes())
def test_a_theme_shows_its_options(shell: Shell, name: str) -> None:
    run = shell("themes", "show", name)
    assert run.code == 0
    assert run.out.startswith(f"{name}: ")
    assert "by default" in run.out


def test_an_unknown_theme_is_a_usage_error(shell: Shell) -> None:
    run = shell("themes", "show", "plane")
    assert (run.code, run.out) == (2, "")
    assert "did you mean `plain`?" in run.err


def test_the_doctor_finds_all_in_order(shell: Shell) -> None:
    run = shell("doctor")
    assert (run.code, run.err) == (0, "")
    assert run.out.endswith("\neverything is ready\n")
    assert f"Python {'.'.join(map(str, sys.version_info[:3]))}" in run.out
    assert "Source Serif 4: fontpkg-source-serif-4" in run.out


def test_the_doctor_says_that_the_cache_is_closed(shell: Shell) -> None:
    run = shell("doctor", XDG_CACHE_HOME=os.devnull)
    assert run.code == 0
    assert "warning  cache folder /dev/null/cvpdf: not a directory" in run.out
