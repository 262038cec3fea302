from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import RESUME
from tests.quick import slow_but

from cvpdf.theme.loading import find_themes

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

MINE = "api: 1\ntitle: Mine\ndescription: My own\nextends: slate\n"


def put(shell: Shell, folder: str, manifest: str = MINE) -> None:
    (shell.folder / folder).mkdir(parents=True)
    shell.write(f"{folder}/theme.yaml", manifest)


@pytest.mark.parametrize("parent", slow_but("plain", find_themes()))
def test_a_new_theme_builds_at_once(shell: Shell, parent: str) -> None:
    made = shell("themes", "new", "mine", "--from", parent)
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("themes/mine: a theme to begin with")
    # With one line alone at slate's side, parsers would take it and the first title beside it for one line.
    shell.write("resume.yaml", RESUME.replace("work:", "  phone: +44 20 7946 0000\nwork:", 1))
    run = shell("build", "--theme", "mine", "--strict")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("resume.pdf: 1 page, ")
    assert run.out.endswith("theme mine\n")


@pytest.mark.slow
def test_a_new_theme_may_take_the_place_of_the_one_that_it_extends(shell: Shell) -> None:
    assert shell("themes", "new", "slate", "--from", "slate").code == 0
    shell.write("resume.yaml", RESUME)
    run = shell("build", "--theme", "slate")
    assert run.code == 0
    assert "note CV413: this theme stands in for cvpdf's own `slate`" in run.err


@pytest.mark.slow
def test_a_new_theme_in_another_folder_is_built_by_its_path(shell: Shell) -> None:
    made = shell("themes", "new", "mine", "--in", "drafts")
    assert "`cvpdf build --theme ./drafts/mine`" in made.out
    shell.write("resume.yaml", RESUME)
    assert shell("build", "--theme", "./drafts/mine").out.endswith("theme mine\n")
    assert shell("themes", "show", "./drafts/mine").out.startswith("mine: Plain with my own touch\n")


def test_a_folder_that_is_there_is_never_touched(shell: Shell) -> None:
    put(shell, "themes/mine", "my own words")
    run = shell("themes", "new", "mine")
    assert (run.code, run.out) == (4, "")
    assert "this folder is already there, and was left as it is" in run.err
    assert (shell.folder / "themes/mine/theme.yaml").read_text() == "my own words"
    assert [path.name for path in (shell.folder / "themes/mine").iterdir()] == ["theme.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["../mine"], "`../mine` is no name for a theme"),
        ([""], "`` is no name for a theme"),
        (["mine", "--from", "slat"], "did you mean `slate`?"),
    ],
)
def test_what_cannot_begin_is_a_usage_error(shell: Shell, arguments: list[str], words: str) -> None:
    run = shell("themes", "new", *arguments)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert not (shell.folder / "themes").exists()


def test_themes_say_where_they_come_from(shell: Shell) -> None:
    put(shell, "themes/mine")
    put(shell, "config/cvpdf/themes/yours")
    run = shell("themes", XDG_CONFIG_HOME=str(shell.folder / "config"))
    assert (run.code, run.err) == (0, "")
    assert re.search(r"^mine +My own \(themes/mine\)$", run.out, re.MULTILINE)
    assert re.search(r"^yours +My own \(config/cvpdf/themes/yours\)$", run.out, re.MULTILINE)
    assert run.out.count("(cvpdf)\n") == len(find_themes())


def test_a_broken_theme_is_said_beside_the_list(shell: Shell) -> None:
    put(shell, "themes/bad", MINE + "colour: red\n")
    run = shell("themes")
    assert run.code == 0
    assert "bad" not in run.out
    assert run.err.startswith("themes/bad/theme.yaml:5:1: error CV404: `colour` is no key")
    assert "\n   5 | colour: red\n     | ^^^^^^\n" in run.err


@pytest.mark.slow
def test_of_a_file_outside_of_a_themes_folder_no_line_is_shown(shell: Shell) -> None:
    secret = shell.write("secret.css", "the secret")
    put(shell, "themes/mine")
    (shell.folder / "themes/mine/theme.css").symlink_to(secret)
    shell.write("resume.yaml", RESUME)
    run = shell("build", "--theme", "mine")
    assert run.code == 1
    assert "themes/mine/theme.css:1:1: error CV414: " in run.err
    assert "the secret" not in run.err


@pytest.mark.slow
def test_a_style_sheet_that_is_no_text_is_said_at_its_line(shell: Shell) -> None:
    put(shell, "themes/mine")
    shell.write("themes/mine/theme.css", b"/* ours */\nh2 { color: red } /* caf\xe9 */\n")
    shell.write("resume.yaml", RESUME)
    run = shell("build", "--theme", "mine")
    assert run.code == 1
    assert run.err.startswith("themes/mine/theme.css:2:25: error CV420: this style sheet is no text in UTF-8")
    assert "   2 | h2 { color: red }" in run.err


@pytest.mark.slow
def test_a_chain_without_end_hides_no_other_theme(shell: Shell) -> None:
    for one, other in (("aaa", "bbb"), ("bbb", "aaa")):
        put(shell, f"themes/{one}", MINE.replace("extends: slate", f"extends: {other}"))
    run = shell("themes")
    assert run.code == 0
    assert run.out.count("(cvpdf)\n") == len(find_themes())
    assert run.err.count("error CV404: the themes extend each other without end") == 2


@pytest.mark.slow
def test_base_is_shown_and_can_be_begun_from(shell: Shell) -> None:
    assert "headingStyle: one of plain, rule, caps" in shell("themes", "show", "base").out
    shell.write("resume.yaml", RESUME)
    assert shell("themes", "new", "mine", "--from", "base").code == 0
    run = shell("build", "--theme", "mine")
    assert (run.code, run.err) == (0, "")
    assert shell("build", "--theme", "base").code == 2


@pytest.mark.slow
def test_a_name_that_is_taken_is_said(shell: Shell) -> None:
    run = shell("themes", "new", "slate", "--from", "plain")
    assert run.code == 0
    assert "note: here it stands in for cvpdf's own `slate`" in run.out
    assert "note:" not in shell("themes", "new", "mine").out


@pytest.mark.slow
def test_switching_costs_one_word_in_the_file_or_on_the_command_line(shell: Shell) -> None:
    put(shell, "themes/mine")
    put(shell, "looks/other")
    shell.write("resume.yaml", RESUME + "document: {theme: ./looks/other, options: {sideWidth: 50, margin: 20}}\n")
    assert shell("build").out.endswith("theme other\n")
    for name in ("mine", "plain", "slate"):
        run = shell("build", "--theme", name)
        assert run.out.endswith(f"theme {name}\n")
        assert "error" not in run.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("theme", "code", "words"),
    [
        ("./no", 2, "error CV415: `./no` is no theme: there is no such folder"),
        ("mien", 2, "did you mean `mine`?"),
        ("./themes/bad", 1, "themes/bad/theme.yaml:5:1: error CV404: "),
    ],
)
def test_a_theme_that_is_not_there_or_not_right_is_said(shell: Shell, theme: str, code: int, words: str) -> None:
    put(shell, "themes/mine")
    put(shell, "themes/bad", MINE + "colour: red\n")
    shell.write("resume.yaml", RESUME)
    run = shell("build", "--theme", theme)
    assert run.code == code
    assert words in run.err


@pytest.mark.slow
def test_a_folder_elsewhere_is_refused_at_the_line_of_the_file(shell: Shell) -> None:
    shell.write("resume.yaml", RESUME + "document: {theme: ../mine}\n")
    run = shell("check")
    assert run.code == 1
    assert "resume.yaml:9:19: error CV415: `../mine` is no theme: it does not lie below" in run.out


@pytest.mark.slow
def test_themes_beside_the_resume_count_and_not_beside_the_user(shell: Shell) -> None:
    put(shell, "there/themes/mine")
    shell.write("there/resume.yaml", RESUME + "document: {theme: mine}\n")
    assert shell("check", "there/resume.yaml").code == 0
    shell.write("resume.yaml", RESUME + "document: {theme: mine}\n")
    assert shell("check").code == 1


@pytest.mark.slow
def test_names_are_completed(shell: Shell) -> None:
    put(shell, "themes/mine")
    run = shell(
        _CVPDF_COMPLETE="complete_bash", COMP_WORDS="cvpdf build --theme mi", COMP_CWORD="3", _TYPER_COMPLETE_ARGS=""
    )
    assert run.out.split() == ["mine"]
