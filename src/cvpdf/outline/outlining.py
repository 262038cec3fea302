"""The stage: a Selection becomes an Outline, and every value that was selected is covered by a Mark."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from itertools import islice

from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.locale.cldr import SHORT
from cvpdf.locale.labels import load_locale, with_labels
from cvpdf.model.entries import Basics
from cvpdf.model.links import Unlinked, email_target, phone_target, web_target
from cvpdf.model.resume import leaves
from cvpdf.outline.entry_kinds import ENTRIES, GROUPS, custom, filled
from cvpdf.outline.printed_values import Marker, SourceValue, address, addresses, birthday, nationality, place, present
from cvpdf.outline.values import Contact, Entry, Group, Header, Mark, Name, Outline, Picture, Section, plain_text
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv2_schema import EmptyResume
from cvpdf.rules.cv3_content import NotOutlined
from cvpdf.selection import Selection, section_paths
from cvpdf.source.tree import Locate

# The stage. ---------------------------------------------------------------------------------------------------


_LANGUAGE: SourcePath = ("document", "language")
_TITLES: SourcePath = ("document", "sections", "titles")
_HIDDEN: SourcePath = ("document", "sections", "hidden")
_PHOTO: SourcePath = ("basics", "image")
_MOST_KEYWORDS = 30


def outline(
    selection: Selection,
    locate: Locate,
    photo: Picture | None = None,
    *,
    date_style: str = SHORT,
) -> Outcome[Outline]:
    """Make the outline of what is selected; `locate` says where a path stands in the file.

    The outline is always made, so that later stages can say what they find in the same pass. Of a photo that is
    not given whoever has looked for it has said why. `date_style` is one of `STYLES` of `locale.cldr`.

    Args:
        selection: What is printed of the résumé.
        locate: Where the value of a source path stands in the file.
        photo: The photo, if there is one.
        date_style: The style of dates.

    Returns:
        The outline, and what is to be said of the values; no outline only where the language has no words at
        all.
    """
    resume = selection.resume
    locale = load_locale(resume.document.language)
    said = (item.moved_to(locate(_LANGUAGE), _LANGUAGE) for item in locale.diagnostics)
    if locale.value is None:
        return Outcome(None, tuple(said))
    words = with_labels(locale.value, resume.document.labels)
    marker = Marker(words, locate, resume.basics.name or "", date_style)
    header = outline_header(marker, SourceValue(("basics",), resume.basics), photo)
    sections = tuple(_sections(marker, selection))
    made = Outline(
        resume.document.language,
        header,
        sections,
        keywords=_keywords(sections),
        folio=words.pages,
        comma=words.comma,
        scheme_words={"mailto": words.contacts["email"], "tel": words.contacts["phone"]},
    )
    lost = missing(selection.leaves, made.marks(), marker.unprintable | {_PHOTO}, locate)
    return Outcome(made, (*said, *marker.diagnostics, *lost, *_all_hidden(selection, locate)))


def _all_hidden(selection: Selection, locate: Locate) -> Iterator[Diagnostic]:
    if not selection.leaves and next(leaves(selection.resume), None) is not None:
        message = "all that this file has to print is hidden"
        yield EmptyResume.at(locate(_HIDDEN), message, path=_HIDDEN, hint="take a section out of `hidden`")


def _sections(marker: Marker, selection: Selection) -> Iterator[Section]:
    titles = selection.resume.document.sections.titles
    paths = section_paths(selection.resume)
    for name in selection.sections:
        title = marker.line(SourceValue((*_TITLES, name), titles.get(name)))
        content = reduce(SourceValue.__getitem__, paths[name], SourceValue((), selection.resume))
        section = outline_section(marker, name, content, title)
        if section:
            yield section


def _keywords(sections: Iterable[Section]) -> tuple[str, ...]:
    """Skills as the PDF's own keywords, each once; only what is printed, for hidden sections stay hidden."""
    groups = (group for section in sections if section.kind == "skills" for group in section.groups)
    marks = (mark for group in groups for mark in (*present([group.label]), *group.items))
    return tuple(islice(dict.fromkeys(plain_text(mark.children) for mark in marks), _MOST_KEYWORDS))


# The header. --------------------------------------------------------------------------------------------------


_PERSONAL: Mapping[str, Callable[[Marker, SourceValue], Mark | None]] = {
    "birthDate": birthday,
    "nationality": nationality,
}
"""How facts about the person are printed that are more than a text."""


def outline_header(marker: Marker, basics: SourceValue, photo: Picture | None = None) -> Header:
    """Name, label, contacts, photo. Where no name is given the label is the name; without either, "Résumé" is."""
    name, label = marker.line(basics["name"]), marker.line(basics["label"])
    if name is None:
        name, label = label or marker.label(marker.locale.resume, basics.path), None
    return Header(
        name=name,
        label=label,
        contacts=_contacts(marker, basics),
        photo=_photo(basics["image"], photo, plain_text(name.children)),
        contact_title=marker.label(marker.locale.contact, basics.path),
        personal_title=marker.label(marker.locale.personal, basics.path),
    )


def _photo(value: SourceValue, photo: Picture | None, name: str) -> Mark | None:
    """The photo, which is called as the person is."""
    return Mark(value.path, (value.path,), picture=replace(photo, words=name)) if photo else None


def _contacts(marker: Marker, basics: SourceValue) -> tuple[Contact, ...]:
    contacts = (
        _contact(marker, "location", *place(marker, basics["location"])),
        _contact(marker, "phone", *addresses(marker, basics["phone"], phone_target)),
        _contact(marker, "email", *addresses(marker, basics["email"], email_target)),
        _contact(marker, "url", address(marker, basics["url"])),
        *(_profile(marker, profile) for profile in basics["profiles"].items()),
        *(_fact(marker, key, _PERSONAL.get(key, Marker.line)(marker, basics[key])) for key in Basics.facts),
    )
    return tuple(contact for contact in contacts if contact)


def _contact(marker: Marker, kind: str, *marks: Mark | None, label: Mark | None = None) -> Contact | None:
    values = present(marks)
    if not values:
        return None
    return Contact(Name(kind), label, values, marker.label(marker.locale.contacts[kind], values[0].origin))


def _fact(marker: Marker, kind: str, mark: Mark | None) -> Contact | None:
    if mark is None:
        return None
    label = marker.label(marker.locale.facts[kind].one, mark.origin)
    return Contact(Name("fact"), label, (mark,), label)


def _profile(marker: Marker, profile: SourceValue) -> Contact | None:
    """A profile: the network is its label, the name there its text, linked; the network alone is its text."""
    network, shown = marker.line(profile["network"]), _account(marker, profile["username"], profile["url"])
    return _contact(marker, "profile", *(shown or (network,)), label=network if shown else None)


def _account(marker: Marker, username: SourceValue, url: SourceValue) -> tuple[Mark, ...]:
    href = web_target(url.text) if url.text and not isinstance(url.value, Unlinked) else None
    if username.text and href:
        return present([marker.written(username.text, username, url, href=href)])
    return present([marker.written(username.text, username), address(marker, url)])


# Sections. ----------------------------------------------------------------------------------------------------


_NO_TOKEN = re.compile(r"[^A-Za-z0-9]+")


def outline_section(marker: Marker, name: str, content: SourceValue, title: Mark | None) -> Section | None:
    """Make the section called `name` of what stands at its path, None where nothing is left of it.

    `title` is the one that the file's plan gives it, if any.
    """
    make = _standard_section if name in marker.locale.sections else _own_section
    section = make(marker, name, content, title)
    if section.entries or section.groups or section.prose:
        return section
    marker.unprintable.update(section.title.covers)
    return None


def _standard_section(marker: Marker, name: str, content: SourceValue, title: Mark | None) -> Section:
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


def _own_section(marker: Marker, name: str, content: SourceValue, title: Mark | None) -> Section:
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


# Values without a mark. ---------------------------------------------------------------------------------------


def missing(
    leaves: Iterable[SourcePath],
    marks: Iterable[Mark],
    unprintable: set[SourcePath],
    locate: Locate,
) -> Iterator[Diagnostic]:
    """Say which leaves no mark covers; a covered path covers all that stands under it."""
    covered = {path for mark in marks for path in mark.covers} | unprintable
    for leaf in leaves:
        if not _is_covered(leaf, covered):
            message = f"`{format_path(leaf)}` has no place on the page"
            hint = "this is a fault of cvpdf; until it is mended, move the text to another field"
            yield NotOutlined.at(locate(leaf), message, path=leaf, hint=hint)


def _is_covered(leaf: SourcePath, covered: set[SourcePath]) -> bool:
    return any(leaf[:length] in covered for length in range(1, len(leaf) + 1))
