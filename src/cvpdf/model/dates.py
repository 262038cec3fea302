"""Dates as people know them: a year, a month, a day; never more precise than they were written."""

import functools
import re
from dataclasses import dataclass

Day = tuple[int, int, int]
"""Year, month, day."""

PRESENT_WORDS = ("present", "now", "current", "currently", "today", "ongoing")
"""English words for a period that has not ended, in any case."""

_LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})
_FEBRUARY = 2
_LAST_MONTH = 12
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?"
    r"(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)


class ImpossibleDateError(ValueError):
    """A date that no calendar has; the text says which part is wrong."""


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
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
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    def __str__(self) -> str:
        """The ISO 8601 form, as precise as the date."""
        parts = (f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Present:
    """A period that has not ended, in the word that was `written` for it."""

    written: str

    def __str__(self) -> str:
        """The word as it was written."""
        return self.written


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """Text in the place of a date that cannot be read as one; it is printed as written."""

    text: str

    def __str__(self) -> str:
        """The text as it was written."""
        return self.text


DateValue = PartialDate | Present | WrittenDate


def parse_date(text: str) -> PartialDate | None:
    """Read a date in any form that has one meaning: 2023, 2023-9, 2023/09/08, 09.2023, 2023-09-08T10:00Z.

    Returns:
        The date, or None where the text has no such form.

    Raises:
        ImpossibleDateError: when it has, but no calendar has that day.
    """
    match = _YEAR_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    month, day = parts["month"], parts.get("day")
    return PartialDate(int(parts["year"]), int(month) if month else None, int(day) if day else None)


def parse_present(text: str) -> Present | None:
    """Read an English word for a period that goes on, None for any other text."""
    return Present(text) if text.casefold() in PRESENT_WORDS else None


def _days(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar."""
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 31 if month in _LONG_MONTHS else 30
