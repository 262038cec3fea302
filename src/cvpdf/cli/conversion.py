"""A conversion that was asked for: what is read and written, settled and found possible before the work begins."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.cli.download import Download
from cvpdf.cli.inputs import read_input
from cvpdf.cli.outputs import refuse_folders, refuse_input
from cvpdf.cli.stop import usage
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.formats.table import Writer


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one conversion was asked for; `out` is None for standard output, `photo` where none is to be brought."""

    world: World
    name: str
    content: bytes
    reader: str | None
    writer: "Writer"
    out: Path | None
    photo: Download | None


def take_conversion(
    file: str | None, out: str | None, reader: str | None, writer: str | None, *, force: bool, download: bool
) -> Conversion:
    """Read the file, and settle what becomes of it.

    Raises:
        Stop: when the command was typed wrong, the file cannot be read, or there is no place for the result.
    """
    if not file:
        raise usage("the file to convert is missing", "name it: `cvpdf convert cv.json resume.yaml`")
    _refuse_reader(reader)
    chosen = _choose_writer(writer, out)
    path = _out_path(file, out, chosen)
    if download and path is None:
        raise usage("a photo has no place beside standard output", "name a file for the result")
    world = World.of_process()
    name, content = read_input(world, file)
    if path:
        _refuse_place(file, path, force=force)
    photo = Download(world, path.parent) if download and path else None
    return Conversion(world, name, content, reader, chosen, path, photo)


def reader_names() -> list[tuple[str, str]]:
    """The formats that are read: their names, and what people call them."""
    from cvpdf.formats.table import READERS

    return [(reader.name, reader.title) for reader in READERS]


def writer_names() -> list[tuple[str, str]]:
    """The formats that are written, in the same way."""
    from cvpdf.formats.table import WRITERS

    return [(writer.name, writer.title) for writer in WRITERS]


def _refuse_reader(name: str | None) -> None:
    if name is not None and name not in dict(reader_names()):
        raise usage(f"`--from {name}`: there is no such format", _near(name, reader_names()))


def _refuse_place(file: str, path: Path, *, force: bool) -> None:
    refuse_folders(path)
    refuse_input(file, (path,), "name another file for the result")
    if path.exists() and not force:
        raise usage(f"{path}: this file is already there, and was left as it is", "name another, or add `--force`")


def _choose_writer(name: str | None, out: str | None) -> "Writer":
    from cvpdf.formats.table import WRITERS, writer_named

    if name is not None:
        if name not in dict(writer_names()):
            raise usage(f"`--to {name}`: this format is not written", _near(name, writer_names()))
        return writer_named(name)
    ending = Path(out).suffix.lower() if out and out != "-" else ""
    found = next((writer for writer in WRITERS if ending in writer.endings), None)
    if ending and found is None:
        raise usage(f"{out}: {ending} is not written", "name it .yaml or .json, or say what it is with `--to`")
    return found or WRITERS[0]


def _out_path(file: str, out: str | None, writer: "Writer") -> Path | None:
    if out == "":
        raise usage("the name of the result is empty", "name a file, or `-` for standard output")
    if out == "-" or (out is None and file == "-"):
        return None
    if out is not None:
        return Path(out)
    ending = writer.endings[0] if writer.endings else ".yaml"
    path = Path(file).with_suffix(ending)
    if path == Path(file):
        other = "resume.json" if ending != ".json" else "resume.yaml"
        raise usage(f"{file}: the result would have the same name", f"name another: `cvpdf convert {file} {other}`")
    return path


def _near(name: str, known: list[tuple[str, str]]) -> str:
    from cvpdf.suggest import did_you_mean

    return did_you_mean(name, [one for one, _ in known]) or "`cvpdf convert --list` prints them"
