from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.cli.conftest import RESUME

from cvpdf.theme.loading import find_themes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell, Terminal

TWO = ("--theme", "plain", "--theme", "slate")
FILES = ["index.html", "plain.pdf", "plain.png", "slate.pdf", "slate.png"]
MINE = "api: 1\ntitle: Mine & <mine>\ndescription: My own\nextends: plain\n"


class Sheet(HTMLParser):
    """What a browser makes of the page: its text, where it leads, what it shows, which elements it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.text, self.links, self.pictures, self.elements = "", list[str](), dict[str, str](), set[str]()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.add(tag)
        if tag == "a":
            self.links.append(given["href"])
        if tag == "img":
            self.pictures[given["src"]] = given["alt"]

    def handle_data(self, data: str) -> None:
        self.text += data


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put_theme(shell: Shell, name: str, manifest: str = MINE, **templates: str) -> None:
    folder = shell.folder / "themes" / name
    folder.mkdir(parents=True)
    for file, text in {"theme.yaml": manifest, **{f"{name}.html": text for name, text in templates.items()}}.items():
        (folder / file).write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_every_theme_that_there_is_gets_a_pdf_and_a_picture(shell: Shell) -> None:
    put_theme(shell, "mine")
    run = shell("gallery")
    themes = sorted(["mine", *find_themes()])
    assert (run.code, run.err) == (0, "")
    assert run.out == f"gallery/index.html: {len(themes)} themes\n"
    sheet = Sheet(shell.folder / "gallery/index.html")
    assert sheet.links == [f"{theme}.pdf" for theme in themes]
    assert [*sheet.pictures] == [f"{theme}.png" for theme in themes]
    assert "Mine & <mine>" in sheet.text
    assert sheet.pictures["mine.png"] == "The first page in Mine & <mine>"
    assert sorted([*sheet.links, *sheet.pictures, "index.html"]) == files(shell.folder / "gallery")


@pytest.mark.usefixtures("resume")
def test_the_pdf_is_what_build_makes_and_the_picture_shows_its_first_page(shell: Shell) -> None:
    shell("build", "--theme", "slate")
    assert shell("gallery", *TWO).code == 0
    assert files(shell.folder / "gallery") == FILES
    assert (shell.folder / "gallery/slate.pdf").read_bytes() == (shell.folder / "resume.pdf").read_bytes()
    picture = Image.open(io.BytesIO((shell.folder / "gallery/slate.png").read_bytes()))
    assert picture.width == pytest.approx(720, abs=1)
    assert picture.height / picture.width == pytest.approx(297 / 210, abs=0.01)
    assert picture.convert("L").getextrema() != (255, 255)


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_the_sheet_needs_nothing_but_the_files_beside_it(shell: Shell) -> None:
    shell("gallery", *TWO)
    page = (shell.folder / "gallery/index.html").read_text(encoding="utf-8")
    sheet = Sheet(shell.folder / "gallery/index.html")
    assert "resume.yaml in 2 themes" in sheet.text
    assert "1 page · theme slate" in sheet.text
    assert {"html", "title", "main", "h1", "h2", "ul", "li", "img", "a"} <= sheet.elements
    assert not {"script", "link", "iframe"} & sheet.elements
    assert not any(word in page for word in ("http:", "https:", "url(", "@import"))


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_the_same_resume_gives_the_same_files(shell: Shell) -> None:
    shell("gallery", "-o", "one", *TWO)
    shell("gallery", "-o", "two", *TWO)
    assert all(
        (shell.folder / "one" / name).read_bytes() == (shell.folder / "two" / name).read_bytes() for name in FILES
    )


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_a_theme_that_fails_is_shown_with_its_message_beside_the_others(shell: Shell) -> None:
    put_theme(shell, "odd", page="{{ nothing.here }}")
    put_theme(shell, "typo", "api: 1\ntitel: Typo\n")
    run = shell("gallery", "--theme", "odd", "--theme", "plain", "--theme", "typo")
    assert run.code == 1
    assert run.out == "gallery/index.html: 1 theme, but not odd, typo\n"
    assert "themes/odd/page.html:1:4: error CV405" in run.err
    assert "error CV404: in `typo`: `title` is missing" in run.err
    assert files(shell.folder / "gallery") == ["index.html", "plain.pdf", "plain.png"]
    sheet = Sheet(shell.folder / "gallery/index.html")
    assert sheet.links == ["plain.pdf"]
    assert sheet.text.count("There is no PDF in this theme") == 2
    assert "themes/odd/page.html:1: the theme odd cannot be filled in: 'nothing' is undefined (CV405)" in sheet.text
    assert (
        "themes/typo/theme.yaml:2: titel is no key that a manifest has here; did you mean title? (CV404)" in sheet.text
    )


@pytest.mark.slow
def test_a_theme_that_cannot_be_read_is_found_like_any_other(shell: Shell, resume: Path) -> None:
    put_theme(shell, "typo", "api: 1\ntitel: Typo\n")
    resume.write_text(RESUME + "education: [\n", encoding="utf-8")  # so that no theme is worth the time
    run = shell("gallery")
    assert (run.code, run.out) == (1, "")
    assert "`titel` is no key" in run.err


@pytest.mark.slow
def test_what_is_wrong_with_the_resume_is_said_once_and_nothing_is_written(shell: Shell, resume: Path) -> None:
    resume.write_text(RESUME + "education: [\n", encoding="utf-8")
    run = shell("gallery", *TWO)
    assert (run.code, run.out) == (1, "")
    assert run.err.count("error CV") == 1
    assert run.err.endswith("\n1 error: nothing was written\n")
    assert shell.names() == ["resume.yaml"]


@pytest.mark.slow
def test_what_one_theme_alone_has_to_say_stands_with_it(shell: Shell, resume: Path) -> None:
    resume.write_text(RESUME.replace("label", "lable") + "document: {options: {sideWidth: 60}}\n", encoding="utf-8")
    run = shell("gallery", *TWO)
    assert run.code == 0
    assert run.err.count("`lable`") == 1
    assert "sideWidth" not in run.err
    sheet = Sheet(shell.folder / "gallery/index.html")
    assert "sideWidth is an option of slate; plain does not have it" in sheet.text
    assert "lable" not in sheet.text


@pytest.mark.slow
def test_a_warning_says_in_which_themes_it_holds(shell: Shell, resume: Path) -> None:
    band = "extends: plain\noptions: {tone: {type: color, default: '#000000', description: A tone, contrast: 4.5}}\n"
    put_theme(shell, "mine", MINE.replace("extends: plain\n", band))
    resume.write_text(RESUME + "document: {options: {tone: '#dddddd'}}\n", encoding="utf-8")
    run = shell("gallery", "--theme", "mine", "--theme", "plain")
    assert run.code == 0
    assert "in `mine`: `tone`: `#dddddd` has a contrast of" in run.err
    assert run.err.endswith("\n1 warning\n")


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_a_value_that_is_set_is_set_in_every_theme(shell: Shell) -> None:
    shell("build", "--theme", "slate", "--set", "basics.name=Eve Set", "--set", "document.pageSize=Letter")
    run = shell("gallery", *TWO, "--set", "basics.name=Eve Set", "--set", "document.pageSize=Letter")
    assert (run.code, run.err) == (0, "")
    assert (shell.folder / "gallery/slate.pdf").read_bytes() == (shell.folder / "resume.pdf").read_bytes()
    assert shell("gallery", *TWO, "--set", "nothing").code == 2


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_a_message_quotes_what_was_set(shell: Shell) -> None:
    run = shell("gallery", *TWO, "--set", "basics.lable=Weaver")
    assert run.code == 0
    assert "basics.lable=Weaver" in run.err


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_warnings_fail_where_that_is_asked_for_but_the_sheet_is_there(shell: Shell) -> None:
    run = shell("gallery", *TWO, "--set", "basics.lable=Weaver", "--strict")
    assert run.code == 1
    assert run.out == "gallery/index.html: 2 themes\n"
    assert shell("gallery", *TWO, "--strict").code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_files_of_the_same_names_are_replaced_and_others_left(shell: Shell) -> None:
    folder = shell.folder / "gallery"
    folder.mkdir()
    (folder / "plain.pdf").write_text("old")
    (folder / "notes.txt").write_text("mine")
    assert shell("gallery", "--theme", "plain").code == 0
    assert (folder / "plain.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "notes.txt").read_text() == "mine"
    assert files(folder) == ["index.html", "notes.txt", "plain.pdf", "plain.png"]


@pytest.mark.slow
def test_the_folder_is_made_beside_the_resume_or_where_it_is_asked_for(shell: Shell) -> None:
    (shell.folder / "cv").mkdir()
    shell.write("cv/ida.yaml", RESUME)
    assert shell("gallery", "cv/ida.yaml", "--theme", "plain").out == "cv/gallery/index.html: 1 theme\n"
    assert shell("gallery", "cv/ida.yaml", "--theme", "plain", "-o", "a/b").out == "a/b/index.html: 1 theme\n"
    assert shell("gallery", "-", "--theme", "plain", stdin=RESUME).out == "gallery/index.html: 1 theme\n"


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_a_theme_may_be_a_folder(shell: Shell) -> None:
    put_theme(shell, "mine")
    (shell.folder / "themes").rename(shell.folder / "drafts")
    assert shell("gallery", "--theme", "./drafts/mine", "--theme", "plain").code == 0
    assert Sheet(shell.folder / "gallery/index.html").links == ["mine.pdf", "plain.pdf"]


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--theme", "slat", "--theme", "plain"], 2, "did you mean `slate`?"),
        (["--theme", "base"], 2, "there is no theme `base`"),
        (["--theme", "./nowhere"], 2, "there is no such folder"),
        (["--theme", "plain", "--theme", "./themes/plain"], 2, "two of these themes are called `plain`"),
        (["-o", ""], 2, "the name after `-o` is empty"),
        (["-o", "-"], 2, "standard output takes one"),
        (["-o", "resume.yaml"], 4, "resume.yaml: this is a file"),
        (["-o", "resume.yaml/gallery"], 4, "resume.yaml: this is a file"),
        (["nowhere.yaml"], 4, "there is no such file"),
    ],
)
def test_what_cannot_be_meant_is_said_before_the_work(
    shell: Shell, arguments: list[str], code: int, words: str
) -> None:
    put_theme(shell, "plain")
    run = shell("gallery", *arguments)
    assert (run.code, run.out) == (code, "")
    assert words in run.err
    assert shell.names() == ["resume.yaml", "themes"]


@pytest.mark.slow
def test_the_photo_of_the_resume_is_never_written_over(shell: Shell) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "PNG")
    photo = shell.write("slate.png", picture.getvalue())
    shell.write("resume.yaml", RESUME.replace("label", "image: slate.png\n  label"))
    run = shell("gallery", "--theme", "slate", "-o", ".")
    assert (run.code, run.out) == (2, "")
    assert "slate.png: this is the photo that the résumé names" in run.err
    assert photo.read_bytes() == picture.getvalue()
    assert shell.names() == ["resume.yaml", "slate.png"]


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_messages_come_in_every_format(shell: Shell) -> None:
    put_theme(shell, "odd", page="{{ nothing.here }}")
    run = shell("gallery", "--theme", "odd", "--theme", "plain", "--format", "json")
    assert run.code == 1
    assert "CV405" in json.dumps(json.loads(run.err))


@pytest.mark.slow
@pytest.mark.usefixtures("resume")
def test_a_terminal_shows_how_far_it_is(terminal: Terminal) -> None:
    code, shown = terminal("gallery", *TWO)
    assert code == 0
    assert "slate, 2 of 2: " in shown
    assert "gallery/index.html: 2 themes (" in shown
