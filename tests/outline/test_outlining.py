import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cvpdf.diagnostics import Outcome
from cvpdf.model.part import Held, Part, held_by
from cvpdf.model.resume import Resume
from cvpdf.model.validate import validate
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Outline, plain_text
from cvpdf.selection import select
from cvpdf.source.reading import read

Made = Callable[[str], Outline]
Outlined = Callable[[str], Outcome[Outline]]

TEXT = st.text(alphabet="ab \n*_`[]()-1.\u200b\u00e9", max_size=12)
DATE = st.sampled_from(["2019", "2019-03", "2019-03-04", "present", "summer 2019", ""])
URL = st.sampled_from(["https://example.com/a", "mailto:ada@example.com", "", "javascript:x", "example.org"])


NOT_PRINTED = {"document", "meta", "$schema", "tags"}


def mapping(part: type[Part]) -> st.SearchStrategy[Any]:
    """Any mapping that may stand for a part, with values that are hard to print; a bare text where one may be."""
    fields = {key: value(key, held) for key, held in held_by(part).items() if key not in NOT_PRINTED}
    whole = st.fixed_dictionaries({}, optional=fields)
    return whole | TEXT if part.bare else whole


def value(key: str, held: Held) -> st.SearchStrategy[Any]:
    if key == "id":
        return st.sampled_from(["a", "b", "work", "c d", ""])
    if held.part:
        return st.lists(mapping(held.part) | st.none(), max_size=2) if held.many else mapping(held.part)
    if held.many:
        return st.lists(TEXT, max_size=2)
    return DATE if held.date else URL if key == "url" else TEXT


RESUMES = mapping(Resume)


def test_keywords_are_the_printed_skills_each_once(made: Made) -> None:
    text = "skills: [{name: Code, keywords: [Python, '**C++**', Python]}, {keywords: [Code, Rust]}]"
    assert made(text).keywords == ("Code", "Python", "C++", "Rust")
    many = ", ".join(f"k{number}" for number in range(40))
    assert len(made(f"skills: [{{keywords: [{many}]}}]").keywords) == 30


def test_hidden_skills_are_in_no_metadata(made: Made) -> None:
    text = "{work: [{name: A}], skills: [{name: Secret}], document: {sections: {hidden: [skills]}}}"
    assert made(text).keywords == ()


def test_sections_come_in_the_order_of_the_selection(made: Made) -> None:
    text = "{references: [{name: R}], work: [{name: W}], skills: [{name: S}], document: {sections: {order: [skills]}}}"
    assert [section.id for section in made(text).sections] == ["skills", "work", "references"]


def test_the_language_stays_what_the_file_says(outlined: Outlined) -> None:
    outcome = outlined("{basics: {name: Ada, summary: x}, document: {language: eo}}")
    assert outcome.value is not None
    assert outcome.value.language == "eo"
    assert plain_text(outcome.value.sections[0].title.children) == "Profile"
    (said,) = outcome.diagnostics
    assert (said.code, said.path, said.span and said.span.line) == ("CV305", ("document", "language"), 1)


def test_a_file_whose_every_section_is_hidden_has_nothing_to_print(outlined: Outlined) -> None:
    (said,) = outlined("{basics: {summary: x}, document: {sections: {hidden: [summary]}}}").diagnostics
    assert (said.code, said.path) == ("CV202", ("document", "sections", "hidden"))


def test_what_markdown_says_is_said_at_its_line(outlined: Outlined) -> None:
    outcome = outlined("work:\n- name: A\n  highlights:\n  - fine\n  - see [a](b.html)\n")
    (said,) = outcome.diagnostics
    assert (said.code, said.path, said.span and said.span.line) == ("CV302", ("work", 0, "highlights", 1), 5)


@settings(max_examples=60, deadline=None)
@given(RESUMES)
def test_every_value_is_covered(data: dict[str, Any]) -> None:
    tree = read(json.dumps({"basics": {"name": "Ada"}} | data).encode(), "resume.json").value
    assert tree is not None
    resume = validate(tree).value
    assert isinstance(resume, Resume)
    outcome = outline(select(resume), tree.locate)
    assert outcome.value is not None
    assert "CV304" not in {said.code for said in outcome.diagnostics}
    for mark in outcome.value.marks():
        assert bool(plain_text(mark.children).strip()) != bool(mark.blocks)
