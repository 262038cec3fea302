"""The second proof, on pixels: whoever looks at the page sees what its readers are given.

It is for themes of others, which may say anything, and for ours in their tests. Each page is drawn by pdfium three
times: whole, without its letters, and with its letters alone in white on black. The last says where ink has to be, the
first two whether it is there: what is covered makes no difference, and what is pale makes little.

Signs without letters are a part of what is behind the letters, for a theme may print those as it likes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from typing import Any

from msgspec import Struct
from PIL import Image, ImageChops
from pypdfium2 import PdfBitmap, raw

from cvpdf.diagnostics import Diagnostic
from cvpdf.page import Page, Pdf, Sheet
from cvpdf.path import format_path
from cvpdf.pdfium import UnreadableError, opened
from cvpdf.proof.painted_page import (
    Edges,
    Guilty,
    Marks,
    Run,
    address_of,
    all_things_of,
    heaped,
    link_faults,
    outline_faults,
    paper_faults,
    runs_of,
)
from cvpdf.rules.cv6_proof import UnreadablePdf, UnseenText
from cvpdf.source.tree import Locate
from cvpdf.theme.theme import as_hex, contrast

# What is asked. -----------------------------------------------------------------------------------------------


_SCALE = 2
"""Pixels in a pt. A stem of a light letter in 5 pt is a bit more than half a pixel wide."""

_LEAST_CONTRAST = 3.0
_LEAST_GUESSED = 2.8
"""The same where the ink's colour had to be worked out from a pixel that it does not fill."""

_LEAST_SIZE = 4.95
"""In pt: 5, less what is rounded."""

_LEAST_COVER = 77
"""Of 255: how much the fullest pixel of a run is covered at least."""

_HALF = 128
_LEAST_DIFFERENCE = 36
"""Of 255: what half a pixel of ink at the least contrast changes in one of the three colours, anywhere on the scale."""

_LEAST_DIFFERENCE_OF_A_PHOTO = 16
"""The same for the brightest dot of a photo: a dark one on a dark band differs little."""

_MOST_MERGED = 0.35
_MOST_OF_A_LETTER = 0.6
"""Shares of the ink that may make no difference, of a run and of each letter: lines of the same colour under them."""

_MOST_COVERED = 0.08
"""Share of the ink of a run that may be of another colour."""

_MOST_BUSY = 0.4
"""Share of what is around the letters of a run that may be like their ink."""

_NEAR = 24
"""Of 255: how near a colour that was worked out is to the one that the PDF names."""

_FEW = 3
_MOST_COLOURS = 256

_Colour = tuple[int, int, int]
_Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom; the last two are behind it."""

_COVERING = (
    *("position", "z-index", "background", "outline", "text-decoration", "box-shadow", "border", "content", "opacity"),
    *("margin", "transform", "column-rule", "list-style"),
)
_SAYS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "none": (
        "letters of {values} leave no ink on page {page}",
        ("overflow", "clip", "opacity", "transform", "position", "text-indent", "font-size", "margin"),
        "give them their place on the paper; what is not to be printed is named under `omits` in `theme.yaml`",
    ),
    "pale": (
        "letters of {values} can hardly be seen on page {page}: the contrast is {number:.1f} where 3 is the least",
        ("color", "background", "opacity", "font"),
        "darken the letters or lighten what is behind them; 4.5 is what everybody can read",
    ),
    "covered": (
        "letters of {values} are covered on page {page}, in whole or in part",
        _COVERING,
        "let nothing be painted over letters: no background, line, border or box that comes later",
    ),
    "busy": (
        "letters of {values} do not stand out from what is around them on page {page}",
        ("background", "border", "box-shadow", "outline", "text-decoration"),
        "give letters an even ground",
    ),
    "hidden": (
        "{values} is not to be seen on page {page}",
        (
            "opacity",
            "visibility",
            "background",
            "border",
            "width",
            "height",
            "object-position",
            "object-fit",
            "position",
        ),
        "show it, or name `basics.image` under `omits` in `theme.yaml`",
    ),
    "small": (
        "letters of {values} are set in {number:.1f} pt on page {page}, where 5 pt is the least",
        ("font-size", "font", "transform", "zoom"),
        "write a larger `font-size`",
    ),
    "turned": (
        "letters of {values} are turned, mirrored or slanted on page {page}",
        ("transform", "rotate", "scale", "direction", "unicode-bidi"),
        "let text run straight on",
    ),
    "heaped": (
        "letters of {values} lie on each other or on other text on page {page}",
        ("letter-spacing", "line-height", "margin", "word-spacing", "position", "transform", "text-indent", "height"),
        "let each letter have its room: `line-height` of 1 at least, no negative margins around text",
    ),
}
"""How text is unseen: what a message says of values, which properties do that, what mends it."""


class _Unseen(Struct, frozen=True):
    """How a run is unseen (a key of `_SAYS`), of which mark, on which page, and a number to say."""

    how: str
    page: int
    mark: int | None
    text: str
    number: float = 0.0


# The proof. ---------------------------------------------------------------------------------------------------


def prove_seen(page: Page, pdf: Pdf, paper: str, locate: Locate, guilty: Guilty) -> tuple[Diagnostic, ...]:
    """Draw each page with its letters and without, and look whether every value is there to be seen.

    Args:
        page: The composed page.
        pdf: The PDF, with the boxes where the marks landed.
        paper: The name of the paper that was asked for.
        locate: Where the value of a source path stands in the file.
        guilty: Finds the declaration of a style sheet that brought something about.

    Returns:
        A message for each way in which text is unseen, and for what the PDF has beside its text and the page has not.
    """
    try:
        with opened(pdf.content) as document:
            pages = list(document)
            other = [*paper_faults(pages, paper, guilty), *outline_faults(document, page, guilty)]
            unseen: list[_Unseen] = []
            # A page of another size is not drawn: it may be larger than there is memory for.
            for number, (drawn, sheet) in enumerate(() if other else zip(pages, pdf.sheets, strict=True), start=1):
                marks = Marks(page, pdf, number)
                runs = list(runs_of(drawn, sheet.height))
                other += link_faults(drawn, document, runs, marks, guilty, locate)
                unseen += _hidden(drawn, marks)
                unseen += _unseen(drawn, sheet, [run for run in runs if marks.counts(run)], marks)
    except UnreadableError as error:
        return (UnreadablePdf.at(None, f"the PDF cannot be read back: {error}"),)
    return (*other, *_said(unseen, page, locate, guilty))


def _unseen(drawn: Any, sheet: Sheet, runs: list[Run], marks: Marks) -> Iterator[_Unseen]:
    """What is wrong with the runs of a page; how pale its margins are, which say nothing new, is the theme's matter."""
    number, body = marks.number, sheet.body
    found = [(run, "heaped", 0.0) for run in heaped(runs)]
    upright = []
    for run in runs:
        _, top, _, bottom = run.edges
        if not body.y <= (top + bottom) / 2 <= body.y + body.height:
            continue
        if run.size is None:
            found.append((run, "turned", 0.0))
        elif run.size < _LEAST_SIZE:
            found.append((run, "small", run.size))
        else:
            upright.append(run)
    found += _without_ink(_Pictures(drawn, runs), upright)
    yield from (_Unseen(how, number, marks.of(run), run.text, amount) for run, how, amount in found)


def _hidden(drawn: Any, marks: Marks) -> Iterator[_Unseen]:
    """The photo, where the page looks the same without it."""
    shown = [mark for mark in marks.boxes if marks.page.marks[mark].picture]
    if not shown:
        return
    images = [thing for thing in all_things_of(drawn) if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE]
    whole = _draw(drawn)
    _activate(images, active=False)
    change = reduce(ImageChops.lighter, ImageChops.difference(whole, _draw(drawn)).convert("RGB").split())
    _activate(images, active=True)
    across, down = whole.width / drawn.get_width(), whole.height / drawn.get_height()
    for mark in shown:
        left, top, right, bottom = marks.boxes[mark]
        seen = change.crop((int(left * across), int(top * down), int(right * across) + 1, int(bottom * down) + 1))
        if not any(seen.histogram()[_LEAST_DIFFERENCE_OF_A_PHOTO:]):
            yield _Unseen("hidden", marks.number, mark, "")


def _said(unseen: list[_Unseen], page: Page, locate: Locate, guilty: Guilty) -> Iterator[Diagnostic]:
    """One message for each way, which names the first values."""
    for how, (says, properties, hint) in _SAYS.items():
        found = [one for one in unseen if one.how == how]
        if not found:
            continue
        first = found[0]
        marks = list(dict.fromkeys(one.mark for one in found if one.mark is not None))
        paths = [page.marks[mark].origin for mark in marks]
        named = [f"`{format_path(path)}` (line {locate(path).line})" for path in paths[:_FEW]]
        values = ", ".join(named or [f"“{first.text}”"])
        more = f" and {len(paths) - _FEW} more values" if len(paths) > _FEW else ""
        message = says.format(values=values + more, page=first.page, number=first.number)
        path = paths[0] if paths else ()
        span = guilty(properties, first.mark) or (locate(path) if path else None)
        yield UnseenText.at(span, message, path=path, hint=hint)


# The pictures of a page. --------------------------------------------------------------------------------------


class _Pictures:
    """A page as it is, its ground, the cover of its letters, and where they make no difference though they should."""

    def __init__(self, drawn: Any, runs: list[Run]) -> None:
        """Draw a page three times; what is drawn of it afterwards is not the page any more."""
        letters = {address_of(run.thing): run.thing for run in runs}.values()
        self.whole = _draw(drawn)
        _activate(letters, active=False)
        self.ground = _draw(drawn)
        _keep_alone(drawn, letters)
        self.cover = _draw(drawn, _BLACK).getchannel(0)
        self.across = self.whole.width / drawn.get_width()
        self.down = self.whole.height / drawn.get_height()
        same = ImageChops.difference(self.whole, self.ground).convert("L").point(_LESS)
        self.core = self.cover.point(_MORE)
        self.lost = ImageChops.darker(self.core, same)
        self.loses = self.lost.getbbox() is not None

    def pixels(self, edges: Edges) -> _Pixels:
        """A box in whole pixels."""
        left, top, right, bottom = edges
        x, y = max(int(left * self.across), 0), max(int(top * self.down), 0)
        return x, y, max(int(right * self.across + 1), x + 1), max(int(bottom * self.down + 1), y + 1)


_WHITE = (255, 255, 255, 255)
_BLACK = (0, 0, 0, 255)
_LESS = [255 if value < _LEAST_DIFFERENCE else 0 for value in range(256)]
_OTHER = [255 if value >= 2 * _LEAST_DIFFERENCE else 0 for value in range(256)]
_MORE = [255 if value >= _HALF else 0 for value in range(256)]


def _draw(drawn: Any, paper: tuple[int, int, int, int] = _WHITE) -> Any:
    """A page as a picture with four bytes a pixel, the last of which says nothing: so nothing is copied."""
    asked = {"rev_byteorder": True, "prefer_bgrx": True, "may_draw_forms": False, "draw_annots": False}
    made = drawn.render(scale=_SCALE, fill_color=paper, bitmap_maker=PdfBitmap.new_foreign, **asked)
    return Image.frombuffer("RGBX", (made.width, made.height), made.buffer, "raw", "RGBX", made.stride, 1)


def _keep_alone(drawn: Any, letters: Iterable[Any]) -> None:
    """Leave nothing on a page but some letters, in white."""
    things = all_things_of(drawn)
    _activate((thing for thing in things if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM), active=False)
    _activate(letters, active=True)
    for thing in letters:
        raw.FPDFPageObj_SetFillColor(thing, *_WHITE)


def _activate(things: Iterable[Any], *, active: bool) -> None:
    """Let things be drawn or not, the next time that the page is."""
    for thing in things:
        raw.FPDFPageObj_SetIsActive(thing, active)


# Ink. ---------------------------------------------------------------------------------------------------------


def _without_ink(pictures: _Pictures, runs: Sequence[Run]) -> Iterator[tuple[Run, str, float]]:
    """The runs that are not to be seen, each with how that is and a number."""
    for run in runs:
        box = pictures.pixels(run.edges)
        cover = pictures.cover.crop(box)
        fullest = cover.getextrema()[1]
        if fullest < _LEAST_COVER or _has_gaps(run, cover, box[0], pictures.across):
            yield run, "none", 0.0
            continue
        ink, ground, least = _strongest(run, _showing(cover, pictures, box), pictures, box)
        ratio = _ratio(ink, ground)
        if ratio < least:
            named = run.fill and _ratio(run.fill, ground) >= _LEAST_CONTRAST
            yield run, "covered" if named else "pale", ratio
        elif pictures.loses and _is_covered(run, ink, pictures, box):
            yield run, "covered", 0.0
        elif _is_busy(ink, pictures.ground.crop(box), least):
            yield run, "busy", 0.0


def _showing(cover: Any, pictures: _Pictures, box: _Pixels) -> Any:
    """The cover of a run without what makes no difference, as where a line under it crosses; all, if nothing does."""
    lost = pictures.lost.crop(box) if pictures.loses else None
    if lost is None or lost.getbbox() is None:
        return cover
    showing: Any = ImageChops.subtract(cover, lost)
    return showing if showing.getextrema()[1] >= _LEAST_COVER else cover


def _strongest(run: Run, cover: Any, pictures: _Pictures, box: _Pixels) -> tuple[_Colour, _Colour, float]:
    """The ink of a run where it stands out most, of a few pixels that it fills most; its ground, and what is asked."""
    fullest = cover.getextrema()[1]
    fills, found = cover.tobytes(), []
    for place in {fills.index(fullest), fills.rindex(fullest), fills.find(fullest, len(fills) // 2)} - {-1}:
        at = (box[0] + place % cover.width, box[1] + place // cover.width)
        ground = pictures.ground.getpixel(at)[:3]
        ink, least = _ink(pictures.whole.getpixel(at)[:3], ground, 255 if run.nested else fullest), _LEAST_GUESSED
        if run.fill and not run.nested and _is_near(run.fill, ink):
            ink, least = run.fill, _LEAST_CONTRAST
        found.append((_ratio(ink, ground) / least, (ink, ground, least)))
    return max(found)[1]


def _is_near(one: _Colour, other: _Colour) -> bool:
    return all(abs(here - there) <= _NEAR for here, there in zip(one, other, strict=True))


def _ink(seen: _Colour, ground: _Colour, cover: int) -> _Colour:
    """The colour that covers a part of a pixel, from what is seen of it and of its ground."""
    red, green, blue = (
        min(max(round(under + (over - under) * 255 / cover), 0), 255) for over, under in zip(seen, ground, strict=True)
    )
    return red, green, blue


@lru_cache(maxsize=4096)
def _ratio(one: _Colour, other: _Colour) -> float:
    return contrast(as_hex(one), as_hex(other))


def _has_gaps(run: Run, cover: Any, start: int, across: float) -> bool:
    """Whether letters have no ink at all where they stand."""
    inked, _ = cover.getprojection()
    return any(
        not any(inked[max(int(letter.left * across) - start, 0) : int(letter.right * across + 1) - start])
        for letter in run.letters
        if letter.text.isalnum()
    )


def _is_covered(run: Run, ink: _Colour, pictures: _Pictures, box: _Pixels) -> bool:
    """Whether much of the ink of a run makes no difference, or nearly all that of a letter."""
    lost = pictures.lost.crop(box)
    if lost.getbbox() is None:
        return False
    core = _count(pictures.core.crop(box))
    other = ImageChops.difference(pictures.whole.crop(box), Image.new("RGBX", lost.size, ink)).convert("L")
    if (
        _count(ImageChops.darker(lost, other.point(_OTHER))) > core * _MOST_COVERED
        or _count(lost) > core * _MOST_MERGED
    ):
        return True
    for letter in (letter for letter in run.letters if letter.text.isalnum()):
        place = pictures.pixels(letter[1:])
        if _count(pictures.lost.crop(place)) > _count(pictures.core.crop(place)) * _MOST_OF_A_LETTER:
            return True
    return False


def _count(picture: Any) -> int:
    """How many pixels are set."""
    return int(picture.histogram()[255])


def _is_busy(ink: _Colour, ground: Any, least: float) -> bool:
    """Whether much of what is around letters is like them."""
    if ground.getcolors(1):
        return False
    colours = ground.getcolors(_MOST_COLOURS) or ground.resize((16, 8)).getcolors(_MOST_COLOURS) or []
    like = sum(count for count, colour in colours if _ratio(ink, colour[:3]) < least)
    return bool(like > _MOST_BUSY * sum(count for count, _ in colours))
