"""`scripts/system.py` against programs that stand in for the system's installers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "system.py"
APT_LINE = "sudo apt-get install -y --no-install-recommends poppler-utils qpdf"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder of PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def add_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def add_leave_to_install(folder: Path) -> None:
    add_program(folder, "sudo", 'shift; [ "$1" = true ] || exec "$@"')
    add_program(folder, "env", 'shift; exec "$@"')


def need(*names: str, programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *names], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )


def test_nothing_is_said_where_nothing_is_missing(programs: Path) -> None:
    add_program(programs, "pdftotext", "")
    add_program(programs, "qpdf", "")
    done = need("tools", programs=programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_an_installer_there_is_a_line_for_each_system(programs: Path) -> None:
    done = need("tools", programs=programs)
    assert done.returncode == 3
    assert f"{APT_LINE}  # Debian, Ubuntu\n" in done.stderr
    assert "sudo dnf install -y poppler-utils qpdf  # Fedora\n" in done.stderr
    assert "sudo apk add poppler-utils qpdf  # Alpine\n" in done.stderr
    assert "\n    brew install poppler qpdf  # macOS\n" in done.stderr


def test_an_installer_that_is_only_told_gets_one_line(programs: Path) -> None:
    add_program(programs, "dnf", "exit 9")
    done = need("tools", programs=programs)
    assert done.returncode == 3
    assert done.stderr.endswith("again:\n\n    sudo dnf install -y poppler-utils qpdf\n")


def test_apt_fetches_its_lists_where_it_must(programs: Path) -> None:
    add_leave_to_install(programs)
    add_program(
        programs,
        "apt-get",
        f"""cd "{programs}"
echo "$*" >>asked
case "$1" in
  update) : >lists ;;
  install) [ -e lists ] && for name in pdftotext qpdf; do printf '#!/bin/sh\n' >$name; /bin/chmod +x $name; done ;;
esac""",
    )
    done = need("tools", programs=programs)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "→ installing poppler-utils qpdf\n"
    install = "install -y --no-install-recommends poppler-utils qpdf"
    assert (programs / "asked").read_text().splitlines() == [install, "update", install]


def test_an_installer_that_fails_is_heard_and_the_line_said(programs: Path) -> None:
    add_leave_to_install(programs)
    add_program(programs, "apt-get", '[ "$1" = update ] || { echo "E: no room on the disk" >&2; exit 100; }')
    done = need("tools", programs=programs)
    assert done.returncode == 3
    assert "E: no room on the disk" in done.stderr
    assert done.stderr.endswith(f"{APT_LINE}\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root needs nobody's leave")
def test_apt_is_not_run_without_leave(programs: Path) -> None:
    add_program(programs, "sudo", "exit 1")
    add_program(programs, "apt-get", f"echo run >{programs}/asked")
    done = need("tools", programs=programs)
    assert done.returncode == 3
    assert not (programs / "asked").exists()
    assert done.stderr.endswith(f"{APT_LINE}\n")
