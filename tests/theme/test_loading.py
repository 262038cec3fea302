from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.conftest import root

from cvpdf.page import Face
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.search_path import place_of, themes_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeTheme

HEAD = "api: 1\ntitle: Odd\ndescription: Odd\n"


def write(themes: Path, name: str, manifest: str) -> None:
    (themes / name).mkdir()
    (themes / name / "theme.yaml").write_text(manifest, encoding="utf-8")


def test_the_themes_to_choose_are_listed_without_base() -> None:
    names = find_themes()
    assert {"plain", "slate"} <= set(names)
    assert "base" not in names
    assert list(names) == sorted(names)


@pytest.mark.parametrize("name", find_themes())
def test_each_theme_loads_and_says_what_it_is(name: str) -> None:
    outcome = load_theme(name)
    assert outcome.diagnostics == ()
    theme = outcome.value
    assert theme is not None
    assert theme.name == name
    assert theme.title
    assert theme.description
    assert theme.faces({})
    assert all(option.description for option in theme.options.values())


def test_ancestors_are_folded_in_the_nearest_first(themes: Path, make_theme: MakeTheme) -> None:
    theme = make_theme(
        manifest="extends: plain\nbullet: '–'\nomits: [basics.phone]\noptions:\n"
        "  margin: {type: number, default: '20', description: Less}\n"
        "  mood: {type: choice, default: calm, choices: [calm, loud], description: How it feels}\n"
    )
    assert theme.folders == tuple(themes / name for name in ("odd", "plain", "base"))
    assert {"accent", "fontSize", "margin", "mood"} <= theme.options.keys()
    assert theme.options["margin"].description == "Less"
    assert theme.bullet == "–"
    assert theme.omits == {"basics.phone", "basics.image"}
    assert theme.families == ("Source Serif 4", "Source Sans 3")


def test_own_fonts_replace_those_of_the_ancestors(make_theme: MakeTheme) -> None:
    theme = make_theme(manifest="extends: plain\nfonts: {sans: {text: Source Sans 3}}\nweights: [400, 700]\n")
    assert theme.faces({}) == (
        Face("Source Sans 3", 400),
        Face("Source Sans 3", 400, italic=True),
        Face("Source Sans 3", 700),
        Face("Source Sans 3", 700, italic=True),
    )
    assert "fonts" not in theme.options


def test_of_several_pairings_an_option_chooses(make_theme: MakeTheme) -> None:
    theme = make_theme(
        manifest="extends: base\nweights: [400]\nitalic: true\n"
        "fonts: {serif: {text: Source Serif 4}, both: {text: Source Serif 4, headings: Source Sans 3}}\n"
    )
    assert theme.options["fonts"].choices == ("serif", "both")
    assert theme.pairing({}) == theme.pairing({"fonts": "serif"})
    assert theme.faces({"fonts": "both"}) == (
        Face("Source Serif 4", 400),
        Face("Source Serif 4", 400, italic=True),
        Face("Source Sans 3", 400),
    )


def test_what_is_left_out_adds_up_along_the_chain(themes: Path, make_theme: MakeTheme) -> None:
    write(themes, "shy", HEAD + "extends: plain\nomits: [basics.phone]\n")
    theme = make_theme(manifest="extends: shy\nomits: [basics.email]\n")
    assert theme.omits == {"basics.image", "basics.phone", "basics.email"}
    assert theme.leaves_out(("basics", "phone"))
    assert not theme.leaves_out(("basics", "name"))


def test_a_manifest_that_changes_is_read_anew(themes: Path) -> None:
    write(themes, "moody", "")
    file, titles = themes / "moody" / "theme.yaml", []
    for title in ("One", "Two", "One"):
        file.write_text(HEAD.replace("title: Odd", f"title: {title}") + "extends: plain\n", encoding="utf-8")
        os.utime(file, (0, 0))  # not even the clock tells
        loaded = load_theme("moody", root(themes)).value
        titles.append(loaded and loaded.title)
    assert titles == ["One", "Two", "One"]


def test_an_unknown_theme_is_an_error_with_the_nearest_name() -> None:
    outcome = load_theme("plane")
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert (said.code, said.message, said.hint) == ("CV401", "there is no theme `plane`", "did you mean `plain`?")


def test_where_none_is_near_all_are_named() -> None:
    (said,) = load_theme("zzz").diagnostics
    assert said.hint == f"choose one of {', '.join(f'`{name}`' for name in find_themes())}"


def test_base_is_not_to_be_chosen() -> None:
    assert [said.code for said in load_theme("base").diagnostics] == ["CV401"]


def test_a_theme_without_fonts_is_refused(themes: Path) -> None:
    write(themes, "odd", HEAD + "extends: base\n")
    (said,) = load_theme("odd", root(themes)).diagnostics
    assert (said.code, said.message) == ("CV404", "the theme `odd` names no fonts")


@pytest.mark.parametrize("name", ["", ".", "..", "../themes/plain", "plain/", "/etc", "plain\0"])
def test_a_name_is_no_way_out_of_the_folder(name: str) -> None:
    assert [said.code for said in load_theme(name).diagnostics] == ["CV401"]


def test_a_theme_that_extends_nothing_known_is_named_at_its_line(themes: Path) -> None:
    write(themes, "lost", HEAD + "extends: plian\n")
    (said,) = load_theme("lost", root(themes)).diagnostics
    assert (said.code, said.message) == ("CV401", "there is no theme `plian` to extend")
    assert said.hint == "did you mean `plain`?"
    assert said.span is not None
    assert (said.span.file, said.span.line) == (place_of(themes / "lost" / "theme.yaml"), 4)


@pytest.mark.parametrize(("first", "second"), [("one", "one"), ("one", "two")])
def test_themes_that_extend_each_other_are_named_in_a_row(themes: Path, first: str, second: str) -> None:
    write(themes, first, HEAD + f"extends: {second}\n")
    if second != first:
        write(themes, second, HEAD + f"extends: {first}\n")
    (said,) = load_theme(first, root(themes)).diagnostics
    assert said.code == "CV404"
    assert said.message.endswith(" → ".join(dict.fromkeys([first, second])) + f" → {first}")


def test_a_manifest_that_breaks_while_themes_are_listed_breaks_nothing_else(themes: Path) -> None:
    write(themes, "broken", "api: [1\n")
    assert find_themes(root(themes)) == find_themes()


MISTAKES = [  # the manifest, the line of the mistake, how the message begins
    ("title: Odd\ndescription: Odd\n", 1, "`api` is missing"),
    ("api: 2\ntitle: Odd\ndescription: Odd\n", 1, "`api` is not right: should be '1'"),
    ("api: 1\ndescription: Odd\n", 1, "`title` is missing"),
    (HEAD + "colour: red\n", 4, "`colour` is no key that a manifest has here"),
    (HEAD + "fonts:\n  sans:\n    text: Source Sans 3\nweights: bold\n", 7, "`weights` is not right: should be"),
    (HEAD + "fonts:\n  sans:\n    headings: Source Sans 3\n", 6, "`text` is missing"),
    (HEAD + "abstract: perhaps\n", 4, "`abstract` is not right: should be"),
    (
        HEAD + "options:\n  mood:\n    type: feeling\n    default: calm\n    description: How\n",
        6,
        "`type` is not right: should be",
    ),
    (HEAD + "options:\n  mood:\n    type: color\n    default: '#111'\n", 6, "`description` is missing"),
    (HEAD + "options: [mood]\n", 4, "`options` is not right: should be"),
    (HEAD + "bullet: no\n", 4, "`bullet` is not right: a sign of one to three characters"),
    (HEAD + "fonts: {a: {text: 'A\"; b'}}\n", 4, "`text` is not right: names have letters"),
    (HEAD + "weights: [bold]\n", 4, "`weights` is not right: a weight is one of the hundreds"),
    (
        HEAD + "options:\n  'a b': {type: color, default: '#111', description: a}\n",
        5,
        "`a b` is not right: names and choices are one word",
    ),
    (
        HEAD + "options:\n  a: {type: choice, default: 'x\">', choices: ['x\">'], description: a}\n",
        5,
        "`choices` is not right: names and choices are one word",
    ),
    (
        HEAD + "options:\n  a: {type: color, default: '#999', contrast: 4.5, description: a}\n",
        5,
        "`a` is not right: the default `#999` has less than its own `contrast` of 4.5",
    ),
    (
        HEAD + "options:\n  a: {type: number, default: '1', contrast: 4.5, description: a}\n",
        5,
        "`a` is not right: only a colour has a `contrast`",
    ),
]


@pytest.mark.parametrize(("manifest", "line", "message"), MISTAKES)
def test_a_mistake_in_a_manifest_is_said_at_its_line(themes: Path, manifest: str, line: int, message: str) -> None:
    write(themes, "odd", manifest)
    outcome = load_theme("odd", root(themes))
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert said.code == "CV404"
    assert said.span is not None
    assert (said.span.file, said.span.line) == (place_of(themes / "odd" / "theme.yaml"), line)
    assert said.message.startswith(message)


DEFAULTS = [
    ("color", "blue", ""),
    ("number", "many", ""),
    ("number", "99", ", maximum: 12"),
    ("boolean", "yes", ""),
    ("choice", "grim", ", choices: [calm, loud]"),
]


@pytest.mark.parametrize(("kind", "default", "more"), DEFAULTS)
def test_a_default_that_its_own_option_refuses_is_a_mistake(themes: Path, kind: str, default: str, more: str) -> None:
    option = f"{{type: {kind}, default: '{default}', description: Odd{more}}}"
    write(themes, "odd", HEAD + f"options:\n  mood: {option}\n")
    (said,) = load_theme("odd", root(themes)).diagnostics
    assert said.code == "CV404"
    assert said.span is not None
    assert said.span.line == 5
    assert said.message.startswith(f"`mood` is not right: the default `{default}` is not ")


@pytest.mark.parametrize(
    "text", ["", "- api\n", "api\n", "api: 1\napi: 1\ntitle: a\ndescription: b\n", "a: [\n", "\x00"]
)
def test_what_is_no_manifest_at_all_is_said(themes: Path, text: str) -> None:
    write(themes, "odd", text)
    outcome = load_theme("odd", root(themes))
    assert outcome.value is None
    assert outcome.failed
    assert all(
        said.span is not None and said.span.file == place_of(themes / "odd" / "theme.yaml")
        for said in outcome.diagnostics
    )


def test_the_themes_of_the_checkout_are_the_packages() -> None:
    assert (themes_folder() / "base" / "theme.yaml").is_file()


def test_a_name_too_long_for_any_file_is_unknown() -> None:
    (said,) = load_theme("x" * 10_000).diagnostics
    assert said.code == "CV401"
    assert len(said.message) < 100
