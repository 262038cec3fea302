from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from cvpdf.formats.markdown.writer import markdown_run, write_markdown
from cvpdf.outline.values import Break, Link, Styled, Text

if TYPE_CHECKING:
    from tests.formats.conftest import MakeOutline

    from cvpdf.outline.values import Inline

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  email: ida@quill.example
  profiles: [{network: Mill, username: ida, url: https://mill.example/ida}]
  summary: "Bound *and* sewn.\\nOften.\\n\\n3. Third\\n4. Fourth\\n   - deep"
work:
  - position: Binder
    name: Paper Mill
    location: Malmö
    startDate: 2019-03
    highlights: [Sewed **four hundred** books]
    positions: []
education: [{institution: School of Paper, score: "1.0", courses: [Glue, Thread]}]
skills: [{name: Sewing, level: daily, keywords: [Coptic, Long stitch]}]
languages: [{language: Swedish, fluency: native}, {language: English}]
"""
MARKDOWN = """\
# Ida Quill

Bookbinder

<ida@quill.example> · Mill: [ida](https://mill.example/ida)

## Profile

Bound *and* sewn.\\
Often.

3. Third
4. Fourth
   - deep

## Experience

### Binder — Paper Mill

Mar 2019 – Present · Malmö

- Sewed **four hundred** books

## Education

### School of Paper

Grade: 1.0 · Courses: Glue, Thread

## Skills

- **Sewing** (daily): Coptic, Long stitch

## Languages

Swedish (native) · English
"""


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> str:
    """What a reader of CommonMark shows."""
    reader = _Texts()
    reader.feed(MarkdownIt("commonmark").render(markdown))
    return " ".join(reader.text.split())


def rendered(*run: Inline) -> str:
    return str(MarkdownIt("commonmark").renderInline(markdown_run(run)))


def test_it_reads_well_as_it_is(outlined: MakeOutline) -> None:
    assert write_markdown(outlined(RESUME)).decode() == MARKDOWN


@pytest.mark.parametrize(
    "text",
    [
        *("1. x", "12) x", "2024.", "# x", "#", "x #", "> x", "- x", "+ x", "-", "---", "- - -", "=== ", "* x", "***"),
        *("*a*", "**b**", "_c_", "__d__", "snake_case", "__init__", "5*3*2", "`e`", "``", "~~f~~", "~~~", "| a | b |"),
        *("<b>", "</b>", "<!-- x -->", "a < b > c", "<https://x.example>", "R&D", "&amp;", "&#35;", "C++", "C#", "$5"),
        *("[x](y)", "![x](y)", "[x]: y", "[1]", "\\", "\\*", "Hello!", "@x", "+44 20", "-5", "=", "!", "a\\"),
    ],
)
def test_text_stays_what_it_is(text: str) -> None:
    expected = " ".join(text.split())
    assert shown(markdown_run((Text(text),))) == expected
    assert shown(f"- {markdown_run((Text(text),))}") == expected
    assert shown(f"# {markdown_run((Text(text),), line_break=' ')}") == expected
    assert shown(markdown_run((Text("x"), Break(), Text(text)))) == f"x {expected}"


@pytest.mark.parametrize("text", ["snake_case", "C++", "C#", "R&D", "+44 20", "Hello!", "a - b", "$5", "(x)", "9:00"])
def test_text_that_means_nothing_is_not_escaped(text: str) -> None:
    assert markdown_run((Text(text),)) == text


def test_forms_are_kept() -> None:
    strong, code = Styled("strong", (Text("a"),)), Styled("code", (Text("b`c"),))
    assert rendered(strong, Text(" "), code) == "<strong>a</strong> <code>b`c</code>"
    assert rendered(Styled("emphasis", (strong, Text(" d")))) == "<em><strong>a</strong> d</em>"
    assert rendered(Text("(a"), Break(), Text("b)")) == "(a<br />\nb)"
    assert rendered(Text("See!"), Link("https://a.example/(b)", (strong,))) == (
        'See!<a href="https://a.example/(b)"><strong>a</strong></a>'
    )


@pytest.mark.parametrize(
    ("before", "inside", "after"), [("a", "(b)", "c"), ("", " b", ""), ("a", "“b”", " c"), ("*", "b", "*")]
)
def test_emphasis_that_would_not_be_read_as_such_leaves_no_stars(before: str, inside: str, after: str) -> None:
    run = (Text(before), Styled("strong", (Text(inside),)), Text(after))
    assert shown(markdown_run(run)) == f"{before}{inside}{after}".strip()


def test_one_style_within_itself_is_one() -> None:
    assert markdown_run((Styled("strong", (Styled("strong", (Text("b"),)), Text("."))),)) == "**b.**"


@pytest.mark.parametrize(
    ("href", "text", "markdown"),
    [
        ("https://a.example", "https://a.example", "<https://a.example>"),
        ("mailto:ida@a.example", "ida@a.example", "<ida@a.example>"),
        ("https://a.example", "a.example", "[a.example](https://a.example)"),
        ("https://a.example/?b&copy;", "x", "[x](https://a.example/?b&amp;copy;)"),
    ],
)
def test_an_address_that_is_its_own_text_needs_no_brackets(href: str, text: str, markdown: str) -> None:
    assert markdown_run((Link(href, (Text(text),)),)) == markdown


def test_numbers_that_no_reader_would_count_are_text(outlined: MakeOutline) -> None:
    markdown = write_markdown(outlined('basics: {name: Ida, summary: "1. a\\n3. b\\n   - c\\n3. d"}')).decode()
    assert "1\\. a\n\n3\\. b\n\n- c\n\n3\\. d" in markdown
    assert shown(markdown).endswith("1. a 3. b c 3. d")


def test_lists_that_follow_each_other_stay_two(outlined: MakeOutline) -> None:
    markdown = write_markdown(outlined('basics: {name: Ida, summary: "- a\\n\\n* b\\n\\nc\\n\\n- d"}')).decode()
    assert markdown.endswith("\n\n- a\n\n* b\n\nc\n\n- d\n")
    assert MarkdownIt("commonmark").render(markdown).count("<ul>") == 3


def test_a_list_that_another_value_begins_is_not_counted_on(outlined: MakeOutline) -> None:
    job = 'work: [{name: Mill, description: "1. a\\n2. b", summary: "1. c\\n2. d", highlights: [e]}]'
    assert shown(write_markdown(outlined(job)).decode()).endswith("Mill a b 1. c 2. d e")
