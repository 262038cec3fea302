"""The photo where the résumé says that it is: inside the file, or in a file beside it; never on the web."""

import binascii
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Outcome, Span
from cvpdf.model.field_values import shown
from cvpdf.outline import Picture
from cvpdf.photo.judging import MOST_BYTES, judge, refused
from cvpdf.rules.cv3_content import BadDataUri, PhotoMissing, PhotoOnTheWeb, PhotoOutside
from cvpdf.world import OutsideError

if TYPE_CHECKING:
    from cvpdf.world import World

_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DATA = re.compile(r"data:[^,;]*(?:;[^,;]*)*?;base64,", re.IGNORECASE)

_PUT_BESIDE = "put the photo beside the file, and name it: `image: photo.jpg`"


def find_photo(named: str, folder: Path | None, world: "World | None", place: Span) -> Outcome[Picture]:
    """Read and judge the photo that `basics.image` names; a path leads to a file in or under `folder`.

    Without a world no file is read, and nothing is said about one.
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
        content = world.read_within(folder, named, MOST_BYTES + 1)
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
