from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import must
from tests.formats.resumes import RESUMES

from cvpdf.formats.material import Material
from cvpdf.formats.rendercv.reader import read_rendercv
from cvpdf.formats.rendercv.writer import write_rendercv
from cvpdf.formats.yaml_text import yaml_text
from cvpdf.model.field_values import slug
from cvpdf.model.plain_data import plain_resume
from cvpdf.model.resume import leaves
from cvpdf.model.validate import validate
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData, Scalar, Tree

if TYPE_CHECKING:
    from cvpdf.model.resume import Resume

KINDS = {
    "company": {"company", "position"},
    "institution": {"institution", "area"},
    "label": {"label", "details"},
    "title": {"title", "authors"},
    "name": {"name"},
    "bullet": {"bullet"},
    "number": {"number"},
}
PERSON = {
    *("name", "headline", "location", "email", "photo", "phone", "website"),
    *("social_networks", "custom_connections", "sections"),
}
MORE = {"location", "date", "start_date", "end_date", "summary", "highlights", "degree", "journal", "doi", "url"}
EXACT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|present")


def resume_of(text: str) -> tuple[Resume, Tree]:
    tree = must(read(text.encode(), "resume.yaml").value)
    return must(validate(tree).value), tree


def written(text: str) -> tuple[dict[str, Any], list[tuple[str, int | None]]]:
    """What is written for a résumé, and the code and line of what is said."""
    outcome = write_rendercv(*resume_of(text))
    file = yaml.load(must(outcome.value), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but text
    return file, [(said.code, said.span.line if said.span else None) for said in outcome.diagnostics]


def check_shape(file: dict[str, Any]) -> None:
    """The rules that RenderCV has for a file, in short."""
    assert set(file) <= {"cv", "design", "locale"}
    assert set(file["cv"]) <= PERSON
    for entries in file["cv"].get("sections", {}).values():
        assert entries
        kinds = {kind_of(entry) for entry in entries}
        assert len(kinds) == 1
        for entry in entries:
            if isinstance(entry, dict):
                check_entry(entry, *kinds)


def kind_of(entry: object) -> str:
    return next(kind for kind in KINDS if kind in entry) if isinstance(entry, dict) else "text"


def check_entry(entry: dict[str, Any], kind: str) -> None:
    assert KINDS[kind] <= set(entry) <= KINDS[kind] | MORE
    for key, value in entry.items():
        assert isinstance(value, list if key in {"highlights", "authors"} else str)
        assert not key.endswith("_date") or EXACT.fullmatch(str(value))
    if EXACT.fullmatch(entry.get("start_date", "")) and entry.get("end_date", "present") != "present":
        assert f"{entry['start_date']}-01-01"[:10] <= f"{entry['end_date']}-01-01"[:10]


WHOLE = """\
basics:
  name: Ada Example
  label: Engineer
  email: ada@example.com
  phone: 020 7946 0000, +44 20 7946 0001
  url: https://ada.example.com
  image: ada.jpg
  location: {city: London, countryCode: GB}
  birthDate: 1990-12-10
  summary: "One.\\n\\nTwo."
  profiles:
    - {network: GitHub, username: ada, url: "https://github.com/ada"}
    - {network: Chess, username: ada64, url: "https://chess.example.com/ada64"}
work:
  - name: Example Ltd
    url: https://ltd.example.com
    description: Maker of gears
    positions:
      - {position: Lead, startDate: 2021, highlights: [Led]}
      - {position: Engineer, startDate: 2019-04, endDate: 2021}
education:
  - {institution: University of Example, studyType: BSc, score: First, endDate: 2018}
skills:
  - {name: Languages, keywords: [Python, C++]}
  - {name: Tools, level: daily, keywords: ["Word, Excel", "1,000 more"]}
awards:
  - {title: Medal, date: 2020}
sections:
  - {id: talks, title: Talks, entries: [{title: Gears, subtitle: Society, date: 2023-11}]}
  - {id: rules, title: Rules, text: "1. First\\n2. Second"}
  - {id: notes, title: Notes, entries: [{highlights: [One, Two]}]}
document:
  pageSize: Letter
  sections: {order: [skills, work], titles: {work: Career}, hidden: [awards]}
"""


def test_a_resume_is_written_in_rendercvs_own_shape() -> None:
    file, _ = written(WHOLE)
    check_shape(file)
    person = file["cv"]
    assert person["location"] == "London, GB"
    assert person["email"] == "ada@example.com"
    assert person["social_networks"] == [{"network": "GitHub", "username": "ada"}]
    assert [one["placeholder"] for one in person["custom_connections"]] == [
        "020 7946 0000",
        "Chess: ada64",
        "Date of birth: 1990-12-10",
    ]
    sections = person["sections"]
    assert [*sections] == ["profile", "skills", "career", "education", "talks", "rules", "notes"]
    assert sections["profile"] == ["One.", "Two."]
    assert sections["skills"][1] == {"label": "Tools (daily)", "details": "Word,\N{NO-BREAK SPACE}Excel; 1,000 more"}
    assert sections["career"][1:] == [
        {
            "company": "[Example Ltd](https://ltd.example.com)",
            "position": "Lead",
            "start_date": "2021",
            "highlights": ["Led"],
        },
        {
            "company": "[Example Ltd](https://ltd.example.com)",
            "position": "Engineer",
            "start_date": "2019-04",
            "end_date": "2021",
        },
    ]
    assert sections["education"][0]["highlights"] == ["Grade: First"]
    assert sections["rules"] == [{"number": "First"}, {"number": "Second"}]
    assert sections["notes"] == [{"bullet": "One"}, {"bullet": "Two"}]
    assert file["design"]["page"]["size"] == "us-letter"


def test_what_has_no_place_is_said_at_its_line() -> None:
    _, said = written(f"{WHOLE}x-more: {{}}\n".replace("ada.jpg", "data:image/png;base64,AA"))
    assert [line for code, line in said if code == "CV714"] == [7, 26]


def test_what_would_not_come_back_under_its_key_is_said_at_its_line() -> None:
    _, said = written(WHOLE)
    assert [line for code, line in said if code == "CV726"] == [5, 8, 9, 17, 18, 22, 25]


UNUSUAL = """\
education: [{institution: U, score: First, courses: [Logic, Algebra], keywords: [x]}]
publications: [{name: A paper, type: article, highlights: [Best], summary: Why}]
languages: [{language: German, fluency: fluent, level: C1, summary: "Two\\nyears"}, {language: French, level: B2}]
references: [{name: Charles, position: Head, email: c@example.com, reference: Fine, summary: Manager}]
projects: [{name: P, summary: Did, description: What, roles: [Author]}]
certificates: [{name: C, date: 2020, startDate: 2019, endDate: 2022}]
sections: [{id: notes, title: Notes, entries: [{summary: One}, {summary: Two}]}]
"""


def test_each_value_has_the_most_natural_form_that_there_is() -> None:
    file, said = written(UNUSUAL)
    check_shape(file)
    sections = file["cv"]["sections"]
    assert sections["education"][0]["highlights"] == ["Grade: First", "Courses: Logic, Algebra", "x"]
    assert sections["publications"][0]["summary"] == "Why\n\nBest\n\nType: article"
    assert sections["languages"] == [
        {"label": "German", "details": "fluent (C1) – Two years"},
        {"label": "French", "details": "B2"},
    ]
    assert sections["references"][0]["summary"] == "Head, E-mail: c@example.com\n\nFine\n\nManager"
    assert sections["projects"][0] == {"name": "P", "summary": "What\n\nDid", "highlights": ["Role: Author"]}
    assert sections["certificates"][0] == {"name": "C", "date": "2020", "highlights": ["2019 – 2022"]}
    assert sections["notes"] == ["One", "Two"]
    assert {code for code, _ in said} == {"CV726"}


def test_facts_about_the_person_stand_beside_the_ways_to_reach_them() -> None:
    file, _ = written("basics: {name: Ada, birthDate: 1990-12-10, nationality: British}")
    assert [one["placeholder"] for one in file["cv"]["custom_connections"]] == [
        "Date of birth: 1990-12-10",
        "Nationality: British",
    ]


def test_what_is_said_counts_the_places() -> None:
    jobs = "{name: A, keywords: [x]}, {name: B, keywords: [y]}"
    one, two, three = (
        write_rendercv(*resume_of(f"work: [{jobs[:24]}{more}]")).diagnostics[0].message
        for more in ("", f", {jobs[:24]}", f", {jobs}")
    )
    assert one == "`keywords` is written as a bullet, for RenderCV has no such key"
    assert two.endswith("no such key, here and in 1 other place")
    assert three.endswith("no such key, here and in 2 other places")


def test_keys_that_nobody_knows_are_said_at_their_line() -> None:
    text = (
        "basics:\n  name: Ada\n  horoscope: Libra\nx-notes: [1]\nwork:\n  - name: Loom\n    stars: 5\n    empty: ''\n"
    )
    resume, tree = resume_of(text)
    said = [
        (one.code, one.severity.value, one.span and one.span.line) for one in write_rendercv(resume, tree).diagnostics
    ]
    assert said == [("CV714", "warning", 3), ("CV714", "info", 4), ("CV714", "warning", 7)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019", "2021", {"start_date": "2019", "end_date": "2021"}),
        ("2019-04", "now", {"start_date": "2019-04", "end_date": "present"}),
        ("2021", "2019", {"date": "2021 – 2019"}),
        ("2020-05", "2020-05", {"date": "2020-05"}),
        ("the summers of 2019 and 2020", "", {"date": "the summers of 2019 and 2020"}),
        ("", "2020", {"end_date": "2020"}),
    ],
)
def test_what_rendercv_takes_as_a_period_is_one(start: str, end: str, expected: dict[str, str]) -> None:
    file, _ = written(yaml_text({"work": [{"name": "Example Ltd", "startDate": start, "endDate": end}]}))
    (job,) = file["cv"]["sections"]["experience"]
    assert {key: job[key] for key in job if "date" in key} == expected


def test_a_place_of_the_employer_is_written_whatever_its_positions_say() -> None:
    job = "{{name: Loom, location: Leeds, positions: [{{position: Lead, location: York}}, {{position: Weaver{}}}]}}"
    entries, _ = written(f"work: [{job.format('')}]")
    assert [one.get("location") for one in entries["cv"]["sections"]["experience"]] == ["York", "Leeds"]
    entries, _ = written(f"work: [{job.format(', location: Hull')}]")
    assert [one.get("location") for one in entries["cv"]["sections"]["experience"]] == ["Leeds", "York", "Hull"]


def test_two_sections_of_one_title_are_both_there() -> None:
    section = "{id: talks, title: Talks, text: One}, {id: talks-2, title: Talks, text: Two}, "
    file, _ = written(f"sections: [{section} {{id: more, title: Talks, text: Three}}]")
    assert [*file["cv"]["sections"].values()] == [["One"], ["Two"], ["Three"]]


def test_a_number_that_is_a_text_stays_one() -> None:
    text = must(write_rendercv(*resume_of("skills: [{name: Chess, level: '9'}]")).value).decode()
    assert "details: '9'" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("work: [{name: Loom, position: Weaver}]", []),
        ("{work: [{name: Loom}], document: {sections: {titles: {work: Internships}}}}", []),
        ("{work: [{name: Loom}], document: {language: pl}}", []),
        ("work: [{name: Loom}]\ndocument: {sections: {titles: {work: At the loom}}}", [("CV726", 1)]),
        ("basics: {name: Ada}\nsections: [{id: x, title: Profile, text: One}]", [("CV726", 2)]),
        ("sections: [{id: x, title: Skills, entries: [{title: One, subtitle: Two}]}]", [("CV726", 1)]),
    ],
)
def test_a_section_that_would_come_back_as_another_is_said(text: str, said: list[tuple[str, int]]) -> None:
    assert written(text)[1] == said


def test_what_is_said_names_what_it_would_come_back_as() -> None:
    text = "{work: [{name: Loom}], document: {sections: {titles: {work: At the loom}}}}"
    (said,) = write_rendercv(*resume_of(text)).diagnostics
    message = "this section is written under `At the loom`, and would come back as a section of your own"
    assert said.message == message
    assert said.path == ("work",)


def came_back(text: str) -> dict[str, Any]:
    content = must(write_rendercv(*resume_of(text)).value)
    tree = must(read_rendercv(Material("cv.yaml", content, must(read(content, "cv.yaml").value))).value)
    return plain_resume(must(validate(tree).value))


@pytest.mark.parametrize(
    "words", [["a, b", "c"], ["a, b"], ["a; b", "c, d; e"], ["Word, Excel (a, b)", "1,000 more"], ["a,  b", "c"]]
)
def test_a_comma_within_a_word_parts_nothing(words: list[str]) -> None:
    text = yaml_text({"skills": [{"name": "Tools", "keywords": [*words]}]})
    assert came_back(text)["skills"][0]["keywords"] == words
    assert written(text)[1] == []


def test_a_row_that_brackets_hold_together_is_said() -> None:
    text = "skills:\n  - name: A\n    keywords: [(a, b]\n  - {name: B, keywords: [(a), b]}\n"
    assert written(text)[1] == [("CV726", 3)]
    assert came_back(text)["skills"][0]["keywords"] == ["(a, b"]


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"username": "Book a call", "url": "https://cal.example.com"}, []),
        ({"network": "Chess", "username": "ada64"}, []),
        ({"network": "Chess"}, [("CV726", 3)]),
        ({"username": "Chess: ada64"}, [("CV726", 3)]),
        ({"url": "https://cal.example.com"}, [("CV726", 3)]),
    ],
)
def test_a_way_to_reach_the_person_that_comes_back_is_not_said(
    profile: dict[str, str], said: list[tuple[str, int]]
) -> None:
    text = yaml_text({"basics": {"profiles": [{**profile}]}})
    assert written(text)[1] == said
    assert (came_back(text)["basics"]["profiles"] == [profile]) == (not said)


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_every_paper_comes_back(paper: str) -> None:
    text = f"basics: {{name: Ada}}\ndocument: {{pageSize: {paper}}}"
    content = must(write_rendercv(*resume_of(text)).value)
    tree = must(read_rendercv(Material("cv.yaml", content, must(read(content, "cv.yaml").value))).value)
    assert must(validate(tree).value).document.pageSize == paper


ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("file", [*ROOT.glob("examples/*.yaml"), ROOT / "resume.yaml"], ids=lambda file: file.stem)
def test_every_section_of_the_examples_comes_back(file: Path) -> None:
    resume, tree = resume_of(file.read_text(encoding="utf-8"))
    content = must(write_rendercv(resume, tree).value)
    back = must(read_rendercv(Material("cv.yaml", content, must(read(content, "cv.yaml").value))).value)
    sections = {key for key, value in plain_resume(resume).items() if value} - {"document", "meta", "$schema"}
    assert set(plain_resume(must(validate(back).value))) - {"document"} == sections


# Every word out, or said ----------------------------------------------------------------------------------------


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def texts_in(data: object) -> str:
    if isinstance(data, dict):
        return " ".join(f"{key} {texts_in(value)}" for key, value in data.items())
    return " ".join(map(texts_in, data)) if isinstance(data, list) else str(data)


@pytest.mark.slow
@given(RESUMES)
@settings(deadline=None, max_examples=40)
def test_every_word_is_written_or_said(data: dict[str, PlainData]) -> None:
    tree = must(read(yaml_text(data).encode(), "resume.yaml").value)
    resume = must(validate(tree).value)
    outcome = write_rendercv(resume, tree)
    file = yaml.load(must(outcome.value), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but text
    check_shape(file)
    said = {diagnostic.path for diagnostic in outcome.diagnostics if diagnostic.code == "CV714"}
    given_words: Counter[str] = Counter()
    for path in leaves(resume):
        node = tree.node(path)
        text = node.text if isinstance(node, Scalar) else None
        if text and path not in said and path[-1] not in {"url", "startDate", "endDate", "date", "releaseDate", "doi"}:
            given_words |= words(text)
    assert not given_words - words(texts_in(file))


# What both hold comes back --------------------------------------------------------------------------------------

NAMES = (
    st.text(st.sampled_from("abcXYZ éß漢 .&'-0189"), min_size=1, max_size=24)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalpha, text)))
)
PROSE = st.lists(NAMES, min_size=1, max_size=3).map("\n\n".join)
DATES = st.one_of(
    st.integers(1950, 2020).map(str), st.builds("{}-{:02}".format, st.integers(1950, 2020), st.integers(1, 12))
)
URLS = st.sampled_from(["https://example.com/a", "https://b.example.org"])
PERIODS = st.one_of(
    st.fixed_dictionaries({"startDate": DATES}),
    st.builds(lambda one, other: dict(zip(("startDate", "endDate"), sorted((one, other)), strict=True)), DATES, DATES),
    st.fixed_dictionaries({"startDate": DATES, "endDate": st.just("present")}),
    st.just({}),
)


def entries(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - strategies of any kind
    one = st.fixed_dictionaries(required, optional=optional)
    return st.lists(st.builds(lambda entry, period: {**entry, **period}, one, PERIODS), min_size=1, max_size=3)


def groups(name: str, **more: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - strategies of any kind
    return st.lists(st.fixed_dictionaries({name: NAMES}, optional=more), min_size=1, max_size=3)


LINES = st.lists(NAMES, min_size=1, max_size=3)
ROWS = st.lists(st.one_of(NAMES, st.lists(NAMES, min_size=2, max_size=3).map(", ".join)), min_size=1, max_size=3)
DATED = {"location": NAMES, "summary": NAMES, "highlights": LINES}
OWN_TITLES = st.sampled_from(["Talks", "Field Work", "Gremien", "Patents and more"])
OWN = st.builds(
    lambda title, body: {"id": slug(title), "title": title, **body},
    OWN_TITLES,
    st.one_of(
        st.fixed_dictionaries({"text": PROSE}),
        st.fixed_dictionaries({"entries": entries({"title": NAMES}, **DATED, url=URLS, subtitle=NAMES)}),
        st.fixed_dictionaries({"entries": st.builds(lambda lines: [{"highlights": lines}], LINES)}),
    ),
)
PROFILES = st.lists(
    st.one_of(
        st.just({"network": "GitHub", "username": "ada", "url": "https://github.com/ada"}),
        st.just({"network": "Mastodon", "username": "@ada@example.com", "url": "https://example.com/@ada"}),
    ),
    min_size=1,
    max_size=2,
)
HELD = st.fixed_dictionaries(
    {
        "basics": st.fixed_dictionaries(
            {"name": NAMES},
            optional={
                "label": NAMES,
                "location": NAMES,
                "email": st.just("ada@example.com"),
                "phone": st.just("+44 20 7946 0000"),
                "url": URLS,
                "image": st.just("ada.jpg"),
                "summary": PROSE,
                "profiles": PROFILES,
            },
        )
    },
    optional={
        "work": entries({"position": NAMES}, name=NAMES, **DATED),
        "volunteer": entries({"organization": NAMES}, position=NAMES, url=URLS, **DATED),
        "education": entries({"institution": NAMES}, area=NAMES, studyType=NAMES, location=NAMES, url=URLS),
        "projects": entries({"name": NAMES}, description=NAMES, highlights=LINES, url=URLS),
        "publications": groups(
            "name", authors=LINES, publisher=NAMES, releaseDate=DATES, doi=st.just("10.5555/1"), summary=NAMES
        ),
        "awards": groups("title", date=DATES, awarder=NAMES, summary=NAMES),
        "certificates": groups("name", date=DATES, issuer=NAMES, url=URLS),
        "skills": groups("name", keywords=ROWS),
        "languages": groups("language", fluency=NAMES),
        "interests": groups("name", keywords=ROWS),
        "references": groups("name", reference=NAMES),
        "sections": st.lists(OWN, min_size=1, max_size=2, unique_by=lambda one: one["title"]),
        "document": st.fixed_dictionaries(
            {},
            optional={
                "pageSize": st.just("Letter"),
                "language": st.sampled_from(["de", "fr", "ru", "ja", "ar"]),
                "sections": st.fixed_dictionaries(
                    {},
                    optional={
                        "order": st.lists(st.sampled_from(["skills", "work", "education", "awards"]), unique=True),
                        "titles": st.fixed_dictionaries({}, optional={"work": st.just("Work experience")}),
                    },
                ),
            },
        ),
    },
)


@pytest.mark.slow
@given(HELD)
@settings(deadline=None, max_examples=60)
def test_what_both_hold_comes_back(data: dict[str, Any]) -> None:
    resume, tree = resume_of(yaml_text(data))
    content = must(write_rendercv(resume, tree).value)
    back_tree = must(read_rendercv(Material("cv.yaml", content, must(read(content, "cv.yaml").value))).value)
    back = must(validate(back_tree).value)
    kept, came = plain_resume(resume), plain_resume(back)
    for one in (kept, came):
        one.pop("document", None)
    assert came == kept
    assert back.document.pageSize == resume.document.pageSize
    assert back.document.language == resume.document.language
    again = must(write_rendercv(back, back_tree).value)
    assert again == content


def test_a_number_without_a_country_facts_and_broken_lines_come_back() -> None:
    text = """\
basics:
  name: Bo Sample
  phone: (0113) 496-0000
  birthDate: 1990-05-06
  nationality: Dutch
  summary: |-
    Bread.
    Cake, and more.
    - Rye
work: [{name: Crumb Works, summary: "Baked.\\nCleaned."}]
"""
    resume, tree = resume_of(text)
    outcome = write_rendercv(resume, tree)
    back = read_rendercv(Material("cv.yaml", must(outcome.value), must(read(must(outcome.value), "cv.yaml").value)))
    again = must(validate(must(back.value)).value)
    assert again.basics == resume.basics
    assert again.work[0].summary == resume.work[0].summary
    said = [(one.message, one.hint) for one in outcome.diagnostics if one.code == "CV726"]
    phone = "RenderCV takes numbers with the code of a country alone"
    assert said[0] == (
        f"`phone` is written as one of the custom connections, for {phone}",
        "nothing is lost, and it comes back as `phone`",
    )
