"""What is asked of every print, each check a small function; what it finds are sentences without a subject."""

from collections.abc import Callable, Iterator

from cvpdf.contract.attempt import Attempt, Print
from cvpdf.contract.columns import columns_of, stranded
from cvpdf.contract.order import misread
from cvpdf.diagnostics import Severity
from cvpdf.proof.readers import BY_LAYOUT, Reader, readers
from cvpdf.theme.contrast import contrast
from cvpdf.words import LEFTWARDS

PRINTED = "printed whole"
HEADINGS = "no heading alone"
LAST_PAGE = "no line alone on a page"
CONTRAST = "contrast"
ACCESSIBLE = "PDF/UA-1"

_LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the contrast of text that is not large."""

Check = Callable[[Print], Iterator[str]]


def examined(attempt: Attempt) -> dict[str, tuple[str, ...] | None]:
    """What each check finds; None for one whose tool is not installed, or that has no print to look at."""
    found: dict[str, tuple[str, ...] | None] = {PRINTED: tuple(_said(attempt))}
    for name, check in _checks().items():
        found[name] = tuple(check(attempt.print)) if check and attempt.print else None
    return found


def _checks() -> dict[str, Check | None]:
    return {
        **{
            f"read by {name}": _reading(reader, by_layout=name in BY_LAYOUT) if reader else None
            for name, reader in readers().items()
        },
        HEADINGS: _headings,
        LAST_PAGE: _last_page,
        CONTRAST: _contrast,
        ACCESSIBLE: _accessible if _is_there("page") else None,
    }


def _said(attempt: Attempt) -> Iterator[str]:
    """Whatever an author of a résumé would be told that is the theme's fault: errors, and the engine's remarks."""
    for said in attempt.said:
        if said.severity is Severity.ERROR or (said.severity is Severity.WARNING and said.code[2] in "456"):
            yield f"{said.code}: {said.message}"


def _reading(reader: Reader, *, by_layout: bool) -> Check:
    """Every word by another reader; on lines that run both ways each reader has an order of its own."""

    def check(made: Print) -> Iterator[str]:
        if any(LEFTWARDS.search(word.text) for words in made.page.columns.values() for word in words):
            return
        pages = reader(made.pdf.content)
        for number, (lines, columns) in enumerate(
            zip(pages, columns_of(made, by_layout=by_layout), strict=True), start=1
        ):
            if wrong := misread(lines, columns):
                yield f"page {number}: {wrong}"

    return check


def _headings(made: Print) -> Iterator[str]:
    """A heading stands on the page of what follows it."""
    for number, word in stranded(made):
        yield f"page {number} ends with a heading, “{word}”"


def _last_page(made: Print) -> Iterator[str]:
    """The last page has more than one line."""
    *before, last = made.reading.sheets
    lines = sum(token.starts_line for column in last.columns.values() for token in column)
    if before and lines == 1:
        yield f"page {len(before) + 1} has one line"


def _contrast(made: Print) -> Iterator[str]:
    from cvpdf.proof.colours import text_colours

    for number, pairs in enumerate(text_colours(made.pdf.content), start=1):
        for ink, ground in sorted(pairs):
            ratio = contrast(_hex(ink), _hex(ground))
            if ratio < _LEAST_CONTRAST:
                yield f"page {number}: {_hex(ink)} on {_hex(ground)} has a contrast of {ratio:.1f}"


def _accessible(made: Print) -> Iterator[str]:
    """By page-validation, which agrees with veraPDF (ISO 14289-1)."""
    from page import ValidationProfile, validate_pdf_bytes

    report = validate_pdf_bytes(made.pdf.content, profile=ValidationProfile.PDF_UA_1)
    yield from (str(failure) for failure in report.failures)


def _is_there(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def _hex(colour: tuple[int, int, int]) -> str:
    return f"#{bytes(colour).hex()}"
