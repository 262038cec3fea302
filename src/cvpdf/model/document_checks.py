"""What `document` and the person's own sections say about each other: ids, bodies, labels, order."""

from collections.abc import Iterable, Iterator, Mapping

from cvpdf.diagnostics import Rule
from cvpdf.model.field_values import Hint, enumerated, key_with, shown, slug
from cvpdf.model.resume import FACTS, SECTIONS, CustomSection, Resume, has_body, section_ids
from cvpdf.path import SourcePath
from cvpdf.rules import cv2_document as rules
from cvpdf.source.tree import PlainData
from cvpdf.words import did_you_mean

# The sections. ------------------------------------------------------------------------------------------------


DocumentFinding = tuple[type[Rule], SourcePath, str, Hint]
"""A rule, the path that breaks it, what is wrong, what to do."""


def section_findings(resume: Resume) -> Iterator[DocumentFinding]:
    """Check the person's own sections, then the plan of all sections."""
    yield from _ids(resume.sections)
    for index, section in enumerate(resume.sections):
        yield from _body(section, ("sections", index))
    yield from _plan(resume)


def _ids(sections: tuple[CustomSection, ...]) -> Iterator[DocumentFinding]:
    seen: set[str] = set()
    for index, section in enumerate(sections):
        path = ("sections", index, "id")
        if section.id is None:
            if section != CustomSection.model_construct():
                yield _missing_id(section, index)
        elif section.id in SECTIONS:
            message = f"`id` `{section.id}` is the name of a standard section"
            yield rules.SectionIdTaken, path, message, f"put the entries under `{section.id}`, or choose another id"
        elif section.id != slug(section.id) and not _is_id(section.id):
            message = f"`id` `{shown(section.id)}` is more than letters, digits and hyphens"
            yield rules.SectionId, path, message, f"write `{_proposed(section.id, index)}`"
        elif section.id in seen:
            message = f"`id` `{section.id}` belongs to another section already"
            yield rules.SectionIdTwice, path, message, "give each section an id of its own"
        seen.add(section.id or "")


def _missing_id(section: CustomSection, index: int) -> DocumentFinding:
    hint = key_with("id", _proposed(section.title or "", index))
    return rules.SectionId, ("sections", index), "this section has no `id`", hint


def _is_id(text: str) -> bool:
    return text[0].isalpha() and all(letter.isalnum() or letter == "-" for letter in text)


def _proposed(text: str, index: int) -> str:
    proposal = slug(text)
    return proposal if proposal and _is_id(proposal) else f"section-{proposal or index + 1}"


def _body(section: CustomSection, path: SourcePath) -> Iterator[DocumentFinding]:
    if section.text and section.entries:
        message = f"the section `{section.id or section.title}` has both `text` and `entries`"
        yield rules.SectionTwoBodies, path, message, "keep one of them; an entry may have a `summary`"
    elif section.title and not has_body(section):
        message = f"the section `{section.id or section.title}` is empty, and will not be printed"
        yield rules.EmptySection, path, message, "give it a `text` or `entries`"


def _plan(resume: Resume) -> Iterator[DocumentFinding]:
    known = dict.fromkeys(section_ids(resume))
    plan = resume.document.sections
    base: SourcePath = ("document", "sections")
    entries: list[tuple[SourcePath, str]] = [
        *(((*base, "order", index), name) for index, name in enumerate(plan.order)),
        *(((*base, "hidden", index), name) for index, name in enumerate(plan.hidden)),
        *(((*base, "titles", name), name) for name in plan.titles),
    ]
    for path, name in entries:
        if name and name not in known:
            hint = did_you_mean(name, known) or f"there are {enumerated(known)}"
            yield rules.UnknownSection, path, f"`{shown(name)}` is no section of this résumé", hint


# The labels. --------------------------------------------------------------------------------------------------


WORDS = ("resume", "present", "page", "pages", "contact", "personal")
LABEL_TABLES: Mapping[str, tuple[str, ...]] = {
    "facts": FACTS,
    "contacts": ("location", "phone", "email", "url", "profile"),
    "publications": tuple("article conference book chapter thesis preprint patent report talk other".split()),
}
"""The labels that are by themselves, and those under a key. Every language has them (`locale/data`)."""

PLACEHOLDERS = ("{page}", "{pages}")
_BASE: SourcePath = ("document", "labels")


def label_findings(resume: Resume) -> Iterator[DocumentFinding]:
    """Check the labels of a résumé: that there are such, that they are texts, that a page's number is in its label."""
    labels = resume.document.labels
    for key, value in labels.items():
        path = (*_BASE, key)
        if key in LABEL_TABLES and isinstance(value, dict):
            yield from _unknown(value, LABEL_TABLES[key], path)
            yield from (_no_text((*path, name)) for name, label in value.items() if not _is_text(label))
        elif key in LABEL_TABLES:
            yield rules.BadLabel, path, f"`{key}` holds labels by name", f"write them below `{key}:`, one on each line"
        elif key in WORDS and not _is_text(value):
            yield _no_text(path)
    yield from _unknown(labels, (*WORDS, *LABEL_TABLES), _BASE)
    pages = labels.get("pages")
    if isinstance(pages, str) and not all(placeholder in pages for placeholder in PLACEHOLDERS):
        message = f"`{shown(pages)}` does not say where the numbers go"
        yield rules.BadLabel, (*_BASE, "pages"), message, "write `{page}` and `{pages}` in their places"


def _unknown(labels: Iterable[str], known: tuple[str, ...], base: SourcePath) -> Iterator[DocumentFinding]:
    for name in labels:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are {enumerated(known)}"
            if name == "sections":
                hint = "titles of sections are set in `document.sections.titles`"
            yield rules.UnknownLabel, (*base, name), f"`{shown(name)}` is no label", hint


def _no_text(path: SourcePath) -> DocumentFinding:
    return rules.BadLabel, path, f"`{path[-1]}` is no text", "write one text, in quotes if it holds a colon"


def _is_text(value: PlainData) -> bool:
    return value is None or isinstance(value, str)
