"""The résumé as frozen values: JSON Resume 1.3 with the same names, and a few extensions."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from cvpdf.model.dates import PartialDate, Present, WrittenDate
from cvpdf.model.entries import (
    Award,
    Basics,
    Certificate,
    CustomEntry,
    CustomSection,
    Education,
    Highlight,
    Interest,
    Language,
    Location,
    Position,
    Profile,
    Project,
    Publication,
    Reference,
    Skill,
    Volunteer,
    Work,
)
from cvpdf.model.field_values import Violation, is_blank, read_mapping, read_text, shown
from cvpdf.model.part import EntriesField, Part, ReadBy, TextField, TextsField, described, held_by, listed, nested
from cvpdf.path import SourcePath
from cvpdf.rules import cv2_document as rules
from cvpdf.source.tree import PlainData

# Values of `document`. ----------------------------------------------------------------------------------------


PAGE_SIZES = ("A4", "Letter", "A5")
LANGUAGE_TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
VERSION = 1

_LANGUAGE_TAG = re.compile(LANGUAGE_TAG)
_PAGES = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def read_version(value: object) -> int:
    """Read the version of the file format, of which there is one."""
    text = _word(value)
    if text == str(VERSION):
        return VERSION
    raise Violation(
        rules.DocumentVersion,
        f"`{shown(text)}` is a version of the format that this cvpdf does not know",
        f"write `{VERSION}`, or use a newer cvpdf",
    )


def read_page_size(value: object) -> str:
    """Read the name of a paper."""
    text = _word(value)
    if text in PAGE_SIZES:
        return text
    meant = [size for size in PAGE_SIZES if size.casefold() in text.casefold().split()]
    choices = " or ".join(f"`{size}`" for size in meant or PAGE_SIZES)
    raise Violation(rules.PageSize, f"`{shown(text)}` is no known paper", f"write {choices}")


def read_language(value: object) -> str:
    """Read a language tag by its form; whether there is such a language is not asked."""
    text = _word(value)
    if _LANGUAGE_TAG.fullmatch(text):
        return text
    hyphened = text.replace("_", "-")
    hint = f"write `{hyphened}`" if _LANGUAGE_TAG.fullmatch(hyphened) else "write a tag such as `en`, `de` or `pt-BR`"
    raise Violation(rules.LanguageTag, f"`{shown(text)}` is no language tag", hint)


def read_labels(value: object) -> dict[object, object]:
    """Read the labels; whether there are such is asked of the whole résumé."""
    return read_mapping(value)


def read_pages(value: object) -> int | None:
    """Read the number of pages to keep to."""
    if value is None or isinstance(value, int):
        return value
    text = _word(value)
    if _PAGES.fullmatch(text):
        return int(text)
    raise Violation(
        rules.PageCount, f"`{shown(text)}` is no number of pages", "write a whole number from 1 up, or leave it out"
    )


def _word(value: object) -> str:
    return str(value) if isinstance(value, int) else (read_text(value) or "").strip()


# The parts about the file. ------------------------------------------------------------------------------------


Options = Annotated[Mapping[str, PlainData], ReadBy(read_mapping)]
Titles = Annotated[Mapping[str, Annotated[str, ReadBy(read_text)]], BeforeValidator(read_mapping)]


class SectionPlan(Part):
    """Which sections are printed, in what order, under what titles."""

    order: TextsField = listed(
        "Sections in the order of printing; those not named follow in their usual order", ["work", "skills"]
    )
    titles: Titles = described("Headings other than the usual ones, by section", {"work": "Career"}, default={})
    hidden: TextsField = listed("Sections that are not printed", ["references"])


class Document(Part):
    """Everything about presentation; each has a default."""

    version: Annotated[int, ReadBy(read_version)] = described("Version of this file format", 1, default=1)
    theme: Annotated[str, ReadBy(read_text)] = described(
        "The theme; `cvpdf themes` lists them", "plain", "slate", default="plain"
    )
    options: Options = described(
        "Options of the theme; `cvpdf themes show NAME` lists them", {"accent": "#235577"}, default={}
    )
    pageSize: Annotated[str, ReadBy(read_page_size)] = described("The paper", *PAGE_SIZES, default="A4")
    language: Annotated[str, ReadBy(read_language)] = described(
        "Language of the résumé, as a BCP 47 tag", "en", "pt-BR", default="en"
    )
    labels: Annotated[Mapping[str, PlainData], ReadBy(read_labels)] = described(
        "Words other than the usual ones; titles of sections are below `sections`",
        {"present": "now", "facts": {"score": "Result"}},
        default={},
    )
    fonts: TextsField = listed(
        "Fonts of this machine for letters that no font package has: Chinese, Japanese, Korean", ["Noto Sans CJK JP"]
    )
    pages: Annotated[int | None, ReadBy(read_pages)] = described("The number of pages that must be kept", 1, 2)
    ignore: TextsField = listed(
        "Codes of content rules that this file need not keep; `cvpdf explain` lists them", ["CV314"]
    )
    sections: SectionPlan = nested(
        SectionPlan,
        "Order, titles and visibility of the sections",
        {"order": ["work", "skills"], "hidden": ["references"]},
    )


class Meta(Part):
    """What tools say about the file; never printed, and free to hold anything."""

    model_config = ConfigDict(extra="allow")

    canonical: TextField = described("Where the latest version of this file is", "https://example.com/resume.json")
    version: TextField = described("Version of this résumé", "v1.0.0")
    lastModified: TextField = described("When it was last changed", "2024-05-01T12:00:00")


# The résumé. --------------------------------------------------------------------------------------------------


__all__ = [
    "FACTS",
    "PRINTED_PARTS",
    "SECTIONS",
    "Award",
    "Basics",
    "Certificate",
    "CustomEntry",
    "CustomSection",
    "Document",
    "Education",
    "Highlight",
    "Interest",
    "Language",
    "Location",
    "Meta",
    "Part",
    "Position",
    "Profile",
    "Project",
    "Publication",
    "Reference",
    "Resume",
    "SectionPlan",
    "Skill",
    "Volunteer",
    "Work",
    "list_keys",
    "section_ids",
]

SECTIONS = (
    "summary",
    "work",
    "education",
    "projects",
    "volunteer",
    "publications",
    "awards",
    "certificates",
    "skills",
    "languages",
    "interests",
    "references",
)
"""The sections that every résumé may have, in the order in which they are printed; a person's own come before the
last. `summary` is the text of `basics.summary`."""


class Resume(Part):
    """A résumé: JSON Resume with a few more keys. None of them is required, and one value is enough."""

    basics: Basics = nested(Basics, "Who you are and how to reach you", {"name": "Ada Example"})
    work: EntriesField[Work] = listed(
        "Jobs, the latest first", [{"name": "Example Instruments Ltd", "startDate": "2019"}]
    )
    volunteer: EntriesField[Volunteer] = listed(
        "Unpaid work", [{"organization": "Example Food Bank", "position": "Treasurer"}]
    )
    education: EntriesField[Education] = listed(
        "Studies", [{"institution": "University of Example", "studyType": "BSc"}]
    )
    awards: EntriesField[Award] = listed(
        "Prizes and honours", [{"title": "Young Engineer of the Year", "date": "2020"}]
    )
    certificates: EntriesField[Certificate] = listed("Certificates", [{"name": "Certified Example Administrator"}])
    publications: EntriesField[Publication] = listed("Publications", [{"name": "On the Economy of Small Machines"}])
    skills: EntriesField[Skill] = listed("Skills, in groups", [{"name": "Languages", "keywords": ["Python", "Rust"]}])
    languages: EntriesField[Language] = listed("Languages that you speak", [{"language": "French", "fluency": "C1"}])
    interests: EntriesField[Interest] = listed("Interests", [{"name": "Music", "keywords": ["Cello"]}])
    references: EntriesField[Reference] = listed("What others say about you", [{"name": "Charles Sample"}])
    projects: EntriesField[Project] = listed("Projects", [{"name": "Tiny Ledger", "url": "https://ledger.example.org"}])
    sections: EntriesField[CustomSection] = listed(
        "Sections of your own", [{"id": "patents", "title": "Patents", "text": "Two on folding wings."}]
    )
    document: Document = nested(Document, "How the résumé looks", {"theme": "plain", "pageSize": "A4"})
    meta: Meta = nested(Meta, "What tools say about this file; never printed", {"version": "v1.0.0"})
    declaredSchema: TextField = described(
        "The schema that this file follows", "urn:cvpdf:schema:resume:1", alias="$schema"
    )


def _parts(whole: type[Part], keys: Iterable[str]) -> Iterator[type[Part]]:
    """The parts that may stand under some keys of a part, at any depth."""
    for key in keys:
        part = held_by(whole)[key].part
        if part:
            yield part
            yield from _parts(part, held_by(part))


PRINTED_PARTS = tuple(dict.fromkeys(_parts(Resume, (*SECTIONS[1:], "sections", "basics"))))
"""The kinds of entries in the order of printing, and then what says who the person is."""

FACTS = tuple(dict.fromkeys(key for part in PRINTED_PARTS for key in part.facts))
"""The keys whose values have a label beside them."""


@functools.cache
def list_keys() -> frozenset[str]:
    """The keys under which a list stands in some entry.

    Returns:
        The keys, such as `highlights`.
    """
    return frozenset(key for part in PRINTED_PARTS for key, held in held_by(part).items() if held.many)


def section_ids(resume: Resume) -> Iterator[str]:
    """Every section that the résumé can print: those that all share, then the person's own."""
    yield from SECTIONS
    yield from (section.id for section in resume.sections if section.id)


# The leaves. --------------------------------------------------------------------------------------------------


ABOUT_THE_FILE = frozenset({"document", "meta", "declaredSchema"})
"""Root keys that say something about the file and nothing about the person."""

NAMES = frozenset({"tags", "id"})
"""Keys whose values only serve to choose a part by."""


def leaves(resume: Resume) -> Iterator[SourcePath]:
    """Every value that is not blank, in the order of the model, whatever the order of the file.

    A date is one leaf. So is a highlight, bare or with tags, and a location in one text: at its own path.
    Tags and ids are no leaves, nor is what is said about the file itself, nor the title of a section of the
    person's own that has nothing under it.

    Args:
        resume: The whole résumé.

    Returns:
        The source path of each value.
    """
    for key, value in resume:
        if key not in ABOUT_THE_FILE:
            yield from _leaves(value, (key,))


def has_body(section: CustomSection) -> bool:
    """Whether a section has anything under its title.

    Args:
        section: A section of the person's own.

    Returns:
        Whether it has a text or entries with any value.
    """
    return section.text is not None or next(_leaves(section.entries, ()), None) is not None


def _leaves(value: object, path: SourcePath) -> Iterator[SourcePath]:
    if isinstance(value, Part):
        if not isinstance(value, CustomSection) or has_body(value):
            yield from _part_leaves(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif isinstance(value, PartialDate | Present | WrittenDate) or not is_blank(value):
        yield path


def _part_leaves(part: Part, path: SourcePath) -> Iterator[SourcePath]:
    for key, value in part:
        if key not in NAMES:
            yield from _leaves(value, path if key == part.bare else (*path, key))
