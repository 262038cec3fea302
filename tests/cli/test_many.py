from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.test_build import LONG, portrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Shell, Terminal

BROKEN = "basics: {name: Bob Broken}\nwork: [\n"
WARNS = "basics: {name: Wim Warned, nickname: W}\n"
TEXT = ("--to", "txt", "--jobs", "1")
"""What is quickly made."""


def resume(name: str, more: str = "") -> str:
    return f"basics:\n  name: {json.dumps(name)}\n  label: Bookbinder\n{more}"


@pytest.fixture
def shelf(shell: Shell, tmp_path: Path) -> Shell:
    """Three résumés of which one is broken, a file that is none, and a memory of their own."""
    for stem, text in {"ada": resume("Ada Example"), "bob": BROKEN, "cyd": resume("Cyd Sample")}.items():
        shell.write(f"{stem}.yaml", text)
    shell.write("compose.yaml", "services: {web: {image: example}}\n")
    cache = tmp_path / "cache"
    if shell.cache.is_dir():
        shutil.copytree(shell.cache, cache, ignore=shutil.ignore_patterns("builds"))
    return type(shell)(shell.folder, cache)


def lines(out: str) -> list[str]:
    return out.splitlines()[:-1]


def last(out: str) -> str:
    return out.splitlines()[-1]


# The files, and what is said of them. --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given", [["ada.yaml", "bob.yaml", "cyd.yaml"], ["."], ["*.yaml"], ["bob.yaml", ".", "*.yaml"]]
)
def test_one_failure_stops_no_other(shelf: Shell, given: list[str]) -> None:
    run = shelf("build", *given, *TEXT)
    assert run.code == 1
    said = ["ada.txt: 3 words", "bob.yaml: failed", "cyd.txt: 3 words"]
    assert sorted(lines(run.out)) == said
    assert lines(run.out)[0] == (said[1] if given[0] == "bob.yaml" else said[0])
    passed = "" if len(given) == 3 and "." not in given else "; 1 file passed over, for want of the keys of a résumé"
    assert last(run.out) == f"3 files: 2 written, 1 failed; 1 error{passed}"
    assert run.err.startswith("bob.yaml:2:7: error CV1")
    assert "\n   2 | work: [\n" in run.err
    assert (shelf.folder / "cyd.txt").read_text().startswith("Cyd Sample\n")
    assert not (shelf.folder / "bob.txt").exists()


def test_pdfs_are_made_by_several_processes_in_the_order_of_the_files(shelf: Shell) -> None:
    names = [f"r{number:02}" for number in range(8)]
    for name in names:
        shelf.write(f"{name}.yaml", resume(f"Reader {name}"))
    run = shelf("build", "r*.yaml", "bob.yaml", "-o", "made", "--jobs", "2")
    assert run.code == 1
    assert lines(run.out) == [*(f"made/{name}.pdf: 1 page, 3 words, theme plain" for name in names), "bob.yaml: failed"]
    assert [path.name for path in sorted((shelf.folder / "made").iterdir())] == [f"{name}.pdf" for name in names]
    alone = shelf("build", "r03.yaml", "-o", "-")
    assert (shelf.folder / "made/r03.pdf").read_bytes() == alone.bytes


def test_the_exit_code_is_the_worst_of_all(shelf: Shell) -> None:
    run = shelf("build", "nowhere.yaml", "ada.yaml", "bob.yaml", "x*.yaml", *TEXT)
    assert run.code == 4
    assert lines(run.out) == ["nowhere.yaml: failed", "ada.txt: 3 words", "bob.yaml: failed"]
    assert run.err.startswith("error: nowhere.yaml: there is no such file\n")
    assert run.err.endswith(
        "error: x*.yaml: no file matches this\nhelp: look at the pattern, and at the folder you are in\n"
    )
    assert last(run.out) == "3 files: 1 written, 2 failed; 3 errors; 1 of the folders and patterns failed"
    report = json.loads(
        shelf("build", "nowhere.yaml", "ada.yaml", "bob.yaml", "x*.yaml", *TEXT, "--format", "json").err
    )
    assert report["errors"] == 3
    assert [one["file"] for one in report["diagnostics"]] == ["bob.yaml", "nowhere.yaml", "x*.yaml"]
    assert shelf("build", "bob.yaml", "ada.yaml", "--theme", "slat", *TEXT).code == 2
    assert shelf("build", "ada.yaml", "cyd.yaml", *TEXT).code == 0


def test_programs_get_one_report_with_a_row_for_each_file(shelf: Shell) -> None:
    shelf.write("wim.yaml", WARNS)
    run = shelf("build", ".", "nowhere.yaml", "--format", "json", "-o", "made")
    report = json.loads(run.err)
    assert (run.code, report["version"], report["errors"], report["warnings"]) == (4, 1, 2, 1)
    assert [(one["code"][:3], one["file"]) for one in report["diagnostics"]] == [
        ("CV1", "bob.yaml"),
        ("CV2", "wim.yaml"),
        ("CV1", "nowhere.yaml"),
    ]
    nothing: dict[str, Any] = {"state": "failed", "results": [], "pages": None, "words": None, "theme": None}
    made = {"state": "written", "pages": 1, "words": 3, "theme": "plain"}
    assert report["files"] == [
        {"file": "ada.yaml", "results": ["made/ada.pdf"], **made},
        {"file": "bob.yaml", **nothing},
        {"file": "cyd.yaml", "results": ["made/cyd.pdf"], **made},
        {"file": "wim.yaml", "results": ["made/wim.pdf"], **made, "words": 2},
        {"file": "nowhere.yaml", **nothing},
    ]
    again = json.loads(shelf("build", ".", "--format", "json", "-o", "made").err)
    assert [row["state"] for row in again["files"]] == ["unchanged", "failed", "unchanged", "unchanged"]
    assert again["files"][0] == report["files"][0] | {"state": "unchanged"}


@pytest.mark.slow
def test_annotations_and_sarif_name_every_file(shelf: Shell) -> None:
    github = shelf("build", "bob.yaml", "nowhere.yaml", "--format", "github", *TEXT).err.splitlines()
    assert [re.sub(r",.*", "", line) for line in github] == ["::error file=bob.yaml", "::error file=nowhere.yaml"]
    sarif = json.loads(shelf("build", "bob.yaml", "nowhere.yaml", "--format", "sarif", *TEXT).err)
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["bob.yaml", "nowhere.yaml"]


def test_a_terminal_sees_a_bar_and_then_a_table(shelf: Shell, terminal: Terminal) -> None:
    shelf.write("a-rather-long-name-of-a-file-that-does-not-fit.yaml", resume("Eve Long"))
    code, shown = terminal("build", ".", *TEXT, columns=50, NO_COLOR="1", XDG_CACHE_HOME=str(shelf.cache))
    assert code == 1
    assert "━" in shown
    assert "2/4" in shown
    table = shown[shown.rindex("file  ") :].replace("\x1b[2K", "").splitlines()
    assert [line.split() for line in table[1:5]] == [
        [table[1].split()[0], "3", "written"],
        ["ada.yaml", "3", "written"],
        ["bob.yaml", "failed"],
        ["cyd.yaml", "3", "written"],
    ]
    assert table[1].startswith("…")
    assert max(map(len, table[:5])) <= 50
    assert re.fullmatch(r"4 files: 3 written, 1 failed; 1 error; 1 file passed over, .* \(\d+\.\d s\)", table[-1])


def test_warnings_fail_where_it_is_strict_also_of_what_has_not_changed(shelf: Shell) -> None:
    shelf.write("wim.yaml", WARNS)
    strict = shelf("build", "wim.yaml", "ada.yaml", "--strict", *TEXT)
    assert (strict.code, lines(strict.out)) == (1, ["wim.yaml: failed", "ada.txt: 3 words"])
    assert not (shelf.folder / "wim.txt").exists()
    first = shelf("build", "wim.yaml", "ada.yaml", *TEXT)
    assert (first.code, lines(first.out)) == (0, ["wim.txt: 2 words", "ada.txt: unchanged, 3 words"])
    again = shelf("build", "wim.yaml", "ada.yaml", *TEXT)
    assert (again.code, lines(again.out)[0]) == (0, "wim.txt: unchanged, 2 words")
    assert again.err == first.err != ""
    kept = [json.loads(path.read_bytes()) for path in (shelf.cache / "cvpdf" / "builds").iterdir()]
    assert len(kept) == 2
    for one in kept:  # nothing of the résumé, nor of what was said about it
        assert not re.search(rb"Wim|nick|wim|Ada|CV2|plain|words", base64.b64decode(one.pop("content")))
        assert re.fullmatch(r"[0-9a-f]{64}", one.pop("inputs"))
        assert re.fullmatch(r"\['[0-9a-f]{64}'\]", str(one.pop("results")))
        assert one == {}
    strict = shelf("build", "wim.yaml", "ada.yaml", "--strict", *TEXT)
    assert (strict.code, lines(strict.out)) == (1, ["wim.yaml: failed", "ada.txt: unchanged, 3 words"])
    assert strict.err == first.err


@pytest.mark.slow
def test_what_is_said_of_a_theme_is_said_once(shelf: Shell) -> None:
    mine = shelf.folder / "themes" / "slate"
    mine.mkdir(parents=True)
    (mine / "theme.yaml").write_text("api: 1\ntitle: Mine\ndescription: Mine\nextends: slate\n")
    run = shelf("build", "ada.yaml", "cyd.yaml", "--theme", "slate", *TEXT)
    assert run.code == 0
    assert run.err.count("this theme stands in for cvpdf's own `slate`") == 1


# Where results go. --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-o", "all.pdf"], 2, "all.pdf: several results cannot go into one file"),
        (["-o", "-"], 2, "standard output takes one result, and these are several"),
        (["-o", "ada.yaml/"], 4, "ada.yaml: this is a file"),
        (["-o", "{stm}.pdf"], 2, "{stm}.pdf: there is no field `{stm}`"),
        (["-o", "{stem}.odt"], 2, "{stem}.odt: .odt is not made"),
        (["-o", "{stem}.pdf", "--to", "md"], 2, "{stem}.pdf: this would be md under the name of something else"),
        (
            ["-o", "all/{theme}.pdf"],
            2,
            "all/plain.pdf: the results of both `ada.yaml` and `cyd.yaml` would be this file",
        ),
        (["-"], 2, "standard input cannot be one of several"),
        (["-", "-o", "x.pdf"], 2, "standard input cannot be one of several"),
        (["-o", "m/{name.pdf"], 2, "m/{name.pdf: there is no field `{name`\nhelp: did you mean `{name}`?\n"),
        (["-o", "{name!r}"], 2, "{name!r}: there is no field `{name!r}`\nhelp: did you mean `{name}`?\n"),
        (["-o", "{}.pdf"], 2, "{}.pdf: there is no field `{}`\nhelp: there are `{stem}`, `{name}`, "),
        (["-o", "name}.pdf"], 2, "name}.pdf: there is no field `name}`\nhelp: did you mean `{name}`?\n"),
        (["--map", "map.json"], 2, "`--map` is about one résumé, and these are several"),
        (["--set", "basics.label"], 2, "`--set`: `basics.label` has no `=`"),
        (["--executor", "dask://localhost:99999"], 2, "`--executor dask://localhost:99999`: this is not the address"),
        (["--executor", "localhost:8786"], 2, "`--executor localhost:8786`: this is not the address of a cluster"),
    ],
)
def test_what_cannot_be_meant_is_refused(shelf: Shell, arguments: list[str], code: int, message: str) -> None:
    before = shelf.names()
    run = shelf("build", "ada.yaml", "cyd.yaml", *arguments)
    assert (run.code, run.out) == (code, "")
    assert run.err.startswith(f"error: {message}")
    assert shelf.names() == before


@pytest.mark.parametrize(
    ("files", "first", "second", "made"),
    [
        (["de/cv.yaml", "en/cv.yaml"], "de/cv.yaml", "en/cv.yaml", "out/cv.txt"),
        (["Ada.yaml", "ada.yaml"], "Ada.yaml", "ada.yaml", "out/ada.txt"),
        (["de/Zoe\u0308.yaml", "en/Zo\u00eb.yaml"], "de/Zoe\u0308.yaml", "en/Zo\u00eb.yaml", "out/Zo\u00eb.txt"),
        (["a:b.yaml", "a?b.yaml"], "a:b.yaml", "a?b.yaml", "out/a-b.txt"),
    ],
)
def test_two_files_with_one_name_are_an_error_before_anything_is_written(
    shell: Shell, files: list[str], first: str, second: str, made: str
) -> None:
    for folder in ("de", "en"):
        (shell.folder / folder).mkdir()
    for file in files:
        shell.write(file, resume("Ada Example"))
    shell.write("zzz.yaml", resume("Zed Last"))
    if len({path.name for path in shell.folder.rglob("*.yaml")}) < len({Path(file).name for file in files}) + 1:
        pytest.skip("this system takes the two for one")
    run = shell("build", "zzz.yaml", *files, "-o", "out", *TEXT)
    assert (run.code, run.out) == (2, "")
    hint = "build one of them by itself, or give it another name"
    if "/" in first:
        hint = "let their names differ: `-o 'FOLDER/{path}'`"
    assert run.err == (
        f"error: {made}: the results of both `{first}` and `{second}` would be this file\nhelp: {hint}\n"
    )
    assert not (shell.folder / "out").exists()
    if "/" in files[0] and unicodedata.is_normalized("NFC", files[0]):
        assert shell("build", *files, "-o", "out/{path}", *TEXT).code == 0
        assert sorted(path.name for path in (shell.folder / "out").iterdir()) == ["de-cv.txt", "en-cv.txt"]


def test_a_hint_does_not_say_what_would_not_help(shell: Shell) -> None:
    (shell.folder / "a").mkdir()
    for file in ("a/b.yaml", "a-b.yaml", "b.yaml", "b.json"):
        shell.write(file, '{"basics": {"name": "Ada"}}')
    by_itself = "help: build one of them by itself, or give it another name\n"
    for files in (("a/b.yaml", "a-b.yaml", "-o", "m/{path}"), ("b.yaml", "b.json"), ("b.yaml", "b.json", "-o", "m")):
        assert shell("build", *files).err.endswith(by_itself)
    assert shell("build", "a/b.yaml", "b.yaml", "-o", "m").err.endswith("differ: `-o 'FOLDER/{path}'`\n")


def test_a_cluster_takes_no_streams(shelf: Shell) -> None:
    run = shelf("build", "ada.yaml", "-o", "-", "--executor", "dask://127.0.0.1:1")
    assert (run.code, run.err.splitlines()[0]) == (2, "error: a cluster builds files, and standard output is none")
    run = shelf("build", "-", "--executor", "dask://127.0.0.1:1")
    assert (run.code, run.err.splitlines()[0]) == (2, "error: a cluster builds files, and standard input is none")


def test_what_was_set_is_wrong_in_a_file_that_is_named(shelf: Shell) -> None:
    shelf.write("dee.yaml", resume("Dee Other", "work: [{name: Mill, startDate: 2020}]\n"))
    run = shelf("build", "ada.yaml", "dee.yaml", "cyd.yaml", "--set", "work[1].name=x", *TEXT)
    said = [line for line in run.err.splitlines() if line.startswith("--set:")]
    assert [line.split(": ")[2] for line in said] == ["ada.yaml", "cyd.yaml"]
    assert "\n   1 | work[1].name=x\n" in run.err


def test_names_meet_through_links_as_well(shelf: Shell) -> None:
    (shelf.folder / "cyd.txt").symlink_to("ada.txt")
    run = shelf("build", "ada.yaml", "cyd.yaml", *TEXT)
    assert (run.code, run.out) == (2, "")
    assert "cyd.txt: the results of both `ada.yaml` and `cyd.yaml` would be this file" in run.err
    assert not (shelf.folder / "ada.txt").exists()


@pytest.mark.slow
def test_beside_their_files_names_may_differ_by_case_where_files_do(shell: Shell) -> None:
    shell.write("Ada.yaml", resume("Ada Example"))
    if (shell.folder / "ada.yaml").exists():
        shell.write("ada.json", '{"basics": {"name": "Ada Example"}}')
        assert shell("build", "Ada.yaml", "ada.json", *TEXT).code == 2
        return
    shell.write("ada.yaml", resume("Ada Sample"))
    assert shell("build", ".", *TEXT).code == 0
    assert shell.names() == ["Ada.txt", "Ada.yaml", "ada.txt", "ada.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["../../x", "/etc/x", "CON", "...", "x" * 400, "Ada."])
def test_every_result_stays_inside_the_folder(shell: Shell, name: str) -> None:
    shell.write("ada.yaml", resume(name))
    run = shell("build", ".", "-o", "in/out/{name}/{name}.txt", "--jobs", "1")
    assert (run.code, run.err) == (0, "")
    (made,) = (path for path in shell.folder.parent.rglob("*.txt") if "cache" not in path.parts)
    assert made.parent.parent == shell.folder / "in" / "out"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "link.md"], "this is the file `ada.yaml`, which is read"),
        (["-o", "hard.md"], "this is the file `cyd.yaml`, which is read"),
        (["-o", "passed.md"], "this is the file `other.yaml`, which is read"),
        (["-o", "me.png"], "this is the photo that `zoe.yaml` names"),
        (["-o", "none.png"], "this is the photo that `yan.yaml` names"),
        (["-o", "themes/odd/page.html", "--theme", "odd"], "this is a file of the theme `odd`"),
    ],
)
def test_nothing_that_is_read_is_written_over(shelf: Shell, arguments: list[str], message: str) -> None:
    (shelf.folder / "link.md").symlink_to("ada.yaml")
    (shelf.folder / "hard.md").hardlink_to(shelf.folder / "cyd.yaml")
    (shelf.folder / "passed.md").symlink_to("compose.yaml")
    shelf.write("other.yaml", (shelf.folder / "compose.yaml").read_bytes())
    (shelf.folder / "passed.md").unlink()
    (shelf.folder / "passed.md").hardlink_to(shelf.folder / "other.yaml")
    shelf.write("me.png", portrait())
    shelf.write("zoe.yaml", resume("Zoe Pictured", "  image: me.png\n"))
    shelf.write("yan.yaml", resume("Yan Missing", "  image: none.png\n"))
    odd = shelf.folder / "themes" / "odd"
    odd.mkdir(parents=True)
    (odd / "theme.yaml").write_text("api: 1\ntitle: Odd\ndescription: Odd\nextends: slate\n")
    (odd / "page.html").write_text("{% extends 'slate/page.html' %}")
    before = {path: path.read_bytes() for path in shelf.folder.rglob("*") if path.is_file()}
    stem = Path(arguments[1]).stem
    shelf.write(f"{stem}.yaml", resume("Pat Overwriter"))
    where = str(Path(arguments[1]).with_stem("{stem}"))
    run = shelf("build", ".", "-o", where, *arguments[2:])
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"error: {arguments[1]}: {message}\n")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.slow
def test_pictures_of_several_pages_meet_no_other_file(shelf: Shell) -> None:
    shelf.write("long.yaml", LONG)
    shelf.write("long-2.yaml", resume("Eve Second"))
    run = shelf("build", "ada.yaml", "long.yaml", "long-2.yaml", "--to", "png", "-o", "made")
    assert run.code == 2
    assert [line.partition(":")[0] for line in lines(run.out)] == ["made/ada.png", "long.yaml", "made/long-2.png"]
    assert "made/long-2.png: the results of both `long-2.yaml` and `long.yaml` would be this file" in run.err
    assert sorted(path.name for path in (shelf.folder / "made").iterdir()) == ["ada.png", "long-2.png"]
    run = shelf("build", "ada.yaml", "long.yaml", "--to", "png", "-o", "apart")
    assert run.code == 0
    again = shelf("build", "ada.yaml", "long.yaml", "--to", "png", "-o", "apart")
    assert re.match(r"apart/long-1\.png … apart/long-\d\.png: unchanged, \d pages", lines(again.out)[1])
    (shelf.folder / "apart" / "long-2.png").unlink()
    again = shelf("build", "ada.yaml", "long.yaml", "--to", "png", "-o", "apart")
    assert [": unchanged" in line for line in lines(again.out)] == [True, False]
    assert (shelf.folder / "apart" / "long-2.png").exists()


# What has not changed. ----------------------------------------------------------------------------------------


def test_only_what_has_changed_is_built(shelf: Shell) -> None:
    def built(*arguments: str, **environment: str) -> list[str]:
        """The files of this run that were built and not taken over."""
        run = shelf("build", "ada.yaml", "cyd.yaml", *TEXT, *arguments, **environment)
        return [Path(line.partition(":")[0]).stem for line in lines(run.out) if ": unchanged" not in line]

    assert built() == ["ada", "cyd"]
    assert built() == []
    os.utime(shelf.folder / "ada.yaml")
    assert built() == []
    shelf.write("ada.yaml", resume("Ada Example", "  email: ada@example.com\n"))
    assert built() == ["ada"]
    (shelf.folder / "cyd.txt").write_text("edited by hand")
    assert built() == ["cyd"]
    assert (shelf.folder / "cyd.txt").read_text().startswith("Cyd Sample\n")
    (shelf.folder / "cyd.txt").unlink()
    assert built() == ["cyd"]
    assert built("--force") == ["ada", "cyd"]
    assert built("--set", "basics.label=Gardener") == ["ada", "cyd"]
    assert built() == ["ada", "cyd"]
    assert built("--theme", "slate") == ["ada", "cyd"]
    shelf.write("ada.yaml", BROKEN)
    assert built() == ["ada", "cyd"]
    assert built() == ["ada"]
    shelf.write("ada.yaml", resume("Ada Example"))
    assert built() == ["ada"]
    assert built(XDG_CACHE_HOME="/dev/null/none") == ["ada", "cyd"]
    for entry in (shelf.cache / "cvpdf" / "builds").iterdir():
        entry.write_bytes(entry.read_bytes()[:-20])
    assert built() == ["ada", "cyd"]
    assert built() == []
    assert shelf("build", "ada.yaml", "--to", "txt").out == "ada.txt: 3 words\n"


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["me.png", "themes/odd/theme.css", "themes/base-of-odd/theme.css"])
def test_the_photo_and_the_themes_count(shelf: Shell, changed: str) -> None:
    shelf.write("me.png", portrait())
    shelf.write("zoe.yaml", resume("Zoe Pictured", "  image: me.png\ndocument: {theme: odd}\n"))
    for name, parent in (("odd", "base-of-odd"), ("base-of-odd", "modern")):
        folder = shelf.folder / "themes" / name
        folder.mkdir(parents=True)
        (folder / "theme.yaml").write_text(f"api: 1\ntitle: Odd\ndescription: Odd\nextends: {parent}\n")
        (folder / "theme.css").write_text("h1 { letter-spacing: 0 }")
    given = ("build", "ada.yaml", "zoe.yaml", "-o", "made")
    assert shelf(*given).code == 0
    assert [": unchanged" in line for line in lines(shelf(*given).out)] == [True, True]
    path = shelf.folder / changed
    path.write_bytes(b"h1 { letter-spacing: 1pt }" if path.suffix == ".css" else portrait("#908070"))
    assert [": unchanged" in line for line in lines(shelf(*given).out)] == [True, False]
    path.unlink()
    again = lines(shelf(*given).out)
    assert ": unchanged" in again[0]
    assert ": unchanged" not in again[1]


FINGERPRINTS = """
import importlib.metadata, platform, sys
from pathlib import Path
from cvpdf.cli import small_commands
from cvpdf.cli.plan import plan, take_request
from cvpdf.cli.remembered import Memory
import cvpdf.typeset.fonts as fonts

exec(sys.argv[1])
request = take_request(["ada.yaml", "cyd.yaml"], None, None, [], None)
print(Memory(request).inputs(plan(["ada.yaml", "cyd.yaml"], request).jobs[0]))
"""


@pytest.mark.slow
def test_versions_and_fonts_count(shelf: Shell) -> None:
    (shelf.folder / "font.ttf").write_bytes(b"another font")
    of = "importlib.metadata.distribution"
    newer = (
        f"real = {of}; {of} = lambda name: type('D', (), dict(version='99', requires=real(name).requires))"
        " if name == '{}' else real(name)"
    )
    changes = [
        "",
        newer.format("weasyprint"),
        newer.format("pydyf"),
        newer.format("cvpdf"),
        "platform.python_version = lambda: '3.99'",
        "small_commands.version_of = lambda library: '99'",
        "found = fonts.font_files; fonts.font_files = lambda names: (*found(names), Path('font.ttf'))",
    ]
    digests = []
    for change in ["", *changes]:
        done = subprocess.run(
            [sys.executable, "-c", FINGERPRINTS, change],
            cwd=shelf.folder,
            env=shelf.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        digests.append(done.stdout)
    assert digests[0] == digests[1]
    assert len(set(digests)) == len(changes)
    assert "None\n" not in digests


# Killed, interrupted, without room. ----------------------------------------------------------------------------


def begin(shell: Shell, *arguments: str, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401 -- as Popen takes it
    command = [sys.executable, "-m", "cvpdf", "build", *arguments]
    return subprocess.Popen(
        command, cwd=shell.folder, env=shell.environment(), stdout=subprocess.PIPE, text=True, **more
    )


def many(shell: Shell, count: int) -> list[str]:
    for number in range(count):
        broken = number in (3, count - 2)
        shell.write(f"r{number:03}.yaml", BROKEN if broken else resume(f"Reader {number}"))
    return [f"r{number:03}" for number in range(count) if number not in (3, count - 2)]


def test_a_killed_run_is_taken_up_again(shelf: Shell) -> None:
    good = many(shelf, 16)
    given = ("r*.yaml", "-o", "made", "--jobs", "2")
    with begin(shelf, *given, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(7)]
        os.killpg(process.pid, signal.SIGKILL)
    assert told[3] == "r003.yaml: failed\n"
    made = shelf.folder / "made"
    whole = {path.stem: path.read_bytes() for path in made.glob("*.pdf")}
    assert 6 <= len(whole) < len(good)
    assert all(content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF") for content in whole.values())
    (made / f".cvpdf-{'0' * 16}").write_bytes(b"half a re")
    for left in made.glob(".cvpdf-*"):  # the kill may have left one as well
        os.utime(left, (1, 1))
    run = shelf("build", *given)
    assert run.code == 1
    kept = [Path(line.partition(":")[0]).stem for line in lines(run.out) if ": unchanged" in line]
    assert set(kept) <= whole.keys()
    assert len(kept) >= len(whole) - 1
    assert last(run.out) == f"16 files: {14 - len(kept)} written, {len(kept)} unchanged, 2 failed; 2 errors"
    assert sorted(path.name for path in made.iterdir()) == [f"{name}.pdf" for name in good]
    assert all((made / f"{name}.pdf").read_bytes() == whole[name] for name in kept)
    assert last(shelf("build", *given).out) == "16 files: 14 unchanged, 2 failed; 2 errors"


def test_an_interrupt_ends_a_run_at_once_and_in_good_order(shelf: Shell) -> None:
    many(shelf, 16)
    with begin(
        shelf, "r*.yaml", "-o", "made", "--jobs", "2", stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    done, rest = err.removeprefix("interrupted: ").split(" ", 1)
    assert rest == "of 16 written; the same command goes on from there\n"
    assert int(done) == sum("failed" not in line for line in [first, *out.splitlines()])
    assert "files: " not in out
    assert not list((shelf.folder / "made").glob(".cvpdf-*"))
    assert len(list((shelf.folder / "made").iterdir())) < 14


def test_an_impatient_interrupt_leaves_nothing_behind(shelf: Shell, tmp_path: Path) -> None:
    many(shelf, 16)
    folder = tmp_path / "temporary"
    folder.mkdir()
    for pause in (0.0, 0.001, 0.01, 0.05):
        command = [sys.executable, "-m", "cvpdf", "build", "r*.yaml", "-o", "made", "--force", "--jobs", "2"]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        environment = shelf.environment({"TMPDIR": str(folder)})
        with subprocess.Popen(command, cwd=shelf.folder, env=environment, start_new_session=True, **pipes) as process:
            assert process.stdout is not None
            process.stdout.readline()
            for _ in range(20):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGINT)
                time.sleep(pause)
            _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "Traceback" not in err
        assert "Exception ignored" not in err
        deadline = time.monotonic() + 10
        while any(folder.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not list(folder.iterdir())


ROOM = """
import os, resource, runpy, sys
from cvpdf.world import World

write = World.write


def limited(world, path, data):
    # As a disk that fills up: from here on no file takes more than so much.
    if path.name == "b.txt":
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
    try:
        write(world, path, data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


World.write = limited
sys.argv = ["cvpdf", *sys.argv[1:]]
runpy.run_module("cvpdf", run_name="__main__")
"""


def test_no_room_is_said_of_each_file_and_the_rest_goes_on(shell: Shell) -> None:
    for name in "abc":
        shell.write(f"{name}.yaml", resume(f"Reader {name}"))
    shell.write("b.txt", "old")
    run = subprocess.run(
        [sys.executable, "-c", ROOM, "build", ".", *TEXT],
        cwd=shell.folder,
        env=shell.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 4, run.stderr
    assert lines(run.stdout) == ["a.txt: 3 words", "b.yaml: failed", "c.txt: 3 words"]
    assert run.stderr == "error: b.txt: cannot be written: file too large\n"
    assert shell.names() == ["a.txt", "a.yaml", "b.txt", "b.yaml", "c.txt", "c.yaml"]
    assert (shell.folder / "b.txt").read_text() == "old"
    again = shell("build", ".", *TEXT)
    assert lines(again.out) == ["a.txt: unchanged, 3 words", "b.txt: 3 words", "c.txt: unchanged, 3 words"]


@pytest.fixture
def disk(shelf: Shell) -> Iterator[Path]:
    """A disk of 64 KiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("root of Linux can mount a small disk")
    disk = shelf.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False).returncode:
        pytest.skip("no mounts here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
def test_a_full_disk_loses_nothing(shelf: Shell, disk: Path) -> None:
    many(shelf, 20)
    (disk / "other").write_bytes(bytes(32 * 1024))
    run = shelf("build", "r*.yaml", "-o", "disk")
    assert run.code == 4
    assert "cannot be written: no space left on device" in run.err
    assert run.err.count("error CV1") == 2
    made = sorted(disk.glob("*.pdf"))
    assert 0 < len(made) < 18
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)


@pytest.mark.slow
@pytest.mark.parametrize("files", [["ada.yaml"], ["ada.yaml", "cyd.yaml"]])
def test_a_cache_that_is_full_is_done_without(shelf: Shell, disk: Path, files: list[str]) -> None:
    (disk / "other").write_bytes(bytes(60 * 1024))
    run = shelf("build", *files, "-o", "made/", XDG_CACHE_HOME=str(disk))
    assert (run.code, run.err) == (0, "")
    assert len(list((shelf.folder / "made").iterdir())) == len(files)
    assert not list(disk.rglob("*.tmp"))
    assert sum(path.stat().st_size for path in disk.rglob("*") if path.is_file()) <= 64 * 1024


@pytest.mark.parametrize("left", [0, 5, 20, -10])
def test_a_compiled_template_that_is_not_whole_is_made_again(shelf: Shell, tmp_path: Path, left: int) -> None:
    shelf = type(shelf)(shelf.folder, tmp_path / "a cache that nobody has filled")
    whole = shelf("build", "ada.yaml", "-o", "-")
    folder = shelf.cache / "cvpdf" / "sandboxed"
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    assert len(kept) == 2
    for path, content in kept.items():
        path.write_bytes(content[:left])
    again = shelf("build", "ada.yaml", "-o", "-")
    assert (again.code, again.bytes) == (0, whole.bytes)
    assert {path: path.stat().st_size for path in folder.iterdir()} == {path: len(kept[path]) for path in kept}


@pytest.mark.slow
def test_no_room_for_temporary_files_is_said_once(shelf: Shell, disk: Path) -> None:
    (disk / "other").write_bytes(bytes(56 * 1024))
    said = (
        f"error: {disk}: no space left on device\n"
        "help: make room there, or name another folder in the variable `TMPDIR`\n"
    )
    one = shelf("build", "ada.yaml", TMPDIR=str(disk))
    assert (one.code, one.err) == (4, said)
    two = shelf("build", "ada.yaml", "cyd.yaml", TMPDIR=str(disk))
    assert (two.code, two.err) == (4, said)
    assert two.out.splitlines()[:2] == ["ada.yaml: failed", "cyd.yaml: failed"]
    report = json.loads(shelf("build", "ada.yaml", "cyd.yaml", "--format", "json", TMPDIR=str(disk)).err)
    assert [(row["file"], row["state"]) for row in report["files"]] == [("ada.yaml", "failed"), ("cyd.yaml", "failed")]
    assert [one["file"] for one in report["diagnostics"]] == ["ada.yaml", "cyd.yaml"]


# Clusters. ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("listens", [False, True])
def test_a_cluster_that_does_not_answer_is_said_soon(shelf: Shell, *, listens: bool) -> None:
    pytest.importorskip("distributed")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{silent.getsockname()[1]}"
        if listens:
            silent.listen()
        run = shelf("build", "ada.yaml", "cyd.yaml", "--executor", address, "--to", "txt")
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        f"error: `--executor {address}`: nobody answers there\n"
        "help: look at the address, and whether `dask scheduler` runs there\n"
    )


def test_without_the_extra_the_command_says_how_to_install_it(shelf: Shell) -> None:
    (shelf.folder / "distributed.py").write_text("raise ModuleNotFoundError(name='distributed')")
    run = shelf("build", "ada.yaml", "--executor", "dask://127.0.0.1:1", "--to", "txt")
    assert (run.code, run.out) == (3, "")
    assert run.err.endswith("help: `pip install 'cvpdf[dask]'`\n")


CLUSTER = """
import sys
from distributed import LocalCluster

with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_a_cluster_builds(shelf: Shell) -> None:
    pytest.importorskip("distributed")
    names = many(shelf, 6)
    command = [sys.executable, "-c", CLUSTER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=shelf.environment()
    ) as cluster:
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip().replace("tcp://", "dask://")
        run = shelf("build", "r*.yaml", "-o", "made", "--executor", address)
        one = shelf("build", "ada.yaml", "-o", "one.pdf", "--executor", address)
        cluster.communicate("")
    assert (run.code, last(run.out)) == (1, "6 files: 4 written, 2 failed; 2 errors")
    assert sorted(path.stem for path in (shelf.folder / "made").iterdir()) == names
    assert one.out.startswith("one.pdf: 1 page")


LEAVING = """
import os, subprocess, sys
from distributed import Client, LocalCluster

with LocalCluster(n_workers=0, dashboard_address=None) as cluster, Client(cluster) as client:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address, "--nthreads", "1"]
    with subprocess.Popen([*command, "--no-nanny", "--no-dashboard"], stderr=subprocess.DEVNULL) as worker:
        client.wait_for_workers(1)
        print(cluster.scheduler_address, flush=True)
        gone = sys.stdin.readline()
        worker.kill()
    if gone == "scheduler\\n":
        os._exit(0)
    sys.stdin.read()
"""

CONNECT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
IMPATIENT = """
import runpy, sys
from cvpdf.cli import many

many._SECONDS_WITHOUT_WORKERS = 2
sys.argv = ["cvpdf", *sys.argv[1:]]
runpy.run_module("cvpdf", run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.parametrize("gone", ["worker", "scheduler"])
def test_this_machine_builds_what_a_cluster_leaves_and_nobody_else_speaks(shelf: Shell, gone: str) -> None:
    pytest.importorskip("distributed")
    names = many(shelf, 40)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "text": True, "env": shelf.environment({CONNECT: "2s"})}
    with subprocess.Popen([sys.executable, "-c", LEAVING], stdin=subprocess.PIPE, **pipes) as cluster:
        assert cluster.stdout is not None
        assert cluster.stdin is not None
        address = cluster.stdout.readline().strip().replace("tcp://", "dask://")
        arguments = ["build", "r*.yaml", "-o", "made", "--format", "json", "--executor", address]
        command = [sys.executable, "-c", IMPATIENT, *arguments]
        with subprocess.Popen(command, cwd=shelf.folder, stderr=subprocess.PIPE, **pipes) as run:
            assert run.stdout is not None
            run.stdout.readline()
            cluster.stdin.write(f"{gone}\n")
            cluster.stdin.flush()
            out, err = run.communicate(timeout=100)
        cluster.communicate("")
    assert (run.returncode, last(out)) == (1, "40 files: 38 written, 2 failed; 2 errors")
    assert len(json.loads(err)["files"]) == 40
    assert sorted(path.stem for path in (shelf.folder / "made").iterdir()) == names


def test_the_number_of_jobs_is_at_least_one(shelf: Shell) -> None:
    run = shelf("build", ".", "--jobs", "0")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: `--jobs 0`: ")
