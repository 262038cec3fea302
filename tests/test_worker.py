"""The functions that run in workers stand here: the other side imports them by name."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from cvpdf import worker
from cvpdf.diagnostics import Outcome, Span
from cvpdf.serving import ForeignTheme, Limits, tell
from cvpdf.worker import StoppedError, Workers, run_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMITS = Limits(processor=2, clock=30, memory=512, file=1, files=32)
TESTS = Path(__file__).parents[1]

linux = pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold a process to its memory")
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows neither forks nor sends signals")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    path = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *([path] if path else [])]))


@pytest.fixture
def one() -> Iterator[Workers]:
    """A pool of one process."""
    with Workers(1, limits=LIMITS) as workers:
        yield workers


def where() -> int:
    return os.getpid()


def back(*values: object) -> tuple[object, ...]:
    print("a library talks")  # noqa: T201 -- that is the point
    return values


def told() -> str:
    for stage in ("one", "two"):
        tell(stage)
    return "three"


def spin() -> None:
    while True:
        pass


def work(seconds: float) -> float:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def sleep() -> None:
    time.sleep(20)


def fill(count: int) -> int:
    return len(b"x" * count)


def send_self(number: int) -> None:
    os.kill(os.getpid(), number)


def leave() -> None:
    os._exit(7)


def fail() -> None:
    raise RuntimeError("no\nmore")


def lack_room() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "nowhere")


def unsendable() -> Callable[[], None]:
    return lambda: None


def write(path: Path) -> None:
    path.write_bytes(b"x" * 2 * 1024 * 1024)


def open_many() -> int:
    return len([Path(os.devnull).open("rb") for _ in range(64)])


def search_path() -> list[str]:
    return sys.path


def litter() -> str:
    return tempfile.mkdtemp()


def here() -> Path:
    return Path.cwd()


def begin(seconds: float) -> None:
    """Say where this is, and go on."""
    tell(f"{os.getpid()} {tempfile.gettempdir()}")
    time.sleep(seconds)


def hold(count: int) -> int:
    """Say where this is, and let no other thread do anything before the answer; there is much to be removed then."""
    for number in range(1000):
        Path(tempfile.gettempdir(), str(number)).touch()
    tell(f"{os.getpid()} {tempfile.gettempdir()}")
    return sum(range(count))


def alive(pid: int) -> bool:
    """Whether a process is there, and no mere entry of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def soon(holds: Callable[[], bool]) -> bool:
    """Whether something holds before long."""
    for _ in range(200):
        if holds():
            return True
        time.sleep(0.05)
    return False


def stopped(workers: Workers, function: Callable[..., object], *arguments: object, limits: Limits = LIMITS) -> str:
    """Why a call was stopped; the next one has to succeed, in another process."""
    before = workers.run(where)
    with pytest.raises(StoppedError) as caught:
        workers.run(function, *arguments, limits=limits)
    assert workers.run(where) != before
    return str(caught.value)


# A call, and what it may use. ---------------------------------------------------------------------------------


def test_calls_run_in_one_other_process(one: Workers) -> None:
    assert len({one.run(where) for _ in range(5)} - {os.getpid()}) == 1


def test_values_come_and_go_whole_whatever_is_printed(one: Workers) -> None:
    values = (MappingProxyType({"a": (1, 2)}), Path("x"), "é" * 1_000_000)
    assert one.run(back, *values) == values


def test_stages_are_heard_as_they_begin(one: Workers) -> None:
    heard: list[str] = []
    assert one.run(told, report=heard.append) == "three"
    assert heard == ["one", "two"]


def test_the_processors_time_has_an_end(one: Workers) -> None:
    assert stopped(one, spin, limits=Limits(processor=1)) == "took more than 1 seconds of the processor"


def test_the_processors_time_is_that_of_one_call(one: Workers) -> None:
    assert [one.run(work, 0.7) for _ in range(5)] == [0.7] * 5
    assert one.run(where) == one.run(where)


def test_the_clock_has_an_end(one: Workers) -> None:
    assert stopped(one, sleep, limits=Limits(clock=0.5)) == "did not end within 0.5 seconds"


@linux
def test_memory_has_an_end(one: Workers) -> None:
    assert stopped(one, fill, 10**9) == "took more than 512 MiB of memory"


@linux
def test_limits_are_those_of_one_call(one: Workers) -> None:
    large = b"x" * 3 * 10**8
    before = one.run(where, limits=Limits(memory=256))
    assert one.run(len, large, limits=Limits(memory=4096)) == len(large)
    assert one.run(where) == before


@posix
def test_a_crash_is_said(one: Workers) -> None:
    assert stopped(one, send_self, signal.SIGSEGV).startswith("ended by SIGSEGV")


def test_an_end_without_a_word_is_said(one: Workers) -> None:
    assert stopped(one, leave) == "ended with code 7 and without a word"


def test_an_exception_is_said_in_one_line(one: Workers) -> None:
    assert stopped(one, fail) == "failed: RuntimeError: no"


def test_a_full_disk_is_said_as_where_it_happens_here(one: Workers) -> None:
    before = one.run(where)
    with pytest.raises(OSError, match="No space left") as caught:
        one.run(lack_room)
    assert caught.value.errno == errno.ENOSPC
    assert one.run(where) != before


def test_an_answer_that_cannot_be_sent_is_said(one: Workers) -> None:
    assert "pickle" in stopped(one, unsendable)


def test_files_have_a_size(one: Workers, tmp_path: Path) -> None:
    assert stopped(one, write, tmp_path / "large").startswith(("ended by SIGXFSZ", "failed: OSError"))


def test_open_files_have_a_number(one: Workers) -> None:
    assert "Too many open files" in stopped(one, open_many)


def test_modules_beside_the_user_are_not_imported(
    one: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    found = one.run(search_path)
    assert "" not in found
    assert str(tmp_path) not in found


def test_a_relative_path_begins_where_the_caller_is(
    one: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert one.run(here) == Path.cwd()
    monkeypatch.chdir(tmp_path)
    assert one.run(here) == tmp_path


def test_this_process_keeps_what_it_has(one: Workers) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    one.run(where)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


THEME = ForeignTheme("odd", Span("theme.yaml", 1, 1, 1, 1))
WIDE = Limits(processor=10, clock=60, memory=4096)


def foreign(limits: Limits, function: Callable[..., object], *arguments: object) -> object:
    """Do something as a foreign theme does in the middle of a build."""
    tell("reading")
    return run_theme(compose, (function, arguments), THEME, tell, limits)


def compose(report: Callable[[str], None], function: Callable[..., Any], arguments: tuple[object, ...]) -> Outcome[Any]:
    report("composing")
    return Outcome(function(*arguments))


SHARES = [
    (Limits(processor=1), (spin,), "took more than 1 seconds of the processor"),
    (Limits(clock=0.5), (sleep,), "did not end within 0.5 seconds"),
    pytest.param(Limits(memory=300), (fill, 4 * 10**8), "took more than 300 MiB of memory", marks=linux),
]


@pytest.mark.parametrize(("limits", "call", "why"), SHARES)
def test_a_foreign_theme_has_less_than_the_call_that_it_is_a_part_of(
    one: Workers, limits: Limits, call: tuple[Any, ...], why: str
) -> None:
    with pytest.raises(StoppedError) as caught:
        one.run(foreign, limits, *call, limits=WIDE)
    assert (str(caught.value), caught.value.stage, caught.value.theme) == (why, "composing", THEME)
    assert not caught.value.lost
    assert one.run(fill, 4 * 10**8, limits=WIDE) == 4 * 10**8


@pytest.mark.parametrize(("limits", "call", "why"), SHARES)
def test_a_foreign_theme_gets_a_worker_where_there_is_none(
    one: Workers, monkeypatch: pytest.MonkeyPatch, limits: Limits, call: tuple[Any, ...], why: str
) -> None:
    function, *arguments = call
    monkeypatch.setattr(worker, "KEPT", one)  # the one of this process may not find these functions
    assert run_theme(compose, (where, ()), THEME, tell, LIMITS).value == one.run(where)
    (said,) = run_theme(compose, (function, tuple(arguments)), THEME, tell, limits).diagnostics
    assert said.message == f"the theme `odd` was stopped while composing: it {why}"
    assert said.span == THEME.manifest
    assert run_theme(compose, (where, ()), THEME, tell, LIMITS).value != os.getpid()


# The pool. ----------------------------------------------------------------------------------------------------


def test_as_many_calls_are_under_way_as_there_are_workers() -> None:
    with Workers(2) as workers:
        assert [*workers.map(back, range(20))] == [(number,) for number in range(20)]
        assert len({*workers.map(where_slowly, range(6))}) == 2


def where_slowly(_number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def test_one_call_that_dies_takes_no_other_along() -> None:
    with Workers(2) as workers:
        calls = [workers.submit(*call) for call in [(where,), (leave,), (fail,), (where,), (leave,), (where,)]]
        died = [isinstance(call.exception(), StoppedError) for call in calls]
    assert died == [False, True, True, False, True, False]


@linux
def test_a_worker_that_is_killed_while_it_waits_costs_no_call(one: Workers) -> None:
    for _ in range(3):
        pid = one.run(where)
        os.kill(pid, signal.SIGKILL)
        assert one.run(where) != pid


@linux
def test_a_worker_that_is_killed_at_work_fails_its_call(one: Workers) -> None:
    with pytest.raises(StoppedError, match=r"^ended by SIGKILL") as caught:
        one.run(begin, 30, report=lambda said: os.kill(int(said.split()[0]), signal.SIGKILL))
    assert caught.value.lost
    assert one.run(where)


def test_a_process_is_replaced_after_so_many_calls() -> None:
    with Workers(1, most_calls=3) as workers:
        pids = [workers.run(where) for _ in range(7)]
    assert [len({*pids[:3]}), len({*pids[3:6]}), len({*pids})] == [1, 1, 3]


def test_a_caller_that_is_interrupted_leaves_the_pool_in_order(one: Workers) -> None:
    def interrupt(_stage: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        one.run(told, report=interrupt)
    assert one.run(back, 1) == (1,)


def test_what_cannot_be_sent_costs_no_process(one: Workers) -> None:
    before = one.run(where)
    with pytest.raises((AttributeError, TypeError)):
        one.run(back, lambda: None)
    assert one.run(where) == before


def test_threads_may_call_one_pool() -> None:
    with Workers(2) as workers, ThreadPoolExecutor(8) as threads:
        found = [*threads.map(lambda number: workers.run(back, number), range(40))]
    assert found == [(number,) for number in range(40)]


# What is left behind. -----------------------------------------------------------------------------------------


@linux
@pytest.mark.parametrize("end", ["closed", "stopped"])
def test_a_worker_leaves_no_process_and_no_file(end: str) -> None:
    with Workers(1) as workers:
        pid, folder = workers.run(where), Path(workers.run(litter))
        assert folder.is_dir()
        if end == "stopped":
            with pytest.raises(StoppedError):
                workers.run(sleep, limits=Limits(clock=0.2))
            assert (alive(pid), folder.parent.exists()) == (False, False)
    assert (alive(pid), folder.parent.exists()) == (False, False)


PARENT = """
from tests.test_worker import begin, hold
from cvpdf import worker
from cvpdf.worker import Workers
with Workers(1) as workers:
    workers.run(begin, 0)
    workers.run({call}, report=lambda said: print(said, flush=True))
    input()
"""


@linux
@pytest.mark.parametrize(
    "call", ["begin, 0", "begin, 600", "hold, 30_000_000"], ids=["waiting", "working", "answering"]
)
def test_a_worker_ends_with_a_parent_that_is_killed(call: str) -> None:
    command = [sys.executable, "-c", PARENT.format(call=call)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid, _, folder = parent.stdout.readline().strip().partition(" ")
        assert alive(int(pid))
        assert Path(folder).is_dir()
        parent.kill()
    assert soon(lambda: not alive(int(pid)) and not Path(folder).exists())


@posix
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_process_that_is_forked_off_has_workers_of_its_own(one: Workers) -> None:
    pid = one.run(where)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, str(one.run(where)).encode())
            one.shutdown()
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        assert int(pipe.read()) not in (pid, os.getpid())
    assert one.run(where) == pid


@linux
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_process_that_was_forked_off_does_not_keep_a_worker_alive() -> None:
    """Its copies of the pipes are closed, or the worker would never hear that its parent has gone."""
    code = (
        "import os, time\n"
        "from tests.test_worker import where\n"
        "from cvpdf.worker import Workers\n"
        "workers = Workers(1)\n"
        "print(workers.run(where), flush=True)\n"
        "child = os.fork() or time.sleep(600)\n"
        "print(child, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker, child = int(parent.stdout.readline()), int(parent.stdout.readline())
        time.sleep(0.2)
        parent.kill()
        try:
            assert soon(lambda: not alive(worker))
        finally:
            os.kill(child, signal.SIGKILL)
