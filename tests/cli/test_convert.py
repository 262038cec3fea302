import json
from pathlib import Path

import pytest
from tests.cli.conftest import Shell, Terminal

PROFILE = Path(__file__).parents[1] / "data" / "seed.txt"
JSON_RESUME = '{"basics": {"name": "Ida Quill"}, "work": [{"name": "Paper Mill", "startDate": "2019-03"}]}'
RENDERCV = """\
cv:
  name: Ida Quill
  shoe_size: thirty-nine
  sections:
    experience:
      - company: Paper Mill
        position: Binder
        start_date: 2019-03
"""


@pytest.mark.slow
def test_a_json_resume_file_becomes_a_commented_yaml_file_that_builds(shell: Shell) -> None:
    shell.write("cv.json", JSON_RESUME)
    run = shell("convert", "cv.json", "resume.yaml")
    assert (run.code, run.err) == (0, "")
    assert run.out == "resume.yaml: 3 values from JSON Resume or cvpdf, as cvpdf's own YAML\n"
    assert (shell.folder / "resume.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=")
    assert shell.names() == ["cv.json", "resume.schema.json", "resume.yaml"]
    assert shell("check", "--strict", "--format", "json").code in (0, 1)
    assert shell("build").code == 0


def test_the_result_stands_beside_the_source_where_it_is_not_named(shell: Shell) -> None:
    shell.write("cv.json", JSON_RESUME)
    assert shell("convert", "cv.json").code == 0
    assert "cv.yaml" in shell.names()


def test_the_ending_says_what_is_written(shell: Shell, resume: Path) -> None:
    run = shell("convert", resume.name, "resume.json")
    assert run.out == "resume.json: 6 values from JSON Resume or cvpdf, as JSON Resume\n"
    assert json.loads((shell.folder / "resume.json").read_text("utf-8"))["work"][0]["name"] == "Paper Mill"
    assert shell.names() == ["resume.json", "resume.yaml"]


def test_standard_input_and_output(shell: Shell) -> None:
    run = shell("convert", "-", "-", "--to", "json-resume", stdin=JSON_RESUME)
    assert run.code == 0
    assert json.loads(run.out)["basics"] == {"name": "Ida Quill"}
    assert run.err == "standard output: 3 values from JSON Resume or cvpdf, as JSON Resume\n"


@pytest.mark.slow
def test_a_key_that_is_carried_over_is_no_less_than_one_that_is_not_printed(shell: Shell) -> None:
    shell.write("cv.json", '{"basics": {"name": "Ida Quill", "sumary": "Hi", "horoscope": "Libra"}}')
    for out in ("a.yaml", "a.json"):
        run = shell("convert", "cv.json", out)
        assert run.code == 0
        assert "warning CV203: `horoscope` is not a key of `basics`, and is carried over as it is\n" in run.err
        assert run.err.count("help:") == run.err.count("help: did you mean `summary`?") == 1
        assert shell("convert", "cv.json", out, "--strict", "--force").code == 1  # as `check --strict` of the same file
    run = shell("convert", "cv.json", "b.yaml", "--to", "rendercv", "--strict")
    assert run.code == 1
    assert "warning CV714: RenderCV has no place for what stands under `horoscope`, and it was left out" in run.err


@pytest.mark.slow
def test_a_career_under_names_of_its_own_is_read_and_what_is_left_stops_strict(shell: Shell) -> None:
    shell.write(
        "cv.yaml",
        "name: Bo Sample\nemail: bo@example.com\nwork_experience:\n"
        "  - {title: Baker, company: Crumb Works, start_date: 2019, details: [Baked]}\n",
    )
    assert shell("convert", "cv.yaml", "a.yaml", "--strict").code == 0
    assert "- name: Crumb Works\n    position: Baker\n" in (shell.folder / "a.yaml").read_text("utf-8")
    shell.write("b.yaml", "name: Bo Sample\nemail: bo@example.com\nlife: [{title: Baker, company: Crumb Works}]\n")
    assert shell("convert", "b.yaml", "c.yaml", "--strict").code == 1
    assert shell("check", "b.yaml", "--strict").code == 1


@pytest.mark.slow
def test_an_old_name_that_says_something_else_is_carried_over(shell: Shell) -> None:
    shell.write(
        "cv.json", '{"work": [{"name": "Loom", "company": "Paper Mill"}, {"name": "Press", "company": "Press"}]}'
    )
    assert "warning CV231: `company` (Paper Mill) and `name` (Loom)" in shell("convert", "cv.json", "a.json").err
    work = json.loads((shell.folder / "a.json").read_text("utf-8"))["work"]
    assert work == [{"name": "Loom", "company": "Paper Mill"}, {"name": "Press"}]
    assert shell("convert", "cv.json", "a.yaml").code == 0
    assert "    company: Paper Mill" in (shell.folder / "a.yaml").read_text("utf-8")
    assert "warning CV231: `company` (Paper Mill) and `name` (Loom)" in shell("check", "a.yaml").out
    said = shell("convert", "cv.json", "b.yaml", "--to", "rendercv").err
    assert "RenderCV has no place for what stands under `company`" in said


@pytest.mark.slow
def test_what_is_there_is_only_written_over_with_force(shell: Shell, resume: Path) -> None:
    before = resume.read_bytes()
    shell.write("cv.json", JSON_RESUME)
    run = shell("convert", "cv.json", "resume.yaml")
    assert run.code == 2
    assert "already there" in run.err
    assert resume.read_bytes() == before
    assert shell("convert", "cv.json", "resume.yaml", "--force").code == 0
    assert resume.read_bytes() != before


def test_what_has_no_place_is_named_with_its_line(shell: Shell) -> None:
    shell.write("cv.yaml", RENDERCV)
    run = shell("convert", "cv.yaml", "resume.yaml")
    assert run.code == 0
    assert "cv.yaml:3:14: warning CV712: `thirty-nine`" in run.err
    assert "   3 |   shoe_size: thirty-nine\n" in run.err
    assert "resume.yaml" in shell.names()


def test_with_strict_nothing_may_be_left_out(shell: Shell) -> None:
    shell.write("cv.yaml", RENDERCV)
    run = shell("convert", "cv.yaml", "resume.yaml", "--strict")
    assert run.code == 1
    assert "nothing was written" in run.err
    assert shell.names() == ["cv.yaml"]


def test_a_guess_is_a_note(shell: Shell) -> None:
    shell.write("profile.txt", PROFILE.read_bytes())
    run = shell("convert", "profile.txt", "resume.yaml", "--format", "json")
    assert run.code == 0
    said = json.loads(run.err)["diagnostics"]
    assert {one["severity"] for one in said} <= {"info"}
    assert any("Bengaluru Area, India" in one["message"] for one in said)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "check"])
def test_other_commands_name_the_format_and_the_way(shell: Shell, command: str) -> None:
    shell.write("cv.yaml", RENDERCV)
    run = shell(command, "cv.yaml")
    assert run.code == 1
    shown = run.err + run.out
    assert "cv.yaml:1:1: error CV710: this is a file of RenderCV" in shown
    assert "help: type `cvpdf convert cv.yaml resume.yaml`" in shown


def test_a_file_of_no_known_format_is_an_error(shell: Shell) -> None:
    shell.write("cake.yaml", "recipe: {flour: 1}\n")
    run = shell("convert", "cake.yaml", "resume.yaml")
    assert run.code == 1
    assert "CV711" in run.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "the file to convert is missing"),
        (("resume.yaml",), "the result would have the same name"),
        (("resume.yaml", "resume.odt"), ".odt is not written"),
        (("resume.yaml", "a.json", "--from", "rendercvv"), "did you mean `rendercv`?"),
        (("resume.yaml", "a.json", "--to", "json"), "this format is not written"),
        (("resume.yaml", ""), "the name of the result is empty"),
        (("resume.yaml", "resume.yaml", "--force"), "résumé itself\nhelp: name another file for the result\n"),
    ],
)
def test_what_was_typed_wrong_is_said(shell: Shell, resume: Path, arguments: tuple[str, ...], said: str) -> None:
    before = resume.read_bytes()
    run = shell("convert", *arguments)
    assert run.code == 2
    assert said in run.err
    assert resume.read_bytes() == before
    assert shell.names() == ["resume.yaml"]


def test_the_formats_are_listed(shell: Shell) -> None:
    run = shell("convert", "--list")
    assert run.code == 0
    for name in ("rendercv", "yamlresume", "linkedin-pdf", "text", "cvpdf", "json-resume"):
        assert f"\n  {name} " in run.out


def test_messages_wrap_on_a_narrow_terminal(shell: Shell, terminal: Terminal) -> None:
    shell.write("cv.yaml", RENDERCV)
    code, shown = terminal("convert", "cv.yaml", "resume.yaml", columns=40, NO_COLOR="1")
    assert code == 0
    assert all(len(line) <= 40 for line in shown.splitlines() if not line.startswith("resume.yaml:"))


@pytest.mark.slow
def test_a_file_of_another_kind_is_named_and_none_of_its_bytes_are_shown(shell: Shell) -> None:
    (shell.folder / "cv.docx").write_bytes(b"PK\x03\x04\x14\0\0\0[Content_Types].xml word/document.xml \xff\xfe")
    run = shell("convert", "cv.docx", "resume.yaml")
    assert run.code == 1
    assert run.err == (
        "cv.docx:1:1: error CV729: this is a Word file, which cannot be read yet\n"
        "help: save it as plain text, and convert that\n\n1 error: nothing was written\n"
    )
    assert shell.names() == ["cv.docx"]
