"""RenderCV's entries as they are written: a function for each section, a list of entries of one kind out of it."""

import re
from collections.abc import Callable
from typing import Final

from cvpdf.formats.material import broken_lines
from cvpdf.formats.rendercv.entry_keys import row_of
from cvpdf.formats.rendercv.unwritten import Cursor
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate
from cvpdf.source.tree import PlainData

RenderCVEntry = dict[str, PlainData]
RenderCVEntries = list[PlainData]

_WEB = re.compile(r"https?://[^\s()]+")
_NUMBERED = re.compile(r"(\d+)\. (\S.*)")
_PAIR = frozenset({"title", "subtitle"})

_BULLET = "a bullet"
_PARAGRAPH = "a paragraph of the summary"
_DETAILS = "a part of the details"
"""Forms that values have which have no key of their own."""


def _named(item: Cursor, key: str, *, link: str = "url") -> str:
    """A name; with an address it is a link, as RenderCV's users write it."""
    name, address = item.text(key), item.peek(link)
    if not name or not _WEB.fullmatch(address) or re.search(r"[\[\]\n]", name):
        return name
    item.take(link)
    return f"[{name}]({address})"


def _filled(entry: RenderCVEntry) -> RenderCVEntry:
    """An entry without what is empty."""
    return {key: value for key, value in entry.items() if value}


# Dates. -------------------------------------------------------------------------------------------------------


def _written(date: DateValue | None) -> str:
    return "present" if isinstance(date, Present) else str(date) if date else ""


def _period(item: Cursor) -> RenderCVEntry:
    """A period; what RenderCV would not take as one is a text."""
    start, end = item.date("startDate"), item.date("endDate")
    if isinstance(start, Present):
        start = WrittenDate(start.written)
    if start and start == end:
        return {"date": _written(start)}
    reversed_ = isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.earliest > end.earliest
    if isinstance(start, WrittenDate) or isinstance(end, WrittenDate) or reversed_:
        return {"date": " – ".join(filter(None, (_written(start), _written(end))))}
    return {"start_date": _written(start), "end_date": _written(end)}


def _dates(item: Cursor) -> RenderCVEntry:
    """A date, or else a period."""
    return {"date": _written(item.date("date"))} if item.has("date") else _period(item)


# Entries. -----------------------------------------------------------------------------------------------------


def _body(item: Cursor, *more: str, prose: str = "summary") -> RenderCVEntry:
    """Place, period, prose and bullets; `prose` is the key as which prose comes back.

    `more` are keys that become bullets; so do, behind them, the facts that are not among them.
    """
    other = "summary" if prose == "description" else "description"
    item.reshape(other, _PARAGRAPH)
    keys = dict.fromkeys((*more, *item.part.facts, "keywords"))
    facts = [item.fact(key, _BULLET) for key in keys]
    return _filled(
        {
            "location": item.place(),
            **_dates(item),
            "summary": _prose(item.text("description"), item.text("summary")),
            "highlights": [*map(broken_lines, item.texts("highlights")), *filter(None, (*facts, _validity(item)))],
        }
    )


def _prose(*texts: str) -> str:
    """Paragraphs in one text."""
    return broken_lines("\n\n".join(filter(None, texts)))


def _validity(item: Cursor) -> str:
    """A period beside a date, for which an entry has no place there."""
    if not item.has("date"):
        return ""
    item.reshape("startDate", _BULLET)
    item.reshape("endDate", _BULLET)
    return " – ".join(filter(None, (_written(item.date(key)) for key in ("startDate", "endDate"))))


def _work(jobs: list[Cursor]) -> RenderCVEntries:
    return [entry for job in jobs for entry in _positions(job)]


def _positions(job: Cursor) -> RenderCVEntries:
    """An entry for each position; what is said of the employer stands above them."""
    positions = job.items("positions")
    name = _named(job, "name")
    own = {"company": name, "position": job.text("position"), **_body(job)}
    if not positions:
        return [own]
    job.reshape("positions", "an entry for each, with the employer's name")
    place = own.get("location")
    entries: list[RenderCVEntry] = [
        {"company": name, "position": _named(item, "position"), **_body(item)} for item in positions
    ]
    shared = bool(place) and not all(entry.get("location") for entry in entries)
    said_elsewhere = {"company", "location"} if shared else {"company"}
    whole: RenderCVEntries = [own] if set(_filled(own)) - said_elsewhere else []
    return [
        *whole,
        *(entry if entry.get("location") or not shared else {**entry, "location": place} for entry in entries),
    ]


def _volunteer(items: list[Cursor]) -> RenderCVEntries:
    return [
        {"company": _named(item, "organization"), "position": item.text("position"), **_body(item)} for item in items
    ]


def _education(items: list[Cursor]) -> RenderCVEntries:
    return [
        {
            "institution": _named(item, "institution"),
            "area": item.text("area"),
            **_filled({"degree": item.text("studyType")}),
            **_body(item),
        }
        for item in items
    ]


def _projects(items: list[Cursor]) -> RenderCVEntries:
    return [
        {"name": _named(item, "name"), **_body(item, "entity", "roles", "type", prose="description")} for item in items
    ]


def _publications(items: list[Cursor]) -> RenderCVEntries:
    return [_publication(item) for item in items]


def _publication(item: Cursor) -> RenderCVEntry:
    """A publication; of a DOI and an address RenderCV prints the first, so the other is a link on the title."""
    doi = item.text("doi")
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)
    title = _named(item, "name") if bare else item.text("name")
    address = "" if bare else item.peek("url")
    if _WEB.fullmatch(address):
        item.take("url")
    return {
        "title": title,
        "authors": [*item.texts("authors")],
        **_filled(
            {
                "date": _written(item.date("releaseDate")),
                "journal": item.text("publisher"),
                "doi": bare,
                "url": address if _WEB.fullmatch(address) else "",
                "summary": _more_of_publication(item),
            }
        ),
    }


def _more_of_publication(item: Cursor) -> str:
    item.reshape("highlights", _PARAGRAPH)
    facts = (item.fact(key, _PARAGRAPH) for key in ("type", "keywords"))
    return _prose(item.text("summary"), *item.texts("highlights"), *facts)


def _given(name: str, giver: str) -> Callable[[list[Cursor]], RenderCVEntries]:
    """Awards and certificates: by name, and by who gave them where that is said of any; bullets of names alone."""

    def write(items: list[Cursor]) -> RenderCVEntries:
        if all(_keys(item) == {name} for item in items):
            return [{"bullet": item.text(name)} for item in items]
        if any(item.has(giver) for item in items):
            return [{"company": _named(item, name), "position": item.text(giver), **_body(item)} for item in items]
        return [{"name": _named(item, name), **_body(item)} for item in items]

    return write


def _groups(name: str, details: str, level: str = "level") -> Callable[[list[Cursor]], RenderCVEntries]:
    """Skills, languages and interests: a label and what belongs to it; bullets where nothing does."""

    def write(items: list[Cursor]) -> RenderCVEntries:
        if not any(item.has(details, level, "summary") for item in items):
            return [{"bullet": item.text(name)} for item in items]
        return [_group(item, name, details, level) for item in items]

    return write


def _group(item: Cursor, name: str, details: str, level: str) -> RenderCVEntry:
    """One line; where words follow the label the level stands behind it, else it is what follows."""
    words = item.texts(details) if details == "keywords" else [*filter(None, [item.text(details)])]
    beside = item.fact(level, "a part of the label" if words and details == "keywords" else _DETAILS)
    label = item.text(name)
    row = (row_of(words) if details == "keywords" else "".join(words)) or beside
    if words and beside and details == "keywords":
        label = f"{label} ({beside})"
    elif words and beside and beside.casefold() != row.casefold():
        row = f"{row} ({beside})"
    more = " ".join(item.fact("summary", _DETAILS).split())
    return {"label": label, "details": " – ".join(filter(None, (row, more)))}


def _references(items: list[Cursor]) -> RenderCVEntries:
    return [{"name": _named(item, "name"), **_filled({"summary": _reference(item)})} for item in items]


def _reference(item: Cursor) -> str:
    contact = ", ".join(filter(None, (item.fact(key, _PARAGRAPH) for key in ("position", "email", "phone"))))
    return _prose(contact, item.text("reference"), item.fact("summary", _PARAGRAPH))


SECTION_WRITERS: Final[dict[str, Callable[[list[Cursor]], RenderCVEntries]]] = {
    "work": _work,
    "education": _education,
    "projects": _projects,
    "volunteer": _volunteer,
    "publications": _publications,
    "awards": _given("title", "awarder"),
    "certificates": _given("name", "issuer"),
    "skills": _groups("name", "keywords"),
    "languages": _groups("language", "fluency"),
    "interests": _groups("name", "keywords"),
    "references": _references,
}


def paragraphs(text: str) -> RenderCVEntries:
    """A text as RenderCV has it: an entry for each paragraph."""
    return [broken_lines(part.strip("\n")) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def own_section(section: Cursor) -> RenderCVEntries:
    """A section of the person's own, in the kind that holds the most of it."""
    text = section.text("text")
    if text:
        return _numbered(text) or paragraphs(text)
    items = section.items("entries")
    keys = [_keys(item) for item in items]
    if all(one == _PAIR for one in keys):
        return [{"label": item.text("title"), "details": item.text("subtitle")} for item in items]
    if all(one == {"highlights"} for one in keys):
        if len(items) > 1:
            section.reshape("entries", "one list of bullets")
        return [{"bullet": highlight} for item in items for highlight in item.texts("highlights")]
    if all(one == {"summary"} for one in keys):
        section.reshape("entries", "texts without a title")
        return [paragraph for item in items for paragraph in paragraphs(item.text("summary"))]
    if any("subtitle" in one for one in keys):
        return [{"company": _named(one, "title"), "position": one.text("subtitle"), **_body(one)} for one in items]
    return [{"name": _named(item, "title"), **_body(item)} for item in items]


def _keys(item: Cursor) -> set[str]:
    """The keys under which an entry has something, but for tags."""
    return {key for key in type(item.part).model_fields if key != "tags" and item.has(key)}


def _numbered(text: str) -> RenderCVEntries:
    """The items of a text that is a numbered list and nothing else."""
    lines = [_NUMBERED.fullmatch(line) for line in text.split("\n")]
    counted = all(line and line[1] == str(number) for number, line in enumerate(lines, start=1))
    return [{"number": line[2]} for line in lines if line] if counted else []
