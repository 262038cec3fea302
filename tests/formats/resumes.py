"""Résumés made up by Hypothesis: any key of the model, each with a value that its kind allows."""

import typing
from functools import cache

from hypothesis import strategies as st

from cvpdf.model.part import Part
from cvpdf.model.resume import Resume
from cvpdf.source.tree import PlainData

LETTERS = "abcdefgABC éßñøЖ漢 .,;:'\"#&*_-–()[]{}<>/\\|@!?%0123456789\n"
WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=40).map(str.strip).filter(bool)
PROSE = st.lists(WORDS, min_size=3, max_size=8).map(" ".join)
TEXTS = st.one_of(WORDS, WORDS, WORDS, PROSE)
DATES = st.one_of(
    st.integers(1900, 2099).map(str),
    st.builds("{}-{:02}".format, st.integers(1900, 2099), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28)),
)
URLS = st.sampled_from(["https://example.com/a", "https://example.org/ü?b=1", "http://a.example.net"])
_KINDS: dict[str, st.SearchStrategy[PlainData]] = {
    "email": st.sampled_from(["ada@example.com", "ada@exämple.org"]),
    "url": URLS,
    "doi": st.just("10.5555/12345678"),
    "countryCode": st.sampled_from(["GB", "de", "France"]),
    "pageSize": st.sampled_from(["A4", "Letter"]),
    "language": TEXTS,
    "version": st.just("1"),
    "pages": st.integers(1, 9).map(str),
    "theme": st.sampled_from(["plain", "slate"]),
    **dict.fromkeys(("startDate", "date", "releaseDate", "birthDate"), DATES),
    "endDate": st.one_of(DATES, st.just("present")),
    "highlights": st.lists(
        st.one_of(TEXTS, st.fixed_dictionaries({"text": TEXTS, "tags": st.lists(TEXTS, min_size=1, max_size=2)})),
        min_size=1,
        max_size=3,
    ),
    "location": st.one_of(TEXTS, st.fixed_dictionaries({"city": TEXTS, "countryCode": st.just("GB")})),
}
_LEFT_OUT = frozenset({"declaredSchema", "document", "meta", "image"})


@cache
def parts(part: type[Part]) -> st.SearchStrategy[dict[str, PlainData]]:
    """Any mapping that a part of the model can be read from."""
    return st.deferred(lambda: _mappings(part))


def _mappings(part: type[Part]) -> st.SearchStrategy[dict[str, PlainData]]:
    keys = {key: _value(key, field.annotation) for key, field in part.model_fields.items() if key not in _LEFT_OUT}
    return st.fixed_dictionaries({}, optional=keys).filter(bool)


def _value(key: str, annotation: object) -> st.SearchStrategy[PlainData]:
    child = _part_in(annotation)
    if key in _KINDS:
        return _KINDS[key]
    if child is None:
        return st.lists(TEXTS, min_size=1, max_size=3) if "tuple" in str(annotation) else TEXTS
    one: st.SearchStrategy[PlainData] = parts(child).map(lambda data: data)
    return st.lists(one, min_size=1, max_size=3) if "tuple" in str(annotation) else one


def _part_in(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, typing.get_args(annotation))), None)


def _with_ids(data: dict[str, PlainData]) -> dict[str, PlainData]:
    """Sections of the person's own need ids, each its own."""
    sections = data.get("sections")
    for number, section in enumerate(sections if isinstance(sections, list) else ()):
        if isinstance(section, dict):
            section["id"] = f"own-{number}"
    return data


RESUMES = parts(Resume).map(_with_ids)
