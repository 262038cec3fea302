"""Dates as people know them, never more precise than they were written, and the forms in which they are written."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from cvpdf.words import folded

# The value. ---------------------------------------------------------------------------------------------------


Day = tuple[int, int, int]
"""Year, month, day."""

_LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})
_FEBRUARY = 2
_LAST_MONTH = 12


class ImpossibleDateError(ValueError):
    """A date that no calendar has; the text says which part is wrong."""


class AmbiguousDateError(ValueError):
    """A date that may be either of two."""

    def __init__(self, one: "PartialDate", other: "PartialDate") -> None:
        """Keep both."""
        super().__init__(f"this may be {one} or {other}")
        self.dates = (one, other)


class PartialDate(Struct, frozen=True):
    """A year, a month of it, or a day of that; a year is ordered before its months, a month before its days.

    Raises:
        ImpossibleDateError: when the calendar has no such year, month or day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.year < 1:
            raise ImpossibleDateError(f"there is no year {self.year}")
        if self.month is None:
            if self.day is not None:
                raise ImpossibleDateError("a day needs its month")
            return
        if not 1 <= self.month <= _LAST_MONTH:
            raise ImpossibleDateError(f"there is no month {self.month}")
        days = _days(self.year, self.month)
        if self.day is not None and not 1 <= self.day <= days:
            raise ImpossibleDateError(f"there is no day {self.day}, for {self.year:04}-{self.month:02} has {days} days")

    @property
    def earliest(self) -> Day:
        """The first day that this may mean."""
        return (self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> Day:
        """The last day that this may mean."""
        month = self.month or _LAST_MONTH
        return (self.year, month, self.day or _days(self.year, month))

    def __lt__(self, other: "PartialDate") -> bool:
        """Order by year, month, day; what is not given comes first."""
        return self._parts < other._parts

    def __le__(self, other: "PartialDate") -> bool:
        """Order as above."""
        return self._parts <= other._parts

    def __gt__(self, other: "PartialDate") -> bool:
        """Order as above."""
        return self._parts > other._parts

    def __ge__(self, other: "PartialDate") -> bool:
        """Order as above."""
        return self._parts >= other._parts

    @property
    def _parts(self) -> Day:
        return (self.year, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        """The ISO 8601 form, as precise as the date."""
        parts = (f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in parts if part)


class Present(Struct, frozen=True):
    """A period that has not ended, in the word that was `written` for it; all words mean the same."""

    written: str

    def __eq__(self, other: object) -> bool:
        """Whether the other is a period that has not ended, too."""
        return isinstance(other, Present)

    def __hash__(self) -> int:
        """The same for all words."""
        return hash(Present)

    def __str__(self) -> str:
        """The word as it was written."""
        return self.written


class WrittenDate(Struct, frozen=True):
    """Text in the place of a date that cannot be read as one; it is printed as written."""

    text: str

    def __str__(self) -> str:
        """The text as it was written."""
        return self.text


DateValue = PartialDate | Present | WrittenDate


def _days(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar."""
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 31 if month in _LONG_MONTHS else 30


# The names of months. -----------------------------------------------------------------------------------------


MONTHS_FILE = Path(__file__).with_name("months.json")

BETWEEN = frozenset(
    "a d da de del den di do du e er ko la le nd o of rd st ta th"  # 1st of March, 15 de marzo, d'abril, 2021(e)ko, 1er
    " m gada g г г. год года году р рік року оны ж թ".split()  # 2021 m. kovas, 2021. gada marts, март 2021 г.
)
"""What stands in dates between their parts and says nothing."""

_HEBREW_IN = "ב"  # written together with the month: 15 במרץ 2021


def name_key(name: str) -> str:
    """A month's name as it is looked up: folded, without the little words that may precede it."""
    words = folded(name).split()
    while len(words) > 1 and words[0] in BETWEEN:
        del words[0]
    return " ".join(words)


def months_named(name: str, language: str) -> tuple[int, ...]:
    """The months that a name may be: none, or one, or several where the language of the résumé does not decide."""
    own: dict[str, int] = _file()["languages"].get(_bare(language), {})
    everywhere: dict[str, Any] = _file()["everywhere"]
    for key in (name_key(name), name_key(name.removeprefix(_HEBREW_IN))):
        found = own.get(key) or everywhere.get(key)
        if found:
            return tuple(found) if isinstance(found, list) else (found,)
    return ()


def day_first(language: str) -> bool | None:
    """Whether a date such as 03/04/2020 begins with its day, None where the language does not decide."""
    orders: dict[str, str] = _file()["orders"]
    order = orders.get(language.lower()) or orders.get(_bare(language))
    return None if order is None else order == "d"


def _bare(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def _file() -> Any:  # noqa: ANN401 - JSON, of the shape that its maker says
    return json.loads(MONTHS_FILE.read_text(encoding="utf-8"))


# The forms of dates. ------------------------------------------------------------------------------------------
# A form counts only where it has one meaning. What may be a period, a guess ("2019?") or a year of another calendar
# is no date, and is printed as it was written.


_LONGEST = 60
_FOUR_DIGITS, _TWO_DIGITS = 4, 2
_YEARS = range(1500, 2050)
"""Years that are Gregorian in any digits and words: those of Persia are before, those of Thailand and Nepal after."""

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark> ?[-/.] ?)(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?\.?)?"
    r"(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})( ?[-/.] ?)(\d{1,2})\2(\d{4})\.?", re.ASCII)

# Where a number's own word says what it is: 2021年3月15日, 2021년 3월, 15 tháng 3 năm 2021. Folded, as below.
_MARKED = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?:(?P<day>\d\d?) ?[日일号號]?)?",
        r"(?:ngay )?(?P<day>\d\d?) (?:thang|thg) (?P<month>\d\d?)(?: nam)? (?P<year>\d{4})",
        r"(?:thang|thg) (?P<month>\d\d?)(?: nam)? (?P<year>\d{4})",
    )
)

# With a month as a word: every order of day, month and year in which the day is beside its month.
_ORDERS = frozenset({"my", "ym", "dmy", "mdy", "ydm", "ymd"})
_PART = re.compile(r"\d+|[^\d\s]+")
_YEAR_SIGN = re.compile("(?<=[0-9])[年년]|(?<= )ค ศ(?= )")
_DAY_OF_WEEK = re.compile(r" ?\([月火水木金土日월화수목금토일](?:曜日|요일)?\)$")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_WORD_FOR_YEAR = re.compile(r"(?<=\d{4}) ?(?:г|р|ж|թ|m)\.?$")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PUNCTUATION = frozenset(" -/.,'’()،、·׳॰")
_OPEN_END = re.compile(r"^\s*[-/]|[-/]\s*$|\.\.")


def parse_date(text: str, language: str = "") -> PartialDate | None:
    """Read a date in any form that has one meaning: 2023, 2023-9, 09.2023, 31/12/2020, Sept. 2023, 2023年9月.

    `language` is what the résumé says it is written in: it decides what some words and orders mean.

    Returns:
        The date, or None where the text has no such form.

    Raises:
        ImpossibleDateError: when it has, but no calendar has that day.
        AmbiguousDateError: when it has, but may be either of two dates.
    """
    if len(text) > _LONGEST:
        return None
    if match := _ISO.fullmatch(text):
        return _date(match)
    written = _evened(text)
    date = _in_numbers(written, language) or _with_words(written, language)
    if date is None or date.year in _YEARS or (text.isascii() and _YEAR_FIRST.fullmatch(text)):
        return date
    return None


def _evened(text: str) -> str:
    """A text with plain digits, spaces and hyphens, whatever was typed for them."""
    shown = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    digits = (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in shown)
    return _WORD_FOR_YEAR.sub("", _DAY_OF_WEEK.sub("", " ".join("".join(digits).translate(_DASHES).split())))


def _in_numbers(text: str, language: str) -> PartialDate | None:
    if match := _YEAR_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return _date(match)
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[3]), int(match[4]), language)
    return None


def _date(match: re.Match[str]) -> PartialDate:
    """A date by its parts; a day, or a month and a day, of nothing but zeros is none."""
    parts = match.groupdict()
    month, day = int(parts["month"] or 0), int(parts.get("day") or 0)
    return PartialDate(int(parts["year"]), month if month or day else None, day or None)


def _year_last(first: int, second: int, year: int, language: str) -> PartialDate:
    """Read day and month in either order, where the other is none, or where the language has one order only."""
    both = ((second, first), (first, second))
    dates = dict.fromkeys(PartialDate(year, month, day) for month, day in both if month <= _LAST_MONTH)
    if not dates:
        raise ImpossibleDateError(f"there is no month {second}")
    if len(dates) == 1:
        return next(iter(dates))

    one, other = dates
    order = day_first(language)
    if order is None:
        raise AmbiguousDateError(*sorted(dates))
    return one if order else other


def _with_words(text: str, language: str) -> PartialDate | None:
    if _OPEN_END.search(text) or not all(map(_is_of_a_date, text)):
        return None
    spelled = folded(text)
    for form in _MARKED:
        if match := form.fullmatch(spelled):
            return _date(match)
    spelled = _YEAR_SIGN.sub(" ", spelled).strip()
    if _ISO.fullmatch(spelled):
        return PartialDate(int(spelled))
    order, numbers, words = _parts(spelled)
    months = months_named(" ".join(words), language) if order in _ORDERS else ()
    if order in {"dmy", "ymd"} and len(words) == 1 and words[0] in _ROMAN:  # without a day it may be a quarter
        months = (_ROMAN.index(words[0]) + 1,)
    dates = [PartialDate(numbers["y"], month, numbers.get("d")) for month in months]
    if len(dates) > 1:
        raise AmbiguousDateError(dates[0], dates[1])
    return dates[0] if dates else None


def _is_of_a_date(letter: str) -> bool:
    return letter.isalnum() or letter in _PUNCTUATION or unicodedata.category(letter)[0] == "M"


def _parts(spelled: str) -> tuple[str, dict[str, int], list[str]]:
    """Take a text apart: the order of its parts as letters, its numbers by letter, and the words of its month."""
    order, numbers, words = "", dict[str, int](), list[str]()
    for part in _PART.findall(spelled):
        if part.isdecimal():
            kind = {_FOUR_DIGITS: "y", _TWO_DIGITS: "d", 1: "d"}.get(len(part), "?")
            numbers[kind] = int(part)
        elif part in BETWEEN:
            continue
        else:
            kind = "m"
            words.append(part)
        order += "" if kind == "m" and order.endswith("m") else kind
    return order, numbers, words


# Words for what goes on. --------------------------------------------------------------------------------------
# They are in a file, a line for each language, which is read only for a word that is not English. Only what can mean
# nothing else at the end of a period is there. Case, accents and punctuation are all one.


PRESENT_FILE = Path(__file__).with_name("present.txt")

PRESENT_WORDS = ("present", "now", "current", "currently", "today", "ongoing")
"""The words that need no conversion: those of cvpdf's own files, in any case."""

_LONGEST_WORD = 40
_SHORT = 3


def parse_present(text: str) -> Present | None:
    """Read a word for a period that goes on, None for any other text.

    Args:
        text: A value as it was typed, in any language.

    Returns:
        The value for a period that goes on, which keeps the word, or None.
    """
    return Present(text) if is_usual(text) or (len(text) <= _LONGEST_WORD and _key(text) in _known()) else None


def is_usual(text: str) -> bool:
    """Whether it is a word that a file of cvpdf's own would have."""
    return text.casefold() in PRESENT_WORDS


def _key(text: str) -> str:
    """A word as it is looked up; a short one keeps its accents, for `nå` is now and `NA` is not."""
    key = folded(text)
    if len(key) > _SHORT:
        return key
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.casefold())))


@cache
def _known() -> frozenset[str]:
    lines = PRESENT_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(_key(word) for line in lines for word in line.partition(":")[2].split(";"))
