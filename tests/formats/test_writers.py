"""Both of our own formats hold everything: what is written comes back whole."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.conftest import must
from tests.formats.json_resume_schema import faults
from tests.formats.resumes import RESUMES, TEXTS

from cvpdf.artifacts import Loaded, Source
from cvpdf.diagnostics import Severity
from cvpdf.formats.json_resume.writer import write_json_resume
from cvpdf.formats.table import Write
from cvpdf.formats.yaml_text import write_cvpdf
from cvpdf.model.plain_data import plain_resume
from cvpdf.pipeline import load
from cvpdf.source.tree import PlainData, Scalar

ROOT = Path(__file__).parents[2]
EXAMPLES = [ROOT / "resume.yaml", *sorted(ROOT.glob("examples/*.[yj]*")), *sorted(ROOT.glob("tests/broken/shapes/*"))]
PROPERTY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def loaded(content: bytes, file: str) -> Loaded:
    outcome = load(Source(file, content))
    assert outcome.value is not None
    return outcome.value


def known(resume: Loaded) -> dict[str, PlainData]:
    """What the model holds."""
    return said(Loaded(replace(resume.tree, root=Scalar(None, resume.tree.root.span)), resume.resume))


def said(resume: Loaded) -> dict[str, PlainData]:
    """All that a file says."""
    data = plain_resume(resume.resume, resume.tree.root)
    document = data.pop("document", None)
    data.pop("$schema", None)
    return {**data, "document": {"version": "1", **(document if isinstance(document, dict) else {})}}


@pytest.mark.slow
@PROPERTY
@given(RESUMES)
def test_any_resume_comes_back_whole_from_our_yaml(data: dict[str, PlainData]) -> None:
    resume = loaded(json.dumps(data).encode(), "resume.json")
    written = write_cvpdf(resume.resume, resume.tree).value
    assert written is not None
    assert said(loaded(written, "resume.yaml")) == said(resume)


@pytest.mark.slow
@PROPERTY
@given(RESUMES)
def test_any_resume_comes_back_whole_from_valid_json_resume(data: dict[str, PlainData]) -> None:
    resume = loaded(json.dumps(data).encode(), "resume.json")
    written = write_json_resume(resume.resume, resume.tree).value
    assert written is not None
    assert faults(written) == []
    assert said(loaded(written, "resume.json")) == {**said(resume), "document": said(resume)["document"]}


UNKNOWN = st.recursive(
    st.one_of(TEXTS, st.just(None), st.booleans(), st.integers(-5, 5), st.sampled_from([0.5, 1e9, -2.25])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "work", "x-b"]), inner),
    max_leaves=5,
)


@st.composite
def resumes_with_more(draw: st.DrawFn) -> dict[str, Any]:
    """Résumés in which any mapping may have a key that the model does not know."""

    def more(value: Any) -> Any:  # noqa: ANN401 - plain data
        if isinstance(value, list):
            return [more(item) for item in value]
        if not isinstance(value, dict):
            return value
        keys = draw(st.lists(st.sampled_from(["horoscope", "x-horoscope", "_off", "-off"]), unique=True))
        return {key: more(part) for key, part in value.items()} | {key: draw(UNKNOWN) for key in keys}

    found: dict[str, Any] = more(draw(RESUMES))
    return found


@pytest.mark.slow
@settings(PROPERTY, max_examples=30)
@given(resumes_with_more())
def test_what_the_model_does_not_know_comes_back_as_well(data: dict[str, Any]) -> None:
    resume = loaded(json.dumps(data).encode(), "resume.json")
    standard = write_json_resume(resume.resume, resume.tree).value or b""
    assert faults(standard) == []
    assert said(loaded(standard, "resume.json")) == said(resume)
    ours = loaded(write_cvpdf(resume.resume, resume.tree).value or b"", "resume.yaml")
    assert said(ours) == said(resume)
    again = loaded(write_json_resume(ours.resume, ours.tree).value or b"", "resume.json")
    assert said(again) == said(ours)


KNOWN_AND_NOT = {
    "basics": {"name": "Ada Example", "horoscope": "Libra", "location": {"city": "London", "planet": "Earth"}},
    "work": [{"name": "Loom", "stars": 5, "remote": True, "rates": [0.5, "1", None], "version": "1.10"}],
    "_awards": [{"title": "Medal"}],
    "horoscope": {"sun": "Libra", "name": {"x": "y"}},
}


def test_unknown_keys_stay_where_they_are_in_json_but_for_the_root() -> None:
    resume = loaded(json.dumps(KNOWN_AND_NOT).encode(), "resume.json")
    data = json.loads(write_json_resume(resume.resume, resume.tree).value or b"")
    assert data["basics"] == KNOWN_AND_NOT["basics"]
    assert data["work"] == KNOWN_AND_NOT["work"]
    assert {change["path"]: change["is"] for change in data["meta"]["cvpdf"]["values"]} == {
        key: KNOWN_AND_NOT[key] for key in ("_awards", "horoscope")
    }


def test_unknown_keys_keep_their_names_in_our_yaml_and_are_warned_of_as_before() -> None:
    resume = loaded(json.dumps(KNOWN_AND_NOT).encode(), "resume.json")
    written = write_cvpdf(resume.resume, resume.tree).value or b""
    data = yaml.safe_load(written)
    assert {key: data[key] for key in KNOWN_AND_NOT} == KNOWN_AND_NOT
    assert b"$schema" not in written  # under the schema they would be errors, and nothing could be built
    before = load(Source("resume.json", json.dumps(KNOWN_AND_NOT).encode())).diagnostics
    after = load(Source("resume.yaml", written)).diagnostics
    assert sorted((one.code, one.message) for one in after) == sorted((one.code, one.message) for one in before)
    assert {one.code for one in after} == {"CV203", "CV204"}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_examples_come_back_whole(file: Path) -> None:
    resume = loaded(file.read_bytes(), file.name)
    ours = write_cvpdf(resume.resume, resume.tree).value or b""
    standard = write_json_resume(resume.resume, resume.tree).value or b""
    assert faults(standard) == []
    assert said(loaded(standard, "resume.json")) == said(resume)
    assert known(loaded(ours, "resume.yaml")) == known(resume)
    outcome = load(Source("resume.yaml", ours))
    assert not [one for one in outcome.diagnostics if one.severity is Severity.ERROR]


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


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("a@example.com, b@example.com", "a@example.com"),
        ("Ada <a@example.com>; b@example.com", "a@example.com"),
        ("none, b@example.com", "b@example.com"),
    ],
)
def test_others_get_the_first_address_and_we_get_all(written: str, first: str) -> None:
    resume = loaded(f"basics: {{name: Ada, email: '{written}'}}".encode(), "resume.yaml")
    content = must(write_json_resume(resume.resume, resume.tree).value)
    assert json.loads(content)["basics"]["email"] == first
    assert loaded(content, "resume.json").resume.basics.email == written


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
