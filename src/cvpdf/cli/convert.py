"""`cvpdf convert`: a résumé from another program, or for one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import refuse_folders, refuse_input, write
from cvpdf.cli.inputs import read_input
from cvpdf.cli.terminal import ProgressLine, Stop, reason, usage
from cvpdf.diagnostics import ExitCode, Outcome, Span
from cvpdf.reports.rendering import Format
from cvpdf.reports.report import Report, report_of
from cvpdf.reports.text import visible
from cvpdf.words import plural
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Converted
    from cvpdf.formats.table import FormatWriter
    from cvpdf.outline.values import Picture


# Photos from the web. -----------------------------------------------------------------------------------------


class Download(Struct):
    """Brings at most one photo; it is written only once the rest of the conversion has succeeded."""

    world: World
    folder: Path
    picture: "Picture | None" = None
    name: str = ""

    def bring(self, url: str, place: Span) -> Outcome[str]:
        """Fetch the photo, and settle what its file will be called."""
        from cvpdf.photo import download, photo_name

        with ProgressLine() as progress:
            progress("fetching the photo")
            brought = download(url, self.world, place)
        if brought.value is None:
            return Outcome(None, brought.diagnostics)
        self.picture = brought.value
        self.name = photo_name(brought.value, {path.name for path in self.folder.iterdir()})
        return Outcome(self.name, brought.diagnostics)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Write what was brought, if anything was, and take it away again if the file that names it is not written.

        Raises:
            Stop: when it cannot be written, or a file of that name has come up meanwhile.
        """
        if self.picture is None:
            yield
            return
        path = self.folder / self.name
        self._save(path, self.picture.content)
        try:
            yield
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        streams.err(f"{path}: the photo, brought from the web")

    def _save(self, path: Path, content: bytes) -> None:
        try:
            written = self.world.create(path, content)
        except OSError as error:
            raise Stop(ExitCode.IO, f"{path}: cannot be written: {reason(error)}") from None
        if not written:
            raise Stop(ExitCode.IO, f"{path}: this file has just been made by somebody else", "try again")


# The order. ---------------------------------------------------------------------------------------------------


class Conversion(Struct, frozen=True):
    """What one conversion was asked for; `out` is None for standard output, `photo` where none is to be brought."""

    world: World
    name: str
    content: bytes
    reader: str | None
    writer: "FormatWriter"
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


def _choose_writer(name: str | None, out: str | None) -> "FormatWriter":
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


def _out_path(file: str, out: str | None, writer: "FormatWriter") -> Path | None:
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
    from cvpdf.words import did_you_mean

    return did_you_mean(name, [one for one, _ in known]) or "`cvpdf convert --list` prints them"


# The command. -------------------------------------------------------------------------------------------------


def convert(  # noqa: PLR0913, PLR0917 -- each is an option of the command
    file: Annotated[
        str | None, typer.Argument(metavar="IN", help="What is converted; - is standard input.", show_default=False)
    ] = None,
    out: Annotated[
        str | None,
        typer.Argument(metavar="OUT", help="Where it goes, beside IN by default; - is standard output."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option("--from", metavar="FORMAT", help="What IN is, if it is not told.", autocompletion=reader_names),
    ] = None,
    writer: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help="What OUT is, by default what it ends in.", autocompletion=writer_names
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    download: Annotated[
        bool, typer.Option("--download", help="Bring a photo that is on the web, and put it beside OUT.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over OUT if it is there.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail: then nothing may be left out.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How messages look.")] = "text",
) -> None:
    """Convert a résumé from another program's format, or to one."""
    if listing:
        streams.out(_listing())
        return
    order = take_conversion(file, out, reader, writer, force=force, download=download)
    converted, report = _convert(order)
    exit_code = report.exit_code(strict=strict)
    if converted is None or converted.content is None or exit_code:
        streams.print_report(report, form, sys.stderr, f"{report.summary()}: nothing was written")
        raise SystemExit(exit_code or ExitCode.ERRORS)
    _write(order, converted.content)
    streams.print_report(report, form, sys.stderr, report.summary() if report.diagnostics else "")
    _announce(order, converted)


def _listing() -> str:
    from cvpdf.formats.table import READERS, WRITERS

    width = max(map(len, (*(one.name for one in READERS), *(one.name for one in WRITERS))))
    rows = ["read:", *(f"  {one.name:<{width}}  {one.title}: {one.looks}" for one in READERS), "", "written:"]
    return "\n".join([*rows, *(f"  {one.name:<{width}}  {one.title}" for one in WRITERS)])


def _convert(order: Conversion) -> "tuple[Converted | None, Report]":
    from cvpdf.artifacts import Source
    from cvpdf.pipeline import convert as convert_source

    source = Source(order.name, order.content)
    bring = order.photo.bring if order.photo else None
    outcome = convert_source(source, reader=order.reader, writer=order.writer.name, bring=bring)
    text = outcome.value.text.encode(errors="replace") if outcome.value else order.content
    return outcome.value, report_of(outcome.diagnostics, {order.name: text})


def _write(order: Conversion, content: bytes) -> None:
    if order.out is None:
        streams.out_bytes(content)
        return
    with order.photo.beside() if order.photo else nullcontext():
        write(order.world, order.out, content)
    order.world.sweep(order.out.parent)
    if order.writer.name == "cvpdf":
        _put_schema_beside(order.world, order.out)


def _put_schema_beside(world: World, path: Path) -> None:
    """Write the schema that the file's first line names, unless it is there."""
    from cvpdf.cli.small_commands import SCHEMA_FILE_NAME, packaged_schema

    with suppress(OSError):  # an editor's help, and nothing that the result depends on
        world.create(path.with_name(SCHEMA_FILE_NAME), packaged_schema())


def _announce(order: Conversion, converted: "Converted") -> None:
    from cvpdf.model.resume import leaves

    title = dict(reader_names())[converted.reader]
    count = sum(1 for _ in leaves(converted.loaded.resume)) if converted.loaded else 0
    line = visible(f"{order.out or 'standard output'}: {plural(count, 'value')} from {title}, as {order.writer.title}")
    (streams.err if order.out is None else streams.out)(line)
