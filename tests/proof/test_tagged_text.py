"""The proof reads the structure tree as well: each fault here is made in the bytes of a PDF that was right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from tests.quick import slow_but

from cvpdf.diagnostics import Span
from cvpdf.proof.pdf_reader import read_pdf
from cvpdf.proof.proving import prove

if TYPE_CHECKING:
    from tests.conftest import Press, Print, Printed

    from cvpdf.diagnostics import Diagnostic

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder and papermaker
  summary: Bound and *sewn*, then [photographed](https://mill.example).
work:
  - name: Paper Mill
    position: Binder
    startDate: 2019-03
    highlights: [Sewed four hundred books, Taught seven apprentices]
"""
HEBREW = "basics: {name: נועה לדוגמה, label: מהנדסת תוכנה}\ndocument: {language: he}\n"

Element = Any
"""An element of the tree, as pypdf knows it."""


def patched(print_: Print, change: Callable[[PdfWriter], None]) -> list[Diagnostic]:
    """What the proof says of a PDF after a change to its objects."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(print_.pdf.content)))
    change(writer)
    file = BytesIO()
    writer.write(file)
    changed = replace(print_.pdf, content=file.getvalue())
    return list(prove(print_.page, changed, lambda _: Span("resume.yaml", 1, 1, 1, 1)).diagnostics)


def codes(print_: Print, change: Callable[[PdfWriter], None]) -> list[str]:
    return [said.code for said in patched(print_, change)]


def elements(writer: PdfWriter) -> Iterator[Element]:
    """Every element of the tree, from its root on."""

    def within(element: Element) -> Iterator[Element]:
        yield element
        for kid in kids(element):
            if isinstance(kid, DictionaryObject):
                yield from within(kid)

    for kid in kids(writer.root_object["/StructTreeRoot"].get_object()):
        yield from within(kid)


def kids(element: Element) -> list[Any]:
    found = element.get("/K", ArrayObject()).get_object()
    return [kid.get_object() for kid in (found if isinstance(found, ArrayObject) else [found])]


def numbers(element: Element) -> list[int]:
    return [int(kid) for kid in kids(element) if not isinstance(kid, DictionaryObject)]


def tagged(writer: PdfWriter) -> list[Element]:
    """The elements that hold letters themselves."""
    return [element for element in elements(writer) if numbers(element)]


def keep(_: PdfWriter) -> None:
    """Change nothing."""


def drop_an_id(writer: PdfWriter) -> None:
    tagged(writer)[1][NameObject("/K")] = ArrayObject()


def drop_an_element(writer: PdfWriter) -> None:
    parent = next(element for element in elements(writer) if len(kids(element)) > 1 and not numbers(element))
    parent["/K"].pop()


def name_an_id_twice(writer: PdfWriter) -> None:
    element = tagged(writer)[1]
    element[NameObject("/K")] = ArrayObject([*element["/K"], *element["/K"]])


def turn_around(writer: PdfWriter) -> None:
    parent = next(element for element in elements(writer) if len(kids(element)) > 1 and not numbers(element))
    parent[NameObject("/K")] = ArrayObject(reversed(parent["/K"]))


def say(text: str, place: int = 1) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        tagged(writer)[place][NameObject("/ActualText")] = TextStringObject(text)

    return change


def take_a_space_out(writer: PdfWriter) -> None:
    """Take the first space away that ends a text of the first page."""
    page: Any = writer.pages[0]
    content = page["/Contents"].get_object().get_data().decode("latin-1")
    maps = [font["/ToUnicode"].get_data().decode("latin-1") for font in page["/Resources"]["/Font"].values()]
    (space,) = {found for map_ in maps for found in re.findall(r"<([0-9a-f]{4})> <0020>", map_)}
    changed, count = re.subn(rf"{space}(>[-\d.]*\]? ?TJ)", r"\1", content, count=1)
    assert count == 1
    stream = DecodedStreamObject()
    stream.set_data(changed.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)


def test_it_holds_where_nothing_was_changed(press: Press) -> None:
    assert codes(press.print(RESUME), keep) == []


@pytest.mark.parametrize("change", [drop_an_id, drop_an_element, name_an_id_twice, turn_around, say("Bookseller ")])
def test_a_tree_that_says_something_else_is_refused(press: Press, change: Callable[[PdfWriter], None]) -> None:
    assert "CV609" in codes(press.print(RESUME), change)


def test_a_space_taken_out_is_refused(press: Press) -> None:
    assert "CV601" in codes(press.print(RESUME), take_a_space_out)


def test_the_message_points_at_the_value(press: Press) -> None:
    said = next(said for said in patched(press.print(RESUME), say("Bookseller ")) if said.code == "CV609")
    assert said.path == ("basics", "label")
    assert said.message == "`basics.label`: the tagged text of the PDF lacks “Bookbinder and papermaker”"
    assert said.span is not None
    assert said.hint


def test_a_text_in_place_of_letters_may_say_the_same(press: Press) -> None:
    print_ = press.print(RESUME)
    assert codes(print_, say("Bookbinder and papermaker ")) == []
    assert codes(print_, say("Bookbinder and papermaker")) == ["CV609"] * 2  # glued to the next word


def test_such_a_text_proves_a_line_from_right_to_left_in_its_order(press: Press) -> None:
    print_ = press.print(HEBREW)

    def saying(*texts: str) -> Callable[[PdfWriter], None]:
        def change(writer: PdfWriter) -> None:
            for element, text in zip(tagged(writer), texts, strict=True):
                element[NameObject("/ActualText")] = TextStringObject(text)

        return change

    assert codes(print_, saying("נועה לדוגמה ", "מהנדסת תוכנה ")) == []
    assert set(codes(print_, saying("נועה לדוגמה ", "תוכנה מהנדסת "))) == {"CV609"}


@pytest.mark.parametrize("theme", slow_but("plain", ["plain", "slate", "timeline", "europe"]))
@pytest.mark.parametrize("name", slow_but("engineer.yaml", ["academic.yaml", "engineer.yaml", "graduate.yaml"]))
def test_the_tree_of_our_themes_is_the_content_in_its_order(printed: Printed, name: str, theme: str) -> None:
    print_ = printed(f"examples/{name}", theme)
    assert [sheet.tagged for sheet in read_pdf(print_.pdf.content, print_.pdf.sheets).sheets] == [None] * len(
        print_.pdf.sheets
    )
