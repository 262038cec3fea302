from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Shell, Terminal

COMMANDS = ("build", "check", "convert", "fields", "gallery", "new", "schema", "themes", "explain", "doctor")


def test_help_names_every_command(shell: Shell) -> None:
    run = shell("--help")
    assert run.code == 0
    listed = re.findall(r"^  ([a-z]+)  +\S.*$", run.out.partition("Commands:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    assert "..." not in run.out.partition("Commands:")[2], "a summary is cut off"


@pytest.mark.slow
@pytest.mark.parametrize("command", [*COMMANDS, "themes show"])
def test_every_command_has_help_with_an_example(shell: Shell, command: str) -> None:
    run = shell(*command.split(), "--help")
    assert run.code == 0
    assert f"Example: cvpdf {command}" in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_says_its_version(shell: Shell) -> None:
    run = shell("--version")
    assert (run.code, run.out) == (0, f"cvpdf {version('cvpdf')}\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["build", "--nonsense"], ["check", "--format", "prose"], ["themes", "show"]]
)
def test_what_is_typed_wrong_is_a_usage_error(shell: Shell, arguments: list[str]) -> None:
    run = shell(*arguments)
    assert run.code == 2
    assert not run.out


def test_a_command_that_was_nearly_right_is_suggested(shell: Shell) -> None:
    assert "Did you mean 'check'" in shell("chek").err


def test_shell_completion_offers_the_commands(shell: Shell) -> None:
    run = shell(_CVPDF_COMPLETE="complete_bash", COMP_WORDS="cvpdf b", COMP_CWORD="1")
    assert run.out.split() == ["build"]
    script = shell("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "complete" in script.out
    assert "cvpdf" in script.out


BREAK = """
import sys
from cvpdf.cli import small_commands
from cvpdf.cli.app import run

def broken():
    raise KeyError("what\\never")

small_commands.packaged_schema = broken
sys.exit(run(["schema"]))
"""


def test_a_bug_is_one_line(shell: Shell) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BREAK], env=shell.environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 70
    assert re.fullmatch(
        r"error: KeyError: .*\(at cvpdf/cli/small_commands.py:\d+\); this is a bug in cvpdf, .*\n", run.stderr
    )


def test_a_bug_shows_its_traceback_when_asked(shell: Shell) -> None:
    environment = shell.environment({"CVPDF_DEBUG": "1"})
    run = subprocess.run([sys.executable, "-c", BREAK], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 70
    assert run.stderr.startswith("Traceback")


def test_a_reader_that_left_is_no_error(shell: Shell) -> None:
    command = f"{sys.executable} -m cvpdf schema | head -c 10 > /dev/null; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], env=shell.environment(), capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_output_that_cannot_be_written_is_said(shell: Shell) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 -- a device that is always full, opened as it is
        run = subprocess.run(
            [sys.executable, "-m", "cvpdf", "explain"],
            env=shell.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 4
    assert run.stderr == "error: standard output: cannot be written: no space left on device\n"


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(shell: Shell, closed: str) -> None:
    command = f"{sys.executable} -m cvpdf explain CV901 {closed}"
    run = subprocess.run(["bash", "-c", command], env=shell.environment(), capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_ascii_terminals_get_every_message(shell: Shell) -> None:
    run = shell("check", "résumé.yaml", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert run.code == 4
    assert "there is no such file" in run.err


@pytest.mark.slow
def test_an_interrupted_command_ends_in_silence(shell: Shell) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cvpdf", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=shell.environment(),
    ) as process:
        time.sleep(3)  # it reads by then, also on a machine with much to do
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.slow
def test_colour_is_for_terminals_that_want_it(terminal: Terminal, shell: Shell) -> None:
    assert "\x1b[" in terminal("explain", "CV901")[1]
    assert "\x1b[" not in terminal("explain", "CV901", NO_COLOR="1")[1]
    assert "\x1b[" not in terminal("explain", "CV901", TERM="dumb")[1]
    assert "\x1b[" not in shell("explain", "CV901").out
