"""What keeps a long file from costing more a page than a short one changes no byte of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf
import pytest

from cvpdf.typeset.weasyprint_import import load_engine

load_engine()

if TYPE_CHECKING:
    from tests.conftest import Press

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
