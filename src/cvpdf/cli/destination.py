"""What a build writes: where it goes, under which names, and what is refused beforehand."""

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.cli.terminal import Stop, reason, usage
from cvpdf.diagnostics import ExitCode
from cvpdf.outputs import OUTPUTS, Output, Target
from cvpdf.words import did_you_mean
from cvpdf.world import World

# The place of one result. -------------------------------------------------------------------------------------


_BY_ENDING = {ending: output for output in OUTPUTS.values() for ending in output.endings}

NameValues = Mapping[str, str]
"""What stands for each field of a pattern, as the résumé says it."""


class Destination(Struct, frozen=True):
    """What is made, and where it goes: `path` is None for standard output.

    Where `makes_folder` is true, the folder of `path` need not be there yet.
    """

    output: Output
    path: Path | None
    makes_folder: bool = False

    def files(self, count: int) -> tuple[Path, ...]:
        """Name `count` files: several are `resume-1.png`, `resume-2.png` and so on."""
        if self.path is None:
            return ()
        if count == 1:
            return (self.path,)
        stem, ending = self.path.stem, self.path.suffix
        return tuple(self.path.with_name(f"{stem}-{number}{ending}") for number in range(1, count + 1))


def choose_target(file: str, out: str | None, to: Target | None, values: Callable[[], NameValues]) -> Destination:
    """Decide what is made of one file and where it goes; the ending of OUT says what is made where `--to` does not.

    Args:
        file: the résumé, `-` for standard input.
        out: what was typed after `-o`: a file, a folder, a pattern, or `-` for standard output.
        to: what was typed after `--to`.
        values: gives what stands for the fields of a pattern; it is asked only where there are some.

    Returns:
        The destination.

    Raises:
        Stop: when that place cannot be meant.
    """
    output = choose_output(out, to)
    if out is None:
        out = "-" if file == "-" else str(beside(file, output))
    if out == "-":
        if not output.readable and sys.stdout is not None and sys.stdout.isatty():
            hint = f"name a file: `-o {Path(DEFAULT_FILE).with_suffix(output.endings[0])}`"
            raise usage(f"a terminal cannot show {output.name.upper()}", hint)
        return Destination(output, None)
    if is_folder(out) or fields_of(out):
        path = names_by(out, output).path(values())
        refuse_place(path)
        return Destination(output, path, makes_folder=True)
    path = Path(out)
    refuse_folders(path)
    return Destination(output, path)


def choose_output(out: str | None, to: Target | None) -> Output:
    """Decide what is made, by `--to` or by what OUT ends in.

    Raises:
        Stop: when the two do not agree, or nothing is made that ends so.
    """
    if out == "":
        raise usage("the name after `-o` is empty", "name a file, or `-` for standard output")
    ending = Path(out).suffix.lower() if out and not is_folder(out) else ""
    output = OUTPUTS[to] if to else _output_of(out, ending)
    if _BY_ENDING.get(ending, output) != output:
        hint = f"name it `{output.endings[0]}`"
        raise usage(f"{out}: this would be {output.name} under the name of something else", hint)
    return output


def beside(file: str, output: Output) -> Path:
    """Name the result of a file that stands beside it.

    Raises:
        Stop: when this is the file itself.
    """
    path = Path(file).with_suffix(output.endings[0])
    if path == Path(file):
        raise usage(f"{file}: this is what is made, not what it is made from", "name the YAML or JSON file")
    return path


def is_folder(out: str) -> bool:
    """Whether OUT can only be a folder: it ends with a slash, or is one already."""
    return out != "-" and (out.endswith(("/", os.sep)) or Path(out).is_dir())


def _output_of(out: str | None, ending: str) -> Output:
    if ending and ending not in _BY_ENDING:
        *most, last = (output.endings[0] for output in OUTPUTS.values())
        hint = f"name it {', '.join(most)} or {last}, or say what it is with `--to`"
        raise usage(f"{out}: {ending} is not made", hint)
    return _BY_ENDING[ending] if ending else OUTPUTS["pdf"]


# Names by a pattern. ------------------------------------------------------------------------------------------


FIELDS = ("stem", "name", "theme", "path")
"""What a pattern may have in braces: the file's name without its ending, the person's name, the theme's, and the
whole of what was typed, with hyphens for its slashes."""

_FIELD = re.compile(r"\{([A-Za-z]+)\}")
_IN_BRACES = tuple(f"{{{field}}}" for field in FIELDS)
_BRACES = re.compile(r"\{[^{}/]*\}|\{\w*|\w*\}")
"""What is a field, or may have been meant for one: a brace without the other is so where its word is like a field."""

_NAMELESS = "unnamed"
_MOST_BYTES = 200
"""Of a name, of the 255 that file systems take: a number of a page and an ending have room behind it."""

_FORBIDDEN = frozenset('/\\:*?"<>|')
_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", "clock$")) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""What Windows takes for a device, whatever its ending."""


class ResultNames(Struct, frozen=True):
    """Where the results of several files go: below `folder`, by the `parts` of a pattern, the last without `ending`.

    Whatever values the fields are given, a result stays below the folder.
    """

    folder: Path
    parts: tuple[str, ...]
    ending: str

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have to be given."""
        return frozenset(field for part in self.parts for field in _FIELD.findall(part))

    def path(self, values: NameValues) -> Path:
        """Name the result of one file."""
        *folders, last = (_filled(part, values) for part in self.parts)
        return self.folder.joinpath(*folders, last + self.ending)


def fields_of(out: str) -> tuple[str, ...]:
    """Find the fields in what was typed after `-o`.

    Raises:
        Stop: at one that there is not.
    """
    for typed in _BRACES.findall(out):
        near = did_you_mean(typed, _IN_BRACES)
        if typed not in _IN_BRACES and (near or (typed.startswith("{") and typed.endswith("}"))):
            hint = near or f"there are {', '.join(f'`{one}`' for one in _IN_BRACES)}"
            raise usage(f"{out}: there is no field `{typed}`", hint)
    return tuple(_FIELD.findall(out))


def names_by(out: str, output: Output) -> ResultNames:
    """Read a folder or a pattern that was typed after `-o`.

    Raises:
        Stop: when it cannot be meant.
    """
    fields_of(out)
    *above, last = Path(out, "{stem}").parts if is_folder(out) else Path(out).parts
    if last == "..":
        above, last = [*above, last], "{stem}"
    first = next((place for place, part in enumerate(above) if _FIELD.search(part)), len(above))
    folder, parts = Path(*above[:first]), above[first:]
    if ".." in parts:
        raise usage(f"{out}: `..` behind a field leads out of the folder", "leave it out")
    ending = Path(last).suffix
    return ResultNames(folder, (*parts, last.removesuffix(ending)), ending or output.endings[0])


def _filled(part: str, values: NameValues) -> str:
    """A name of a file or folder that every system takes; what was typed beside the fields stays as it is."""
    fields = _FIELD.findall(part)
    if not fields:
        return part
    name = _cut(_FIELD.sub(lambda field: safe_name(values[field[1]]), part), _MOST_BYTES).rstrip(". ")
    device = name.partition(".")[0].rstrip().casefold() in _DEVICES
    return f"_{name}" if device else name


def safe_name(value: str) -> str:
    """Turn any text into part of a file's name: no separator, no control, no dot or hyphen at its ends, not too long.

    Args:
        value: the text, such as a person's name.

    Returns:
        The text as a person would write it in a name, never empty.
    """
    letters = (_safe_letter(letter) for letter in unicodedata.normalize("NFC", value[: 4 * _MOST_BYTES]))
    return _cut("".join(letters).strip(" .-"), _MOST_BYTES).strip(" .-") or _NAMELESS


def _safe_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""  # it shows nothing, or turns the direction of what follows
    if category == "Zs":
        return " "
    unprintable = category.startswith("C") or category in {"Zl", "Zp"}
    return "-" if unprintable or letter in _FORBIDDEN else letter


def _cut(name: str, most: int) -> str:
    """Cut a name to so many bytes of UTF-8, between two letters."""
    return name.encode(errors="replace")[:most].decode(errors="ignore")


# What is refused. ---------------------------------------------------------------------------------------------


def refuse_place(path: Path) -> None:
    """Say before the work begins that a result has no place; its folder need not be there yet."""
    if path.parent.is_dir():
        refuse_folders(path)
    else:
        refuse_no_folder(path.parent)


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
