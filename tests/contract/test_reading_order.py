from __future__ import annotations

import pytest

from cvpdf.contract.checks import Beside, Column, misread

MAIN = Column(tuple("Work Mill sewed books Notes none".split()), held=frozenset({0, 1, 4}))
SIDE = Column(("Skills", "thread", "wax"), held=frozenset({0}))
PERIOD = Column(("2019",), apart=True, beside=Beside(0, 1, 4))


def read(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines)


def test_columns_may_come_one_after_the_other_or_by_turns() -> None:
    assert misread(read("Work", "Mill", "sewed books", "Notes", "none", "Skills", "thread wax"), [MAIN, SIDE]) is None
    assert misread(read("Skills", "thread wax", "Work", "Mill sewed", "books", "Notes none"), [MAIN, SIDE]) is None
    assert misread(read("Work Mill", "sewed books", "Skills", "thread wax", "Notes", "none"), [MAIN, SIDE]) is None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Work Mill sewed books Notes none", "Skills wax"), "loses “thread”"),
        (("Work Mill sewed books Notes none", "Skills thread wax wax"), "adds “wax”"),
        (("Work Mill books sewed Notes none", "Skills thread wax"), "out of order"),
        (("Work Mill sewed Skills books Notes none", "thread wax"), "out of order"),
        (("Work", "Skills", "thread wax", "Mill sewed books Notes none"), "out of order"),
    ],
)
def test_what_is_lost_added_mixed_or_parted_is_said(lines: tuple[str, ...], words: str) -> None:
    said = misread(read(*lines), [MAIN, SIDE])
    assert said is not None
    assert words in said


def test_a_reader_that_is_known_to_be_late_may_give_periods_behind_their_entries_in_their_order() -> None:
    main = Column(tuple("Mill sewed Forge hammered".split()), held=frozenset({0, 2}))
    mill = Column(("2019",), apart=True, beside=Beside(0, 1, 2, or_later=True))
    forge = Column(("2015",), apart=True, beside=Beside(0, 3, 4, or_later=True))
    columns = [main, mill, forge]
    assert misread(read("Mill", "2019", "sewed", "Forge", "hammered", "2015"), columns) is None
    assert misread(read("Mill", "sewed", "Forge", "hammered", "2019", "2015"), columns) is None
    assert misread(read("Mill", "sewed", "Forge", "hammered", "2015", "2019"), columns) is not None
    assert misread(read("2019", "2015", "Mill", "sewed", "Forge", "hammered"), columns) is not None


def test_no_period_comes_within_a_sentence() -> None:
    main = Column(tuple("Mill sewed books Forge".split()), held=frozenset({0}), seams=frozenset({0, 1, 3, 4}))
    mill = Column(("2019",), apart=True, beside=Beside(0, 1, 3))
    assert misread(read("Mill", "2019", "sewed books", "Forge"), [main, mill]) is None
    assert misread(read("Mill", "sewed books", "2019", "Forge"), [main, mill]) is None
    assert misread(read("Mill", "sewed", "2019", "books", "Forge"), [main, mill]) is not None


def test_a_period_comes_between_its_entrys_heading_and_its_end() -> None:
    assert misread(read("Work", "Mill 2019", "sewed books", "Notes", "none"), [MAIN, PERIOD]) is None
    assert misread(read("Work", "Mill", "sewed books", "2019", "Notes", "none"), [MAIN, PERIOD]) is None
    assert misread(read("2019", "Work", "Mill", "sewed books", "Notes", "none"), [MAIN, PERIOD]) is not None
    assert misread(read("Work", "Mill", "sewed books", "Notes", "2019", "none"), [MAIN, PERIOD]) is not None


def test_a_word_that_goes_on_in_the_next_line_is_one() -> None:
    long = Column(("seventeen/seventeen/end", "wax"))
    assert misread(read("seventeen/", "seventeen/", "end wax"), [long]) is None
    assert misread(read("seventeen/", "wax", "seventeen/end"), [long]) is not None
