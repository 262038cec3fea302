import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.outline.printed_values import clean_blocks, clean_line, clean_lines, unseen_in


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a\u00a0b\u202fc\u2007d\te", "a b c d e"),
        ("well\u2011known co\u2010op", "well-known co-op"),
        ("hy\u00adphen\u200bate\u2060d\ufeff", "hyphenated"),
        ("e\u0301tude", "\u00e9tude"),
        ("o\ufb03cer of the \ufb02eet", "officer of the fleet"),
        ("\u202a+1 555 0100\u202c", "+1 555 0100"),
        ("Auf\u200clage \u200d \u260e\ufe0f", "Auflage \u260e"),
        ("  many   spaces ", "many spaces"),
        ("two\r\nlines", "two lines"),
        ("Hired\U000e0048\U000e0049\U000e007f \ufff9at once\ufffb\u2066", "Hired at once"),
        ("bell\x07 and \ud83d", "bell and \ufffd"),
        (
            "\u0646\u200c\u0645 \U0001f469\u200d\U0001f4bb \ue000 \uffff",
            "\u0646\u200c\u0645 \U0001f469\u200d\U0001f4bb \ue000 \uffff",
        ),
    ],
)
def test_one_line(written: str, printed: str) -> None:
    assert clean_line(written) == printed


@pytest.mark.parametrize(
    ("written", "unseen"),
    [
        ("plain", ""),
        ("e\u0301t\u00fbde \u2014 \u202f", ""),
        ("a\U000e0041\u200b\u200bb\u00ad\ufeff", "\U000e0041\u200b\u200b\u00ad\ufeff"),
        ("Auf\u200clage", "\u200c"),
        ("\u0646\u200c\u0645 \U0001f469\u200d\U0001f4bb \u200f\u061c", ""),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e0067 \u202e", "\u202e"),
    ],
)
def test_what_nobody_sees_and_nobody_needs(written: str, unseen: str) -> None:
    assert "".join(unseen_in(written)) == unseen
    assert unseen_in(clean_line(written)) == []


def test_line_breaks_are_kept_without_blank_lines_and_indentation() -> None:
    assert clean_lines("  a  b\r\n\n\tc\u2028d ") == "a b\nc\nd"


def test_prose_keeps_indentation_and_blank_lines() -> None:
    assert clean_blocks("\n- a   b\n\t- c\t d  \n \n  e") == "- a b\n    - c d\n\n  e"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_line, clean_lines, clean_blocks):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_no_letter_or_digit_goes(text: str) -> None:
    def letters(value: str) -> list[str]:
        apart = re.sub("[\ufb00-\ufb06]", lambda ligature: unicodedata.normalize("NFKC", ligature[0]), value)
        return [character for character in unicodedata.normalize("NFC", apart) if character.isalnum()]

    assert letters(clean_line(text)) == letters(text)
    assert letters(clean_lines(text)) == letters(text)
    assert letters(clean_blocks(text)) == letters(text)
