"""The World: a résumé's files, the clock, the environment and the web, in one value that is handed down."""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.arguments import check_type


class OutsideError(OSError):
    """A path leads out of the folder that it has to stay in."""


class World(Struct, frozen=True):
    """Files, the clock, the environment, and the web for whoever asks for it by name.

    `cache` is a folder for what can be made again. It need not exist, and it may not be writable: whoever
    keeps something there goes on without it.
    """

    cache: Path
    environment: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse what would fail deep inside."""
        check_type("cache", self.cache, Path)
        check_type("environment", self.environment, Mapping)

    def __repr__(self) -> str:
        """Leave out the environment, which may hold secrets."""
        return f"World(cache={self.cache!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Leave it out here as well."""
        return [("cache", self.cache)]

    @classmethod
    def of_process(cls) -> "World":
        """Give the world as this process finds it."""
        environment = dict(os.environ)
        return cls(cache_folder(environment, sys.platform), environment)

    def for_another_process(self) -> "World":
        """Give the same with no other variables than are asked for: an environment may hold secrets."""
        return replace(
            self, environment={name: self.environment[name] for name in _ASKED_FOR & self.environment.keys()}
        )

    @property
    def config(self) -> Path | None:
        """The user's folder for what they set up, None where no home is known. It need not exist."""
        return config_folder(self.environment, sys.platform)

    def today(self) -> date:
        """Read what day it is here; only messages may depend on it."""
        return datetime.now(UTC).astimezone().date()

    def read(self, path: Path, limit: int = -1) -> bytes:
        """Read a file; at most `limit` bytes of it, where one is given.

        Raises:
            OSError: when it cannot be read.
        """
        with path.open("rb") as file:
            return file.read(limit)

    def is_file(self, path: Path) -> bool:
        """Whether there is a file; a name that no file can have, or a place that cannot be looked at, is none."""
        with suppress(OSError):
            return path.is_file()
        return False

    def is_special(self, path: Path) -> bool:
        """Whether there is something else than a file or a folder: a pipe, a device."""
        return path.exists() and not path.is_file() and not path.is_dir()

    def read_within(self, folder: Path, name: str, limit: int) -> bytes:
        """Read at most `limit` bytes of a file that lies under `folder`, once every link is followed.

        Raises:
            OutsideError: when the path leads out of the folder.
            OSError: when it cannot be read, or is no regular file.
        """
        if "\0" in name:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        path = Path(os.path.realpath(folder / name))
        if Path(name).is_absolute() or not path.is_relative_to(os.path.realpath(folder)):
            raise OutsideError(errno.EACCES, "it lies outside of the folder")
        # Not to wait for a pipe's other end, nor to follow a link that was put there meanwhile.
        flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(path, os.O_RDONLY | flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, "it is no file")
            return file.read(limit)

    def fetch(self, url: str, limit: int, seconds: float) -> bytes:
        """Read at most `limit` bytes of what an address of the web answers within so many seconds.

        Raises:
            WebError: when there is no answer, none of use, or the address leads somewhere else than the web.
        """
        from cvpdf.web import fetch

        return fetch(url, limit, seconds)

    def read_standard_input(self, limit: int = -1) -> bytes:
        """Read what is piped in, at most `limit` bytes of it; nothing where standard input is closed."""
        return sys.stdin.buffer.read(limit) if sys.stdin else b""

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all: beside its place, then renamed over it.

        The old file's permissions stay; a link is followed; what is no regular file (`/dev/null`, a pipe)
        is written to as it is.

        Raises:
            OSError: when it cannot be written; the old file is as it was.
        """
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            target.write_bytes(data)
            return
        if mode is not None and not os.access(target, os.W_OK):
            # A rename would go over a file that its owner has locked.
            raise PermissionError(13, os.strerror(13), str(target))
        _write_beside(target, data, mode)

    def sweep(self, folder: Path) -> None:
        """Remove from a folder what a process has left that was killed while it wrote; what cannot be is left.

        Whoever writes holds a lock on the file beside its place, and the system lets go of it when the process ends.
        """
        with suppress(OSError):
            for entry in os.scandir(folder):
                if _BESIDE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    _remove_if_left(Path(entry.path))

    def create(self, path: Path, data: bytes) -> bool:
        """Write a file that must not be there yet, whole or not at all.

        Returns:
            Whether it was written; what was there is never touched.

        Raises:
            OSError: when it cannot be written.
        """
        try:
            file = path.open("xb")
        except FileExistsError:
            return False
        try:
            with file:
                file.write(data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return True


_ASKED_FOR = {"HOME", "XDG_CONFIG_HOME"}
"""The variables that `config_folder` reads, once the cache is found."""


def cache_folder(environment: Mapping[str, str], platform: str) -> Path:
    """Name the user's cache folder, as the XDG Base Directory Specification and macOS say.

    Where no home is known it is one that cannot be written to, never a shared folder that others can fill.
    """
    given = environment.get("XDG_CACHE_HOME", "")
    if given.startswith("/"):
        return Path(given, "cvpdf")
    home = environment.get("HOME", "")
    if not home.startswith("/"):
        return Path(os.devnull, "cvpdf")
    return Path(home, "Library/Caches/cvpdf" if platform == "darwin" else ".cache/cvpdf")


def config_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """Name the user's folder for settings, as the XDG Base Directory Specification and macOS say."""
    given = environment.get("XDG_CONFIG_HOME", "")
    if given.startswith("/"):
        return Path(given, "cvpdf")
    home = environment.get("HOME", "")
    if not home.startswith("/"):
        return None
    return Path(home, "Library/Application Support/cvpdf" if platform == "darwin" else ".config/cvpdf")


_BESIDE = re.compile(r"\.cvpdf-[0-9a-f]{16}")
_SECONDS_TO_LOCK = 10
"""From making a file beside its place to locking it; it takes microseconds."""

_SECONDS_TO_WRITE = 3600
"""Where files cannot be locked, age has to tell."""


def _lock(descriptor: int) -> bool:
    """Lock a file until its process closes it or ends: whether that is so; False where somebody else has locked it.

    Raises:
        OSError: when the system cannot lock it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_if_left(path: Path) -> None:
    """Remove a file that nobody writes any more."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        age = time.time() - os.fstat(descriptor).st_mtime
        try:
            left = age > _SECONDS_TO_LOCK and _lock(descriptor)
        except OSError:
            left = age > _SECONDS_TO_WRITE
        if left:
            path.unlink()
    finally:
        os.close(descriptor)


def _write_beside(target: Path, data: bytes, mode: int | None) -> None:
    beside = target.with_name(f".cvpdf-{os.urandom(8).hex()}")
    # 0o666 less the umask: the permissions that a plain new file gets.
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with suppress(OSError):
                _lock(file.fileno())
            file.write(data)
            file.flush()
            if mode is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(mode))
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
