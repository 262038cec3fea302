"""Other readers of PDF than the one that every build asks: a theme is tried with all that are installed."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO

from cvpdf.words import words_of

Line = tuple[str, ...]
"""The words of a line, in the order in which a reader gives them."""

PageLines = tuple[Line, ...]

Reader = Callable[[bytes], tuple[PageLines, ...]]

BY_LAYOUT = frozenset(("pdfminer", "pdftotext"))
"""Readers that go by where words stand, not by the order in which a PDF holds them."""

_SECONDS = 60


def readers() -> dict[str, Reader | None]:
    """Every reader by name, None for one that is not installed."""
    program = shutil.which("pdftotext")
    return {
        "pypdf": _if_there("pypdf", _pypdf),
        "pdfminer": _if_there("pdfminer", _pdfminer),
        "pdftotext": _pdftotext(program) if program else None,
        "pdftotext -raw": _pdftotext(program, "-raw") if program else None,
    }


def _if_there(module: str, reader: Reader) -> Reader | None:
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


def _pdftotext(program: str, *options: str) -> Reader:
    def read(content: bytes) -> tuple[PageLines, ...]:
        command: Sequence[str] = (program, *options, "-", "-")
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - a program found on PATH, with arguments of our own
        *pages, _ = done.stdout.decode("utf-8", "replace").split("\f")
        return tuple(map(_lines, pages))

    return read


def _lines(text: str) -> PageLines:
    return tuple(words for line in text.splitlines() if (words := words_of(line)))
