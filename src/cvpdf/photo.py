"""The photo: found beside the résumé or inside it, judged, made ready for print; or brought from the web."""

import binascii
import io
import re
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Outcome, Rule, Span
from cvpdf.model.field_values import shown
from cvpdf.outline.values import Picture
from cvpdf.path import SourcePath
from cvpdf.rules.cv3_content import (
    BadDataUri,
    BrokenPhoto,
    DownloadFailed,
    DownloadForbidden,
    PhotoMissing,
    PhotoOfAnotherKind,
    PhotoOnTheWeb,
    PhotoOutside,
    PhotoTooLarge,
)
from cvpdf.source.tree import Scalar, Tree
from cvpdf.world import OutsideError

if TYPE_CHECKING:
    from PIL.Image import Image

    from cvpdf.world import World


# The first bytes of a picture file. ---------------------------------------------------------------------------


_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
}
_OTHERS = {
    b"GIF8": "a GIF picture",
    b"BM": "a BMP picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%PDF-": "a PDF",
}
_BRANDS = {
    (b"RIFF", b"WEBP"): "a WebP picture",
    (b"ftyp", b"heic"): "a HEIC picture",
    (b"ftyp", b"mif1"): "a HEIC picture",
    (b"ftyp", b"avif"): "an AVIF picture",
}
_MARKUP = {b"<svg": "an SVG drawing", b"<html": "a web page", b"<!doctype html": "a web page"}
_LOOKED_AT = 1024

_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, b"\xff\xd9"
"""Markers of JPEG (ITU-T T.81, table B.1)."""

_FILLING = re.compile(rb"\xff+")


def kind_of(content: bytes) -> str | None:
    """Whether it is a "png" or a "jpeg", by its first bytes."""
    return next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)


def other_kind(content: bytes) -> str:
    """What else it seems to be, for a sentence."""
    start = content[:_LOOKED_AT]
    for magic, name in _OTHERS.items():
        if start.startswith(magic):
            return name
    for (container, brand), name in _BRANDS.items():
        if container in (start[:4], start[4:8]) and start[8:12] == brand:
            return name
    text = start.lower()
    return next((name for tag, name in _MARKUP.items() if tag in text), "no picture" if content else "empty")


def size_of(content: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in px; None where the file is damaged, or ends too early."""
    return _size_of_png(content) if kind == "png" else _size_of_jpeg(content)


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    """From the first chunk (PNG, section 11.2.2); the last one is IEND."""
    if content[12:16] != b"IHDR" or b"IEND" not in content[24:]:
        return None
    return _positive(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From the frame's header, which stands somewhere before the scan."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 -- what each marker begins with
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at : at + 2]) for at in (place + 5, place + 7))
            return _positive(width, height) if content.rfind(_END) > place else None
        if marker == _SCAN:
            return None
        if marker == 0xFF:  # noqa: PLR2004 -- one may be repeated, to fill
            filled = _FILLING.match(content, place)
            place = filled.end() - 1 if filled else place + 1
        elif marker in _WITHOUT_LENGTH:
            place += 2
        else:
            place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return None


def _positive(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width > 0 and height > 0 else None


# Checks before any decoder sees the bytes. --------------------------------------------------------------------


PHOTO: SourcePath = ("basics", "image")
MOST_PHOTO_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
SAVE_ANEW = "open it in a picture viewer, and save it anew"
_SAVE_SMALLER = "save it smaller; 1,000 pixels across are plenty for print"


def judge(content: bytes, place: Span | None) -> Outcome[Picture]:
    """Take a PNG or a JPEG file of a size that can be printed."""
    if len(content) > MOST_PHOTO_BYTES:
        return refused(PhotoTooLarge, place, f"the photo has more than {MOST_PHOTO_BYTES:,} bytes", _SAVE_SMALLER)
    kind = kind_of(content)
    if kind is None:
        message = f"the photo is {other_kind(content)}; PNG and JPEG are printed"
        return refused(PhotoOfAnotherKind, place, message, "convert it to PNG or JPEG; another name is not enough")
    size = size_of(content, kind)
    if size is None:
        return refused(BrokenPhoto, place, f"the photo is a damaged {kind.upper()} file", SAVE_ANEW)
    width, height = size
    if width * height > _MOST_PIXELS:
        message = f"the photo has {width:,} × {height:,} pixels; {_MOST_PIXELS:,} in all are the most"
        return refused(PhotoTooLarge, place, message, _SAVE_SMALLER)
    return Outcome(Picture(content, kind))


def refused(rule: type[Rule], place: Span | None, message: str, hint: str) -> Outcome[Picture]:
    """No photo, and why."""
    return Outcome(None, (rule.at(place, message, path=PHOTO, hint=hint),))


# Where the photo is found. ------------------------------------------------------------------------------------


_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DATA = re.compile(r"data:[^,;]*(?:;[^,;]*)*?;base64,", re.IGNORECASE)

_PUT_BESIDE = "put the photo beside the file, and name it: `image: photo.jpg`"


def find_photo(named: str, folder: Path | None, world: "World | None", place: Span) -> Outcome[Picture]:
    """Read and judge the photo that `basics.image` names.

    Args:
        named: An address, a data URI, or a path in or under `folder`.
        folder: The folder of the résumé.
        world: The machine; without it no file is read, and nothing is reported about one.
        place: Where the résumé names the photo.
    """
    named = named.strip()
    if is_on_the_web(named):
        hint = f"`cvpdf convert {_file(place)} OUT --download` brings it beside the file"
        return refused(PhotoOnTheWeb, place, "the photo is on the web, and nothing is fetched from there", hint)
    if named[:5].lower() == "data:":
        return _inside(named, place)
    if _SCHEME.match(named):
        message = f"the photo `{shown(named)}` is no file beside this one"
        return refused(PhotoOutside, place, message, _PUT_BESIDE)
    return _beside(named, folder, world, place) if world else Outcome(None)


def photo_file(named: str, folder: Path) -> Path | None:
    """Where the file of a photo is or would be; None where it is in no file, or could not be."""
    named = named.strip()
    elsewhere = not named or "\0" in named or is_on_the_web(named) or _SCHEME.match(named)
    return None if elsewhere else folder / named


def is_on_the_web(named: str) -> bool:
    """Whether a photo's name is an address that would have to be fetched."""
    return _WEB.match(named.strip()) is not None


def _inside(uri: str, place: Span) -> Outcome[Picture]:
    """A picture that is written into the file: a data URI (RFC 2397); its bytes say what it is."""
    head = _DATA.match(uri[:200])
    if head is None:
        message = f"the photo `{shown(uri)}` is no data URI with base64 in it"
        return refused(BadDataUri, place, message, "write `data:image/png;base64,` and the picture in base64")
    letters = uri[head.end() :]
    if any(map(str.isspace, letters)):
        letters = "".join(letters.split())
    try:
        content = binascii.a2b_base64(letters.encode("ascii"), strict_mode=True)
    except ValueError:
        message = "what stands behind `base64,` is not whole, or no base64"
        return refused(BadDataUri, place, message, "encode the picture anew, or put it beside the file and name it")
    return judge(content, place)


def _beside(named: str, folder: Path | None, world: "World", place: Span) -> Outcome[Picture]:
    if folder is None:
        message = f"there is no folder in which the photo `{shown(named)}` could be"
        return refused(PhotoMissing, place, message, "give the folder together with the file")
    try:
        content = world.read_within(folder, named, MOST_PHOTO_BYTES + 1)
    except OutsideError:
        message = f"the photo `{shown(named)}` is not under the folder of this file"
        return refused(PhotoOutside, place, message, _PUT_BESIDE)
    except (FileNotFoundError, NotADirectoryError):
        message = f"there is no photo `{shown(named)}` beside this file"
        return refused(PhotoMissing, place, message, "mend its path, which begins at this file, or put the photo there")
    except OSError as error:
        message = f"the photo `{shown(named)}` cannot be read: {(error.strerror or str(error)).lower()}"
        return refused(PhotoMissing, place, message, "name a picture file that you may read")
    return judge(content, place)


def _file(place: Span) -> str:
    """How the résumé is named in a command to type."""
    return "FILE" if place.file.startswith(("<", "-")) else place.file


# The picture that is printed. ---------------------------------------------------------------------------------


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
        with _strict() as still, Image.open(io.BytesIO(picture.content), formats=[picture.kind]) as image:
            content = _written(_in_srgb(_upright(_reduced(image))), picture.kind)
        if not still():  # another thread has imported WeasyPrint meanwhile
            return develop(picture, place)
    except Exception:  # noqa: BLE001 -- decoders fail in ways without number, and each of them means the same
        return refused(BrokenPhoto, place, f"the photo is a damaged {picture.kind.upper()} file", SAVE_ANEW)
    return Outcome(Picture(content, picture.kind))


_STRICT: ContextVar[bool] = ContextVar("strict", default=False)


class _Leave:
    """Pillow's leave to take half of a picture for a whole one, as this process has it; none for whoever is strict."""

    def __init__(self, given: object) -> None:
        """Stand for what was given before."""
        self._given = given

    def __bool__(self) -> bool:
        """Say so to whoever asks in this thread."""
        return bool(self._given) and not _STRICT.get()


@contextmanager
def _strict() -> Iterator[Callable[[], bool]]:
    """Take no half of a picture for a whole one, meanwhile and in this thread; gives whether that holds until now."""
    from PIL import ImageFile

    def holds() -> bool:
        return isinstance(ImageFile.LOAD_TRUNCATED_IMAGES, _Leave)

    if not holds():
        ImageFile.LOAD_TRUNCATED_IMAGES = _Leave(ImageFile.LOAD_TRUNCATED_IMAGES)  # type: ignore[assignment] # only asked whether it is true
    token = _STRICT.set(True)
    try:
        yield holds
    finally:
        _STRICT.reset(token)


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


# Photos from the web. -----------------------------------------------------------------------------------------


_PATHS = (PHOTO, ("basics", "picture"))
"""Where JSON Resume has a photo, and where it once had."""

_ENDINGS = {"png": ".png", "jpeg": ".jpg"}
_SECONDS = 10.0


def download(url: str, world: "World", place: Span | None = None, seconds: float = _SECONDS) -> Outcome[Picture]:
    """Bring a PNG or JPEG file from the web within so many seconds; `place` is where the résumé names it."""
    from cvpdf.web import ForbiddenError, WebError

    url = url.strip()
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        content = world.fetch(url, MOST_PHOTO_BYTES + 1, seconds)
    except ForbiddenError as error:
        hint = "save the photo yourself, and put it beside the file"
        return refused(DownloadForbidden, place, f"the photo is not fetched: {error}", hint)
    except WebError as error:
        hint = "try again, or save the photo yourself and put it beside the file"
        return refused(DownloadFailed, place, f"the photo could not be fetched: {error}", hint)
    return judge(content, place)


def brought(tree: Tree, bring: Callable[[str, Span], Outcome[str]]) -> Outcome[Tree]:
    """A résumé's tree with what `bring` gives in the place of a photo's address on the web."""
    for path in _PATHS:
        image = tree.node(path)
        if isinstance(image, Scalar) and is_on_the_web(image.text or ""):
            name = bring(image.text or "", image.span)
            mended = tree.with_value(path, Scalar(name.value, image.span)) if name.value else tree
            return Outcome(mended, name.diagnostics)
    return Outcome(tree)


def photo_name(picture: Picture, taken: Container[str]) -> str:
    """What to call the file of a photo where some names are taken: `photo.jpg`, `photo-2.jpg` and so on."""
    return next(name for name in _names(picture) if name not in taken)


def _names(picture: Picture) -> Iterator[str]:
    ending = _ENDINGS[picture.kind]
    yield f"photo{ending}"
    yield from (f"photo-{number}{ending}" for number in count(2))
