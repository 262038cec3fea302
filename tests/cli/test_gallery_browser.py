"""The gallery's page as a browser draws it; skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
TINT, PAPER = (0xEE, 0xF1, 0xF5), (0xFF, 0xFF, 0xFF)

pytestmark = pytest.mark.skipif(not BROWSER, reason="there is no Chromium")


def drawn(folder: Path, width: int) -> Image.Image:
    """Draw the page in a window 1000 px high."""
    picture = folder / f"{width}.png"
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
    )
    shot = (f"--window-size={width},1000", f"--screenshot={picture}", (folder / "gallery/index.html").as_uri())
    subprocess.run([BROWSER, *flags, *shot], check=True, capture_output=True, timeout=60)
    return Image.open(picture).convert("RGB")


def extent(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int]:
    """The leftmost and the rightmost column, in px, in which a colour stands."""
    columns = [
        x for x in range(picture.width) for y in range(0, picture.height, 4) if picture.getpixel((x, y)) == colour
    ]
    return min(columns), max(columns)


@pytest.mark.usefixtures("resume")
def test_pictures_stand_side_by_side_where_there_is_room(shell: Shell) -> None:
    assert shell("gallery", "--theme", "plain", "--theme", "slate").code == 0
    wide, narrow = drawn(shell.folder, 1000), drawn(shell.folder, 500)
    assert extent(wide, TINT)[0] > extent(wide, PAPER)[0] + 200, "slate, which alone is tinted, stands beside plain"
    assert extent(narrow, PAPER)[0] < 50
    assert 400 < extent(narrow, PAPER)[1] < 500, "a picture is as wide as a narrow window, and no wider"
