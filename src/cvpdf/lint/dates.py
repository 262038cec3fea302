"""Dates that cannot be meant: a period that ends before it starts, one that starts in the future."""

from collections.abc import Iterator

from cvpdf.lint.periods import Period, month_of, others, periods
from cvpdf.lint.subject import Finding, Subject
from cvpdf.model.dates import PartialDate
from cvpdf.model.resume import Resume


def reversed_periods(subject: Subject) -> Iterator[Finding]:
    """Find what ends before it starts."""
    for period in _all(subject.resume):
        if period.is_reversed:
            message = f"`endDate` {period.end} is before `startDate` {period.start}"
            yield Finding((*period.path, "endDate"), message, "swap the two, or mend the one that is wrong")


def future_starts(subject: Subject) -> Iterator[Finding]:
    """Find what starts more than a month from today; nothing, where it is not known what day it is."""
    if subject.today is None:
        return
    next_month = month_of((subject.today.year, subject.today.month, 1)) + 1
    for period in _all(subject.resume):
        start = period.entry.startDate
        if isinstance(start, PartialDate) and month_of(start.earliest) > next_month:
            yield Finding(
                (*period.path, "startDate"), f"`startDate` {start} is in the future", "mend it, unless you begin then"
            )


def _all(resume: Resume) -> Iterator[Period]:
    """Every period, those of employers and of their positions alike."""
    yield from periods(resume.work, ("work",))
    for index, work in enumerate(resume.work):
        yield from periods(work.positions, ("work", index, "positions"))
    yield from others(resume)
