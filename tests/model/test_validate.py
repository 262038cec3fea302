"""Validating: what comes of a file, and what is said about it."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.diagnostics import Diagnostic, Rule, Severity, in_source_order
from cvpdf.model.dates import PartialDate, Present, WrittenDate
from cvpdf.model.resume import Basics, Highlight, Location, Resume, Work, leaves
from cvpdf.model.upgrade import upgrade
from cvpdf.model.validate import validate
from cvpdf.rules import cv2_document
from cvpdf.rules import cv2_schema as rules
from cvpdf.rules.catalogue import rules_in
from cvpdf.source.edits import apply
from cvpdf.source.reading import override, read
from cvpdf.source.tree import PlainData, Tree

TreeOfData = Callable[[PlainData], Tree]
TreeOfYaml = Callable[..., Tree]

SCHEMA_RULES = (*rules_in(rules), *rules_in(cv2_document))
CASES = Path(__file__).with_name("validate.cases")
"""Each case: `# title`, the YAML, `---`, and what is said about it: a line for each message, and below it the hint."""


def _cases() -> list[Any]:
    blocks = re.split(r"(?m)^# ", CASES.read_text(encoding="utf-8"))[1:]
    titled = (block.partition("\n") for block in blocks)
    return [pytest.param(*body.split("---\n"), id=title) for title, _, body in titled]


def _said(tree: Tree) -> tuple[Diagnostic, ...]:
    """What both stages say, in the order of the file."""
    modern = upgrade(tree)
    assert modern.value is not None
    return in_source_order((*modern.diagnostics, *validate(modern.value).diagnostics))


def _line(said: Diagnostic) -> str:
    assert said.span is not None
    hint = f"    {said.hint}\n" if said.hint else ""
    return f"{said.span.line}:{said.span.column} {said.code} {said.severity.value}: {said.message}\n{hint}"


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_what_is_said(tree_of_yaml: TreeOfYaml, text: str, expected: str) -> None:
    assert "".join(map(_line, _said(tree_of_yaml(text)))) == expected.removesuffix("\n")


def test_every_rule_has_a_case() -> None:
    cases = CASES.read_text(encoding="utf-8")
    assert set(re.findall(r"CV\d{3}", cases)) == {rule.code for rule in SCHEMA_RULES}


@pytest.mark.parametrize("rule", SCHEMA_RULES, ids=lambda rule: rule.code)
def test_a_manual_shows_what_breaks_the_rule_and_what_keeps_it(tree_of_yaml: TreeOfYaml, rule: type[Rule]) -> None:
    bad, good = (textwrap.dedent(block) for block in re.findall(r"(?m)(?:^    .*\n?)+", rule.manual()))
    around = ("{}", "basics:\n{}", "work:\n -\n{}", "skills:\n -\n{}")

    def breaks(example: str, context: str) -> bool:
        text = context.format(textwrap.indent(example, "  " if context != "{}" else ""))
        return any(said.code == rule.code for said in _said(tree_of_yaml(text)))

    contexts = [context for context in around if breaks(bad, context)]
    assert contexts
    assert not breaks(good, contexts[0])


@pytest.mark.parametrize(
    ("syntax", "schema", "severity"),
    [
        ("yaml", "https://example.org/x/resume.schema.json", Severity.ERROR),
        ("yaml", "resume.schema.json", Severity.ERROR),
        ("yaml", "https://example.org/schema.json", Severity.WARNING),
        ("yaml", None, Severity.WARNING),
        ("json", "resume.schema.json", Severity.WARNING),
    ],
)
def test_a_declared_schema_makes_unknown_keys_errors(
    tree_of_yaml: TreeOfYaml, syntax: str, schema: str | None, severity: Severity
) -> None:
    tree = tree_of_yaml("basics: {name: Ada}\nhoroscope: Libra", syntax=syntax, schema=schema)
    assert [said.severity for said in validate(tree).diagnostics] == [severity]


def _resume(tree: Tree) -> Resume:
    modern = upgrade(tree).value
    assert modern is not None
    outcome = validate(modern)
    assert outcome.value is not None
    return outcome.value


def test_values_are_read(tree_of_yaml: TreeOfYaml) -> None:
    resume = _resume(
        tree_of_yaml("""
            basics: {name: " ", location: London, url: " https://ada.example.com "}
            work:
            - startDate: 2019-03
              endDate: Present
              highlights: [one, {text: two, tags: [a]}, null]
              location: {city: Leeds}
            - {startDate: 2023-13, endDate: some day, highlights: all}
            - null
            skills: [{keywords: ["", Rust]}]
            document: {pages: 2, options: {accent: "#235577", gap: ""}, sections: {titles: {work: Jobs, skills: ""}}}
            """)
    )
    assert resume.basics == Basics(location=Location(text="London"), url="https://ada.example.com")
    assert resume.work == (
        Work(
            startDate=PartialDate(2019, 3),
            endDate=Present("Present"),
            highlights=(Highlight(text="one"), Highlight(text="two", tags=("a",)), Highlight()),
            location=Location(city="Leeds"),
        ),
        Work(startDate=WrittenDate("2023-13"), endDate=WrittenDate("some day"), highlights=(Highlight(text="all"),)),
        Work(),
    )
    assert resume.skills[0].keywords == ("", "Rust")
    assert (resume.document.pages, resume.document.theme, resume.document.pageSize) == (2, "plain", "A4")
    assert resume.document.options == {"accent": "#235577"}
    assert resume.document.sections.titles == {"work": "Jobs"}


def test_the_language_of_the_file_decides_what_a_date_means(tree_of_yaml: TreeOfYaml) -> None:
    job = "work: [{startDate: 03/04/2020, endDate: listopad 2020}]\n"
    (read_as,) = _resume(tree_of_yaml(f"{job}document: {{language: cs}}")).work
    assert (read_as.startDate, read_as.endDate) == (PartialDate(2020, 4, 3), PartialDate(2020, 11))
    for language in ("", "document: {language: {}}", "document: {language: en}"):
        (as_written,) = _resume(tree_of_yaml(job + language)).work
        assert (as_written.startDate, as_written.endDate) == (WrittenDate("03/04/2020"), WrittenDate("listopad 2020"))


def test_a_bad_value_takes_nothing_else_with_it(tree_of_yaml: TreeOfYaml) -> None:
    resume = _resume(tree_of_yaml("work: [{name: A, startDate: 2023-13}, [{name: B}, {name: D}], {name: C}]"))
    assert [work.name for work in resume.work] == ["A", None, "C"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("work: [{startDate: 2023-9-8}]", "work: [{startDate: 2023-09-08}]"),
        ("work: [{endDate: '10/2023'}] # so far", "work: [{endDate: '2023-10'}] # so far"),
        ("work: [{startDate: Aug. 2009, endDate: bis heute}]", "work: [{startDate: 2009-08, endDate: present}]"),
        ("work: [{startDate: 03/04/2020, endDate: 2023-13}]", "work: [{startDate: 03/04/2020, endDate: 2023-13}]"),
        ("work: [{startDate: two summers ago}]", "work: [{startDate: two summers ago}]"),
    ],
)
def test_what_is_certain_can_be_mended_in_the_file(text: str, mended: str) -> None:
    tree = read(text.encode(), "resume.yaml").value
    assert tree is not None
    assert apply(text, (edit for said in validate(tree).diagnostics for edit in said.fix)) == mended


def test_a_value_of_the_command_line_has_no_fix() -> None:
    tree = read(b"work: [{startDate: 2023-09}]", "resume.yaml").value
    assert tree is not None
    (said,) = validate(override(tree, ["work[0].startDate=2023-9-8"]).value or tree).diagnostics
    assert (said.code, said.fix) == (rules.DateForm.code, ())


keys = st.sampled_from(sorted({*Resume.keys(), *Basics.keys(), *Work.keys(), *Highlight.keys()})) | st.text(max_size=4)
like_values = st.from_regex(r"[12]?\d{3}-\d\d?|now|(https?|data|tel|mailto):\S*|\w+@\w+\.\w+", fullmatch=True)
texts = st.text(max_size=12) | like_values
plain: st.SearchStrategy[PlainData] = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=25,
)
resumes = st.dictionaries(st.sampled_from(sorted(Resume.model_fields)) | st.text(max_size=3), plain, max_size=5)


@pytest.mark.slow
@given(data=plain | resumes)
def test_any_data_is_answered(tree_of_data: TreeOfData, data: PlainData) -> None:
    modern = upgrade(tree_of_data(data))
    tree = modern.value
    assert tree is not None
    outcome = validate(tree)
    assert (outcome.value is None) == any(said.code == rules.NotAResume.code for said in outcome.diagnostics)
    for said in outcome.diagnostics:
        assert said.span is not None
        assert tree.locate(said.path)
        assert not said.message.endswith(".")
    if outcome.value is not None:
        for path in leaves(outcome.value):
            assert tree.node(path) is not None or tree.node(path[:-1]) is not None
