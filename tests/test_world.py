import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cvpdf.world import World, cache_folder


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "cache", {})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_a_new_file_with_the_permissions_of_the_umask(world: World, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        world.write(tmp_path / "new", b"whole")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"whole"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert names(tmp_path) == ["new"]


def test_keeps_the_permissions_of_the_old_file(world: World, tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"before")
    target.chmod(0o604)
    world.write(target, b"after")
    assert target.read_bytes() == b"after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_follows_a_link(world: World, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"before")
    link = tmp_path / "link"
    link.symlink_to("target")
    world.write(link, b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_follows_a_link_to_a_file_that_is_not_there_yet(world: World, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    world.write(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"new"


def test_writes_into_what_is_no_regular_file(world: World, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    world.write(pipe, b"through")
    reader.join()
    assert received == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


NO_ROOM = """
import resource, sys
from pathlib import Path
from cvpdf.world import World

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    getattr(World(Path("/"), {}), sys.argv[1])(Path(sys.argv[2]), bytes(100_000))
except OSError as error:
    print(type(error).__name__, end="")
"""


def test_leaves_the_old_file_and_nothing_else_when_there_is_no_room(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"before")
    run = subprocess.run([sys.executable, "-c", NO_ROOM, "write", target], capture_output=True, text=True, check=True)
    assert run.stdout == "OSError"
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == ["file"]


def test_a_new_file_is_not_there_by_half_when_there_is_no_room(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_ROOM, "create", str(tmp_path / "file")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "OSError"
    assert names(tmp_path) == []


def test_says_so_where_there_is_no_folder(world: World, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        world.write(tmp_path / "missing" / "file", b"")


def test_a_folder_is_no_file(world: World, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        world.write(tmp_path, b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_locked_file_is_not_written_over(world: World, tmp_path: Path) -> None:
    target = tmp_path / "locked"
    target.write_bytes(b"mine")
    target.chmod(0o444)
    with pytest.raises(PermissionError):
        world.write(target, b"yours")
    assert target.read_bytes() == b"mine"


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from cvpdf.world import World

world, target = World(Path("/"), {}), Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in b"ab":
        world.write(target, bytes([letter]) * 3_000_000)
"""


@pytest.mark.parametrize("delay", [0.0, 0.007, 0.019, 0.031])
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path, delay: float) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"a" * 3_000_000)
    with subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, target], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        threading.Event().wait(delay)
        writer.send_signal(signal.SIGKILL)
    assert target.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_reads_no_more_than_asked(world: World, tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"0123456789")
    assert world.read(tmp_path / "long", 4) == b"0123"
    assert world.read(tmp_path / "long") == b"0123456789"
    assert len(world.read(Path("/dev/zero"), 1000)) == 1000


def test_creates_only_what_is_not_there(world: World, tmp_path: Path) -> None:
    assert world.create(tmp_path / "file", b"first")
    assert not world.create(tmp_path / "file", b"second")
    assert (tmp_path / "file").read_bytes() == b"first"


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/home/ada"}, "linux", "/home/ada/.cache/cvpdf"),
        ({"HOME": "/Users/ada"}, "darwin", "/Users/ada/Library/Caches/cvpdf"),
        ({"HOME": "/home/ada", "XDG_CACHE_HOME": "/fast"}, "linux", "/fast/cvpdf"),
        ({"HOME": "/home/ada", "XDG_CACHE_HOME": "not/absolute"}, "linux", "/home/ada/.cache/cvpdf"),
        ({}, "linux", "/dev/null/cvpdf"),
    ],
)
def test_names_the_cache_folder(environment: dict[str, str], platform: str, folder: str) -> None:
    assert cache_folder(environment, platform) == Path(folder)


# What a résumé names. ----------------------------------------------------------------------------------------


def test_reads_what_lies_within_a_folder_up_to_a_limit(world: World, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/file").write_bytes(b"whole")
    assert world.read_within(tmp_path, "in/file", 10) == b"whole"
    assert world.read_within(tmp_path, "in/../in/file", 3) == b"who"


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "link", "loop", "pipe", "", ".", "in\0", "/dev/null"])
def test_reads_nothing_else(world: World, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out").write_bytes(b"secret")
    (folder / "link").symlink_to(tmp_path / "out")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    with pytest.raises(OSError, match=r"."):
        world.read_within(folder, name, 10)


WRITE_AND_WAIT = """
import os, sys
from pathlib import Path
from cvpdf.world import World

os.fsync = lambda _: (print("written", flush=True), sys.stdin.read())
World(Path("/"), {}).write(Path(sys.argv[1]), b"half")
"""


def test_what_a_killed_writer_left_is_swept_and_nothing_else(world: World, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(tmp_path / "file")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        (beside,) = tmp_path.iterdir()
        world.sweep(tmp_path)
        os.utime(beside, (1, 1))
        world.sweep(tmp_path)
        assert names(tmp_path) == [beside.name]  # it is being written
        writer.kill()
    new = tmp_path / f".cvpdf-{'0' * 16}"
    new.write_bytes(b"not locked yet")
    for other in (".cvpdf-mine", "cvpdf-0000000000000000"):
        (tmp_path / other).write_bytes(b"")
        os.utime(tmp_path / other, (1, 1))
    (tmp_path / f".cvpdf-{'1' * 16}").mkdir()
    world.sweep(tmp_path)
    assert names(tmp_path) == sorted([new.name, f".cvpdf-{'1' * 16}", ".cvpdf-mine", "cvpdf-0000000000000000"])
    world.sweep(tmp_path / "missing")
