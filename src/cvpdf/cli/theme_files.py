"""The files of themes that messages point into, so that the line can be shown."""

import os
import stat
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

from cvpdf.diagnostics import Diagnostic

_KINDS = frozenset((".yaml", ".html", ".css"))
_MOST_BYTES = 1_000_000
_OUTSIDE = "CV414"
"""Said of what a theme may not have, a link that leads out of its folder: no line of that is to be shown."""


def theme_files(diagnostics: Iterable[Diagnostic], known: Container[str]) -> dict[str, bytes]:
    """Read those that are not among the files which are `known`, by the names that messages give them."""
    places = (said.span.file for said in diagnostics if said.span and said.code[2] in "45" and said.code != _OUTSIDE)
    contents = {name: _content(Path(name)) for name in dict.fromkeys(places) if name not in known}
    return {name: content for name, content in contents.items() if content is not None}


def _content(file: Path) -> bytes | None:
    """A file's bytes; None for what is no file of its folder, or none to be shown."""
    if file.suffix not in _KINDS or Path(os.path.realpath(file)).parent != Path(os.path.realpath(file.parent)):
        return None
    with suppress(OSError):
        found = file.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES:
            return file.read_bytes()
    return None
