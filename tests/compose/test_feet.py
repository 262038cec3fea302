import pytest

from cvpdf.compose.sandbox import name_at_foot


@pytest.mark.parametrize(
    ("name", "foot"),
    [
        ("Ida Quill", "Ida Quill"),
        ("Q" * 80, "Q" * 80),
        ("Q" * 81, "Q" * 80 + "…"),
        ("Quill " * 20, "Quill " * 12 + "Quill…"),
        ("", ""),
    ],
)
def test_a_foot_has_as_much_of_a_name_as_a_line_has_room_for(name: str, foot: str) -> None:
    assert name_at_foot(name) == foot
