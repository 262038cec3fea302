from cvpdf.diagnostics import Span
from cvpdf.outline.outlining import missing
from cvpdf.outline.values import Mark
from cvpdf.path import SourcePath

HERE = Span("resume.yaml", 3, 1, 3, 9)


def lost(leaves: list[SourcePath], *covers: SourcePath) -> list[SourcePath]:
    marks = [Mark(path, (path,)) for path in covers]
    return [said.path for said in missing(leaves, marks, {("basics", "label")}, lambda _: HERE)]


def test_a_covered_path_covers_what_stands_under_it() -> None:
    assert lost([("work", 0, "location", "city"), ("work", 0, "location")], ("work", 0, "location")) == []


def test_a_leaf_without_a_mark_is_named() -> None:
    assert lost([("work", 0, "name"), ("work", 1, "name")], ("work", 0, "name")) == [("work", 1, "name")]


def test_what_cannot_be_printed_is_not_missed() -> None:
    assert lost([("basics", "label")]) == []


def test_it_is_an_error_at_its_line() -> None:
    (said,) = missing([("work", 0, "name")], [], set(), lambda _: HERE)
    assert (said.code, said.span) == ("CV304", HERE)
    assert "`work[0].name`" in said.message
