"""Both of our own formats hold everything: what is written comes back whole."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.resumes import RESUMES

from cvpdf.compiler import Loaded, Source, load
from cvpdf.diagnostics import Severity
from cvpdf.formats.kinds import Write
from cvpdf.formats.writers.cvpdf_yaml import write_cvpdf
from cvpdf.formats.writers.json_resume import write_json_resume
from cvpdf.model.plain import plain_resume
from cvpdf.source.tree import PlainData

EXAMPLES = sorted(Path(__file__).parents[3].glob("examples/*.[yj]*"))
PROPERTY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))

# JSON Resume's schema, 1.0.0 and 1.3.1, as far as they ask for anything: both allow further keys inside of objects,
# 1.0.0 none at the root, and a certificate's date is a whole day there.
ROOT = set(
    "$schema basics work volunteer education awards certificates publications skills languages interests references "
    "projects meta".split()
)
ISO = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[\x21-\x7e]+", re.IGNORECASE)
EMAIL = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")
LISTS = {"highlights", "keywords", "courses", "roles"}


def loaded(content: bytes, file: str) -> Loaded:
    outcome = load(Source(file, content))
    assert outcome.value is not None
    return outcome.value


def said(resume: Loaded) -> dict[str, PlainData]:
    data = plain_resume(resume.resume)
    document = data.pop("document", None)
    data.pop("$schema", None)
    return {**data, "document": {"version": "1", **(document if isinstance(document, dict) else {})}}


def faults(value: object, key: str = "") -> list[str]:
    """Where a JSON Resume file breaks its schema."""
    if isinstance(value, dict):
        return [fault for name, part in value.items() if name != "cvpdf" for fault in faults(part, name)]
    if isinstance(value, list):
        inner = [fault for part in value for fault in faults(part, key)]
        return [*inner, *(f"{key} {part}" for part in value if key in LISTS and not isinstance(part, str))]
    if not isinstance(value, str):
        return [f"{key} {value}"]
    form = {"url": URI, "email": EMAIL, "date": ISO, "startDate": ISO, "endDate": ISO, "releaseDate": ISO}.get(key)
    return [f"{key} {value}"] if form and not form.fullmatch(value) else []


def check(content: bytes) -> None:
    data: dict[str, Any] = json.loads(content)
    assert not faults(data)
    assert set(data) <= ROOT
    assert all(len(item["date"]) == 10 for item in data.get("certificates", ()) if "date" in item)
    assert all(isinstance(job.get("location", ""), str) for job in data.get("work", ()))
    assert isinstance(data.get("basics", {}).get("location", {}), dict)


@PROPERTY
@given(RESUMES)
def test_any_resume_comes_back_whole_from_our_yaml(data: dict[str, PlainData]) -> None:
    resume = loaded(json.dumps(data).encode(), "resume.json")
    written = write_cvpdf(resume.resume, resume.tree).value
    assert written is not None
    assert said(loaded(written, "resume.yaml")) == said(resume)


@PROPERTY
@given(RESUMES)
def test_any_resume_comes_back_whole_from_valid_json_resume(data: dict[str, PlainData]) -> None:
    resume = loaded(json.dumps(data).encode(), "resume.json")
    written = write_json_resume(resume.resume, resume.tree).value
    assert written is not None
    check(written)
    assert said(loaded(written, "resume.json")) == {**said(resume), "document": said(resume)["document"]}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_examples_come_back_whole(file: Path) -> None:
    resume = loaded(file.read_bytes(), file.name)
    ours = write_cvpdf(resume.resume, resume.tree).value or b""
    standard = write_json_resume(resume.resume, resume.tree).value or b""
    check(standard)
    assert said(loaded(ours, "resume.yaml")) == said(loaded(standard, "resume.json")) == said(resume)
    outcome = load(Source("resume.yaml", ours))
    assert not [one for one in outcome.diagnostics if one.severity is not Severity.INFO]


def test_our_yaml_has_the_schema_line_comments_and_a_readers_order() -> None:
    resume = loaded(
        b'{"skills": [{"name": "Looms"}], "work": [{"endDate": "2020"}], "basics": {"name": "Ada"}}', "a.json"
    )
    text = (write_cvpdf(resume.resume, resume.tree).value or b"").decode()
    assert text.startswith("# yaml-language-server: $schema=resume.schema.json\n")
    keys = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert keys == ["basics:", "work:", "skills:", "document:"]
    assert "# Jobs, the latest first\nwork:\n" in text


@pytest.mark.parametrize("end", ["\n", "\n\n", "\n\n\n"])
def test_line_breaks_at_the_end_of_a_text_stay_whatever_follows(end: str) -> None:
    job = {"name": "Loom", "position": "Weaver", "startDate": "2010", "summary": f"Wove.{end}"}
    resume = loaded(json.dumps({"work": [job, job], "skills": [{"name": "Looms"}]}).encode(), "resume.json")
    written = write_cvpdf(resume.resume, resume.tree).value or b""
    assert b"summary: |" in written
    assert said(loaded(written, "resume.yaml")) == said(resume)


@pytest.mark.parametrize("write", [write_cvpdf, write_json_resume])
def test_what_is_no_address_is_written_as_it_stands(write: Write) -> None:
    resume = loaded(b"basics: {url: http://gh/ada, email: none yet}", "resume.yaml")
    text = (write(resume.resume, resume.tree).value or b"").decode()
    assert "http://gh/ada" in text
    assert "none yet" in text


def test_positions_are_unrolled_for_others_and_folded_for_us() -> None:
    source = """
    work:
      - {name: Example Ltd, startDate: 2019, endDate: 2020}
      - name: Loom & Card
        location: {city: Leeds, countryCode: GB}
        summary: Weaving
        positions:
          - {position: Lead, startDate: 2012, highlights: [{text: Led, tags: [lead]}]}
          - {position: Weaver, startDate: 2010}
    """
    resume = loaded(source.encode(), "resume.yaml")
    data = json.loads(write_json_resume(resume.resume, resume.tree).value or b"")
    assert [(job["name"], job.get("position")) for job in data["work"]] == [
        ("Example Ltd", None),
        ("Loom & Card", "Lead"),
        ("Loom & Card", "Weaver"),
    ]
    assert data["work"][1]["location"] == data["work"][2]["location"] == "Leeds, GB"
    assert data["work"][1]["highlights"] == ["Led"]
    assert said(loaded(json.dumps(data).encode(), "resume.json")) == said(resume)
