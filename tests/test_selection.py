from cvpdf.model.validate import validate
from cvpdf.selection import Selection, select
from cvpdf.source.reading import read

EVERYTHING = """
references: [{name: R}]
skills: [{name: S}]
interests: [{name: I}]
languages: [{language: L}]
certificates: [{name: C}]
awards: [{title: A}]
publications: [{name: P}]
volunteer: [{position: V}]
projects: [{name: P}]
education: [{institution: E}]
sections: [{id: later, text: x}, {id: earlier, text: y}]
work: [{name: W, tags: [t]}]
basics: {name: Ada, summary: Hello}
meta: {version: v1}
"""
USUAL = (
    "summary work education projects volunteer publications awards certificates skills languages interests"
    " later earlier references"
).split()


def selected(text: str) -> Selection:
    tree = read(text.encode(), "resume.yaml").value
    assert tree is not None
    resume = validate(tree).value
    assert resume is not None
    return select(resume)


def test_everything_in_the_usual_order() -> None:
    selection = selected(EVERYTHING)
    assert list(selection.sections) == USUAL
    assert ("work", 0, "name") in selection.leaves
    assert len(selection.leaves) == 15


def test_the_plans_order_comes_first() -> None:
    plan = "document: {sections: {order: [earlier, skills, nowhere, summary, skills]}}"
    assert selected(EVERYTHING + plan).sections[:4] == ("earlier", "skills", "summary", "work")
    assert sorted(selected(EVERYTHING + plan).sections) == sorted(USUAL)


def test_a_summary_that_the_plan_does_not_name_stays_at_the_top() -> None:
    assert selected(EVERYTHING + "document: {sections: {order: [skills]}}").sections[:3] == (
        "summary",
        "skills",
        "work",
    )


def test_hidden_sections_leave_with_their_leaves() -> None:
    selection = selected(EVERYTHING + "document: {sections: {hidden: [summary, later, work], order: [work]}}")
    assert {"summary", "later", "work"}.isdisjoint(selection.sections)
    left = [leaf for leaf in selection.leaves if leaf[0] in ("basics", "work", "sections")]
    assert left == [("basics", "name"), ("sections", 1, "text")]


def test_empty_sections_are_not_selected() -> None:
    selection = selected("{basics: {name: Ada}, work: [], skills: [{}], sections: [{id: a, title: A}]}")
    assert (selection.sections, selection.leaves) == ((), (("basics", "name"),))


def test_an_own_section_is_printed_whatever_its_id() -> None:
    text = "{work: [{name: W}], sections: [{id: work, text: x}, {id: a, text: y}, {id: a, text: z}, {text: z}]}"
    assert selected(text).sections == ("work", "section-1", "a", "section-3", "section-4")
