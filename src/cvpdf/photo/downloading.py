"""A photo brought from the web, when somebody asks for that: judged like any other, and put beside a file."""

from collections.abc import Callable, Container, Iterator
from itertools import count
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Outcome, Span
from cvpdf.outline import Picture
from cvpdf.photo.finding import is_on_the_web
from cvpdf.photo.judging import MOST_BYTES, PHOTO, judge, refused
from cvpdf.rules.cv3_content import DownloadFailed, DownloadForbidden
from cvpdf.source.tree import Scalar, Tree
from cvpdf.web import ForbiddenError, WebError

if TYPE_CHECKING:
    from cvpdf.world import World

_PATHS = (PHOTO, ("basics", "picture"))
"""Where JSON Resume has a photo, and where it once had."""

_ENDINGS = {"png": ".png", "jpeg": ".jpg"}
_SECONDS = 10.0


def download(url: str, world: "World", place: Span | None = None, seconds: float = _SECONDS) -> Outcome[Picture]:
    """Bring a PNG or JPEG file from the web; `place` is where the résumé names it."""
    url = url.strip()
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        content = world.fetch(url, MOST_BYTES + 1, seconds)
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
