"""`cvpdf convert`: a résumé from another program, or for one."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.download import Download
from cvpdf.cli.findings import Findings, findings, plural
from cvpdf.cli.inputs import read_input
from cvpdf.cli.outputs import refuse_folders, refuse_input, write
from cvpdf.cli.reports import Format, report
from cvpdf.cli.reports.excerpt import visible
from cvpdf.cli.stop import usage
from cvpdf.diagnostics import ExitCode
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.compiler import Converted
    from cvpdf.formats.kinds import Writer


def _readers() -> list[tuple[str, str]]:
    from cvpdf.formats.kinds import READERS

    return [(reader.name, reader.title) for reader in READERS]


def _writers() -> list[tuple[str, str]]:
    from cvpdf.formats.kinds import WRITERS

    return [(writer.name, writer.title) for writer in WRITERS]


@dataclass(frozen=True, slots=True)
class _Order:
    """What one conversion was asked for; `out` is None for standard output."""

    world: World
    name: str
    content: bytes
    reader: str | None
    writer: "Writer"
    out: Path | None


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
        typer.Option("--from", metavar="FORMAT", help="What IN is, if it is not told.", autocompletion=_readers),
    ] = None,
    writer: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help="What OUT is, by default what it ends in.", autocompletion=_writers
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
    order = _take_order(file, out, reader, writer, force=force)
    photo = Download(order.world, order.out.parent) if download and order.out else None
    if download and photo is None:
        raise usage("a photo has no place beside standard output", "name a file for the result")
    converted, said = _convert(order, photo)
    verdict = said.verdict(strict=strict)
    if converted is None or converted.content is None or verdict:
        report(said, form, sys.stderr, f"{said.summary()}: nothing was written")
        raise SystemExit(verdict or ExitCode.ERRORS)
    if photo:
        photo.save()
    _write(order, converted.content)
    report(said, form, sys.stderr, said.summary() if said.diagnostics else "")
    _announce(order, converted)


def _listing() -> str:
    from cvpdf.formats.kinds import READERS, WRITERS

    width = max(map(len, (*(one.name for one in READERS), *(one.name for one in WRITERS))))
    rows = ["read:", *(f"  {one.name:<{width}}  {one.title}: {one.looks}" for one in READERS), "", "written:"]
    return "\n".join([*rows, *(f"  {one.name:<{width}}  {one.title}" for one in WRITERS)])


def _take_order(file: str | None, out: str | None, reader: str | None, writer: str | None, *, force: bool) -> _Order:
    """Read the file, and settle what becomes of it.

    Raises:
        Stop: when the command was typed wrong, the file cannot be read, or there is no place for the result.
    """
    if not file:
        raise usage("the file to convert is missing", "name it: `cvpdf convert cv.json resume.yaml`")
    if reader is not None and reader not in dict(_readers()):
        raise usage(f"`--from {reader}`: there is no such format", _near(reader, _readers()))
    chosen = _choose_writer(writer, out)
    world = World.of_process()
    name, content = read_input(world, file)
    path = _out_path(file, out, chosen)
    if path:
        refuse_folders(path)
        refuse_input(file, (path,))
        if path.exists() and not force:
            raise usage(f"{path}: this file is already there, and was left as it is", "name another, or add `--force`")
    return _Order(world, name, content, reader, chosen, path)


def _choose_writer(name: str | None, out: str | None) -> "Writer":
    from cvpdf.formats.kinds import WRITERS, writer_named

    if name is not None:
        if name not in dict(_writers()):
            raise usage(f"`--to {name}`: this format is not written", _near(name, _writers()))
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


def _convert(order: _Order, photo: Download | None) -> "tuple[Converted | None, Findings]":
    from cvpdf.compiler import Source
    from cvpdf.compiler import convert as convert_source

    source = Source(order.name, order.content)
    bring = photo.bring if photo else None
    outcome = convert_source(source, reader=order.reader, writer=order.writer.name, bring=bring)
    text = outcome.value.text.encode(errors="replace") if outcome.value else order.content
    return outcome.value, findings(outcome.diagnostics, {order.name: text})


def _write(order: _Order, content: bytes) -> None:
    if order.out is None:
        streams.out_bytes(content)
        return
    write(order.world, order.out, content)
    if order.writer.name == "cvpdf":
        _put_schema_beside(order.world, order.out)


def _put_schema_beside(world: World, path: Path) -> None:
    """Write the schema that the file's first line names, unless it is there."""
    from contextlib import suppress

    from cvpdf.cli.schema import SCHEMA_FILE, packaged_schema

    with suppress(OSError):  # an editor's help, and nothing that the result depends on
        world.create(path.with_name(SCHEMA_FILE), packaged_schema())


def _announce(order: _Order, converted: "Converted") -> None:
    from cvpdf.model.leaves import leaves

    title = dict(_readers())[converted.reader]
    count = sum(1 for _ in leaves(converted.loaded.resume)) if converted.loaded else 0
    line = visible(f"{order.out or 'standard output'}: {plural(count, 'value')} from {title}, as {order.writer.title}")
    (streams.err if order.out is None else streams.out)(line)


def _near(name: str, known: list[tuple[str, str]]) -> str:
    from cvpdf.suggest import did_you_mean

    return did_you_mean(name, [one for one, _ in known]) or "`cvpdf convert --list` prints them"
