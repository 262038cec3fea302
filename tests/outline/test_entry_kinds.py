from collections.abc import Callable

import pytest

from cvpdf.outline.values import Entry, Group, Mark, Outline, plain_text

Made = Callable[[str], Outline]


def entry(made: Made, kind: str, text: str) -> Entry:
    (section,) = made(f"{kind}: [{text}]").sections
    (only,) = section.entries
    return only


def group(made: Made, kind: str, text: str) -> Group:
    (section,) = made(f"{kind}: [{text}]").sections
    (only,) = section.groups
    return only


def words(mark: Mark | None) -> str | None:
    return plain_text(mark.children) if mark else None


def heading(made_entry: Entry) -> tuple[str | None, str | None, str | None]:
    return words(made_entry.title), words(made_entry.subtitle), words(made_entry.dates)


PERIOD = "startDate: 2019-03-01, endDate: 2022"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("work", "{position: Dev, name: Acme, startDate: 2019-03}", ("Dev", "Acme", "Mar 2019 – Present")),
        ("work", f"{{name: Acme, {PERIOD}}}", ("Acme", None, "Mar 2019 – 2022")),
        ("work", f"{{{PERIOD}, summary: x}}", ("Mar 2019 – 2022", None, None)),
        ("work", "{endDate: 2022, position: Dev}", ("Dev", None, "2022")),
        ("work", "{startDate: 2019-03-01, endDate: 2019-03-28, position: Dev}", ("Dev", None, "Mar 2019")),
        ("work", "{startDate: 2019, endDate: now, position: Dev}", ("Dev", None, "2019 – Present")),
        ("work", "{summary: x}", (None, None, None)),
        ("volunteer", "{organization: Bank, position: Help, startDate: 2019}", ("Help", "Bank", "2019 – Present")),
        ("education", "{studyType: MSc, area: Physics, institution: U, endDate: 2012}", ("U", "MSc, Physics", "2012")),
        ("education", "{institution: U}", ("U", None, None)),
        ("education", "{area: Physics, startDate: 2010}", ("Physics", None, "2010 – Present")),
        ("projects", "{name: Ledger, entity: Foundation, startDate: 2019}", ("Ledger", "Foundation", "2019 – Present")),
        ("awards", "{title: Prize, awarder: Society, date: 2020-06}", ("Prize", "Society", "Jun 2020")),
        ("certificates", "{name: Admin, issuer: Foundation, date: 2021}", ("Admin", "Foundation", "2021")),
        ("publications", "{name: On x, publisher: J, releaseDate: 2022-11-30}", ("On x", "J", "Nov 2022")),
        ("references", "{name: Charles, reference: Good.}", ("Charles", None, None)),
    ],
)
def test_headings(made: Made, kind: str, text: str, expected: tuple[str | None, ...]) -> None:
    assert heading(entry(made, kind, text)) == expected


def test_a_period_covers_both_ends(made: Made) -> None:
    dates = entry(made, "work", f"{{position: Dev, {PERIOD}}}").dates
    assert dates is not None
    assert (dates.origin, dates.covers) == (
        ("work", 0, "startDate"),
        (("work", 0, "startDate"), ("work", 0, "endDate")),
    )


def test_one_mark_for_degree_and_subject(made: Made) -> None:
    title = entry(made, "education", "{studyType: MSc, area: Physics}").title
    assert title is not None
    assert title.covers == (("education", 0, "studyType"), ("education", 0, "area"))


def test_positions_stand_under_their_employer(made: Made) -> None:
    job = entry(
        made, "work", "{name: Acme, positions: [{position: B, startDate: 2020}, {}, {startDate: 2018, endDate: 2020}]}"
    )
    assert heading(job) == ("Acme", None, None)
    assert [heading(item) for item in job.positions] == [("B", None, "2020 – Present"), ("2018 – 2020", None, None)]
    assert job.positions[1].title is not None
    assert job.positions[1].title.origin == ("work", 0, "positions", 2, "startDate")


def test_all_of_a_job(made: Made) -> None:
    job = entry(
        made,
        "work",
        "{name: Acme, location: {city: Leeds, countryCode: Wales}, url: 'https://acme.example/', description: Maker,"
        " summary: Led., highlights: [a, '', {text: b, tags: [c]}], tags: [d]}",
    )
    assert [words(mark) for mark in job.place] == ["Leeds", "Wales"]
    assert (words(job.link), job.link and job.link.href) == ("acme.example", "https://acme.example/")
    assert [mark.origin[2] for mark in job.prose] == ["description", "summary"]
    assert [(mark.origin, words(mark)) for mark in job.highlights] == [
        (("work", 0, "highlights", 0), "a"),
        (("work", 0, "highlights", 2), "b"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "facts"),
    [
        (
            "education",
            "{score: First, courses: [Logic, '', Sets]}",
            [("Grade", ["First"]), ("Courses", ["Logic", "Sets"])],
        ),
        ("projects", "{type: app, roles: [Author]}", [("Type", ["app"]), ("Role", ["Author"])]),
        (
            "publications",
            "{authors: [Ada, Charles], type: article, doi: 'doi:10.1000/182'}",
            [("Authors", ["Ada", "Charles"]), ("Type", ["article"]), ("DOI", ["10.1000/182"])],
        ),
    ],
)
def test_facts(made: Made, kind: str, text: str, facts: list[tuple[str, list[str]]]) -> None:
    found = entry(made, kind, text).facts
    assert [(words(fact.label), [words(mark) for mark in fact.values]) for fact in found] == facts
    assert all(fact.label.covers == () for fact in found)


def test_a_doi_is_a_link(made: Made) -> None:
    (fact,) = entry(made, "publications", "{doi: 10.1000/182}").facts
    assert fact.values[0].href == "https://doi.org/10.1000/182"


def test_project_keywords_and_description(made: Made) -> None:
    project = entry(made, "projects", '{description: "A\\n\\nB", keywords: [Python, SQLite]}')
    assert len(project.prose[0].blocks) == 2
    assert [words(mark) for mark in project.keywords] == ["Python", "SQLite"]


def test_groups(made: Made) -> None:
    skill = group(made, "skills", "{name: Code, level: Expert, keywords: [C++, '', '*nix']}")
    assert (words(skill.label), words(skill.level)) == ("Code", "Expert")
    assert [(mark.origin[-1], words(mark)) for mark in skill.items] == [(0, "C++"), (2, "*nix")]
    language = group(made, "languages", "{language: French, fluency: C1}")
    assert (words(language.label), words(language.level)) == ("French", "C1")
    assert [words(mark) for mark in group(made, "interests", "{keywords: [Cello]}").items] == ["Cello"]


def test_a_line_break_is_kept_in_a_highlight_and_not_in_a_title(made: Made) -> None:
    job = entry(made, "work", '{name: "A\\nB", highlights: ["a\\nb"]}')
    assert words(job.title) == "A B"
    assert len(job.highlights[0].children) == 3
