"""What is asked of the places of values: room between two on one line, and a period beside the title that it dates.

Programs that take a résumé apart see letters and where they stand, no marks: what is nearer than a letter is wide they
take for one value, and a period that comes later for that of the next entry.
"""

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cvpdf.contract.trials import TrialPrint
from cvpdf.fields.comparison import compare
from cvpdf.fields.parsing import parse
from cvpdf.fields.runs_and_lines import read_lines
from cvpdf.outline.values import Entry, Mark, Outline, text_of
from cvpdf.page import Box, Sheet, Word
from cvpdf.proof.other_readers import PlacedLetter, placed_letters

MarkKey = tuple[object, object]


def key_of(mark: Mark) -> MarkKey:
    """By what a mark is known: where it comes from, for a title in capitals is another mark."""
    return mark.origin, mark.covers


# Words and where their letters stand. -------------------------------------------------------------------------


class _LetteredWord(NamedTuple):
    """A word of a column, the number of the mark that it begins in, and its letters."""

    text: str
    mark: int | None
    letters: tuple[PlacedLetter, ...]

    @property
    def is_sign(self) -> bool:
        """Whether a theme has put it between two values, as it does a dot."""
        return self.mark is None and not any(character.isalnum() for character in self.text)


def _placed_words(made: TrialPrint) -> list[list[_LetteredWord]]:
    """The words of each column with their letters, as far as the PDF gives what the page has."""
    found: dict[str, list[PlacedLetter]] = {name: [] for name in made.page.columns}
    for letters, sheet in zip(placed_letters(made.pdf.content), made.pdf.sheets, strict=True):
        columns = sheet.columns or {"": Box(sheet.body.page, 0, sheet.body.y, sheet.width, sheet.body.height)}
        for letter in letters:
            name = _column_at(letter, sheet, columns)
            if name in found:
                found[name].append(letter)
    return [list(_matched(words, found[name])) for name, words in made.page.columns.items()]


def _column_at(letter: PlacedLetter, sheet: Sheet, columns: Mapping[str, Box]) -> str | None:
    x, y = (letter.left + letter.right) / 2, sheet.height - (letter.bottom + letter.top) / 2
    return next(
        (name for name, box in columns.items() if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height),
        None,
    )


def _matched(words: Sequence[Word], letters: Sequence[PlacedLetter]) -> Iterator[_LetteredWord]:
    """Give each word its letters; accents may come by themselves. Where another letter comes, nothing more is known."""
    place = 0
    for word in words:
        wanted, start, text = unicodedata.normalize("NFC", word.text), place, ""
        while place < len(letters) and unicodedata.normalize("NFC", text) != wanted and len(text) < len(wanted) * 2:
            text, place = text + letters[place].text, place + 1
        if unicodedata.normalize("NFC", text) != wanted:
            return
        yield _LetteredWord(word.text, word.mark, tuple(letters[start:place]))


# Room between values. -----------------------------------------------------------------------------------------

_RUN_ON = tuple(",;:.?!…、，；：。)]}")
"""Signs after which a text runs on: behind "Grade:" or "A. Example," comes what belongs to it, and no other value."""

_OPENING = tuple("([{")


def crowded(made: TrialPrint) -> Iterator[str]:
    """Say which two values on one line stand nearer than a letter is wide.

    Args:
        made: What came out of a trial.

    Yields:
        A sentence for each, with the first of its page.
    """
    for words in _placed_words(made):
        widths = _letter_widths(words)
        for number, (first, second) in enumerate(pairwise(words)):
            if not _are_apart(words, number) or not _in_one_line(first.letters[-1], second.letters[0]):
                continue
            before, after = first.letters[-1], second.letters[0]
            room, least = after.left - before.right, widths[_line_of(before)]
            if room <= least:
                where = f"page {before.page}: “{first.text}” and “{second.text}”"
                yield f"{where} are {room:.1f} pt apart, and a letter there is {least:.1f} pt wide"


def _are_apart(words: Sequence[_LetteredWord], number: int) -> bool:
    """Whether this word and the next belong to two values, or to a value and the sign that parts it from another."""
    first, second = words[number], words[number + 1]
    if first.is_sign:  # one at the beginning of a line, as a bullet is, parts nothing
        return number > 0 and _in_one_line(words[number - 1].letters[-1], first.letters[0])
    if second.is_sign:
        return number + 2 < len(words)
    if first.mark is None or second.mark is None or first.mark == second.mark:
        return False
    return not first.text.endswith(_RUN_ON) and not second.text.startswith(_OPENING)


def _in_one_line(first: PlacedLetter, second: PlacedLetter) -> bool:
    middle = (second.bottom + second.top) / 2
    return first.page == second.page and second.left >= first.left and first.bottom <= middle <= first.top


def _line_of(letter: PlacedLetter) -> tuple[int, int]:
    """A line, by its page and the middle of its height in steps of 4 pt, for italics stand a little lower."""
    return letter.page, round((letter.bottom + letter.top) / 8)


def _letter_widths(words: Sequence[_LetteredWord]) -> dict[tuple[int, int], float]:
    """How wide a letter is on each line, on average; a sign of Chinese, Japanese or Korean counts as two."""
    lines: dict[tuple[int, int], list[float]] = {}
    for letter in (letter for word in words for letter in word.letters):
        wide = unicodedata.east_asian_width(letter.text[0]) in "WF"
        lines.setdefault(_line_of(letter), []).append((letter.right - letter.left) / (2 if wide else 1))
    return {line: sum(widths) / len(widths) for line, widths in lines.items()}


# Periods beside their titles. ---------------------------------------------------------------------------------


def parted_periods(made: TrialPrint) -> Iterator[str]:
    """Say which periods are not next to their entry's title in the content.

    Who and where may stand between, if that leads up to the period on its line. Publications are left out: a
    bibliography has a form of its own.

    Args:
        made: What came out of a trial.

    Yields:
        A sentence for each.
    """
    places = {key_of(mark): number for number, mark in enumerate(made.page.marks)}
    columns = _placed_words(made)
    for entry, title, period in _dated(made.outline):
        head = {places.get(key_of(mark)) for mark in (title, entry.subtitle, *entry.place, entry.link) if mark}
        numbers = places.get(key_of(title)), places.get(key_of(period))
        if None not in numbers and not any(_are_together(words, *numbers, head) for words in columns):
            yield f"“{text_of(period)}” does not stand beside “{text_of(title)}”"


def _dated(outline: Outline) -> Iterator[tuple[Entry, Mark, Mark]]:
    """Every dated entry with what it begins with, and its period."""
    entries = (entry for section in outline.sections if section.kind != "publications" for entry in section.entries)
    for part in (part for entry in entries for part in (entry, *entry.positions)):
        first = _beginning(part)
        if part.dates and first:
            yield part, first, part.dates


def _beginning(entry: Entry) -> Mark | None:
    return next((mark for mark in (entry.title, entry.subtitle, *entry.place, entry.link) if mark), None)


def _are_together(
    words: Sequence[_LetteredWord], title: int | None, period: int | None, head: Container[int | None]
) -> bool:
    titles = [place for place, word in enumerate(words) if word.mark == title]
    periods = [place for place, word in enumerate(words) if word.mark == period]
    if not titles or not periods:
        return False
    if periods[0] - titles[-1] == 1 or titles[0] - periods[-1] == 1:
        return True
    between = words[titles[-1] + 1 : periods[0]]
    first, *_, last = (*words[titles[0]].letters[:1], words[titles[-1]].letters[-1])
    if not between or (_in_one_line(first, last) and not _in_one_line(last, between[0].letters[0])):
        return False
    leads_up = _in_one_line(between[-1].letters[-1], words[periods[0]].letters[0])
    return leads_up and all(word.is_sign or word.mark in head for word in between)


# Fields. ------------------------------------------------------------------------------------------------------


_ASKED = frozenset(("name", "e-mail", "phone", "title", "employer", "school", "period", "bullet"))
_IN_ONE_COLUMN = frozenset(("period", "bullet"))
"""Fields that parsers lose on pages of two columns, whatever a theme does."""


_LONGEST_WORD = 40
"""Letters; a longer one goes over several lines of a heading, and no parser puts it together."""
_LAST_LATIN = "\u024f"


def misread_fields(made: TrialPrint) -> Iterator[str]:
    """Each field of a print that a parser tears, glues to its neighbour, puts elsewhere, or misses.

    Args:
        made: The print. Nothing is asked where it has letters of another script than Latin: a font that lacks them
            hands over to another one in the middle of a value, and the spaces to a third.

    Yields:
        A sentence for each.
    """
    words = [word.text for words in made.page.columns.values() for word in words]
    if any(len(word) > _LONGEST_WORD or any(map(_is_foreign, word)) for word in words):
        return
    printed = {path for mark in made.page.marks for path in (mark.origin, *mark.covers)}
    several = any(len(sheet.columns) > 1 for sheet in made.pdf.sheets)
    asked = _ASKED - _IN_ONE_COLUMN if several else _ASKED
    text = read_lines(made.pdf.content)
    for fault in compare(parse(text), text, made.outline, lambda path: path not in printed):
        if fault.field in asked and not fault.within:
            yield f"{fault.message} ({fault.spot})" if fault.spot else fault.message


def _is_foreign(letter: str) -> bool:
    return letter > _LAST_LATIN and letter.isalpha()
