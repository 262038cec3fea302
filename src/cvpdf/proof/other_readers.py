"""Other readers of PDF than the one that every build asks, where letters stand, and the colours of a text."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_float, c_uint
from io import BytesIO
from typing import Any, NamedTuple

from cvpdf.pdfium import opened
from cvpdf.words import words_of

# Readers. -----------------------------------------------------------------------------------------------------


ReadLine = tuple[str, ...]
"""The words of a line, in the order in which a reader gives them."""

PageLines = tuple[ReadLine, ...]

TextReader = Callable[[bytes], tuple[PageLines, ...]]

_SECONDS = 60


def readers() -> dict[str, TextReader | None]:
    """Every reader by name, None for one that is not installed.

    Returns:
        A function for each name that gives the lines of each page of a PDF, as words.
    """
    program = shutil.which("pdftotext")
    return {
        "pypdf": _if_there("pypdf", _pypdf),
        "pdfminer": _if_there("pdfminer", _pdfminer),
        "pdftotext": _pdftotext(program) if program else None,
        "pdftotext -raw": _pdftotext(program, "-raw") if program else None,
    }


def _if_there(module: str, reader: TextReader) -> TextReader | None:
    from importlib.util import find_spec

    return reader if find_spec(module) else None


def _pypdf(content: bytes) -> tuple[PageLines, ...]:
    from pypdf import PdfReader

    return tuple(_lines(page.extract_text()) for page in PdfReader(BytesIO(content)).pages)


def _pdfminer(content: bytes) -> tuple[PageLines, ...]:
    """With pdfminer's own idea of lines and boxes, as most programs that stand on it have it."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    pages = extract_pages(BytesIO(content))
    return tuple(_lines("".join(box.get_text() for box in page if isinstance(box, LTTextContainer))) for page in pages)


def _pdftotext(program: str, *options: str) -> TextReader:
    def read(content: bytes) -> tuple[PageLines, ...]:
        command: Sequence[str] = (program, *options, "-", "-")
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - a program found on PATH, with arguments of our own
        *pages, _ = done.stdout.decode("utf-8", "replace").split("\f")
        return tuple(map(_lines, pages))

    return read


def _lines(text: str) -> PageLines:
    return tuple(words for line in text.splitlines() if (words := words_of(line)))


def whole_words(lines: PageLines, words: frozenset[str]) -> PageLines:
    """Put words together that go on in the next line, of which a reader gives the pieces.

    Args:
        lines: What a reader has given.
        words: The words of the page.

    Returns:
        The same lines, each such word whole in the line that it begins in.
    """
    made: list[ReadLine] = []
    open_word = ""
    for line in lines:
        rest = line
        if open_word and any(word.startswith(open_word + line[0]) for word in words):
            open_word += line[0]
            made[-1], rest = (*made[-1][:-1], open_word), line[1:]
        if rest:
            made.append(rest)
        last = made[-1][-1]
        open_word = last if last not in words and any(word.startswith(last) for word in words) else ""
    return tuple(made)


# Places of letters. -------------------------------------------------------------------------------------------


class PlacedLetter(NamedTuple):
    """A letter, its page from 1 on, and its rectangle in pt from the bottom left, as wide as the pen moves."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def placed_letters(content: bytes) -> list[list[PlacedLetter]]:
    """For each page all that has ink, in the order of the content.

    Args:
        content: The bytes of a PDF.

    Returns:
        A list for each page; a hyphen at a line's end is one, and spaces are left out.
    """
    with opened(content) as document:
        return [list(_letters(document[number], number + 1)) for number in range(len(document))]


def _letters(page: Any, number: int) -> Iterator[PlacedLetter]:
    from pypdfium2 import raw

    text_page = page.get_textpage()
    for index in range(text_page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(text_page, index))
        if not text.isspace() and text != "\0" and raw.FPDFText_IsGenerated(text_page, index) != 1:
            text = "-" if text in ("\x02", "\ufffe") else text
            yield PlacedLetter(text, number, *text_page.get_charbox(index, loose=True))


# Colours. -----------------------------------------------------------------------------------------------------


_SCALE = 1.5
"""Dots in a pt: enough for the ground between letters to show."""

Colour = tuple[int, int, int]


def text_colours(content: bytes) -> list[set[tuple[Colour, Colour]]]:
    """For each page every pair of a text's colour and the ground under it, each from 0 to 255.

    Args:
        content: The bytes of a PDF.

    Returns:
        A set for each page of pairs of red, green and blue: the colour of a text, and that of the ground.
    """
    with opened(content) as document:
        return [set(_pairs(document[number])) for number in range(len(document))]


def _pairs(page: Any) -> Iterator[tuple[Colour, Colour]]:
    from pypdfium2 import raw

    picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    height = page.get_height()
    for number in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT and (box := _box(thing, height)):
            piece = picture.crop(box)
            # Room for as many colours as there are dots; Pillow reserves it, so no more.
            _, ground = max(piece.getcolors(piece.width * piece.height) or [])
            yield _fill(thing), ground


def _box(thing: Any, height: float) -> tuple[int, int, int, int] | None:
    """A text's rectangle and a little around it, in dots from the top left; None where nothing is painted."""
    from pypdfium2 import raw

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    edges = (left.value - 1, height - top.value - 1, right.value + 1, height - bottom.value + 1)
    return tuple(round(max(edge, 0) * _SCALE) for edge in edges) if right.value > left.value else None  # type: ignore[return-value] # there are four


def _fill(thing: Any) -> Colour:
    from pypdfium2 import raw

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFPageObj_GetFillColor(thing, byref(red), byref(green), byref(blue), byref(alpha))
    return red.value, green.value, blue.value
