"""The photo made ready for print: upright, no larger than paper can show, in sRGB, and nothing but pixels."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Outcome, Span
from cvpdf.outline import Picture
from cvpdf.photo.judging import SAVE_ANEW, refused
from cvpdf.rules.cv3_content import BrokenPhoto

if TYPE_CHECKING:
    from PIL.Image import Image

_SHORT, _LONG = 450, 1200
"""The most pixels (px) of the sides that are printed: 38 mm at 300 dots an inch, and what a panorama may have."""

_QUALITY = 90
_PRINTED = {"png": ("L", "LA", "RGB", "RGBA"), "jpeg": ("L", "RGB")}
_CLEAR = ("PA", "La", "RGBa")


def develop(picture: Picture, place: Span | None) -> Outcome[Picture]:
    """Decode a picture and write it anew.

    Metadata (the place where it was taken, the camera, a name) stay behind: pixels alone are carried over.
    """
    from PIL import Image

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            _strict(),
            Image.open(io.BytesIO(picture.content), formats=[picture.kind]) as image,
        ):
            content = _written(_in_srgb(_upright(_reduced(image))), picture.kind)
    except Exception:  # noqa: BLE001 -- decoders fail in ways without number, and each of them means the same
        return refused(BrokenPhoto, place, f"the photo is a damaged {picture.kind.upper()} file", SAVE_ANEW)
    return Outcome(Picture(content, picture.kind))


@contextmanager
def _strict() -> Iterator[None]:
    """Take no half of a picture for a whole one: the engine tells Pillow to be content with what there is."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _reduced(image: "Image") -> "Image":
    """Make a large picture smaller; a JPEG is decoded at a fraction of its size at once."""
    short, long = sorted(image.size)
    side = min(_LONG, max(_SHORT * long // short, _SHORT))
    image.thumbnail((side, side))
    image.load()  # here, for it fails only once: what comes after would take the half that there is
    return image


def _upright(image: "Image") -> "Image":
    """Turn a picture as the camera was held (Exif, tag Orientation); what cannot be read there turns nothing."""
    from PIL import ImageOps

    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _in_srgb(image: "Image") -> "Image":
    """Colours as every reader takes them that is not told otherwise; a profile that makes no sense is passed over."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    from PIL import ImageCms

    with suppress(OSError, ImageCms.PyCMSError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return turned or image
    return image


def _written(image: "Image", kind: str) -> bytes:
    from PIL import Image

    image = _in_a_printed_mode(image, kind)
    pixels = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    if kind == "jpeg":
        pixels.save(written, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        pixels.save(written, "PNG")
    return written.getvalue()


def _in_a_printed_mode(image: "Image", kind: str) -> "Image":
    if image.mode in _PRINTED[kind]:
        return image
    if image.mode.startswith("I"):  # 16 bits of grey, of which paper shows eight
        return image.point(lambda level: level / 256).convert("L")
    clear = kind == "png" and (image.mode in _CLEAR or "transparency" in image.info)
    return image.convert("RGBA" if clear else "RGB")
