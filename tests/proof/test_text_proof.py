"""The proof of texts must fail when something was lost: each fault is made in bytes that were right."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from tests.texts import prove_text, read_written, write_text

from cvpdf.diagnostics import Span

if TYPE_CHECKING:
    from tests.conftest import Press

    from cvpdf.path import SourcePath

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  url: https://quill.example
  summary: "Bound and sewn, then [photographed](https://mill.example).\\n\\n1. Cut\\n2. Folded"
work:
  - name: Paper Mill
    position: Binder
    startDate: 2019-03
    highlights: [Sewed four hundred books in C++, Taught seven apprentices]
"""
SUMMARY: SourcePath = ("basics", "summary")
FIRST: SourcePath = ("work", 0, "highlights", 0)
SECOND: SourcePath = ("work", 0, "highlights", 1)

kinds = pytest.mark.parametrize("kind", ["md", "txt", "docx"])


def spoilt(content: bytes, kind: str, old: str, new: str) -> bytes:
    """The same file with a text replaced, which must be in it."""
    if kind != "docx":
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(changed, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()}
        assert any(old.encode() in part for part in parts.values())
        for name, part in parts.items():
            target.writestr(name, part.replace(old.encode(), new.encode()))
    return changed.getvalue()


def faults(press: Press, kind: str, old: str = "", new: str = "") -> list[tuple[str, SourcePath]]:
    made = press.outline(RESUME)
    content = write_text(made, kind, "A4").value
    assert content is not None
    content = spoilt(content, kind, old, new) if old else content
    place = Span("resume.yaml", 1, 1, 1, 1)
    return [(said.code, said.path) for said in prove_text(made, content, kind, lambda _path: place).diagnostics]


@kinds
def test_it_holds_where_nothing_is_wrong(press: Press, kind: str) -> None:
    assert faults(press, kind) == []


@kinds
def test_it_counts_the_words(press: Press, kind: str) -> None:
    made = press.outline("basics: {name: Ida Quill, summary: '1. Bound and sewn'}")
    content = write_text(made, kind, "A4").value
    assert content is not None
    assert prove_text(made, content, kind, lambda _path: pytest.fail("nothing was to be said")).value == 7


@kinds
@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("four hundred ", "", FIRST),
        ("C++", "C", FIRST),
        ("seven", "Seven", SECOND),
        ("Taught seven apprentices", "", SECOND),
        ("Paper Mill", "PaperMill", ("work", 0, "name")),
        ("Bookbinder", "binder", ("basics", "label")),
        ("Folded", "", SUMMARY),
    ],
)
def test_a_value_that_is_not_whole_is_named(press: Press, kind: str, old: str, new: str, path: SourcePath) -> None:
    assert faults(press, kind, old, new) == [("CV702", path)]


@pytest.mark.parametrize("kind", ["md", "docx"])
@pytest.mark.parametrize("words", ["apprentices of mine", "apprentices *"])
def test_words_and_signs_that_were_added_are_said(press: Press, kind: str, words: str) -> None:
    assert faults(press, kind, "apprentices", words) == [("CV703", ())]


def test_words_that_were_added_to_a_text_are_said(press: Press) -> None:
    assert faults(press, "txt", "apprentices", "apprentices of mine") == [("CV703", ())]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("md", "(https://mill.example)", "(https://mill.example/x)"),
        ("md", "[photographed](https://mill.example)", "photographed"),
        ("txt", " (https://mill.example)", ""),
        ("docx", "https://mill.example", "https://mill.example/x"),
        ("docx", "w:hyperlink", "w:smartTag"),
    ],
)
def test_a_link_that_is_lost_or_leads_elsewhere_is_named(press: Press, kind: str, old: str, new: str) -> None:
    (fault, *_) = faults(press, kind, old, new)
    assert fault in (("CV704", SUMMARY), ("CV704", ("basics", "url")))


def test_a_link_that_was_added_is_said(press: Press) -> None:
    assert faults(press, "md", "seven", "[seven](https://seven.example)") == [("CV704", ())]


@pytest.mark.parametrize(
    ("old", "new"), [("1. Cut", "2. Cut"), ("1. Cut", "1) Cut"), ("1. Cut\n2. Folded", "- Cut\n- Folded")]
)
def test_a_number_is_what_a_reader_of_markdown_shows(press: Press, old: str, new: str) -> None:
    assert ("CV702", SUMMARY) in faults(press, "md", old, new)


def test_what_a_reader_takes_for_a_comment_or_a_heading_is_found(press: Press) -> None:
    assert ("CV702", FIRST) in faults(press, "md", "Sewed four hundred", "*Sewed* four* hundred")
    assert ("CV702", SECOND) in faults(press, "md", "Taught seven", "Taught <seven")


@kinds
def test_values_in_another_order_are_found(press: Press, kind: str) -> None:
    first, second = "highlights: [One, Two]", "highlights: [Two, One]"
    content = write_text(press.outline(f"work: [{{{second}}}]"), kind, "A4").value
    assert content is not None
    place = Span("resume.yaml", 1, 1, 1, 1)
    outcome = prove_text(press.outline(f"work: [{{{first}}}]"), content, kind, lambda _path: place)
    assert "CV702" in [said.code for said in outcome.diagnostics]


@pytest.mark.parametrize(("kind", "content"), [("md", b"\xff"), ("txt", b"\xff"), ("docx", b""), ("docx", b"PK" * 99)])
def test_what_cannot_be_read_back_is_said(press: Press, kind: str, content: bytes) -> None:
    outcome = prove_text(press.outline(RESUME), content, kind, lambda _path: pytest.fail("no value is at fault"))
    assert [said.code for said in outcome.diagnostics] == ["CV705"]


def test_the_message_quotes_what_is_lost_and_points_at_its_line(press: Press) -> None:
    made = press.outline(RESUME)
    place = Span("resume.yaml", 10, 18, 10, 50)
    content = write_text(made, "txt", "A4").value
    assert content is not None
    (said,) = prove_text(made, content.replace(b"four hundred", b""), "txt", lambda _path: place).diagnostics
    assert said.span == place
    assert said.message == (
        "`work[0].highlights[0]` is not whole in the file: “four hundred” cannot be read back in its place"
    )


def test_text_is_read_as_words_with_one_space_between_them() -> None:
    assert read_written("Zoe\u0308\u00a0\n\n  Quill\n".encode(), "txt").text == "Zoë Quill"
