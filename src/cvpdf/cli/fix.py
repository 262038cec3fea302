"""What `--fix` and `--diff` do with the files that were checked: write them mended, or show what would be written."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cvpdf.cli import streams
from cvpdf.cli.checked import Checked, check_source
from cvpdf.cli.findings import plural
from cvpdf.cli.inputs import STANDARD_INPUT
from cvpdf.cli.mending import mend
from cvpdf.cli.outputs import write
from cvpdf.cli.stop import Stop
from cvpdf.diagnostics import ExitCode
from cvpdf.world import World


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files as they are now, how many findings were mended by file, and which files cannot be written.

    `takes_output` is whether a file went to standard output.
    """

    checked: Sequence[Checked]
    mended: Mapping[str, int] = field(default_factory=dict)
    stops: Mapping[str, Stop] = field(default_factory=dict)
    takes_output: bool = False


def fix_all(world: World, checked: Iterable[Checked]) -> Fixed:
    """Write each file that can be mended, and what was piped in to standard output, mended or not."""
    now: list[Checked] = []
    counts: dict[str, int] = {}
    stops: dict[str, Stop] = {}
    for before in checked:
        mended = mend(before, partial(check_source, world))
        try:
            _write(world, before, mended.after)
        except Stop as stop:
            stops[before.source.file] = stop
            now.append(before)
        else:
            counts |= {before.source.file: mended.count} if mended.count else {}
            now.append(mended.after)
    return Fixed(now, counts, stops, any(one.source.file == STANDARD_INPUT for one in now))


def _write(world: World, before: Checked, after: Checked) -> None:
    if before.source.file == STANDARD_INPUT:
        streams.out_bytes(after.source.content)
    elif after.source.content != before.source.content:
        write(world, Path(before.source.file), after.source.content)


def show_diff(world: World, checked: Iterable[Checked]) -> ExitCode:
    """Show what mending would change; that it would change anything is a failure, so that a CI can ask for it."""
    from cvpdf.cli.diff import painted, unified_diff

    surface = streams.surface(sys.stdout)
    counts: dict[str, int] = {}
    for before in checked:
        mended = mend(before, partial(check_source, world))
        lines = unified_diff(before.source.file, before.source.content, mended.after.source.content)
        if lines and surface.terminal:
            streams.out(painted(lines, surface))
        elif lines:
            streams.out_bytes("".join(lines).encode("utf-8", "surrogateescape"))
        counts |= {before.source.file: mended.count} if lines else {}
    streams.err(summary(counts, "would be mended") or "nothing would be mended")
    return ExitCode.ERRORS if counts else ExitCode.OK


def summary(counts: Mapping[str, int], what: str) -> str:
    """Say how many findings were mended in which files."""
    return "\n".join(f"{file}: {plural(count, 'finding')} {what}" for file, count in counts.items())
