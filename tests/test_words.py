import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.words import folded


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Févr.", "fevr"),
        ("d’Août", "d aout"),
        ("ΜΆΡΤΙΟΣ", "μαρτιοσ"),
        ("HAZİRAN", "haziran"),
        ("Kasım", "kasim"),
        ("Сентябрь 2021 г.", "сентябрь 2021 г"),
        ("حالياً", "حاليا"),
        ("٢٠٢١", "2021"),
        ("２０２１年", "2021年"),
        ("हिन्दी", "हिन्दी"),
        ("한국", "한국"),
        ("\u200fhere\u200f", "here"),
        ("…", ""),
    ],
)
def test_text_is_folded(text: str, key: str) -> None:
    assert folded(text) == key


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert once == " ".join(once.split())
