"""Which fonts a page gets, and what is said where a letter has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import must, whole
from tests.fonts import make_font, only_fonts_of
from tests.quick import slow_but
from tests.readers import READERS

from cvpdf.page import Face
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.typeset import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeTheme, Press

    from cvpdf.diagnostics import Diagnostic


def families(press: Press, text: str, theme: str = "plain") -> list[str]:
    page = press.page(f"basics: {{name: Ida Quill, label: '{text}'}}", theme)
    return list(dict.fromkeys(face.family for face in page.faces))


def said(press: Press, source: str) -> tuple[Diagnostic, ...]:
    return press.compose(source, whole(load_theme("plain"))).diagnostics


@pytest.mark.parametrize("text", ["naïve – “œuvre” • ž", "Ελληνικά", "Русский и українська", "Việt Nam"])
def test_letters_that_the_family_has_ask_for_no_other(press: Press, text: str) -> None:
    assert families(press, text) == ["Source Serif 4"]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("العربية", "Noto Sans Arabic"),
        ("עברית", "Heebo"),
        ("हिन्दी", "Noto Sans Devanagari"),
        ("ไทย", "Noto Sans Thai"),
        ("Ƙasa", "Noto Sans"),
    ],
)
def test_another_script_has_a_family_of_its_own(press: Press, text: str, family: str) -> None:
    assert families(press, text) == ["Source Serif 4", family]


def test_several_scripts_have_several(press: Press) -> None:
    assert families(press, "עברית, ไทย", "slate") == ["Source Sans 3", "Heebo", "Noto Sans Thai"]


def test_a_family_without_greek_is_followed_by_one_of_its_kind(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: plain\nfonts: {thai: {text: Noto Sans Thai}}\n")
    page = must(press.compose("basics: {name: Ελένη}", theme).value)
    assert list(dict.fromkeys(face.family for face in page.faces)) == ["Noto Sans Thai", "Source Sans 3"]
    assert '--text-font: "Noto Sans Thai", "Source Sans 3"' in page.css


def test_a_letter_that_no_font_has_is_an_error_at_its_value(press: Press) -> None:
    first, second = said(press, "basics: {name: Ida, label: Gardener 🌱, summary: 'Grows 🌱 and 🥕'}")
    assert (first.code, first.path) == ("CV503", ("basics", "label"))
    assert first.hint == (
        "leave it out, or name a font of this machine that has it in `document.fonts`, such as `Symbola` for emoji"
    )
    assert first.message == "`basics.label`: no font at hand has 🌱 (U+1F331)"
    assert second.message == "`basics.summary`: no font at hand has 🌱 (U+1F331), 🥕 (U+1F955)"
    assert first.span is not None
    assert first.span.line == 1


# What stands in real résumés: stars for levels, ticks, arrows, bullets of every form, mathematics, money, fractions.
SIGNS = (
    "★★★☆☆ ✓ ✔ ✔️ ✗ → ← ↑ ↓ ↔ ⇒ ► ▶ ▪ ■ □ ● ○ ◆ ◇ ‣ ⁃ ◦ ·"
    " ≥ ≤ ± × ÷ ≈ ≠ ∞ √ ∑ µ Δ π ₹ € ₽ ₩ ₺ ₴ ₦ ₿ x² CO₂ ½ ⅓ ° ′ ″ − ☑ ♥ ™ ©"
)


@pytest.mark.parametrize("theme", slow_but("plain", find_themes()))
def test_ordinary_signs_have_a_font_in_every_theme(press: Press, theme: str) -> None:
    print_ = press.print(f"basics: {{name: Ida, summary: '{SIGNS}'}}", theme)
    assert [code for code in print_.codes if not code.startswith("CV3")] == []
    text = READERS["pypdf"](print_.pdf.content)
    assert [sign for sign in SIGNS.replace("️", "").split() if sign not in text] == []


def test_an_emoji_is_printed_with_a_font_of_the_machine(press: Press, tmp_path: Path) -> None:
    make_font(tmp_path / "signs.ttf", "Test Signs", "☎🌱")
    source = "basics: {name: Ida, label: 'Gardener 🌱, ☎️ 555'}\ndocument: {fonts: [Test Signs]}\n"
    with only_fonts_of(tmp_path):
        print_ = press.print(source)
    assert print_.codes == []
    assert "Gardener 🌱, ☎" in READERS["pypdf"](print_.pdf.content)


def test_a_package_that_has_it_is_named_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_load_face", lambda face, _: _without_arabic(face.family))
    monkeypatch.setattr(fonts, "_make_face", lambda face: _without_arabic(face.family))
    monkeypatch.setattr(fonts, "is_installed", lambda family: family != "Noto Sans Arabic")
    (missing,) = said(press, "basics:\n  name: Ida\n  label: سلام\n  summary: سلام\n")
    assert missing.message == (
        "`basics.label`: no font at hand has ا (U+0627), س (U+0633), ل (U+0644), م (U+0645); 2 values have such letters"
    )
    assert missing.hint == "`pip install 'cvpdf[arabic]'`"
    assert missing.span is not None
    assert missing.span.line == 3


_make_face = fonts._make_face


def _without_arabic(family: str) -> bytes | None:
    return None if "Arabic" in family else _make_face(Face(family, 400))


def test_far_eastern_letters_ask_for_a_font_of_the_machine(press: Press) -> None:
    (missing,) = said(press, "basics: {name: 見本}")
    assert missing.hint == "name a font of this machine that has them: `document: {fonts: [Noto Sans CJK JP]}`"


def test_a_named_font_of_the_machine_is_used_and_said(press: Press, tmp_path: Path) -> None:
    make_font(tmp_path / "han.ttf", "Test Han", "見本")
    source = "basics: {name: 見本}\ndocument: {fonts: [Test Han]}\n"
    with only_fonts_of(tmp_path):
        print_ = press.print(source)
    assert [said.code for said in print_.said] == ["CV907"]
    assert print_.said[0].message == "the PDF depends on a font of this machine: Test Han, version 1.000"
    assert [face.family for face in print_.page.faces if face.system] == ["Test Han"] * 2
    assert "見本" in READERS["pypdf"](print_.pdf.content)


def test_a_named_font_that_no_letter_needs_is_left_alone(press: Press, tmp_path: Path) -> None:
    make_font(tmp_path / "han.ttf", "Test Han", "見本")
    with only_fonts_of(tmp_path):
        print_ = press.print("basics: {name: Ida}\ndocument: {fonts: [Test Han]}\n")
    assert print_.said == ()


def test_a_font_that_the_machine_does_not_have_is_an_error_with_the_nearest(press: Press, tmp_path: Path) -> None:
    make_font(tmp_path / "han.ttf", "Test Han", "見本")
    with only_fonts_of(tmp_path):
        (said_,) = said(press, "basics: {name: Ida}\ndocument:\n  fonts: [Tset Han]\n")
    assert (said_.code, said_.path, said_.hint) == ("CV906", ("document", "fonts", 0), "did you mean `Test Han`?")
    assert said_.span is not None
    assert said_.span.line == 3
