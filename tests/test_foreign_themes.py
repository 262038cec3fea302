from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT, must

from cvpdf.artifacts import Built, Draft, Source
from cvpdf.diagnostics import Outcome
from cvpdf.outputs import OUTPUTS, Target
from cvpdf.pipeline import build, print_in_worker
from cvpdf.serving import Limits
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import Press

HOSTILE = ROOT / "tests" / "themes" / "hostile"
RESUME = "basics: {name: Ida Quill, email: ida@quill.example}\nwork: [{name: Mill, startDate: 2019}]\n"
MANIFEST = "api: 1\ntitle: Mine\ndescription: Mine\nextends: slate\n"
LIMITS = Limits(processor=5, clock=60, memory=1024)
SOON = Limits(processor=3, clock=60, memory=1024)  # for what would go on without end

PROCESSOR = "it took more than 3 seconds of the processor"
MEMORY = "it took more than 1024 MiB of memory"
EXPECTED = {  # the theme: the code, the file that it points at, how the message ends
    "calling": ("CV405", "page.html", "maximum recursion depth exceeded"),
    "climber": ("CV405", "page.html", "access to attribute '__class__' of 'str' object is unsafe."),
    "crowded": ("CV416", "theme.yaml", f"was stopped while composing: {PROCESSOR}"),
    "doubling": ("CV416", "theme.yaml", f"was stopped while composing: {MEMORY}"),
    "endless": ("CV416", "theme.yaml", f"was stopped while composing: {PROCESSOR}"),
    "flexible": ("CV416", "theme.yaml", f"was stopped while typesetting: {PROCESSOR}"),
    "formatter": ("CV405", "page.html", "object is unsafe."),
    "nested": ("CV416", "theme.yaml", "RecursionError: maximum recursion depth exceeded"),
    "padding": ("CV416", "theme.yaml", f"was stopped while composing: {MEMORY}"),
    "passwords": ("CV405", "page.html", "the theme has no template `/etc/passwd`"),
    "pictures": ("CV416", "theme.yaml", f"was stopped while typesetting: {PROCESSOR}"),
    "system": ("CV405", "page.html", "the theme has no template `os`"),
    "tall": ("CV502", "resume.yaml", "has letters outside of the space for text, or cut off"),
    # it takes both, and which limit it reaches first is the machine's matter
    "variables": ("CV416", "theme.yaml", "was stopped while typesetting: it took more than"),
    "wide": ("CV416", "theme.yaml", f"was stopped while typesetting: {MEMORY}"),
}


def draft(press: Press, theme: Path | str, text: str = RESUME) -> Draft:
    return must(press.draft(text, str(theme)).value)


def printed(press: Press, theme: Path, to: Target = "pdf", limits: Limits = LIMITS) -> Outcome[Built]:
    return print_in_worker(draft(press, theme), OUTPUTS[to], press.cache, lambda _: None, limits)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold a process to its memory")
@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_theme_is_refused_or_stopped(press: Press, name: str) -> None:
    code, file, words = EXPECTED[name]
    outcome = printed(press, HOSTILE / name, limits=SOON if PROCESSOR in words else LIMITS)
    assert outcome.value is None
    said = outcome.diagnostics[0]
    assert said.code == code
    assert Path(must(said.span).file).name == file
    assert words in said.message


def test_no_theme_is_forgotten() -> None:
    assert {path.name for path in HOSTILE.iterdir() if path.is_dir()} == {*EXPECTED, "caller"}


@pytest.mark.slow
@pytest.mark.parametrize("to", ["pdf", "html"])
@pytest.mark.parametrize("file", ["page.html", "theme.css"])
def test_nobody_is_called(press: Press, tmp_path: Path, to: Target, file: str) -> None:
    shutil.copytree(HOSTILE / "caller", tmp_path / "caller")
    for path in (tmp_path / "caller").glob("*.*"):
        if path.name not in (file, "theme.yaml"):
            path.unlink()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        path = tmp_path / "caller" / file
        path.write_text(path.read_text().replace(":9/", f":{port}/"))
        outcome = printed(press, tmp_path / "caller", to)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert outcome.value is None
    assert {said.code for said in outcome.diagnostics} == {"CV417" if file == "page.html" else "CV409"}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.yaml").write_text(MANIFEST)
    return tmp_path / "mine"


def test_a_theme_of_somebody_else_prints_the_same_file(press: Press, mine: Path) -> None:
    source, world = Source("resume.yaml", RESUME.encode()), World(press.cache, {})
    heard: list[str] = []
    theirs = must(build(source, world=world, theme=str(mine), progress=heard.append).value)
    ours = must(build(source, world=world, theme="slate").value)
    assert heard == ["reading", "composing", "typesetting", "proving"]
    assert theirs.theme == "mine"
    assert (theirs.files, theirs.places) == (ours.files, ours.places)


def test_it_runs_in_another_process(press: Press, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("cvpdf.pipeline.compose_page", never)
    assert printed(press, mine).value


def test_what_the_other_process_says_is_said(press: Press, mine: Path) -> None:
    (mine / "page.html").write_text("{{ header.nmae }}")
    outcome = build(Source("resume.yaml", RESUME.encode()), world=World(press.cache, {}), theme=str(mine))
    (said,) = outcome.diagnostics
    assert (said.code, must(said.span).file) == ("CV405", str(mine / "page.html"))


def test_a_style_sheet_cannot_end_itself(press: Press, mine: Path) -> None:
    (mine / "theme.css").write_text("/* </style><script>alert(1)</script> */")
    html = must(printed(press, mine, "html").value).files[0].decode()
    assert "<script" not in html.partition("<\\/style>")[0]
    assert html.count("</style>") == 1


def test_a_theme_that_extends_europe_draws_its_scales(press: Press, mine: Path) -> None:
    (mine / "theme.yaml").write_text(MANIFEST.replace("slate", "europe"))
    rated = "basics: {name: Ida}\nlanguages: [{language: French, fluency: C1}]\n"
    outcome = build(Source("resume.yaml", rated.encode()), world=World(press.cache, {}), theme=str(mine))
    assert must(outcome.value).files


REFUSED = [
    "<script>x</script>",
    "<iframe src='a'></iframe>",
    "<p onclick='x()'></p>",
    "<p style='color: red'></p>",
    "<p style='--rating: 83; color: red'></p>",
    "<a href='https://evil.example'>·</a>",
    "<meta http-equiv='refresh' content='0'>",
    "<svg></svg>",
    "<!DOCTYPE html>",
    "<?php ?>",
]


@pytest.mark.slow
@pytest.mark.parametrize("tag", REFUSED)
def test_an_element_that_is_no_form_is_refused_at_its_line(press: Press, mine: Path, tag: str) -> None:
    (mine / "page.html").write_text(f'\n\n{tag}\n{{% include "slate/page.html" %}}')
    said = printed(press, mine, "html").diagnostics[0]
    assert said.code == "CV417"
    assert (must(said.span).file, must(said.span).line) == (str(mine / "page.html"), 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ['<b data-mark="0">Forged</b>', '<b class="marker">Forged</b>', "<B DATA-MARK=0>F</B>"]
)
def test_words_of_a_theme_cannot_pass_for_the_resumes(press: Press, mine: Path, words: str) -> None:
    (mine / "page.html").write_text(f'\n{words}\n{{% include "slate/page.html" %}}')
    said = printed(press, mine).diagnostics[0]
    assert said.code in ("CV405", "CV406")
    assert must(said.span).line == 2
