from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT, must, whole

from cvpdf.diagnostics import Severity
from cvpdf.theme.loading import find_broken, find_themes, load_theme
from cvpdf.theme.search_path import (
    SearchPath,
    SearchRoot,
    installed,
    own_search_path,
    place_of,
    resolve_for_file,
    resolve_for_user,
    search_path,
    themes_folder,
)

if TYPE_CHECKING:
    from cvpdf.diagnostics import Diagnostic

HEAD = "api: 1\ntitle: Odd\ndescription: "


def put(folder: Path, name: str, says: str = "extends: plain", description: str = "Odd") -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "theme.yaml").write_text(f"{HEAD}{description}\n{says}\n")
    return folder / name


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config"


@pytest.fixture
def whole_search_path(beside: Path, config: Path) -> SearchPath:
    return search_path(beside, config)


def package(folder: Path, entry: str) -> None:
    """Install a package that holds themes, and would end the tests if it were imported."""
    info = folder / "far_themes-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: far-themes\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[cvpdf.themes]\n{entry}\n")
    code = folder / "far_themes"
    code.mkdir()
    (code / "__init__.py").write_text("raise SystemExit('imported')\n")


def test_the_nearest_theme_of_a_name_is_taken(whole_search_path: SearchPath, beside: Path, config: Path) -> None:
    put(config / "themes", "mine", description="far")
    assert whole(load_theme("mine", whole_search_path)).description == "far"
    put(beside / "themes", "mine", description="near")
    theme = whole(load_theme("mine", whole_search_path))
    assert (theme.description, theme.root.kind, theme.is_ours) == ("near", "beside", False)
    assert theme.folders[0] == beside / "themes" / "mine"


def test_themes_of_the_whole_search_path_are_listed_once(
    whole_search_path: SearchPath, beside: Path, config: Path
) -> None:
    for folder in (beside, config):
        put(folder / "themes", "mine")
    put(config / "themes", "plain")
    assert find_themes(whole_search_path) == tuple(sorted({*find_themes(), "mine"}))


def test_a_theme_that_shadows_ours_is_announced(whole_search_path: SearchPath, beside: Path) -> None:
    folder = put(beside / "themes", "plain")
    outcome = load_theme("plain", whole_search_path)
    (said,) = outcome.diagnostics
    assert (said.code, said.severity) == ("CV413", Severity.INFO)
    assert said.message == "this theme stands in for cvpdf's own `plain`"
    assert said.span is not None
    assert said.span.file == str(folder / "theme.yaml")


def test_a_theme_may_extend_the_one_that_it_shadows(whole_search_path: SearchPath, beside: Path, config: Path) -> None:
    folders = (put(beside / "themes", "plain"), put(config / "themes", "plain"))
    theme = whole(load_theme("plain", whole_search_path))
    assert theme.folders == (*folders, themes_folder() / "plain", themes_folder() / "base")


def test_a_theme_extends_what_stands_in_its_own_root_or_behind(
    whole_search_path: SearchPath, beside: Path, config: Path
) -> None:
    put(beside / "themes", "other")
    put(config / "themes", "mine", "extends: other")
    (said,) = load_theme("mine", whole_search_path).diagnostics
    assert said.message == "there is no theme `other` to extend"
    folder = put(config / "themes", "other")
    assert whole(load_theme("mine", whole_search_path)).folders[1] == folder


def test_our_themes_extend_ours_alone(whole_search_path: SearchPath, beside: Path) -> None:
    put(beside / "themes", "base", "abstract: true")
    assert whole(load_theme("slate", whole_search_path)).is_ours
    assert whole(load_theme("slate", whole_search_path)).folders[-1] == themes_folder() / "base"


@pytest.mark.parametrize(("lengths", "words"), [(7, None), (8, "a theme stands on 7 others at most")])
def test_a_chain_has_an_end(whole_search_path: SearchPath, beside: Path, lengths: int, words: str | None) -> None:
    for number in range(lengths - 1):
        put(beside / "themes", f"t{number}", f"extends: {'plain' if number == lengths - 2 else f't{number + 1}'}")
    outcome = load_theme("t0", whole_search_path)
    assert [words] if words else not outcome.diagnostics
    if words:
        (said,) = outcome.diagnostics
        assert said.message.startswith(words)
        assert must(said.span).file == place_of(themes_folder() / "plain" / "theme.yaml")


def test_the_checkouts_own_folder_is_not_taken_for_somebody_elses() -> None:
    assert search_path(ROOT, None).near == own_search_path().near


def test_a_theme_of_a_package_is_found_without_importing_it(
    whole_search_path: SearchPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "site", "themes = far_themes.themes")
    put(tmp_path / "site" / "far_themes" / "themes", "far", "extends: near")
    put(tmp_path / "site" / "far_themes" / "themes", "near")
    monkeypatch.syspath_prepend(tmp_path / "site")
    theme = whole(load_theme("far", whole_search_path))
    assert (theme.root.kind, theme.root.package, theme.is_ours) == ("installed", "far-themes", False)
    assert {"far", "near"} <= set(find_themes(whole_search_path))
    assert "far_themes" not in sys.modules


def test_a_package_may_be_one_theme(
    whole_search_path: SearchPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "site", "far-out = far_themes")
    (tmp_path / "site" / "far_themes" / "theme.yaml").write_text(f"{HEAD}Odd\nextends: slate\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    theme = whole(load_theme("far-out", whole_search_path))
    assert (theme.name, theme.folders[0].name) == ("far-out", "far_themes")


@pytest.mark.parametrize("entry", ["themes = far_themes.nowhere", "themes = nowhere_at_all"])
def test_a_package_that_promises_too_much_harms_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    package(tmp_path / "site", entry)
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert not list(installed())


def test_packages_are_not_looked_for_where_a_name_is_found_before(
    whole_search_path: SearchPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("importlib.metadata.entry_points", never)
    assert load_theme("plain", whole_search_path).value


def test_broken_themes_are_named(whole_search_path: SearchPath, beside: Path) -> None:
    folder = put(beside / "themes", "bad", "colour: red")
    (said,) = find_broken(whole_search_path)
    assert (said.code, must(said.span).file) == ("CV404", str(folder / "theme.yaml"))


def test_what_is_asked_for_may_be_any_folder(whole_search_path: SearchPath, tmp_path: Path) -> None:
    folder = put(tmp_path / "far" / "away", "mine", "extends: sister")
    put(tmp_path / "far" / "away", "sister")
    near, name = whole(resolve_for_user(str(folder), whole_search_path))
    theme = whole(load_theme(name, near))
    assert (theme.name, theme.root, theme.is_ours) == ("mine", SearchRoot("named", folder.parent), False)


def test_a_folder_of_ours_by_its_path_is_ours(whole_search_path: SearchPath) -> None:
    near, name = whole(resolve_for_user(str(themes_folder() / "slate"), whole_search_path))
    assert whole(load_theme(name, near)).is_ours


@pytest.mark.parametrize("typed", ["./mine", "mine/", "./there/../mine", ".", "mine/../mine"])
def test_a_path_may_be_written_in_many_ways(
    whole_search_path: SearchPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    put(tmp_path, "mine")
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "mine" if typed == "." else tmp_path)
    near, name = whole(resolve_for_user(typed, whole_search_path))
    assert whole(load_theme(name, near)).title == "Odd"


def refused(asked: str, said: Diagnostic) -> str:
    assert said.code == "CV415"
    assert said.message.startswith(f"`{asked}` is no theme: ")
    return said.message.removeprefix(f"`{asked}` is no theme: ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("./no", "there is no such folder"),
        ("./a\0b", "there is no such folder"),
        ("./empty", "there is no `theme.yaml` in this folder"),
        ("./my theme", "a theme's folder is named by letters, digits, hyphens and underscores"),
    ],
)
def test_a_path_that_leads_to_no_theme_is_refused(
    whole_search_path: SearchPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, words: str
) -> None:
    put(tmp_path, "my theme")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    (said,) = resolve_for_user(typed, whole_search_path).diagnostics
    assert refused(typed, said) == words


def test_a_file_names_a_folder_below_its_own(whole_search_path: SearchPath, beside: Path) -> None:
    put(beside / "looks", "mine")
    near, name = whole(resolve_for_file("./looks/mine", beside, whole_search_path))
    assert whole(load_theme(name, near)).name == "mine"


@pytest.mark.parametrize("named", ["../out", "./link", "./a/../../out", "{out}"])
def test_a_file_names_no_folder_elsewhere(whole_search_path: SearchPath, beside: Path, named: str) -> None:
    beside.mkdir()
    out = put(beside.parent, "out")
    (beside / "a").mkdir()
    (beside / "link").symlink_to(out)
    name = named.format(out=out)
    (said,) = resolve_for_file(name, beside, whole_search_path).diagnostics
    assert refused(name, said) == "it does not lie below the folder of the résumé"


@pytest.mark.parametrize(
    ("place", "target", "words"),
    [
        ("theme.css", "/etc/passwd", "it leads out of the theme's folder"),
        ("page.html", "../sister/page.html", "it leads out of the theme's folder"),
        ("icons", "/etc", "it leads out of the theme's folder"),
        ("parts/deep.html", "/etc/hostname", "it leads out of the theme's folder"),
        ("loop.html", "loop.html", "it leads nowhere"),
        ("tty.html", "/dev/tty", "it leads out of the theme's folder"),
    ],
)
def test_links_out_of_the_folder_are_refused(
    whole_search_path: SearchPath, beside: Path, place: str, target: str, words: str
) -> None:
    folder = put(beside / "themes", "mine")
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(target)
    outcome = load_theme("mine", whole_search_path)
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert said.code == "CV414"
    assert said.message == f"the theme `mine` may not have this file: {words}"
    assert must(said.span).file == place_of(folder / place)


def test_a_link_within_the_folder_and_one_to_the_whole_are_fine(whole_search_path: SearchPath, beside: Path) -> None:
    folder = put(beside / "elsewhere", "mine")
    (folder / "theme.css").write_text("")
    (folder / "more.css").symlink_to("theme.css")
    (beside / "themes").mkdir()
    (beside / "themes" / "mine").symlink_to(folder)
    assert whole(load_theme("mine", whole_search_path)).name == "mine"


def test_what_is_no_file_is_refused(whole_search_path: SearchPath, beside: Path) -> None:
    import os

    folder = put(beside / "themes", "mine")
    os.mkfifo(folder / "page.html")
    (said,) = load_theme("mine", whole_search_path).diagnostics
    assert said.message.endswith("it is no file")
