from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvpdf.diagnostics import Diagnostic, Outcome, Severity, Span
from cvpdf.outline.values import Picture
from cvpdf.photo import find_photo
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.photo.conftest import Draw

HERE = Span("resume.yaml", 3, 10, 3, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the résumé, with another beside it."""
    folder = tmp_path / "work"
    (folder / "pictures").mkdir(parents=True)
    return folder


def find(named: str, folder: Path | None = None) -> Outcome[Picture]:
    return find_photo(named, folder, World(Path(os.devnull), {}), HERE)


def said(outcome: Outcome[Picture]) -> Diagnostic:
    assert outcome.value is None
    (one,) = outcome.diagnostics
    assert (one.severity, one.span, one.path) == (Severity.WARNING, HERE, ("basics", "image"))
    assert one.hint
    return one


@pytest.mark.parametrize("named", ["ada.png", "./ada.png", "pictures/../ada.png", "../work/ada.png", "  ada.png\n"])
def test_a_file_beside_the_resume_is_read(draw: Draw, folder: Path, named: str) -> None:
    (folder / "ada.png").write_bytes(draw())
    assert find(named, folder) == Outcome(Picture(draw(), "png"))


def test_so_is_one_in_a_folder_beside_it_whatever_its_name_promises(draw: Draw, folder: Path) -> None:
    (folder / "pictures/Ada – 1.png").write_bytes(draw("JPEG"))
    assert find("pictures/Ada – 1.png", folder) == Outcome(Picture(draw("JPEG"), "jpeg"))


def test_a_link_that_stays_in_the_folder_is_followed(draw: Draw, folder: Path) -> None:
    (folder / "pictures/ada.png").write_bytes(draw())
    (folder / "photo.png").symlink_to("pictures/ada.png")
    assert find("photo.png", folder).value


def test_the_folder_itself_may_be_a_link(draw: Draw, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.png").write_bytes(draw())
    (tmp_path / "link").symlink_to(folder)
    assert find("ada.png", tmp_path / "link").value


def test_no_path_leads_out_of_the_folder(draw: Draw, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(draw())
    (folder / "link.png").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)
    (tmp_path / "work-2").mkdir()
    (tmp_path / "work-2/ada.png").write_bytes(draw())
    ways = [
        "../secret.png",
        "pictures/../../secret.png",
        str(secret),
        str(folder / "pictures"),
        "link.png",
        "up/secret.png",
        "../work-2/ada.png",
        secret.as_uri(),
        "C:\\ada.png".replace("C:", "file:"),
        "ftp://mill.example/ada.png",
    ]
    assert {way: said(find(way, folder)).code for way in ways} == dict.fromkeys(ways, "CV331")


@pytest.mark.parametrize("named", ["ada.png", "no/ada.png", "notes.txt/ada.png", "x" * 5000, ".", "pictures", "pipe"])
def test_what_cannot_be_read_is_a_warning(folder: Path, named: str) -> None:
    (folder / "notes.txt").write_text("Ada")
    os.mkfifo(folder / "pipe")
    assert said(find(named, folder)).code == "CV332"


def test_a_file_without_a_folder_names_no_files() -> None:
    assert said(find("ada.png")).code == "CV332"


def test_without_a_world_no_file_is_looked_at(folder: Path) -> None:
    assert find_photo("ada.png", folder, None, HERE) == Outcome(None)


@pytest.mark.parametrize("url", ["https://mill.example/ada.png", "HTTP://mill.example", "//mill.example/ada.png"])
def test_an_address_of_the_web_is_said_with_the_command_that_brings_it(url: str) -> None:
    one = said(find(url))
    assert (one.code, one.hint) == ("CV330", "`cvpdf convert resume.yaml OUT --download` brings it beside the file")


@pytest.mark.parametrize("name", ["<stdin>", "--set"])
def test_the_command_names_only_what_can_be_typed(name: str) -> None:
    (one,) = find_photo("https://mill.example", None, None, Span(name, 1, 1, 1, 1)).diagnostics
    assert one.hint is not None
    assert "convert FILE OUT" in one.hint


# Data URIs. --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["data:image/png;base64,", "DATA:IMAGE/PNG;BASE64,", "data:;base64,"])
def test_a_picture_inside_the_file_is_read(draw: Draw, head: str) -> None:
    assert find(head + b64encode(draw()).decode()) == Outcome(Picture(draw(), "png"))


def test_it_may_be_broken_into_lines_and_have_parameters(draw: Draw) -> None:
    letters = b64encode(draw("JPEG")).decode()
    lines = " \n".join(letters[at : at + 70] for at in range(0, len(letters), 70))
    assert find(f"data:image/jpg;name=ada.jpg;base64,{lines}") == Outcome(Picture(draw("JPEG"), "jpeg"))


@pytest.mark.parametrize(
    "uri", ["data:", "data:,ada", "data:image/png,ada", "data:image/png;base64,A", "data:image/png;base64,Ä~"]
)
def test_one_that_cannot_be_read_is_a_warning(uri: str) -> None:
    assert said(find(uri)).code == "CV333"


def test_a_message_does_not_quote_a_megabyte() -> None:
    assert len(said(find("data:image/png" + "A" * 1_000_000)).message) < 200


# What is found is judged. ------------------------------------------------------------------------------------


def test_what_counts_is_what_a_file_holds(draw: Draw, folder: Path) -> None:
    (folder / "ada.png").write_bytes(draw("WEBP"))
    one = said(find("ada.png", folder))
    assert (one.code, one.message) == ("CV334", "the photo is a WebP picture; PNG and JPEG are printed")


def test_a_text_inside_the_file_is_no_picture() -> None:
    assert said(find("data:image/png;base64," + b64encode(b"Ada").decode())).code == "CV334"


def test_a_file_of_more_than_ten_megabytes_is_too_large(draw: Draw, folder: Path) -> None:
    (folder / "ada.png").write_bytes(draw() + bytes(10_000_000))
    assert said(find("ada.png", folder)).code == "CV335"


def test_a_picture_of_more_than_fifty_million_pixels_is_too_large_before_it_is_decoded(
    draw: Draw, folder: Path
) -> None:
    content = draw()
    (folder / "ada.png").write_bytes(content[:16] + (10_000).to_bytes(4) + (5_001).to_bytes(4) + content[24:])
    assert said(find("ada.png", folder)).code == "CV335"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_damaged(draw: Draw, folder: Path, kind: str) -> None:
    content = draw(kind)
    (folder / "ada").write_bytes(content[: len(content) // 2])
    assert said(find("ada", folder)).code == "CV336"
