"""What a command reads: a file, standard input, or the `resume.yaml` that is here."""

from collections.abc import Sequence
from pathlib import Path

from cvpdf.cli.stop import Stop, reason, usage
from cvpdf.diagnostics import ExitCode, Span
from cvpdf.suggest import did_you_mean
from cvpdf.world import World

DEFAULT_FILE = "resume.yaml"
STANDARD_INPUT = "<stdin>"
"""How messages name what was piped in."""


def read_input(world: World, file: str) -> tuple[str, bytes]:
    """Read a file, or standard input for `-`.

    Returns:
        The name that messages use, and the bytes (one more than a résumé may have, at most).

    Raises:
        Stop: when it cannot be read.
    """
    from cvpdf.source.reading import MOST_BYTES

    enough_to_see_that_it_is_too_long = MOST_BYTES + 1
    try:
        if file == "-":
            return STANDARD_INPUT, world.read_standard_input(enough_to_see_that_it_is_too_long)
        return file, world.read(Path(file), enough_to_see_that_it_is_too_long)
    except OSError as error:
        raise _unreadable(file, error) from None


def folder_of(name: str) -> Path:
    """Where a photo may be that a résumé names: in its folder, or here for what is piped in."""
    return Path() if name == STANDARD_INPUT else Path(name).parent


def check_assignments(assignments: Sequence[str]) -> None:
    """Refuse a `--set` that is not `PATH=VALUE`, before anything is read.

    Raises:
        Stop: at the first that is not.
    """
    from cvpdf.rules.cv1_reading import BadAssignment
    from cvpdf.source.overrides import FILE, override
    from cvpdf.source.tree import Mapping, Tree

    nothing = Tree(FILE, "", Mapping((), Span(FILE, 1, 1, 1, 1)))
    for said in override(nothing, assignments).diagnostics:
        if said.code == BadAssignment.code:
            raise usage(f"`--set`: {said.message}", said.hint)


def quotable(name: str, content: bytes, assignments: Sequence[str]) -> dict[str, bytes]:
    """What messages may quote, by its name: the file, and what was set where that is one text only."""
    from cvpdf.source.overrides import FILE

    sources = {name: content}
    if len(assignments) == 1:
        sources[FILE] = assignments[0].encode(errors="replace")
    return sources


def _unreadable(file: str, error: OSError) -> Stop:
    if not file:
        return Stop(ExitCode.IO, "an empty name is the name of no file", f"`.` is this folder, `{DEFAULT_FILE}` a file")
    if isinstance(error, FileNotFoundError) and Path(file).is_symlink():
        target = Path(file).readlink()
        return Stop(ExitCode.IO, f"{file}: this is a link to `{target}`, which is not there", "mend or remove the link")
    if isinstance(error, FileNotFoundError):
        return Stop(ExitCode.IO, f"{file}: there is no such file", _instead_of(file))
    if isinstance(error, IsADirectoryError):
        return Stop(ExitCode.IO, f"{file}: this is a folder", f"name the file in it, like `{Path(file, DEFAULT_FILE)}`")
    return Stop(ExitCode.IO, f"{file}: cannot be read: {reason(error)}")


def _instead_of(file: str) -> str:
    """Look at what is in the folder for what may have been meant."""
    wanted = Path(file)
    try:
        names = sorted(path.name for path in wanted.parent.iterdir() if path.suffix in (".yaml", ".yml", ".json"))
    except OSError:
        return f"there is no folder `{wanted.parent}` either"
    same_stem = next((name for name in names if Path(name).stem == wanted.stem), None)
    if same_stem:
        return f"did you mean `{wanted.with_name(same_stem)}`?"
    near = did_you_mean(wanted.name, names)
    if near:
        return near
    return f"`cvpdf new {file}` writes one to begin with" if wanted.suffix in (".yaml", ".yml") else "look at its name"
