"""The library's functions as a program calls them: what is wrong with an argument is said at the door."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from rich.pretty import pretty_repr
from tests.conftest import must

import cvpdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Press

RESUME = b"basics: {name: Ida Quill, label: Binder}\n"
SOURCE = cvpdf.Source("resume.yaml", RESUME)


@pytest.fixture
def world(press: Press) -> cvpdf.World:
    return cvpdf.World(press.cache, {})


WRONG: list[tuple[type[Exception], str, Callable[[Any], object]]] = [
    (
        TypeError,
        "`content` has to be of the type bytes, not str: read",
        lambda _: cvpdf.Source("x", cast("bytes", "text")),
    ),
    (
        TypeError,
        "`file` has to be of the type str, not PosixPath: the",
        lambda _: cvpdf.Source(cast("str", Path("x")), b""),
    ),
    (
        TypeError,
        "`folder` has to be of the type Path or None, not str",
        lambda _: cvpdf.Source("x", b"", cast("Path", "here")),
    ),
    (
        TypeError,
        "`source` has to be of the type Source, not str: write",
        lambda _: cvpdf.load(cast("Any", "resume.yaml")),
    ),
    (
        TypeError,
        "`overrides` has to be a list of texts, not of the type str",
        lambda _: cvpdf.load(SOURCE, "basics.name=B"),
    ),
    (TypeError, "`overrides[…]` has to be of the type str, not int", lambda _: cvpdf.check(SOURCE, cast("Any", [1]))),
    (
        TypeError,
        "`theme` has to be of the type str or None, not PosixPath",
        lambda w: cvpdf.build(SOURCE, world=w, theme=cast("Any", Path())),
    ),
    (
        TypeError,
        "`world` has to be of the type World, not None: write",
        lambda _: cvpdf.build(SOURCE, world=cast("Any", None)),
    ),
    (
        TypeError,
        "`world` has to be of the type World or None, not dict",
        lambda _: cvpdf.check(SOURCE, world=cast("Any", {})),
    ),
    (
        TypeError,
        "`to` has to be of the type str, not None",
        lambda w: cvpdf.build(SOURCE, world=w, to=cast("Any", None)),
    ),
    (
        ValueError,
        "`to` cannot be `doc`: there are `pdf`, `html`, `png`, `md`, `txt`, `docx`",
        lambda w: cvpdf.build(SOURCE, world=w, to="doc"),
    ),
    (
        ValueError,
        "`reader` cannot be `nope`: there are `json-resume`, ",
        lambda _: cvpdf.convert(SOURCE, reader="nope"),
    ),
    (ValueError, "`writer` cannot be `nope`: there are `cvpdf`, ", lambda _: cvpdf.convert(SOURCE, writer="nope")),
    (ValueError, "there is no code `CV000`", lambda _: cvpdf.explain("CV000")),
    (ValueError, "there is no format `xml`", lambda _: cvpdf.render_diagnostics((), {}, format=cast("Any", "xml"))),
    (
        TypeError,
        "`progress` has to be a function or None, not of the type str",
        lambda w: cvpdf.build(SOURCE, world=w, progress=cast("Any", "x")),
    ),
    (
        TypeError,
        "`bring` has to be a function or None, not of the type str",
        lambda _: cvpdf.convert(SOURCE, bring=cast("Any", "x")),
    ),
    (TypeError, "`code` has to be of the type str, not None", lambda _: cvpdf.explain(cast("Any", None))),
    (TypeError, "`world` has to be of the type World or None, not str", lambda _: cvpdf.themes(world=cast("Any", "x"))),
    (TypeError, "`folder` has to be of the type Path or None, not str", lambda _: cvpdf.themes(cast("Any", "here"))),
    (TypeError, "`path` has to be of the type Path, not None", lambda _: cvpdf.Source.read(cast("Any", None))),
    (TypeError, "`path` has to be a tuple of keys and indexes", lambda _: cvpdf.format_path(cast("Any", "work"))),
    (TypeError, "`path` has to be a tuple of keys and indexes", lambda _: cvpdf.format_path((True,))),
    (TypeError, "`cache` has to be of the type Path, not str", lambda _: cvpdf.World(cast("Any", "x"), {})),
    (
        TypeError,
        "`environment` has to be of the type Mapping, not None",
        lambda _: cvpdf.World(Path(), cast("Any", None)),
    ),
    (
        TypeError,
        "`diagnostics` has to be of the type Iterable, not Outcome",
        lambda _: cvpdf.render_diagnostics(cast("Any", cvpdf.check(SOURCE)), {}),
    ),
    (
        TypeError,
        "`diagnostics[…]` has to be of the type Diagnostic, not int",
        lambda _: cvpdf.render_diagnostics(cast("Any", [1]), {}),
    ),
    (
        TypeError,
        "`sources['x']` has to be of the type bytes, not str",
        lambda _: cvpdf.render_diagnostics((), {"x": cast("Any", "text")}),
    ),
    (
        TypeError,
        "`width` has to be of the type int or None, not str",
        lambda _: cvpdf.render_diagnostics((), {}, width=cast("Any", "80")),
    ),
    (TypeError, "`source` has to be of the type Source, not bytes", lambda _: cvpdf.apply_fixes(cast("Any", RESUME))),
]


@pytest.mark.parametrize(
    ("kind", "sentence", "call"), WRONG, ids=[f"{number} {sentence}" for number, (_, sentence, _) in enumerate(WRONG)]
)
def test_a_wrong_argument_is_said_in_a_sentence(
    world: cvpdf.World, kind: type[Exception], sentence: str, call: Callable[[Any], object]
) -> None:
    with pytest.raises(kind, match=f"^{re.escape(sentence)}"):
        call(world)


def test_a_theme_that_there_is_not_is_bad_input_and_never_raises(world: cvpdf.World) -> None:
    outcome = cvpdf.build(SOURCE, world=world, theme="nope")
    assert (outcome.value, [said.code for said in outcome.diagnostics]) == (None, ["CV401"])


def test_overrides_may_be_any_sequence_of_texts() -> None:
    for overrides in (["basics.name=B"], ("basics.name=B",)):
        assert must(cvpdf.load(SOURCE, overrides).value).resume.basics.name == "B"


def test_a_source_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "cv.yaml").write_bytes(RESUME)
    for path in (tmp_path / "cv.yaml", str(tmp_path / "cv.yaml")):
        assert cvpdf.Source.read(path) == cvpdf.Source(str(path), RESUME, tmp_path)
    with pytest.raises(FileNotFoundError):
        cvpdf.Source.read(tmp_path / "nope.yaml")


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "cv.yaml").open("wb") as file:
        file.truncate(50_000_000)
    source = cvpdf.Source.read(tmp_path / "cv.yaml")
    assert len(source.content) < 11_000_000
    assert [said.code for said in cvpdf.check(source).diagnostics] == ["CV101"]


def test_the_themes_are_those_that_can_be_chosen(tmp_path: Path) -> None:
    names = [theme.name for theme in cvpdf.themes()]
    assert names == sorted(names)
    assert {"plain", "slate"} < {*names}
    assert "base" not in names
    mine = tmp_path / "themes" / "mine"
    mine.mkdir(parents=True)
    (mine / "theme.yaml").write_text("api: 1\ntitle: Mine\ndescription: My own\nextends: plain\n", encoding="utf-8")
    found = {theme.name: theme for theme in cvpdf.themes(tmp_path)}
    assert {*found} == {*names, "mine"}
    assert found["mine"].title == "Mine"


def test_fixes_are_made_and_what_remains_is_told() -> None:
    source = cvpdf.Source("resume.yaml", b"basics: {name: Ida Quill, email: ''}\nwork: [{company: Mill, nmae: x}]\n")
    outcome = cvpdf.apply_fixes(source)
    mended = must(outcome.value)
    assert mended.file == source.file
    assert b"name: Mill" in mended.content
    assert b"email" not in mended.content
    assert "CV203" in {said.code for said in outcome.diagnostics}
    assert cvpdf.apply_fixes(mended).value == mended


def test_a_manual_is_what_explain_prints() -> None:
    assert cvpdf.explain("cv203") == cvpdf.explain("CV203")
    assert "write" in cvpdf.explain("CV203")


def test_a_path_is_written_as_a_person_types_it() -> None:
    assert cvpdf.format_path(("work", 0, "highlights", 2)) == "work[0].highlights[2]"


@pytest.mark.parametrize("name", ["./" + "a" * 300, "a" * 300, "../" * 2000])
def test_a_theme_that_no_folder_can_be_called_is_bad_input(world: cvpdf.World, tmp_path: Path, name: str) -> None:
    file = cvpdf.Source("resume.yaml", f"basics: {{name: Ida}}\ndocument: {{theme: '{name}'}}\n".encode(), tmp_path)
    plain = cvpdf.Source("resume.yaml", RESUME, tmp_path)
    for outcome in (cvpdf.build(plain, world=world, theme=name), cvpdf.check(file, world=world)):
        assert {said.code for said in outcome.diagnostics} & {"CV105", "CV401", "CV415"}


def test_a_file_with_an_endless_name_has_no_folder(world: cvpdf.World) -> None:
    source = cvpdf.Source("a" * 5000, b"basics: {name: Ida Quill, image: me.png}\n")
    assert cvpdf.build(source, world=world).value


def test_the_environment_is_not_shown() -> None:
    world = cvpdf.World(Path("kept"), {"TOKEN": "secret"})
    for shown in (repr(world), repr([world]), pretty_repr(world), pretty_repr([world])):
        assert "kept" in shown
        assert "secret" not in shown
