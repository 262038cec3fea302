from collections.abc import Callable

from cvpdf.outline.values import Outline, Section, plain_text

Made = Callable[[str], Outline]


def only(made: Made, text: str) -> Section:
    (section,) = made(text).sections
    return section


def test_a_title_of_the_locale_covers_nothing(made: Made) -> None:
    title = only(made, "basics: {summary: x}").title
    assert (plain_text(title.children), title.origin, title.covers) == ("Profile", ("basics", "summary"), ())


def test_a_title_of_the_plan(made: Made) -> None:
    title = only(made, "{awards: [{title: x}], document: {sections: {titles: {awards: Prizes}}}}").title
    assert (plain_text(title.children), title.origin) == ("Prizes", ("document", "sections", "titles", "awards"))


def test_an_own_section_with_a_text(made: Made) -> None:
    section = only(made, "sections: [{id: field-work, title: In the *field*, text: x}]")
    assert (section.id, section.kind, section.shape) == ("field-work", "custom", "prose")
    assert plain_text(section.title.children) == "In the field"


def test_an_own_section_without_a_title_is_called_by_its_id(made: Made) -> None:
    assert plain_text(only(made, "sections: [{id: side-projects, text: x}]").title.children) == "Side projects"


def test_the_plans_title_stands_in_the_place_of_the_sections_own(made: Made) -> None:
    text = "{sections: [{id: a, title: Old, text: x}], document: {sections: {titles: {a: New}}}}"
    assert plain_text(only(made, text).title.children) == "New"


def test_an_own_section_with_entries(made: Made) -> None:
    text = """
sections:
- id: chess
  entries:
  - title: Captain
    subtitle: Example Chess Club
    location: Leeds
    url: https://chess.example.org
    startDate: 2019
    endDate: 2020
    summary: x
    highlights: [y]
    keywords: [z]
  - {}
  - {date: 2018-05, summary: x}
"""
    first, second = only(made, text).entries
    assert first.dates is not None
    assert plain_text(first.dates.children) == "2019 – 2020"
    assert first.link is not None
    assert second.title is not None
    assert plain_text(second.title.children) == "May 2018"


def test_what_is_empty_vanishes(made: Made) -> None:
    text = "{basics: {name: Ada, summary: ' '}, work: [{}, {name: '', highlights: ['']}], skills: [{keywords: ['']}]}"
    assert made(text).sections == ()
    assert made("sections: [{id: a, title: A, text: '-'}]").sections == ()


def test_a_text_beside_entries_is_not_lost(made: Made) -> None:
    section = only(made, "sections: [{id: a, text: x, entries: [{title: y}]}]")
    assert (section.shape, len(section.entries), section.prose) == ("entries", 2, ())
