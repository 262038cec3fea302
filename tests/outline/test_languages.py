"""A résumé in each language: every label is in its words, and nothing is lost."""

from collections.abc import Callable

import pytest

from cvpdf.diagnostics import Outcome
from cvpdf.locale.labels import languages, load_locale
from cvpdf.model.upgrade import upgrade
from cvpdf.model.validate import validate
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Entry, Mark, Outline, Section, plain_text
from cvpdf.selection import select
from cvpdf.source.reading import read

Made = Callable[[str], Outline]
Outlined = Callable[[str], Outcome[Outline]]

RESUME = """
basics:
  name: Ada Example
  summary: x
  email: ada@example.com
  phone: '1'
  url: https://ada.example.com
  location: {city: London, countryCode: GB}
  profiles: [{network: GitHub, username: ada}]
  birthDate: 1990-12-10
  nationality: GB
work: [{position: x, startDate: 2021-03}]
education: [{institution: x, score: y, courses: [a, b]}]
projects: [{name: x, type: y, roles: [a]}]
volunteer: [{position: x}]
publications: [{name: x, authors: [a], type: article, doi: 10.1/2}]
awards: [{title: x}]
certificates: [{name: x}]
skills: [{name: x}]
languages: [{language: de}, {language: German}]
interests: [{name: x}]
references: [{name: x, email: a@example.com, phone: '2'}]
"""


def text(mark: Mark | None) -> str:
    return plain_text(mark.children) if mark else ""


def labels(*entries: Entry) -> list[str]:
    return [text(fact.label) for entry in entries for fact in entry.facts]


def section(made: Outline, name: str) -> Section:
    return next(section for section in made.sections if section.id == name)


@pytest.mark.parametrize("language", languages())
def test_every_label_is_in_the_language_of_the_resume(made: Made, language: str) -> None:
    made_outline = made(f"document: {{language: {language}}}\n{RESUME}")
    words = load_locale(language).value
    assert words is not None
    facts = words.facts
    assert [text(section.title) for section in made_outline.sections] == list(words.sections.values())
    assert labels(*(entry for section in made_outline.sections for entry in section.entries)) == [
        *(facts["score"].one, facts["courses"].two),
        *(facts["type"].one, facts["roles"].one),
        *(facts["authors"].one, facts["type"].one, facts["doi"].one),
        *(facts["email"].one, facts["phone"].one),
    ]
    header = made_outline.header
    assert [text(contact.title) for contact in header.contacts] == [
        *words.contacts.values(),
        facts["birthDate"].one,
        facts["nationality"].one,
    ]
    assert (text(header.contact_title), text(header.personal_title)) == (words.contact, words.personal)
    (publications,) = section(made_outline, "publications").by_type
    assert text(publications.title) == words.publications["article"]
    assert text(section(made_outline, "work").entries[0].dates).endswith(f"{words.dash}{words.present}".rstrip())


def test_names_of_languages_and_countries_are_in_the_language_of_the_resume(made: Made) -> None:
    german = made(f"document: {{language: de}}\n{RESUME}")
    assert [text(group.label) for group in section(german, "languages").groups] == ["Deutsch", "German"]
    assert text(german.header.contacts[-1].values[0]) == "Vereinigtes Königreich"
    assert german.header.contacts[-1].values[0].covers == (("basics", "nationality"),)


def test_a_resume_may_set_its_own_labels(made: Made) -> None:
    plan = "document: {language: de, labels: {present: jetzt, contact: Erreichbar, facts: {score: Ergebnis}}}"
    made_outline = made(f"{plan}\n{RESUME}")
    assert text(section(made_outline, "work").entries[0].dates) == "März 2021 – jetzt"
    assert text(made_outline.header.contact_title) == "Erreichbar"
    assert labels(*section(made_outline, "education").entries) == ["Ergebnis", "Kurse"]


def test_labels_that_cannot_be_read_are_said_and_the_usual_ones_stay(outlined: Outlined) -> None:
    made_outline = outlined("document: {labels: {facts: {score: [a], type: {one: b}}, page: {a: b}}}" + RESUME).value
    assert made_outline is not None
    assert labels(*section(made_outline, "education").entries) == ["Grade", "Courses"]


def test_english_is_said_where_it_stands_in_at_the_line_of_the_language(outlined: Outlined) -> None:
    outcome = outlined("basics: {name: Ada Example}\ndocument:\n  language: eo\n")
    (said,) = outcome.diagnostics
    assert said.code == "CV305"
    assert said.span is not None
    assert said.span.line == 3
    assert outcome.value is not None
    assert outcome.value.language == "eo"


@pytest.mark.parametrize(("style", "printed"), [("short", "Mar 2021"), ("long", "March 2021"), ("numeric", "03/2021")])
def test_dates_in_a_style(style: str, printed: str) -> None:
    tree = read(b"certificates: [{name: x, date: 2021-03}]", "resume.yaml").value
    assert tree is not None
    modern = upgrade(tree).value
    assert modern is not None
    resume = validate(modern).value
    assert resume is not None
    made_outline = outline(select(resume), tree.locate, date_style=style).value
    assert made_outline is not None
    assert text(made_outline.sections[0].entries[0].dates) == printed
