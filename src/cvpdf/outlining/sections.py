"""Sections: each kind's entries in one of three shapes, under a title."""

import re

from cvpdf.outline import Entry, Group, Mark, Name, Section
from cvpdf.outlining.entries import ENTRIES, GROUPS, custom, filled
from cvpdf.outlining.marks import Marker, Value

_NO_TOKEN = re.compile(r"[^A-Za-z0-9]+")


def outline_section(marker: Marker, name: str, content: Value, title: Mark | None) -> Section | None:
    """Make the section called `name` of what stands at its path, None where nothing is left of it.

    `title` is the one that the file's plan gives it, if any.
    """
    make = _standard_section if name in marker.locale.sections else _own_section
    section = make(marker, name, content, title)
    if section.entries or section.groups or section.prose:
        return section
    marker.unprintable.update(section.title.covers)
    return None


def _standard_section(marker: Marker, name: str, content: Value, title: Mark | None) -> Section:
    """A section that every résumé may have, by the table that its kind is in."""
    token = Name(name)
    shown = title or marker.label(marker.locale.sections[name], content.path)
    if name in ENTRIES:
        entries = (ENTRIES[name](marker, item) for item in content.items())
        return Section(token, token, shown, entries=filled(entries, Entry()))
    if name in GROUPS:
        groups = (GROUPS[name](marker, item) for item in content.items())
        return Section(token, token, shown, groups=filled(groups, Group()))
    return Section(token, token, shown, prose=marker.prose(content))


def _own_section(marker: Marker, name: str, content: Value, title: Mark | None) -> Section:
    """A person's own section; a text beside entries becomes the first of them, for a section has one shape."""
    own = marker.line(content["title"])
    shown = title or own or marker.label(_readable(name), content.path)
    if title and own:
        # The plan's title stands in the place of the section's own, which is thereby dealt with.
        shown = Mark(title.origin, (*title.covers, *own.covers), title.children)
    entries = filled((custom(marker, item) for item in content["entries"].items()), Entry())
    prose = marker.prose(content["text"])
    if entries and prose:
        entries, prose = (Entry(prose=prose), *entries), ()
    return Section(Name(_token(name)), Name("custom"), shown, entries, prose=prose)


def _readable(name: str) -> str:
    """An id as a title: `side-projects` is "Side projects"."""
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:]


def _token(name: str) -> str:
    return _NO_TOKEN.sub("-", name).strip("-") or "section"
