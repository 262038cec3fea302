"""`cvpdf new`: a résumé to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import refuse_folders
from cvpdf.cli.exit import Stop, reason, usage
from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.cli.schema import SCHEMA_FILE_NAME, packaged_schema
from cvpdf.diagnostics import ExitCode
from cvpdf.world import World


def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to make.")] = DEFAULT_FILE,
) -> None:
    """Write a commented résumé to begin with.

    The schema goes beside it, and lets editors complete and explain it.
    """
    if file == "-":
        raise usage("the starter is a file, and its schema stands beside it", f"name it: `cvpdf new {DEFAULT_FILE}`")
    path = Path(file)
    if path.suffix not in (".yaml", ".yml"):
        raise usage(f"`{file}`: the starter is written in YAML", f"name it `{path.with_suffix('.yaml').name}`")
    refuse_folders(path)
    world = World.of_process()
    if not _create(world, path, Path(__file__).with_name("starter.yaml").read_bytes()):
        raise Stop(ExitCode.IO, f"{path}: this file is already there, and was left as it is", "name another one")
    schema = path.with_name(SCHEMA_FILE_NAME)
    _create(world, schema, packaged_schema())
    streams.out(f"{path}: a résumé to begin with; {schema} beside it lets editors complete and explain it")
    streams.out(f"next: put your own words in, then run `cvpdf build{'' if file == DEFAULT_FILE else f' {file}'}`")


def _create(world: World, path: Path, data: bytes) -> bool:
    try:
        return world.create(path, data)
    except OSError as error:
        raise Stop(ExitCode.IO, f"{path}: cannot be written: {reason(error)}") from None
