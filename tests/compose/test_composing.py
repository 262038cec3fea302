from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.quick import slow_but

from cvpdf.diagnostics import Severity
from cvpdf.outline.values import text_of
from cvpdf.theme.search_path import place_of
from cvpdf.words import words_of

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press, Printed

    from cvpdf.page import Page

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  phone: +44 20 7946 0000
work:
  - name: Paper Mill
    position: Binder
    location: Malmö
    startDate: 2019
skills:
  - name: Sewing
    keywords: [Coptic, Long stitch]
"""
HEAD = '{% from "parts.html" import head, part with context %}{{ head() }}'
ONLY_HEAD = {"page.html": HEAD}
WITHOUT_PLACE = """
{% macro entry_line(entry) %}<p>{{ entry.subtitle }}</p>{% endmacro %}
<h1>{{ header.name }}</h1><p>{{ header.label }}</p>
{% for section in sections %}<h2>{{ section.title }}</h2>
{% for entry in section.entries %}<h3>{{ entry.title }}</h3>{{ entry_line(entry) }}{{ entry.dates }}{% endfor %}
{% for group in section.groups %}{{ group.label }}{% for item in group['items'] %} {{ item }}{% endfor %}{% endfor %}
{% endfor %}
"""


@pytest.mark.parametrize("theme", slow_but("plain", ["plain", "slate"]))
@pytest.mark.parametrize(
    "name",
    slow_but(
        "examples/engineer.yaml",
        ["resume.yaml", *(f"examples/{name}" for name in ("academic.yaml", "designer.json", "engineer.yaml"))],
    ),
)
def test_every_mark_stands_in_an_element_with_its_number(printed: Printed, name: str, theme: str) -> None:
    print_ = printed(name, theme)
    page = print_.page
    numbers = {int(number) for number in re.findall(r'data-mark="(\d+)"', page.body)}
    assert numbers == set(range(len(page.marks)))
    assert {id(mark) for mark in page.marks} >= {id(mark) for mark in print_.outline.marks() if mark.covers}
    for number, mark in enumerate(page.marks):
        letters = "".join(word.text for words in page.columns.values() for word in words if word.mark == number)
        assert "".join(words_of(text_of(mark)))[:1] in letters


def test_a_forgotten_value_is_an_error_that_names_it(press: Press, make_theme: MakeTheme) -> None:
    outcome = press.compose(RESUME, make_theme(templates={"page.html": WITHOUT_PLACE}))
    assert [(said.code, said.path) for said in outcome.diagnostics] == [
        ("CV408", ("basics", "phone")),
        ("CV408", ("work", 0, "location")),
    ]
    place = outcome.diagnostics[1]
    assert place.message == "the theme `odd` does not print `work[0].location`"
    assert place.severity is Severity.ERROR
    assert place.span is not None
    assert (place.span.file, place.span.line) == ("resume.yaml", 8)


def test_what_the_manifest_leaves_out_is_only_an_info(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(
        manifest="extends: plain\nomits: [basics.phone, work.location]\n", templates={"page.html": WITHOUT_PLACE}
    )
    outcome = press.compose(RESUME, theme)
    assert [(said.code, said.severity) for said in outcome.diagnostics] == [("CV407", Severity.INFO)] * 2
    assert outcome.value is not None


def test_a_section_that_is_left_out_is_named_value_by_value(press: Press, make_theme: MakeTheme) -> None:
    outcome = press.compose(RESUME, make_theme(templates=ONLY_HEAD))
    paths = {said.path for said in outcome.diagnostics if said.code == "CV408"}
    assert ("skills", 0, "keywords", 1) in paths
    assert ("work", 0, "startDate") in paths
    assert ("basics", "name") not in paths


@pytest.mark.parametrize("own", ["Curriculum Vitae", "{{ 'Curriculum Vitae' }}"])
def test_words_of_the_themes_own_are_an_error_at_their_line(press: Press, make_theme: MakeTheme, own: str) -> None:
    page = f"{HEAD}\n<h2>{own}</h2>{{% for section in sections %}}{{{{ part(section) }}}}{{% endfor %}}"
    theme = make_theme(templates={"page.html": page})
    (said,) = press.compose(RESUME, theme).diagnostics
    assert said.code == "CV406"
    assert said.message == "the theme `odd` prints words of its own: Curriculum Vitae"
    assert said.span is not None
    assert (said.span.file, said.span.line) == (place_of(theme.folders[0] / "page.html"), 2)


def whole_document(page: Page) -> str:
    return page.document(page.body, page.css)


def test_the_document_announces_itself(press: Press) -> None:
    page = press.page('basics: {name: "Ida <Q> & Co", label: \'"Book" binder\'}\nskills: [{name: "C<T>"}]\n')
    assert page.title == 'Ida <Q> & Co – "Book" binder'
    assert "<title>Ida &lt;Q&gt; &amp; Co – &quot;Book&quot; binder</title>" in whole_document(page)
    assert '<meta name="author" content="Ida &lt;Q&gt; &amp; Co">' in whole_document(page)
    assert '<meta name="keywords" content="C&lt;T&gt;">' in whole_document(page)
    assert '<html lang="en" class="page-a4 ' in whole_document(page)


def test_without_a_name_there_is_no_author(press: Press) -> None:
    html = whole_document(press.page("basics: {summary: Hi}"))
    assert 'name="author"' not in html
    assert "<title>" in html


HOSTILE = "</style><script>alert(1)</script>\" ' & &amp;"


def test_nothing_in_a_resume_becomes_markup(press: Press) -> None:
    quoted = HOSTILE.replace("'", "''")
    page = press.page(
        f"basics: {{name: '{quoted}', label: '{quoted}', url: 'https://a.example/\"><b>'}}\n"
        f"skills: [{{name: '{quoted}', keywords: ['{quoted}']}}]\n"
        f"sections: [{{id: own, title: '{quoted}', text: '{quoted}'}}]\n"
    )
    assert "<script" not in whole_document(page)
    assert "<b>" not in whole_document(page)
    assert whole_document(page).count("</style>") == 1


def test_the_margins_may_repeat_the_name(press: Press) -> None:
    assert press.page(RESUME).furniture == {"Ida", "Quill"}
    assert "string-set: name content(text)" in press.page(RESUME).css
    assert 'string-set: name "' not in press.page(RESUME).css


def test_the_margins_repeat_only_the_beginning_of_an_endless_name(press: Press) -> None:
    page = press.page(f"basics: {{name: {'1' * 6000}}}")
    assert page.furniture == {"1" * 80 + "…"}
    assert f'h1 {{ string-set: name "{"1" * 80}…"; }}' in whole_document(page)


def test_the_words_are_counted(press: Press) -> None:
    page = press.page("basics: {name: Ida Quill, label: Bookbinder}")
    assert [word.text for word in page.columns[""]] == ["Ida", "Quill", "Bookbinder"]
    assert page.words == 3
