from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from tests.conftest import must

from cvpdf.artifacts import Source
from cvpdf.compose.sandbox import parted
from cvpdf.outline.values import Mark, Styled, Text
from cvpdf.pipeline import build
from cvpdf.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Press


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Sept. 2014 –", "Feb. 2019"),
        ("сентябрь 2014 —", "настоящее время"),
        ("2014년 9월 ~", "2019년 2월"),
        ("septiembre de 2014 –", "diciembre de 2019"),
    ],
)
def test_each_end_of_a_period_is_whole(first: str, last: str) -> None:
    children = (Styled("whole", (Text(first),)), Text(" "), Styled("whole", (Text(last),)))
    assert parted(Mark(("work", 0), (), (Text(f"{first} {last}"),), ends=(first, last))).children == children


@pytest.mark.parametrize("ends", [None, ("the whole of a very long summer –", "2019")])
def test_what_has_no_two_short_ends_stays_as_it_is(ends: tuple[str, str] | None) -> None:
    mark = Mark(("work", 0), (), (Text("the whole of a very long summer – 2019"),), ends=ends)
    assert parted(mark) is mark


@pytest.mark.parametrize(
    ("dates", "language", "ends"),
    [
        ("startDate: 2014, endDate: 2019", "en", ("2014 –", "2019")),
        ("startDate: 2014", "ru", ("2014 —", "настоящее время")),
        ("startDate: 2014, endDate: 2014", "en", None),
        ("endDate: 2014", "en", None),
        ("startDate: 2014, endDate: 2019", "ja", None),
    ],
)
def test_a_period_knows_its_two_ends_where_a_line_may_end_between_them(
    press: Press, dates: str, language: str, ends: tuple[str, str] | None
) -> None:
    made = press.outline(f"work: [{{position: Binder, {dates}}}]\ndocument: {{language: {language}}}")
    period = must(made.sections[0].entries[0].dates)
    assert period.ends == ends
    if ends:
        body = press.page(f"work: [{{position: Binder, {dates}}}]\ndocument: {{language: {language}}}").body
        assert all(f'<span class="whole">{end.split()[0]}' in body for end in ends)


PERIODS = [
    ("de", "September 2014 –", "Februar 2019"),
    ("ru", "сентябрь 2014 —", "февраль 2019"),
    ("es", "septiembre de 2014 –", "febrero de 2019"),
    ("el", "Σεπτέμβριος 2014 –", "Φεβρουάριος 2019"),
]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["europe", "timeline"])
@pytest.mark.parametrize(("language", "first", "last"), PERIODS)
def test_a_long_period_breaks_behind_its_dash_alone(
    tmp_path: Path, theme: str, language: str, first: str, last: str
) -> None:
    source = f"""\
basics: {{name: Ida Quill}}
work: [{{position: Aa, startDate: 2014-09, endDate: 2019-02}}]
document: {{language: {language}, options: {{fontSize: 11, dateStyle: long}}}}
"""
    built = build(Source("resume.yaml", source.encode()), world=World(tmp_path, {}), theme=theme).value
    assert built is not None
    text = pypdfium2.PdfDocument(built.files[0])[0].get_textpage().get_text_range()
    assert [first, last] == [line.strip() for line in text.splitlines() if "2014" in line or "2019" in line]
