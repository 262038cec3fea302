"""What cvpdf itself prints, by language: section titles, “Present”, the labels of facts."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Outcome
from cvpdf.rules.cv3_content import NoLabels
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData

# Language tags. -----------------------------------------------------------------------------------------------


_SAME: Mapping[str, str] = {
    "in": "id",
    "iw": "he",
    "nb": "no",
    "nn": "no",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-tw": "zh-hant",
}
"""Tags that mean the same, or nearly so: old codes, both ways to write Norwegian, the script of each region."""


def nearest_tag(tag: str, known: Container[str]) -> str | None:
    """The nearest of the `known` tags, all in small letters: the tag itself, or else with less and less of it."""
    return next((candidate for candidate in _shorter(tag.lower()) if candidate in known), None)


def _shorter(tag: str) -> Iterator[str]:
    while tag:
        yield _SAME.get(tag, tag)
        tag = tag.rpartition("-")[0]


# Labels. ------------------------------------------------------------------------------------------------------


FALLBACK = "en"
_DATA = Path(__file__).with_name("data")
_PAIR = 2

T = TypeVar("T")


class Label(Struct, frozen=True):
    """A label beside one value, two, or more.

    It names what stands beside it and does not count it: so there are no other forms, and none but Arabic has a
    form of its own for two.
    """

    one: str
    two: str
    other: str

    def beside(self, count: int) -> str:
        """The label of so many values."""
        return self.one if count == 1 else self.two if count == _PAIR else self.other


class Locale(Struct, frozen=True):
    """A language's words.

    `language` is the tag by which Babel is asked. `comma` stands between the items of a list, `dash` between the ends
    of a period. `dates` are patterns of a month in each style, and of a year (UTS #35, part 4, "Date Format Patterns").
    """

    language: str
    resume: str
    present: str
    page: str
    pages: str
    contact: str
    personal: str
    comma: str
    dash: str
    dates: Mapping[str, str]
    sections: Mapping[str, str]
    facts: Mapping[str, Label]
    contacts: Mapping[str, str]
    publications: Mapping[str, str]


def load_locale(language: str) -> Outcome[Locale]:
    """Load the words of a language, given as a BCP 47 tag; regions share most words of their language.

    Without words for the language the locale is English, dates and countries too, and a warning says so.

    Args:
        language: A tag such as `de-AT`.

    Returns:
        The words of the nearest language, and a warning where they are English instead.
    """
    words = nearest_tag(language, _files())
    if words:
        return Outcome(_load(words, language))
    message = f"there are no labels in the language `{language}`, so they are in English"
    hint = f"there are {', '.join(languages())}; others are set in `document.labels` and `document.sections.titles`"
    return Outcome(_load(FALLBACK, FALLBACK), (NoLabels.at(None, message, hint=hint),))


def with_labels(locale: Locale, labels: Mapping[str, PlainData]) -> Locale:
    """A locale with the words that one résumé has instead; what is no label is passed over.

    Args:
        locale: The words of a language.
        labels: What stands in `document.labels`.

    Returns:
        The same words with those of the résumé in their places.
    """
    words = _texts(dict(labels))
    return replace(
        locale,
        resume=words.get("resume", locale.resume),
        present=words.get("present", locale.present),
        page=words.get("page", locale.page),
        pages=words.get("pages", locale.pages),
        contact=words.get("contact", locale.contact),
        personal=words.get("personal", locale.personal),
        facts=_table({**locale.facts, **{name: _same(label) for name, label in _texts(labels.get("facts")).items()}}),
        contacts=_table({**locale.contacts, **_texts(labels.get("contacts"))}),
        publications=_table({**locale.publications, **_texts(labels.get("publications"))}),
    )


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words for, by their tags.

    Returns:
        The tags, in the order of the alphabet.
    """
    return tuple(file.stem for file in _files().values())


@cache
def _files() -> Mapping[str, Path]:
    """The files there are, by language: a tag from a file is looked up here and never becomes a path."""
    return {file.stem.lower(): file for file in sorted(_DATA.glob("*.yaml"), key=lambda file: file.stem)}


@cache
def _load(words: str, language: str) -> Locale:
    data = _data(words)
    texts = _texts(data)
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
        dates=_table(_texts(data["dates"])),
        sections=_table(_texts(data["sections"])),
        facts=_table(dict(_labels(data["facts"]))),
        contacts=_table(_texts(data["contacts"])),
        publications=_table(_texts(data["publications"])),
    )


def _data(words: str) -> dict[str, PlainData]:
    """The data of a file; that of a region has only what is different from its language's."""
    file, base = _files()[words], words.partition("-")[0]
    tree = read(file.read_bytes(), file.name).value
    data = tree.data() if tree else None
    if not isinstance(data, dict):
        raise TypeError(f"{file.name} is a file of cvpdf's own and holds no words")
    return dict(_merged(_data(base), data)) if words != base and base in _files() else data


def _merged(base: Mapping[str, PlainData], other: Mapping[str, PlainData]) -> Iterator[tuple[str, PlainData]]:
    for name, value in base.items():
        changed = other.get(name, value)
        yield name, {**value, **changed} if isinstance(value, dict) and isinstance(changed, dict) else changed


def _labels(data: PlainData) -> Iterator[tuple[str, Label]]:
    for name, label in data.items() if isinstance(data, dict) else ():
        if isinstance(label, str):
            yield name, _same(label)
        elif isinstance(label, dict):
            forms = _texts(label)
            yield name, Label(forms["one"], forms.get("two", forms["other"]), forms["other"])


def _same(label: str) -> Label:
    return Label(label, label, label)


def _texts(data: PlainData) -> dict[str, str]:
    labels = data.items() if isinstance(data, dict) else ()
    return {name: label for name, label in labels if isinstance(label, str)}


def _table(data: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(data))
