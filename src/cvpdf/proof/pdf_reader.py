"""Reading a PDF back: its words by sheet and region, its links, fonts, title and language.

This is what every build asks of a PDF. pdfium is the one that is always asked: it reads a page in less than a
millisecond, in content order, from the same bytes that a person gets.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.page import Box, Sheet
from cvpdf.pdfium import UnreadableError, opened
from cvpdf.proof.tagged_text import ColumnAt, Content, PlacedWord, tagged_text
from cvpdf.words import LEFTWARDS, words_of

_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen and all behind it up to the next line, for it takes the word to go on there."""

_HANGING = 4
"""How far (pt) a sign may hang out of its column; the engine does not always set a line flush that runs both ways."""

_CHUNK = re.compile(rf"[^\s{_HYPHEN}]*{_HYPHEN}|[^\s{_HYPHEN}]+")


class ReadWord(Struct, frozen=True):
    """A word as it was read, whether it is the first on its line, and whether a space ends it.

    Without a space it goes on: on another page, or in another column. None where nobody knows, as behind a hyphen at a
    line's end.
    """

    text: str
    starts_line: bool
    ended: bool | None = True


class SheetText(Struct, frozen=True):
    """What stands on one sheet: by column (`""` where the theme has none), in the margins, and anywhere else.

    `tagged` are the words of each column as the structure tree has them, None where these are the same in their order.
    """

    columns: dict[str, tuple[ReadWord, ...]]
    margins: tuple[ReadWord, ...]
    strays: tuple[ReadWord, ...]
    tagged: dict[str, tuple[ReadWord, ...]] | None = None


class PdfText(Struct, frozen=True):
    """All that a PDF says.

    `loose_fonts` are the names of fonts that are not inside it, `pictures` where they are, `fonts` the files that were
    asked for by the tags of their names.
    """

    sheets: tuple[SheetText, ...]
    links: frozenset[str]
    loose_fonts: tuple[str, ...]
    title: str
    language: str
    pictures: tuple[Box, ...] = ()
    fonts: Mapping[str, bytes] = field(default_factory=dict)


def read_pdf(content: bytes, sheets: Sequence[Sheet], tags: frozenset[str] = frozenset()) -> PdfText:
    """Read a PDF, sheet by sheet, each column from its own box.

    Args:
        content: The bytes of a PDF.
        sheets: The columns of each page, with their boxes in pt from the top left corner.
        tags: Fonts whose files are wanted, by the letters before the `+` of their names.

    Returns:
        What a reader of the PDF is given.

    Raises:
        UnreadableError: when the bytes cannot be read, or the number of pages is another.
    """
    from pypdfium2 import raw

    with opened(content) as document:
        if len(document) != len(sheets):
            raise UnreadableError(f"it has {len(document)} pages instead of {len(sheets)}")
        pages = [document[number] for number in range(len(sheets))]
        painted = [_things(page) for page in pages]
        return PdfText(
            sheets=tuple(
                _read_sheet(page, sheet, things) for page, sheet, things in zip(pages, sheets, painted, strict=True)
            ),
            links=frozenset(link for page in pages for link in _links(document, page)),
            loose_fonts=tuple(dict.fromkeys(font for things in painted for font in _loose_fonts(things))),
            title=document.get_metadata_value("Title"),
            language=_text(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size), "utf-16-le"),
            pictures=tuple(
                box for things, sheet in zip(painted, sheets, strict=True) for box in _pictures(things, sheet)
            ),
            fonts=dict(found for things in painted for found in _font_files(things, tags)) if tags else {},
        )


def _read_sheet(page: Any, sheet: Sheet, things: Sequence[tuple[int, Any]]) -> SheetText:
    """Sort a sheet's words by where they stand; within each place they stay in content order."""
    from pypdfium2 import raw

    body = sheet.body
    columns = sheet.columns or {"": Box(body.page, 0, body.y, sheet.width, body.height)}
    found: dict[str, list[ReadWord]] = {name: [] for name in columns}
    margins: list[ReadWord] = []
    strays: list[ReadWord] = []

    def column_at(x: float, y: float) -> str | None:
        return next(
            (
                name
                for slack in (0, _HANGING)
                for name, box in columns.items()
                if _holds(box, x, sheet.height - y, slack)
            ),
            None,
        )

    text_page = page.get_textpage()
    text, read = _code_units(text_page.get_text_range()), list[int]()
    for placed in _placed_words(text_page, text, column_at):
        token = ReadWord(_spelt(placed.text), placed.starts_line, placed.ended)
        read.append(placed.number)
        if placed.column is not None:
            found[placed.column].append(token)
        else:
            (strays if body.y <= sheet.height - placed.y <= body.y + body.height else margins).append(token)
    pieces = [
        (raw.FPDFPageObj_GetMarkedContentID(thing), thing) for kind, thing in things if kind == raw.FPDF_PAGEOBJ_TEXT
    ]
    tagged = tagged_text(page, text_page, Content(text, pieces, read), sheet, column_at)
    return SheetText(
        {name: tuple(words) for name, words in found.items()},
        tuple(margins),
        tuple(strays),
        None if tagged is None else {name: tuple(_spaced_words(words)) for name, words in tagged.items()},
    )


def _placed_words(text_page: Any, text: str, column_at: ColumnAt) -> Iterator[PlacedWord]:
    """Each word of a page whose text is given, in UTF-16's units.

    Only a space of the content parts words. pdfium puts more of them in where gaps look wide.
    """
    from pypdfium2 import raw

    if LEFTWARDS.search(text):
        from cvpdf.proof.right_to_left import words_by_place

        yield from words_by_place(text_page, text, column_at)
        return
    letters, first = "", PlacedWord()
    after = 0
    for match in _CHUNK.finditer(text):
        start, gap = match.start(), range(after, match.start())
        ended = any(text[place] not in "\r\n" and raw.FPDFText_IsGenerated(text_page, place) == 0 for place in gap)
        left, bottom, right, top = text_page.get_charbox(start)
        column = column_at((left + right) / 2, (bottom + top) / 2)
        if letters and (ended or column != first.column or letters[-1] == _HYPHEN):
            yield replace(first, text=letters, ended=ended or _is_known(letters))
            letters = ""
        if not letters:
            starts_line = after == 0 or text[after - 1] == _HYPHEN or "\n" in text[after:start]
            number = raw.FPDFPageObj_GetMarkedContentID(raw.FPDFText_GetTextObject(text_page, start))
            first = PlacedWord(starts_line=starts_line, column=column, y=(bottom + top) / 2, number=number)
        letters += match[0]
        after = match.end()
    if letters:
        yield replace(first, text=letters, ended=text[-1].isspace() or _is_known(letters))


def _spaced_words(text: str) -> Iterator[ReadWord]:
    """The words of a text in UTF-16's units, which has no other spaces than its own."""
    for match in _CHUNK.finditer(text):
        ended = text[match.end() : match.end() + 1].isspace() or _is_known(match[0])
        yield ReadWord(_spelt(match[0]), starts_line=False, ended=ended)


def _is_known(letters: str) -> bool | None:
    """What it means that no space was read behind letters: no, or nothing."""
    return None if letters[-1] == _HYPHEN else False


def _spelt(units: str) -> str:
    """A word as it is written."""
    return words_of(_characters(units.replace(_HYPHEN, "-")))[0]


def _code_units(text: str) -> str:
    """A text in which each character is one of UTF-16's units, for so pdfium counts."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return text
    units = text.encode("utf-16-le")
    return "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(0, len(units), 2))


def _characters(units: str) -> str:
    """The characters that UTF-16's units make up; most texts have as many of the one as of the other."""
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _holds(box: Box, x: float, y: float, slack: float) -> bool:
    return box.x - slack <= x <= box.x + box.width + slack and box.y <= y <= box.y + box.height


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


def _things(page: Any) -> list[tuple[int, Any]]:
    """What is painted on a page, each with its type."""
    from pypdfium2 import raw

    things = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    return [(raw.FPDFPageObj_GetType(thing), thing) for thing in things]


def _loose_fonts(things: Sequence[tuple[int, Any]]) -> Iterator[str]:
    from pypdfium2 import raw

    for thing in (thing for kind, thing in things if kind == raw.FPDF_PAGEOBJ_TEXT):
        font = raw.FPDFTextObj_GetFont(thing)
        if raw.FPDFFont_GetIsEmbedded(font) != 1:
            yield _text(lambda buffer, size, font=font: raw.FPDFFont_GetBaseFontName(font, buffer, size), "utf-8")


def _font_files(things: Sequence[tuple[int, Any]], tags: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    from ctypes import byref, c_size_t, c_uint8

    from pypdfium2 import raw

    for font in (raw.FPDFTextObj_GetFont(thing) for kind, thing in things if kind == raw.FPDF_PAGEOBJ_TEXT):
        name = _text(lambda buffer, size, font=font: raw.FPDFFont_GetBaseFontName(font, buffer, size), "utf-8")
        tag, size = name.partition("+")[0], c_size_t()
        if tag in tags and raw.FPDFFont_GetFontData(font, None, 0, byref(size)):
            buffer = (c_uint8 * size.value)()
            raw.FPDFFont_GetFontData(font, buffer, size.value, byref(size))
            yield tag, bytes(buffer)


def _pictures(things: Sequence[tuple[int, Any]], sheet: Sheet) -> Iterator[Box]:
    """Where pictures are painted, in pt from the top left, with what a frame may hide of them."""
    from ctypes import byref, c_float

    from pypdfium2 import raw

    for thing in (thing for kind, thing in things if kind == raw.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        if raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top)):
            width, height = right.value - left.value, top.value - bottom.value
            yield Box(sheet.body.page, left.value, sheet.height - top.value, width, height)


def _text(fill: Any, encoding: str) -> str:
    """Text from a function that fills a buffer and says how many bytes it needs, a closing zero included."""
    from ctypes import POINTER, c_char, c_ushort, cast, create_string_buffer

    unit = POINTER(c_ushort if encoding == "utf-16-le" else c_char)
    size = fill(None, 0)
    buffer = create_string_buffer(max(size, 2))
    fill(cast(buffer, unit), size)
    return buffer.raw.decode(encoding).rstrip("\0")
