"""What is particular to `europe`: details and levels as tables with labels, and scales where a level is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Press

PERSON = """\
basics:
  name: Ada Example
  email: ada@example.com
  nationality: Portuguese
  profiles: [{network: LinkedIn, username: ada-example}]
"""
LANGUAGES = "languages: [{language: English, fluency: Fluent, level: C1}, {language: Dutch, fluency: Good}]\n"


def words(press: Press, resume: str) -> str:
    (column,) = press.print(resume, "europe").page.columns.values()
    return " ".join(word.text for word in column)


def test_each_detail_stands_behind_its_label(press: Press) -> None:
    expected = "Personal details E-mail ada@example.com LinkedIn ada-example Nationality Portuguese"
    assert words(press, PERSON) == f"Ada Example {expected}"


def test_without_anything_personal_the_details_are_contacts(press: Press) -> None:
    assert words(press, "basics: {name: Ada Example, phone: +44 20 7946 0123}") == (
        "Ada Example Contact Phone +44 20 7946 0123"
    )


def test_a_level_is_a_word_and_only_one_of_the_cefr_is_drawn_besides(press: Press) -> None:
    html = press.page(PERSON + LANGUAGES, "europe").body
    assert re.findall(r'class="scale" style="([^"]*)"', html) == ["--rating: 83"]
    assert words(press, PERSON + LANGUAGES).endswith("Languages English Fluent, C1 Dutch Good")


def test_a_skill_has_its_level_before_what_belongs_to_it(press: Press) -> None:
    skills = "skills: [{name: Sewing, level: Master, keywords: [Coptic, Long stitch]}]\n"
    assert words(press, PERSON + skills).endswith("Skills Sewing Master · Coptic, Long stitch")


def test_a_label_of_more_than_a_line_stands_above_what_it_says(press: Press) -> None:
    skills = "skills: [{name: Programming languages and tools, keywords: [Sewing]}, {name: Tools, keywords: [Awl]}]\n"
    print_ = press.print(PERSON + skills, "europe")
    (first,), (second,) = (
        [place for mark, place in zip(print_.page.marks, print_.pdf.places, strict=True) if mark.origin == origin]
        for origin in (("skills", 0, "name"), ("skills", 0, "keywords", 0))
    )
    assert abs(first[0].x - second[0].x) < 1
    assert first[0].y != second[0].y
