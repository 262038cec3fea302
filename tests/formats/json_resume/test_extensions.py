import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cvpdf.artifacts import Source
from cvpdf.formats.json_resume.writer import restore
from cvpdf.pipeline import load
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData

JOBS = [{"name": "Loom", "position": "Lead"}, {"name": "Loom", "position": "Weaver"}, {"name": "Mill"}]


def restored(data: dict[str, Any]) -> tuple[PlainData, list[str]]:
    tree = read(json.dumps(data).encode(), "resume.json").value
    assert tree is not None
    outcome = restore(tree)
    assert outcome.value is not None
    return outcome.value.data(), [said.code for said in outcome.diagnostics]


def test_marked_entries_become_one_job_and_the_mark_is_gone() -> None:
    data, said = restored({"work": JOBS, "meta": {"version": "v1", "cvpdf": {"positions": [{"first": 0, "count": 2}]}}})
    assert data == {
        "work": [{"name": "Loom", "positions": [{"position": "Lead"}, {"position": "Weaver"}]}, {"name": "Mill"}],
        "meta": {"version": "v1"},
    }
    assert said == []


def test_entries_that_are_of_two_employers_by_now_stay_apart() -> None:
    data, _ = restored({"work": JOBS, "meta": {"cvpdf": {"positions": [{"first": 1, "count": 2}]}}})
    assert isinstance(data, dict)
    assert data["work"] == JOBS


def test_a_value_is_put_back_where_the_standard_had_another_or_none() -> None:
    values = [
        {"path": "certificates[0].date", "was": "2020-01-01", "is": "2020"},
        {"path": "document", "is": {"pages": "1"}},
    ]
    data, said = restored({"certificates": [{"date": "2020-01-01"}], "meta": {"cvpdf": {"values": values}}})
    assert data == {"certificates": [{"date": "2020"}], "document": {"pages": "1"}, "meta": {}}
    assert said == []


def test_a_value_that_was_changed_since_stays_and_is_said() -> None:
    values = [{"path": "certificates[0].date", "was": "2020-01-01", "is": "2020"}]
    data, said = restored({"certificates": [{"date": "2022-05-01"}], "meta": {"cvpdf": {"values": values}}})
    assert isinstance(data, dict)
    assert data["certificates"] == [{"date": "2022-05-01"}]
    assert said == ["CV725"]


def test_what_is_put_back_has_the_place_where_it_stands_in_the_file() -> None:
    text = '{"basics": {"name": "Ada"},\n"meta": {"cvpdf": {"values": [\n{"path": "basics.url",\n"is": "my site"}]}}}'
    outcome = load(Source("resume.json", text.encode()))
    assert [said.span.line for said in outcome.diagnostics if said.span] == [4]


NONSENSE = st.recursive(
    st.none() | st.integers(-1, 3) | st.sampled_from(["work", "work[0].name", "a[", "work[9]", "", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["positions", "values", "path", "was", "is", "first", "count"]), inner, max_size=4
        )
    ),
    max_leaves=9,
)


@given(NONSENSE)
def test_whatever_stands_there_breaks_nothing(kept: object) -> None:
    restored({"work": JOBS, "meta": {"cvpdf": kept}})
