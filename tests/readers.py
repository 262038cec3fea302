"""What other programs read in a PDF: each a function from its bytes to its text, white space evened out."""

import io
import shutil
import subprocess
import unicodedata
from collections.abc import Callable

import pdfminer.high_level
import pypdf
import pypdfium2
import pytest


def _pdfium(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document)


def _pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _pdfminer(content: bytes) -> str:
    return pdfminer.high_level.extract_text(io.BytesIO(content))


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
