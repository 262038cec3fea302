"""When an entry was, counted in months: the day of a date is noise, and a lone year may mean any of its months.

Whatever is compared, is compared for certain: a rule speaks only where it is right for every month that is meant.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cvpdf.model.dates import DateValue, Day, PartialDate, WrittenDate
from cvpdf.model.reading import shown
from cvpdf.model.resume import CustomEntry, Education, Position, Project, Resume, Volunteer, Work
from cvpdf.path import SourcePath

Dated = Work | Position | Education | Project | Volunteer | CustomEntry
"""The entries that last."""

LONG_AGO, FOR_EVER = 0, 12 * 10_000
YEAR = 12


class Months(NamedTuple):
    """The first and the last month that a date may mean."""

    first: int
    last: int


class Period(NamedTuple):
    """An entry and its dates. A word in the place of a date may mean any month."""

    path: SourcePath
    entry: Dated
    start: DateValue | None
    end: DateValue | None

    @property
    def is_reversed(self) -> bool:
        """Whether it ends before it starts, whatever its dates leave open."""
        start, end = self.start, self.end
        return isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.latest < start.earliest

    @property
    def is_dated(self) -> bool:
        """Whether there is a date that can be meant, to compare it with others by."""
        return not self.is_reversed and (isinstance(self.start, PartialDate) or isinstance(self.end, PartialDate))

    @property
    def begins(self) -> Months:
        """When it began."""
        if isinstance(self.start, PartialDate):
            return _months(self.start)
        return Months(LONG_AGO, self.ends.last)

    @property
    def ends(self) -> Months:
        """When it ended, `FOR_EVER` while it goes on."""
        if isinstance(self.end, PartialDate):
            return _months(self.end)
        began = _months(self.start).first if isinstance(self.start, PartialDate) else LONG_AGO
        return Months(began if isinstance(self.end, WrittenDate) else FOR_EVER, FOR_EVER)

    @property
    def place(self) -> SourcePath:
        """The path of a date that is written, to point at."""
        key = "startDate" if self.entry.startDate else "endDate" if self.entry.endDate else None
        return (*self.path, key) if key else self.path

    @property
    def name(self) -> str:
        """What a message calls it."""
        keys = ("position", "title", "name", "organization", "institution", "area")
        return next((f"`{shown(text)}`" for key in keys if (text := getattr(self.entry, key, None))), "this entry")


def periods(entries: Iterable[Dated], path: SourcePath) -> Iterator[Period]:
    """The periods of a list of entries; a lone `date` is both its start and its end."""
    for index, entry in enumerate(entries):
        start, end = entry.startDate, entry.endDate
        if isinstance(entry, CustomEntry) and start is None and end is None:
            start = end = entry.date
        yield Period((*path, index), entry, start, end)


def employment(resume: Resume) -> Iterator[tuple[Period, tuple[Period, ...]]]:
    """Each employer's period with those of its positions; what the one lacks comes from the others."""
    for period, work in zip(periods(resume.work, ("work",)), resume.work, strict=True):
        positions = tuple(periods(work.positions, (*period.path, "positions")))
        dated = [position for position in positions if position.is_dated]
        if dated and not period.is_dated:
            first = min(dated, key=lambda position: position.begins)
            last = max(dated, key=lambda position: position.ends)
            yield Period(period.path, period.entry, first.start, last.end), positions
        else:
            yield period, positions


def jobs(resume: Resume) -> Iterator[Period]:
    """Every position: those of one employer, or the job itself."""
    for period, positions in employment(resume):
        yield from positions if any(position.is_dated for position in positions) else (period,)


def others(resume: Resume) -> Iterator[Period]:
    """What lasts besides jobs."""
    yield from periods(resume.education, ("education",))
    yield from periods(resume.volunteer, ("volunteer",))
    yield from periods(resume.projects, ("projects",))
    for index, section in enumerate(resume.sections):
        yield from periods(section.entries, ("sections", index, "entries"))


def month_of(day: Day) -> int:
    """A month as a number, one more for each."""
    return day[0] * YEAR + day[1] - 1


def _months(date: PartialDate) -> Months:
    return Months(month_of(date.earliest), month_of(date.latest))
