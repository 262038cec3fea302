from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.mutations import check, mutated, under

from cvpdf.formats.fresh.reader import read_fresh

if TYPE_CHECKING:
    from tests.formats.conftest import Reading, Reads

SAMPLE = """\
name: word
meta: {format: FRESH@0.6.0}
info: {label: word, class: word, brief: word, image: word.jpg, quote: word}
contact:
  email: word@example.com
  phone: word
  website: https://example.com/word
  other: [{label: word, category: phone, value: word}, {flavor: word, value: word}]
location: {address: word, city: word, region: word, code: word, country: GB}
employment:
  summary: word
  history: [{employer: word, position: word, url: https://example.com/word, start: 2019, end: 2020, summary: word,
             highlights: [word], keywords: [word], location: word}]
education:
  summary: word
  level: word
  history: [{title: word, institution: word, start: 2018, grade: word, curriculum: [word], summary: word}]
projects: [{title: word, category: word, role: word, url: word, repo: word, description: word, summary: word,
            media: [{category: word, name: word, url: https://example.com/word}], keywords: [word]}]
skills:
  sets: [{name: word, level: word, skills: [word, word]}]
  list: [{name: word, level: word, summary: word, years: 7, proof: word}]
service: {summary: word, history: [{flavor: word, organization: word, position: word, highlights: [word]}]}
affiliation: {history: [{role: word, organization: word, summary: word}]}
writing: [{title: word, flavor: word, date: 2008, publisher: {name: word, url: https://example.com/word}}]
reading: [{title: word, author: [word, word], summary: word}]
speaking: [{title: word, event: word, location: word, highlights: [word]}]
samples: [{title: word, summary: word, date: 2014-09}]
recognition: [{category: word, from: word, title: word, event: word, date: 2012}]
references: [{name: word, role: word, contact: [{label: word, category: phone, value: word}]}]
testimonials: [{name: word, quote: word, category: word}]
languages: [{language: word, level: word, years: 10, summary: word}]
extracurricular: [{title: word, activity: word, start: 2014-05}]
governance: [{role: word, organization: word, category: word}]
interests: [{name: word, summary: word, keywords: [word]}]
disposition: {travel: 25, commitment: [word, word], relocation: {willing: word, destinations: [word]}}
"""


@pytest.mark.slow
@given(mutated(SAMPLE))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_word_is_in_or_said(text: str) -> None:
    check(text, read_fresh, under("meta", "id", "current", "flavor", "category"))


def fresh(reads: Reads, data: dict[str, Any]) -> Reading:
    stamped = {"name": "Ada Example", "meta": {"format": "FRESH@0.6.0"}, **data}
    return reads(json.dumps(stamped, indent=1), "fresh", "fresh.json")


def test_the_person_is_read(reads: Reads) -> None:
    data = {
        "info": {"label": "Engineer", "brief": "One.", "quote": "Two."},
        "contact": {"email": "ada@example.com", "other": [{"label": "Work phone", "flavor": "phone", "value": "1"}]},
        "location": {"city": "London", "code": "N1", "country": "GB"},
        "social": [{"label": "GitHub", "network": "GitHub", "user": "ada", "url": "https://github.com/ada"}],
    }
    reading = fresh(reads, data)
    assert reading.data["basics"] == {
        "label": "Engineer",
        "summary": "One.\n\nTwo.",
        "email": "ada@example.com",
        "name": "Ada Example",
        "profiles": [
            {"network": "GitHub", "username": "ada", "url": "https://github.com/ada"},
            {"network": "Work phone", "username": "1"},
        ],
        "location": {"city": "London", "postalCode": "N1", "countryCode": "GB"},
    }
    assert reading.said == []


@pytest.mark.parametrize(
    ("data", "home", "expected"),
    [
        (
            {"employment": {"history": [{"employer": "A", "start": "2019", "keywords": ["B"], "current": True}]}},
            "work",
            [{"name": "A", "startDate": "2019", "keywords": ["B"]}],
        ),
        (
            {"education": {"history": [{"institution": "A", "title": "BSc", "grade": "B", "curriculum": ["C"]}]}},
            "education",
            [{"institution": "A", "studyType": "BSc", "score": "B", "courses": ["C"]}],
        ),
        (
            {"skills": {"sets": [{"name": "A", "skills": ["B"]}], "list": [{"name": "C", "level": "9", "years": 7}]}},
            "skills",
            [{"name": "A", "keywords": ["B"]}, {"name": "C", "level": "9", "summary": "Years: 7"}],
        ),
        (
            {"projects": [{"title": "A", "category": "B", "role": "C", "repo": "https://example.com"}]},
            "projects",
            [{"name": "A", "type": "B", "roles": ["C"], "summary": "Source: https://example.com"}],
        ),
        (
            {"projects": [{"name": "A", "startDate": "2014-02", "endDate": "2014-04"}]},
            "projects",
            [{"name": "A", "startDate": "2014-02", "endDate": "2014-04"}],
        ),
        (
            {"languages": [{"language": "A", "fluency": "B"}, {"language": "C", "level": "D"}]},
            "languages",
            [{"language": "A", "fluency": "B"}, {"language": "C", "fluency": "D"}],
        ),
        (
            {"languages": [{"language": "A", "level": "B", "years": 30, "summary": "C"}]},
            "languages",
            [{"language": "A", "fluency": "B", "summary": "C\n\nYears: 30"}],
        ),
        (
            {"writing": [{"title": "A", "publisher": {"name": "B", "url": "https://example.com"}, "date": "2011"}]},
            "publications",
            [{"name": "A", "publisher": "[B](https://example.com)", "releaseDate": "2011"}],
        ),
        (
            {"recognition": [{"flavor": "award", "from": "A", "title": "B", "event": "C"}]},
            "awards",
            [{"title": "B", "awarder": "A", "summary": "C", "keywords": ["award"]}],
        ),
        (
            {
                "references": [{"name": "A", "role": "B", "contact": [{"flavor": "email", "value": "a@example.com"}]}],
                "testimonials": [{"name": "C", "quote": "D"}],
            },
            "references",
            [{"name": "A", "position": "B", "email": "a@example.com"}, {"name": "C", "reference": "D"}],
        ),
        (
            {"speaking": [{"title": "A", "event": "B", "date": "2012"}], "disposition": {"travel": 25, "remote": True}},
            "sections",
            [
                {"id": "speaking", "title": "Speaking", "entries": [{"title": "A", "subtitle": "B", "date": "2012"}]},
                {
                    "id": "availability",
                    "title": "Availability",
                    "entries": [{"title": "Travel", "subtitle": "25"}, {"title": "Remote", "subtitle": "true"}],
                },
            ],
        ),
    ],
)
def test_each_section_is_read(reads: Reads, data: dict[str, Any], home: str, expected: list[Any]) -> None:
    reading = fresh(reads, data)
    assert reading.data[home] == expected
    assert reading.said == []


def test_what_is_private_is_left_out_and_said(reads: Reads) -> None:
    references = [{"name": "A. Sample", "private": True}, {"name": "B. Sample"}, {"name": "", "private": True}]
    reading = fresh(reads, {"references": references})
    assert reading.data["references"] == [{"name": "B. Sample"}]
    assert [one.message for one in reading.diagnostics] == ["`A. Sample` is marked as private, and was left out"]


def test_the_summary_of_a_section_is_said_to_be_guessed(reads: Reads) -> None:
    reading = fresh(reads, {"employment": {"summary": "Ten years", "history": []}})
    assert reading.data["basics"]["summary"] == "Ten years"
    assert [code for code, _ in reading.said] == ["CV713"]
