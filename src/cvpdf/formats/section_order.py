"""Arranging: sections as another program orders and titles them, as `sections` and `document.sections` of ours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cvpdf.diagnostics import Span
from cvpdf.formats.key_tables import KeyReading, scalar_text
from cvpdf.formats.material import Pair, around, mapping, scalar, sequence
from cvpdf.locale.labels import FALLBACK, load_locale
from cvpdf.model.field_values import slug
from cvpdf.model.resume import SECTIONS
from cvpdf.source.tree import Mapping, Node, Scalar

STANDARD: Final = tuple(SECTIONS)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section that was placed: its id, and where the source speaks of it."""

    id: str
    place: Span
    title: Scalar | None = None
    hidden: bool = False


class Arrangement:
    """The sections of one file, in the order in which it prints them."""

    def __init__(self, reading: KeyReading, language: str = FALLBACK) -> None:
        """Begin without sections; `language` is that of the titles."""
        self._reading = reading
        self._labels = _usual_titles(language)
        self._sections: dict[str, _Section] = {}
        self._own: list[Mapping] = []

    def has(self, name: str) -> bool:
        """Whether a section was placed already."""
        return name in self._sections

    def called(self, title: str) -> str | None:
        """The standard section that has this title in the language of the file."""
        return next((name for name, label in self._labels.items() if label == title), None)

    def place(self, name: str, place: Span, title: Scalar | None = None, *, hidden: bool = False) -> None:
        """Place a standard section; a title that is the usual one goes without saying."""
        if title and scalar_text(title) in {"", self._labels.get(name)}:
            self._reading.dismiss(title)
            title = None
        self._sections[name] = _Section(name, place, title, hidden)

    def own(self, place: Span, title: Scalar, body: Iterable[Pair], *, hidden: bool = False) -> str:
        """Place a section of the person's own, and give the id that it gets."""
        name = self._free_id(scalar_text(title))
        self._sections[name] = _Section(name, title.span, hidden=hidden)
        pairs = (("id", scalar(name, title.span)), ("title", title), *body)
        self._own.append(self._reading.mapping(place, pairs))
        return name

    def _free_id(self, title: str) -> str:
        base = slug(title)
        if not base[:1].isalpha():
            base = f"section-{base or len(self._own) + 1}"
        taken = {*STANDARD, *self._sections}
        number = 2
        name = base
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        return name

    def own_sections(self) -> Node | None:
        """The list `sections`."""
        return sequence(self._own)

    def plan(self, order: Iterable[str] | None = None) -> Node | None:
        """The mapping `document.sections`; `order` are ids, where that is not the order of placing."""
        named = dict.fromkeys(name for name in (self._sections if order is None else order) if name in self._sections)
        sections = [self._sections[name] for name in named]
        ids = [section.id for section in sections]
        everything = self._sections.values()
        parts: list[Pair] = [
            ("order", None if ids == self._usual(ids) else sequence(scalar(one.id, one.place) for one in sections)),
            ("titles", _titles(everything)),
            ("hidden", sequence(scalar(one.id, one.place) for one in everything if one.hidden)),
        ]
        kept = [(key, part) for key, part in parts if part]
        return mapping(around(part for _, part in kept), kept) if kept else None

    def _usual(self, ids: list[str]) -> list[str]:
        """The same ids in the order of printing that needs no plan."""
        own = [name for name in self._sections if name not in STANDARD]
        usual = (*STANDARD[:-1], *own, STANDARD[-1])
        return sorted(ids, key=usual.index)


def _titles(sections: Iterable[_Section]) -> Mapping | None:
    pairs = [(section.id, section.title) for section in sections if section.title]
    return mapping(around(title for _, title in pairs), pairs) if pairs else None


def _usual_titles(language: str) -> dict[str, str]:
    locale = load_locale(language)
    return dict(locale.value.sections) if locale.value and not locale.diagnostics else {}


def document(language: Scalar | None, paper: Scalar | None, plan: Node | None) -> Iterator[Pair]:
    """The mapping `document`, of what there is to say in it."""
    parts: list[Pair] = [("language", language), ("pageSize", paper), ("sections", plan)]
    kept = [(key, part) for key, part in parts if part]
    if kept:
        yield "document", mapping(around(part for _, part in kept), kept)
