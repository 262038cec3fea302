"""What is particular to publications: types as headings, and the person's own name."""

from collections.abc import Callable

import pytest

from cvpdf.outline.values import Entry, Mark, Outline, Styled, plain_text

Made = Callable[[str], Outline]


def own_names(made: Made, name: str, authors: str) -> list[str]:
    (section,) = made(f"basics: {{name: {name!r}}}\npublications: [{{name: On x, authors: {authors}}}]").sections[-1:]
    return [
        plain_text((child,))
        for mark in section.entries[0].facts[0].values
        for child in mark.children
        if isinstance(child, Styled) and child.style == "strong"
    ]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada Example", "Ada Example"),
        ("Ada Example", "ADA EXAMPLE"),
        ("Ada Example", "A. Example"),
        ("Ada Example", "A Example"),
        ("Ada Example", "Example, A."),
        ("Ada Example", "Example, Ada"),
        ("Ada Example", "Example A"),
        ("Ada Example", "Ada M. Example"),
        ("Ada Mary Example", "A. M. Example"),
        ("Ada Mary Example", "Example AM"),
        ("Ada Mary Example", "Ada Example"),
        ("Jean-Paul Muster", "J. Muster"),
        ("Ada van der Example", "van der Example, A."),
        ("Dr. Ada Example, PhD", "A. Example"),
        ("山田太郎", "山田太郎"),
        ("山田 太郎", "山田太郎"),
        ("Ада Пример", "А. Пример"),
    ],
)
def test_the_own_name_is_emphasised_in_each_of_its_forms(made: Made, name: str, author: str) -> None:
    assert own_names(made, name, f"[C. Sample, {author!r}, B. Other]") == [author]


@pytest.mark.parametrize(
    "author",
    ["Alan Example", "C. Example", "A. Sample", "Ada Examples", "Ada", "Example", "C. Example, A. Sample", "A."],
)
def test_other_names_are_not(made: Made, author: str) -> None:
    assert own_names(made, "Ada Example", f"[{author!r}]") == []


@pytest.mark.parametrize(
    ("authors", "own"),
    [
        ("C. Sample, A. Example, B. Other", "A. Example"),
        ("Sample, C., Example, A., Other, B.", "Example, A."),
        ("Sample C; Example A; Other B", "Example A"),
        ("C. Sample and Ada Example", "Ada Example"),
        ("Ada Example*, C. Sample", "Ada Example"),
    ],
)
def test_within_a_text_of_several_names(made: Made, authors: str, own: str) -> None:
    assert own_names(made, "Ada Example", f"[{authors!r}]") == [own]


def test_without_a_name_nobody_is_emphasised(made: Made) -> None:
    assert own_names(made, "", "[Ada Example]") == []


def text(mark: Mark | None) -> str | None:
    return plain_text(mark.children) if mark else None


def publications(made: Made, *types: str | None) -> list[tuple[str | None, int]]:
    entries = ", ".join(f"{{name: x{f', type: {kind!r}' if kind else ''}}}" for kind in types)
    (section,) = made(f"publications: [{entries}]").sections
    return [(text(typed.title), len(typed.entries)) for typed in section.by_type]


def test_publications_by_type_in_the_order_in_which_these_come_up(made: Made) -> None:
    types = "book", "article", "article-journal", "Poster", None, "poster", "Journal Article", "theses"
    assert publications(made, *types) == [
        ("Books", 1),
        ("Journal articles", 3),
        ("Poster", 2),
        (None, 1),
        ("Theses", 1),
    ]


def test_a_heading_stands_for_every_type_under_it(made: Made) -> None:
    (section,) = made(
        "publications: [{name: x, type: article}, {name: y, type: journal article, doi: 10.1/2}]"
    ).sections
    (typed,) = section.by_type
    assert typed.title is not None
    assert typed.title.covers == (("publications", 0, "type"), ("publications", 1, "type"))
    assert [[fact.kind for fact in entry.facts] for entry in typed.entries] == [[], ["doi"]]
    assert [text(fact.values[0]) for entry in section.entries for fact in entry.facts if fact.kind == "type"] == [
        "article",
        "journal article",
    ]


def test_types_of_projects_are_headings_as_they_are_written(made: Made) -> None:
    (section,) = made("projects: [{name: x, type: article}, {name: y}]").sections
    assert [(text(typed.title), typed.entries) for typed in section.by_type] == [
        ("article", (Entry(title=section.entries[0].title),)),
        (None, (section.entries[1],)),
    ]
