from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.mutations import check, mutated, under

from cvpdf.formats.rendercv.reader import read_rendercv

if TYPE_CHECKING:
    from tests.formats.conftest import Reading, Reads

SAMPLE = """\
cv:
  name: word word
  headline: word
  location: word, word
  email: ada@example.com
  phone: tel:+44 20 7946 0000
  website: [https://ada.example.com, https://word.example.com]
  photo: word.jpg
  social_networks:
    - {network: GitHub, username: word}
  custom_connections:
    - {fontawesome_icon: star, placeholder: word, url: https://example.com/word}
  sections:
    summary: [word word, word]
    word_and_word: [word, word]
    experience:
      - company: "[word](https://word.example.com)"
        position: word
        location: word
        start_date: 2019-04
        end_date: present
        summary: word
        highlights: [word, word]
      - {name: word, date: 2018, highlights: [word]}
    education:
      - {institution: word, area: word, degree: word, date: word 2018, highlights: [word]}
    publications:
      - {title: word, authors: [word, word], journal: word, doi: 10.5555/word, date: 2021-04}
    papers:
      - {title: word, authors: [word, word], journal: word, doi: 10.5555/word, date: 2021-04}
    skills:
      - {label: word, details: "word, word (word, word)"}
    certifications: [{bullet: word}]
    awards: [{name: word, date: 2020, summary: word}]
    talks: [{name: word, location: word, date: 2020-05}]
    rules: [{number: word}, {number: word}]
    lectures: [{reversed_number: word}, {reversed_number: word}]
    memberships: [{label: word, details: word}]
    teaching: [{company: word, position: word}, word, {bullet: word}]
design: {theme: word, colors: {text: word}}
rendercv_settings: {render_command: {output_folder_name: word}}
"""
LEFT_OUT = under("design", "rendercv_settings", "locale", "fontawesome_icon")


@pytest.mark.slow
@given(mutated(SAMPLE))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_is_in_or_said(text: str) -> None:
    check(text, read_rendercv, LEFT_OUT)


def section(reads: Reads, title: str, entries: str) -> Reading:
    return reads(f"cv:\n  name: Ada Example\n  sections:\n    {title}:\n{entries}", "rendercv")


def test_the_person_is_read(reads: Reads) -> None:
    text = """\
cv:
  name: Ada Example
  label: Engineer
  location: London
  email: [ada@example.com, ada@work.example.com]
  phone: tel:+44-20-7946-0000
  website: [https://ada.example.com, https://blog.example.com]
  photo: ada.jpg
  social_networks:
    - {network: GitHub, username: ada}
    - {network: Mastodon, username: "@ada@example.org"}
    - {network: Chess, username: ada64}
  custom_connections:
    - {fontawesome_icon: calendar, placeholder: Book a call, url: https://cal.example.com}
    - {fontawesome_icon: link, placeholder: "Chess: ada64", url: }
"""
    reading = reads(text, "rendercv")
    assert reading.data["basics"] == {
        "name": "Ada Example",
        "label": "Engineer",
        "image": "ada.jpg",
        "email": "ada@example.com, ada@work.example.com",
        "phone": "+44-20-7946-0000",
        "url": "https://ada.example.com",
        "profiles": [
            {"url": "https://blog.example.com"},
            {"network": "GitHub", "username": "ada", "url": "https://github.com/ada"},
            {"network": "Mastodon", "username": "@ada@example.org", "url": "https://example.org/@ada"},
            {"network": "Chess", "username": "ada64"},
            {"username": "Book a call", "url": "https://cal.example.com"},
            {"network": "Chess", "username": "ada64"},
        ],
        "location": "London",
    }
    (said,) = reading.diagnostics
    assert (said.code, said.span and said.span.line) == ("CV715", 14)
    assert said.message == "`fontawesome_icon` says how RenderCV prints, and was left out"
    assert reading.line("basics", "profiles", 1, "username") == 10


EXPERIENCE = """\
      - company: "[Example Ltd](https://ltd.example.com)"
        position: Engineer
        location: London
        start_date: 2019-04
        end_date:
        date: ""
        summary: Made gears
        highlights:
          - Led
"""
EDUCATION = """\
      - {institution: University of Example, area: Mathematics, degree: BSc, start_date: 2015, end_date: 2018,
         highlights: [First]}
"""
PUBLICATION = """\
      - {title: On Gears, authors: [Ada Example, "*B. Sample*"], journal: Journal of Examples, doi: 10.5555/1,
         date: 2021-04, summary: Two suffice}
"""
PERIOD = {"startDate": "2015", "endDate": "2018"}


@pytest.mark.parametrize(
    ("title", "entries", "home", "expected"),
    [
        (
            "experience",
            EXPERIENCE,
            "work",
            {
                "name": "Example Ltd",
                "url": "https://ltd.example.com",
                "position": "Engineer",
                "location": "London",
                "startDate": "2019-04",
                "summary": "Made gears",
                "highlights": ["Led"],
            },
        ),
        ("work_history", "      - {name: Example Ltd, date: 2019}\n", "work", None),
        (
            "Education",
            EDUCATION,
            "education",
            {
                "institution": "University of Example",
                "studyType": "BSc",
                "area": "Mathematics",
                **PERIOD,
                "highlights": ["First"],
            },
        ),
        (
            "publications",
            PUBLICATION,
            "publications",
            {
                "name": "On Gears",
                "authors": ["Ada Example", "*B. Sample*"],
                "publisher": "Journal of Examples",
                "releaseDate": "2021-04",
                "doi": "10.5555/1",
                "summary": "Two suffice",
            },
        ),
        (
            "projects",
            "      - {name: Ledger, summary: Books, date: 2020 to 2021, location: Oslo}\n",
            "projects",
            {"name": "Ledger", "location": "Oslo", "startDate": "2020", "endDate": "2021", "description": "Books"},
        ),
        (
            "technologies",
            '      - {label: Languages, details: "Python, C++ (11, 14), 1,000 more"}\n',
            "skills",
            {"name": "Languages", "keywords": ["Python", "C++ (11, 14)", "1,000 more"]},
        ),
        (
            "skills",
            "      - {label: Clouds, details: 'One (a, b, Two **c, d**, e'}\n",
            "skills",
            {"name": "Clouds", "keywords": ["One (a, b, Two **c, d**, e"]},
        ),
        (
            "projects",
            "      - {name: Ledger, date: '[x.example](https://x.example/a)'}\n",
            "projects",
            {"name": "Ledger", "url": "https://x.example/a"},
        ),
        (
            "projects",
            "      - {name: Ledger, date: '[The code](https://x.example/a)', highlights: [Fast]}\n",
            "projects",
            {"name": "Ledger", "highlights": ["[The code](https://x.example/a)", "Fast"]},
        ),
        (
            "publications",
            "      - {title: Small machines, author: [Ada Example], date: 2004-01}\n",
            "publications",
            {"name": "Small machines", "authors": ["Ada Example"], "releaseDate": "2004-01"},
        ),
        (
            "skills",
            "      - {label: Languages, details: 'Python, C++; SQL'}\n",
            "skills",
            {"name": "Languages", "keywords": ["Python", "C++", "SQL"]},
        ),
        (
            "skills",
            "      - {label: Languages, details: 'Python,\N{NO-BREAK SPACE}3, C++'}\n",
            "skills",
            {"name": "Languages", "keywords": ["Python, 3", "C++"]},
        ),
        ("Honors & Awards", "      - bullet: Medal\n", "awards", {"title": "Medal"}),
        (
            "awards",
            "      - {name: Medal, date: 2020, summary: For gears}\n",
            "awards",
            {"title": "Medal", "date": "2020", "summary": "For gears"},
        ),
        (
            "certifications",
            "      - {company: CEA, position: Example Foundation, date: 2020}\n",
            "certificates",
            {"name": "CEA", "issuer": "Example Foundation", "date": "2020"},
        ),
        ("volunteering", "      - {company: Food Bank, position: Treasurer}\n", "volunteer", None),
        ("languages", "      - {label: French, details: C1}\n", "languages", {"language": "French", "fluency": "C1"}),
        ("hobbies", "      - bullet: Chess\n", "interests", {"name": "Chess"}),
        ("references", "      - {name: C. Sample, summary: Good}\n", "references", None),
    ],
)
def test_a_section_with_a_usual_title_is_one_of_ours(
    reads: Reads, title: str, entries: str, home: str, expected: dict[str, Any] | None
) -> None:
    reading = section(reads, title, entries)
    (entry,) = reading.data[home]
    assert expected is None or entry == expected
    assert "sections" not in reading.data
    assert reading.said == []
    assert reading.line(home, 0) == 5


@pytest.mark.parametrize(
    ("entries", "body"),
    [
        ("      - One\n      - Two\n", {"text": "One\n\nTwo"}),
        ("      - bullet: One\n      - bullet: Two\n", {"entries": [{"highlights": ["One", "Two"]}]}),
        ("      - number: One\n      - number: Two\n", {"text": "1. One\n2. Two"}),
        ("      - {label: One, details: Two}\n", {"entries": [{"title": "One", "subtitle": "Two"}]}),
        (
            "      - {company: One, position: Two, date: 2019}\n",
            {"entries": [{"title": "One", "subtitle": "Two", "date": "2019"}]},
        ),
        ("      - {name: One, location: Oslo}\n", {"entries": [{"title": "One", "location": "Oslo"}]}),
        ("      - One\n      - bullet: Two\n", {"entries": [{"summary": "One"}, {"highlights": ["Two"]}]}),
    ],
)
def test_any_other_section_stays_the_persons_own(reads: Reads, entries: str, body: dict[str, Any]) -> None:
    reading = section(reads, "field_work_and_more", entries)
    assert reading.data["sections"] == [{"id": "field-work-and-more", "title": "Field Work and More", **body}]
    assert reading.line("sections", 0, "title") == 4
    assert reading.said == []


@pytest.mark.parametrize(
    ("entries", "usual", "body"),
    [
        (
            EDUCATION,
            "education",
            {
                "entries": [
                    {
                        "title": "University of Example",
                        "subtitle": "BSc, Mathematics",
                        **PERIOD,
                        "highlights": ["First"],
                    }
                ]
            },
        ),
        (
            PUBLICATION,
            "publications",
            {
                "entries": [
                    {
                        "title": "On Gears",
                        "subtitle": "Journal of Examples",
                        "date": "2021-04",
                        "url": "https://doi.org/10.5555/1",
                        "summary": "Ada Example, *B. Sample*\n\nTwo suffice",
                    }
                ]
            },
        ),
    ],
)
def test_of_two_sections_of_one_kind_the_one_with_the_usual_title_is_ours(
    reads: Reads, entries: str, usual: str, body: dict[str, Any]
) -> None:
    both = f"{entries}    {usual}:\n{entries}"
    reading = section(reads, "field_work_and_more", both)
    assert reading.data["sections"] == [{"id": "field-work-and-more", "title": "Field Work and More", **body}]
    assert len(reading.data[usual]) == 1
    assert reading.said == []


@pytest.mark.parametrize(
    ("title", "entries", "home"),
    [
        ("internships", EXPERIENCE, "work"),
        ("Clinical experience", EXPERIENCE, "work"),
        ("Praktische Erfahrung und Praktika", EXPERIENCE, "work"),
        ("where_i_learned", EDUCATION, "education"),
        ("peer_review", PUBLICATION, "publications"),
    ],
)
def test_the_only_section_of_a_kind_is_guessed_to_be_ours(reads: Reads, title: str, entries: str, home: str) -> None:
    reading = section(reads, title, entries)
    assert len(reading.data[home]) == 1
    assert "sections" not in reading.data
    assert [*reading.data["document"]["sections"]["titles"]] == [home]
    assert reading.said == [("CV713", 4)]


@pytest.mark.parametrize(
    ("titles", "kept"),
    [
        (("internships", "experience"), ["internships"]),
        (("research_experience", "teaching_experience"), ["research-experience", "teaching-experience"]),
        (("talks",), ["talks"]),
        (("Field Work",), ["field-work"]),
    ],
)
def test_nothing_is_guessed_where_another_section_may_be_meant(
    reads: Reads, titles: tuple[str, ...], kept: list[str]
) -> None:
    first, *others = titles
    reading = section(reads, first, "".join((EXPERIENCE, *(f"    {title}:\n{EXPERIENCE}" for title in others))))
    assert [one["id"] for one in reading.data["sections"]] == kept
    assert reading.said == []


@pytest.mark.parametrize(
    ("title", "entries", "home"),
    [
        ("Appointments", EXPERIENCE, "work"),
        ("prizes", "      - {name: Medal, date: 2020}\n", "awards"),
        ("Berufserfahrung", EXPERIENCE, "work"),
        ("学歴", EDUCATION, "education"),
    ],
)
def test_a_usual_title_in_any_language_is_known(reads: Reads, title: str, entries: str, home: str) -> None:
    reading = section(reads, title, entries)
    assert len(reading.data[home]) == 1
    assert reading.said == []


def test_numbers_that_count_down_are_said(reads: Reads) -> None:
    reading = section(reads, "talks", "      - reversed_number: New\n      - reversed_number: Old\n")
    assert reading.data["sections"][0]["entries"] == [{"highlights": ["New", "Old"]}]
    assert reading.said == [("CV712", 4)]


def test_a_section_that_does_not_fit_under_its_title_is_the_persons_own(reads: Reads) -> None:
    reading = section(reads, "skills", "      - {company: One, position: Two}\n")
    assert reading.data["sections"][0]["id"] == "skills-2"


def test_sections_keep_their_order_and_their_titles(reads: Reads) -> None:
    text = """\
cv:
  sections:
    talks: [{name: One}]
    technologies: [{label: Two, details: Three}]
    experience: [{company: Four, position: Five}]
    work: [{company: Six, position: Seven}]
    2020: [Eight]
    about_me: [Nine, Ten]
"""
    reading = reads(text, "rendercv")
    assert reading.data["document"] == {
        "sections": {
            "order": ["talks", "skills", "work", "work-2", "section-2020", "summary"],
            "titles": {"skills": "Technologies", "summary": "About Me"},
        }
    }
    assert reading.data["basics"] == {"summary": "Nine\n\nTen"}
    assert reading.line("document", "sections", "titles", "skills") == 4


def test_sections_in_the_usual_order_need_no_plan(reads: Reads) -> None:
    reading = reads("cv: {sections: {experience: [{company: A, position: B}], talks: [{name: C}]}}", "rendercv")
    assert "document" not in reading.data


def test_presentation_is_said_once(reads: Reads) -> None:
    text = "cv: {name: Ada}\ndesign: {theme: classic, page: {size: us-letter}}\nlocale: {language: german}\n"
    reading = reads(text, "rendercv")
    assert reading.data["document"] == {"language": "de", "pageSize": "Letter"}
    (said,) = reading.diagnostics
    assert (said.code, said.span and said.span.line) == ("CV715", 2)
    assert said.message == "`design` says how RenderCV prints, and was left out, but for the language and the paper"


@pytest.mark.parametrize(
    ("size", "paper"), [("a4", None), ("a5", "A5"), ("us-letter", "Letter"), ("us-executive", None)]
)
def test_what_is_taken_is_not_said_to_be_left_out(reads: Reads, size: str, paper: str | None) -> None:
    reading = reads(
        f"cv: {{name: Ada}}\ndesign: {{page: {{size: {size}}}}}\nlocale: {{language: english}}\n", "rendercv"
    )
    assert reading.data.get("document") == ({"pageSize": paper} if paper else None)
    assert reading.said == ([("CV715", 2)] if size == "us-executive" else [])


OLD = """\
cv:
  name: Ada Example
  section_order: [Skills, Work Experience, Education, Nowhere]
  education:
    - institution: University of Example
      area: Maths
      study_type: BSc
      gpa: 3.9
      transcript_url: https://t.example.com
  work_experience: [{company: Loom, position: Weaver, highlights: [One]}]
  skills: [{name: Programming, details: "C, D"}]
  test_scores: [{name: TOEFL, date: 2015, details: 113/120}]
  custom_sections:
    - {title: My Talks, entry_type: OneLineEntry, entries: [{name: Gears, details: Leeds}]}
"""


def test_sections_beside_the_name_are_read_as_version_1_has_them(reads: Reads) -> None:
    reading = reads(OLD, "rendercv")
    assert reading.data == {
        "basics": {"name": "Ada Example"},
        "skills": [{"name": "Programming", "keywords": ["C", "D"]}],
        "work": [{"name": "Loom", "position": "Weaver", "highlights": ["One"]}],
        "education": [
            {
                "institution": "University of Example",
                "studyType": "BSc",
                "area": "Maths",
                "score": "3.9",
                "summary": "[Transcript](https://t.example.com)",
            }
        ],
        "sections": [
            {
                "id": "test-scores",
                "title": "Test Scores",
                "entries": [{"title": "TOEFL", "subtitle": "113/120", "date": "2015"}],
            },
            {"id": "my-talks", "title": "My Talks", "entries": [{"title": "Gears", "subtitle": "Leeds"}]},
        ],
        "document": {
            "sections": {
                "order": ["skills", "work", "education", "test-scores", "my-talks"],
                "titles": {"work": "Work Experience"},
            }
        },
    }
    assert reading.said == [("CV712", 3)]
    assert reading.line("education", 0, "score") == 8


@given(mutated(OLD.replace("Loom", "word").replace("One", "word").replace("Gears", "word").replace("C, D", "word")))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_of_version_1_is_in_or_said(text: str) -> None:
    check(text, read_rendercv, under("entry_type", "section_order"))


def test_an_unquoted_colon_is_guessed_to_be_text(reads: Reads) -> None:
    entries = "      - {company: A, position: B, highlights: [Award: First]}\n"
    reading = section(reads, "experience", entries)
    assert reading.data["work"][0]["highlights"] == ["Award: First"]
    assert reading.said == [("CV713", 5)]


def test_what_has_no_place_is_said_at_its_line(reads: Reads) -> None:
    reading = section(reads, "experience", "      - company: A\n        position: B\n        salary: much of it\n")
    assert reading.said == [("CV712", 7)]


def test_lines_of_a_text_run_on_as_in_markdown(reads: Reads) -> None:
    text = """\
cv:
  name: Bo Sample
  sections:
    summary:
      - |
        A baker of many years
        with a steady hand.
        - Rye, and
          spelt
        - Wheat

        Leeds\\
        York
    experience:
      - company: Crumb Works
        summary: |
          Baked the first loaf
          and the second.
        highlights:
          - |
            Swept
            the floor
    notes:
      - |
        One line
        goes on\\
        and ends.
"""
    reading = reads(text, "rendercv")
    paragraph = "A baker of many years with a steady hand.\n- Rye, and spelt\n- Wheat\n\nLeeds\nYork"
    assert reading.data["basics"]["summary"] == paragraph
    (job,) = reading.data["work"]
    assert (job["summary"], job["highlights"]) == ("Baked the first loaf and the second.", ["Swept the floor"])
    assert reading.data["sections"][0]["text"] == "One line goes on\nand ends."
    assert reading.said == []


def test_positions_at_one_employer_are_ours_and_elsewhere_entries_of_their_own(reads: Reads) -> None:
    entries = """\
      - company: Crumb Works
        location: Leeds
        positions:
          - {title: Head Baker, start_date: 2020-01, end_date: present, highlights: [Led]}
          - {title: Baker, start_date: 2018-01, end_date: 2019-12}
"""
    head = {"position": "Head Baker", "startDate": "2020-01", "endDate": "present", "highlights": ["Led"]}
    baker = {"position": "Baker", "startDate": "2018-01", "endDate": "2019-12"}
    reading = section(reads, "experience", entries)
    assert reading.data["work"] == [{"name": "Crumb Works", "location": "Leeds", "positions": [head, baker]}]
    assert reading.said == []
    reading = section(reads, "volunteering", entries)
    assert reading.data["volunteer"] == [
        {"organization": "Crumb Works", "location": "Leeds", **head},
        {"organization": "Crumb Works", **baker},
    ]
    assert reading.said == []
    reading = section(reads, "Bakeries", entries.replace("Crumb Works", "Crumb Fair"))
    (own,) = reading.data["sections"]
    assert [entry["subtitle"] for entry in own["entries"]] == ["Head Baker", "Baker"]
    assert reading.said == []


def test_what_a_picture_says_of_words_is_a_key_of_ours(reads: Reads) -> None:
    text = """\
cv:
  name: Bo Sample
  phone: "+44 113 496 0000"
  custom_connections:
    - {fontawesome_icon: phone, placeholder: (0113) 496-0001, url: }
    - {fontawesome_icon: cake-candles, placeholder: "Date of birth: 1990-05-06", url: }
    - {fontawesome_icon: flag, placeholder: "Staatsangehörigkeit: Deutsch", url: }
    - {fontawesome_icon: phone, placeholder: Call me, url: "https://cal.example.com"}
    - {fontawesome_icon: cake-candles, placeholder: I like cake, url: }
"""
    reading = reads(text, "rendercv")
    assert reading.data["basics"] == {
        "name": "Bo Sample",
        "phone": "+44 113 496 0000, (0113) 496-0001",
        "birthDate": "1990-05-06",
        "nationality": "Deutsch",
        "profiles": [{"username": "Call me", "url": "https://cal.example.com"}, {"username": "I like cake"}],
    }
    assert [one.code for one in reading.diagnostics] == []
