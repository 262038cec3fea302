"""An order: what one build was asked for, read and found possible before the work begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cvpdf.cli.inputs import DEFAULT_FILE, check_assignments, read_input
from cvpdf.cli.outputs import Kind, Target, choose_target, refuse_folders, refuse_input
from cvpdf.cli.stop import usage
from cvpdf.world import World

_WITHOUT_PAGES: dict[Kind, str] = {
    "html": "HTML",
    "md": "Markdown",
    "txt": "plain text",
    "docx": "a Word file",
}


@dataclass(frozen=True, slots=True)
class Order:
    """`file` is what was typed, `name` what messages call it; `map_file` may be `-`."""

    world: World
    file: str
    name: str
    content: bytes
    target: Target
    theme: str | None
    assignments: tuple[str, ...]
    map_file: str | None

    @property
    def map_paths(self) -> tuple[Path, ...]:
        """The file that the map goes to; none for standard output."""
        return _map_paths(self.map_file)


def take_order(
    file: str, out: str | None, theme: str | None, assignments: Sequence[str], to: Kind | None, map_file: str | None
) -> Order:
    """Read the file, and settle where the results go.

    Raises:
        Stop: when the command was typed wrong, the file cannot be read, or there is no place for a result.
    """
    if not file:
        raise usage("the name of the résumé is empty", f"name a file, such as {DEFAULT_FILE}")
    if assignments:
        check_assignments(assignments)
    world = World.of_process()
    name, content = read_input(world, file)
    target = choose_target(file, out, to)
    _refuse_map(map_file, target)
    beside = _map_paths(map_file)
    for path in beside:
        refuse_folders(path)
    refuse_input(file, (*target.files(1), *beside))
    return Order(world, file, name, content, target, theme, tuple(assignments), map_file)


def _map_paths(map_file: str | None) -> tuple[Path, ...]:
    return (Path(map_file),) if map_file and map_file != "-" else ()


def _refuse_map(map_file: str | None, target: Target) -> None:
    if map_file and target.kind in _WITHOUT_PAGES:
        what = _WITHOUT_PAGES[target.kind]
        raise usage(f"{what} has no pages, so there is nothing for `--map` to say", "leave one of the two out")
    if map_file == "-" and target.path is None:
        raise usage("standard output cannot take both the map and the result", "name a file for one of them")
