"""`cvpdf convert`: a résumé from another program, or for one."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cvpdf.cli import streams
from cvpdf.cli.conversion import Conversion, reader_names, take_conversion, writer_names
from cvpdf.cli.findings import Findings, findings, plural
from cvpdf.cli.outputs import write
from cvpdf.cli.reports import Format, report
from cvpdf.cli.reports.excerpt import visible
from cvpdf.diagnostics import ExitCode
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.compiler import Converted


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
    converted, said = _convert(order)
    verdict = said.verdict(strict=strict)
    if converted is None or converted.content is None or verdict:
        report(said, form, sys.stderr, f"{said.summary()}: nothing was written")
        raise SystemExit(verdict or ExitCode.ERRORS)
    _write(order, converted.content)
    report(said, form, sys.stderr, said.summary() if said.diagnostics else "")
    _announce(order, converted)


def _listing() -> str:
    from cvpdf.formats.table import READERS, WRITERS

    width = max(map(len, (*(one.name for one in READERS), *(one.name for one in WRITERS))))
    rows = ["read:", *(f"  {one.name:<{width}}  {one.title}: {one.looks}" for one in READERS), "", "written:"]
    return "\n".join([*rows, *(f"  {one.name:<{width}}  {one.title}" for one in WRITERS)])


def _convert(order: Conversion) -> "tuple[Converted | None, Findings]":
    from cvpdf.compiler import Source
    from cvpdf.compiler import convert as convert_source

    source = Source(order.name, order.content)
    bring = order.photo.bring if order.photo else None
    outcome = convert_source(source, reader=order.reader, writer=order.writer.name, bring=bring)
    text = outcome.value.text.encode(errors="replace") if outcome.value else order.content
    return outcome.value, findings(outcome.diagnostics, {order.name: text})


def _write(order: Conversion, content: bytes) -> None:
    if order.out is None:
        streams.out_bytes(content)
        return
    with order.photo.beside() if order.photo else nullcontext():
        write(order.world, order.out, content)
    if order.writer.name == "cvpdf":
        _put_schema_beside(order.world, order.out)


def _put_schema_beside(world: World, path: Path) -> None:
    """Write the schema that the file's first line names, unless it is there."""
    from contextlib import suppress

    from cvpdf.cli.schema import SCHEMA_FILE, packaged_schema

    with suppress(OSError):  # an editor's help, and nothing that the result depends on
        world.create(path.with_name(SCHEMA_FILE), packaged_schema())


def _announce(order: Conversion, converted: "Converted") -> None:
    from cvpdf.model.resume import leaves

    title = dict(reader_names())[converted.reader]
    count = sum(1 for _ in leaves(converted.loaded.resume)) if converted.loaded else 0
    line = visible(f"{order.out or 'standard output'}: {plural(count, 'value')} from {title}, as {order.writer.title}")
    (streams.err if order.out is None else streams.out)(line)
