"""Labels that a résumé has instead of the usual ones: `document.labels`."""

from collections.abc import Iterable, Iterator, Mapping

from cvpdf.model.own_sections import Finding
from cvpdf.model.reading import named, shown
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.rules import document as rules
from cvpdf.source.tree import PlainData
from cvpdf.suggest import did_you_mean

WORDS = ("resume", "present", "page", "pages", "contact", "personal")
TABLES: Mapping[str, tuple[str, ...]] = {
    "facts": (*("score", "courses", "authors", "type", "doi", "roles", "email", "phone", "birthDate", "nationality"),),
    "contacts": ("location", "phone", "email", "url", "profile"),
    "publications": tuple("article conference book chapter thesis preprint patent report talk other".split()),
}
"""The labels that are by themselves, and those under a key. Every language has them (`locale/data`)."""

PLACEHOLDERS = ("{page}", "{pages}")
_BASE: SourcePath = ("document", "labels")


def label_findings(resume: Resume) -> Iterator[Finding]:
    """Check the labels of a résumé: that there are such, that they are texts, that a page's number is in its label."""
    labels = resume.document.labels
    for key, value in labels.items():
        path = (*_BASE, key)
        if key in TABLES and isinstance(value, dict):
            yield from _unknown(value, TABLES[key], path)
            yield from (_no_text((*path, name)) for name, label in value.items() if not _is_text(label))
        elif key in TABLES:
            yield rules.BadLabel, path, f"`{key}` holds labels by name", f"write them below `{key}:`, one on each line"
        elif key in WORDS and not _is_text(value):
            yield _no_text(path)
    yield from _unknown(labels, (*WORDS, *TABLES), _BASE)
    pages = labels.get("pages")
    if isinstance(pages, str) and not all(placeholder in pages for placeholder in PLACEHOLDERS):
        message = f"`{shown(pages)}` does not say where the numbers go"
        yield rules.BadLabel, (*_BASE, "pages"), message, "write `{page}` and `{pages}` in their places"


def _unknown(labels: Iterable[str], known: tuple[str, ...], base: SourcePath) -> Iterator[Finding]:
    for name in labels:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are {named(known)}"
            if name == "sections":
                hint = "titles of sections are set in `document.sections.titles`"
            yield rules.UnknownLabel, (*base, name), f"`{shown(name)}` is no label", hint


def _no_text(path: SourcePath) -> Finding:
    return rules.BadLabel, path, f"`{path[-1]}` is no text", "write one text, in quotes if it holds a colon"


def _is_text(value: PlainData) -> bool:
    return value is None or isinstance(value, str)
