"""The order of a section: latest first, as is the custom, or earliest first; but one of them throughout."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cvpdf.lint.periods import Months, Period, employment, periods
from cvpdf.lint.subject import Finding, Subject
from cvpdf.model.resume import Resume


def out_of_order(subject: Subject) -> Iterator[Finding]:
    """Find the first entry of each section that breaks the order which most of them keep."""
    for section in _sections(subject.resume):
        pairs = tuple(pairwise(period for period in section if period.is_dated))
        rises = [(above, below) for above, below in pairs if _is_later(below, above)]
        falls = [(above, below) for above, below in pairs if _is_later(above, below)]
        if rises and falls:
            latest_first = len(rises) <= len(falls)
            above, entry = (rises if latest_first else falls)[0]
            message = f"{entry.name} stands below {above.name}, which is {'earlier' if latest_first else 'later'}"
            yield Finding(entry.place, message, "move it: the usual order is the latest first")


def _sections(resume: Resume) -> Iterator[Sequence[Period]]:
    employers = tuple(employment(resume))
    yield [employer for employer, _ in employers]
    yield from (positions for _, positions in employers)
    yield tuple(periods(resume.education, ("education",)))
    yield tuple(periods(resume.volunteer, ("volunteer",)))


def _is_later(one: Period, other: Period) -> bool:
    """Whether one both began and ended later: of what lasted longer on both sides, either may stand first."""
    return _start(one).first > _start(other).last and one.ends.first > other.ends.last


def _start(period: Period) -> Months:
    """When it began; where that is not said, when it ended."""
    return period.begins if period.begins.first else period.ends
