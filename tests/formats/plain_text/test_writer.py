from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvpdf.formats.plain_text.writer import write_plain_text

if TYPE_CHECKING:
    from tests.formats.conftest import MakeOutline

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  phone: +44 20 7946 0123
  url: https://quill.example/
  profiles: [{network: Mill, username: ida, url: https://mill.example/ida}]
  summary: "Bound *and* sewn.\\nOften.\\n\\n3. Third\\n7. Seventh\\n   - deep"
work:
  - {position: Binder, name: Paper Mill, location: Malmö, startDate: 2019-03, highlights: [Sewed books, Taught]}
skills: [{name: Sewing, level: daily, keywords: [Coptic, Long stitch]}]
"""
TEXT = """\
Ida Quill
=========

Bookbinder

+44 20 7946 0123
quill.example
Mill: ida (https://mill.example/ida)


Profile
-------

Bound and sewn.
Often.

3. Third
7. Seventh
   - deep


Experience
----------

Binder — Paper Mill
Mar 2019 – Present · Malmö

- Sewed books
- Taught


Skills
------

- Sewing (daily): Coptic, Long stitch
"""


def test_it_reads_well_without_any_markup(outlined: MakeOutline) -> None:
    assert write_plain_text(outlined(RESUME)).decode() == TEXT


def test_prose_is_not_folded(outlined: MakeOutline) -> None:
    sentence = "Bound and sewn, " * 30
    assert (
        f"\n{sentence.strip()}\n"
        in write_plain_text(outlined(f"basics: {{name: Ida, summary: '{sentence}'}}")).decode()
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("the [manual](https://m.example/a).", "the manual (https://m.example/a)."),
        ("[Mill](https://m.example)’s books", "Mill’s (https://m.example) books"),
        ("**[Mill](https://m.example)**", "Mill (https://m.example)"),
        ("[m.example](https://m.example/)", "m.example"),
        ("see https://m.example/a, then", "see https://m.example/a, then"),
        ("[write](mailto:ida@m.example)", "write (ida@m.example)"),
        ("[ring](tel:+44207)", "ring (+44207)"),
        ("[a](https://a.example)[b](https://b.example)", "ab (https://a.example) (https://b.example)"),
    ],
)
def test_an_address_stands_behind_its_text_unless_it_is_its_text(
    outlined: MakeOutline, typed: str, written: str
) -> None:
    text = write_plain_text(outlined(f"basics: {{name: Ida, summary: '{typed}'}}")).decode()
    assert text.splitlines()[-1] == written
