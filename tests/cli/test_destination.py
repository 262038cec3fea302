import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.cli.destination import FIELDS, names_by, safe_name
from cvpdf.outputs import OUTPUTS

HOSTILE = [
    ("../../x", "x"),
    ("/etc/x", "etc-x"),
    ("C:\\Windows\\x", "C--Windows-x"),
    ("a\0b", "a-b"),
    ("a\nb\x1b[2Jc", "a-b-[2Jc"),
    ("...", "unnamed"),
    (". .", "unnamed"),
    ("", "unnamed"),
    ("-rf", "rf"),
    ("~", "~"),
    ("Ada.", "Ada"),
    ("Ada \t", "Ada"),
    ("a\u202eb\u200bc", "abc"),
    ("\ud800", "unnamed"),
    ("Zoe\u0308", "Zo\u00eb"),
    ("Ada Example", "Ada Example"),
    ("石川 さくら", "石川 さくら"),
]


@pytest.mark.parametrize(("value", "name"), HOSTILE)
def test_a_value_becomes_part_of_a_name(value: str, name: str) -> None:
    assert safe_name(value) == name


@pytest.mark.parametrize("device", ["CON", "nul", "Com1", "LPT9", "con.x", "aux .y"])
def test_no_name_is_a_device_of_windows(device: str) -> None:
    made = names_by("{name}.pdf", OUTPUTS["pdf"]).path({"name": device})
    assert made.name == f"_{device}.pdf"


@pytest.mark.parametrize(
    ("out", "name"),
    [
        ("out/", "out/s.pdf"),
        ("out/{stem}", "out/s.pdf"),
        ("out/{stem}.PDF", "out/s.PDF"),
        ("{path}", "p-s.pdf"),
        ("a/{theme}/", "a/t/s.pdf"),
        ("a/../{name}-{theme}.pdf", "a/../n-t.pdf"),
        ("a/x{y.pdf/", "a/x{y.pdf/s.pdf"),
    ],
)
def test_a_pattern_is_filled_in(out: str, name: str) -> None:
    values = {"stem": "s", "name": "n", "theme": "t", "path": "p-s"}
    assert names_by(out, OUTPUTS["pdf"]).path(values) == Path(name)


@pytest.mark.parametrize("letter", ["x", "é", "🙂"])
def test_long_values_make_no_name_that_is_too_long(letter: str, tmp_path: Path) -> None:
    values = dict.fromkeys(FIELDS, letter * 300)
    made = tmp_path / names_by("{stem}-{name}-{theme}.docx", OUTPUTS["docx"]).path(values).name
    made.with_stem(f"{made.stem}-100").write_bytes(b"")
    assert made.name.startswith(letter * 40)


@given(st.text(), st.text(), st.sampled_from(["{name}", "{name}/{stem}", "{name}{stem}", ".{name}", "x/{stem}-{name}"]))
def test_every_result_stays_inside_the_folder_and_can_be_written(name: str, stem: str, pattern: str) -> None:
    made = names_by(f"out/{pattern}.pdf", OUTPUTS["pdf"]).path(dict.fromkeys(FIELDS, stem) | {"name": name})
    inside = Path(os.path.normpath(made)).relative_to("out")
    assert len(inside.parts) == len(Path(pattern).parts)
    assert made.suffix == ".pdf"
    for part in made.parts:
        assert len(part.encode()) <= 255 - len("-100")
        assert part.strip(". ")
        assert not part.endswith((".", " "))
        assert part.isprintable()
