"""One small function for each kind of entry: which of its fields is the title, which a fact, and so on."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from cvpdf.outline import Entry, Group, Mark
from cvpdf.outlining.fields import address, addresses, date, fact, labelled, period, place
from cvpdf.outlining.fields import language as named_language
from cvpdf.outlining.marks import Marker, Value, present
from cvpdf.outlining.publications import with_heading, with_own_name
from cvpdf.outlining.ratings import rating
from cvpdf.outlining.targets import bare_doi, doi_target, email_target, phone_target

T = TypeVar("T")


def headed(entry: Entry, dates: Mark | None, *names: Mark | None) -> Entry:
    """Give an entry its heading: the first name that is there is the title, the next the subtitle.

    Without any name the dates are the title.
    """
    title, subtitle, *_ = (*present(names), None, None)
    if title is None:
        return replace(entry, title=dates)
    return replace(entry, title=title, subtitle=subtitle, dates=dates)


def filled(parts: Iterable[T], nothing: T) -> tuple[T, ...]:
    """Those that have anything to print."""
    return tuple(part for part in parts if part != nothing)


def work(marker: Marker, job: Value) -> Entry:
    """A job, or several positions at one employer."""
    positions = filled((position(marker, item) for item in job["positions"].items()), Entry())
    role, employer = marker.line(job["position"]), marker.line(job["name"])
    names = (employer, role) if positions else (role, employer)
    entry = _with_place(marker, job, job["description"], job["summary"])
    return headed(replace(entry, positions=positions), period(marker, job), *names)


def position(marker: Marker, item: Value) -> Entry:
    """One of several positions at an employer."""
    return headed(_with_place(marker, item), period(marker, item), marker.line(item["position"]))


def volunteer(marker: Marker, item: Value) -> Entry:
    """Unpaid work."""
    names = marker.line(item["position"]), marker.line(item["organization"])
    return headed(_with_place(marker, item), period(marker, item), *names)


def education(marker: Marker, item: Value) -> Entry:
    """A course of study: the school is the title, for it is what a reader looks for."""
    names = marker.line(item["institution"]), marker.joined(item["studyType"], item["area"])
    facts = (*fact(marker, "score", item["score"]), *fact(marker, "courses", item["courses"]))
    return headed(replace(_with_place(marker, item), facts=facts), period(marker, item), *names)


def project(marker: Marker, item: Value) -> Entry:
    """A project."""
    names = marker.line(item["name"]), marker.line(item["entity"])
    facts = (*fact(marker, "type", item["type"]), *fact(marker, "roles", item["roles"]))
    entry = _with_place(marker, item, item["description"], item["summary"])
    return headed(replace(entry, facts=facts), period(marker, item), *names)


def publication(marker: Marker, item: Value) -> Entry:
    """A publication."""
    names = marker.line(item["name"]), marker.line(item["publisher"])
    doi = item["doi"]
    identifier = marker.written(bare_doi(doi.text), doi, href=doi_target(doi.text)) if doi.text else None
    facts = (
        *labelled(marker, "authors", with_own_name(marker.lines(item["authors"]), marker.name)),
        *with_heading(marker, fact(marker, "type", item["type"])),
        *labelled(marker, "doi", present([identifier])),
    )
    return headed(replace(_with_texts(marker, item), facts=facts), date(marker, item["releaseDate"]), *names)


def award(marker: Marker, item: Value) -> Entry:
    """A prize."""
    names = marker.line(item["title"]), marker.line(item["awarder"])
    return headed(_with_texts(marker, item), date(marker, item["date"]), *names)


def certificate(marker: Marker, item: Value) -> Entry:
    """A certificate."""
    names = marker.line(item["name"]), marker.line(item["issuer"])
    return headed(_with_texts(marker, item), _dates(marker, item), *names)


def _with_texts(marker: Marker, item: Value, *prose: Value) -> Entry:
    """An entry with what may be said of anything; its prose is the summary where nothing else is named."""
    return Entry(
        link=address(marker, item["url"]),
        prose=marker.prose(*prose or (item["summary"],)),
        highlights=marker.bullets(item["highlights"]),
        keywords=marker.lines(item["keywords"]),
    )


def _with_place(marker: Marker, item: Value, *prose: Value) -> Entry:
    """The same of what happened somewhere."""
    return replace(_with_texts(marker, item, *prose), place=place(marker, item["location"]))


def _dates(marker: Marker, item: Value) -> Mark | None:
    """A date, a period, or both."""
    return marker.together(present([date(marker, item["date"]), period(marker, item)]))


def reference(marker: Marker, item: Value) -> Entry:
    """What someone says about the person, and how to reach them."""
    return headed(
        Entry(
            link=address(marker, item["url"]),
            prose=marker.prose(item["summary"], item["reference"]),
            facts=(
                *labelled(marker, "email", addresses(marker, item["email"], email_target)),
                *labelled(marker, "phone", addresses(marker, item["phone"], phone_target)),
            ),
        ),
        None,
        marker.line(item["name"]),
        marker.line(item["position"]),
    )


def custom(marker: Marker, item: Value) -> Entry:
    """An entry of a section of the person's own."""
    names = marker.line(item["title"]), marker.line(item["subtitle"])
    return headed(_with_place(marker, item), _dates(marker, item), *names)


def skill(marker: Marker, item: Value) -> Group:
    """A group of skills."""
    label, level = marker.line(item["name"]), marker.line(item["level"])
    return Group(label, level, marker.lines(item["keywords"]), marker.prose(item["summary"]), rating(level))


def language(marker: Marker, item: Value) -> Group:
    """A language that the person speaks."""
    level = marker.joined(item["fluency"], item["level"])
    return Group(
        named_language(marker, item["language"]), level, prose=marker.prose(item["summary"]), rating=rating(level)
    )


def interest(marker: Marker, item: Value) -> Group:
    """An interest."""
    items, prose = marker.lines(item["keywords"]), marker.prose(item["summary"])
    return Group(marker.line(item["name"]), items=items, prose=prose)


ENTRIES: dict[str, Callable[[Marker, Value], Entry]] = {
    "work": work,
    "education": education,
    "projects": project,
    "volunteer": volunteer,
    "publications": publication,
    "awards": award,
    "certificates": certificate,
    "references": reference,
}

GROUPS: dict[str, Callable[[Marker, Value], Group]] = {
    "skills": skill,
    "languages": language,
    "interests": interest,
}
