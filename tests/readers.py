"""What other programs read in a PDF: each a function from its bytes to its text, white space evened out."""

import io
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator

import pypdf
import pypdfium2
import pytest
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


def _pdfium(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document)


def _pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _pdfminer(content: bytes) -> str:
    """Its letters in the order of the file: its analysis of the layout sorts lines by a taste of its own."""
    text = ""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for found in PDFPage.get_pages(io.BytesIO(content)):
        interpreter.process_page(found)
        page = device.get_result()
        before: LTChar | None = None
        for letter in _letters(page):
            if before and _apart(before, letter):
                text += " "
            text, before = text + letter.get_text(), letter
        text += "\n"
    return text


def _letters(part: LTComponent) -> Iterator[LTChar]:
    if isinstance(part, LTChar):
        yield part
    elif isinstance(part, LTContainer):
        for inner in part:
            yield from _letters(inner)


def _apart(before: LTChar, letter: LTChar) -> bool:
    gap = max(letter.x0 - before.x1, before.x0 - letter.x1)
    return abs(letter.matrix[5] - before.matrix[5]) > 1 or gap > 0.12 * letter.size


def _pdftotext(*options: str) -> Callable[[bytes], str]:
    def read(content: bytes) -> str:
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext is not installed")
        run = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
        return run.stdout.decode()

    return read


def _evened(read: Callable[[bytes], str]) -> Callable[[bytes], str]:
    return lambda content: unicodedata.normalize("NFC", " ".join(read(content).split()))


READERS = {
    "pdfium": _evened(_pdfium),
    "pypdf": _evened(_pypdf),
    "pdfminer": _evened(_pdfminer),
    "pdftotext": _evened(_pdftotext()),
    "pdftotext -raw": _evened(_pdftotext("-raw")),
}
