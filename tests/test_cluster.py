"""A real cluster on this machine: two processes, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import must

import cvpdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Client
    from tests.conftest import Press

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="a process is killed"),
]
COUNT = 60


@pytest.fixture
def cluster() -> Iterator[Client]:
    from distributed import Client, LocalCluster

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "tcp://127.0.0.1"}
    with LocalCluster(**options) as processes, Client(processes) as client:
        yield client


def source(number: int) -> cvpdf.Source:
    return cvpdf.Source(f"{number}.yaml", f"basics: {{name: Ida Quill, label: Binder {number}}}\n".encode())


def test_a_process_that_is_killed_loses_no_build_and_none_comes_twice(press: Press, cluster: Client) -> None:
    world = cvpdf.World(press.cache, {})
    pids = [*cluster.run(os.getpid).values()]
    assert len({*pids, os.getpid()}) == 3
    outcomes = []
    with cvpdf.Engine(world=world, executor=cluster.get_executor()) as engine:
        for outcome in engine.map(map(source, range(COUNT)), theme="plain"):
            outcomes.append(outcome)
            if len(outcomes) == COUNT // 3:
                os.kill(pids[0], signal.SIGKILL)
    assert outcomes == [cvpdf.build(source(number), world=world, theme="plain") for number in range(COUNT)]
    assert len({must(outcome.value).files for outcome in outcomes}) == COUNT
