"""The stage before validating: keys under their current names, values in the shape that belongs there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.artifacts import Loaded, Source
from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.model.old_keys import current_name
from cvpdf.model.part import Part, held_by
from cvpdf.model.resume import Resume, Work
from cvpdf.model.upgrade import upgrade
from cvpdf.path import parse_path
from cvpdf.pipeline import check, load
from cvpdf.source.edits import apply
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData, Tree, plain_data

TreeOfData = Callable[[PlainData], Tree]

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.*[ln]"))


def _read(text: str, file: str = "resume.yaml") -> Tree:
    tree = read(text.encode(), file).value
    assert tree is not None
    return tree


def _modern(text: str, file: str = "resume.yaml") -> Tree:
    tree = upgrade(_read(text, file)).value
    assert tree is not None
    return tree


def _loaded(text: str, *overrides: str) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    outcome = load(Source("resume.yaml", text.encode()), overrides)
    assert outcome.value is not None
    return outcome.value, outcome.diagnostics


def _mended(text: str, file: str) -> str:
    said = upgrade(_read(text, file)).diagnostics
    return apply(text, (edit for one in said for edit in one.fix))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_file_of_today_stays_the_tree_that_it_was(path: Path) -> None:
    tree = _read(path.read_text(encoding="utf-8"), path.name)
    outcome = upgrade(tree)
    assert outcome.value is tree
    assert outcome.diagnostics == ()


def test_a_renamed_key_keeps_its_place() -> None:
    tree = _modern("work:\n  - position: Binder\n    company: Mill\n    website: x y\n")
    path = parse_path("work[0].name")
    key, value = tree.locate_key(path), tree.locate(path)
    assert (key.line, key.column, value.line, value.column) == (3, 5, 3, 14)
    said = load(Source("r.yaml", b"work:\n  - position: Binder\n    website: x y\n")).diagnostics
    assert [(one.code, one.span and one.span.line) for one in said] == [("CV230", 3), ("CV212", 3)]


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("work: {\n  name: A,\n  startDate: 2023-13}", "work[0].startDate", (3, 14)),
        ("skills: {\n  Tools: [Awl,\n  Needle]}", "skills[0].keywords[1]", (3, 3)),
        ("skills: {\n  Tools: [Awl,\n  Needle]}", "skills[0].name", (2, 3)),
        ("skills:\n- Sewing", "skills[0].name", (2, 3)),
        ("basics:\n  label:\n    en: Binder\n    fr: Relieuse", "basics.label", (3, 9)),
        ("basics:\n  email:\n  - a@a.example\n  - b@a.example", "basics.email", (3, 3)),
    ],
)
def test_what_was_brought_into_shape_is_found_at_its_place(text: str, path: str, place: tuple[int, int]) -> None:
    span = _modern(text).locate(parse_path(path))
    assert (span.line, span.column) == place


@pytest.mark.parametrize(
    ("text", "file", "mended"),
    [
        ("work:\n- company: A  # mine\n", "r.yaml", "work:\n- name: A  # mine\n"),
        ("work: [{'company': A, \"title\": B}]\n", "r.yaml", "work: [{'name': A, \"position\": B}]\n"),
        ('{"basics": {"picture": "a.jpg"}}', "r.json", '{"basics": {"image": "a.jpg"}}'),
        ("work: [{name: '', company: A}]\n", "r.yaml", "work: [{name: A}]\n"),
        ("basics:\n  headline: A  # mine\n  label:\nwork:\n", "r.yaml", "basics:\n  label: A  # mine\nwork:\n"),
        ("basics:\n  label: ''\n  headline: A\n  name: B\n", "r.yaml", "basics:\n  label: A\n  name: B\n"),
        ("work:\n- name: ~\n  company: A\n", "r.yaml", "work:\n- name: A\n"),
        ('{"basics": {"headline": "A", "label": null}}', "r.json", '{"basics": {"label": "A"}}'),
        ("work:\n- name:  # soon\n  company: A\n", "r.yaml", "work:\n- name:  # soon\n  company: A\n"),
        ('{"basics": {"headline": "A", "label":}}', "r.json", '{"basics": {"headline": "A", "label":}}'),
        ("work:\n- name: []\n  company: A\n", "r.yaml", "work:\n- name: []\n  company: A\n"),
        ("work: [{name: A, company: B}]\n", "r.yaml", "work: [{name: A, company: B}]\n"),
        ("work: [{name: A, company: A}]\n", "r.yaml", "work: [{name: A, company: A}]\n"),
        ("work: [{employer: A, company: B}]\n", "r.yaml", "work: [{name: A, company: B}]\n"),
    ],
)
def test_the_fix_writes_the_current_name_and_nothing_else(text: str, file: str, mended: str) -> None:
    assert _mended(text, file) == mended
    assert _mended(mended, file) == mended


@pytest.mark.parametrize(
    ("url", "mended"),
    [("a.example/me", "https://a.example/me"), ("ida@a.example", "mailto:ida@a.example")],
)
def test_an_address_is_given_its_scheme(url: str, mended: str) -> None:
    source = f'{{"basics": {{"website": "{url}"}}}}'
    said = load(Source("r.json", source.encode())).diagnostics
    assert apply(source, (edit for one in said for edit in one.fix)) == f'{{"basics": {{"url": "{mended}"}}}}'


@pytest.mark.parametrize(
    ("text", "override", "name"),
    [
        ("work: [{company: A}]", "work[0].name=X", "X"),
        ("work: [{company: A}]", "work[0].company=X", "X"),
        ("work: [{name: A}]", "work[0].company=X", "X"),
        ("work: [{name: A}]", "work[0].position=X", "A"),
        ("work: {company: A}", "work.name=X", "X"),
    ],
)
def test_what_is_set_beside_the_file_counts(text: str, override: str, name: str) -> None:
    loaded, said = _loaded(text, override)
    assert loaded.resume.work[0].name == name
    assert not any(one.severity is Severity.WARNING for one in said)
    assert not any(edit.span.file != "resume.yaml" for one in said for edit in one.fix)


def test_what_is_set_can_have_any_shape() -> None:
    loaded, _ = _loaded("basics: {name: Ida}", 'skills=["Sewing"]', 'work={"company": "Mill"}')
    assert [skill.name for skill in loaded.resume.skills] == ["Sewing"]
    assert [job.name for job in loaded.resume.work] == ["Mill"]


def test_a_file_that_names_the_schema_may_have_old_names() -> None:
    text = "# yaml-language-server: $schema=resume.schema.json\nwork:\n- company: Mill\n  emploier: B\n"
    said = load(Source("resume.yaml", text.encode())).diagnostics
    assert [(one.code, one.severity) for one in said] == [("CV230", Severity.INFO), ("CV203", Severity.ERROR)]


def test_an_empty_key_is_a_slip_only_where_the_schema_is_named() -> None:
    assert load(Source("resume.yaml", b"basics: {name: Ida, sumary: }")).diagnostics == ()
    text = b"# yaml-language-server: $schema=resume.schema.json\nbasics: {name: Ida, sumary: }"
    assert [one.code for one in load(Source("resume.yaml", text)).diagnostics] == ["CV203"]


def test_the_language_of_the_document_chooses() -> None:
    text = "basics: {label: {en: Binder, fr: Relieuse, de: Buchbinderin}}\ndocument: {language: %s}"
    labels = {language: _loaded(text % language)[0].resume.basics.label for language in ("en", "de-AT", "fr", "pl")}
    assert labels == {"en": "Binder", "de-AT": "Buchbinderin", "fr": "Relieuse", "pl": "Binder"}


def test_no_current_key_is_an_old_name() -> None:
    parts: list[type[Part]] = [Resume, *(held.part for held in held_by(Resume).values() if held.part)]
    for part in parts:
        for key in held_by(part):
            assert current_name(key, part) == key
    assert current_name("-name", Work) is None
    assert current_name("_name", Work) is None


words = st.sampled_from(["Awl", "Needle", "Glue", "Press", "Thread", "Board"])
values = st.recursive(
    words | st.none() | st.just(""),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "company", "summary", "Tools", "keywords"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data=st.dictionaries(st.sampled_from(["skills", "interests", "work", "basics", "references"]), values))
def test_nothing_is_dropped_unsaid(data: PlainData) -> None:
    """Each word is in the résumé, or something was said where it stands or around it."""
    source = json.dumps(data)
    outcome = check(Source("r.json", source.encode()))
    if outcome.value is None:
        return
    kept = str(outcome.value.resume)
    said = [one.path for one in outcome.diagnostics]
    for path, word in _words(data, ()):
        assert word in kept or any(place == path[: len(place)] for place in said if place), (word, said)


def _words(data: PlainData, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in _words(value, (*path, key))]
    if isinstance(data, list):
        return [found for index, value in enumerate(data) for found in _words(value, (*path, index))]
    return [(path, data)] if data else []


def test_doing_it_again_changes_nothing(tree_of_data: TreeOfData) -> None:
    tree = upgrade(tree_of_data({"skills": {"Tools": ["Awl"]}, "basics": {"profiles": "x", "label": ["a", "b"]}})).value
    assert tree is not None
    again = upgrade(tree)
    assert again.value is tree
    assert plain_data(tree.root) == {
        "skills": [{"name": "Tools", "keywords": ["Awl"]}],
        "basics": {"profiles": [{"network": "x"}], "label": "a, b"},
    }


def test_an_entry_whose_dash_lacks_its_space_is_said_and_read() -> None:
    loaded, said = _loaded("work:\n  -name: A\n  position: B\nbasics:\n  -phone: 1\n  name: Ada\n")
    assert [(one.code, one.severity, one.span.line) for one in said if one.span and one.code == "CV137"] == [
        ("CV137", Severity.ERROR, 2)
    ]
    assert [(job.name, job.position) for job in loaded.resume.work] == [("A", "B")]
    assert loaded.resume.basics.phone is None


@pytest.mark.parametrize(("text", "mended"), [("bio: {name: A}", "basics: {name: A}"), ("bio: words", "bio: words")])
def test_an_old_name_of_a_part_is_one_where_keys_stand(text: str, mended: str) -> None:
    said = upgrade(_read(text)).diagnostics
    assert apply(text, (edit for one in said for edit in one.fix)) == mended
