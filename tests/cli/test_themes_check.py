"""How `cvpdf themes check` tells what became of a theme; that themes are tried is the contract's own test."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cvpdf.cli.themes import show_verdict
from cvpdf.contract.running import Verdict, VerdictRow
from cvpdf.diagnostics import Span
from cvpdf.rules.cv5_layout import EngineWarning
from cvpdf.theme.loading import load_theme

if TYPE_CHECKING:
    from tests.cli.conftest import Shell
    from tests.conftest import MakeTheme

    from cvpdf.reports.rendering import Format
    from cvpdf.theme.theme import Theme

CSS = "h2 { color: blue }\nh3 { frobnicate: 1 }\n"


@pytest.fixture
def theme(make_theme: MakeTheme) -> Theme:
    return make_theme(CSS)


def verdict_of(theme: Theme) -> Verdict:
    """A check that passed, one that failed with and without a line of the theme, one that was not asked."""
    sheet = str(theme.folders[0] / "theme.css")
    said = EngineWarning.at(Span(sheet, 2, 6, 2, 6), "unknown property")
    wrong = (("full on A4", f"{EngineWarning.code}: unknown property"), ("full on A5", "page 2 ends with a heading"))
    rows = (
        VerdictRow("contrast", 2, 2, ()),
        VerdictRow("printed whole", 0, 2, wrong),
        VerdictRow("read by pdfminer", 0, 0, ()),
    )
    return Verdict(rows, 3, 1.2, (said,), (("arabic", "`pip install 'cvpdf[arabic]'`"),))


def shown(theme: Theme, form: Format, capsys: pytest.CaptureFixture[str]) -> str:
    show_verdict(theme, verdict_of(theme), form)
    return capsys.readouterr().out


def test_a_table_says_what_passed_and_shows_the_themes_line(theme: Theme, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(theme, "text", capsys)
    assert "  contrast          passed, 2 times\n" in out
    assert "  printed whole     FAILED 2 of 2\n" in out
    assert "  read by pdfminer  not tried: it wants" in out
    assert "  arabic            not tried: `pip install 'cvpdf[arabic]'`\n" in out
    assert "theme.css:2:6: warning CV504: unknown property\n   2 | h3 { frobnicate: 1 }\n" in out


def test_programs_get_each_failure_once(theme: Theme, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(shown(theme, "json", capsys))
    told = {(said["code"], said["file"].rpartition("/")[2], said["line"]) for said in report["diagnostics"]}
    assert told == {("CV504", "theme.css", 2), ("CV419", "theme.yaml", 1), ("CV421", "theme.yaml", 1)}
    assert (report["errors"], report["infos"]) == (1, 2)
    messages = [said["message"] for said in report["diagnostics"]]
    assert "printed whole: full on A5: page 2 ends with a heading" in messages


def test_the_other_formats_tell_the_same(theme: Theme, capsys: pytest.CaptureFixture[str]) -> None:
    github = shown(theme, "github", capsys)
    assert github.count("::error ") == 1
    assert github.count("::notice ") == 2
    (run,) = json.loads(shown(theme, "sarif", capsys))["runs"]
    assert sorted(result["ruleId"] for result in run["results"]) == ["CV419", "CV421", "CV421", "CV504"]


def test_what_passes_is_no_news_to_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    plain = load_theme("plain").value
    assert plain is not None
    show_verdict(plain, Verdict((VerdictRow("contrast", 2, 2, ()),), 3, 1.2), "json")
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


@pytest.mark.slow
def test_one_trial_alone_is_tried_and_what_fails_is_kept(shell: Shell) -> None:
    (shell.folder / "themes/pale").mkdir(parents=True)
    manifest = "api: 1\ntitle: Mine\ndescription: One of my own\nextends: plain\n"
    shell.write("themes/pale/theme.yaml", manifest)
    shell.write("themes/pale/theme.css", ".label { color: #8a8a8a }")
    run = shell("themes", "check", "pale", "--only", "full on letter", "--keep", "kept/here")
    assert run.code == 1
    assert re.search(r"^  contrast +FAILED", run.out, re.MULTILINE)
    assert "      help: darken the text" in run.out
    kept = {path.name for path in (shell.folder / "kept/here").iterdir()}
    assert "full on Letter.pdf" in kept
    assert "full.yaml" in kept
    assert not any("A4" in name for name in kept)
    rebuilt = shell("build", "kept/here/full.yaml", "--theme", "./themes/pale", "--set", "document.pageSize=Letter")
    assert rebuilt.code == 0


@pytest.mark.slow
def test_a_trial_that_there_is_not_is_refused_with_those_there_are(shell: Shell) -> None:
    run = shell("themes", "check", "plain", "--only", "nonsense")
    assert run.code == 2
    assert "nothing is tried that has `nonsense` in its name" in run.err
    assert "full on A5" in run.err
