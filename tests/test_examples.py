"""What the résumés that come with the project say: the seed whole, the examples plainly fictional."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SEED = ROOT / "tests/data/seed.txt"
RESUME = ROOT / "resume.yaml"
STARTER = ROOT / "src/cvpdf/cli/starter.yaml"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".yaml", ".json"})
README = ROOT / "examples/README.md"

STANDARD_SECTIONS = (
    "basics work volunteer education awards certificates publications skills languages interests references projects"
).split()

RESERVED_HOST = re.compile(r"(?:[\w-]+\.)*example\.(?:com|org|net)")
RESERVED_PHONE = re.compile(r"\+44 20 7946 0\d{3}|\+1 \d{3} 555 01\d\d")
RESERVED_DOI = re.compile(r"10\.5555/")


def load(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    else:
        yield str(value)


def name_of(path: Path) -> str:
    return path.name


# The seed. ---------------------------------------------------------------------------------------------------


def pasted_job(job: dict[str, Any]) -> Iterator[str]:
    """The lines of a job as the profile page has them."""
    yield f"{job['startDate']} — {job.get('endDate', 'Now')}"
    yield job["location"]
    if "position" in job:
        yield f"{job['position']} at {job['name']}"
    yield from filter(None, job["summary"].split("\n"))
    yield from (f"* {highlight}" for highlight in job.get("highlights", ()))


def pasted(resume: dict[str, Any]) -> Iterator[str]:
    """The whole résumé as the profile page has it, with no line said twice."""
    yield f"Profile: {resume['basics']['summary']}"
    yield "Experience"
    for job in resume["work"]:
        yield from pasted_job(job)
    yield "Education"
    for school in resume["education"]:
        yield from school.values()


def test_resume_is_the_seed_character_for_character_and_in_its_order() -> None:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    assert list(pasted(load(RESUME))) == [line for line, _ in groupby(lines)]


def test_resume_adds_nothing_to_the_seed_but_how_it_looks() -> None:
    resume = load(RESUME)
    assert list(resume) == ["basics", "work", "education", "document"]
    assert list(resume["basics"]) == ["summary"]
    assert resume["document"] == {"version": 1, "theme": "plain"}


def test_numbered_lists_of_the_seed_are_markdown_lists_between_paragraphs() -> None:
    blocks = [block.split("\n") for job in load(RESUME)["work"] for block in job["summary"].split("\n\n")]
    lists = [lines for lines in blocks if len(lines) > 1]
    assert [len(lines) for lines in lists] == [3, 6]
    for lines in lists:
        assert [line.split()[0] for line in lines] == [f"{number}." for number in range(1, len(lines) + 1)]
    assert not any(re.match(r"\d+\. ", lines[0]) for lines in blocks if len(lines) == 1)


# The examples and the starter. -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*EXAMPLES, STARTER], ids=name_of)
def test_each_is_about_a_named_person_who_can_be_reached(path: Path) -> None:
    basics = load(path)["basics"]
    assert {"name", "label", "email", "phone", "url", "location", "summary"} <= basics.keys()


@pytest.mark.parametrize("path", [RESUME, STARTER, *sorted((ROOT / "examples").glob("*.yaml"))], ids=name_of)
def test_each_yaml_file_names_its_schema_first_and_the_version_of_the_format(path: Path) -> None:
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# yaml-language-server: \$schema=(?:(?:\.\./)?src/cvpdf/model/)?resume\.schema\.json", first)
    assert load(path)["document"]["version"] == 1


@pytest.mark.parametrize("path", [RESUME, STARTER, README, *EXAMPLES], ids=name_of)
def test_addresses_phones_and_dois_are_reserved_ones(path: Path) -> None:
    text = re.sub(r'"\$schema": "[^"]*"', "", path.read_text(encoding="utf-8"))
    hosts = re.findall(r"(?:https?://|[\w.]@)([\w.-]*\w)", text)
    assert [host for host in hosts if not RESERVED_HOST.fullmatch(host)] == []
    phones = re.findall(r"\+\d[\d() -]{5,}\d", text)
    assert [phone for phone in phones if not RESERVED_PHONE.fullmatch(phone)] == []
    dois = re.findall(r"\b10\.\d{4,}/\S+", text)
    assert [doi for doi in dois if not RESERVED_DOI.match(doi)] == []


@pytest.mark.parametrize("path", [*EXAMPLES, STARTER], ids=name_of)
def test_typed_text_has_typographic_quotes_and_no_blank_ends(path: Path) -> None:
    for text in texts(load(path)):
        assert text == text.strip() != ""
        assert "'" not in text
        assert '"' not in text
        assert " - " not in text


@pytest.mark.parametrize("path", [*EXAMPLES, STARTER], ids=name_of)
def test_lines_are_broken_only_between_paragraphs_and_items(path: Path) -> None:
    for text in texts(load(path)):
        assert re.search(r"(?<!\n)\n(?!\n|- )", text) is None


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_the_readme_has_a_row_for_each_example_with_its_command(path: Path) -> None:
    assert f"`cvpdf build examples/{path.name}" in README.read_text(encoding="utf-8")


def test_the_academic_has_publications_with_authors_and_dois() -> None:
    academic = load(ROOT / "examples/academic.yaml")
    publications = academic["publications"]
    assert 25 <= len(publications) <= 30
    assert all("Ł. Przykładny" in publication["authors"] for publication in publications)
    dois = [publication["doi"] for publication in publications if "doi" in publication]
    assert len(dois) == len(set(dois)) >= 20
    dates = [str(publication["releaseDate"]) for publication in publications]
    assert [date[:4] for date in dates] == sorted((date[:4] for date in dates), reverse=True)


def test_together_they_hold_the_words_that_are_hard_to_print() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    for word in ("C++", "C#", ".NET", "R&D", "99.99 %", "“", "’", "—", "–", "Zoë", "Łukasz", "Ångström", "A*A*A"):
        assert word in everything


# JSON Resume 1.0.0. ------------------------------------------------------------------------------------------

TEXT = re.compile(r"(?s).+")
DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
URL = re.compile(r"https?://[\w.-]+(?:/\S*)?")
EMAIL = re.compile(r"[\w.]+@[\w.]+")
MOMENT = re.compile(DATE.pattern + r"T\d\d:\d\d:\d\d")
COUNTRY = re.compile(r"[A-Z]{2}")


def text_fields(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), TEXT)


PERIOD = {"startDate": DATE, "endDate": DATE, "url": URL, "highlights": [TEXT]}
SHAPE: dict[str, Any] = {
    "$schema": URL,
    "basics": {
        **text_fields("name label image phone summary"),
        "email": EMAIL,
        "url": URL,
        "location": {**text_fields("address postalCode city region"), "countryCode": COUNTRY},
        "profiles": [{**text_fields("network username"), "url": URL}],
    },
    "work": [text_fields("name location description position summary") | PERIOD],
    "volunteer": [text_fields("organization position summary") | PERIOD],
    "education": [text_fields("institution area studyType score") | PERIOD | {"courses": [TEXT]}],
    "awards": [text_fields("title awarder summary") | {"date": DATE}],
    "certificates": [text_fields("name issuer") | {"date": DATE, "url": URL}],
    "publications": [text_fields("name publisher summary") | {"releaseDate": DATE, "url": URL}],
    "skills": [text_fields("name level") | {"keywords": [TEXT]}],
    "languages": [text_fields("language fluency")],
    "interests": [text_fields("name") | {"keywords": [TEXT]}],
    "references": [text_fields("name reference")],
    "projects": [text_fields("name description entity type") | PERIOD | {"keywords": [TEXT], "roles": [TEXT]}],
    "meta": {"canonical": URL, "version": TEXT, "lastModified": MOMENT},
}


def misfits(value: object, shape: object, where: str = "") -> Iterator[str]:
    """Where a value is not of its shape: a mapping of known keys, a list of one shape, or text that matches."""
    if isinstance(shape, dict) and isinstance(value, dict):
        for key, part in value.items():
            if key in shape:
                yield from misfits(part, shape[key], f"{where}.{key}")
            else:
                yield f"{where}.{key} is unknown"
    elif isinstance(shape, list) and isinstance(value, list):
        for index, part in enumerate(value):
            yield from misfits(part, shape[0], f"{where}[{index}]")
    elif not (isinstance(shape, re.Pattern) and isinstance(value, str) and shape.fullmatch(value)):
        yield f"{where} is {value!r}"


def test_the_designer_is_plain_json_resume() -> None:
    assert list(misfits(load(ROOT / "examples/designer.json"), SHAPE)) == []


def test_the_designer_uses_every_standard_section() -> None:
    designer = load(ROOT / "examples/designer.json")
    assert list(designer) == ["$schema", *STANDARD_SECTIONS, "meta"]
    assert all(designer[section] for section in STANDARD_SECTIONS)
