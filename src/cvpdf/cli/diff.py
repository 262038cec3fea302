"""The difference between two versions of a file, as `diff -u` writes it and `patch` takes it."""

import re
from collections.abc import Iterator

from cvpdf.cli.reports.excerpt import visible
from cvpdf.cli.streams import Surface

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_STYLES = {"-": "error", "+": "good", "@": "info"}
_HEAD = 2


def unified_diff(file: str, before: bytes, after: bytes) -> list[str]:
    """Give the lines of the difference, their ends as in the file; none where there is no difference."""
    from difflib import unified_diff as difference

    old, new = (_LINE.findall(content.decode("utf-8", "surrogateescape")) for content in (before, after))
    lines = difference(old, new, file, file)
    return [line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines]


def painted(lines: list[str], surface: Surface) -> str:
    """The same for a person: coloured, and nothing in it that steers the terminal."""
    return "\n".join(_painted(lines, surface))


def _painted(lines: list[str], surface: Surface) -> Iterator[str]:
    for number, line in enumerate(lines):
        style = "bold" if number < _HEAD else _STYLES.get(line[:1], "")
        shown = "\n".join(map(visible, line.rstrip("\r\n").split("\n")))
        yield surface.paint(style, shown) if style else shown
