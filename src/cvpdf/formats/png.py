"""Writing PNG: the PDF's own pages as pictures."""

import io
from typing import Any

DPI = 144
"""Dots an inch: sharp on a screen, small enough to mail."""


def write_png(pdf: bytes) -> tuple[bytes, ...]:
    """One picture a page, drawn from the PDF's bytes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_draw(page) for page in document)
    finally:
        document.close()


def _draw(page: Any) -> bytes:
    picture = io.BytesIO()
    page.render(scale=DPI / 72).to_pil().save(picture, "PNG", dpi=(DPI, DPI))
    return picture.getvalue()
