"""pdfium, the PDF reader: one document at a time, for it says that it is not safe in threads; and pages as pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cvpdf.libraries import one_at_a_time

_ONE_AT_A_TIME = one_at_a_time()


class UnreadableError(ValueError):
    """The bytes are no PDF that can be read: it is `locked` with a password, `empty` of pages, or broken."""

    def __init__(self, message: str, *, locked: bool = False, empty: bool = False) -> None:
        """Keep what pdfium says."""
        super().__init__(message)
        self.locked, self.empty = locked, empty


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """Open a PDF; until it is closed nobody else in this process uses pdfium.

    Args:
        content: The bytes of a PDF.

    Yields:
        The document, as pypdfium2 knows it. Nothing of it may be used afterwards.

    Raises:
        UnreadableError: when the bytes cannot be read, from the start or in the middle.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = None
        try:
            document = pypdfium2.PdfDocument(content)
            yield document
        except pypdfium2.PdfiumError as error:
            locked = any(word in str(error).lower() for word in ("password", "security"))
            empty = "success" in str(error).lower()  # pdfium opens no document without pages, and names no error
            raise UnreadableError(str(error), locked=locked, empty=empty) from error
        finally:
            if document is not None:
                document.close()


# Pages as pictures. -------------------------------------------------------------------------------------------


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
    from io import BytesIO

    picture = BytesIO()
    page.render(scale=dpi / 72).to_pil().save(picture, "PNG", dpi=(dpi, dpi))
    return picture.getvalue()
