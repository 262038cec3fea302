"""Writing PNG: the PDF's own pages as pictures."""

import io
from typing import Any

from cvpdf.pdfium import opened

DPI = 144
"""Dots an inch: sharp on a screen, small enough to mail."""


def write_png(pdf: bytes) -> tuple[bytes, ...]:
    """One picture a page, drawn from the PDF's bytes.

    Args:
        pdf: The bytes of a PDF.

    Returns:
        The bytes of a PNG picture for each page, in the order of the pages.
    """
    with opened(pdf) as document:
        return tuple(_draw(page, DPI) for page in document)


def write_thumbnail(pdf: bytes, width: int) -> bytes:
    """A picture of the first page that is so many dots wide.

    Args:
        pdf: The bytes of a PDF.
        width: The width of the picture, in dots.

    Returns:
        The bytes of a PNG picture.
    """
    with opened(pdf) as document:
        return _draw(document[0], 72 * width / document[0].get_width())


def _draw(page: Any, dpi: float) -> bytes:
    picture = io.BytesIO()
    page.render(scale=dpi / 72).to_pil().save(picture, "PNG", dpi=(dpi, dpi))
    return picture.getvalue()
