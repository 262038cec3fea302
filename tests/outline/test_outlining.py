import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cvpdf.diagnostics import Outcome
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


def mapping(
    texts: str, *, dates: str = "", lists: str = "", **others: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(texts.split(), TEXT),
        **dict.fromkeys(dates.split(), DATE),
        **dict.fromkeys(lists.split(), st.lists(TEXT, max_size=2)),
        "url": URL,
    }
    return st.fixed_dictionaries({}, optional={**fields, **others})


def several(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(item | st.none(), max_size=2)


PLACE = mapping("address postalCode city region countryCode") | TEXT
HIGHLIGHTS = st.lists(TEXT | st.fixed_dictionaries({"text": TEXT}), max_size=2)
LASTING: dict[str, Any] = {"dates": "startDate endDate", "location": PLACE, "highlights": HIGHLIGHTS}
RESUMES = st.fixed_dictionaries(
    {},
    optional={
        "basics": mapping(
            "name label email phone summary nationality image",
            dates="birthDate",
            location=PLACE,
            profiles=several(mapping("network username")),
        ),
        "work": several(
            mapping(
                "name position description summary",
                positions=several(mapping("position summary", **LASTING)),
                **LASTING,
            )
        ),
        "volunteer": several(mapping("organization position summary", **LASTING)),
        "education": several(
            mapping("institution area studyType score", dates="startDate endDate", lists="courses", location=PLACE)
        ),
        "projects": several(
            mapping(
                "name description entity type", dates="startDate endDate", lists="keywords roles", highlights=HIGHLIGHTS
            )
        ),
        "awards": several(mapping("title awarder summary", dates="date")),
        "certificates": several(mapping("name issuer", dates="date")),
        "publications": several(mapping("name publisher type doi summary", dates="releaseDate", lists="authors")),
        "skills": several(mapping("name level", lists="keywords")),
        "languages": several(mapping("language fluency")),
        "interests": several(mapping("name", lists="keywords")),
        "references": several(mapping("name reference")),
        "sections": several(
            mapping(
                "title text",
                id=st.sampled_from(["a", "b", "work", "c d", ""]),
                entries=several(
                    mapping(
                        "title subtitle summary", lists="keywords", **{**LASTING, "dates": "date startDate endDate"}
                    )
                ),
            )
        ),
    },
)


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
