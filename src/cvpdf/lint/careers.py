"""One job beside the other: positions at one employer that overlap, and gaps between jobs."""

from collections.abc import Iterator

from cvpdf.lint.periods import YEAR, Period, employment, jobs, others
from cvpdf.lint.subject import Finding, Subject
from cvpdf.model.dates import PartialDate
from cvpdf.model.resume import Resume


def overlaps(subject: Subject) -> Iterator[Finding]:
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


def gaps(subject: Subject) -> Iterator[Finding]:
    """Find each time of over a year after the first job in which there is nothing, and after which there is a job."""
    employed = tuple(jobs(subject.resume))
    if not employed or not all(job.is_dated for job in employed):
        return
    filled = (other for other in others(subject.resume) if other.is_dated)
    first, last = min(job.begins.first for job in employed), max(job.begins.first for job in employed)
    before: Period | None = None
    for period in sorted((*employed, *filled), key=lambda period: period.begins.first):
        start = period.begins.first
        if before and first < start <= last and (months := start - before.ends.last - 1) > YEAR:
            yield _gap(before, period, months)
        before = period if before is None or period.ends.last > before.ends.last else before


def _by_employer(resume: Resume) -> Iterator[tuple[Period, ...]]:
    """The positions at each employer that has a name, and those that are listed under one."""
    named: dict[str, list[Period]] = {}
    for (employer, positions), work in zip(employment(resume), resume.work, strict=True):
        dated = [period for period in positions if period.is_dated] or [employer]
        listed = [period for period in dated if period.is_dated and isinstance(period.start, PartialDate)]
        name = " ".join((work.name or "").casefold().split())
        if name:
            named.setdefault(name, []).extend(listed)
        else:
            yield tuple(listed)
    yield from map(tuple, named.values())


def _overlapping(earlier: Period, later: Period) -> Finding:
    message = f"{earlier.name} goes on, but {later.name} at the same employer starts {later.start}"
    return Finding(earlier.place, message, "write its `endDate`, unless both were held at once")


def _gap(before: Period, after: Period, months: int) -> Finding:
    years = (months - 1) // YEAR
    length = f"{years} years" if years > 1 else "a year"
    message = f"there is a gap of over {length} between {before.end} and {after.start}"
    return Finding(after.place, message, "say what you did then: work, study, a project, a leave")
