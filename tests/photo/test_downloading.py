from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvpdf.diagnostics import Outcome, Severity, Span
from cvpdf.outline.values import Picture
from cvpdf.photo import download, photo_name
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.photo.conftest import Draw, Site

HERE = Span("resume.json", 3, 10, 3, 20)
WORLD = World(Path(os.devnull), {})


def said(outcome: Outcome[Picture]) -> tuple[str, str]:
    assert outcome.value is None
    (one,) = outcome.diagnostics
    assert (one.severity, one.span, one.path) == (Severity.WARNING, HERE, ("basics", "image"))
    assert one.hint
    return one.code, one.message


def ask(url: str, seconds: float = 5) -> Outcome[Picture]:
    return download(url, WORLD, HERE, seconds)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_is_brought_as_it_is(draw: Draw, site: Site, kind: str) -> None:
    url = site.has("/ada?s=200", draw(kind))
    assert ask(f" {url}#face\n") == Outcome(Picture(draw(kind), kind.lower()))
    assert site.asked == ["/ada?s=200"]


def test_letters_beyond_ascii_are_written_as_the_web_wants_them(draw: Draw, site: Site) -> None:
    site.has("/Zo%C3%AB%20Quill.png", draw())
    assert ask(site.url("/Zoë Quill.png")).value
    assert ask(site.url("/Zo%C3%AB%20Quill.png")).value


def test_a_few_redirections_are_followed(draw: Draw, site: Site) -> None:
    site.has("/3", draw())
    site.leads("/2", "3")
    site.leads("/1", site.url("/2"))
    assert ask(site.leads("/0", "/1")).value
    assert site.asked == ["/0", "/1", "/2", "/3"]


def test_but_not_without_end(site: Site) -> None:
    assert said(ask(site.leads("/0", "/0"))) == ("CV338", "the photo could not be fetched: it leads on and on")
    assert len(site.asked) == 5


@pytest.mark.parametrize("elsewhere", ["file:///etc/passwd", "ftp://127.0.0.1/ada.png", "data:image/png;base64,AA"])
def test_no_redirection_leads_away_from_the_web(site: Site, elsewhere: str) -> None:
    code, message = said(ask(site.leads("/0", elsewhere)))
    assert (code, message) == ("CV337", f"the photo is not fetched: `{elsewhere}` is no address of the web")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://mill.example/a.png", "photo.jpg", "", "https:///a"])
def test_only_the_web_is_asked(url: str) -> None:
    assert said(ask(url))[0] == "CV337"


def test_a_page_instead_of_a_photo_is_said(site: Site) -> None:
    code, message = said(ask(site.has("/ada", b"<!doctype html><title>Please log in</title>")))
    assert (code, message) == ("CV334", "the photo is a web page; PNG and JPEG are printed")


def test_what_is_not_there_is_said(site: Site) -> None:
    assert said(ask(site.url("/no"))) == ("CV338", "the photo could not be fetched: the server answers 404 Not Found")


def test_more_than_ten_megabytes_are_not_read(draw: Draw, site: Site) -> None:
    assert said(ask(site.has("/ada", draw() + bytes(30_000_000))))[0] == "CV335"


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_a_slow_answer_is_not_waited_for(draw: Draw, site: Site, path: str) -> None:
    code, message = said(ask(site.has(path, draw()), seconds=0.3))
    assert (code, message) == ("CV338", "the photo could not be fetched: it takes longer than 0.3 seconds")


@pytest.mark.parametrize(
    "host", ["nobody.invalid", "127.0.0.1:1", "a..b", "127.0.0.1:port", "[::1", "x" * 70 + ".example"]
)
def test_a_site_that_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("no_proxy", "*")
    code, message = said(ask(f"http://{host}/ada.png"))
    assert code == "CV338"
    assert "Error" not in message


def test_an_answer_that_is_cut_off_is_no_photo(draw: Draw, site: Site) -> None:
    content = draw()
    url = site.has("/half", content)
    site.answers["/half"] = (200, {"Content-Length": str(len(content) + 9)}, content)
    assert said(ask(url)) == ("CV338", "the photo could not be fetched: the answer is cut off")


# The file. ---------------------------------------------------------------------------------------------------


def test_names_are_counted_where_they_are_taken() -> None:
    png, jpeg = Picture(b"", "png"), Picture(b"", "jpeg")
    assert photo_name(png, ()) == "photo.png"
    assert photo_name(jpeg, {"photo.png"}) == "photo.jpg"
    assert photo_name(jpeg, ["photo.jpg", "photo-2.jpg"]) == "photo-3.jpg"


NO_ROOM = """
import resource
from cvpdf.__main__ import main

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
main()
"""


# The command. ------------------------------------------------------------------------------------------------


def convert(folder: Path, address: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "cv.json").write_text(f'{{"basics": {{"name": "Ida Quill", "picture": "{address}"}}}}', encoding="utf-8")
    command = [sys.executable, "-m", "cvpdf", "convert", "cv.json", "resume.yaml", *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_convert_brings_the_photo_beside_the_file_and_names_it_there(draw: Draw, site: Site, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"old")
    run = convert(tmp_path, site.has("/ada", draw()), "--download")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "photo.png").read_bytes() == b"old"
    assert (tmp_path / "photo-2.png").read_bytes() == draw()
    assert "image: photo-2.png" in (tmp_path / "resume.yaml").read_text(encoding="utf-8")
    assert "photo-2.png: the photo, brought from the web" in run.stderr
    assert "CV230" in run.stderr, "the old name of the key is still said"


def test_without_being_asked_convert_opens_no_connection(draw: Draw, site: Site, tmp_path: Path) -> None:
    address = site.has("/ada", draw())
    assert convert(tmp_path, address).returncode == 0
    assert site.asked == []
    assert f"image: {address}" in (tmp_path / "resume.yaml").read_text(encoding="utf-8")


def test_a_photo_that_cannot_be_brought_stays_an_address_and_is_said(site: Site, tmp_path: Path) -> None:
    run = convert(tmp_path, site.url("/nothing"), "--download")
    assert run.returncode == 0
    assert "cv.json:1:45: warning CV338" in run.stderr
    assert f"image: {site.url('/nothing')}" in (tmp_path / "resume.yaml").read_text(encoding="utf-8")


def test_where_nothing_is_written_no_photo_is(draw: Draw, site: Site, tmp_path: Path) -> None:
    run = convert(tmp_path, site.has("/ada", draw()), "--download", "--strict", "--from", "rendercv")
    assert run.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cv.json"]


def test_where_the_resume_cannot_be_written_no_photo_is_left(draw: Draw, site: Site, tmp_path: Path) -> None:
    long = {"name": "Ida Quill", "image": site.has("/ada", draw()), "summary": "Bound and sewn. " * 9_000}
    (tmp_path / "cv.json").write_text(json.dumps({"basics": long}), encoding="utf-8")
    command = [sys.executable, "-c", NO_ROOM, "convert", "cv.json", "resume.yaml", "--download"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 4
    assert "resume.yaml: cannot be written" in run.stderr
    assert "photo.png" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cv.json"]


def test_beside_standard_output_there_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "cv.json").write_text('{"basics": {"name": "Ida"}}', encoding="utf-8")
    command = [sys.executable, "-m", "cvpdf", "convert", "cv.json", "-", "--download"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no place beside standard output" in run.stderr
