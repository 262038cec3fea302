"""Whether bytes are a picture that can be printed: by their first ones, before any decoder sees them."""

from cvpdf.diagnostics import Outcome, Rule, Span
from cvpdf.outline import Picture
from cvpdf.path import SourcePath
from cvpdf.photo.header import kind_of, other_kind, size_of
from cvpdf.rules.cv3_content import BrokenPhoto, PhotoOfAnotherKind, PhotoTooLarge

PHOTO: SourcePath = ("basics", "image")
MOST_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
SAVE_ANEW = "open it in a picture viewer, and save it anew"
_SAVE_SMALLER = "save it smaller; 1,000 pixels across are plenty for print"


def judge(content: bytes, place: Span | None) -> Outcome[Picture]:
    """Take a PNG or a JPEG file of a size that can be printed."""
    if len(content) > MOST_BYTES:
        return refused(PhotoTooLarge, place, f"the photo has more than {MOST_BYTES:,} bytes", _SAVE_SMALLER)
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
