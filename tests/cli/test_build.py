from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.cli.conftest import Shell, Terminal

ROOT = Path(__file__).parents[2]
WARNS = "basics:\n  name: Ida Quill\n  nickname: Inky\n"
FAILS = "basics:\n  name: Ida Quill\nwork:\n  - name: Paper Mill\n    name: Paper Mill\n"
LONG = "basics:\n  name: Ida Quill\nwork:\n" + "".join(
    f"  - name: Mill {number}\n    summary: Bound books, folded sheets and sewed them.\n" for number in range(60)
)
PNG = b"\x89PNG\r\n"


def test_makes_a_pdf_beside_the_file_and_says_so(shell: Shell, resume: Path) -> None:
    run = shell("build")
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(r"resume\.pdf: 1 page, \d+ words, theme plain\n", run.out)
    assert resume.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    assert shell.names() == ["resume.pdf", "resume.yaml"]


@pytest.mark.parametrize("out", ["folder", "new/", "deep/new/", "new/{stem}.pdf", "new/{stem}"])
def test_the_result_can_go_into_a_folder(shell: Shell, resume: Path, out: str) -> None:
    (shell.folder / "folder").mkdir()
    run = shell("build", resume.name, "-o", out)
    made = f"{Path(out.partition('{')[0])}/resume.pdf"
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"{made}: 1 page")
    assert (shell.folder / made).read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_the_name_can_be_made_of_what_the_file_says(shell: Shell, resume: Path) -> None:
    out = "made/{theme}/{name}, {stem}.HTML"
    run = shell("build", resume.name, "-o", out, "--theme", "slate", "--set", "basics.name=../Ada/..")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("made/slate/Ada, resume.HTML: ")
    piped = shell("build", "-", "-o", "{path}-{name}.html", stdin=resume.read_bytes())
    assert piped.out.startswith("resume-Ida Quill.html: ")
    assert shell.names() == ["made", "resume-Ida Quill.html", "resume.yaml"]


@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes(shell: Shell, resume: Path) -> None:
    runs = [shell("build", resume.name, "-o", "-", PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0].bytes == runs[1].bytes


@pytest.mark.slow
def test_standard_input_goes_to_standard_output(shell: Shell, resume: Path) -> None:
    run = shell("build", "-", stdin=resume.read_bytes())
    assert run.code == 0
    assert run.bytes.startswith(b"%PDF-")
    assert re.fullmatch(r"standard output: 1 page, \d+ words, theme plain\n", run.err)


def test_theme_and_values_can_be_set(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "--theme", "slate", "--set", "basics.label=Librarian", "-o", "page.html")
    assert run.code == 0
    assert re.fullmatch(r"page\.html: \d+ words, theme slate\n", run.out)
    page = (shell.folder / "page.html").read_text()
    assert "Librarian" in page
    assert "Bookbinder" not in page


def test_a_value_that_was_set_wrong_is_said(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "--set", "document.version=2019")
    assert run.code == 1
    assert "2019" in run.err
    assert shell.names() == ["resume.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ["basics.label", "=x", "work[=x", "a b=x"])
def test_an_assignment_that_is_none_is_a_usage_error(shell: Shell, assignment: str) -> None:
    run = shell("build", "--set", assignment)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: `--set")


def test_errors_leave_the_old_file(shell: Shell) -> None:
    shell.write("resume.yaml", FAILS)
    shell.write("resume.pdf", "old")
    run = shell("build")
    assert (run.code, run.out) == (1, "")
    assert "resume.yaml:5:5: error CV1" in run.err
    assert run.err.endswith("\n\n1 error: nothing was written\n")
    assert (shell.folder / "resume.pdf").read_text() == "old"


@pytest.mark.slow
def test_warnings_are_printed_and_the_file_is_written(shell: Shell) -> None:
    shell.write("resume.yaml", WARNS)
    run = shell("build")
    assert run.code == 0
    assert run.out.startswith("resume.pdf: 1 page")
    assert run.err.endswith("\n\n1 warning\n")
    assert "resume.pdf" in shell.names()


@pytest.mark.slow
def test_warnings_fail_where_it_is_strict(shell: Shell) -> None:
    shell.write("resume.yaml", WARNS)
    run = shell("build", "--strict", "--format", "json")
    assert (run.code, run.out) == (1, "")
    assert json.loads(run.err)["warnings"] == 1
    assert shell.names() == ["resume.yaml"]


@pytest.mark.slow
def test_one_picture_a_page(shell: Shell, resume: Path) -> None:
    assert shell("build", resume.name, "--to", "png").code == 0
    assert (shell.folder / "resume.png").read_bytes().startswith(PNG)
    shell.write("long.yaml", LONG)
    run = shell("build", "long.yaml", "--to", "png")
    (pages,) = map(int, re.findall(r": (\d+) pages", run.out))
    pictures = [f"long-{number}.png" for number in range(1, pages + 1)]
    assert pages > 1
    assert run.out.startswith(f"{pictures[0]} … {pictures[-1]}: ")
    assert shell.names() == sorted([*pictures, "long.yaml", "resume.png", "resume.yaml"])


@pytest.mark.slow
def test_several_pictures_do_not_fit_into_one_stream(shell: Shell) -> None:
    run = shell("build", "-", "--to", "png", stdin=LONG)
    assert (run.code, run.bytes) == (1, b"")
    assert "error CV701: " in run.err


def test_the_map_leads_from_paper_to_the_file(shell: Shell, resume: Path) -> None:
    assert shell("build", resume.name, "--map", "map.json").code == 0
    report = json.loads((shell.folder / "map.json").read_text())
    assert report["version"] == 1
    places = {place["path"]: place for place in report["places"]}
    position = places["work[0].position"]
    assert (position["file"], position["line"], position["column"]) == ("resume.yaml", 7, 15)
    (box,) = position["boxes"]
    assert box["page"] == 1
    assert 0 < box["x"] < 595
    assert 0 < box["y"] < 842
    assert box["width"] > 0
    assert box["height"] > 0
    assert places["basics.name"]["boxes"][0]["y"] < box["y"]


@pytest.mark.slow
def test_the_map_can_go_to_standard_output(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "--map", "-")
    assert run.code == 0
    assert json.loads(run.out)["version"] == 1
    assert run.err.startswith("resume.pdf: 1 page")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("resume.md", b"# Ida Quill\n\nBookbinder\n\n<ida@quill.example>\n"),
        ("cv.markdown", b"# Ida Quill\n"),
        ("resume.txt", b"Ida Quill\n=========\n\nBookbinder\n\nida@quill.example\n"),
        ("resume.DOCX", b"PK\x03\x04"),
    ],
)
def test_texts_are_made_by_the_ending_of_their_name(shell: Shell, resume: Path, name: str, beginning: bytes) -> None:
    run = shell("build", resume.name, "-o", name)
    assert (run.code, run.err) == (0, "")
    assert run.out == f"{name}: 12 words\n"
    assert (shell.folder / name).read_bytes().startswith(beginning)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["md", "txt", "docx"])
def test_texts_are_made_by_their_kind_beside_the_file(shell: Shell, resume: Path, kind: str) -> None:
    assert shell("build", resume.name, "--to", kind, "--theme", "slate").out == f"resume.{kind}: 12 words\n"
    assert shell.names() == sorted([f"resume.{kind}", "resume.yaml"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["md", "txt", "docx"])
def test_the_same_file_gives_the_same_bytes_of_text(shell: Shell, kind: str) -> None:
    example = (ROOT / "examples/academic.yaml").read_bytes()
    runs = [shell("build", "-", "--to", kind, stdin=example, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0].bytes == runs[1].bytes != b""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["md", "txt", "docx"])
def test_a_text_looks_at_the_theme_like_every_build(shell: Shell, resume: Path, kind: str) -> None:
    assert shell("build", resume.name, "--to", kind, "--theme", "slat").code == 2
    run = shell("build", resume.name, "--to", kind, "--set", "document.options.fontSize=99")
    assert (run.code, shell.names()) == (1, ["resume.yaml"])
    assert "error CV403: " in run.err


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["md", "txt"])
def test_a_text_needs_no_engine_no_templates_and_no_fonts(shell: Shell, resume: Path, kind: str) -> None:
    never = (
        "weasyprint",
        "jinja2",
        "pypdfium2",
        "fontpkg",
        "uharfbuzz",
        "PIL",
        "docx",
        "cvpdf.compose",
        "cvpdf.typeset",
    )
    code = (
        "import sys; from cvpdf.cli.app import run;"
        f"run(['build', '{resume.name}', '-o', 'a.{kind}']);"
        f"print([name for name in {never} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=shell.folder, env=shell.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_python_docx_the_command_says_how_to_install_it(shell: Shell, resume: Path) -> None:
    (shell.folder / "docx.py").write_text("raise ModuleNotFoundError(name='docx')")
    run = shell("build", resume.name, "--to", "docx")
    assert (run.code, run.out) == (3, "")
    assert "error CV905: " in run.err
    assert "help: `pip install 'cvpdf[docx]'`" in run.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-o", "resume.yaml", "--to", "pdf"], 2, "resume.yaml: this is the résumé itself"),
        (["-o", "resume.json"], 2, "resume.json: .json is not made"),
        (["-o", "a.odt"], 2, "a.odt: .odt is not made"),
        (["-o", "a.xyz"], 2, "a.xyz: .xyz is not made"),
        (["-o", "ada.v2"], 2, "ada.v2: .v2 is not made"),
        (["-o", "a.docx", "--to", "txt"], 2, "a.docx: this would be txt under the name of something else"),
        (["-o", "a.pdf", "--to", "md"], 2, "a.pdf: this would be md under the name of something else"),
        (["-o", ""], 2, "the name after `-o` is empty"),
        ([""], 2, "the name of the résumé is empty"),
        (["--theme", "slat"], 2, "there is no theme `slat`"),
        (["--theme", ""], 2, "there is no theme ``"),
        (["-o", "/proc/a.pdf"], 4, "/proc/a.pdf: `/proc` takes no files"),
        (["--map", "/proc/map.json"], 4, "/proc/map.json: `/proc` takes no files"),
        (["-o", "./link.pdf"], 2, "link.pdf: this is the résumé itself"),
        (["--map", "resume.yaml"], 2, "resume.yaml: this is the résumé itself"),
        (["-o", "a.pdf", "--map", "a.pdf"], 2, "a.pdf: two results cannot go into one file"),
        (["-o", "-", "--map", "-"], 2, "standard output cannot take both the map and the result"),
        (["--to", "html", "--map", "map.json"], 2, "HTML has no pages, so there is nothing for `--map` to say"),
        (["--to", "md", "--map", "map.json"], 2, "Markdown has no pages, so there is nothing for `--map` to say"),
        (["-o", "a.txt", "--map", "-"], 2, "plain text has no pages, so there is nothing for `--map` to say"),
        (["-o", "a.docx", "--map", "-"], 2, "a Word file has no pages, so there is nothing for `--map` to say"),
        (["-o", "nowhere/a.pdf"], 4, "nowhere/a.pdf: there is no folder `nowhere`"),
        (["-o", "a" * 300 + ".pdf"], 4, "a" * 300 + ".pdf: file name too long"),
        (["--map", "folder"], 4, "folder: this is a folder"),
        (["-o", "resume.yaml/"], 4, "resume.yaml: this is a file"),
        (["-o", "{nane}.pdf"], 2, "{nane}.pdf: there is no field `{nane}`"),
        (["-o", "{name}/../a.pdf"], 2, "{name}/../a.pdf: `..` behind a field leads out of the folder"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    shell: Shell, resume: Path, arguments: list[str], code: int, message: str
) -> None:
    before = resume.read_bytes()
    (shell.folder / "folder").mkdir()
    (shell.folder / "link.pdf").symlink_to("resume.yaml")
    run = shell("build", *arguments)
    assert (run.code, run.out) == (code, "")
    assert run.err.splitlines()[0].replace("error CV401:", "error:") == f"error: {message}"
    assert shell.names() == ["folder", "link.pdf", "resume.yaml"]
    assert resume.read_bytes() == before


def test_a_terminal_is_shown_no_pdf(shell: Shell, terminal: Terminal, resume: Path) -> None:
    code, shown = terminal("build", resume.name, "-o", "-", NO_COLOR="1")
    assert (code, shown) == (2, "error: a terminal cannot show PDF\nhelp: name a file: `-o resume.pdf`\n")
    assert shell.names() == ["resume.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "first"), [("md", "# Ida Quill"), ("txt", "Ida Quill")])
def test_a_terminal_is_shown_a_text(terminal: Terminal, resume: Path, kind: str, first: str) -> None:
    code, shown = terminal("build", resume.name, "--to", kind, "-o", "-", TERM="dumb")
    assert code == 0
    assert shown.startswith(f"{first}\n")


@pytest.mark.slow
def test_a_terminal_sees_the_stages_and_the_seconds(terminal: Terminal, resume: Path) -> None:
    code, shown = terminal("build", resume.name)
    assert code == 0
    assert "typesetting…" in shown
    assert re.search(r"\x1b\[2Kresume\.pdf: 1 page, \d+ words, theme plain \(\d+\.\d s\)\n$", shown)


@pytest.mark.slow
def test_a_special_file_is_written_to_as_it_is(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "-o", "/dev/null")
    assert run.code == 0
    assert run.out.startswith("/dev/null: 1 page")


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a full device and limits as Linux has them")


@pytest.mark.slow
@LINUX
def test_no_room_is_said(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "-o", "/dev/full")
    assert (run.code, run.out) == (4, "")
    assert run.err == "error: /dev/full: cannot be written: no space left on device\n"


@pytest.mark.slow
@LINUX
def test_no_room_for_the_engine_is_no_bug(shell: Shell, resume: Path) -> None:
    shell.write("resume.pdf", "old")
    limited = f"ulimit -f 1; exec {sys.executable} -m cvpdf build {resume.name}"
    # Without bytecode, for Python would cut that off too, and every later run would stumble over it.
    environment = shell.environment({"PYTHONDONTWRITEBYTECODE": "1"})
    run = subprocess.run(
        ["bash", "-c", limited], cwd=shell.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (4, "error: a temporary file: file too large\n")
    assert (shell.folder / "resume.pdf").read_text() == "old"
    assert shell.names() == ["resume.pdf", "resume.yaml"]


@pytest.mark.slow
def test_what_was_set_is_quoted(shell: Shell, resume: Path) -> None:
    run = shell("build", resume.name, "--set", "work[0].startDate=2019-13")
    assert run.err.splitlines()[1:3] == [
        "   1 | work[0].startDate=2019-13",
        "     |                   ^^^^^^^",
    ]


PORTRAIT = "basics: {name: Ida Quill, image: me.png}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "png"),
        ("-o", "me.png"),
        ("-o", "link.png"),
        ("--to", "png", "-o", "../work/me.png"),
        ("--map", "me.png"),
    ],
)
def test_the_photo_of_the_resume_is_never_written_over(shell: Shell, arguments: tuple[str, ...]) -> None:
    photo = shell.write("me.png", portrait())
    (shell.folder / "link.png").symlink_to("me.png")
    shell.write("me.yaml", PORTRAIT)
    run = shell("build", "me.yaml", *arguments)
    assert (run.code, run.out) == (2, "")
    assert "me.png: this is the photo that the résumé names" in run.err.replace("link", "me")
    assert photo.read_bytes() == portrait()
    assert shell.names() == ["link.png", "me.png", "me.yaml"]


@pytest.mark.slow
def test_a_page_does_not_become_the_photo_that_is_missing(shell: Shell) -> None:
    shell.write("me.yaml", PORTRAIT)
    assert shell("build", "me.yaml", "--to", "png").code == 2
    assert shell("build", "me.yaml", "-o", "page.png").code == 0
    assert shell.names() == ["me.yaml", "page.png"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["resume.yaml", "./resume.yaml", "link.md", "hard.md"])
@pytest.mark.parametrize("file", ["resume.yaml", "-"])
def test_the_resume_itself_is_never_written_over(shell: Shell, resume: Path, name: str, file: str) -> None:
    before = resume.read_bytes()
    (shell.folder / "link.md").symlink_to("resume.yaml")
    (shell.folder / "hard.md").hardlink_to(resume)
    command = [sys.executable, "-m", "cvpdf", "build", file, "--to", "md", "-o", name]
    with resume.open("rb") as source:
        run = subprocess.run(command, cwd=shell.folder, stdin=source, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "this is the résumé itself" in run.stderr
    assert resume.read_bytes() == before


def portrait(colour: str = "#203040") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(written, "PNG")
    return written.getvalue()


def test_what_a_killed_build_left_is_swept_by_the_next(shell: Shell, resume: Path) -> None:
    left = shell.folder / f".cvpdf-{'0' * 16}"
    left.write_bytes(b"half a page")
    os.utime(left, (1, 1))
    assert shell("build", resume.name, "--to", "txt").code == 0
    assert not left.exists()
