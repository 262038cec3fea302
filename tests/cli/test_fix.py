from __future__ import annotations

import difflib
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from cvpdf.cli.check import fix_all, summary
from cvpdf.cli.inputs import Candidate, check_all
from cvpdf.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell, Terminal

YAML = (
    "# yaml-language-server: $schema=resume.schema.json\r\n"
    "basics:   # me\r\n"
    "  'name': \"Ida Quill\"\r\n"
    "  url: ''\r\n"
    "  email: ida@quill.example   # at home\r\n"
    "work:\r\n"
    "    # the first one\r\n"
    "    - {name: Paper Mill,   startDate: 2019-3, endDate: ~}\r\n"
    "    - name: Ink & Co\r\n"
    "      position: >-\r\n"
    "        Binder\r\n"
)
MENDED = YAML.replace("  url: ''\r\n", "").replace("2019-3, endDate: ~", "2019-3")
JSON = '\ufeff{\n  "basics": {\n    "name": "Ida", "phone": "555", // me\n    "url":,\n  },\n}'


@pytest.fixture
def files(shell: Shell) -> tuple[Path, Path]:
    return shell.write("resume.yaml", YAML), shell.write("resume.json", JSON)


def test_what_is_certain_is_mended_and_every_other_byte_stays(shell: Shell, files: tuple[Path, Path]) -> None:
    run = shell("check", "--fix", "resume.yaml", "resume.json")
    written, other = files
    assert written.read_bytes().decode().replace("2019-03", "2019-3") == MENDED
    assert other.read_bytes() == b'{\n  "basics": {\n    "name": "Ida", "phone": "555"\n  }\n}'
    assert re.search(
        r"^resume\.yaml: \d findings? mended\nresume\.json: \d findings mended\n2 files: ", run.out, re.MULTILINE
    )


def test_what_is_mended_is_not_said_any_more_and_twice_is_as_once(shell: Shell, files: tuple[Path, Path]) -> None:
    shell("check", "--fix", ".")
    once = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    assert "CV245" not in shell("check", ".").out
    again = shell("check", "--fix", ".")
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == once
    assert "mended" not in again.out
    said = json.loads(shell("check", "--format", "json", ".").out)["diagnostics"]
    assert [one for one in said if one["fix"]] == []


def test_what_remains_is_reported_and_decides(shell: Shell) -> None:
    path = shell.write("resume.yaml", "basics: {name: Ida, phone: 555, url: ''}\nnick: Inky\n")
    run = shell("check", "--fix", "--strict")
    assert run.code == 1
    assert "warning CV203" in run.out
    assert run.out.endswith("\nresume.yaml: 1 finding mended\nresume.yaml: 1 warning\n")
    assert path.read_text() == "basics: {name: Ida, phone: 555}\nnick: Inky\n"


def test_machines_get_their_report_alone(shell: Shell) -> None:
    shell.write("resume.yaml", "basics: {name: Ida, phone: 555, url: ''}\n")
    run = shell("check", "--fix", "--format", "json")
    assert json.loads(run.out)["diagnostics"] == []
    assert run.err == "resume.yaml: 1 finding mended\n"


@pytest.mark.slow
def test_a_diff_shows_what_would_change_and_changes_nothing(shell: Shell, files: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in files]
    run = shell("check", "--diff", ".")
    assert run.code == 1
    assert '-    "url":,\n' in run.out
    assert re.fullmatch(r"(?:resume\.\w+: \d findings? would be mended\n){2}2 files: no problems\n", run.err)
    assert [path.read_bytes() for path in files] == before
    (shell.folder / "by-hand").mkdir()
    for path in files:
        (shell.folder / "by-hand" / path.name).write_bytes(path.read_bytes())
    assert _patched(shell.folder / "by-hand", run.bytes)
    shell("check", "--fix", ".")
    assert [(shell.folder / "by-hand" / path.name).read_bytes() for path in files] == [
        path.read_bytes() for path in files
    ]
    nothing = shell("check", "--diff", ".")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "4 files: no problems\n")


REMAINS = "basics: {name: Ida, phone: 555,\n  url: '',\n  nick: Inky}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (REMAINS, [], 1),
        (REMAINS, ["--strict"], 1),
        (REMAINS.replace("  url: '',\n", ""), [], 0),
        (REMAINS.replace("  url: '',\n", ""), ["--strict"], 1),
        (REMAINS.replace("nick", "name"), [], 1),
        (REMAINS.replace("nick", "name").replace("  url: '',\n", ""), [], 1),
    ],
)
def test_a_diff_is_followed_by_what_remains_at_its_line_of_today(
    shell: Shell, text: str, arguments: list[str], code: int
) -> None:
    path = shell.write("resume.yaml", text)
    run = shell("check", "--diff", *arguments)
    assert run.code == code
    line = 3 if "url" in text else 2
    assert re.match(rf"resume\.yaml:{line}:3: (?:error CV113|warning CV203): `n\w+` ", run.err)
    assert run.err.endswith(("\nresume.yaml: 1 warning\n", "\nresume.yaml: 1 error\n"))
    assert ("would be mended" in run.err) == ("-  url: ''" in run.out) == ("url" in text)
    assert "CV245" not in run.err
    assert path.read_text() == text


@pytest.mark.slow
def test_a_diff_beside_the_fix_shows_what_is_written(shell: Shell) -> None:
    path = shell.write("resume.yaml", REMAINS)
    run = shell("check", "--diff", "--fix")
    assert run.code == 0
    assert "\n-  url: '',\n" in run.out
    assert re.match(r"resume\.yaml:2:3: warning CV203: ", run.err)
    assert run.err.endswith("\nresume.yaml: 1 finding mended\nresume.yaml: 1 warning\n")
    assert path.read_text() == REMAINS.replace("  url: '',\n", "")
    assert shell("check", "--diff", "--fix").out == ""
    piped = shell("check", "--diff", "--fix", "-", stdin=REMAINS)
    assert (piped.code, piped.out) == (2, "")


def _patched(folder: Path, diff: bytes) -> bool:
    command = ["git", "apply", "--unsafe-paths", "-p0", "--whitespace=nowarn"]
    return subprocess.run(command, cwd=folder, input=diff, check=False).returncode == 0


def test_a_diff_has_colours_on_a_terminal(shell: Shell, terminal: Terminal) -> None:
    shell.write("resume.yaml", "basics: {name: Ida, phone: 555, url: ''}\n")
    _, shown = terminal("check", "--diff")
    before, after = "basics: {name: Ida, phone: 555, url: ''}", "basics: {name: Ida, phone: 555}"
    assert f"\x1b[1;31m-{before}\x1b[0m\n\x1b[32m+{after}\x1b[0m\n" in shown


def test_a_diff_is_no_report(shell: Shell, resume: Path) -> None:
    run = shell("check", "--diff", "--format", "json", resume.name)
    assert (run.code, run.out) == (2, "")


@pytest.mark.slow
def test_what_is_piped_in_comes_out_mended(shell: Shell) -> None:
    run = shell("check", "--fix", "-", stdin=JSON)
    assert run.code == 0
    assert run.out == '{\n  "basics": {\n    "name": "Ida", "phone": "555"\n  }\n}'
    assert run.err.endswith("<stdin>: no problems\n")
    untouched = shell("check", "--fix", "-", stdin=b"basics: {name: \xff}\r\n")
    assert (untouched.code, untouched.bytes) == (1, b"basics: {name: \xff}\r\n")


@pytest.mark.slow
@pytest.mark.parametrize("word", ["bis heute", "à ce jour", "至今", "till date"])
def test_a_word_for_the_present_is_mended_in_any_language(shell: Shell, word: str) -> None:
    text = f"basics: {{phone: 555}}\nwork: [{{startDate: 2013, endDate: '{word}'}}]\n"
    path = shell.write("resume.yaml", text)
    run = shell("check", "--fix")
    assert (run.code, run.err) == (0, "")
    assert path.read_text(encoding="utf-8") == text.replace(word, "present")


class Locked(World, frozen=True):
    """A world in which one file cannot be written; whoever runs the tests as root has none of his own."""

    def write(self, path: Path, data: bytes) -> None:
        if path.name == "locked.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        super().write(path, data)


def test_a_file_that_is_locked_is_said_and_the_others_are_mended(tmp_path: Path) -> None:
    content = b"basics: {name: Ida, phone: 555, url: ''}\n"
    paths = [tmp_path / name for name in ("locked.yaml", "resume.yaml")]
    for path in paths:
        path.write_bytes(content)
    world = Locked(tmp_path, {})
    fixed = fix_all(world, check_all(world, [Candidate(str(path)) for path in paths]).checked)
    assert [stop.message for stop in fixed.stops.values()] == [f"{paths[0]}: cannot be written: permission denied"]
    assert [path.read_bytes() for path in paths] == [content, b"basics: {name: Ida, phone: 555}\n"]
    assert [len(one.outcome.diagnostics) for one in fixed.checked] == [1, 0]
    assert summary(fixed.mended, "mended") == [f"{paths[1]}: 1 finding mended"]


def test_a_person_is_told_what_can_be_mended(shell: Shell) -> None:
    shell.write("resume.yaml", "basics: {name: Ida, phone: 555, url: ''}\n")
    assert "\nhelp: take out what is blank (`cvpdf check --fix` does it)\n" in shell("check").out


def test_the_only_changes_are_the_edits_that_were_announced(shell: Shell) -> None:
    path = shell.write("resume.yaml", MENDED.replace("Ink & Co", 'Ink & Co\r\n      url: ""'))
    shell("check", "--fix")
    old, new = (text.splitlines(keepends=True) for text in (MENDED, path.read_bytes().decode()))
    changed = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert all("2019" in line for line in changed)


@pytest.mark.slow
def test_what_has_two_meanings_stays(shell: Shell) -> None:
    shared = "awards:\n- &x {title: Prize, date: 2020-01}\npublications: [*x]\n"
    torn = '{"basics": {"name": "Ida", "label": "C:\\", "email": "ida@quill.example"}}\n'
    merged = "x-x: &x {title: Prize}\nawards: [{<<: *x}]\npublications: [{<<: *x}]\n"
    for name, text in (("shared.yaml", shared), ("torn.json", torn), ("merged.yaml", merged)):
        shell.write(name, text)
        shell("check", "--fix", name)
        assert (shell.folder / name).read_text(encoding="utf-8") == text


def test_a_value_that_is_repeated_is_said_once(shell: Shell) -> None:
    shell.write("resume.yaml", "work:\n- &x {name: Paper Mill, startDate: 2020-13}\n- *x\n- *x\n")
    assert shell("check").out.count("2020-13:") == 1
