"""What a command reads: a file, standard input, or many by folders and patterns; and what is said of each."""

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from cvpdf.cli.terminal import Stop, reason, usage
from cvpdf.diagnostics import Diagnostic, ExitCode, Outcome, Rule, Severity, Span, Stage
from cvpdf.fixes import Checked, Mended
from cvpdf.words import nearest, plural
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Loaded, Source


# One file. ----------------------------------------------------------------------------------------------------


DEFAULT_FILE = "resume.yaml"
STANDARD_INPUT = "<stdin>"
"""How messages name what was piped in."""


def read_input(world: World, file: str, most: int | None = None, usual: str = DEFAULT_FILE) -> tuple[str, bytes]:
    """Read a file, or standard input for `-`. Where it cannot be read, hints name a file like the `usual` one.

    Returns:
        The name that messages use, and the bytes: at most so many, by default one more than a résumé may have.

    Raises:
        Stop: when it cannot be read.
    """
    from cvpdf.source.reading import MOST_FILE_BYTES

    enough_to_see_that_it_is_too_long = MOST_FILE_BYTES + 1 if most is None else most
    try:
        if file == "-":
            return STANDARD_INPUT, world.read_standard_input(enough_to_see_that_it_is_too_long)
        return file, world.read(Path(file), enough_to_see_that_it_is_too_long)
    except OSError as error:
        raise _unreadable(file, error, usual) from None


def folder_of(name: str) -> Path:
    """Where a photo may be that a résumé names: in its folder, or here for what is piped in."""
    return Path() if name == STANDARD_INPUT else Path(name).parent


def check_assignments(assignments: Sequence[str]) -> None:
    """Refuse a `--set` that is not `PATH=VALUE`, before anything is read.

    Raises:
        Stop: at the first that is not.
    """
    from cvpdf.rules.cv1_reading import BadAssignment
    from cvpdf.source.reading import ASSIGNMENT, override
    from cvpdf.source.tree import Mapping, Tree

    nothing = Tree(ASSIGNMENT, "", Mapping((), Span(ASSIGNMENT, 1, 1, 1, 1)))
    for diagnostic in override(nothing, assignments).diagnostics:
        if diagnostic.rule is BadAssignment:
            raise usage(f"`--set`: {diagnostic.message}", diagnostic.hint)


def quotable(name: str, content: bytes, assignments: Sequence[str]) -> dict[str, bytes]:
    """What messages may quote, by its name: the file, and what was set where that is one text only."""
    return {name: content, **quotable_assignment(assignments)}


def quotable_assignment(assignments: Sequence[str]) -> dict[str, bytes]:
    """What was set, by the name that messages give it, where that is one text only."""
    from cvpdf.source.reading import ASSIGNMENT

    return {ASSIGNMENT: assignments[0].encode(errors="replace")} if len(assignments) == 1 else {}


def _unreadable(file: str, error: OSError, usual: str = DEFAULT_FILE) -> Stop:
    if not file:
        return Stop(ExitCode.IO, "an empty name is the name of no file", f"`.` is this folder, `{usual}` a file")
    if isinstance(error, FileNotFoundError) and Path(file).is_symlink():
        target = Path(file).readlink()
        return Stop(ExitCode.IO, f"{file}: this is a link to `{target}`, which is not there", "mend or remove the link")
    if isinstance(error, FileNotFoundError):
        return Stop(ExitCode.IO, f"{file}: there is no such file", _instead_of(file, usual))
    if isinstance(error, IsADirectoryError):
        return Stop(ExitCode.IO, f"{file}: this is a folder", f"name the file in it, like `{Path(file, usual)}`")
    return Stop(ExitCode.IO, f"{file}: cannot be read: {reason(error)}")


def _instead_of(file: str, usual: str) -> str:
    """Look at what is in the folder for what may have been meant."""
    wanted = Path(file)
    endings = _ENDINGS if usual == DEFAULT_FILE else (Path(usual).suffix,)
    try:
        names = sorted(path.name for path in wanted.parent.iterdir() if path.suffix in endings)
    except OSError:
        return f"there is no folder `{wanted.parent}` either"
    same_stem = next((name for name in names if Path(name).stem == wanted.stem), None)
    if same_stem:
        return f"did you mean `{wanted.with_name(same_stem)}`?"
    stems = {Path(name).stem: name for name in names}  # what they all end in makes none like another
    near = nearest(wanted.stem, stems)
    if near:
        return f"did you mean `{wanted.with_name(stems[near])}`?"
    return f"`cvpdf new {file}` writes one to begin with" if wanted.suffix in (".yaml", ".yml") else "look at its name"


# Several files. -----------------------------------------------------------------------------------------------


_ENDINGS = (".yaml", ".yml", ".json")
_SKIPPED = frozenset(("node_modules", "site-packages", "venv"))
"""Folders that hold other people's files; so do those whose names begin with a dot."""


class Candidate(Struct, frozen=True):
    """A file to read, which may be no résumé unless it was `named`; `among` are folders and patterns on the way."""

    file: str
    among: tuple[str, ...] = ()
    named: bool = False


def is_one(argument: str) -> bool:
    """Whether an argument names one file, which is there or not, and neither a folder nor what a pattern matches."""
    if argument in {"", "-"}:
        return True
    return not Path(argument).is_dir() and (os.path.lexists(argument) or not glob.has_magic(argument))


def find(arguments: list[str]) -> tuple[list[Candidate], dict[str, Stop]]:
    """Turn what was typed into files, each once, and say by argument why some of it leads to none."""
    found: dict[str, Candidate] = {}
    stops: dict[str, Stop] = {}
    for argument in dict.fromkeys(arguments):
        try:
            for candidate in _candidates(argument):
                place = candidate.file if candidate.file == "-" else os.path.realpath(candidate.file)
                known = found.get(place)
                if known:
                    among, named = known.among + candidate.among, known.named or candidate.named
                    found[place] = Candidate(known.file, among, named)
                else:
                    found[place] = candidate
        except Stop as stop:
            stops[argument] = stop
    return list(found.values()), stops


def nothing_among(argument: str, passed: int = 0) -> Stop:
    """Say that a folder or what a pattern matches was looked through in vain, and how many files were passed over."""
    hint = f"{plural(passed, 'file')} passed over; name the one that is meant" if passed else "name the file itself"
    where = "in this folder" if Path(argument).is_dir() else "among what this matches"
    return Stop(ExitCode.IO, f"{argument}: there is no résumé {where}", hint)


def _candidates(argument: str) -> Iterator[Candidate]:
    """All files that an argument means, and then why it could not be looked through to the end.

    Raises:
        Stop: when a folder cannot be read, or nothing was found.
    """
    if is_one(argument):
        yield Candidate(argument, named=True)
        return
    refused: list[OSError] = []
    files = _in_folder(argument, refused) if Path(argument).is_dir() else _matches(argument, refused)
    yield from (Candidate(file, (argument,)) for file in files)
    if refused:
        raise Stop(ExitCode.IO, f"{refused[0].filename}: cannot be read: {reason(refused[0])}")
    if not files:
        raise nothing_among(argument)


def _matches(pattern: str, refused: list[OSError]) -> list[str]:
    """Expand a pattern as a shell does; its files were not named one by one, and a folder is looked through."""
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- `Path.glob` takes no absolute patterns
    matches = [match for match in found if _SKIPPED.isdisjoint(Path(match).parts)]
    if "**" in pattern:  # it finds the folders on the way, too, and goes round and round where links do
        named = len(Path(pattern.partition("**")[0]).parts)
        matches = [match for match in matches if not Path(match).is_dir() and not _is_behind_a_link(match, named)]
    if not matches:
        raise Stop(ExitCode.IO, f"{pattern}: no file matches this", "look at the pattern, and at the folder you are in")
    return [file for match in matches for file in (_in_folder(match, refused) if Path(match).is_dir() else [match])]


def _is_behind_a_link(match: str, named: int) -> bool:
    """Whether a folder on the way to a file is a link, but for those that were named."""
    path = Path(match)
    return any(Path(*path.parts[:depth]).is_symlink() for depth in range(named + 1, len(path.parts)))


def _in_folder(folder: str, refused: list[OSError]) -> list[str]:
    """Every file that may be a résumé, by its ending, below a folder; links to folders are not followed."""
    files: list[str] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        files += (
            str(Path(place, name))
            for name in sorted(names)
            if name.lower().endswith(_ENDINGS) and not name.startswith(".")
        )
    return files


# Files that were read. ----------------------------------------------------------------------------------------


Look = Callable[[World, "Source"], "Outcome[Loaded]"]
"""How a file is looked at."""


class Checks(Struct, frozen=True):
    """The files that were checked, why others could not be, and how many are no résumés and were `passed` over."""

    checked: list[Checked]
    stops: dict[str, Stop]
    passed: int = 0


class Fixed(Struct, frozen=True):
    """The files with what is said of them now, what was mended or would be, and which files cannot be written.

    `notes` count what was mended; `takes_output` is whether a file went to standard output.
    """

    checked: Sequence[Checked]
    mended: Sequence[Mended] = ()
    notes: Sequence[str] = ()
    stops: Mapping[str, Stop] = field(default_factory=dict)
    takes_output: bool = False


def check_source(world: World, source: "Source", overrides: Sequence[str] = ()) -> "Outcome[Loaded]":
    """Say everything about one file that can be said without typesetting it."""
    from cvpdf.pipeline import check

    return check(source, overrides, world=world)


def load_source(world: World, source: "Source") -> "Outcome[Loaded]":
    """Say what is wrong with one file that can be said without a look at anything else."""
    from cvpdf.pipeline import load

    del world
    return load(source)


def check_all(world: World, candidates: Iterable[Candidate], look: Look = check_source) -> Checks:
    """Look at what can be read; one file that is missing keeps none of the others from being looked at."""
    checked: list[Checked] = []
    stops: dict[str, Stop] = {}
    fruitful: set[str] = set()
    passed: list[Candidate] = []
    for candidate in candidates:
        try:
            one = _check(world, candidate, look)
        except Stop as stop:
            stops[candidate.file] = stop
        else:
            if one is None:
                passed.append(candidate)
                continue
            checked.append(one)
        fruitful.update(candidate.among)
    among = Counter(place for candidate in passed for place in candidate.among)
    stops |= {place: nothing_among(place, count) for place, count in among.items() if place not in fruitful}
    return Checks(checked, stops, len(passed))


def stop_as_diagnostic(file: str, stop: Stop, rule: type[Rule]) -> Diagnostic:
    """Why a command could not go on with a file, for readers that see nothing but the report."""
    return rule.at(Span(file, 1, 1, 1, 1), stop.message.removeprefix(f"{file}: "), hint=stop.hint)


def _check(world: World, candidate: Candidate, look: Look) -> Checked | None:
    """Look at one file; None where it was only come across, and plainly is no résumé."""
    from cvpdf.artifacts import Source
    from cvpdf.formats.detect import may_be_resume

    if not candidate.named and world.is_special(Path(candidate.file)):
        return None  # a pipe may never end, and nobody asked for this one
    name, content = read_input(world, candidate.file)
    if not candidate.named and not may_be_resume(name, content):
        return None
    source = Source(name, content, folder_of(name))
    checked = Checked(source, look(world, source))
    return checked if candidate.named or _is_resume(checked) else None


def _is_resume(checked: Checked) -> bool:
    from cvpdf.formats.detect import is_resume, was_meant_for_one

    source, outcome = checked.source, checked.outcome
    if outcome.value and is_resume(outcome.value.tree):
        return True
    errors = (one for one in outcome.diagnostics if one.severity is Severity.ERROR)
    broken = outcome.value is None or any(error.rule.stage is Stage.READING for error in errors)
    return broken and was_meant_for_one(source.file, source.content)
