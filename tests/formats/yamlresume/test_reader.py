from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.mutations import check, mutated, under

from cvpdf.formats.yamlresume.reader import read_yamlresume

if TYPE_CHECKING:
    from tests.formats.conftest import Reads

SAMPLE = """\
content:
  basics: {name: word, headline: word, phone: word, email: ada@example.com, url: https://word.example.com,
           summary: "- word\\n- word"}
  location: {address: word, city: word, region: word, country: word, postalCode: word}
  profiles: [{network: word, url: https://example.com/word, username: word}]
  education:
    - {institution: word, degree: word, area: word, score: word, startDate: word 2016, endDate: word 2020,
       courses: [word, word], summary: word, url: https://example.com/word}
  work:
    - {name: word, position: word, url: https://example.com/word, startDate: word 2022, endDate: , summary: word,
       keywords: [word, word]}
  languages: [{language: word, fluency: word, keywords: [word, word]}]
  skills: [{name: word, level: word, keywords: [word, word]}]
  awards: [{title: word, awarder: word, date: word 2016, summary: word}]
  certificates: [{name: word, issuer: word, date: word 2021, url: https://example.com/word}]
  publications: [{name: word, publisher: word, releaseDate: word 2017, url: https://example.com/word, summary: word}]
  references: [{name: word, phone: word, relationship: word, email: word@example.com, summary: word}]
  projects: [{name: word, description: word, startDate: word 2016, summary: word, keywords: [word]}]
  interests: [{name: word, keywords: [word]}]
  volunteer: [{organization: word, position: word, startDate: word 2015, summary: word}]
locale: {language: en}
layouts: [{engine: word, page: {paperSize: word}}]
"""


@pytest.mark.slow
@given(mutated(SAMPLE))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_is_in_or_said(text: str) -> None:
    check(text, read_yamlresume, under("layouts", "language"))


def test_a_resume_is_read(reads: Reads) -> None:
    text = """\
content:
  basics: {name: Ada Example, headline: Engineer, summary: "- One\\n- Two"}
  location: {city: London, country: United Kingdom}
  profiles: [{network: GitHub, username: ada}]
  work:
    - name: Example Ltd
      startDate: Sep 1, 2016
      keywords: [Gears]
  education: [{institution: University of Example, degree: Bachelor, area: Mathematics, courses: [Logic]}]
  languages: [{language: French, fluency: Elementary Proficiency, keywords: [DELF, A2]}]
  references: [{name: C. Sample, relationship: Manager, phone: 1, summary: Good}]
"""
    reading = reads(text, "yamlresume")
    assert reading.data == {
        "basics": {
            "name": "Ada Example",
            "summary": "- One\n- Two",
            "label": "Engineer",
            "location": {"city": "London", "country": "United Kingdom"},
            "profiles": [{"network": "GitHub", "username": "ada"}],
        },
        "work": [{"name": "Example Ltd", "startDate": "Sep 1, 2016", "keywords": ["Gears"]}],
        "education": [
            {
                "institution": "University of Example",
                "area": "Mathematics",
                "studyType": "Bachelor",
                "courses": ["Logic"],
            }
        ],
        "languages": [{"language": "French", "fluency": "Elementary Proficiency", "summary": "DELF, A2"}],
        "references": [{"name": "C. Sample", "phone": "1", "position": "Manager", "reference": "Good"}],
    }
    assert reading.said == []
    assert reading.line("work", 0, "startDate") == 7


def test_language_paper_order_and_titles_come_from_the_layout(reads: Reads) -> None:
    text = """\
content: {basics: {name: Ada, summary: One}, work: [{name: A}], skills: [{name: B}]}
locale: {language: fr}
layouts:
  - engine: latex
    page: {paperSize: letter}
    sections:
      aliases: {work: Career}
      order: [skills, work, basics]
  - engine: html
"""
    reading = reads(text, "yamlresume")
    assert reading.data["document"] == {
        "language": "fr",
        "pageSize": "Letter",
        "sections": {"order": ["skills", "work", "summary"], "titles": {"work": "Career"}},
    }
    assert reading.said == [("CV715", 3)]


def test_what_has_no_place_is_said_at_its_line(reads: Reads) -> None:
    reading = reads("content:\n  basics: {name: Ada}\n  work:\n    - name: A\n      salary: much\n", "yamlresume")
    assert reading.said == [("CV712", 5)]


def test_keys_of_json_resume_are_taken_as_well_and_lines_run_on(reads: Reads) -> None:
    text = """\
content:
  basics: {name: Bo Sample, label: Baker}
  location: {city: Toronto, countryCode: CA}
  education: [{institution: Northmoor, studyType: BSc, area: Bread, highlights: [First]}]
  work:
    - {name: Crumb Works, location: Leeds, highlights: [Baked]}
    - name: Mill
      summary: |
        Milled the flour
        of many years.
        - Rye
        - Wheat
"""
    reading = reads(text, "yamlresume")
    assert reading.data["basics"] == {
        "name": "Bo Sample",
        "label": "Baker",
        "location": {"city": "Toronto", "countryCode": "CA"},
    }
    assert reading.data["education"] == [
        {"institution": "Northmoor", "studyType": "BSc", "area": "Bread", "highlights": ["First"]}
    ]
    first, second = reading.data["work"]
    assert first == {"name": "Crumb Works", "location": "Leeds", "highlights": ["Baked"]}
    assert second["summary"] == "Milled the flour of many years.\n- Rye\n- Wheat"
    assert reading.said == []
