"""What keeps a long file from costing more a page than a short one changes no byte of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf
import pytest

from cvpdf.typeset.weasyprint_import import load_engine

load_engine()

from weasyprint.html import UA  # noqa: E402 -- after the engine

from cvpdf.typeset.weasyprint_internals import PageHTML  # noqa: E402

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

JOB = "  - {name: Loom Works, position: Weaver, startDate: 2019-05, highlights: [Wove 400 cloths, Taught seven]}\n"
RESUME = (
    f"basics: {{name: Ida Quill, label: Bookbinder, summary: 'One.\n\n\n    - an item\n\n    - another'}}\nwork:\n{JOB}"
)


# The references of pages. -------------------------------------------------------------------------------------


def references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    return tuple(f"{number} 0 R".encode() for number in pdf.pages["Kids"][::3])


def test_the_references_of_pages_are_built_when_a_page_has_been_added() -> None:
    one, other = pydyf.PDF(), pydyf.PDF()
    other.add_object(pydyf.Dictionary({}))
    for _ in range(3):
        one.add_page(pydyf.Dictionary({}))
        other.add_page(pydyf.Dictionary({}))
        assert one.page_references == references(one)
        assert other.page_references == references(other) != references(one)
        assert one.page_references is one.page_references


def test_several_pages_have_the_same_bytes_as_with_references_that_are_built_anew(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = RESUME + JOB * 40
    kept = press.print(long, "slate").pdf
    monkeypatch.setattr(pydyf.PDF, "page_references", property(references))
    assert len(kept.sheets) > 2
    assert press.print(long, "slate").pdf.content == kept.content


# Styles for boxes that are not made. --------------------------------------------------------------------------


PARTS = {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}


def styled(css: str, body: str, name: str) -> set[str]:
    """The parts of an element that the browser's style sheet gives styles."""
    page = PageHTML(f"<!DOCTYPE html><html><body>{body}</body></html>", css, None)
    element = next(element for element in page.wrapper_element.iter_subtree() if element.local_name == name)
    return {part for sheet in page._ua_stylesheets() for _, _, part, _ in sheet.matcher.match(element) if part}


def test_no_part_of_an_element_has_a_style_but_the_marker_of_an_item() -> None:
    assert styled("p { color: red }", "<p>Text</p><ul><li>Text</li></ul>", "p") == set()
    assert styled("p { color: red }", "<p>Text</p><ul><li>Text</li></ul>", "li") == {"marker"}


@pytest.mark.parametrize(
    ("css", "body", "parts"),
    [
        ("p { float: footnote }", "<p>Text</p>", PARTS - {"marker"}),
        ("p { FLOAT: FootNote }", "<p>Text</p>", PARTS - {"marker"}),
        ("p { position: note(a) }", "<p>Text</p>", PARTS - {"marker"}),
        (r"p { float: f\6f otnote }", "<p>Text</p>", PARTS),
        ("@import url(other.css);", "<p>Text</p>", PARTS),
        ("", '<p style="float: footnote">Text</p>', PARTS - {"marker"}),
        ("", "<style>p { float: footnote }</style><p>Text</p>", PARTS),
        ("", '<link rel="stylesheet" href="other.css"><p>Text</p>', PARTS),
        ("p { display: list-item }", "<p>Text</p>", {"marker"}),
        ("p { display: block flow list-item }", "<p>Text</p>", {"marker"}),
        ("p { display: inherit }", "<ul><li><p>Text</p></li></ul>", {"marker"}),
        ("p { --of: inherit; display: var(--of) }", "<ul><li><p>Text</p></li></ul>", {"marker"}),
        ("p { all: inherit }", "<ul><li><p>Text</p></li></ul>", {"marker"}),
        ("p { font: inherit; display: block }", "<p>Note that a list-item is a note</p>", set()),
        ("", '<p style="--rating: 3">Text</p>', set()),
    ],
)
def test_what_a_style_sheet_may_make_of_an_element_keeps_its_styles(css: str, body: str, parts: set[str]) -> None:
    assert styled(css, body, "p") == parts


def test_no_element_is_the_item_of_a_list_but_one() -> None:
    (rule,) = (line for line in UA.splitlines() if "display: list-item" in line)
    assert rule.startswith("li {")


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        "",
        ".label { float: footnote }",
        ".label { float: footnote } ::footnote-call { color: red }",
        "p { display: list-item; list-style: decimal inside }",
        "li { display: list-item; list-style: square outside } p { display: inherit }",
        "li { list-style: upper-roman inside } li::marker { color: red }",
    ],
)
def test_a_page_has_the_same_bytes_as_with_every_style(
    press: Press, make_theme: MakeTheme, monkeypatch: pytest.MonkeyPatch, css: str
) -> None:
    theme = make_theme(css)
    spared = press.print(RESUME, theme).pdf.content
    monkeypatch.delattr(PageHTML, "_ua_stylesheets")
    assert press.print(RESUME, theme).pdf.content == spared
