"""Dates whose parts have keys of their own: what they mean, and how they are written."""

import pytest

from cvpdf.artifacts import Source
from cvpdf.model.odd_shapes import date_of_parts
from cvpdf.pipeline import load
from cvpdf.rules.cv2_schema import DateInParts
from cvpdf.source.edits import apply
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ("{year: 2020}", "2020"),
        ("{year: 2020, month: 3}", "2020-03"),
        ("{month: '03', year: '2020', day: 9}", "2020-03-09"),
        ("{Year: 2020, Month: März}", "2020-03"),
        ("{year: 2020, month: sept., day: 9}", "2020-09-09"),
        ("{year: 2020, month: null, day: ''}", "2020"),
        ("{year: 2020, month: 0, day: 0}", "2020"),
    ],
)
def test_parts_make_a_date(parts: str, date: str) -> None:
    assert _date(parts) == (date, True)


@pytest.mark.parametrize(
    ("parts", "written"), [("{year: 2020, month: 13}", "2020-13"), ("{year: 2020, month: soon}", "soon 2020")]
)
def test_what_is_no_date_is_taken_as_it_is_written(parts: str, written: str) -> None:
    assert _date(parts) == (written, False)


@pytest.mark.parametrize(
    "parts", ["{month: 3}", "{year: 2020, day: 3}", "{year: 2020, quarter: 1}", "{year: [2020]}", "{year: ''}"]
)
def test_other_keys_are_no_parts(parts: str) -> None:
    assert _date(parts) is None


@pytest.mark.parametrize(
    ("syntax", "before", "after"),
    [
        ("yaml", "{startDate: {year: 2020, month: 3}}", "{startDate: 2020-03}"),
        ("yaml", "\n  startDate:\n    year: 2020\n    month: 3\n  name: A\n", "\n  startDate: 2020-03\n  name: A\n"),
        ("yaml", "\n  startDate:\n    year: 2020\n    month: 3  # or so\n", "\n  startDate: 2020-03  # or so\n"),
        ("yaml", "\n  startDate:\n    year: 2020  # or so\n    month: 3\n", None),
        ("yaml", "{startDate: [2020, 3]}", "{startDate: 2020-03}"),
        ("yaml", "\n  startDate:\n  - 2020\n  - 3\n  name: A\n", "\n  startDate: 2020-03\n  name: A\n"),
        ("yaml", "\n  startDate:\n  - 2020  # or so\n  - 3\n", None),
        ("json", '{"startDate": [2020, 3]}', '{"startDate": "2020-03"}'),
        ("yaml", "{startDate: &a {year: 2020, month: 3}, endDate: *a}", None),
        ("json", '{"startDate": {"year": 2020, "month": "March"}}', '{"startDate": "2020-03"}'),
    ],
)
def test_the_fix_writes_one_date_and_loses_no_comment(syntax: str, before: str, after: str | None) -> None:
    head, end = ('{"work": ', "}") if syntax == "json" else ("work: ", "")
    text = f"{head}{before}{end}"
    said = [one for one in load(Source(f"r.{syntax}", text.encode())).diagnostics if one.code == DateInParts.code]
    assert said
    mended = apply(text, (edit for one in said for edit in one.fix))
    assert mended == (text if after is None else f"{head}{after}{end}")


def _date(text: str) -> tuple[str, bool] | None:
    tree = read(text.encode(), "parts.yaml").value
    assert tree
    assert isinstance(tree.root, Mapping)
    return date_of_parts(tree.root, "de")
