"""`cvpdf explain`, `cvpdf schema`, `cvpdf new`, `cvpdf doctor`: the commands that print or write what is there."""

import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from cvpdf.cli import terminal as streams
from cvpdf.cli.destination import refuse_folders
from cvpdf.cli.inputs import DEFAULT_FILE
from cvpdf.cli.terminal import Stop, Surface, reason, usage
from cvpdf.diagnostics import ExitCode, Rule, Severity
from cvpdf.libraries import LibraryChangedError
from cvpdf.rules.cv9_environment import MEND_LIBRARIES, CacheClosed, EngineMissing, LibraryChanged, SubsetterMissing
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


# cvpdf doctor. ------------------------------------------------------------------------------------------------


# Libraries of the system. -------------------------------------------------------------------------------------


class Library(Struct, frozen=True):
    """`files` are its names on Linux and macOS; `version` is the function that gives its version as text, if any."""

    name: str
    files: tuple[str, ...]
    version: str = ""
    needed: bool = True


LIBRARIES: tuple[Library, ...] = (
    Library("GObject", ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib")),
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "pango_version_string"),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib")),
    Library("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib")),
    Library("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    Library("HarfBuzz subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), needed=False),
)


def version_of(library: Library) -> str | None:
    """Load a library, and ask for its version: empty where it does not tell, None where it cannot be loaded."""
    import ctypes

    for file in library.files:
        with suppress(OSError):
            loaded = ctypes.CDLL(file)
            if not library.version:
                return ""
            tell = getattr(loaded, library.version)
            tell.restype = ctypes.c_char_p
            return bytes(tell()).decode()
    return None


# The command. -------------------------------------------------------------------------------------------------


class _Check(Struct, frozen=True):
    """One thing that was looked at: `severity` is None where it is well, `help` says how to mend it."""

    what: str
    severity: Severity | None = None
    help: str | None = None


def doctor() -> None:
    """Say what is missing on this machine, and how to mend it."""
    checks = (*_packages(), *_internals(), *_libraries(), *_fonts(), _cache(World.of_process()))
    surface = streams.surface(sys.stdout)
    for check in checks:
        streams.out(_line(check, surface))
    missing = any(check.severity is Severity.ERROR for check in checks)
    streams.out("\n" + ("`cvpdf check` works, `cvpdf build` does not" if missing else "everything is ready"))
    raise SystemExit(ExitCode.ENVIRONMENT if missing else ExitCode.OK)


def _line(check: _Check, surface: Surface) -> str:
    state, style = {
        None: ("ok", "good"),
        Severity.WARNING: ("warning", "warning"),
        Severity.ERROR: ("missing", "error"),
    }[check.severity]
    line = f"{surface.paint(style, state)}{' ' * (9 - len(state))}{check.what}"
    return f"{line}\n         {surface.paint('help', 'help:')} {check.help}" if check.help else line


def _packages() -> Iterator[_Check]:
    """Look at Python, cvpdf, and every package that cvpdf declares but the fonts."""
    from importlib.metadata import requires, version

    yield _Check(f"Python {platform.python_version()}")
    yield _Check(f"cvpdf {version('cvpdf')}")
    for requirement in requires("cvpdf") or ():
        if "extra ==" not in requirement and not requirement.startswith("fontpkg-"):
            yield _package(requirement)


def _package(requirement: str) -> _Check:
    from importlib.metadata import PackageNotFoundError, version

    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    try:
        return _Check(f"{name} {version(name)}")
    except PackageNotFoundError:
        return _Check(f"{name}: not installed", Severity.ERROR, f"`pip install '{requirement}'`")


def _internals() -> Iterator[_Check]:
    """Import each library whose inside cvpdf relies on: one that is not there at all is said elsewhere."""
    from cvpdf.typeset.weasyprint_import import EngineUnavailableError

    for use in (_use_parsers, _use_templates, _use_languages, _use_engine):
        try:
            use()
        except LibraryChangedError as error:
            yield _Check(f"{error} ({LibraryChanged.code})", LibraryChanged.severity, error.hint)
        except (ModuleNotFoundError, EngineUnavailableError):
            continue


def _use_parsers() -> None:
    from cvpdf.outline.markdown_grammar import parser
    from cvpdf.source.yaml.pyyaml import event_parser, indenting_dumper

    parser()
    event_parser("")
    indenting_dumper()


def _use_templates() -> None:
    from cvpdf.compose import sandbox

    del sandbox  # its import looks


def _use_languages() -> None:
    from cvpdf.locale.cldr import cldr

    cldr("en")


def _use_engine() -> None:
    from cvpdf.typeset.weasyprint_import import load_engine

    load_engine()


def _libraries() -> Iterator[_Check]:
    for library in LIBRARIES:
        found = version_of(library)
        if found is not None:
            yield _Check(f"{library.name} {found}".rstrip())
        else:
            rule = EngineMissing if library.needed else SubsetterMissing
            yield _Check(f"{library.name}: {rule.title().rstrip('.').lower()}", rule.severity, MEND_LIBRARIES)


def _fonts() -> Iterator[_Check]:
    """Look for the font families of all themes; each is a package named after it."""
    try:
        from cvpdf.theme.loading import find_themes, load_theme
    except ImportError:
        return  # The package that is missing was said above.
    themes = (load_theme(name).value for name in find_themes())
    families = sorted({family for theme in themes if theme for family in theme.families})
    for family in families:
        check = _package(f"fontpkg-{family.lower().replace(' ', '-')}")
        yield _Check(f"{family}: {check.what}", check.severity, check.help)


def _cache(world: World) -> _Check:
    try:
        world.cache.mkdir(parents=True, exist_ok=True)
        probe = world.cache / "doctor"
        world.write(probe, b"")
        probe.unlink()
    except OSError as error:
        message = f"cache folder {world.cache}: {reason(error)}"
        return _Check(message, CacheClosed.severity, "builds take longer; set `XDG_CACHE_HOME` to a folder of yours")
    return _Check(f"cache folder {world.cache}")
