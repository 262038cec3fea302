"""What is asked of every print, each check a small function; what it finds are sentences without a subject."""

from collections.abc import Callable, Iterator

from cvpdf.contract.attempt import Attempt, Print
from cvpdf.contract.columns import columns_of, stranded
from cvpdf.contract.order import misread
from cvpdf.diagnostics import Diagnostic, Severity
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

_READ_BY = "read by "

Check = Callable[[Print], Iterator[str]]

_READ = (
    "words that run together want `word-spacing`, or 4 pt between their lines; what comes out of order stands level"
    " with another block, or too near to it: widen the gap, or let the two share a line"
)
_REMEDIES = {
    PRINTED: "`cvpdf explain` and the code tell more of each",
    HEADINGS: "leave `break-after` and `break-inside` to `base`; `break-after` does nothing within a table's cell",
    LAST_PAGE: "set no `break-inside: avoid` on what can be long",
    CONTRAST: "darken the text or lighten what is behind it; text off its paper counts as on black",
    ACCESSIBLE: "templates write elements of text in their order; pictures come from CSS",
}


def remedy(check: str) -> str:
    """What mends most failures of a check."""
    return _REMEDIES.get(check, _READ)


def examined(attempt: Attempt) -> dict[str, tuple[str, ...] | None]:
    """What each check finds; None for one whose tool is not installed, or that has no print to look at.

    Nor are other readers asked of a page on which some lines run both ways: there each has an order of its own.
    """
    found: dict[str, tuple[str, ...] | None] = {PRINTED: tuple(map(in_a_line, faults(attempt)))}
    for name, check in _checks().items():
        asked = attempt.print and not (name.startswith(_READ_BY) and _runs_both_ways(attempt.print))
        found[name] = tuple(check(attempt.print)) if check and attempt.print and asked else None
    return found


def _checks() -> dict[str, Check | None]:
    return {
        **{
            f"{_READ_BY}{name}": _reading(reader, by_layout=name in BY_LAYOUT) if reader else None
            for name, reader in readers().items()
        },
        HEADINGS: _headings,
        LAST_PAGE: _last_page,
        CONTRAST: _contrast,
        ACCESSIBLE: _accessible if _is_there("page") else None,
    }


def faults(attempt: Attempt) -> Iterator[Diagnostic]:
    """Whatever an author of a résumé would be told that is the theme's fault: errors, and the engine's remarks."""
    for said in attempt.said:
        if said.severity is Severity.ERROR or (said.severity is Severity.WARNING and said.code[2] in "456"):
            yield said


def in_a_line(said: Diagnostic) -> str:
    """A diagnostic as a check's finding."""
    return f"{said.code}: {said.message}"


def _reading(reader: Reader, *, by_layout: bool) -> Check:
    """Every word by another reader."""

    def check(made: Print) -> Iterator[str]:
        pages = reader(made.pdf.content)
        for number, (lines, columns) in enumerate(
            zip(pages, columns_of(made, by_layout=by_layout), strict=True), start=1
        ):
            if wrong := misread(lines, columns):
                yield f"page {number}: {wrong}"

    return check


def _runs_both_ways(made: Print) -> bool:
    return any(LEFTWARDS.search(word.text) for words in made.page.columns.values() for word in words)


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
