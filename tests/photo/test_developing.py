from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageStat

from cvpdf.diagnostics import Span
from cvpdf.outline.values import Picture
from cvpdf.photo import develop

if TYPE_CHECKING:
    from tests.photo.conftest import Draw

HERE = Span("resume.yaml", 3, 10, 3, 20)
ADDRESS = "Wasserweg 9"
NONSENSE = (b"nonsense", bytes(200), b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(50))
ORIENTATION, DESCRIPTION, GPS = 0x112, 0x10E, 0x8825


def developed(content: bytes, kind: str) -> Image.Image:
    outcome = develop(Picture(content, kind), HERE)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.kind == kind
    assert ADDRESS.encode() not in outcome.value.content
    return Image.open(io.BytesIO(outcome.value.content))


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION], made[DESCRIPTION] = orientation, ADDRESS
    made.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 0.0)})
    return made


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_keeps_its_kind_and_a_small_one_its_size(draw: Draw, kind: str) -> None:
    picture = developed(draw(kind), kind.lower())
    assert (picture.format, picture.size, picture.mode) == (kind, (60, 80), "RGB")
    top, bottom = picture.getpixel((30, 10)), picture.getpixel((30, 70))
    assert top == pytest.approx((0x20, 0x30, 0x40), abs=4)
    assert bottom == pytest.approx((0xF0, 0xE8, 0xD8), abs=4)


@pytest.mark.parametrize(
    ("size", "printed"),
    [((900, 1200), (450, 600)), ((3000, 2000), (675, 450)), ((450, 450), (450, 450)), ((6000, 60), (1200, 12))],
)
def test_a_large_one_has_what_print_can_show(draw: Draw, size: tuple[int, int], printed: tuple[int, int]) -> None:
    assert developed(draw("JPEG", size), "jpeg").size == printed


def test_metadata_stays_behind(draw: Draw) -> None:
    assert ADDRESS.encode() in draw("JPEG", exif=exif())
    for kind, content in {
        "jpeg": draw("JPEG", exif=exif(), comment=ADDRESS.encode(), xmp=ADDRESS.encode(), dpi=(72, 72)),
        "png": draw("PNG", exif=exif(), pnginfo=notes()),
    }.items():
        picture = developed(content, kind)
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def notes() -> object:
    from PIL.PngImagePlugin import PngInfo

    made = PngInfo()
    made.add_text("Author", ADDRESS)
    made.add_itxt("XML:com.adobe.xmp", ADDRESS)
    return made


@pytest.mark.parametrize(
    ("orientation", "dark"), [(1, "above"), (3, "below"), (6, "right"), (8, "left"), (2, "above"), (4, "below")]
)
@pytest.mark.parametrize("size", [(60, 80), (1600, 1200)])
def test_a_picture_stands_as_the_camera_was_held(
    draw: Draw, orientation: int, dark: str, size: tuple[int, int]
) -> None:
    picture = developed(draw("JPEG", size, exif=exif(orientation)), "jpeg").convert("L")
    width, height = picture.size
    assert (width > height) == ((size[0] > size[1]) != (orientation in {6, 8}))
    halves = {
        "above": (0, 0, width, height // 2),
        "below": (0, height // 2, width, height),
        "left": (0, 0, width // 2, height),
        "right": (width // 2, 0, width, height),
    }
    levels = {side: ImageStat.Stat(picture.crop(half)).mean[0] for side, half in halves.items()}
    assert min(levels, key=lambda side: levels[side]) == dark


@pytest.mark.parametrize(
    ("kind", "mode", "dark", "expected"),
    [
        ("PNG", "1", 1, ("RGB", (255, 255, 255))),
        ("PNG", "L", 90, ("L", 90)),
        ("PNG", "LA", (90, 128), ("LA", (90, 128))),
        ("PNG", "RGBA", (10, 20, 30, 128), ("RGBA", (10, 20, 30, 128))),
        ("PNG", "I;16", 90 * 256, ("L", 90)),
        ("JPEG", "L", 90, ("L", 90)),
        ("JPEG", "CMYK", (0, 255, 255, 0), ("RGB", (254, 0, 0))),
    ],
)
def test_every_mode_is_printed_with_its_colours(
    draw: Draw, kind: str, mode: str, dark: object, expected: tuple[str, object]
) -> None:
    picture = developed(draw(kind, mode=mode, dark=dark), kind.lower())
    assert picture.mode == expected[0]
    assert picture.getpixel((5, 5)) == pytest.approx(expected[1], abs=2)


def test_a_palette_is_unfolded_and_what_is_clear_in_it_stays_clear(draw: Draw) -> None:
    assert developed(draw("PNG", mode="P"), "png").mode == "RGB"
    clear = developed(draw("PNG", mode="P", dark=0, transparency=0), "png")
    assert clear.mode == "RGBA"
    assert clear.getchannel("A").getextrema() == (0, 0)


def test_colours_of_another_space_are_turned_into_srgb(draw: Draw) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert developed(draw("JPEG", icc_profile=srgb), "jpeg").getpixel((30, 10)) == pytest.approx((32, 48, 64), abs=6)
    assert "icc_profile" not in developed(draw("PNG", icc_profile=srgb), "png").info
    swapped = developed(draw("PNG", icc_profile=with_red_and_blue_swapped(srgb)), "png").getpixel((30, 10))
    assert isinstance(swapped, tuple)
    assert swapped[0] > swapped[2]


def with_red_and_blue_swapped(profile: bytes) -> bytes:
    """Give each of the two the other's name (ICC.1, section 9.2)."""
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # what a program makes of Pillow's warnings is its own affair
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("nonsense", NONSENSE, ids=["a word", "zeros", "half an IFD"])
def test_metadata_without_sense_costs_nobody_the_photo(draw: Draw, kind: str, nonsense: bytes) -> None:
    assert developed(draw(kind, icc_profile=nonsense), kind.lower()).size == (60, 80)
    assert developed(draw(kind, exif=nonsense), kind.lower()).size == (60, 80)


def test_the_bytes_are_the_same_each_time(draw: Draw) -> None:
    for kind in ("PNG", "JPEG"):
        content = draw(kind, (1000, 1500))
        first, second = (develop(Picture(content, kind.lower()), HERE) for _ in range(2))
        assert first == second


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_picture_is_said_and_never_raises(draw: Draw, kind: str, data: st.DataObject) -> None:
    content = bytearray(draw(kind, (120, 90)))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    outcome = develop(Picture(bytes(content), kind.lower()), HERE)
    assert (outcome.value is None) == bool(outcome.diagnostics)
    assert [(said.code, said.span) for said in outcome.diagnostics] in ([], [("CV336", HERE)])


def test_half_a_picture_with_an_end_is_damaged(draw: Draw) -> None:
    whole = draw("PNG", (300, 300), mode="L", compress_level=0)
    assert [said.code for said in develop(Picture(whole[: len(whole) // 2], "png"), HERE).diagnostics] == ["CV336"]
