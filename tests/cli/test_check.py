from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell, Terminal

WARNS = "basics:\n  name: Ida Quill\n  email: ida@quill.example\n  nickname: Inky\n"
PLAIN = (
    "basics: {email: ida@quill.example}\nwork:\n  - startDate: 2019\n    summary: |\n"
    "      Mills & presses.\n\n      1. Paper\n      2. Ink\n\n      Both of\n      them.\n"
)
FAILS = "basics:\n  name: Ida Quill\nwork:\n  - name: Paper Mill\n    name: Paper Mill\n"


def test_a_good_file_has_no_problems(shell: Shell, resume: Path) -> None:
    run = shell("check")
    assert (run.code, run.out, run.err) == (0, f"{resume.name}: no problems\n", "")


def test_an_error_is_shown_at_its_line_and_fails(shell: Shell) -> None:
    shell.write("resume.yaml", FAILS)
    run = shell("check", "resume.yaml")
    assert (run.code, run.err) == (1, "")
    first, quotation, underline, *_ = run.out.splitlines()
    assert re.match(r"resume\.yaml:5:5: error CV1\d\d: ", first)
    assert quotation == "   5 |     name: Paper Mill"
    assert underline == "     |     ^^^^"
    assert run.out.endswith("\n\nresume.yaml: 1 error\n")


def test_warnings_fail_only_where_it_is_strict(shell: Shell) -> None:
    shell.write("resume.yaml", WARNS)
    assert shell("check").code == 0
    strict = shell("check", "--strict")
    assert strict.code == 1
    assert strict.out.endswith("resume.yaml: 1 warning\n")


def test_several_files_and_standard_input_in_one_run(shell: Shell, resume: Path) -> None:
    shell.write("fails.yaml", FAILS)
    run = shell("check", "fails.yaml", "-", resume.name, stdin=WARNS)
    assert run.code == 1
    assert re.findall(r"^(\S+):\d+:\d+: (\w+)", run.out, re.MULTILINE) == [
        ("fails.yaml", "error"),
        ("<stdin>", "warning"),
    ]
    assert run.out.endswith("\n3 files: 1 error, 1 warning\n")


def test_the_command_knows_what_day_it_is(shell: Shell) -> None:
    shell.write("resume.yaml", "basics:\n  email: ida@quill.example\nwork:\n  - startDate: 9000\n")
    assert "resume.yaml:4:16: warning CV312: `startDate` 9000 is in the future\n" in shell("check").out


def test_a_rule_about_content_is_switched_off_in_the_file(shell: Shell) -> None:
    text = "basics:\n  name: Ida Quill\n"
    shell.write("resume.yaml", text)
    assert "warning CV316: " in shell("check", "--strict").out
    shell.write("resume.yaml", f"{text}document:\n  ignore: [CV316]\n")
    run = shell("check", "--strict")
    assert (run.code, run.out) == (0, "resume.yaml: no problems\n")


def test_a_missing_file_keeps_none_from_being_checked(shell: Shell) -> None:
    shell.write("fails.yaml", FAILS)
    run = shell("check", "nowhere.yaml", "fails.yaml")
    assert run.code == 4
    assert "error CV1" in run.out
    assert run.err.startswith("error: nowhere.yaml: there is no such file\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("there", "asked", "hint"),
    [
        ("resume.json", "resume.yaml", "did you mean `resume.json`?"),
        ("resume.yml", "resume.yaml", "did you mean `resume.yml`?"),
        ("ida-quill.yaml", "ida-quil.yaml", "did you mean `ida-quill.yaml`?"),
        ("other.txt", "resume.yaml", "`cvpdf new resume.yaml` writes one to begin with"),
        ("other.txt", "nowhere/resume.yaml", "there is no folder `nowhere` either"),
    ],
)
def test_a_missing_file_is_said_with_what_may_be_meant(shell: Shell, there: str, asked: str, hint: str) -> None:
    shell.write(there, "")
    run = shell("check", asked)
    assert (run.code, run.out) == (4, "")
    assert run.err == f"error: {asked}: there is no such file\nhelp: {hint}\n"


@pytest.mark.slow
def test_a_folder_without_a_resume_is_said(shell: Shell) -> None:
    run = shell("check", ".")
    said = "error: .: there is no résumé in this folder\nhelp: name the file itself\n"
    assert (run.code, run.out, run.err) == (4, "", said)
    shell.write("package.json", '{"name": "x"}')
    said = said.replace("name the file itself", "1 file passed over; name the one that is meant")
    assert (shell("check", ".").code, shell("check", ".").err) == (4, said)


def test_a_folder_means_its_resumes_and_what_is_none_is_checked_where_it_is_named(shell: Shell) -> None:
    (shell.folder / "b" / "node_modules").mkdir(parents=True)
    for name in ("b/cv.yml", "b/node_modules/cv.yml", "a.json"):
        shell.write(name, '{"basics": {"name": "Ida", "phone": "555"}, "nick": 1}')
    shell.write("package.json", '{"name": "x", "private": true}')
    shell.write("resume.yaml", "basics: [\n")
    run = shell("check", ".", "./a.json", "b")
    assert re.findall(r"^(\S+):\d+:\d+: (\w+ \w+)", run.out, re.MULTILINE) == [
        ("a.json", "warning CV203"),
        ("resume.yaml", "error CV124"),
        ("b/cv.yml", "warning CV203"),
    ]
    assert run.out.endswith("\n1 file passed over, for want of the keys of a résumé\n3 files: 1 error, 2 warnings\n")
    assert "CV202" in shell("check", ".", "package.json").out


def test_a_wreck_in_a_folder_is_checked_where_it_was_meant_for_a_resume(shell: Shell) -> None:
    shell.write("ada.json", '{\n  "basics": {\n    "name": "Ada"\n  ],\n')
    shell.write("lebenslauf.yaml", b"a: \xe4\n")
    shell.write("services.yaml", "services: [\n")
    shell.write("values.yml", "a: {{ b }}\n  c: d\n")
    run = shell("check", ".")
    assert run.code == 1
    assert set(re.findall(r"^(\S+?):\d+:\d+: error", run.out, re.MULTILINE)) == {"ada.json", "lebenslauf.yaml"}
    assert "\n2 files passed over, for want of the keys of a résumé\n2 files: " in run.out


@pytest.mark.slow
def test_a_pattern_is_expanded_as_a_shell_does(shell: Shell) -> None:
    (shell.folder / "deep" / "down").mkdir(parents=True)
    for name in ("one.yaml", "two.yaml", "[odd].yaml", "deep/down/three.yaml"):
        shell.write(name, WARNS)
    assert shell("check", "*.yaml").out.endswith("\n3 files: 3 warnings\n")
    assert shell("check", "**/t*.yaml").out.endswith("\n2 files: 2 warnings\n")
    assert shell("check", "[odd].yaml").out.endswith("\n[odd].yaml: 1 warning\n")
    nothing = shell("check", "*.json", "one.yaml")
    assert nothing.code == 4
    assert nothing.err.startswith("error: *.json: no file matches this\n")
    assert nothing.out.endswith("\none.yaml: 1 warning\n")


@pytest.mark.slow
def test_what_a_pattern_comes_across_may_be_no_resume(shell: Shell) -> None:
    shell.write("package.json", '{"name": "site", "keywords": ["cv"], "scripts": {"build": "cvpdf build"}}')
    nothing = shell("check", "*.json")
    assert (nothing.code, nothing.out) == (4, "")
    assert nothing.err.startswith("error: *.json: there is no résumé among what this matches\n")
    assert "help: 1 file passed over; name the one that is meant" in nothing.err
    shell.write("resume.json", '{"basics": {"name": "Ada Example", "email": "ada@example.com"}}')
    for arguments in (["*.json"], [".", "**/*.json"]):
        run = shell("check", *arguments)
        assert run.code == 0
        assert run.out == "1 file passed over, for want of the keys of a résumé\nresume.json: no problems\n"
    assert shell("check", "package.json", "*.json").code == 1


@pytest.mark.slow
def test_an_endless_file_ends(shell: Shell) -> None:
    run = shell("check", "/dev/zero")
    assert run.code == 1
    assert "error CV101" in run.out
    assert len(run.out) < 1000


def test_json_is_on_standard_output_alone(shell: Shell) -> None:
    shell.write("resume.yaml", FAILS)
    run = shell("check", "--format", "json")
    assert (run.code, run.err) == (1, "")
    (said,) = json.loads(run.out)["diagnostics"]
    assert (said["file"], said["line"], said["column"], said["endColumn"]) == ("resume.yaml", 5, 5, 9)


@pytest.mark.slow
def test_json_is_whole_even_where_a_file_is_missing(shell: Shell) -> None:
    run = shell("check", "--format", "json")
    assert run.code == 4
    (said,) = json.loads(run.out)["diagnostics"]
    assert (said["code"], said["file"], said["message"]) == ("CV107", "resume.yaml", "there is no such file")


@pytest.mark.slow
def test_github_and_sarif_name_the_line(shell: Shell) -> None:
    shell.write("resume.yaml", FAILS)
    assert shell("check", "--format", "github").out.startswith(
        "::error file=resume.yaml,line=5,col=5,endColumn=8,title=CV1"
    )
    (run,) = json.loads(shell("check", "--format", "sarif").out)["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 5


@pytest.mark.slow
def test_a_terminal_gets_the_same_words_in_colour(shell: Shell, terminal: Terminal) -> None:
    shell.write("resume.yaml", FAILS)
    code, shown = terminal("check", columns=200)
    assert code == 1
    assert "\x1b[1;31m" in shown
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == shell("check").out


@pytest.mark.slow
def test_a_narrow_terminal_wraps(shell: Shell, terminal: Terminal) -> None:
    shell.write("resume.yaml", FAILS)
    _, shown = terminal("check", columns=40, NO_COLOR="1")
    assert max(map(len, shown.splitlines())) <= 40
    assert terminal("check", columns=200, NO_COLOR="1", COLUMNS="40")[1] == shown
    assert terminal("check", columns=40, NO_COLOR="1", COLUMNS="wide")[1] == shown


ENGINE = {"weasyprint", "jinja2", "pypdfium2", "PIL", "uharfbuzz", "fontpkg"}


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["check"], ENGINE | {"rich"}),
        (["check", "plain.yaml"], ENGINE | {"rich", "babel", "markdown_it", "email", "cvpdf.source.json"}),
        (["schema"], ENGINE | {"rich", "yaml", "babel", "markdown_it"}),
        (["--help"], ENGINE | {"rich", "yaml", "babel", "markdown_it", "pydantic"}),
    ],
)
def test_nothing_heavy_is_loaded(shell: Shell, resume: Path, arguments: list[str], spared: set[str]) -> None:
    shell.write("plain.yaml", PLAIN)
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cvpdf", *arguments],
        cwd=resume.parent,
        env=shell.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert not {name for name in loaded for package in spared if f"{name}.".startswith(f"{package}.")}


@pytest.mark.slow
def test_a_pattern_does_not_go_round_where_links_do(shell: Shell) -> None:
    (shell.folder / "n").mkdir()
    shell.write("n/resume.json", '{"basics": {"name": "Ida", "phone": "555"}}')
    (shell.folder / "n/loop").symlink_to(".")
    (shell.folder / "link").symlink_to("n")
    assert shell("check", "n/**/*.json").out == "n/resume.json: no problems\n"
    assert shell("check", "link/**/*.json").out == "link/resume.json: no problems\n"


@pytest.mark.slow
def test_an_empty_folder_keeps_none_from_being_checked(shell: Shell) -> None:
    for folder in ("empty", "other", "sub"):
        (shell.folder / folder).mkdir()
    shell.write("a.yaml", WARNS)
    shell.write("other/package.json", '{"name": "x"}')
    shell.write("sub/resume.yaml", FAILS)
    run = shell("check", "*")
    assert (run.code, run.err) == (1, "")
    assert re.findall(r"^(\S+?):\d+:\d+: (\w+)", run.out, re.MULTILINE) == [
        ("a.yaml", "warning"),
        ("sub/resume.yaml", "error"),
    ]
    assert "\n1 file passed over, " in run.out
    nothing = shell("check", "[eo]*")
    assert (nothing.code, nothing.out) == (4, "")
    assert nothing.err.startswith("error: [eo]*: there is no résumé among what this matches\n")


@pytest.mark.slow
def test_a_pattern_has_found_what_was_named_as_well(shell: Shell) -> None:
    shell.write("resume.yaml", WARNS)
    shell.write("package.json", '{"name": "x"}')
    run = shell("check", "resume.yaml", "*", ".")
    assert (run.code, run.err) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_that_nobody_named_is_passed_over(shell: Shell) -> None:
    os.mkfifo(shell.folder / "resume.yaml")
    shell.write("cv.yaml", WARNS)
    for argument in (".", "*.yaml"):
        run = shell("check", argument)
        assert (run.code, run.err) == (0, "")
        assert "\n1 file passed over, " in run.out


@pytest.mark.slow
def test_a_link_to_nothing_is_said(shell: Shell) -> None:
    (shell.folder / "dangling.yaml").symlink_to("gone.yaml")
    run = shell("check", ".")
    assert run.code == 4
    assert run.err.startswith("error: dangling.yaml: this is a link to `gone.yaml`, which is not there\n")


@pytest.mark.slow
def test_an_empty_name_is_said(shell: Shell) -> None:
    run = shell("check", "")
    assert run.code == 4
    assert run.err.startswith("error: an empty name is the name of no file\n")


def test_a_value_is_set_in_place_of_the_one_in_the_file(shell: Shell) -> None:
    shell.write("resume.yaml", WARNS.replace("  nickname: Inky\n", ""))
    run = shell("check", "--strict", "--set", "document.language=en", "--set", "basics.phone=+44 20 7946 0123")
    assert (run.code, run.out) == (0, "resume.yaml: no problems\n")
    wrong = shell("check", "--set", "basics.lable=Binder")
    assert wrong.out.startswith("--set:1:")
    assert "did you mean `label`?" in wrong.out


def test_what_is_set_is_well_formed_and_nothing_to_mend(shell: Shell, resume: Path) -> None:
    assert shell("check", resume.name, "--set", "basics.label").code == 2
    run = shell("check", resume.name, "--fix", "--set", "basics.label=Binder")
    assert run.code == 2
    assert "leave one of the two out" in run.err
