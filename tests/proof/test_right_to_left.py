"""Lines that run both ways: whatever is not there is found, and the order within such a line is not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from cvpdf.proof.right_to_left import same_both_ways

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

RESUME = """\
basics:
  name: נועה לדוגמה
  label: מהנדסת תוכנה
  summary: העבירה את השרתים ל-Google Kubernetes Engine וכתבה ב-Python 3 (מאז 2019), בלי הפסקה.
document: {language: he}
"""


def same(words: str, *lines: str, leftwards: bool = True) -> bool:
    """Whether these are the words of the lines; one that goes on in the next line ends with `…`."""
    return same_both_ways(words.split(), [list(read(line)) for line in lines], leftwards=leftwards)


def read(line: str) -> Iterator[tuple[str, bool]]:
    for word in line.split():
        yield word.removesuffix("…"), not word.endswith("…")


def test_a_line_that_runs_one_way_has_its_words_in_order() -> None:
    assert same("שלום עולם טוב", "שלום עולם", "טוב")
    assert not same("שלום עולם", "עולם שלום")
    assert not same("Ida Quill שלום", "Quill Ida", "שלום", leftwards=False)


def test_a_line_that_runs_both_ways_has_them_in_any() -> None:
    assert same("עם Node and more היום", "היום more and Node עם")
    assert same("ל-Google Cloud", "Cloud-ל Google")


@pytest.mark.parametrize("line", ["עם Node היום", "עם Node and היום", "עם Node and more", "עם Nod and more היום"])
def test_but_every_one_of_them(line: str) -> None:
    assert not same("עם Node and more היום", line)
    assert not same(line, "עם Node and more היום")


def test_a_word_goes_on_below_where_no_space_ends_it() -> None:
    assert same("ida.example.com/a/path שלום", "ida.example.com/a/…", "path שלום")
    assert same("עם Bookbinder שלום", "עם Book…", "binder שלום")
    assert not same("Bookbinder שלום", "Book", "binder", "שלום")
    assert not same("Book binder שלום", "Book…", "binder", "שלום")


PERSIAN = """\
basics:
  name: سارا نمونه
  phone: +98 21 5555 0100
  summary: می‌خواهم در شرکت‌های بزرگ کار کنم؛ از ۱۳۹۸ تا ۱۴۰۲ با Python 3 و Node.js، و ۴۰٪ کم کرده‌ام (React، Vue).
document: {language: fa}
"""
URDU = """\
basics: {name: علی مثال, summary: 'میں نے 2019 سے API بنائے، [یہاں دیکھیں](https://a.example).'}
document: {language: ur}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "theme"),
    [
        (RESUME, "plain"),
        (RESUME, "slate"),
        (PERSIAN, "plain"),
        (PERSIAN, "slate"),
        (PERSIAN, "academic"),
        (PERSIAN, "executive"),
        (URDU, "plain"),
        (URDU, "slate"),
    ],
)
def test_it_holds_on_paper(press: Press, source: str, theme: str) -> None:
    assert [code for code in press.print(source, theme).codes if code != "CV305"] == []


@pytest.mark.parametrize(
    "css",
    [
        ".label { display: none }",
        ".label { text-transform: uppercase; font-size: 0 }",
        ".prose p { width: 30mm; height: 5mm; overflow: hidden }",
        ".name { display: flex; flex-direction: column-reverse }",
        "h2::after { content: ' עוד' }",
    ],
)
def test_what_is_lost_or_added_is_found(press: Press, make_theme: MakeTheme, css: str) -> None:
    codes = press.print(RESUME, make_theme(css)).codes
    assert {"CV601", "CV602", "CV502"}.intersection(codes)
