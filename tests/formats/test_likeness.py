import pytest

from cvpdf.formats.detect import is_resume, may_be_resume, was_meant_for_one
from cvpdf.source.reading import read

RESUMES = {
    "a.yaml": "basics: {name: Ada}",
    "b.json": '{"work": [{"name": "A"}]}',
    "c.yaml": "skills: [{name: A}]\nlanguages: [{language: French}]",
    "d.yaml": "# yaml-language-server: $schema=resume.schema.json\nskills: [{name: A}]",
    "resume.yaml": "basics: [",
    "f.yaml": "basics:\n  name: 'Ada\nwork: []",
    "cv-2024.json": '{"basics"',
    "ada-résumé.yaml": "a: [",
    "AdaResume2.json": "{",
    "my_cv.yml": "a: [",
    "Lebenslauf Ada.yaml": "a: [",
    "minified.json": '{"$schema": "x", "basics": {"name": "Ada",,"work": [}',
    "no-quote.json": '{\n  basics": {\n    "name": "Ada\n  }\n}',
    "no-colon.json": '{\n  "basics" {\n    "name": "Ada"\n',
    "smart.json": "{\n  “basics”: {\n    “name”: “Ada\n",
    "mark.yaml": "\ufeffbasics: [",
}
OTHERS = {
    "package.json": '{"name": "x", "keywords": ["a"], "languages": ["French"]}',
    "schema.json": '{"$schema": "http://json-schema.org/schema#", "properties": {"basics": {"type": "object"}}}',
    "tsconfig.json": '{"references": [{"path": "a"}]}',
    "workflow.yml": "on: push\njobs: {test: {steps: []}}",
    "projects.yaml": "projects: [{name: a}]",
    "list.yaml": "- basics: {name: Ada}",
    "broken.yaml": "services: [",
    "canvas.yaml": "services: [",
    "folder-of-a-cv/broken.json": '{"a": [}',
    "deep.json": "{\n" + " " * 12 + '"work": {,',
    "resume.yaml": "jobs: []",
}


def taken(file: str, text: str) -> bool:
    content = text.encode()
    outcome = read(content, file)
    like = outcome.value is not None and is_resume(outcome.value)
    return may_be_resume(file, content) and (like or (outcome.failed and was_meant_for_one(file, content)))


@pytest.mark.parametrize("file", RESUMES)
def test_a_resume_is_known_by_its_keys_and_a_broken_one_by_what_it_was_meant_for(file: str) -> None:
    assert taken(f"folder/{file}", RESUMES[file])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_resume_in_another_encoding_is_known(encoding: str) -> None:
    content = "basics:\n  name: Zoë\n".encode(encoding)
    assert may_be_resume("a.yaml", content)
    assert was_meant_for_one("a.yaml", content)


@pytest.mark.parametrize("file", OTHERS)
def test_what_plainly_is_none_is_passed_over(file: str) -> None:
    assert not taken(f"folder/{file}", OTHERS[file])
