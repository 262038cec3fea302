"""`cvpdf explain`, `cvpdf schema`, `cvpdf new`: the commands that only print or write what is there."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import refuse_folders
from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.cli.terminal import Stop, reason, usage
from cvpdf.diagnostics import ExitCode, Rule
from cvpdf.world import World


def _codes() -> list[tuple[str, str]]:
    from cvpdf.rules.catalogue import catalogue

    return [(code, rule.title()) for code, rule in catalogue().items()]


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Like CV203; all are listed without.", autocompletion=_codes)
    ] = None,
) -> None:
    """Print the manual of a message.

    It says what the message means, why it matters, and what to write instead.
    """
    streams.out(_listing() if code is None else _manual(code))


def _manual(code: str) -> str:
    from cvpdf.rules.catalogue import catalogue

    rules = catalogue()
    rule = rules.get(code.upper())
    if rule is None:
        raise usage(f"there is no message `{code}`", _near(code.upper(), tuple(rules)))
    return f"{_head(rule)}\n\n{rule.manual()}"


def _head(rule: type[Rule]) -> str:
    surface = streams.surface(sys.stdout)
    return surface.paint(rule.severity.value, f"{rule.severity.value} {rule.code}")


def _listing() -> str:
    from cvpdf.rules.catalogue import catalogue

    rows = (f"{rule.code}  {rule.severity.value:<7}  {rule.title()}" for rule in catalogue().values())
    return "\n".join(rows)


def _near(code: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(code, known, n=3, cutoff=0.7)
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else "`cvpdf explain` lists them all"


# The JSON Schema of the file format. --------------------------------------------------------------------------


SCHEMA_FILE_NAME = "resume.schema.json"


def schema() -> None:
    """Print the JSON Schema of a résumé.

    Editors complete and check with it.
    """
    streams.out_bytes(packaged_schema())


def packaged_schema() -> bytes:
    """Read the schema as it was generated; making it anew would load the whole model."""
    return (Path(__file__).parents[1] / "model" / SCHEMA_FILE_NAME).read_bytes()


# A résumé to begin with. --------------------------------------------------------------------------------------


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
