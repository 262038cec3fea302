"""What is particular to modern: the band, which runs to the paper's edges on the first page and on no other."""

import io
from pathlib import Path

import pytest
from PIL import Image

from cvpdf.artifacts import Built, Source
from cvpdf.pipeline import build
from cvpdf.world import World

LONG = "basics: {name: Ada Example}\nwork:\n" + "  - {position: Binder, name: Mill, startDate: 2019}\n" * 40
ACCENT = (119, 0, 51)


def pages(size: str) -> list[Image.Image]:
    """The pages as pictures."""
    overrides = (f"document.pageSize={size}", "document.options.accent=#770033")
    source = Source("resume.yaml", LONG.encode(), Path())
    outcome = build(source, world=World.of_process(), theme="modern", overrides=overrides, to="png")
    assert isinstance(outcome.value, Built), outcome.diagnostics
    return [Image.open(io.BytesIO(content)).convert("RGB") for content in outcome.value.files]


@pytest.mark.slow
def test_the_band_runs_to_the_edges_of_the_first_page_only() -> None:
    for size in ("A4", "Letter", "A5"):
        first, second, *_ = pages(size=size)
        corners = ((2, 2), (first.width - 3, 2))

        assert [first.getpixel(corner) for corner in corners] == [ACCENT, ACCENT]
        assert first.getpixel((2, first.height // 2)) == (255, 255, 255)
        assert all(second.getpixel(corner) == (255, 255, 255) for corner in corners)


def test_letters_on_the_band_are_white() -> None:
    first = pages(size="A4")[0]
    band = first.crop((0, 0, first.width, first.height // 20))

    assert (255, 255, 255) in {colour for _, colour in band.getcolors(band.width * band.height) or []}
