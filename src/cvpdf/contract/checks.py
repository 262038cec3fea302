"""What is asked of every print: small functions, whose findings are sentences; and how other readers give its words."""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from cvpdf.contract.places import MarkKey, crowded, key_of, misread_fields, parted_periods
from cvpdf.contract.trials import Attempt, TrialPrint
from cvpdf.diagnostics import Diagnostic, Severity, Stage
from cvpdf.outline.values import Entry, Mark, Outline
from cvpdf.page import Word
from cvpdf.proof.other_readers import PageLines, TextReader, readers, whole_words
from cvpdf.proof.pdf_reader import ReadWord
from cvpdf.theme.theme import as_hex, contrast
from cvpdf.words import LEFTWARDS, LONGEST_WHOLE

# Words as another reader gives them. --------------------------------------------------------------------------
# A reader may take the columns one after the other or by turns. What it may not do is lose a word, mix two columns
# within a line, or part a heading from what stands under it. A period stands beside its entry's title, and any reader
# gives it between the entry's beginning and its end, and never within a sentence. pdftotext alone may give one later,
# behind some of what stands below: it does so where nothing there reaches as far to the right.


_SHOWN = 6


class Beside(Struct, frozen=True):
    """That a run of words belongs beside another column: from the place `first` in it to the place `last`.

    One `or_later` may also come behind that, as long as none of those further down has come.
    """

    column: int
    first: int
    last: int
    or_later: bool = False


class Column(Struct, frozen=True):
    """The words of a column on one page, and the places behind which it has to go on at once: headings end there.

    What is `apart`, as periods are, may come within another column's line; where that has `seams`, only at these, for
    there a value ends.
    """

    words: tuple[str, ...]
    held: frozenset[int] = frozenset()
    apart: bool = False
    seams: frozenset[int] | None = None
    beside: Beside | None = None


_Places = tuple[int, ...]
"""How far each column is."""


def misread(lines: PageLines, columns: Sequence[Column]) -> str | None:
    """What is wrong with a reader's lines of a page, None if nothing is."""
    expected = Counter(word for column in columns for word in column.words)
    lines = whole_words(lines, frozenset(expected))
    found = Counter(word for line in lines for word in line)
    if expected != found:
        differences = (("loses", expected - found), ("adds", found - expected))
        return " and ".join(f"{what} {_quote(list(words))}" for what, words in differences if words)
    return _out_of_order(lines, columns)


def _out_of_order(lines: PageLines, columns: Sequence[Column]) -> str | None:
    """Follow every way to give the words to columns; a way is how far each is, and which was the last."""
    ways: set[tuple[_Places, int | None]] = {(tuple(0 for _ in columns), None)}
    for line in lines:
        for number, word in enumerate(line):
            ways = {
                ((*at[:taken], at[taken] + 1, *at[taken + 1 :]), taken)
                for at, last in ways
                for taken in range(len(columns))
                if _has_next(columns[taken], at[taken], word)
                and _is_beside(columns, at, taken)
                and _may_follow(columns, at, last, taken, begins=number == 0)
            }
            if not ways:
                return f"gives {_quote(line[max(number - 2, 0) :])} out of order"
    return None


def _has_next(column: Column, place: int, word: str) -> bool:
    return place < len(column.words) and column.words[place] == word


def _is_beside(columns: Sequence[Column], at: _Places, taken: int) -> bool:
    """Whether what belongs beside another column still does, once this word is taken."""
    own = columns[taken].beside
    if own is not None:
        there, seams = at[own.column], columns[own.column].seams
        late = own.or_later and there > own.last and not _has_begun_below(columns, at, taken)
        return (own.first <= there <= own.last or late) and (seams is None or there in seams)
    others = ((number, column.beside) for number, column in enumerate(columns) if column.beside)
    return all(
        beside.or_later
        or beside.column != taken
        or at[taken] != beside.last
        or at[number] == len(columns[number].words)
        for number, beside in others
    )


def _has_begun_below(columns: Sequence[Column], at: _Places, taken: int) -> bool:
    """Whether anything has been given yet of what belongs further down beside the same column."""
    own = columns[taken].beside
    below = ((number, columns[number].beside) for number in range(taken + 1, len(columns)) if at[number])
    return any(own and beside and beside.column == own.column for number, beside in below)


def _may_follow(columns: Sequence[Column], at: _Places, last: int | None, taken: int, *, begins: bool) -> bool:
    """Whether this column may come now: another one only on a new line, and not right behind a heading."""
    if last is None or last == taken or columns[last].apart or columns[taken].apart:
        return True
    return begins and at[last] - 1 not in columns[last].held


def _quote(words: Sequence[str]) -> str:
    more = " …" if len(words) > _SHOWN else ""
    return f"“{' '.join(words[:_SHOWN])}{more}”"


# What readers have to give. -----------------------------------------------------------------------------------


class _Roles(Struct, frozen=True):
    """What marks are: headings, and periods with the title of what they date, None where it has none."""

    headings: frozenset[MarkKey]
    periods: Mapping[MarkKey, MarkKey | None]


class _PlacedWord(Struct, frozen=True):
    """A word as it was read, and the number of its mark."""

    text: str
    mark: int | None


def columns_of(made: TrialPrint, *, or_later: bool) -> list[list[Column]]:
    """For each page its columns; its margins come last, for they are a column to a reader.

    Each period belongs beside its entry, or where a reader may be late, behind it.
    """
    roles = _roles(made.outline)
    pages: list[list[Column]] = [[] for _ in made.reading.sheets]
    for name, words in made.page.columns.items():
        tokens = [sheet.columns.get(name, ()) for sheet in made.reading.sheets]
        for page, placed in zip(pages, _by_sheet(words, tokens), strict=True):
            page.extend(_columns(placed, made.page.marks, roles, len(page), or_later=or_later))
    for page, sheet in zip(pages, made.reading.sheets, strict=True):
        page.append(Column(tuple(token.text for token in sheet.margins)))
    return pages


def stranded(made: TrialPrint) -> Iterator[tuple[int, str]]:
    """Headings that end a page although their column goes on: the page's number, and the last word."""
    roles = _roles(made.outline)
    for name, words in made.page.columns.items():
        sheets = list(_by_sheet(words, [sheet.columns.get(name, ()) for sheet in made.reading.sheets]))
        for number, (placed, following) in enumerate(pairwise(sheets), start=1):
            if placed and following and _is(placed[-1], made.page.marks, roles.headings):
                yield number, placed[-1].text


def _by_sheet(words: Sequence[Word], sheets: Sequence[Sequence[ReadWord]]) -> Iterator[list[_PlacedWord]]:
    """Give each token the mark of its word; a long word has been read as several, a short one is put together."""
    rest = iter(words)
    word, left = None, ""
    for tokens in sheets:
        placed: list[_PlacedWord] = []
        for token in tokens:
            if placed and left and word and len(word.text) <= LONGEST_WHOLE:
                placed[-1] = _PlacedWord(placed[-1].text + token.text, word.mark)
                left = left[len(token.text) :]
                continue
            if not left:
                word = next(rest, None)
                left = word.text if word else ""
            placed.append(_PlacedWord(token.text, word.mark if word else None))
            left = left[len(token.text) :]
        yield placed


def _columns(
    placed: list[_PlacedWord], marks: Sequence[Mark], roles: _Roles, number: int, *, or_later: bool
) -> Iterator[Column]:
    """The column itself without the periods in it, and each period as a run beside it."""
    own: list[_PlacedWord] = []
    periods: list[tuple[int, list[str], MarkKey | None]] = []
    before: _PlacedWord | None = None
    for word in placed:
        if _is(word, marks, roles.periods):
            if before is None or before.mark != word.mark:
                periods.append((len(own), [], roles.periods[key_of(marks[word.mark or 0])]))
            periods[-1][1].append(word.text)
        else:
            own.append(word)
        before = word
    heads = [_is(word, marks, roles.headings) for word in own]
    begins = [
        place for place, head in enumerate(heads) if head and (place == 0 or own[place - 1].mark != own[place].mark)
    ]
    held = frozenset(place for place in range(len(own) - 1) if heads[place] and own[place + 1].mark != own[place].mark)
    ends = (place for place in range(1, len(own)) if own[place].mark is None or own[place].mark != own[place - 1].mark)
    yield Column(tuple(word.text for word in own), held, seams=frozenset((0, *ends, len(own))))
    for place, words, title in periods:
        titled = next((at for at, word in enumerate(own) if title and _is(word, marks, {title})), None)
        above = max((start for start in begins if start < place), default=0)
        first = above if titled is None else min(place, titled)
        last = min((at for at in begins if at >= (place if titled is None else titled + 1)), default=len(own))
        yield Column(tuple(words), apart=True, beside=Beside(number, first, last, or_later))


def _is(word: _PlacedWord, marks: Sequence[Mark], keys: Container[MarkKey | None]) -> bool:
    return word.mark is not None and key_of(marks[word.mark]) in keys


def _roles(outline: Outline) -> _Roles:
    headings: set[MarkKey] = set()
    periods: dict[MarkKey, MarkKey | None] = {}
    for section in outline.sections:
        headings.add(key_of(section.title))
        for entry in section.entries:
            for part in (entry, *entry.positions):
                _sort(part, headings, periods)
    return _Roles(frozenset(headings), periods)


def _sort(entry: Entry, headings: set[MarkKey], periods: dict[MarkKey, MarkKey | None]) -> None:
    if entry.title and _goes_on(entry):
        headings.add(key_of(entry.title))
    if entry.dates:
        periods[key_of(entry.dates)] = key_of(entry.title) if entry.title else None


def _goes_on(entry: Entry) -> bool:
    """Whether anything stands under an entry's title, which is a heading only then."""
    below = (entry.subtitle, entry.place, entry.link, entry.prose, entry.highlights, entry.facts, entry.keywords)
    return any((*below, entry.positions))


# The checks. --------------------------------------------------------------------------------------------------


PRINTED = "printed whole"
HEADINGS = "no heading alone"
LAST_PAGE = "no line alone on a page"
ROOM = "room between values"
PERIODS = "periods beside titles"
CONTRAST = "contrast"
READ_FIELDS = "fields"
ACCESSIBLE = "PDF/UA-1"

_LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the contrast of text that is not large."""

_READ_BY = "read by "

_LATE_PERIODS = "pdftotext"
"""The reader that may give a period later than its entry."""

_BY_PLACE = (_READ_BY, ROOM, PERIODS)

PrintCheck = Callable[[TrialPrint], Iterator[str]]

_READ = (
    "words that run together want `word-spacing`, or 4 pt between their lines; what comes out of order stands level"
    " with another block, or too near to it: widen the gap, or let the two share a line"
)
_REMEDIES = {
    PRINTED: "`cvpdf explain` and the code tell more of each",
    HEADINGS: "leave `break-after` and `break-inside` to `base`; `break-after` does nothing within a table's cell",
    LAST_PAGE: "set no `break-inside: avoid` on what can be long",
    READ_FIELDS: "leave more than a letter's width between two values; title, period and employer follow each other",
    ROOM: "give what parts them `padding-inline: 0.4em`, or let each have its own line: readers glue what is near",
    PERIODS: "print `dates` right behind the title or right before it: readers give a later one to the next entry",
    CONTRAST: "darken the text or lighten what is behind it; text off its paper counts as on black",
    ACCESSIBLE: "templates write elements of text in their order; pictures come from CSS",
}


def remedy(check: str) -> str:
    """What mends most failures of a check.

    Args:
        check: The name of a check.

    Returns:
        A sentence that says what mends most of its failures.
    """
    return _REMEDIES.get(check, _READ)


def examined(attempt: Attempt) -> dict[str, tuple[str, ...] | None]:
    """What each check finds; None for one whose tool is not installed, or that has no print to look at.

    Nor are other readers asked of a page on which some lines run both ways, for there each has an order of its own; and
    what stands beside what is not asked there either.
    """
    found: dict[str, tuple[str, ...] | None] = {PRINTED: tuple(map(in_a_line, faults(attempt)))}
    for name, check in _checks().items():
        asked = attempt.print and not (name.startswith(_BY_PLACE) and _runs_both_ways(attempt.print))
        found[name] = tuple(check(attempt.print)) if check and attempt.print and asked else None
    return found


def _checks() -> dict[str, PrintCheck | None]:
    return {
        **{
            f"{_READ_BY}{name}": _reading(reader, or_later=name == _LATE_PERIODS) if reader else None
            for name, reader in readers().items()
        },
        HEADINGS: _headings,
        LAST_PAGE: _last_page,
        READ_FIELDS: misread_fields,
        ROOM: crowded,
        PERIODS: parted_periods,
        CONTRAST: _contrast,
        ACCESSIBLE: _accessible if _is_there("page") else None,
    }


_STAGES_OF_A_THEME = (Stage.THEME, Stage.LAYOUT, Stage.PROOF)


def faults(attempt: Attempt) -> Iterator[Diagnostic]:
    """Whatever an author of a résumé would be told that is the theme's fault: errors, and the engine's remarks."""
    for diagnostic in attempt.said:
        warned = diagnostic.severity is Severity.WARNING and diagnostic.rule.stage in _STAGES_OF_A_THEME
        if warned or diagnostic.severity is Severity.ERROR:
            yield diagnostic


def in_a_line(diagnostic: Diagnostic) -> str:
    """A diagnostic as a check's finding."""
    return f"{diagnostic.code}: {diagnostic.message}"


def _reading(reader: TextReader, *, or_later: bool) -> PrintCheck:
    """Every word by another reader."""

    def check(made: TrialPrint) -> Iterator[str]:
        pages = reader(made.pdf.content)
        for number, (lines, columns) in enumerate(
            zip(pages, columns_of(made, or_later=or_later), strict=True), start=1
        ):
            if wrong := misread(lines, columns):
                yield f"page {number}: {wrong}"

    return check


def _runs_both_ways(made: TrialPrint) -> bool:
    return any(LEFTWARDS.search(word.text) for words in made.page.columns.values() for word in words)


def _headings(made: TrialPrint) -> Iterator[str]:
    """A heading stands on the page of what follows it."""
    for number, word in stranded(made):
        yield f"page {number} ends with a heading, “{word}”"


def _last_page(made: TrialPrint) -> Iterator[str]:
    """The last page has more than one line."""
    *before, last = made.reading.sheets
    lines = sum(token.starts_line for column in last.columns.values() for token in column)
    if before and lines == 1:
        yield f"page {len(before) + 1} has one line"


def _contrast(made: TrialPrint) -> Iterator[str]:
    from cvpdf.proof.other_readers import text_colours

    for number, pairs in enumerate(text_colours(made.pdf.content), start=1):
        for ink, ground in sorted(pairs):
            ratio = contrast(as_hex(ink), as_hex(ground))
            if ratio < _LEAST_CONTRAST:
                yield f"page {number}: {as_hex(ink)} on {as_hex(ground)} has a contrast of {ratio:.1f}"


def _accessible(made: TrialPrint) -> Iterator[str]:
    """By page-validation, which agrees with veraPDF (ISO 14289-1)."""
    from page import ValidationProfile, validate_pdf_bytes

    report = validate_pdf_bytes(made.pdf.content, profile=ValidationProfile.PDF_UA_1)
    yield from (str(failure) for failure in report.failures)


def _is_there(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None
