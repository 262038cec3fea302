"""Sections, entries and their parts, as a parser of the usual kind finds them in real PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.fields.pages import FIRST_JOB, GOOD, SECOND_JOB

from cvpdf.fields.parsing import parse
from cvpdf.fields.runs_and_lines import read_lines
from cvpdf.locale.labels import languages, load_locale

if TYPE_CHECKING:
    from tests.fields.conftest import MakePdf

    from cvpdf.fields.entry_blocks import ReadEntry, ReadValue
    from cvpdf.fields.parsing import Reading


def read(content: bytes) -> Reading:
    return parse(read_lines(content))


def text(value: ReadValue | None) -> str | None:
    return value.text if value else None


def told(entry: ReadEntry) -> tuple[str | None, str | None, str | None, list[str]]:
    return text(entry.title), text(entry.employer), text(entry.period), [bullet.text for bullet in entry.bullets]


FIRST = ("Senior Binder", "Paper Mill", "Mar 2019 – Present", ["Bound 4000 books.", "Taught five apprentices."])
SECOND = ("Binder", "Ink & Sons", "Jan 2015 – Feb 2019", ["Mixed the ink."])


def test_every_field_of_a_good_page_is_read(sheet: MakePdf) -> None:
    reading = read(sheet(GOOD))
    persons = (reading.name, reading.email, reading.phone, reading.address, *reading.links)
    assert list(map(text, persons)) == [
        "Ida Quill",
        "ida@quill.example",
        "+44 20 7946 0000",
        "London, United Kingdom",
        "quill.example",
    ]
    assert list(map(told, reading.jobs)) == [FIRST, SECOND]
    assert list(map(told, reading.schools)) == [("BSc, Chemistry", "University of Example", "2011 – 2014", [])]
    assert list(map(told, reading.projects)) == [("Tiny Press", None, "2016 – 2017", ["Used by forty people."])]
    assert list(map(text, reading.skills)) == ["Trades", "Binding", "Gilding"]
    assert list(map(text, reading.languages)) == ["English"]
    assert (reading.pages, reading.columns) == (1, ())


LATIN = [tag for tag in languages() if all(letter < "\u0250" for letter in load_locale(tag).value.sections["work"])]  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LATIN)
def test_the_titles_of_sections_are_known_in_each_language(sheet: MakePdf, language: str) -> None:
    titles = load_locale(language).value
    assert titles
    body = (
        f"<h1>Ida Quill</h1><h2>{titles.sections['work']}</h2>{FIRST_JOB}<h2>{titles.sections['skills']}</h2><p>Ink</p>"
    )
    reading = read(sheet(body))
    assert len(reading.jobs) == 1
    assert list(map(text, reading.skills)) == ["Ink"]


def test_a_bold_label_is_no_heading_though_it_is_a_word_for_one(sheet: MakePdf) -> None:
    skills = "<p><b>Languages</b></p><p>Go, Rust</p><p><b>Tools</b></p><p>Docker</p>"
    body = f"<h1>Ida Quill</h1><h2>Experience</h2>{FIRST_JOB}<h2>Skills</h2>{skills}<h2>Education</h2><p>Leeds</p>"
    assert list(map(text, read(sheet(body)).skills)) == ["Languages", "Go", "Rust", "Tools", "Docker"]


@pytest.mark.parametrize("title", ["Internships", "Placements", "Praktika", "Tirocini", "Prácticas"])
def test_internships_are_jobs(sheet: MakePdf, title: str) -> None:
    assert list(map(told, read(sheet(f"<h1>Ida Quill</h1><h2>{title}</h2>{FIRST_JOB}")).jobs)) == [FIRST]


def test_a_heading_of_its_own_look_above_all_others_is_one(sheet: MakePdf) -> None:
    school = '<h4>Education</h4><div class="entry"><h4>University of Leeds</h4><p>Master of Arts</p></div>'
    body = f"<h1>Ida Quill</h1>{school}<h2>Experience</h2>{FIRST_JOB}{SECOND_JOB}<h2>Skills</h2><p>Ink</p>"
    reading = read(sheet(body, "h4 { font-size: 11pt }"))
    assert list(map(told, reading.schools)) == [("Master of Arts", "University of Leeds", None, [])]
    assert list(map(told, reading.jobs)) == [FIRST, SECOND]


def test_a_numbered_list_at_the_end_of_a_page_is_no_foot(sheet: MakePdf) -> None:
    many = "".join(f"<li>{number}.<i>Bound the book of that number.</i></li>" for number in range(1, 71))
    css = "li::before { content: none } li i { margin-left: 2em; font-style: normal } @page { margin: 12mm }"
    job = FIRST_JOB.replace("<li>Bound 4000 books.</li><li>Taught five apprentices.</li>", many)
    reading = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{job}{SECOND_JOB}", css))
    assert reading.pages == 2
    assert [len(job.bullets) for job in reading.jobs] == [70, 0]


def test_an_unknown_heading_ends_a_section(sheet: MakePdf) -> None:
    body = f"<h1>Ida Quill</h1><h2>Skills</h2><p>Ink</p><h2>Sailing</h2><p>Knots</p><h2>Experience</h2>{FIRST_JOB}"
    reading = read(sheet(body))
    assert list(map(text, reading.skills)) == ["Ink"]
    assert list(map(told, reading.jobs)) == [FIRST]


LATE = (
    '<div class="entry"><div class="grid"><h3 class="a">Senior Binder</h3><p class="b">Paper Mill</p>'
    '<p class="c">Mar 2019 – Present</p></div><ul><li>Bound 4000 books.</li></ul></div>'
)
GRID = """
.grid { display: grid; grid-template-columns: 1fr auto }
.a, .b { grid-column: 1 }
.c { grid-column: 2; grid-row: 1 }
"""


def test_a_period_behind_the_employer_and_above_it_parts_the_entry(sheet: MakePdf) -> None:
    body = f"<h1>Ida Quill</h1><h2>Experience</h2>{LATE}{LATE}"
    jobs = list(map(told, read(sheet(body, GRID)).jobs))
    assert jobs == [("Senior Binder", "Paper Mill", None, []), (None, None, None, ["Bound 4000 books."])] * 2


def test_several_positions_have_the_employer_above_them(sheet: MakePdf) -> None:
    positions = "".join(
        f'<div class="entry"><p class="apart"><span>{name}</span><span>{period}</span></p>'
        "<ul><li>Did it.</li></ul></div>"
        for name, period in (("Lead Binder", "2020 – 2022"), ("Binder", "2018 – 2020"))
    )
    body = f"<h1>Ida Quill</h1><h2>Experience</h2><h3>Paper Mill</h3>{positions}{SECOND_JOB}"
    assert list(map(told, read(sheet(body)).jobs)) == [
        ("Lead Binder", "Paper Mill", "2020 – 2022", ["Did it."]),
        ("Binder", "Paper Mill", "2018 – 2020", ["Did it."]),
        SECOND,
    ]


def test_a_second_period_begins_another_entry(sheet: MakePdf) -> None:
    body = "<h1>Ida Quill</h1><h2>Experience</h2>" + "".join(
        f'<p class="apart"><span>{name}</span><span>{year}</span></p>'
        for name, year in (("Lead", 2020), ("Binder", 2018))
    )
    assert [told(job)[::2] for job in read(sheet(body)).jobs] == [("Lead", "2020"), ("Binder", "2018")]


def test_words_tell_the_employer_from_the_title_whatever_their_order(sheet: MakePdf) -> None:
    body = (
        '<h1>Ida Quill</h1><h2>Experience</h2><div class="entry"><h3 class="apart"><span>Example Works Ltd</span>'
        "<span>2019 – 2020</span></h3><p>Software Engineer</p></div>"
        '<h2>Education</h2><div class="entry"><h3 class="apart"><span>Master of Arts</span><span>2010</span></h3>'
        "<p>University of Leeds</p></div>"
    )
    reading = read(sheet(body))
    assert told(reading.jobs[0])[:2] == ("Software Engineer", "Example Works Ltd")
    assert told(reading.schools[0])[:2] == ("Master of Arts", "University of Leeds")


def test_an_entry_goes_on_behind_a_page_and_the_foot_is_no_part_of_it(sheet: MakePdf) -> None:
    many = "".join(f"<li>Bound the book with the number {number}.</li>" for number in range(70))
    head = '<h3 class="apart"><span>Binder</span><span>2015 – 2019</span></h3>'
    job = f'<div class="entry">{head}<p>Mill</p><ul>{many}</ul></div>'
    foot = '@page { margin-bottom: 20mm; @bottom-right { content: "Ida Quill · " counter(page) " of 9" } }'
    reading = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{job}{SECOND_JOB}", foot))
    assert reading.pages == 2
    assert [len(job.bullets) for job in reading.jobs] == [70, 1]
    assert not any("of 9" in bullet.text for job in reading.jobs for bullet in job.bullets)


def test_a_heading_over_two_lines_is_one_and_keeps_its_period(sheet: MakePdf) -> None:
    long = "Head of the Drawing Office and of Everything Else that Moves in this Building and Beside It"
    job = FIRST_JOB.replace("<h3", '<h3 style="display: flex"').replace("Senior Binder", long)
    period = job.replace("<span>Mar", '<span style="white-space: nowrap">Mar')
    (entry,) = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{period}")).jobs
    assert told(entry) == (long, *FIRST[1:])


def test_a_bullet_over_two_lines_is_one(sheet: MakePdf) -> None:
    long = " ".join(["Bound another book"] * 9)
    css = "li { padding-left: 1em; text-indent: -1em }"
    job = FIRST_JOB.replace("Bound 4000 books.", long)
    (entry,) = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{job}", css)).jobs
    assert [bullet.text for bullet in entry.bullets] == [long, "Taught five apprentices."]


@pytest.mark.parametrize("sentence", ["A mill for small shops.", "They make paper of rags and sell it to all shops"])
def test_a_sentence_is_no_part_of_a_head(sheet: MakePdf, sentence: str) -> None:
    job = FIRST_JOB.replace("<ul>", f"<p>{sentence}</p><ul>")
    (entry,) = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{job}")).jobs
    assert told(entry) == FIRST
    assert [other.text for other in entry.others] == [sentence]


def test_an_empty_section_and_a_page_without_sections_are_no_trouble(sheet: MakePdf) -> None:
    assert read(sheet("<h1>Ida Quill</h1><h2>Experience</h2><h2>Skills</h2>")).jobs == ()
    assert read(sheet("<p>words</p>")).jobs == ()


def test_a_title_of_many_words_is_a_title_and_a_bare_number_at_the_foot_is_none(sheet: MakePdf) -> None:
    title = "Head of what is bound and of all else"
    foot = "@page { margin-bottom: 25mm; @bottom-left { content: counter(page); padding-bottom: 4mm } }"
    job = FIRST_JOB.replace("Senior Binder", title)
    (entry,) = read(sheet(f"<h1>Ida Quill</h1><h2>Experience</h2>{job}", foot)).jobs
    assert told(entry) == (title, *FIRST[1:])
    assert entry.others == ()
