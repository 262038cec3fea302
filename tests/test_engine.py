"""The Engine in each of its homes: every source has one outcome, in its place, with the bytes that it has alone."""

from __future__ import annotations

import os
import pickle
import re
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.conftest import MANIFEST, ROOT, must

import cvpdf
from cvpdf import Engine, Outcome, Source, World
from cvpdf.artifacts import Built
from cvpdf.serving import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Press

HOSTILE = ROOT / "tests" / "themes" / "hostile"
NAMES = "Ida Quill, Bo Reed, Cy Marsh, Di Fenn, Ed Holt, Fay Dell".split(", ")

linux = pytest.mark.skipif(sys.platform != "linux", reason="a process is killed, and found in /proc")


def source(number: int) -> Source:
    name = NAMES[number % len(NAMES)]
    return Source(f"{number}.yaml", f"basics: {{name: {name} {'I' * (number // 6)}}}\n".encode())


@pytest.fixture
def world(press: Press) -> World:
    return World(press.cache, {})


@pytest.fixture(scope="session")
def alone(press: Press) -> Callable[[int], Outcome[Built]]:
    """What a source gives where nothing else is built."""
    kept: dict[int, Outcome[Built]] = {}

    def build(number: int) -> Outcome[Built]:
        if number not in kept:
            kept[number] = cvpdf.build(source(number), world=World(press.cache, {}), theme="plain")
        return kept[number]

    return build


@contextmanager
def executor_of(home: str) -> Iterator[Executor | None]:
    if home == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
    elif home == "processes":
        with ProcessPoolExecutor(1, get_context("spawn")) as processes:
            yield processes
    else:
        yield None


HOMES = ["here", "workers", "threads", pytest.param("processes", marks=pytest.mark.slow)]


@pytest.mark.parametrize("home", HOMES)
def test_every_home_builds_the_same(home: str, world: World, alone: Callable[[int], Outcome[Built]]) -> None:
    broken = Source("broken.yaml", b"basics: [")
    with executor_of(home) as executor, Engine(2 if home == "workers" else 0, world=world, executor=executor) as engine:
        built = [*engine.map([source(0), source(1), broken, source(2)], theme="plain")]
        one = engine.build(source(0), theme="plain")
        text = must(engine.build(source(0), to="txt").value).files[0]
        changed = must(engine.build(source(0), to="txt", overrides=["basics.name=Uma Vale"]).value).files[0]
    assert [*built[:2], built[3], one] == [alone(0), alone(1), alone(2), alone(0)]
    assert (built[2].value, built[2].failed) == (None, True)
    assert b"Ida Quill" in text
    assert b"Uma Vale" in changed


@pytest.mark.parametrize("home", ["here", "workers"])
def test_stages_are_told(home: str, world: World) -> None:
    heard: list[str] = []
    with Engine(1 if home == "workers" else 0, world=world) as engine:
        engine.build(source(0), progress=heard.append)
    assert heard == ["reading", "composing", "typesetting", "proving"]


def test_what_travels_goes_through_any_pickle(world: World, alone: Callable[[int], Outcome[Built]]) -> None:
    for value in (source(0), world, alone(0)):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 -- made on the line itself


def test_secrets_stay_here() -> None:
    world = World(Path("cache"), {"HOME": "/home/ida", "TOKEN": "secret"}).for_another_process()
    assert world == World(Path("cache"), {"HOME": "/home/ida"})
    assert world.config


# How many are under way. --------------------------------------------------------------------------------------


class Slow(Executor):
    """Holds what it gets until it has two, and then runs the second one first."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- anything
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        if len(self.waiting) == 2:
            for held, run in reversed(self.waiting):
                held.set_result(run())
            self.waiting.clear()
        return future


def test_a_source_is_taken_when_there_is_a_worker_for_it(world: World) -> None:
    taken: list[int] = []

    def sources() -> Iterator[Source]:
        for number in range(6):
            taken.append(number)
            yield source(number)

    with Engine(2, world=world, executor=Slow()) as engine:
        outcomes = engine.map(sources(), to="txt")
        assert taken == []
        for number, so_far in enumerate([2, 4, 6, 6, 6, 6]):
            text = must(next(outcomes).value).files[0].decode()
            assert NAMES[number] in text
            assert len(taken) == so_far
        assert [*outcomes] == []


class Held(Executor):
    """Does the first call, and keeps the others waiting."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- anything
        future: Future[Any] = Future()
        if not self.waiting:
            future.set_result(fn(*args, **kwargs))
        self.waiting.append(future)
        return future


def test_a_caller_that_leaves_early_lets_the_rest_be(world: World) -> None:
    held = Held()
    with Engine(2, world=world, executor=held) as engine:
        for outcome in engine.map(map(source, range(6)), to="txt"):
            assert outcome.value
            break
    assert [future.cancelled() for future in held.waiting] == [False, True]


# What goes wrong. ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("home", ["here", "workers"])
def test_what_the_making_of_a_source_raises_comes_after_the_sources_before(home: str, world: World) -> None:
    def sources() -> Iterator[Source]:
        yield source(1)
        yield source(2)
        raise LookupError("the third is gone")

    with Engine(0 if home == "here" else 2, world=world) as engine:
        outcomes = engine.map(sources())
        assert [bool(next(outcomes).value), bool(next(outcomes).value)] == [True, True]
        with pytest.raises(LookupError, match="the third is gone"):
            next(outcomes)
        assert list(outcomes) == []


@pytest.mark.parametrize("home", ["here", "workers"])
def test_what_a_caller_throws_at_a_stage_is_the_callers(home: str, world: World) -> None:
    def progress(stage: str) -> None:
        raise ZeroDivisionError(stage)

    with Engine(0 if home == "here" else 1, world=world) as engine:
        with pytest.raises(ZeroDivisionError, match="reading"):
            engine.build(source(1), progress=progress)
        assert engine.build(source(1)).value


def children() -> set[int]:
    """The processes that this one has started."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, state = path.read_text("utf-8").partition(" (")
        except OSError:
            continue
        if state.rpartition(") ")[2].split()[1] == str(os.getpid()):
            found.add(int(pid))
    return found


@linux
def test_a_build_that_is_lost_with_a_worker_is_built_again(
    world: World, alone: Callable[[int], Outcome[Built]]
) -> None:
    before = children()
    killed: set[int] = set()

    def kill(stage: str) -> None:
        if stage == "typesetting" and not killed:
            killed.update(children() - before)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    with Engine(1, world=world) as engine:
        assert engine.build(source(0), theme="plain", progress=kill) == alone(0)
    assert killed


@linux
def test_workers_that_are_killed_lose_no_build(world: World, alone: Callable[[int], Outcome[Built]]) -> None:
    before, outcomes = children(), []
    with Engine(2, world=world) as engine:
        for outcome in engine.map(map(source, range(12)), theme="plain"):
            outcomes.append(outcome)
            if len(outcomes) == 4:
                for pid in children() - before:
                    os.kill(pid, signal.SIGKILL)
    assert outcomes == [alone(number) for number in range(12)]


@linux
def test_what_is_lost_twice_is_said(world: World) -> None:
    before = children()

    def kill(_stage: str) -> None:
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)

    with Engine(1, world=world) as engine:
        outcome = engine.build(source(0), progress=kill)
        after = engine.build(source(0))
    (said,) = outcome.diagnostics
    assert (outcome.value, said.code, must(said.span).file) == (None, "CV909", "0.yaml")
    assert re.match(r"the build was stopped while \w+: it ended by SIGKILL", said.message)
    assert after.value


def test_a_limit_of_a_build_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvpdf.engine._LIMITS", Limits(clock=0.01))
    with Engine(1, world=world) as engine:
        (said,) = engine.build(source(0)).diagnostics
    assert said.code == "CV909"
    assert re.fullmatch(r"the build was stopped while \w+: it did not end within 0.01 seconds", said.message)


@linux
@pytest.mark.slow
def test_an_executor_that_breaks_loses_no_build(world: World, alone: Callable[[int], Outcome[Built]]) -> None:
    outcomes = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool, Engine(4, world=world, executor=pool) as engine:
        for outcome in engine.map(map(source, range(12)), theme="plain"):
            outcomes.append(outcome)
            if len(outcomes) == 2:
                for pid in [*pool._processes]:
                    os.kill(pid, signal.SIGKILL)
        assert engine.build(source(0), theme="plain") == alone(0)
    assert outcomes == [alone(number) for number in range(12)]


class Losing(Executor):
    """An executor that goes away in one of the ways that there are."""

    def __init__(self, way: str) -> None:
        self.way, self.asked = way, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- anything
        self.asked += 1
        future: Future[Any] = Future()
        if self.asked == 1:
            future.set_result(fn(*args, **kwargs))
        elif self.way == "refuses":
            raise RuntimeError("cannot schedule new futures after shutdown")
        elif self.way == "cancels":
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(OSError("the other machine is gone"))
        return future


@pytest.mark.parametrize("way", ["refuses", "cancels", "fails"])
def test_an_executor_that_goes_away_loses_no_build(
    way: str, world: World, alone: Callable[[int], Outcome[Built]]
) -> None:
    with Engine(2, world=world, executor=Losing(way)) as engine:
        assert [*engine.map(map(source, range(4)), theme="plain")] == [alone(number) for number in range(4)]
        assert engine.build(source(4), theme="plain") == alone(4)


# The themes of strangers. -------------------------------------------------------------------------------------


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.yaml").write_text(f"{MANIFEST}extends: plain\n", encoding="utf-8")
    return tmp_path / "mine"


@pytest.mark.parametrize("home", HOMES)
def test_a_foreign_theme_prints_the_same_everywhere(
    home: str, world: World, mine: Path, alone: Callable[[int], Outcome[Built]]
) -> None:
    with executor_of(home) as executor, Engine(1 if home == "workers" else 0, world=world, executor=executor) as engine:
        built = must(engine.build(source(0), theme=str(mine)).value)
        (mine / "theme.css").write_text("h1 { color: #123456 }", encoding="utf-8")
        changed = must(engine.build(source(0), theme=str(mine)).value)
    assert (built.theme, built.files) == ("mine", must(alone(0).value).files)
    assert changed.files != built.files


@linux
@pytest.mark.slow
@pytest.mark.parametrize("home", ["here", "workers"])
def test_a_foreign_theme_has_its_own_limits_everywhere(home: str, world: World) -> None:
    with Engine(1 if home == "workers" else 0, world=world) as engine:
        (said,) = engine.build(source(0), theme=str(HOSTILE / "doubling")).diagnostics
        assert engine.build(source(0)).value
    message = "the theme `doubling` was stopped while composing: it took more than 1536 MiB of memory"
    assert (said.code, said.message) == ("CV416", message)


# Arguments. ---------------------------------------------------------------------------------------------------


WRONG: list[tuple[type[Exception], str, Callable[[Engine], object]]] = [
    (TypeError, "`workers` has to be of the type int, not str", lambda _: Engine(cast("Any", "2"))),
    (ValueError, "`workers` cannot be -1", lambda _: Engine(-1)),
    (TypeError, "`world` has to be of the type World or None", lambda _: Engine(world=cast("Any", {}))),
    (TypeError, "`executor` has to be of the type Executor or None", lambda _: Engine(executor=cast("Any", "x"))),
    (TypeError, "`source` has to be of the type Source", lambda e: e.build(cast("Any", "resume.yaml"))),
    (TypeError, "`progress` has to be a function", lambda e: e.build(source(0), progress=cast("Any", "x"))),
    (TypeError, "`theme` has to be of the type str", lambda e: e.build(source(0), theme=cast("Any", Path()))),
    (TypeError, "`overrides` has to be a list", lambda e: e.map([source(0)], overrides="basics.name=B")),
    (ValueError, "`to` cannot be `doc`", lambda e: e.map([source(0)], to=cast("Any", "doc"))),
    (TypeError, "`sources` has to be of the type Iterable", lambda e: e.map(cast("Any", source(0)))),
    (TypeError, "`source` has to be of the type Source", lambda e: [*e.map(cast("Any", ["resume.yaml"]))]),
]


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize(("kind", "sentence", "call"), WRONG, ids=[sentence for _, sentence, _ in WRONG])
def test_a_wrong_argument_is_said_in_a_sentence(
    workers: int, kind: type[Exception], sentence: str, call: Callable[[Engine], object]
) -> None:
    with Engine(workers) as engine, pytest.raises(kind, match=f"^{sentence}"):
        call(engine)


def test_a_closed_engine_builds_nothing() -> None:
    with Engine() as engine:
        pass
    with pytest.raises(RuntimeError, match=r"^the engine is closed$"):
        engine.build(source(0))
