"""The functions that run apart stand here: the other side imports them by name."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from cvpdf.worker import Call, Limits, StoppedError, run_in_process

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = Limits(processor=2, clock=30, memory=512, file=1, files=32)

linux = pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold a process to its memory")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)


def silent(_stage: str) -> None:
    """Hear nothing."""


def run(function: Callable[..., object], *arguments: object, limits: Limits = LIMITS) -> object:
    return run_in_process(Call(function, arguments), limits, silent)


def stopped(function: Callable[..., object], *arguments: object, limits: Limits = LIMITS) -> str:
    with pytest.raises(StoppedError) as caught:
        run(function, *arguments, limits=limits)
    return str(caught.value)


def where(_report: Callable[[str], None]) -> int:
    return os.getpid()


def back(_report: Callable[[str], None], *values: object) -> tuple[object, ...]:
    print("a library talks")  # noqa: T201 -- that is the point
    return values


def told(report: Callable[[str], None]) -> str:
    for stage in ("one", "two"):
        report(stage)
    return "three"


def spin(_report: Callable[[str], None]) -> None:
    while True:
        pass


def sleep(_report: Callable[[str], None]) -> None:
    signal.pause()


def fill(_report: Callable[[str], None]) -> int:
    return len(b"x" * 10**9)


def crash(_report: Callable[[str], None]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(_report: Callable[[str], None]) -> None:
    os._exit(7)


def fail(_report: Callable[[str], None]) -> None:
    raise RuntimeError("no\nmore")


def write(_report: Callable[[str], None], path: Path) -> None:
    path.write_bytes(b"x" * 2 * 1024 * 1024)


def open_many(_report: Callable[[str], None]) -> int:
    return len([Path(os.devnull).open("rb") for _ in range(64)])


def here(_report: Callable[[str], None]) -> list[str]:
    return sys.path


def test_it_runs_in_another_process() -> None:
    assert run(where) != os.getpid()


def test_values_come_and_go_whole_whatever_is_printed() -> None:
    values = (MappingProxyType({"a": (1, 2)}), Path("x"), LIMITS, "é" * 1_000_000)
    assert run(back, *values) == values


def test_stages_are_heard_as_they_begin() -> None:
    heard: list[str] = []
    assert run_in_process(Call(told, ()), LIMITS, heard.append) == "three"
    assert heard == ["one", "two"]


@pytest.mark.slow
def test_the_processors_time_has_an_end() -> None:
    assert stopped(spin) == "took more than 2 seconds of the processor"


def test_the_clock_has_an_end() -> None:
    assert stopped(sleep, limits=Limits(clock=0.5)) == "did not end within 0.5 seconds"


@linux
def test_memory_has_an_end() -> None:
    assert stopped(fill) == "took more than 512 MiB of memory"


def test_a_crash_is_said() -> None:
    assert stopped(crash).startswith("ended by SIGSEGV")


def test_an_end_without_a_word_is_said() -> None:
    assert stopped(leave) == "ended with code 7 and without a word"


def test_an_exception_is_said_in_one_line() -> None:
    assert stopped(fail) == "failed: RuntimeError: no"


def test_files_have_a_size(tmp_path: Path) -> None:
    assert stopped(write, tmp_path / "large").startswith(("ended by SIGXFSZ", "failed: OSError"))


def test_open_files_have_a_number() -> None:
    assert "Too many open files" in stopped(open_many)


def test_modules_beside_the_user_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    found = run(here)
    assert isinstance(found, list)
    assert "" not in found
    assert str(tmp_path) not in found


def test_this_process_keeps_what_it_has() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    run(where)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
