"""Values with room between them and periods beside their titles: each fault is made by a theme, and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.quick import slow_but

from cvpdf.contract.checks import PERIODS, PRINTED, ROOM, examined
from cvpdf.contract.trials import Sample, Trial, attempt, sample
from cvpdf.theme.loading import find_themes
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

RESUME = b"""\
basics: {name: Ada Example, email: ada@example.com, phone: +44 20 7946 0123, location: {city: Leeds}}
work:
  - {name: Mill, position: Binder, location: York, startDate: 2019, highlights: [Sewed books that others had given up]}
  - {name: Forge, position: Smith, startDate: 2015, endDate: 2018, highlights: [Hammered what others had thrown away]}
education: [{institution: Northmoor University, area: Bindings, startDate: 2012, endDate: 2015, score: "3.8"}]
languages: [{language: English, fluency: Native}, {language: Dutch, fluency: Good}]
"""
SHORT = b"""\
basics: {name: Ada Example, email: ada@example.com}
projects:
  - {name: Alpha, startDate: 2020, endDate: 2021, description: One.}
  - {name: Beta, startDate: 2019, endDate: 2019, description: Two.}
skills: [{name: Tools, keywords: [Go, Rust]}]
"""


def found(press: Press, theme: str, content: bytes) -> dict[str, tuple[str, ...]]:
    world = World(cache=press.cache, environment={})
    checks = examined(attempt(Trial(Sample("of a test", content), "A4", {}), theme, world))
    return {name: wrong for name, wrong in checks.items() if wrong}


@pytest.mark.parametrize("theme", slow_but("plain", find_themes()))
@pytest.mark.parametrize("content", [RESUME, SHORT], ids=["long", "short"])
def test_our_themes_keep_values_apart_and_periods_with_their_entries(press: Press, theme: str, content: bytes) -> None:
    assert found(press, theme, content) == {}


CROWDED = [  # a style sheet, and two words that it brings together
    (".dot { padding-inline: 0 }", "“0123” and “·”"),
    (".contact.email { margin-inline-start: -0.45em }", "“·” and “ada@example.com”"),
    (".dot { padding-inline: 0.38em 0 }", "“·” and “York”"),
    ("main .entry-head :is(.what, h3, .dates) { display: inline } .dates { padding: 0 }", "“Binder” and “2019”"),
]


@pytest.mark.parametrize(("css", "words"), slow_but(CROWDED[1], CROWDED))
def test_values_that_stand_near_each_other_are_found(press: Press, make_theme: MakeTheme, css: str, words: str) -> None:
    theme = make_theme(css)
    wrong = found(press, str(theme.folders[0]), RESUME)
    assert any(words in finding for finding in wrong[ROOM])


PAGE = """\
{% from "parts.html" import head, part, entry_line, dates with context %}
{{ head() }}
<main>
{% for section in sections %}
{% if section.kind == "work" %}
<section class="section"><h2>{{ section.title }}</h2>
{% for entry in section.entries %}
<article class="entry"><h3>{{ entry.title }}</h3>{{ entry_line(entry) }}
{% for mark in entry.highlights %}<p>{{ mark }}</p>{% endfor %}AT THE END
</article>
{% endfor %}
</section>
{% else %}{{ part(section) }}{% endif %}
{% endfor %}
</main>
"""


def test_a_period_that_stands_at_its_entrys_end_is_found(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(templates={"page.html": PAGE.replace("AT THE END", "{{ dates(entry) }}")})
    wrong = found(press, str(theme.folders[0]), RESUME)
    assert [finding for finding in wrong[PERIODS] if "“Binder”" in finding]


def test_a_period_that_stands_in_the_next_entry_is_found(press: Press, make_theme: MakeTheme) -> None:
    head = '<article class="entry"><h3>{{ entry.title }}</h3>'
    moved = PAGE.replace("AT THE END", "{% if loop.last %}{{ dates(entry) }}{% endif %}").replace(
        head, f"{head}{{% if not loop.first %}}{{{{ dates(loop.previtem) }}}}{{% endif %}}"
    )
    wrong = found(press, str(make_theme(templates={"page.html": moved}).folders[0]), RESUME)
    assert any("does not stand beside “Binder”" in finding for finding in wrong[PERIODS])
    assert {"read by pypdf", "read by pdfminer"} <= set(wrong)


def test_a_period_behind_the_line_below_the_title_is_found(press: Press, make_theme: MakeTheme) -> None:
    head = '<article class="entry"><h3>{{ entry.title }}</h3>{{ entry_line(entry) }}'
    old = (
        '<article class="entry"><div class="entry-head"><div class="what"><h3>{{ entry.title }}</h3>'
        "{{ entry_line(entry) }}</div>{{ dates(entry) }}</div>"
    )
    theme = make_theme(templates={"page.html": PAGE.replace(head, old).replace("AT THE END", "")})
    assert any("“Binder”" in finding for finding in found(press, str(theme.folders[0]), RESUME)[PERIODS])


def test_a_bibliography_keeps_its_form(press: Press) -> None:
    checks = examined(attempt(Trial(sample("full"), "A4", {}), "academic", World(cache=press.cache, environment={})))
    assert (checks[ROOM], checks[PERIODS]) == ((), ())


def test_words_that_other_readers_join_are_found(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(".highlights li { word-spacing: -0.25em }")
    wrong = found(press, str(theme.folders[0]), RESUME)
    assert any(name.startswith("read by ") for name in wrong)
    assert PRINTED not in wrong
