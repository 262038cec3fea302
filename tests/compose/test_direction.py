"""What runs against a page's direction, and has an element of its own there."""

import pytest

from cvpdf.compose.direction import against, runs_leftwards


@pytest.mark.parametrize("language", ["ar", "ar-EG", "fa", "he", "ur-PK", "yi", "az-Arab", "pa-Arab-PK"])
def test_it_is_known_of_a_language_or_a_script(language: str) -> None:
    assert runs_leftwards(language)


@pytest.mark.parametrize("language", ["en", "de-AT", "ja", "zh-Hant", "uz-Latn", "ku", "ar-Latn", "th"])
def test_the_others_run_from_left_to_right(language: str) -> None:
    assert not runs_leftwards(language)


def parts(text: str, *, leftwards: bool) -> list[str]:
    return [text[start:end] for start, end in against(text, leftwards=leftwards)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("עבדה עם React ועם Node.js.", ["React", "Node.js"]),
        ("נקלטה ב-Google Kubernetes Engine ללא", ["Google Kubernetes Engine"]),
        ("עם React 16 ו-Node.js", ["React 16", "Node.js"]),
        ("כתבה (Python, C++), ועוד", ["Python, C++"]),
        ("טלפון +972 3 555 0100", ["+972 3 555 0100"]),
        ("משנת 2019 – 2021, 40%", []),
        ("Acme Inc.", ["Acme Inc."]),
        ("ida@example.com", ["ida@example.com"]),
        ("03 555 0100", ["03 555 0100"]),
        ("2019 – 2021", []),
    ],
)
def test_on_a_page_from_right_to_left(text: str, expected: list[str]) -> None:
    assert parts(text, leftwards=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Speaks עברית שלום and more", ["עברית שלום"]),
        ("Wrote שיר (2019) in עברית.", ["שיר", "עברית"]),
        ("שלום עולם", ["שלום עולם"]),
        ("nothing of the kind, 2019", []),
    ],
)
def test_on_a_page_from_left_to_right(text: str, expected: list[str]) -> None:
    assert parts(text, leftwards=False) == expected
