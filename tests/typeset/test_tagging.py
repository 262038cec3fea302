"""The structure that a PDF has for whoever reads it without seeing it, read back from its bytes."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page as page_validation
import pypdf
import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw
from tests.conftest import must
from tests.quick import slow_but

from cvpdf.artifacts import Source
from cvpdf.theme.loading import find_themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeTheme, Press, Printed

THEMES = sorted(find_themes())
LANGUAGES = Path(__file__).parents[1] / "languages"
each_theme = pytest.mark.parametrize("theme", slow_but("plain", THEMES))


# Reading. ----------------------------------------------------------------------------------------------------


@dataclass
class Tag:
    """A structure element: what is said of it, its kids, the marked content in it, and what it refers to."""

    role: str
    said: dict[str, Any]
    kids: list[Tag | str] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    objects: list[dict[str, Any]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid

    def all(self, role: str) -> list[Tag]:
        return [tag for tag in self if tag.role == role]

    def one(self, role: str) -> Tag:
        (found,) = self.all(role)
        return found

    @property
    def text(self) -> str:
        """What is told of it."""
        actual = self.said.get("/ActualText")
        own = "".join(kid.text if isinstance(kid, Tag) else kid for kid in self.kids)
        return own if actual is None else str(actual)

    @property
    def shape(self) -> list[Any]:
        """The roles in it, and the letters without white space at their ends."""
        kids = (kid.shape if isinstance(kid, Tag) else kid.strip() for kid in self.kids)
        return [self.role, *(kid for kid in kids if kid)]


def tagged(content: bytes) -> Tag:
    """The structure of a PDF, in which each piece of marked content has to be exactly once."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    numbers = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    letters, found = marked_letters(content), list[tuple[int, int]]()

    def read(node: Any, sheet: int | None) -> Tag:  # noqa: ANN401 -- a dictionary of the PDF
        home = numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else sheet
        names = ("/Lang", "/ActualText", "/Alt", "/A")
        tag = Tag(node["/S"][1:], {name: node[name] for name in names if name in node})
        for kid in (kid.get_object() for kid in node["/K"]):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                at = (
                    (home, int(kid)) if isinstance(kid, int) else (numbers[kid.raw_get("/Pg").idnum], int(kid["/MCID"]))
                )
                assert at[0] is not None
                tag.content.append((at[0], at[1]))
                found.append((at[0], at[1]))
                tag.kids.append(letters[at[0]][at[1]])
            elif kid.get("/Type") == "/OBJR":
                tag.objects.append(dict(kid["/Obj"], sheet=numbers[kid.raw_get("/Pg").idnum]))
            else:
                assert kid["/P"] == node
                tag.kids.append(read(kid, home))
        return tag

    root: Any = reader.root_object
    (document,) = root["/StructTreeRoot"]["/K"]
    tree = read(document.get_object(), None)
    drawn = [
        (number, int(match[1]))
        for number, page in enumerate(reader.pages)
        for match in re.finditer(rb"/MCID (\d+)", page.get_contents().get_data())  # type: ignore[union-attr] # no page is empty
    ]
    assert sorted(found) == sorted(drawn)
    for number in range(len(reader.pages)):
        own = [at for at in found if at[0] == number]
        assert own == sorted(own)
    return tree


def marked_letters(content: bytes) -> list[dict[int, str]]:
    """The letters of each piece of marked content, sheet by sheet; -1 is what has no number."""
    document = pypdfium2.PdfDocument(content)
    sheets = list[dict[int, str]]()
    for sheet in document:
        text_page, letters = sheet.get_textpage(), defaultdict[int, str](str)
        for index in range(raw.FPDFPage_CountObjects(sheet)):
            thing = raw.FPDFPage_GetObject(sheet, index)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
                size = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
                buffer = (ctypes.c_ushort * (size // 2))()
                raw.FPDFTextObj_GetText(thing, text_page, buffer, size)
                found = bytes(buffer).decode("utf-16-le").rstrip("\0")
                letters[raw.FPDFPageObj_GetMarkedContentID(thing)] += found
        sheets.append(letters)
    document.close()
    return sheets


def streams(content: bytes) -> list[bytes]:
    return [page.get_contents().get_data() for page in pypdf.PdfReader(io.BytesIO(content)).pages]  # type: ignore[union-attr] # no page is empty


def accessible(content: bytes) -> bool:
    report = page_validation.validate_pdf_bytes(content, profile=page_validation.ValidationProfile.PDF_UA_1)
    return list(report.failures) == []


def bare(text: str) -> str:
    return "".join(text.split())


def made(press: Press, text: str, theme: str = "plain") -> Tag:
    content = press.typeset(press.page(text, theme)).content
    assert accessible(content)
    return tagged(content)


# Real résumés. -----------------------------------------------------------------------------------------------


@each_theme
def test_the_structure_tells_every_word_in_order_and_nothing_else(printed: Printed, theme: str) -> None:
    print_ = printed("examples/academic.yaml", theme)
    tree = tagged(print_.pdf.content)
    words = "".join(word.text for column in print_.page.columns.values() for word in column)
    assert bare(tree.text) == words
    assert accessible(print_.pdf.content)


@each_theme
def test_each_element_says_something(printed: Printed, theme: str) -> None:
    """No spans and no wrappers: a paragraph of several lines and styles is one element with its letters."""
    counted = Counter(tag.role for tag in tagged(printed("examples/academic.yaml", theme).pdf.content))
    assert not {"Span", "NonStruct"} & counted.keys()
    assert {"Document", "Part", "Sect", "H1", "H2", "H3", "P", "L", "LI", "LBody", "Link", "Em"} <= counted.keys()
    assert counted.total() < 600


@each_theme
def test_a_link_of_the_resume_is_one_element_and_one_annotation(printed: Printed, theme: str) -> None:
    print_ = printed("examples/academic.yaml", theme)
    links = tagged(print_.pdf.content).all("Link")
    asked = re.findall(r'<a[^>]*href="([^"]*)"', print_.page.body)
    assert len(links) < len(asked)  # the page has some in pieces
    targets = [target for place, target in enumerate(asked) if place == 0 or asked[place - 1] != target]
    assert sorted(link.objects[0]["/A"]["/URI"] for link in links) == sorted(targets)
    reader = pypdf.PdfReader(io.BytesIO(print_.pdf.content))
    assert sum(len(page.get("/Annots", ())) for page in reader.pages) == len(links)
    for link in links:
        (annotation,) = link.objects
        left, bottom, right, top = annotation["/Rect"]
        corners = annotation["/QuadPoints"]
        assert len(corners) % 8 == 0
        assert all(left <= x <= right for x in corners[::2])
        assert all(bottom <= y <= top for y in corners[1::2])


@each_theme
def test_feet_are_artifacts_of_pagination(printed: Printed, theme: str) -> None:
    content = printed("examples/academic.yaml", theme).pdf.content
    first, *others = streams(content)
    foot = re.compile(rb"/Artifact\s*<<\s*/Type /Pagination\s*/Subtype /Footer\s*>>\s*BDC")
    assert not foot.search(first)
    assert others
    for number, stream in enumerate(others, start=2):
        assert foot.search(stream)
        assert f"{number} of {len(others) + 1}" in marked_letters(content)[number - 1][-1]


def test_what_is_marked_is_an_artifact_or_has_a_number(printed: Printed) -> None:
    for theme in ("modern", "timeline", "slate"):
        for stream in streams(printed("examples/engineer.yaml", theme).pdf.content):
            depth = 0
            for operator in re.findall(rb"\b(?:BDC|BMC|EMC|Tj|TJ|Do|f\*?|S|sh)\b(?=\s|$)", stream):
                depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
                assert depth in (0, 1)
                assert depth or operator == b"EMC", operator


@each_theme
def test_bullets_and_numbers_are_labels(printed: Printed, theme: str) -> None:
    tree = tagged(printed("examples/academic.yaml", theme).pdf.content)
    lists = [found for found in tree.all("L") if found.all("Lbl")]
    assert lists
    for found in lists:
        assert found.said["/A"]["/O"] == "/List"
        labels = [bare(label.text) for label in found.all("Lbl")]
        numbered = labels[0][0].isdigit()
        assert found.said["/A"]["/ListNumbering"] == ("/Decimal" if numbered else "/Disc")
        for item in found.kids:
            assert isinstance(item, Tag)
            assert [kid.role for kid in item.kids if isinstance(kid, Tag)] == ["Lbl", "LBody"]
    assert all("•" not in body.text for body in tree.all("LBody"))


# Forms. ------------------------------------------------------------------------------------------------------

RESUME = """\
basics:
  name: Ida Quill
  email: ida@quill.example
  phone: +44 20 7946 0732
  url: https://quill-and-mill.example/books
  summary: |
    Bound *books*, `code` and **sewn *ones***, see [the **old** mill](https://mill.example/a?b=1) there.

    - One
      - Inner
    - Two

    3. Three
    4. Four
work:
  - {name: Mill, position: Binder, startDate: 2019-03, highlights: [Sewed 400 books]}
"""


def test_emphasis_and_code_are_elements(press: Press) -> None:
    content = press.typeset(press.page(RESUME)).content
    paragraph = next(tag for tag in tagged(content).all("P") if "Bound" in tag.text)
    assert paragraph.shape == [
        "P",
        "Bound",
        ["Em", "books"],
        ",",
        ["Code", "code"],
        "and",
        ["Strong", "sewn", ["Em", "ones"]],
        ", see",
        ["Link", "the", ["Strong", "old"], "mill"],
        "there.",
    ]
    root: Any = pypdf.PdfReader(io.BytesIO(content)).root_object
    assert root["/StructTreeRoot"]["/RoleMap"] == {"/Em": "/Span", "/Strong": "/Span"}


def test_what_a_link_is_stands_in_its_annotation(press: Press) -> None:
    links = made(press, RESUME).all("Link")
    assert [link.objects[0]["/Contents"] for link in links] == [
        "Phone +44 20 7946 0732",
        "E-mail ida@quill.example",
        "https://quill-and-mill.example/books",
        "the old mill (https://mill.example/a?b=1)",
    ]
    german = made(press, RESUME + "document: {language: de}\n").all("Link")
    said = [link.objects[0]["/Contents"] for link in german[:2]]
    assert said == ["Telefon +44 20 7946 0732", "E-Mail ida@quill.example"]


def test_labels_of_the_resume_name_what_its_links_are(press: Press) -> None:
    links = made(press, RESUME + "document: {labels: {contacts: {email: Post}}}\n").all("Link")
    assert links[1].objects[0]["/Contents"] == "Post ida@quill.example"


def test_lists_are_nested_in_the_bodies_of_their_items(press: Press) -> None:
    bullets, _, numbers, _ = made(press, RESUME).all("L")
    assert bullets.shape == [
        "L",
        ["LI", ["Lbl", "•"], ["LBody", "One", ["L", ["LI", ["Lbl", "•"], ["LBody", "Inner"]]]]],
        ["LI", ["Lbl", "•"], ["LBody", "Two"]],
    ]
    assert numbers.shape == [
        "L",
        ["LI", ["Lbl", "3."], ["LBody", "Three"]],
        ["LI", ["Lbl", "4."], ["LBody", "Four"]],
    ]


def test_a_heading_within_a_line_is_no_part_of_a_paragraph(press: Press) -> None:
    (entry,) = made(press, RESUME, "compact").all("Art")
    assert entry.shape[1:3] == [["H3", "Binder"], ["P", "Mill"]]


def test_a_link_over_lines_has_a_quad_for_each(press: Press) -> None:
    words = "the long way from one end of the line to the other end and there is more of it on the next line"
    text = f"basics: {{name: Ida, summary: 'See [{words}](https://a.example/b), it is.'}}"
    link = made(press, text).one("Link")
    assert bare(link.text) == bare(words)
    (annotation,) = link.objects
    corners = annotation["/QuadPoints"]
    assert len(corners) == 16
    assert corners[1] > corners[9]
    left, bottom, right, top = annotation["/Rect"]
    assert (left, right) == (min(corners[::2]), max(corners[::2]))
    assert (bottom, top) == (min(corners[1::2]), max(corners[1::2]))


def test_pieces_that_touch_are_one_quad(press: Press) -> None:
    link = made(press, RESUME).all("Link")[2]
    assert len(link.content) > 1
    assert len(link.objects[0]["/QuadPoints"]) == 8


def test_a_paragraph_over_two_sheets_is_one_element(press: Press) -> None:
    words = "Bound books with care, and sewed them by hand in the old way of the mill. " * 90
    linked = "[all of this](https://a.example/b) "
    text = f"basics: {{name: Ida, summary: '{words}{linked * 3}{words}'}}"
    content = press.typeset(press.page(text)).content
    paragraph = max(tagged(content).all("P"), key=lambda tag: len(tag.text))
    assert {sheet for sheet, _ in paragraph.content} == {0, 1, 2}
    assert bare(paragraph.text) == bare(words + "all of this" * 3 + words)
    assert accessible(content)


def test_a_link_over_two_sheets_is_one_element_with_two_annotations(press: Press) -> None:
    words = "Bound books with care, and sewed them by hand in the old way of the mill. " * 90
    content = press.typeset(press.page(f"basics: {{name: Ida, summary: '[{words}](https://a.example/b)'}}")).content
    link = tagged(content).one("Link")
    assert [annotation["sheet"] for annotation in link.objects] == [0, 1]
    assert [dict(annotation["/A"])["/URI"] for annotation in link.objects] == ["https://a.example/b"] * 2
    assert accessible(content)


def test_two_links_to_one_place_are_two(press: Press) -> None:
    text = "basics: {name: Ida, summary: '[one](https://a.example) and [two](https://a.example)'}"
    assert [bare(link.text) for link in made(press, text).all("Link")] == ["one", "two"]


def test_a_link_goes_on_in_bold(press: Press) -> None:
    text = "basics: {name: Ida, summary: '**See [the mill](https://a.example) there** now'}"
    paragraph = made(press, text).all("P")[-1]
    expected = ["P", ["Strong", "See"], ["Link", ["Strong", "the mill"]], ["Strong", "there"], "now"]
    assert paragraph.shape == expected


# Languages and directions. -----------------------------------------------------------------------------------


def test_another_script_has_its_language(press: Press) -> None:
    text = "basics: {name: Ida Quill, label: Мастер слова, summary: 'Known as Алиса Пример and Ελένη there.'}"
    tree = made(press, text)
    label, summary = (tag for tag in tree.all("P") if re.search("[А-Я]", tag.text))
    assert label.said["/Lang"] == "ru"
    assert label.shape == ["P", "Мастер слова"]
    said = [(span.said["/Lang"], span.text.strip()) for span in summary.all("Span")]
    assert said == [("ru", "Алиса Пример"), ("el", "Ελένη")]
    assert "/Lang" not in summary.said


def test_hebrew_in_an_english_line_is_told_in_its_order(press: Press) -> None:
    text = "basics: {name: Ida, summary: 'Wrote ספר על **ים** ועל 3 דגים in 2014.'}"
    paragraph = made(press, text).all("P")[-1]
    assert bare(paragraph.text) == bare("Wrote ספר על ים ועל 3 דגים in 2014.")
    (hebrew,) = (tag for tag in paragraph if "/Lang" in tag.said)
    assert hebrew.said == {"/Lang": "he"}
    assert hebrew.text == "ספר על ים ועל 3 דגים"
    assert [kid.role for kid in hebrew.kids if isinstance(kid, Tag)] == ["Span", "Strong", "Span"]
    assert all("/ActualText" in kid.said for kid in hebrew.kids if isinstance(kid, Tag))


@pytest.mark.parametrize(
    ("language", "theme"),
    slow_but(("he", "plain"), [(language, theme) for language in ("he", "ar", "fa") for theme in THEMES]),
)
def test_text_from_right_to_left_is_told_in_its_order(press: Press, language: str, theme: str) -> None:
    path = LANGUAGES / f"{language}.yaml"
    print_ = press.print(Source(path.name, path.read_bytes()), theme)
    tree = tagged(print_.pdf.content)
    words = "".join(word.text for column in print_.page.columns.values() for word in column)
    assert bare(tree.text) == words
    spoken = [tag for tag in tree if "/ActualText" in tag.said]
    assert {tag.role for tag in spoken} == {"Span"}
    assert {tag.said["/Lang"] for tag in tree if "/Lang" in tag.said} == {"en"}


def test_a_line_in_one_language_is_one_span(press: Press) -> None:
    words = "כתבה ספרים על הים ועל הדגים שבו " * 8
    text = f"basics: {{name: נועה, summary: '{words.strip()}.'}}\ndocument: {{language: he}}\n"
    paragraph = made(press, text).all("P")[-1]
    spans = paragraph.kids
    assert len(spans) > 2
    assert all(isinstance(span, Tag) and span.said.keys() == {"/ActualText"} for span in spans)
    assert bare(paragraph.text) == bare(f"{words}.")


# What themes may do besides. ---------------------------------------------------------------------------------


def test_a_margin_above_is_a_header(press: Press, make_theme: MakeTheme) -> None:
    css = "@page { @top-left { content: string(name) } @left-middle { content: counter(page) } }"
    content = press.typeset(press.page(RESUME, make_theme(css))).content
    (stream,) = streams(content)
    kinds = re.findall(rb"/Artifact\s*<<\s*/Type /Pagination\s*(?:/Subtype /(\w+))?\s*>>\s*BDC", stream)
    assert sorted(kinds) == [b"", b"Header"]
    assert tagged(content).text.count("Ida Quill") == 1


def test_a_sign_of_the_style_sheet_is_an_artifact(press: Press, make_theme: MakeTheme) -> None:
    content = press.typeset(
        press.page(RESUME, make_theme("h2::before { content: '§ ' } h2::after { content: ' ' }"))
    ).content
    assert "§" not in tagged(content).text
    assert "§" in marked_letters(content)[0][-1]
    assert accessible(content)


def test_what_is_not_shown_is_not_told(press: Press, make_theme: MakeTheme) -> None:
    content = press.typeset(must(press.compose(RESUME, make_theme("h3 { visibility: hidden }")).value)).content
    assert "Binder" not in tagged(content).text


def test_what_shines_through_is_told(press: Press, make_theme: MakeTheme) -> None:
    page = must(press.compose(RESUME, make_theme("h2 { opacity: 0.9 }")).value)
    content = press.typeset(page).content
    reader = pypdf.PdfReader(io.BytesIO(content))
    groups = [found.get_object().get_data() for found in reader.pages[0]["/Resources"]["/XObject"].values()]  # type: ignore[index] # a dictionary of the PDF
    numbers = [int(number) for stream in (*streams(content), *groups) for number in re.findall(rb"/MCID (\d+)", stream)]
    assert sorted(numbers) == list(range(len(numbers)))
    assert any(b"MCID" in group for group in groups)


TABLE = """\
<table><caption>Books</caption><thead><tr><th>Year</th><th scope="col">Book</th></tr></thead><tbody>
{rows}</tbody></table></main>"""


def test_a_table_says_what_its_cells_are_and_its_head_once(press: Press) -> None:
    rows = "".join(f'<tr><th scope="row">{number}</th><td colspan="1">Bound</td></tr>' for number in range(90))
    page = press.page(RESUME)
    content = press.typeset(replace(page, body=page.body.replace("</main>", TABLE.format(rows=rows)))).content
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 2
    table = tagged(content).one("Table")
    assert [kid.role for kid in table.kids if isinstance(kid, Tag)] == ["Caption", "THead", "TBody"]
    assert table.text.count("Year") == 1
    scopes = Counter(cell.said["/A"]["/Scope"] for cell in table.all("TH"))
    assert scopes == {"/Column": 2, "/Row": 90}
    assert len(table.all("TR")) == 91
    assert accessible(content)


def test_a_column_is_told_whole(press: Press) -> None:
    """What stands beside it on its first sheet is told behind what stands on its second."""
    entries = "".join(f"  - {{name: Mill {n}, summary: 'Bound books.', startDate: {1950 + n}}}\n" for n in range(40))
    skills = "".join(f"  - {{name: Skill {n}, keywords: [Coptic, Long stitch]}}\n" for n in range(60))
    print_ = press.print(f"{RESUME}  {entries.strip()}\nskills:\n{skills}", "slate")
    words = "".join(word.text for column in print_.page.columns.values() for word in column)
    assert len(print_.pdf.sheets) > 1
    assert bare(tagged(print_.pdf.content).text) == words


def test_what_stands_out_of_the_flow_is_told_where_it_was_written(press: Press, make_theme: MakeTheme) -> None:
    css = "h2 { position: absolute; left: 5cm; top: 15cm } a { position: absolute; right: 1cm; bottom: 9cm }"
    content = press.typeset(must(press.compose(RESUME, make_theme(css)).value)).content
    tree = tagged(content)
    assert [kid.text.strip() for kid in tree.all("H2")] == ["Profile", "Experience"]
    assert len(tree.all("Link")) == 4
