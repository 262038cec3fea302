"""Dates as people know them: a year, a month, a day; never more precise than they were written."""

import functools
from dataclasses import dataclass, field

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
    """A period that has not ended, in the word that was `written` for it; all words mean the same."""

    written: str = field(compare=False)

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


def _days(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar."""
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 31 if month in _LONG_MONTHS else 30
