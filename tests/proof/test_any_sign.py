"""Whatever a font has can be printed: no sign costs a résumé its PDF, whatever a reader would take its gaps for."""

from __future__ import annotations

import io
import json
import random
import unicodedata
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from tests.quick import slow_but

from cvpdf.artifacts import Source

if TYPE_CHECKING:
    from tests.conftest import Press

SIGNS = 60
FAMILIES = [
    ("plain", "source"),
    ("academic", "garamond"),
    ("executive", "crimson"),
    ("compact", "inter"),
    ("slate", "franklin"),
    ("europe", "plex"),
    ("timeline", "plex"),
]
WORDS = {
    "he": "מהנדסת תוכנה ב-Python ניסיון (2019) מערכות Google Cloud צוות, שרתים – 40% C++ ״בדיקות״ .NET אביב".split(),
    "fa": "مهندس نرم‌افزار Node.js تجربه «تیم» ۱۳۹۸ تا ۱۴۰۲ React 16 می‌خواهم؛ گزارش، AWS توسعه ٪۴۰".split(),
    "ar": "مُهَنْدِسَة برمجيات Python خبرة (دفع) فريق، Google Cloud 2019 – 2020 لا CI/CD القاهرة؟".split(),
    "hi": "सॉफ़्टवेयर इंजीनियर, हूँ। क्षत्रिय Python “टीम” (भारत) – विकास: 40% हिन्दी".split(),
}


def source_of(highlights: list[str], document: dict[str, object]) -> Source:
    resume = {
        "basics": {"name": "Ida Quill"},
        "work": [{"name": "Mill", "highlights": highlights}],
        "document": document,
    }
    return Source("resume.json", json.dumps(resume).encode())


def refused(press: Press, source: Source, theme: str) -> list[str]:
    return [said.message for said in press.print(source, theme).said if said.code in ("CV601", "CV602", "CV609")]


@pytest.mark.parametrize(("theme", "fonts"), slow_but(("academic", "garamond"), FAMILIES))
def test_every_sign_may_stand_between_words(press: Press, theme: str, fonts: str) -> None:
    document: dict[str, object] = {"options": {"fonts": fonts}}
    faces = press.fonts(press.page(source_of(["x"], document), theme)).values()
    held = {chr(code) for content in faces for code in TTFont(io.BytesIO(content)).getBestCmap()}
    signs = sorted(sign for sign in held if sign.strip() and unicodedata.category(sign)[0] not in "CZM")
    taken = random.Random(theme).sample(signs, SIGNS)  # noqa: S311 -- the same at each run
    assert refused(press, source_of([f"a {sign} **bold** b" for sign in taken], document), theme) == []


@pytest.mark.parametrize("theme", slow_but("plain", ["plain", "slate", "academic", "timeline"]))
@pytest.mark.parametrize("language", WORDS)
def test_words_of_both_directions_may_follow_each_other(press: Press, language: str, theme: str) -> None:
    chance = random.Random(language + theme)  # noqa: S311 -- the same at each run
    items = [" ".join(chance.sample(WORDS[language], 9)) for _ in range(20)]
    items += [" ".join(f"**{word}**" if chance.random() < 0.2 else word for word in item.split()) for item in items]
    assert refused(press, source_of(items, {"language": language}), theme) == []
