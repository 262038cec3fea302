import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.path import PathError, SourcePath, format_path, parse_path

PATHS: list[tuple[str, SourcePath]] = [
    ("work", ("work",)),
    ("work[2].highlights[0]", ("work", 2, "highlights", 0)),
    ("$schema", ("$schema",)),
    ("x-note.größe", ("x-note", "größe")),
    ("[0]", (0,)),
    ('["a.b"].c', ("a.b", "c")),
    ('document.options["2 columns"]', ("document", "options", "2 columns")),
    ('["say \\"hi\\""]', ('say "hi"',)),
    ('[""]', ("",)),
]


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_a_path_is_written_as_it_is_read(text: str, path: SourcePath) -> None:
    assert parse_path(text) == path
    assert format_path(path) == text


@given(st.lists(st.text() | st.integers(0, 999_999_999), min_size=1).map(tuple))
def test_every_path_comes_back(path: SourcePath) -> None:
    assert parse_path(format_path(path)) == path


def test_the_whole_file_has_no_name() -> None:
    assert format_path(()) == ""


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        (".work", 1),
        ("work.", 6),
        ("work..name", 6),
        ("work[", 5),
        ("work[x]", 5),
        ("work[-1]", 5),
        ("work[0]name", 8),
        ("work.[0]", 6),
        ("2work", 1),
        ("work name", 5),
        ('["a\\q"]', 1),
        ("work[9999999999]", 5),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, column: int) -> None:
    with pytest.raises(PathError, match=rf"at character {column}; write one like `work\[0\]"):
        parse_path(text)
