from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from cvpdf.compose.composing import render_body
from cvpdf.compose.sandbox import PartedPeriod, Sandbox
from cvpdf.theme.search_path import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeTheme, Press

    from cvpdf.diagnostics import Diagnostic
    from cvpdf.outline.values import Outline
    from cvpdf.theme.theme import Theme

SAMPLE = Path(__file__).parents[2] / "src/cvpdf/contract/samples/full.yaml"
PARTS = '{% from "parts.html" import head, part with context %}\n'


@pytest.fixture
def outline(press: Press) -> Outline:
    return press.outline("basics: {name: Ida Quill, label: Bookbinder}\nwork: [{name: Mill, startDate: 2019}]\n")


def failing(outline: Outline, theme: Theme) -> Diagnostic:
    outcome = render_body(outline, theme, {})
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert said.code == "CV405"
    assert said.message.startswith("the theme `odd` cannot be filled in: ")
    return said


def test_each_mark_is_wrapped_and_numbered_in_the_order_of_printing(outline: Outline, make_theme: MakeTheme) -> None:
    theme = make_theme(templates={"page.html": "{{ header.label }}, {{ header.name }}, {{ header.label }}"})
    body = render_body(outline, theme, {}).value
    assert body is not None
    assert body.html == (
        '<span data-mark="0">Bookbinder</span>, <span data-mark="1">Ida Quill</span>, '
        '<span data-mark="0">Bookbinder</span>'
    )
    assert body.marks == (outline.header.label, outline.header.name)


def test_names_and_macros_can_be_printed_as_they_are(outline: Outline, make_theme: MakeTheme) -> None:
    page = '{% macro line() %}<i class="{{ sections[0].kind }}">{{ header.name }}</i>{% endmacro %}{{ line() }}'
    body = render_body(outline, make_theme(templates={"page.html": page}), {}).value
    assert body is not None
    assert body.html == '<i class="work"><span data-mark="0">Ida Quill</span></i>'


MISTAKES = [
    ("{{ 'Experience' ~ header.name }}", "a template prints marks and nothing else, not a str"),
    ("{{ sections | length }}", "not a int"),
    ("{{ sections }}", "not a tuple"),
    ("{{ sections[0] }}", "not a Section"),
    ("{{ sections[0].entries[0].link }}", "not an empty value"),
    ("{{ header.title }}", "has no attribute 'title'"),
    ("{{ headline }}", "'headline' is undefined"),
    ("{% if headline %}x{% endif %}", "'headline' is undefined"),
    ("{% for x in header.nothing %}{% endfor %}", "has no attribute 'nothing'"),
    ("{% if %}", "Expected an expression"),
    ("{{ header.name", "unexpected end of template"),
    ("{% endfor %}", "Encountered unknown tag 'endfor'"),
    ("{% include 'nowhere.html' %}", "nowhere.html"),
    ("{{ header.name | shout }}", "No filter named 'shout'"),
    ("{{ header.name() }}", "is not callable"),
    ("{{ 1 / 0 }}", "division by zero"),
    ("{{ header.name.__class__ }}", "unsafe"),
    ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ("{{ header.__init__.__globals__ }}", "unsafe"),
    ("{{ header.__struct_fields__ }}", "unsafe"),
    ("{{ header['__struct_config__'].frozen }}", "unsafe"),
    ("{{ header.__replace__(name=header.label).name }}", "unsafe"),
    ("{{ [header] | map(attribute='__struct_fields__') | first }}", "unsafe"),
    ("{{ ([header] | groupby('__struct_fields__') | first).grouper }}", "unsafe"),
    ("{{ '{0.__struct_fields__}'.format(header) }}", "unsafe"),
    ("{{ self.__init__ }}", "unsafe"),
    ("{{ namespace.__init__.__globals__.os }}", "unsafe"),
    ("{{ cycler('a').next() }}", "'cycler' is undefined"),
    ("{{ lipsum() }}", "'lipsum' is undefined"),
    ("{{ dict.mro() }}", "unsafe"),
    ("{{ header.name | attr('__class__') }}", "No filter named 'attr'"),
    ("{{ '<b>x</b>' | safe }}", "No filter named 'safe'"),
    ("{{ '{0.__class__}'.format(header) }}", "unsafe"),
    ("{{ '{x.__class__}'.format_map({'x': header}) }}", "unsafe"),
    ("{{ 'x' * 10 ** 9 }}", "may not reckon with `*"),
    ("{{ '%1000000000d' % 1 }}", "may not reckon with `%`"),
    ("{% import os %}", "expected token 'as'"),
    ("{% import 'os' as os %}", "no template `os`"),
    ("{% do sections.append(1) %}", "unknown tag 'do'"),
    ("{{ range(10000000) | list }}", "Range too big"),
]


@pytest.mark.parametrize(("line", "message"), MISTAKES, ids=[line for line, _ in MISTAKES])
def test_a_mistake_is_an_error_at_its_line(outline: Outline, make_theme: MakeTheme, line: str, message: str) -> None:
    theme = make_theme(templates={"page.html": f"<p>\n</p>\n{line}\n"})
    said = failing(outline, theme)
    assert message in said.message
    assert said.span is not None
    assert said.span.file == place_of(theme.folders[0] / "page.html")
    assert said.span.line == (3 if "end of" not in message else said.span.line)


def test_a_template_can_read_what_a_value_says_and_nothing_else(press: Press, make_theme: MakeTheme) -> None:
    outline = press.outline(SAMPLE.read_text(encoding="utf-8"))
    sandbox = Sandbox(make_theme(), str, None)
    besides = {"Section": {"by_type", "shape"}, "Picture": {"media_type", "url"}}
    kinds = set()
    typed = [section.by_type for section in outline.sections]
    for value in values_in((outline.header, outline.sections, typed, PartedPeriod(outline.header.name))):
        kind = type(value).__name__
        seen = {name for name in dir(value) if sandbox.is_safe_attribute(value, name, getattr(value, name))}
        assert seen == {*value.__struct_fields__} | besides.get(kind, set())
        kinds.add(kind)
    assert kinds >= {"Header", "Contact", "Section", "Entry", "Fact", "Group", "Mark", "Text", "Link", "TypedEntries"}


def values_in(value: object) -> Iterator[Struct]:
    if isinstance(value, Struct):
        yield value
    parts = (getattr(value, name) for name in value.__struct_fields__) if isinstance(value, Struct) else value
    if isinstance(parts, Iterable) and not isinstance(parts, str | bytes):
        for part in parts:
            yield from values_in(part)


def test_a_mistake_in_a_part_is_named_there(outline: Outline, make_theme: MakeTheme) -> None:
    theme = make_theme(templates={"page.html": "{% include 'own.html' %}", "own.html": "\n\n{{ headline }}"})
    said = failing(outline, theme)
    assert said.span is not None
    assert (said.span.file, said.span.line) == (place_of(theme.folders[0] / "own.html"), 3)


def test_a_template_that_calls_itself_for_ever_is_an_error(outline: Outline, make_theme: MakeTheme) -> None:
    page = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"
    failing(outline, make_theme(templates={"page.html": page}))


@pytest.mark.parametrize("name", ["../plain/theme.yaml", "/etc/passwd", "odd/../../../etc/passwd", "..\\x"])
def test_templates_outside_of_the_theme_cannot_be_reached(outline: Outline, make_theme: MakeTheme, name: str) -> None:
    said = failing(outline, make_theme(templates={"page.html": f"{{% include '{name}' %}}"}))
    assert "root:" not in said.message


def test_the_template_of_an_ancestor_can_be_named(outline: Outline, make_theme: MakeTheme) -> None:
    body = render_body(outline, make_theme(templates={"page.html": "{% include 'base/page.html' %}"}), {}).value
    assert body is not None
    assert '<h1><span data-mark="0">Ida Quill</span></h1>' in body.html


def test_a_number_before_an_item_is_a_marker_like_a_bullet(outline: Outline, make_theme: MakeTheme) -> None:
    body = render_body(outline, make_theme(templates={"page.html": "{{ numbered(12) }}{{ header.name }}"}), {}).value
    assert body is not None
    assert body.html == '<span class="marker">12. </span><span data-mark="0">Ida Quill</span>'


def test_nothing_but_a_number_is_numbered(outline: Outline, make_theme: MakeTheme) -> None:
    said = failing(outline, make_theme(templates={"page.html": "{{ numbered('Page') }}{{ header.name }}"}))
    assert "`numbered` takes a number, not a str" in said.message


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Quill", ""),
        ("Quill, I.", "ended with_comma"),
        ("“Who?”", "ended"),
        ("Who (when?)", "ended"),
        ("I. Quill", ""),
        ("谁、何时。", "ended with_comma"),
    ],
)
def test_templates_can_ask_how_a_text_ends_and_whether_it_has_commas(
    press: Press, make_theme: MakeTheme, name: str, found: str
) -> None:
    asked = "".join(
        f"{{% if header.name is {test} %}}<i class='{test}'></i>{{% endif %}}" for test in ("ended", "with_comma")
    )
    theme = make_theme(templates={"page.html": f"{{{{ header.name }}}}{asked}"})
    body = render_body(press.outline(f'basics: {{name: "{name}"}}'), theme, {}).value
    assert body is not None
    assert [test for test in ("ended", "with_comma") if f"'{test}'" in body.html] == found.split()


@pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("ja", "、"), ("ar", "، ")])
def test_lists_have_the_commas_of_the_language(press: Press, make_theme: MakeTheme, language: str, comma: str) -> None:
    page = "{% from 'parts.html' import listed with context %}{{ listed(sections[0].groups[0]['items']) }}{{ comma }}"
    source = f"skills: [{{name: Sewing, keywords: [Aa, Bb]}}]\ndocument: {{language: {language}}}"
    body = render_body(press.outline(source), make_theme(templates={"page.html": page}), {}).value
    assert body is not None
    assert re.sub("<[^>]+>", "", body.html) == f"Aa{comma}Bb{comma}"


MEANT = [
    ("{{ header.nam }}", 11, "did you mean `name`?"),
    ("<b>{{ heder.name }}</b>", 7, "did you mean `header`?"),
    ("{% if options.get('x') %}{% endif %}{{ options.acent }}", 48, "did you mean `accent`?"),
    ("{% from 'parts.html' import contcts %}{{ contcts() }}", 29, "did you mean `contacts`?"),
    ("{% include 'pages.html' %}", 13, "did you mean `page.html`?"),
    ("{{ header.name | capital }}", 18, "did you mean `capitals`?"),
    ("{{ header.name if header.name is shrt }}", 34, "did you mean `short`?"),
    ("{{ zzzzzz }}", 4, None),
]


@pytest.mark.parametrize(("line", "column", "hint"), MEANT, ids=[line for line, *_ in MEANT])
def test_a_misspelt_name_is_said_where_it_stands_with_the_one_that_was_meant(
    outline: Outline, make_theme: MakeTheme, line: str, column: int, hint: str | None
) -> None:
    outcome = render_body(outline, make_theme(templates={"page.html": f"\n{line}\n"}), {"accent": "#000000"})
    (said,) = outcome.diagnostics
    assert said.span is not None
    assert (said.span.line, said.span.column, said.hint) == (2, column, hint)


def test_a_misspelt_name_that_is_handed_to_a_part_is_said_where_it_stands(
    outline: Outline, make_theme: MakeTheme
) -> None:
    page = '{% from "parts.html" import heading with context %}\n{{ header.name }}\n{{ heading(sections[0].titel) }}'
    theme = make_theme(templates={"page.html": page})
    said = failing(outline, theme)
    assert said.message.endswith("a section has no attribute 'titel'")
    assert said.hint == "did you mean `title`?"
    assert said.span is not None
    assert (said.span.file, said.span.line) == (place_of(theme.folders[0] / "page.html"), 3)
    assert said.span.column == 24


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ('<p style="color: red">', "give it a class"),
        ("<script>", "the elements are those of text"),
        ('<a href="https://x.example">', "links and pictures come with the values"),
        ('<p onclick="x">', "the attributes are `class`"),
    ],
)
def test_what_a_template_may_write_instead_is_said(
    outline: Outline, make_theme: MakeTheme, tag: str, hint: str
) -> None:
    (said,) = render_body(outline, make_theme(templates={"page.html": f"<main>\n  {tag}</main>"}), {}).diagnostics
    assert said.hint is not None
    assert said.hint.startswith(hint)
    assert said.span is not None
    assert (said.code, said.span.line, said.span.column) == ("CV417", 2, 3)
