from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.photo import kind_of, other_kind, size_of

if TYPE_CHECKING:
    from tests.photo.conftest import Draw


@pytest.mark.parametrize(("kind", "name"), [("PNG", "png"), ("JPEG", "jpeg")])
@pytest.mark.parametrize("size", [(1, 1), (60, 80), (1234, 7)])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_says_what_it_is_and_how_large(
    draw: Draw, kind: str, name: str, size: tuple[int, int], mode: str
) -> None:
    content = draw(kind, size, mode)
    assert kind_of(content) == name
    assert size_of(content, name) == size


def test_a_progressive_jpeg_with_metadata_says_its_size_too(draw: Draw) -> None:
    content = draw("JPEG", (300, 200), progressive=True, comment=b"\xff\xc0 no frame", exif=b"Exif\0\0" + b"\xff" * 500)
    assert size_of(content, "jpeg") == (300, 200)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("GIF", "a GIF picture"), ("BMP", "a BMP picture"), ("TIFF", "a TIFF picture"), ("WEBP", "a WebP picture")],
)
def test_other_kinds_are_called_by_their_names(draw: Draw, kind: str, name: str) -> None:
    content = draw(kind)
    assert kind_of(content) is None
    assert other_kind(content) == name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty"),
        (b"basics: {name: Ada}", "no picture"),
        (b"%PDF-1.7", "a PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b"<!DOCTYPE html>\n<title>Not found", "a web page"),
        (b"\0\0\0\x20ftypheic\0\0\0\0", "a HEIC picture"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "an AVIF picture"),
    ],
)
def test_what_is_no_picture_that_is_printed_is_recognised(content: bytes, name: str) -> None:
    assert kind_of(content) is None
    assert other_kind(content) == name


@pytest.mark.parametrize(("kind", "name"), [("PNG", "png"), ("JPEG", "jpeg")])
def test_half_a_picture_has_no_size(draw: Draw, kind: str, name: str) -> None:
    content = draw(kind, (200, 200))
    assert size_of(content[: len(content) // 2], name) is None


def test_a_picture_of_no_width_has_no_size(draw: Draw) -> None:
    content = draw("PNG")
    assert size_of(content[:16] + bytes(4) + content[20:], "png") is None


@given(st.binary(max_size=200), st.sampled_from([("png", b"\x89PNG\r\n\x1a\n"), ("jpeg", b"\xff\xd8\xff")]))
def test_no_bytes_are_too_odd_to_look_at(content: bytes, kind: tuple[str, bytes]) -> None:
    name, magic = kind
    size = size_of(magic + content, name)
    assert size is None or min(size) > 0
    other_kind(content)
