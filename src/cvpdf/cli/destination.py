"""What a build writes: where it goes, under which names, and what is refused beforehand."""

import os
import sys
from pathlib import Path

from msgspec import Struct

from cvpdf.cli.exit import Stop, reason, usage
from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.diagnostics import ExitCode
from cvpdf.outputs import OUTPUTS, Output, Target
from cvpdf.world import World

_BY_ENDING = {ending: output for output in OUTPUTS.values() for ending in output.endings}


class Destination(Struct, frozen=True):
    """What is made, and where it goes: `path` is None for standard output."""

    output: Output
    path: Path | None

    def files(self, count: int) -> tuple[Path, ...]:
        """Name `count` files: several are `resume-1.png`, `resume-2.png` and so on."""
        if self.path is None:
            return ()
        if count == 1:
            return (self.path,)
        stem, ending = self.path.stem, self.path.suffix
        return tuple(self.path.with_name(f"{stem}-{number}{ending}") for number in range(1, count + 1))


def choose_target(file: str, out: str | None, to: Target | None) -> Destination:
    """Decide what is made and where it goes; the ending of OUT says what is made where `--to` does not.

    Raises:
        Stop: when that place cannot be meant.
    """
    if out == "":
        raise usage("the name after `-o` is empty", "name a file, or `-` for standard output")
    ending = Path(out).suffix.lower() if out else ""
    output = OUTPUTS[to] if to else _output_of(out, ending)
    if _BY_ENDING.get(ending, output) != output:
        hint = f"name it `{output.endings[0]}`"
        raise usage(f"{out}: this would be {output.name} under the name of something else", hint)
    if out is None:
        out = "-" if file == "-" else str(_beside(file, output))
    if out == "-":
        if not output.readable and sys.stdout is not None and sys.stdout.isatty():
            hint = f"name a file: `-o {Path(DEFAULT_FILE).with_suffix(output.endings[0])}`"
            raise usage(f"a terminal cannot show {output.name.upper()}", hint)
        return Destination(output, None)
    path = Path(out)
    refuse_folders(path)
    return Destination(output, path)


def _beside(file: str, output: Output) -> Path:
    path = Path(file).with_suffix(output.endings[0])
    if path == Path(file):
        raise usage(f"{file}: this is what is made, not what it is made from", "name the YAML or JSON file")
    return path


def _output_of(out: str | None, ending: str) -> Output:
    if ending and ending not in _BY_ENDING:
        *most, last = (output.endings[0] for output in OUTPUTS.values())
        hint = f"name it {', '.join(most)} or {last}, or say what it is with `--to`"
        raise usage(f"{out}: {ending} is not made", hint)
    return _BY_ENDING[ending] if ending else OUTPUTS["pdf"]


def refuse_folders(path: Path) -> None:
    """Say before the work begins that there is no place for its result."""
    if path.is_dir():
        raise Stop(ExitCode.IO, f"{path}: this is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise Stop(ExitCode.IO, f"{path}: there is no folder `{path.parent}`", "make it first, or name another")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Stop(ExitCode.IO, f"{path}: cannot be written: permission denied", "name another folder")


def refuse_no_folder(folder: Path) -> None:
    """Say before the work begins that a folder is none, or cannot be made."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir():
        raise Stop(ExitCode.IO, f"{nearest}: this is a file", "name a folder")
    if not os.access(nearest, os.W_OK):
        raise Stop(ExitCode.IO, f"{folder}: cannot be written: permission denied", "name another folder")


def refuse_input(file: str, paths: tuple[Path, ...], hint: str = "name another place with `-o`") -> None:
    """Never write over the résumé itself, also where it is piped in, nor one result over another."""
    for path in paths:
        if _is_piped_in(path) if file == "-" else _is_same(path, Path(file)):
            raise usage(f"{path}: this is the résumé itself", hint)
    if len(set(paths)) < len(paths):
        raise usage(f"{paths[-1]}: two results cannot go into one file")


def refuse_photo(photo: Path | None, paths: tuple[Path, ...]) -> None:
    """Never write over the photo that the résumé names."""
    for path in paths:
        if photo and _is_same(path, photo):
            raise usage(f"{path}: this is the photo that the résumé names", "name another place with `-o`")


def _is_same(path: Path, other: Path) -> bool:
    if path.exists() and other.exists():
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)


def _is_piped_in(path: Path) -> bool:
    """Whether standard input comes from a file by redirection, and from this one."""
    try:
        return path.exists() and os.path.samestat(path.stat(), os.fstat(0))
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where it is not there yet.

    Raises:
        Stop: when it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(ExitCode.IO, f"{folder}: cannot be made: {reason(error)}") from None


def write(world: World, path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        Stop: when it cannot be written.
    """
    try:
        world.write(path, data)
    except FileNotFoundError:
        raise Stop(ExitCode.IO, f"{path}: `{path.parent}` takes no files", "name another folder") from None
    except OSError as error:
        raise Stop(ExitCode.IO, f"{path}: cannot be written: {reason(error)}") from None
