from __future__ import annotations

import pytest

from cvpdf.compose.sandbox import capitals
from cvpdf.outline.values import Link, Mark, Styled, Text, text_of


@pytest.mark.parametrize(
    ("text", "language", "large"),
    [
        ("Experience", "en", "EXPERIENCE"),
        ("Éducation à part", "fr", "ÉDUCATION À PART"),
        ("Großes", "de", "GROSSES"),
        ("Deneyim ısı", "tr", "DENEYİM ISI"),
        ("Επαγγελματική εμπειρία, Μάιος", "el", "ΕΠΑΓΓΕΛΜΑΤΙΚΗ ΕΜΠΕΙΡΙΑ, ΜΑΙΟΣ"),
        ("αϋπνία", "el-GR", "ΑΫΠΝΙΑ"),
        ("Образование", "ru", "ОБРАЗОВАНИЕ"),
        ("職務経歴", "ja", "職務経歴"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, language: str, large: str) -> None:
    assert text_of(capitals(Mark((), (), (Text(text),)), language)).strip() == large


def test_form_and_targets_stay() -> None:
    mark = Mark(("work",), (), (Styled("strong", (Text("a"),)), Link("https://a.example", (Text("b"),))))
    assert capitals(mark, "en").children == (Styled("strong", (Text("A"),)), Link("https://a.example", (Text("B"),)))
    assert capitals(mark, "en").origin == ("work",)
