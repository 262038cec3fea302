"""The words of a print as other readers have to give them: by page and column, headings and periods known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cvpdf.contract.attempt import Print
from cvpdf.contract.order import Beside, Column
from cvpdf.outline import Entry, Mark, Outline
from cvpdf.page import Word
from cvpdf.proof.reading import Token
from cvpdf.words import LONGEST_WHOLE

_Key = tuple[object, object]


@dataclass(frozen=True, slots=True)
class _Roles:
    """What marks are: a mark is known by where it comes from, for a title in capitals is another mark."""

    headings: frozenset[_Key]
    periods: frozenset[_Key]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word as it was read, and the number of its mark."""

    text: str
    mark: int | None


def columns_of(made: Print, *, by_layout: bool) -> list[list[Column]]:
    """For each page its columns; its margins come last, for they are a column to a reader.

    Each period belongs beside its entry; a reader that goes `by_layout` may take those at one edge for a column.
    """
    roles = _roles(made.outline)
    pages: list[list[Column]] = [[] for _ in made.reading.sheets]
    for name, words in made.page.columns.items():
        tokens = [sheet.columns.get(name, ()) for sheet in made.reading.sheets]
        for page, placed in zip(pages, _by_sheet(words, tokens), strict=True):
            page.extend(_columns(placed, made.page.marks, roles, len(page), at_edge=by_layout))
    for page, sheet in zip(pages, made.reading.sheets, strict=True):
        page.append(Column(tuple(token.text for token in sheet.margins)))
    return pages


def stranded(made: Print) -> Iterator[tuple[int, str]]:
    """Headings that end a page although their column goes on: the page's number, and the last word."""
    roles = _roles(made.outline)
    for name, words in made.page.columns.items():
        sheets = list(_by_sheet(words, [sheet.columns.get(name, ()) for sheet in made.reading.sheets]))
        for number, (placed, following) in enumerate(pairwise(sheets), start=1):
            if placed and following and _is(placed[-1], made.page.marks, roles.headings):
                yield number, placed[-1].text


def _by_sheet(words: Sequence[Word], sheets: Sequence[Sequence[Token]]) -> Iterator[list[_Placed]]:
    """Give each token the mark of its word; a long word has been read as several, a short one is put together."""
    rest = iter(words)
    word, left = None, ""
    for tokens in sheets:
        placed: list[_Placed] = []
        for token in tokens:
            if placed and left and word and len(word.text) <= LONGEST_WHOLE:
                placed[-1] = _Placed(placed[-1].text + token.text, word.mark)
                left = left[len(token.text) :]
                continue
            if not left:
                word = next(rest, None)
                left = word.text if word else ""
            placed.append(_Placed(token.text, word.mark if word else None))
            left = left[len(token.text) :]
        yield placed


def _columns(
    placed: list[_Placed], marks: Sequence[Mark], roles: _Roles, number: int, *, at_edge: bool
) -> Iterator[Column]:
    """The column itself without the periods in it, and each period as a run beside it."""
    own: list[_Placed] = []
    periods: list[tuple[int, list[str]]] = []
    before: _Placed | None = None
    for word in placed:
        if _is(word, marks, roles.periods):
            if before is None or before.mark != word.mark:
                periods.append((len(own), []))
            periods[-1][1].append(word.text)
        else:
            own.append(word)
        before = word
    heads = [_is(word, marks, roles.headings) for word in own]
    begins = [
        place for place, head in enumerate(heads) if head and (place == 0 or own[place - 1].mark != own[place].mark)
    ]
    held = frozenset(place for place in range(len(own) - 1) if heads[place] and own[place + 1].mark != own[place].mark)
    yield Column(tuple(word.text for word in own), held)
    for place, words in periods:
        first = max((start for start in begins if start < place), default=0)
        last = min((start for start in begins if start >= place), default=len(own))
        yield Column(tuple(words), apart=True, beside=Beside(number, first, last, at_edge))


def _is(word: _Placed, marks: Sequence[Mark], keys: frozenset[_Key]) -> bool:
    return word.mark is not None and _key(marks[word.mark]) in keys


def _roles(outline: Outline) -> _Roles:
    headings: set[_Key] = set()
    periods: set[_Key] = set()
    for section in outline.sections:
        headings.add(_key(section.title))
        for entry in section.entries:
            for part in (entry, *entry.positions):
                _sort(part, headings, periods)
    return _Roles(frozenset(headings), frozenset(periods))


def _sort(entry: Entry, headings: set[_Key], periods: set[_Key]) -> None:
    if entry.title and _goes_on(entry):
        headings.add(_key(entry.title))
    if entry.dates:
        periods.add(_key(entry.dates))


def _goes_on(entry: Entry) -> bool:
    """Whether anything stands under an entry's title, which is a heading only then."""
    below = (entry.subtitle, entry.place, entry.link, entry.prose, entry.highlights, entry.facts, entry.keywords)
    return any((*below, entry.positions))


def _key(mark: Mark) -> _Key:
    return mark.origin, mark.covers
