"""A theme's folder: whoever reads it stays inside, and meets nothing but files."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 1_000_000
"""Of a manifest, a template or a style sheet; the largest of ours has some thousand."""

_MOST_FILES = 2_000


def intruders(folder: Path) -> Iterator[tuple[Path, str]]:
    """What does not belong into a theme's folder: links that lead out of it, what is no file; and why.

    Files whose names begin with a dot are passed over, and are never read.
    """
    home = os.path.realpath(folder)
    count = 0
    for place, folders, files in os.walk(home):
        inner = Path(place).relative_to(home)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            path = Path(place, name)
            if name.startswith("."):
                continue
            count += 1
            if count > _MOST_FILES:
                yield folder, f"it holds more than {_MOST_FILES:,} files"
                return
            reason = _wrong_with(path, home)
            if reason:
                yield folder / inner / name, reason


def inside(folder: Path, name: str) -> Path | None:
    """Give a file of a theme's folder, every link followed; None where there is none, or it leads out."""
    steps = name.split("/")
    if "\0" in name or "\\" in name or any(step.startswith(".") or not step for step in steps):
        return None
    path = Path(os.path.realpath(folder.joinpath(*steps)))
    return path if path.is_relative_to(os.path.realpath(folder)) and path.is_file() else None


def _wrong_with(path: Path, home: str) -> str | None:
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(home):
        return "it leads out of the theme's folder"
    try:
        mode = target.stat().st_mode
    except OSError:
        return "it leads nowhere"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is no file"
