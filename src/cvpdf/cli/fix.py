"""What `--fix` and `--diff` do with the files that were checked: write them mended, or show what would be written."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from cvpdf.cli import streams
from cvpdf.cli.checked import Checked, Fixed, check_source
from cvpdf.cli.findings import plural
from cvpdf.cli.inputs import STANDARD_INPUT
from cvpdf.cli.mending import Mended, mend
from cvpdf.cli.outputs import write
from cvpdf.cli.stop import Stop
from cvpdf.world import World


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
    from cvpdf.cli.diff import painted, unified_diff

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
