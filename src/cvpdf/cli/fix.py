"""What `--fix` and `--diff` do with the files that were checked: write them mended, or show the difference."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import write
from cvpdf.cli.exit import Stop
from cvpdf.cli.file_result import Fixed, check_source
from cvpdf.cli.inputs import STANDARD_INPUT
from cvpdf.cli.terminal import Surface
from cvpdf.fixes import Checked, Mended, mend
from cvpdf.reports.text import visible
from cvpdf.words import plural
from cvpdf.world import World

# The difference. ----------------------------------------------------------------------------------------------


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


# The files. ---------------------------------------------------------------------------------------------------


def fix_all(world: World, checked: Iterable[Checked]) -> Fixed:
    """Write each file that can be mended, and what was piped in to standard output, mended or not."""
    now: list[Checked] = []
    done: list[Mended] = []
    stops: dict[str, Stop] = {}
    for before in checked:
        mended = mend(before, partial(check_source, world))
        try:
            _write(world, before, mended.after)
        except Stop as stop:
            stops[before.source.file] = stop
            now.append(before)
        else:
            done.append(mended)
            now.append(mended.after)
    takes_output = any(one.source.file == STANDARD_INPUT for one in now)
    return Fixed(now, done, summary(done, "mended"), stops, takes_output)


def _write(world: World, before: Checked, after: Checked) -> None:
    if before.source.file == STANDARD_INPUT:
        streams.out_bytes(after.source.content)
    elif after.source.content != before.source.content:
        write(world, Path(before.source.file), after.source.content)


def fix_none(world: World, checked: Iterable[Checked]) -> Fixed:
    """Leave the files as they are, with what would remain of their findings."""
    done = [mend(before, partial(check_source, world)) for before in checked]
    return Fixed([mended.left for mended in done], done, summary(done, "would be mended"))


def show_diff(done: Iterable[Mended]) -> None:
    """Show what mending changes, on standard output, so that `patch` takes it."""
    surface = streams.surface(sys.stdout)
    for mended in done:
        before, after = mended.before.source, mended.after.source
        lines = unified_diff(before.file, before.content, after.content)
        if lines and surface.terminal:
            streams.out(painted(lines, surface))
        elif lines:
            streams.out_bytes("".join(lines).encode("utf-8", "surrogateescape"))


def summary(done: Iterable[Mended], what: str) -> list[str]:
    """Say how many findings were mended in which files, and how many were left although they have a fix."""
    lines: list[str] = []
    for mended in done:
        file = mended.before.source.file
        if mended.count:
            lines.append(f"{file}: {plural(mended.count, 'finding')} {what}")
        if mended.refused:
            left = f"{plural(mended.refused, 'finding')} left, for mending would change what the résumé says"
            lines.append(f"{file}: {left}")
    return lines
