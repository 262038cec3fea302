from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.mutations import Path, check, mutated, under

from cvpdf.formats.key_tables import is_empty
from cvpdf.formats.reactive_resume.reader import read_reactive_resume

if TYPE_CHECKING:
    from tests.formats.conftest import Reading, Reads

    from cvpdf.source.tree import Mapping

SAMPLE = """\
basics:
  name: word
  headline: word
  email: word@example.com
  phone: word
  location: word
  url: {label: "", href: https://example.com/word}
  customFields: [{id: a1, icon: b2, name: word, value: word}, {id: a2, name: Birthday, value: 1 May 1990}]
  picture: {url: https://example.com/word.jpg, size: 64, effects: {hidden: "no"}}
sections:
  summary: {name: word, id: summary, columns: 1, content: <p>word word</p>}
  profiles: {name: Profiles, items: [{id: c3, network: word, username: word, icon: github, url: {label: "", href: ""}}]}
  experience:
    name: word
    id: experience
    items:
      - {id: d4, company: word, position: word, location: word, date: word 2019 to word 2021, summary: <p>word</p>,
         url: {label: word, href: https://example.com/word}}
  education:
    name: word
    items: [{id: e5, institution: word, studyType: word, area: word, score: word, date: "2018", summary: word}]
  skills: {name: word, items: [{id: f6, name: word, description: word, level: 3, keywords: [word, word]}]}
  languages: {name: word, items: [{id: g7, name: word, description: word, level: 3}]}
  awards: {name: word, items: [{title: word, awarder: word, date: "2019", summary: word, url: {label: word, href: ""}}]}
  certifications: {name: word, items: [{name: word, issuer: word, date: word, summary: word}]}
  interests: {name: word, items: [{name: word, keywords: [word]}]}
  projects: {name: word, items: [{name: word, description: word, date: word, summary: word, keywords: [word]}]}
  publications: {name: word, items: [{name: word, publisher: word, date: word, summary: word}]}
  volunteer: {name: word, items: [{organization: word, position: word, location: word, date: word, summary: word}]}
  references: {name: word, items: [{name: word, description: word, summary: word}]}
  custom:
    h8: {name: word, id: h8, items: [{name: word, description: word, date: word, location: word, summary: word},
      {title: word, subtitle: word, level: word, levelNum: 8, tags: [word]}]}
metadata: {template: word, layout: [[[summary, experience], [skills]]], notes: word}
"""
SETTINGS = under("id", "icon", "columns", "options", "picture", "metadata")


_DEPTH = len(("sections", "custom", "h8", "name"))


def leaves_out(path: Path, node: Mapping) -> bool:
    """Settings, and the title of a section under which nothing stands, or of the profiles, which have none here."""
    titled = path[0] == "sections" and path[-1] in {"name", "title", "heading"} and len(path) <= _DEPTH
    items = node.get("items") or node.get("content")
    return SETTINGS(path, node) or (titled and (items is None or is_empty(items.value) or path[1] == "profiles"))


@pytest.mark.slow
@given(mutated(SAMPLE))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_word_is_in_or_said(text: str) -> None:
    check(text, read_reactive_resume, leaves_out)


def exported(reads: Reads, data: dict[str, Any]) -> Reading:
    return reads(json.dumps({"basics": {"name": "Ada"}, "sections": {}, **data}, indent=1), "reactive-resume", "r.json")


def of_section(reads: Reads, name: str, item: dict[str, Any]) -> Reading:
    section = {"name": "Heading", "visible": True, "id": name, "columns": 1, "items": [{"id": "x1", **item}]}
    return exported(reads, {"sections": {name: section}})


URL = {"label": "", "href": "https://example.com"}


@pytest.mark.parametrize(
    ("name", "item", "home", "expected"),
    [
        (
            "experience",
            {"company": "A", "position": "B", "date": "May 2016 to Present", "summary": "<p>C</p>", "url": URL},
            "work",
            {
                "name": "A",
                "position": "B",
                "startDate": "May 2016",
                "endDate": "Present",
                "summary": "<p>C</p>",
                "url": "https://example.com",
            },
        ),
        (
            "experience",
            {
                "company": "A",
                "period": "2019.09 - 2021.07",
                "description": "B",
                "roles": [{"id": "r", "position": "C"}],
            },
            "work",
            {
                "name": "A",
                "startDate": "2019.09",
                "endDate": "2021.07",
                "summary": "B",
                "positions": [{"position": "C"}],
            },
        ),
        (
            "work",
            {"name": "A", "date": {"start": "2019", "end": ""}, "url": "https://example.com"},
            "work",
            {"name": "A", "startDate": "2019", "url": "https://example.com"},
        ),
        (
            "education",
            {"school": "A", "degree": "B", "area": "C", "grade": "D", "period": "2020"},
            "education",
            {
                "institution": "A",
                "studyType": "B",
                "area": "C",
                "score": "D",
                "startDate": "2020",
                "endDate": "2020",
            },
        ),
        ("skills", {"name": "A", "description": "B", "level": 0}, "skills", {"name": "A", "level": "B"}),
        ("skills", {"name": "A", "description": "", "level": 3}, "skills", {"name": "A", "level": "3/5"}),
        ("skills", {"name": "A", "proficiency": "", "level": 0}, "skills", {"name": "A"}),
        ("languages", {"name": "A", "level": "B2", "levelNum": 4}, "languages", {"language": "A", "fluency": "B2"}),
        ("skills", {"name": "A", "level": "", "levelNum": 8}, "skills", {"name": "A", "level": "8/10"}),
        ("languages", {"name": "A", "level": "", "levelNum": 0}, "languages", {"language": "A"}),
        (
            "certifications",
            {"title": "A", "issuer": "B", "website": {"url": "https://example.com", "label": "Look"}},
            "certificates",
            {"name": "A", "issuer": "B", "summary": "[Look](https://example.com)"},
        ),
        (
            "awards",
            {"title": "A", "url": {"label": "example.com", "href": "https://example.com"}},
            "awards",
            {"title": "A", "url": "https://example.com"},
        ),
        (
            "references",
            {"name": "A", "description": "Manager", "summary": "Good"},
            "references",
            {"name": "A", "reference": "Good", "position": "Manager"},
        ),
        (
            "references",
            {"name": "A", "position": "Manager", "description": "Good"},
            "references",
            {"name": "A", "position": "Manager", "reference": "Good"},
        ),
    ],
)
def test_items_of_every_version_are_read(
    reads: Reads, name: str, item: dict[str, Any], home: str, expected: dict[str, Any]
) -> None:
    reading = of_section(reads, name, item)
    assert reading.data[home] == [expected]
    assert reading.data["document"]["sections"]["titles"] == {home: "Heading"}
    assert reading.said == []


def test_points_beside_words_are_said(reads: Reads) -> None:
    reading = of_section(reads, "skills", {"name": "A", "description": "B", "level": 3})
    assert reading.data["skills"] == [{"name": "A", "level": "B"}]
    assert [code for code, _ in reading.said] == ["CV712"]


def test_the_person_is_read_in_version_4_and_5(reads: Reads) -> None:
    four = {"name": "Ada", "url": URL, "customFields": [{"id": "a", "icon": "b", "name": "Age", "value": "36"}]}
    five = {"name": "Ada", "website": {"url": "https://example.com", "label": "example.com"}}
    summary = {"title": "About", "hidden": False, "content": "<p>One</p>"}
    old = exported(reads, {"basics": four, "sections": {"summary": {"name": "About", "content": "<p>One</p>"}}})
    new = exported(reads, {"basics": five, "summary": summary, "picture": {"url": "https://example.com/a.jpg"}})
    assert old.data["basics"] == {
        "name": "Ada",
        "url": "https://example.com",
        "profiles": [{"network": "Age", "username": "36"}],
        "summary": "<p>One</p>",
    }
    assert new.data["basics"] == {
        "name": "Ada",
        "url": "https://example.com",
        "image": "https://example.com/a.jpg",
        "summary": "<p>One</p>",
    }
    assert old.data["document"] == new.data["document"] == {"sections": {"titles": {"summary": "About"}}}
    assert old.said == new.said == []


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("Birthday", "1 May 1990", "birthDate"),
        ("Date of Birth:", "1990-05-01", "birthDate"),
        ("Geburtsdatum", "1. Mai 1990", "birthDate"),
        ("Nationality", "British", "nationality"),
    ],
)
def test_a_field_that_we_have_a_key_for_stands_under_it(reads: Reads, name: str, value: str, key: str) -> None:
    fields = [{"id": "a", "icon": "cake", "name": name, "value": value}]
    reading = exported(reads, {"basics": {"name": "Ada", "customFields": fields}})
    assert reading.data["basics"] == {"name": "Ada", key: value}
    assert reading.said == []


@pytest.mark.parametrize(("name", "value"), [("Birthday", "1 May"), ("Birthday party", "1990"), ("Age", "36")])
def test_any_other_field_is_a_way_to_reach_the_person(reads: Reads, name: str, value: str) -> None:
    reading = exported(reads, {"basics": {"name": "Ada", "customFields": [{"name": name, "value": value}]}})
    assert reading.data["basics"]["profiles"] == [{"network": name, "username": value}]
    assert reading.said == []


def test_an_item_of_an_own_section_keeps_its_second_line_and_its_level(reads: Reads) -> None:
    items = [
        {"title": "Chess", "subtitle": "Club", "level": "Grandmaster", "levelNum": 8, "tags": ["Blitz"]},
        {"name": "Go", "level": 3},
        {"name": "Draughts", "proficiency": "Fair", "level": 0},
        {"name": "Poker", "proficiency": "Good", "level": 4},
    ]
    custom = {"h8": {"name": "Games", "items": items}}
    reading = exported(reads, {"sections": {"custom": custom}})
    assert reading.data["sections"][0]["entries"] == [
        {"title": "Chess", "subtitle": "Club, Grandmaster", "keywords": ["Blitz"]},
        {"title": "Go", "subtitle": "3/5"},
        {"title": "Draughts", "subtitle": "Fair"},
        {"title": "Poker", "subtitle": "Good"},
    ]
    assert [code for code, _ in reading.said] == ["CV712"]


def test_own_sections_keep_their_place_among_the_others(reads: Reads) -> None:
    experience = {"name": "Experience", "items": [{"company": "A"}]}
    custom = {"h8": {"name": "Talks", "items": [{"name": "B", "description": "C", "date": "2019", "summary": ""}]}}
    four = {
        "sections": {"experience": experience, "custom": custom},
        "metadata": {"layout": [[["custom.h8", "experience"]]]},
    }
    teaching = {
        "id": "h8",
        "type": "experience",
        "title": "Talks",
        "items": [{"company": "B", "position": "C", "period": "2019"}],
    }
    layout = {"pages": [{"main": ["h8"], "sidebar": ["experience"]}]}
    five = {"sections": {"experience": experience}, "customSections": [teaching], "metadata": {"layout": layout}}
    for data in (four, five):
        reading = exported(reads, data)
        entry = {"title": "B", "subtitle": "C", "date": "2019"}
        assert reading.data["sections"] == [{"id": "talks", "title": "Talks", "entries": [entry]}]
        assert reading.data["document"]["sections"]["order"] == ["talks", "work"]
        assert [code for code, _ in reading.said] == ["CV715"]


def test_a_hidden_section_is_hidden_and_a_hidden_item_is_said(reads: Reads) -> None:
    hidden = {"name": "Interests", "visible": False, "items": [{"name": "Chess"}]}
    items = [{"id": "x", "visible": False, "company": "Secret Ltd", "position": "Spy"}, {"company": "Example Ltd"}]
    reading = exported(reads, {"sections": {"interests": hidden, "experience": {"items": items}}})
    assert reading.data["interests"] == [{"name": "Chess"}]
    assert reading.data["document"]["sections"]["hidden"] == ["interests"]
    assert reading.data["work"] == [{"name": "Example Ltd"}]
    assert [(one.code, one.message) for one in reading.diagnostics] == [
        ("CV712", "`Secret Ltd` was switched off in Reactive Resume, and was left out")
    ]


def test_language_and_paper_are_kept_notes_are_said(reads: Reads) -> None:
    metadata = {"page": {"format": "letter", "locale": "de-DE"}, "notes": "Call me", "css": {"value": "*"}}
    reading = exported(reads, {"metadata": metadata})
    assert reading.data["document"] == {"language": "de-DE", "pageSize": "Letter"}
    notes, css = reading.diagnostics
    assert (notes.code, css.code) == ("CV712", "CV715")
    assert css.message == "`css` says how Reactive Resume prints, and was left out, but for the language and the paper"


def test_spans_lead_to_the_source(reads: Reads) -> None:
    reading = of_section(reads, "experience", {"company": "A", "position": "B"})
    assert reading.line("work", 0, "position") == reading.line("work", 0, "name") + 1


def test_points_beside_words_and_the_label_of_a_site_have_no_place_and_are_said(reads: Reads) -> None:
    skills = {"items": [{"name": "A", "description": "B", "level": 3}]}
    site = {"label": "My site", "href": "https://example.com"}
    basics = {"name": "Ada Example", "headline": "Engineer", "url": site}
    read = reads(json.dumps({"basics": basics, "sections": {"skills": skills}}), "reactive-resume", "cv.json")
    assert read.data["basics"] == {"name": "Ada Example", "label": "Engineer", "url": "https://example.com"}
    assert [code for code, _ in read.said] == ["CV712", "CV712"]
