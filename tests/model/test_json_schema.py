"""The published JSON Schema: fresh, well-formed, and of one mind with the validation."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cvpdf.model.json_schema import SCHEMA_FILE, json_schema, schema_text

jsonschema = importlib.import_module("jsonschema")  # by name, for it publishes no types

GOOD = {
    "empty": "",
    "bare values": "basics: {name: 1984, phone: 442079460000}\nwork: [{name: yes, startDate: 2019, endDate: 2020-03}]",
    "grades": "education: [{institution: Example, score: 3.9}]",
    "blanks": 'basics: {name: Ada, email: "", url: null}\nwork: [null, {endDate: ""}]\nskills:\nawards: []',
    "dates": "work: [{startDate: 2019-04-01, endDate: present}, {startDate: 2019-4, endDate: 09/2021}]",
    "short forms": "basics: {location: Here}\nwork: [{highlights: [a, {text: b, tags: [x]}], location: {city: Leeds}}]",
    "switched off": "x-notes: anything\n_work: [1, 2]\nbasics: {-label: old, name: Ada}",
    "free keys": "meta: {tool: {deep: [1]}}\ndocument: {options: {accent: '#235577', columns: 2}}",
    "own sections": "sections: [{id: talks, title: Talks, entries: [{title: One, date: 2019}]}]",
    "document": "document: {version: 1, pages: 2, pageSize: Letter, language: pt-BR, sections: {titles: {work: Jobs}}}",
    "schema": "$schema: resume.schema.json\nbasics: {name: Ada, url: 'example.com/ada', email: ada@example.com}",
}

BROKEN = {
    "unknown root key": "experience: []",
    "unknown key in an entry": "work: [{company: Example}]",
    "mapping for a list": "work: {name: Example}",
    "text for an entry": "skills: [Python]",
    "list for a text": "basics: {summary: [a, b]}",
    "month 13": "work: [{startDate: 2023-13}]",
    "text for a date": "work: [{startDate: long ago}]",
    "present start": "work: [{startDate: present}]",
    "forbidden link": "basics: {url: 'javascript:alert(1)'}",
    "half an address": "basics: {email: ada at example}",
    "unknown paper": "document: {pageSize: A9}",
    "no pages": "document: {pages: 0}",
    "language": "document: {language: english_}",
    "version": "document: {version: 2}",
    "list at the root": "[1]",
}


def test_the_file_is_fresh() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run `python -m cvpdf.model.json_schema`"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def _fields() -> list[Any]:
    schema = json_schema()
    owners = {"Resume": schema, **schema["$defs"]}
    return [
        pytest.param(schema, field, id=f"{owner}.{key}")
        for owner, part in owners.items()
        for key, field in part["properties"].items()
    ]


@pytest.mark.parametrize(("schema", "field"), _fields())
def test_every_field_is_explained_by_examples_that_fit(schema: dict[str, Any], field: dict[str, Any]) -> None:
    assert field["title"]
    assert re.match(r"[A-Z].*[^.]$", field["description"])
    assert field["examples"]
    validator = jsonschema.Draft202012Validator({**field, "$defs": schema["$defs"]})
    for example in field["examples"]:
        validator.validate(example)


ROOT = Path(__file__).parents[2]
EXAMPLES = [
    *(path for path in (ROOT / "examples").iterdir() if path.suffix in {".yaml", ".json"}),
    ROOT / "resume.yaml",
    ROOT / "src/cvpdf/cli/starter.yaml",
]


def _checked(folder: Path, files: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Run check-jsonschema as an editor would; give its status, and what it says by file."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", str(SCHEMA_FILE)]
    done = subprocess.run([*command, *sorted(folder.glob("*.yaml"))], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    return done.returncode, {Path(error["filename"]).stem: error["message"] for error in report.get("errors", [])}


def test_good_files_pass(tmp_path: Path) -> None:
    assert _checked(tmp_path, GOOD) == (0, {})


@pytest.mark.slow
def test_every_example_passes_and_fails_once_it_is_broken(tmp_path: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES}
    assert _checked(tmp_path, texts) == (0, {})
    broken = {f"{name}-broken": re.sub("basics", "basic", text, count=1) for name, text in texts.items()}
    status, errors = _checked(tmp_path, broken)
    assert (status, errors.keys()) == (1, broken.keys())


def test_broken_files_are_refused(tmp_path: Path) -> None:
    status, errors = _checked(tmp_path, BROKEN)
    assert status == 1
    assert errors.keys() == BROKEN.keys()
