"""RenderCV's YAML, as version 2.8 reads it: what has no place there is said, and what would come back otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from cvpdf.diagnostics import Diagnostic, Outcome, Severity, in_source_order
from cvpdf.formats.key_tables import KeyReading
from cvpdf.formats.material import value_of
from cvpdf.formats.rendercv.entry_keys import listed_words, row_of
from cvpdf.formats.rendercv.reader import titles_of
from cvpdf.formats.rendercv.unwritten import KEEP, Cursor, WrittenPaths
from cvpdf.formats.rendercv.vocabulary import (
    LANGUAGES,
    PAPER_NAMES,
    connection_of,
    homes,
    is_username,
    page_of,
    printed_title,
    titled,
)
from cvpdf.formats.rendercv.written_entries import SECTION_WRITERS, own_section, paragraphs
from cvpdf.formats.yaml_text import yaml_text
from cvpdf.locale.labels import load_locale
from cvpdf.model.entries import Interest, Skill
from cvpdf.model.part import Part
from cvpdf.model.resume import CustomSection, Resume, has_body
from cvpdf.path import SourcePath
from cvpdf.rules.cv7_formats import NotWritten, WrittenOtherwise
from cvpdf.selection import ordered_sections
from cvpdf.source.reading import read
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import PlainData, Tree

# The file. ----------------------------------------------------------------------------------------------------
# A section holds entries of one kind there, known by their keys, so keys that make a kind are written even if empty.


PROGRAM: Final = "RenderCV"

_ADDRESS = re.compile(r"https?://\S+")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_CONNECTION = "one of the custom connections"
_ICONS: Final = {"birthDate": "cake-candles", "nationality": "flag"}
_USUAL_ICON = "circle-info"
"""The icons that stand before facts about the person."""

_LOOKS = ("theme", "options", "pages")


def write_rendercv(resume: Resume, tree: Tree) -> Outcome[bytes]:
    """Write a résumé as a RenderCV file."""
    labels = load_locale(resume.document.language).value
    taken = WrittenPaths(labels.facts if labels else {})
    person: dict[str, PlainData] = _person(Cursor(resume.basics, ("basics",), taken))
    names, hidden = _order(resume)
    written = _sections(resume, names, taken)
    if written:
        person["sections"] = {key: entries for key, _, entries in written}
    size = next(word for word, paper in PAPER_NAMES.items() if paper == resume.document.pageSize)
    file: dict[str, PlainData] = {"cv": person, "design": {"theme": "classic", "page": {"size": size}}}
    language = resume.document.language
    spoken = next((word for word, tag in LANGUAGES.items() if tag == language.partition("-")[0]), None)
    if spoken and spoken != "english":
        file["locale"] = {"language": spoken}
    content = yaml_text(file, typed=True).encode()
    said = (*taken.missing(resume, tree, PROGRAM, hidden), *taken.reshaped(tree, PROGRAM), *_looks(resume, tree))
    moved = moved_sections(content, [(key, path) for key, path, _ in written], tree)
    torn = torn_rows(resume, (path for _, path, _ in written), tree)
    return Outcome(content, in_source_order((*said, *moved, *torn)))


def _looks(resume: Resume, tree: Tree) -> Iterator[Diagnostic]:
    """Say once that tags mean nothing to RenderCV, and that it has themes of its own."""
    tagged = next(_tags(resume, ()), None)
    if tagged:
        message = "tags are for cvpdf alone, and were left out"
        yield NotWritten.at(tree.locate_key(tagged), message, path=tagged, hint=KEEP, severity=Severity.INFO)
    given = [key for key in _LOOKS if key in resume.document.model_fields_set]
    if given:
        path: SourcePath = ("document", given[0])
        message = "how the page looks is set in another way in RenderCV, and was left out"
        hint = "set it below `design:` there"
        yield NotWritten.at(tree.locate_key(path), message, path=path, hint=hint, severity=Severity.INFO)


def _tags(part: Part, path: SourcePath) -> Iterator[SourcePath]:
    """Where tags stand."""
    for key, value in part:
        if key == "tags" and value:
            yield (*path, key)
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, Part):
                yield from _tags(item, (*path, key, index))


# The person. --------------------------------------------------------------------------------------------------


def _person(basics: Cursor) -> dict[str, PlainData]:
    networks, connections = _profiles(basics)
    phones, typed = _phones(basics)
    image = basics.peek("image")
    if image and not image.startswith("data:"):
        basics.take("image")
    address = basics.peek("url")
    if _ADDRESS.fullmatch(address):
        basics.take("url")
    person: dict[str, PlainData] = {
        "name": basics.text("name"),
        "headline": basics.text("label"),
        "location": basics.place(),
        "email": _one_or_more(_parts(basics.text("email"))),
        "photo": "" if image.startswith("data:") else image,
        "phone": _one_or_more(phones),
        "website": address if _ADDRESS.fullmatch(address) else "",
        "social_networks": networks,
        "custom_connections": [*typed, *connections, *_facts(basics)],
    }
    return {key: value for key, value in person.items() if value}


def _parts(text: str) -> list[str]:
    return [part for one in re.split("[,;]", text) if (part := one.strip())]


def _one_or_more(texts: list[str]) -> PlainData:
    return texts[0] if len(texts) == 1 else [*texts]


def _phones(basics: Cursor) -> tuple[list[str], list[PlainData]]:
    """Numbers with their country's code, and others, which RenderCV only takes as words."""
    numbers = _parts(basics.text("phone"))
    typed = [number for number in numbers if not number.startswith("+")]
    if typed:
        basics.reshape("phone", _CONNECTION)
        basics.taken.reasons["phone"] = f"{PROGRAM} takes numbers with the code of a country alone"
        basics.taken.returning.add("phone")
    return [one for one in numbers if one not in typed], [_connection("phone", one, "") for one in typed]


def _profiles(basics: Cursor) -> tuple[list[PlainData], list[PlainData]]:
    """Accounts on the networks that RenderCV knows, and other ways to reach the person."""
    networks: list[PlainData] = []
    connections: list[PlainData] = []
    for profile in basics.items("profiles"):
        network, username, address = (profile.peek(key) for key in ("network", "username", "url"))
        if is_username(network, username) and (not address or _leads_to(address, page_of(network, username))):
            networks.append({"network": network, "username": username})
            profile.take("network", "username", "url")
        elif network or username or address:
            words = ": ".join(filter(None, (network, username))) or _SCHEME.sub("", address)
            if connection_of(words) != (network, username):
                profile.reshape("network" if network else "username" if username else "url", _CONNECTION)
            linked = address if _ADDRESS.fullmatch(address) else ""
            connections.append(_connection("link", words, linked))
            profile.take("network", "username", *(("url",) if linked or not (network or username) else ()))
    return networks, connections


def _facts(basics: Cursor) -> list[PlainData]:
    """What some employers expect to know, beside the ways to reach the person."""
    facts = ((_ICONS.get(key, _USUAL_ICON), basics.fact(key, _CONNECTION)) for key in basics.part.facts)
    basics.taken.returning.update(_ICONS)
    return [_connection(icon, words, "") for icon, words in facts if words]


def _leads_to(address: str, page: str | None) -> bool:
    return page is not None and _SCHEME.sub("", address).rstrip("/") == _SCHEME.sub("", page).rstrip("/")


def _connection(icon: str, words: str, address: str) -> PlainData:
    return {"fontawesome_icon": icon, "placeholder": words, "url": address or None}


# The sections. ------------------------------------------------------------------------------------------------


def _order(resume: Resume) -> tuple[list[tuple[str, SourcePath]], list[SourcePath]]:
    """The sections in printing order, and those that are hidden."""
    hidden = resume.document.sections.hidden
    filled = [(name, path) for name, path in ordered_sections(resume).items() if _is_filled(resume, path)]
    shown = [(name, path) for name, path in filled if name not in hidden]
    return shown, [path for name, path in filled if name in hidden]


def _is_filled(resume: Resume, path: SourcePath) -> bool:
    if path[0] == "sections":
        return has_body(resume.sections[int(path[1])])
    return bool(resume.basics.summary if path[0] == "basics" else getattr(resume, str(path[0])))


def _sections(
    resume: Resume, names: list[tuple[str, SourcePath]], taken: WrittenPaths
) -> list[tuple[str, SourcePath, list[PlainData]]]:
    """The key of each section that has entries there, its path here, and its entries."""
    labels = load_locale(resume.document.language).value
    titles = {**(labels.sections if labels else {}), **resume.document.sections.titles}
    sections: dict[str, tuple[str, SourcePath, list[PlainData]]] = {}
    for name, path in names:
        title, entries = _section(resume, path, taken)
        if entries:
            key = _key(title or titles.get(name) or name, sections)
            sections[key] = (key, path, entries)
    return [*sections.values()]


def _section(resume: Resume, path: SourcePath, taken: WrittenPaths) -> tuple[str, list[PlainData]]:
    """The entries of a section, and its title where it is one of the person's own."""
    if path[0] == "basics":
        return "", paragraphs(Cursor(resume.basics, ("basics",), taken).text("summary"))
    if path[0] == "sections":
        part: CustomSection = resume.sections[int(path[1])]
        section = Cursor(part, path, taken)
        return section.text("title"), own_section(section)
    key = str(path[0])
    return "", SECTION_WRITERS[key](Cursor(resume, (), taken).items(key))


def _key(title: str, taken: Collection[str]) -> str:
    """The key that is printed as a title; as RenderCV's users write it, where that is one."""
    small = title.lower().replace(" ", "_")
    wanted = [small] if printed_title(small) == title else []
    for key in (*wanted, title, *(f"{title} {number}" for number in range(2, len(taken) + 3))):
        if key not in taken:
            return key
    raise ValueError(title)


# What would come back otherwise. ------------------------------------------------------------------------------
# A section there has a title and nothing else that says what it is, and a row of words is a text with commas. So what
# is written is read as our reader reads it.


_OWN = "sections"


def moved_sections(content: bytes, written: Sequence[tuple[str, SourcePath]], tree: Tree) -> Iterator[Diagnostic]:
    """Say each section that would come back under another key.

    Args:
        content: The file that is written.
        written: The key of each section in it, and the path of the section in `tree`.
        tree: The source.
    """
    file = read(content, "").value
    root = file.root if file else None
    sections = titled(KeyReading(), value_of(root, "cv", "sections"))
    paths = dict(written)
    for section, home in zip(sections, homes(sections, titles_of(root).called), strict=True):
        path = paths[section.key]
        before = "summary" if path[0] == "basics" else str(path[0])
        after = home.name if home else _OWN
        if before != after:
            came = f"`{after}`" if home else "a section of your own"
            message = f"this section is written under {as_code(section.words, 60)}, and would come back as {came}"
            place = (*path, "summary") if path[0] == "basics" else path
            hint = f"nothing is lost; give it another title, or {KEEP}"
            yield WrittenOtherwise.at(tree.locate_key(place), message, path=place, hint=hint)


def torn_rows(resume: Resume, written: Iterable[SourcePath], tree: Tree) -> Iterator[Diagnostic]:
    """Say each row of words that would be parted at other places, for brackets and stars hold its words together."""
    groups: dict[str, tuple[Skill | Interest, ...]] = {"skills": resume.skills, "interests": resume.interests}
    for key, *_ in written:
        for index, group in enumerate(groups.get(str(key), ())):
            words = [word.strip() for word in group.keywords if word and word.strip()]
            back = listed_words(row_of(words))
            if words and back != words:
                path: SourcePath = (key, index, "keywords")
                message = (
                    f"these words are written in one row, and would come back as {len(back)}: {as_code(back[0], 60)}"
                )
                hint = f"nothing is lost; close the brackets and stars within each word, or {KEEP}"
                yield WrittenOtherwise.at(tree.locate_key(path), message, path=path, hint=hint)
