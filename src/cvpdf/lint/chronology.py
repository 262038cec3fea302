"""Rules about time: periods that cannot be, gaps, overlaps, the order of a section."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cvpdf.lint.subject import RuleFinding, Subject
from cvpdf.model.dates import DateValue, Day, PartialDate, WrittenDate
from cvpdf.model.field_values import shown
from cvpdf.model.resume import CustomEntry, Education, Position, Project, Resume, Volunteer, Work
from cvpdf.path import SourcePath

# Periods in months. -------------------------------------------------------------------------------------------
# Whatever is compared, is compared for certain: a rule speaks only where it is right for every month that is meant.


Dated = Work | Position | Education | Project | Volunteer | CustomEntry
"""The entries that last."""

LONG_AGO, FOR_EVER = 0, 12 * 10_000
YEAR = 12


class Months(NamedTuple):
    """The first and the last month that a date may mean."""

    first: int
    last: int


class DatedEntry(NamedTuple):
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


def periods(entries: Iterable[Dated], path: SourcePath) -> Iterator[DatedEntry]:
    """The periods of a list of entries; a lone `date` is both its start and its end."""
    for index, entry in enumerate(entries):
        start, end = entry.startDate, entry.endDate
        if isinstance(entry, CustomEntry) and start is None and end is None:
            start = end = entry.date
        yield DatedEntry((*path, index), entry, start, end)


def employment(resume: Resume) -> Iterator[tuple[DatedEntry, tuple[DatedEntry, ...]]]:
    """Each employer's period with those of its positions; what the one lacks comes from the others."""
    for period, work in zip(periods(resume.work, ("work",)), resume.work, strict=True):
        positions = tuple(periods(work.positions, (*period.path, "positions")))
        dated = [position for position in positions if position.is_dated]
        if dated and not period.is_dated:
            first = min(dated, key=lambda position: position.begins)
            last = max(dated, key=lambda position: position.ends)
            yield DatedEntry(period.path, period.entry, first.start, last.end), positions
        else:
            yield period, positions


def jobs(resume: Resume) -> Iterator[DatedEntry]:
    """Every position: those of one employer, or the job itself."""
    for period, positions in employment(resume):
        yield from positions if any(position.is_dated for position in positions) else (period,)


def others(resume: Resume) -> Iterator[DatedEntry]:
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


# Overlaps and gaps. -------------------------------------------------------------------------------------------


def overlaps(subject: Subject) -> Iterator[RuleFinding]:
    """Find positions without an end after which the next one at the same employer has begun, each once.

    For certain a month or more of the one is in the other. Where an end is written, or a word for the present, both
    were held at once more often than not: a professor directs an institute, a doctoral student teaches.
    """
    for positions in _by_employer(subject.resume):
        begun = sorted(((period.begins, period.ends, period) for period in positions), key=lambda dated: dated[0])
        for place, (began, ended, earlier) in enumerate(begun):
            if earlier.end is not None:
                continue
            for starts, _, later in begun[place + 1 :]:
                if starts.first >= ended.first:
                    break
                if began.last < starts.first and starts.last < ended.first:
                    yield _overlapping(earlier, later)
                    break


def gaps(subject: Subject) -> Iterator[RuleFinding]:
    """Find each time of over a year after the first job in which there is nothing, and after which there is a job."""
    employed = tuple(jobs(subject.resume))
    if not employed or not all(job.is_dated for job in employed):
        return
    filled = (other for other in others(subject.resume) if other.is_dated)
    first, last = min(job.begins.first for job in employed), max(job.begins.first for job in employed)
    before: DatedEntry | None = None
    for period in sorted((*employed, *filled), key=lambda period: period.begins.first):
        start = period.begins.first
        if before and first < start <= last and (months := start - before.ends.last - 1) > YEAR:
            yield _gap(before, period, months)
        before = period if before is None or period.ends.last > before.ends.last else before


def _by_employer(resume: Resume) -> Iterator[tuple[DatedEntry, ...]]:
    """The positions at each employer that has a name, and those that are listed under one."""
    named: dict[str, list[DatedEntry]] = {}
    for (employer, positions), work in zip(employment(resume), resume.work, strict=True):
        dated = [period for period in positions if period.is_dated] or [employer]
        listed = [period for period in dated if period.is_dated and isinstance(period.start, PartialDate)]
        name = " ".join((work.name or "").casefold().split())
        if name:
            named.setdefault(name, []).extend(listed)
        else:
            yield tuple(listed)
    yield from map(tuple, named.values())


def _overlapping(earlier: DatedEntry, later: DatedEntry) -> RuleFinding:
    message = f"{earlier.name} goes on, but {later.name} at the same employer starts {later.start}"
    return RuleFinding(earlier.place, message, "write its `endDate`, unless both were held at once")


def _gap(before: DatedEntry, after: DatedEntry, months: int) -> RuleFinding:
    years = (months - 1) // YEAR
    length = f"{years} years" if years > 1 else "a year"
    message = f"there is a gap of over {length} between {before.end} and {after.start}"
    return RuleFinding(after.place, message, "say what you did then: work, study, a project, a leave")


# Periods that cannot be. --------------------------------------------------------------------------------------


def reversed_periods(subject: Subject) -> Iterator[RuleFinding]:
    """Find what ends before it starts."""
    for period in _all(subject.resume):
        if period.is_reversed:
            message = f"`endDate` {period.end} is before `startDate` {period.start}"
            yield RuleFinding((*period.path, "endDate"), message, "swap the two, or mend the one that is wrong")


def future_starts(subject: Subject) -> Iterator[RuleFinding]:
    """Find what starts more than a month from today; nothing, where it is not known what day it is."""
    if subject.today is None:
        return
    next_month = month_of((subject.today.year, subject.today.month, 1)) + 1
    for period in _all(subject.resume):
        start = period.entry.startDate
        if isinstance(start, PartialDate) and month_of(start.earliest) > next_month:
            yield RuleFinding(
                (*period.path, "startDate"), f"`startDate` {start} is in the future", "mend it, unless you begin then"
            )


def _all(resume: Resume) -> Iterator[DatedEntry]:
    """Every period, those of employers and of their positions alike."""
    yield from periods(resume.work, ("work",))
    for index, work in enumerate(resume.work):
        yield from periods(work.positions, ("work", index, "positions"))
    yield from others(resume)


# The order of entries. ----------------------------------------------------------------------------------------


def out_of_order(subject: Subject) -> Iterator[RuleFinding]:
    """Find the first entry of each section that breaks the order which most of them keep."""
    for section in _sections(subject.resume):
        pairs = tuple(pairwise(period for period in section if period.is_dated))
        rises = [(above, below) for above, below in pairs if _is_later(below, above)]
        falls = [(above, below) for above, below in pairs if _is_later(above, below)]
        if rises and falls:
            latest_first = len(rises) <= len(falls)
            above, entry = (rises if latest_first else falls)[0]
            message = f"{entry.name} stands below {above.name}, which is {'earlier' if latest_first else 'later'}"
            yield RuleFinding(entry.place, message, "move it: the usual order is the latest first")


def _sections(resume: Resume) -> Iterator[Sequence[DatedEntry]]:
    employers = tuple(employment(resume))
    yield [employer for employer, _ in employers]
    yield from (positions for _, positions in employers)
    yield tuple(periods(resume.education, ("education",)))
    yield tuple(periods(resume.volunteer, ("volunteer",)))


def _is_later(one: DatedEntry, other: DatedEntry) -> bool:
    """Whether one both began and ended later: of what lasted longer on both sides, either may stand first."""
    return _start(one).first > _start(other).last and one.ends.first > other.ends.last


def _start(period: DatedEntry) -> Months:
    """When it began; where that is not said, when it ended."""
    return period.begins if period.begins.first else period.ends
