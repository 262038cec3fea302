"""The stage: a Page and its Pdf are proven the same, by two equalities on the bytes.

Every selected value is on the Page: composing has shown it. Here: the Page's words are the PDF's words, sheet
by sheet and column by column, in order, nothing missing, nothing extra.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.outline.values import links_of
from cvpdf.page import Box, Ink, Page, Pdf, Word
from cvpdf.path import format_path
from cvpdf.pdfium import UnreadableError
from cvpdf.proof.pdf_reader import PdfText, ReadWord, read_pdf
from cvpdf.rules.cv6_proof import (
    ExtraWords,
    FontNotEmbedded,
    LostLink,
    LostPicture,
    LostTitleOrLanguage,
    LostWords,
    MisdrawnLetters,
    MistaggedText,
    UnreadablePdf,
)
from cvpdf.source.tree import Locate
from cvpdf.words import LEFTWARDS, LONGEST_WHOLE, quoted_words, words_of

_FURNITURE = 'only the name and the numbers of pages may stand there: `content: string(name) " · " var(--folio)`'

_NO_INK = Ink(0, 0, 0, 0)
_INK_TOLERANCE = 2
"""Thousandths of the size by which an outline may differ from its measure: both are rounded."""

_REPORT_TAGS = (
    "try another theme: if that is read right, the style sheet of this one changes the order or parts words;"
    " else report it, for it is a fault of cvpdf"
)
_REPORT_SPACES = "no space ends such a word: try another theme, and report this: it is a fault of cvpdf"
_OTHER_FONT = "try the font of another theme, and report this: it is a fault of cvpdf or of the font"


def prove(page: Page, pdf: Pdf, locate: Locate) -> Outcome[PdfText]:
    """Read the PDF's bytes back and compare them with the page; without a diagnostic the proof holds.

    Args:
        page: The composed page, with the words that the PDF must hold.
        pdf: The PDF, with the boxes where the marks landed.
        locate: Where the value of a source path stands in the file.

    Returns:
        What was read, and a message for each difference.
    """
    try:
        reading = read_pdf(pdf.content, pdf.sheets, frozenset(glyph.font for glyph in pdf.glyphs))
    except UnreadableError as error:
        return Outcome(None, (UnreadablePdf.at(None, f"the PDF cannot be read back: {error}"),))
    faults = (
        *_text_faults(page, reading, locate),
        *_tag_faults(page, reading, locate),
        *_margin_faults(page, reading),
        *_link_faults(page, reading, locate),
        *_picture_faults(page, pdf, reading, locate),
        *_frame_faults(page, reading),
        *_glyph_faults(pdf, reading),
    )
    return Outcome(reading, faults)


def _text_faults(page: Page, reading: PdfText, locate: Locate) -> Iterator[Diagnostic]:
    columns = dict.fromkeys([*page.columns, *(name for sheet in reading.sheets for name in sheet.columns)])
    for name in columns:
        expected = page.columns.get(name, ())
        found = [token for sheet in reading.sheets for token in sheet.columns.get(name, ())]
        if not _same(expected, found, leftwards=page.leftwards):
            yield from _differences(page, expected, found, locate)


def _tag_faults(page: Page, reading: PdfText, locate: Locate) -> Iterator[Diagnostic]:
    """Who goes by the structure tree is given the same words, in their order also where lines run both ways."""
    if all(sheet.tagged is None for sheet in reading.sheets):
        return
    for name in dict.fromkeys([*page.columns, *(name for sheet in reading.sheets for name in sheet.tagged or ())]):
        expected = page.columns.get(name, ())
        found = [
            token
            for sheet in reading.sheets
            for token in (sheet.columns if sheet.tagged is None else sheet.tagged).get(name, ())
        ]
        if not _same_in_order(expected, found):
            yield from _mistagged(page, expected, found, locate)


def _mistagged(page: Page, expected: Sequence[Word], found: Sequence[ReadWord], locate: Locate) -> Iterator[Diagnostic]:
    lost, extra = _changes(expected, found, _same_in_order)
    for number, (words, read) in lost.items():
        what = f"has {quoted_words(words)} as {quoted_words(read)}" if read else f"lacks {quoted_words(words)}"
        path = () if number is None else page.marks[number].origin
        whose = "the theme" if number is None else f"`{format_path(path)}`"
        span = None if number is None else locate(path)
        yield MistaggedText.at(span, f"{whose}: the tagged text of the PDF {what}", path=path, hint=_REPORT_TAGS)
    if extra:
        yield MistaggedText.at(
            None, f"the tagged text of the PDF holds {quoted_words(extra)} besides", hint=_REPORT_TAGS
        )


def _glyph_faults(pdf: Pdf, reading: PdfText) -> Iterator[Diagnostic]:
    """Glyphs that were made for this page say themselves which letters they are, so their form is compared as well."""
    if not pdf.glyphs:
        return
    from cvpdf.typeset.fonts import measure_glyphs

    misdrawn: list[str] = []
    for tag in dict.fromkeys(glyph.font for glyph in pdf.glyphs):
        made = [glyph for glyph in pdf.glyphs if glyph.font == tag]
        drawn = measure_glyphs(reading.fonts[tag], [glyph.number for glyph in made]) if tag in reading.fonts else {}
        misdrawn += [glyph.text for glyph in made if not _same_ink(glyph.ink, drawn.get(glyph.number, _NO_INK))]
    if misdrawn:
        letters = ", ".join(f"`{text}`" for text in dict.fromkeys(misdrawn))
        yield MisdrawnLetters.at(None, f"the PDF draws {letters} otherwise than the font does", hint=_OTHER_FONT)


def _same_ink(asked: Ink, drawn: Ink) -> bool:
    return all(abs(one - other) <= _INK_TOLERANCE for one, other in zip(asked, drawn, strict=True))


def _same(expected: Sequence[Word], found: Sequence[ReadWord], *, leftwards: bool) -> bool:
    """Whether the words are the same; one that no space ends goes on in the next.

    Where a line runs in both directions its words are in no order that all would agree on.
    """
    if any(LEFTWARDS.search(token.text) for token in found):
        from cvpdf.proof.right_to_left import same_both_ways

        return same_both_ways([word.text for word in expected], _lines(found), leftwards=leftwards)
    return _same_in_order(expected, found)


def _same_in_order(expected: Sequence[Word], found: Sequence[ReadWord]) -> bool:
    rest = iter(found)
    for word in expected:
        read, ended = "", False
        while not ended:
            token = next(rest, None)
            if token is None:
                return False
            read += token.text
            ended = token.ended if token.ended is not None else read == word.text
        if read != word.text:
            return False
    return next(rest, None) is None


def _lines(found: Sequence[ReadWord]) -> list[list[tuple[str, bool | None]]]:
    lines: list[list[tuple[str, bool | None]]] = []
    for token in found:
        if token.starts_line or not lines:
            lines.append([])
        lines[-1].append((token.text, token.ended))
    return lines


def _differences(page: Page, expected: Sequence[Word], found: Sequence[ReadWord], locate: Locate) -> list[Diagnostic]:
    """Name what differs, mark by mark."""
    lost, extra = _changes(expected, found, partial(_same, leftwards=page.leftwards))
    faults = [
        _misread(page, number, words, read, locate)
        if read and number is not None
        else _lost(page, number, words, locate)
        for number, (words, read) in lost.items()
    ]
    if extra:
        faults.append(ExtraWords.at(None, f"the PDF holds words that the page does not have: {quoted_words(extra)}"))
    return faults


def _changes(
    expected: Sequence[Word], found: Sequence[ReadWord], same: Callable[[Sequence[Word], Sequence[ReadWord]], bool]
) -> tuple[dict[int | None, tuple[list[str], list[str]]], list[str]]:
    """The words of each mark that are not there, and what is there of the same letters; and words that are too many.

    It is slow, and only asked for once something differs.
    """
    from difflib import SequenceMatcher

    lost: dict[int | None, tuple[list[str], list[str]]] = {}
    extra: list[str] = []
    matcher = SequenceMatcher(None, [word.text for word in expected], [token.text for token in found], autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change == "equal" or same(expected[first:last], found[start:end]):
            continue
        read = [token.text for token in found[start:end]]
        same_letters = "".join(word.text for word in expected[first:last]) == "".join(read)
        for word in expected[first:last]:
            words, instead = lost.setdefault(word.mark, ([], []))
            words.append(word.text)
            if same_letters and not instead:
                instead.extend(read)
        if change == "insert":
            extra.extend(read)
    return lost, extra


def _lost(page: Page, number: int | None, words: list[str], locate: Locate) -> Diagnostic:
    hint = "look at the page with `--to html`, and try another theme to see which of the two is at fault"
    if number is None:
        return LostWords.at(None, f"the theme's {quoted_words(words)} is not read back from the PDF", hint=hint)
    path = page.marks[number].origin
    message = f"`{format_path(path)}` is not whole in the PDF: {quoted_words(words)} cannot be read back in its place"
    return LostWords.at(locate(path), message, path=path, hint=hint)


def _misread(page: Page, number: int, words: list[str], read: list[str], locate: Locate) -> Diagnostic:
    """Say that all letters are there, and not the spaces between them."""
    path = page.marks[number].origin
    message = (
        f"`{format_path(path)}` is not whole in the PDF: {quoted_words(words)} is read back as {quoted_words(read)}"
    )
    return LostWords.at(locate(path), message, path=path, hint=_REPORT_SPACES)


def _margin_faults(page: Page, reading: PdfText) -> Iterator[Diagnostic]:
    """Margins repeat the name and count pages; every word of a sheet is in its text or its margins."""
    pages = len(reading.sheets)
    for number, sheet in enumerate(reading.sheets, start=1):
        folio = page.folio.replace("{page}", str(number)).replace("{pages}", str(pages))
        furniture = page.furniture.union(words_of(folio))
        foreign = list(_foreign([token.text for token in sheet.margins], furniture, pages))
        if foreign:
            yield ExtraWords.at(None, f"the margins of page {number} hold {quoted_words(foreign)}", hint=_FURNITURE)
        if sheet.strays:
            strays = quoted_words([token.text for token in sheet.strays])
            yield ExtraWords.at(None, f"page {number} holds {strays} outside of its columns and margins")


def _foreign(words: list[str], furniture: frozenset[str], pages: int) -> Iterator[str]:
    """The words of a margin that do not belong there; a long one may have been set on several lines."""
    place = 0
    while place < len(words):
        parts = max((_parts_of(whole, words[place:]) for whole in furniture), default=0)
        if not parts and not _is_number_or_sign(words[place], pages):
            yield words[place]
        place += max(parts, 1)


def _parts_of(whole: str, words: list[str]) -> int:
    """How many words make up a whole one, from the first on; 0 if they do not. Only a long one has several."""
    read = ""
    for count, word in enumerate(words, start=1):
        read += word
        if read == whole:
            return count
        if len(whole) <= LONGEST_WHOLE or not whole.startswith(read):
            return 0
    return 0


def _is_number_or_sign(word: str, pages: int) -> bool:
    """Whether a word counts pages (`2`, `2/3`, `(2)`), or is no more than signs."""
    numbers = re.findall(r"[^\W_]+", word)
    return all(number.isdecimal() and 1 <= int(number) <= pages for number in numbers)


def _link_faults(page: Page, reading: PdfText, locate: Locate) -> Iterator[Diagnostic]:
    for mark in page.marks:
        for target in links_of(mark):
            if target not in reading.links:
                message = f"`{format_path(mark.origin)}` links to {target}, and the PDF does not"
                yield LostLink.at(locate(mark.origin), message, path=mark.origin)


def _picture_faults(page: Page, pdf: Pdf, reading: PdfText, locate: Locate) -> Iterator[Diagnostic]:
    """Each picture is painted where the layout has put it, which is on one page."""
    for mark, places in zip(page.marks, pdf.places, strict=True):
        if mark.picture and not (len(places) == 1 and any(_meet(places[0], picture) for picture in reading.pictures)):
            message = f"`{format_path(mark.origin)}` is not in the PDF, or not in its place"
            hint = "look at the page with `--to html`, or leave it out of the file"
            yield LostPicture.at(locate(mark.origin), message, path=mark.origin, hint=hint)


def _meet(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return one.page == other.page and across and one.y < other.y + other.height and other.y < one.y + one.height


def _frame_faults(page: Page, reading: PdfText) -> Iterator[Diagnostic]:
    for font in reading.loose_fonts:
        yield FontNotEmbedded.at(None, f"the font {font} is not embedded")
    if words_of(reading.title) != words_of(page.title):
        yield LostTitleOrLanguage.at(None, f"the PDF's title is `{reading.title}` instead of `{page.title}`")
    if reading.language.lower() != page.language.lower():
        yield LostTitleOrLanguage.at(None, f"the PDF's language is `{reading.language}` instead of `{page.language}`")
