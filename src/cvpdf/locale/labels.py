"""What cvpdf itself prints, by language: section titles, "Present", the labels of facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cvpdf.diagnostics import Outcome
from cvpdf.rules.content import NoLabels
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language's words. `comma` stands between the items of a list, `dash` between the ends of a period."""

    language: str
    resume: str
    present: str
    page: str
    pages: str
    contact: str
    personal: str
    comma: str
    dash: str
    sections: Mapping[str, str]
    facts: Mapping[str, str]
    contacts: Mapping[str, str]
    publications: Mapping[str, str]


def load_locale(language: str) -> Outcome[Locale]:
    """Load the words of a language, given as a BCP 47 tag; regions share the words of their language.

    Without words for the language the locale is English, dates and countries too, and a warning says so.
    """
    known = _languages()
    for tag in (language, language.partition("-")[0]):
        if tag.lower() in known:
            return Outcome(_load(tag.lower(), language))
    message = f"there are no section titles in the language `{language}`, so they are in English"
    return Outcome(
        _load(FALLBACK, FALLBACK), (NoLabels.at(None, message, hint="set them in `document.sections.titles`"),)
    )


@cache
def _languages() -> Mapping[str, Path]:
    """The files there are, by language: a tag from a file is looked up here and never becomes a path."""
    return {file.stem.lower(): file for file in Path(__file__).with_name("data").glob("*.yaml")}


@cache
def _load(words: str, language: str) -> Locale:
    file = _languages()[words]
    tree = read(file.read_bytes(), file.name).value
    data = tree.data() if tree else None
    if not isinstance(data, dict):
        raise TypeError(f"{file.name} is a file of cvpdf's own and holds no words")
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    return Locale(
        language=language,
        resume=texts["resume"],
        present=texts["present"],
        page=texts["page"],
        pages=texts["pages"],
        contact=texts["contact"],
        personal=texts["personal"],
        comma=texts["comma"],
        dash=texts["dash"],
        sections=_table(data["sections"]),
        facts=_table(data["facts"]),
        contacts=_table(data["contacts"]),
        publications=_table(data["publications"]),
    )


def _table(data: PlainData) -> Mapping[str, str]:
    labels = data.items() if isinstance(data, dict) else ()
    return MappingProxyType({name: label for name, label in labels if isinstance(label, str)})
