import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.fields.conftest import sheet  # noqa: F401 -- a fixture that these tests share

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  email: ida@quill.example
work:
  - name: Paper Mill
    position: Binder
    startDate: 2019-03
"""


@dataclass(frozen=True)
class Run:
    """How a command ended; `out` and `err` as text."""

    code: int
    out: str
    err: str
    bytes: bytes


@dataclass(frozen=True)
class Shell:
    """A folder of its own, in which the command is run as a person runs it, and a cache that others have filled."""

    folder: Path
    cache: Path

    def __call__(self, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Run:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        run = subprocess.run(
            [sys.executable, "-m", "cvpdf", *arguments],
            cwd=self.folder,
            input=given,
            capture_output=True,
            check=False,
            timeout=60,
            env=self.environment(environment),
        )
        out, err = run.stdout.decode(errors="replace"), run.stderr.decode(errors="replace")
        assert "Traceback" not in err
        return Run(run.returncode, out, err, run.stdout)

    def environment(self, more: dict[str, str] | None = None) -> dict[str, str]:
        plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CVPDF_DEBUG", "COLUMNS")}
        return plain | {"XDG_CACHE_HOME": str(self.cache)} | (more or {})

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def shell(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path / "work"
    folder.mkdir()
    return Shell(folder, tmp_path_factory.getbasetemp() / "cache")


@pytest.fixture
def resume(shell: Shell) -> Path:
    return shell.write("resume.yaml", RESUME)


Terminal = Callable[..., tuple[int, str]]


@pytest.fixture
def terminal(shell: Shell) -> Terminal:
    """Run the command on a terminal of its own; gives the exit code and all that was shown."""

    def run(*arguments: str, columns: int = 80, **environment: str) -> tuple[int, str]:
        return run_on_terminal([sys.executable, "-m", "cvpdf", *arguments], shell, columns, environment)

    return run


def run_on_terminal(command: list[str], shell: Shell, columns: int, environment: dict[str, str]) -> tuple[int, str]:
    import fcntl
    import pty
    import struct
    import termios

    primary, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = shell.environment({"TERM": "xterm"} | environment)
    with subprocess.Popen(
        command, cwd=shell.folder, stdin=secondary, stdout=secondary, stderr=secondary, env=settings
    ) as process:
        os.close(secondary)
        shown = b""
        while chunk := _read(primary):
            shown += chunk
    os.close(primary)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""
