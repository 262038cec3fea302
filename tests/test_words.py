import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.words import folded, has_unspaced


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


@pytest.mark.parametrize(
    "text", ["ภาษา", "ខ្មែរ", "မြန်မာ", "日本", "ー", "한국", "Ａ", "\ufaff", "\U00020000", "team’s 日"]
)
def test_scripts_without_spaces(text: str) -> None:
    assert has_unspaced(text)


@pytest.mark.parametrize("text", ["", "plain", "team’s – “so” …", "été", "Москва", "हिन्दी", "العربية", "ქართული", "😀"])
def test_scripts_with_spaces(text: str) -> None:
    assert not has_unspaced(text)
