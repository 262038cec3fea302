from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import root, whole

from cvpdf.compose.css_rules import _FAMILIES, Names, judge_sheet, names_of
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.search_path import place_of, themes_folder

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press

NAMES = Names(frozenset(("--accent", "--text-font")), ("Source Serif 4",), frozenset(("--mood",)))


def judged(css: str) -> list[tuple[str, int, str | None]]:
    found = [(said.code, said.span.column, said.hint) for said in judge_sheet(css, "theme.css", NAMES) if said.span]
    return [(code, column, hint) for code, column, hint in found]


@pytest.mark.parametrize("name", [*find_themes(), "base"])
def test_the_themes_of_cvpdf_have_none_of_these_mistakes(name: str) -> None:
    theme = whole(load_theme("plain" if name == "base" else name))
    texts = [(folder / "theme.css").read_text(encoding="utf-8") for folder in theme.folders]
    own = (themes_folder() / name / "theme.css").read_text(encoding="utf-8")
    assert list(judge_sheet(own, "theme.css", names_of(theme, texts))) == []


@pytest.mark.parametrize(
    "declaration",
    [
        "float: left",
        "position: relative",
        "position: running(x)",
        "opacity: .5",
        "opacity: 50%",
        "overflow: hidden",
        "transform: rotate(2deg)",
        "order: -1",
        "flex-direction: row-reverse",
        "flex-flow: column-reverse wrap",
        "visibility: hidden",
        "letter-spacing: 0.2em",
        "hyphens: auto",
        "font-variant-caps: all-small-caps",
        "list-style: disc",
    ],
)
def test_what_harms_the_text_is_an_error_at_its_line(declaration: str) -> None:
    ((code, column, hint),) = judged(f"h2 {{ {declaration} }}")
    assert (code, column) == ("CV424", 6)
    assert hint


@pytest.mark.parametrize(
    "css",
    [
        "h2 { float: none; position: static; opacity: 1; overflow: visible; order: 0; letter-spacing: 0.1em }",
        ".photo { float: right; overflow: hidden } .head .photo img, .photo { position: relative; opacity: 0.9 }",
        "h2::before { content: ''; position: absolute } .head > .photo::after { content: ' · '; opacity: .5 }",
        "ul { list-style: none } ol { list-style: none inside }",
        "h2 { transform: none; flex-direction: row; hyphens: manual; overflow: inherit }",
    ],
)
def test_where_there_are_no_words_nothing_is_harmed(css: str) -> None:
    assert judged(css) == []


def test_a_photo_in_one_selector_excuses_no_other() -> None:
    assert [code for code, *_ in judged(".photo, h2 { float: left }")] == ["CV424"]
    assert [code for code, *_ in judged(".photo h2 { float: left }")] == ["CV424"]


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ('h2::after { content: "abc" }', True),
        ("h2::before { content: counter(page) }", True),
        ("h2::before { content: attr(class) }", True),
        ('@page { @bottom-right { content: "Page " counter(page) } }', True),
        ('@page { @bottom-right { content: string(name) " · " counter(page) } }', False),
        ('h2::before { content: "– " } h3::before { content: none }', False),
    ],
)
def test_letters_in_content_are_an_error(css: str, *, words: bool) -> None:
    assert [code for code, *_ in judged(css)] == (["CV425"] if words else [])


@pytest.mark.parametrize(
    ("css", "hint"),
    [
        ("h1 { color: var(--acent) }", "did you mean `--accent`?"),
        ("h1 { width: calc(2 * var(--mood)) }", "this option is a class of the page: `:root.mood-…`"),
        (
            "h1 { width: var(--zebra) }",
            "give it one, `:root { --zebra: … }`, or one to fall back on, `var(--zebra, …)`",
        ),
        ('h1 { font-family: "Source Serf 4" }', "did you mean `Source Serif 4`?"),
        (
            "h1 { font-family: Inter, serif }",
            _FAMILIES,
        ),
    ],
)
def test_what_nobody_has_defined_is_an_error(css: str, hint: str) -> None:
    assert judged(css) == [("CV426", 6, hint)]


def test_a_family_of_only_one_pairing_is_not_always_there(make_theme: MakeTheme) -> None:
    fonts = "fonts: {one: {text: Inter, headings: EB Garamond}, two: {text: Inter}}"
    assert names_of(make_theme(manifest=f"extends: plain\n{fonts}\n"), []).families == ("Inter",)


def test_what_is_defined_or_has_something_to_fall_back_on_is_fine() -> None:
    css = "h1 { color: var(--accent); width: var(--none, 2mm); font-family: 'source serif 4', serif, var(--text-font) }"
    assert judged(css) == []


def test_the_sheet_of_somebody_elses_theme_is_judged_and_nothing_is_typeset(
    press: Press, make_theme: MakeTheme
) -> None:
    theme = make_theme("\nh2 { float: left }\nh3 { color: var(--accent); margin: var(--mine) }\n:root { --mine: 1mm }")
    outcome = press.compose("basics: {name: Ida Quill}", theme)
    (said,) = (said for said in outcome.diagnostics if said.severity.name == "ERROR")
    assert said.span is not None
    assert (said.code, said.span.line, said.span.column) == ("CV424", 2, 6)
    assert said.span.file == place_of(theme.folders[0] / "theme.css")


def test_each_sheet_of_a_chain_is_judged_for_itself(make_theme: MakeTheme, press: Press) -> None:
    first = make_theme("h2 { float: left }")
    folder = first.folders[0].parent / "other"
    folder.mkdir()
    (folder / "theme.yaml").write_text("api: 1\ntitle: Other\ndescription: One more\nextends: odd\n")
    (folder / "theme.css").write_text("h3 { float: left }")
    outcome = press.compose("basics: {name: Ida Quill}", whole(load_theme("other", root(folder.parent))))
    files = [said.span.file for said in outcome.diagnostics if said.span and said.code == "CV424"]
    assert files == [place_of(first.folders[0] / "theme.css"), place_of(folder / "theme.css")]
