import pytest

from cvpdf.source.reading import override, read
from cvpdf.source.tree import PlainData, Scalar, Tree

CONTENT = b"basics:\n  name: Ada Example\nwork:\n  - name: Example Ltd\nskills:\n"


def tree() -> Tree:
    value = read(CONTENT, "resume.yaml").value
    assert value
    return value


@pytest.mark.parametrize(
    ("assignment", "path", "data"),
    [
        ("basics.label=Staff Engineer", ("basics", "label"), "Staff Engineer"),
        ("basics.name=a=b", ("basics", "name"), "a=b"),
        ("basics.name=", ("basics", "name"), ""),
        ("work[1].name=New", ("work",), [{"name": "Example Ltd"}, {"name": "New"}]),
        ("skills[0].name=Go", ("skills",), [{"name": "Go"}]),
        ('skills=[{"name": "Go", "level": null}]', ("skills",), [{"name": "Go", "level": None}]),
        ('meta["a=b"].c=x', ("meta",), {"a=b": {"c": "x"}}),
        ("document.options.accent=#235577", ("document", "options", "accent"), "#235577"),
    ],
)
def test_a_value_is_put_in_its_place(assignment: str, path: tuple[str | int, ...], data: PlainData) -> None:
    outcome = override(tree(), [assignment])
    assert outcome.value
    assert not outcome.diagnostics
    found: PlainData = outcome.value.data()
    for step in path:
        found = found[step]  # type: ignore[index] # the path of the test leads there
    assert found == data


def test_the_last_one_wins_and_its_place_is_in_the_assignment() -> None:
    outcome = override(tree(), ["basics.label=One", "basics.label=Two"])
    assert outcome.value
    node = outcome.value.node(("basics", "label"))
    assert isinstance(node, Scalar)
    assert node.text == "Two"
    assert (node.span.file, node.span.line, node.span.column, node.span.end_column) == ("--set", 1, 14, 17)


@pytest.mark.parametrize(
    ("assignment", "code", "column"),
    [
        ("basics.label", "CV160", 1),
        ("basics..label=x", "CV160", 8),
        ("=x", "CV160", 1),
        (".".join(["a"] * 101) + "=x", "CV160", 1),
        ("basics.name.first=Ada", "CV161", 1),
        ("work[2].name=x", "CV161", 1),
        ("work.name=x", "CV161", 1),
        ("basics[0]=x", "CV161", 1),
        ("awards[1]=x", "CV161", 1),
        ("awards[0].a.b[1]=x", "CV161", 1),
        ("skills=[1,]", "CV141", 10),
        ('skills={"a":}', "CV143", 9),
        ("skills=[" + "[" * 200, "CV110", 108),
        ("basics.name=a\x07", "CV105", 13),
    ],
)
def test_what_cannot_be_set_is_said_and_left_out(assignment: str, code: str, column: int) -> None:
    before = tree()
    outcome = override(before, [assignment, "basics.label=x"])
    said = outcome.diagnostics[0]
    assert said.span
    assert (said.code, said.span.file, said.span.line, said.span.column) == (code, "--set", 1, column)
    assert outcome.value == override(before, ["basics.label=x"]).value
