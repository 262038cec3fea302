"""Reading a PDF back: its words by sheet and region, its links, fonts, title and language.

This is the one seam to a PDF reader. pdfium is the one that is always asked: it reads a page in less than a
millisecond, in content order, from the same bytes that a person gets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cvpdf.page import Box, Sheet
from cvpdf.words import words_of


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was read, and whether it is the first on its line."""

    text: str
    starts_line: bool


@dataclass(frozen=True, slots=True)
class SheetText:
    """What stands on one sheet: by column (`""` where the theme has none), in the margins, and in all.

    `letters` counts every character of the sheet that is not white space, wherever it stands.
    """

    columns: dict[str, tuple[Token, ...]]
    margins: tuple[Token, ...]
    letters: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a PDF says; `loose_fonts` are the names of fonts that are not inside it."""

    sheets: tuple[SheetText, ...]
    links: frozenset[str]
    loose_fonts: tuple[str, ...]
    title: str
    language: str


class UnreadableError(ValueError):
    """The bytes are no PDF that can be read."""


def read_pdf(content: bytes, sheets: Sequence[Sheet]) -> Reading:
    """Read a PDF, sheet by sheet, each column from its own box.

    Raises:
        UnreadableError: when the bytes cannot be read, or the number of pages is another.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    try:
        if len(document) != len(sheets):
            raise UnreadableError(f"it has {len(document)} pages instead of {len(sheets)}")
        pages = [document[number] for number in range(len(sheets))]
        return Reading(
            sheets=tuple(_read_sheet(page, sheet) for page, sheet in zip(pages, sheets, strict=True)),
            links=frozenset(link for page in pages for link in _links(document, page)),
            loose_fonts=tuple(dict.fromkeys(font for page in pages for font in _loose_fonts(page))),
            title=document.get_metadata_value("Title"),
            language=_text(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size), "utf-16-le"),
        )
    finally:
        document.close()


def _read_sheet(page: Any, sheet: Sheet) -> SheetText:
    text_page = page.get_textpage()

    def read(box: Box) -> tuple[Token, ...]:
        top = sheet.height - box.y
        return _tokens(
            text_page.get_text_bounded(left=box.x, right=box.x + box.width, bottom=top - box.height, top=top)
        )

    body, number = sheet.body, sheet.body.page
    below = body.y + body.height
    above = Box(number, 0, 0, sheet.width, body.y)
    under = Box(number, 0, below, sheet.width, sheet.height - below)
    columns = sheet.columns or {"": Box(number, 0, body.y, sheet.width, body.height)}
    return SheetText(
        columns={name: read(box) for name, box in columns.items()},
        margins=(*read(above), *read(under)),
        letters=sum(len(word) for word in words_of(text_page.get_text_range())),
    )


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(word, starts_line=index == 0) for line in text.splitlines() for index, word in enumerate(words_of(line))
    )


def _links(document: Any, page: Any) -> Iterator[str]:
    from ctypes import byref, c_int

    from pypdfium2 import raw

    position, link = c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, byref(position), byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if action:
            yield _text(
                lambda buffer, size, action=action: raw.FPDFAction_GetURIPath(document, action, buffer, size), "utf-8"
            )


def _loose_fonts(page: Any) -> Iterator[str]:
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            font = raw.FPDFTextObj_GetFont(thing)
            if raw.FPDFFont_GetIsEmbedded(font) != 1:
                yield _text(lambda buffer, size, font=font: raw.FPDFFont_GetBaseFontName(font, buffer, size), "utf-8")


def _text(fill: Any, encoding: str) -> str:
    """Text from a function that fills a buffer and says how many bytes it needs, a closing zero included."""
    from ctypes import POINTER, c_char, c_ushort, cast, create_string_buffer

    unit = POINTER(c_ushort if encoding == "utf-16-le" else c_char)
    size = fill(None, 0)
    buffer = create_string_buffer(max(size, 2))
    fill(cast(buffer, unit), size)
    return buffer.raw.decode(encoding).rstrip("\0")
