"""The plan of a run over several files: what each says about itself, where its result goes, and what is refused."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from cvpdf.cli.destination import (
    NameValues,
    ResultNames,
    beside,
    choose_output,
    fields_of,
    is_folder,
    names_by,
    refuse_no_folder,
    refuse_place,
    safe_name,
)
from cvpdf.cli.inputs import STANDARD_INPUT, Candidate, check_all, find, is_one, load_source
from cvpdf.cli.terminal import Stop, usage
from cvpdf.diagnostics import Diagnostic, Outcome, has_errors
from cvpdf.fixes import Checked
from cvpdf.outputs import Output, Target
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Loaded, Source
    from cvpdf.theme.theme import Theme

# What a file says about itself. -------------------------------------------------------------------------------


class Facts(Struct, frozen=True):
    """What decides about a result besides the bytes of the file.

    `image` is what the résumé names as its photo, `photo` the file that this is or would be; `fonts` are families of
    the machine. `said` is what there is to say before anything is composed; it depends on the day.
    """

    name: str = ""
    theme: "Theme | None" = None
    fonts: tuple[str, ...] = ()
    image: str = ""
    photo: Path | None = None
    said: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing can be made of the file."""
        return has_errors(self.said)


def facts_of(world: World, source: "Source", outcome: "Outcome[Loaded]", theme: str | None) -> Facts:
    """Find out what the result of a résumé depends on, from what was read of it.

    Args:
        world: the machine.
        source: the file.
        outcome: what was read, with what was set in place of its values.
        theme: a name or a path that overrules what the file says.

    Returns:
        The facts, as far as the file could be read.
    """
    from cvpdf.lint.linting import ALWAYS, lint
    from cvpdf.photo import photo_file
    from cvpdf.theme.loading import choose_theme
    from cvpdf.theme.search_path import search_path

    if outcome.value is None:
        return Facts(said=outcome.diagnostics)
    resume, tree, folder = outcome.value.resume, outcome.value.tree, source.folder
    chosen = choose_theme(resume.document, theme, folder, search_path(folder, world.config), tree.locate)
    said = (*outcome.diagnostics, *chosen.diagnostics)
    if not has_errors(said):
        said += lint(resume, tree, world.today(), ALWAYS)
    image = resume.basics.image or ""
    photo = photo_file(image, folder) if folder else None
    found = chosen.value[0] if chosen.value else None
    return Facts(resume.basics.name or "", found, tuple(resume.document.fonts), image, photo, said)


def values_of(file: str, facts: Facts) -> NameValues:
    """Say what stands for the fields of a pattern."""
    typed = Path("resume.yaml" if file == STANDARD_INPUT else file)
    steps = [part for part in typed.with_suffix("").parts if part not in {typed.anchor, "..", "."}]
    theme = facts.theme.name if facts.theme else ""
    return {"stem": typed.stem, "path": "-".join(steps), "name": facts.name, "theme": theme}


# The plan. ----------------------------------------------------------------------------------------------------


class Job(Struct, frozen=True):
    """A file, what was read of it, and where its result goes.

    `stop` says why nothing can be made of it. There is no `path` where it depends on what cannot be read for errors.
    """

    file: str
    source: "Source | None" = None
    facts: Facts = Facts()
    path: Path | None = None
    stop: Stop | None = None


class Plan(Struct, frozen=True):
    """The files in their order, and what may not be written over.

    `stops` say why arguments lead to no file, and how many files were `passed` over that are no résumés.
    """

    jobs: tuple[Job, ...]
    stops: dict[str, Stop]
    passed: int
    reserved: "Reserved"


class Request(Struct, frozen=True):
    """What several files are built with. `names` is None where each result goes beside its file."""

    world: World
    output: Output
    names: ResultNames | None
    theme: str | None
    assignments: tuple[str, ...]


def take_request(
    files: Sequence[str], out: str | None, theme: str | None, assignments: Sequence[str], to: Target | None
) -> Request:
    """Settle what is made of several files, or by others, and how the results are named.

    Args:
        files: what was typed: files, folders, patterns.
        out: what was typed after `-o`: a folder or a pattern; of one file also its name.
        theme: what was typed after `--theme`.
        assignments: what was typed after `--set`.
        to: what was typed after `--to`.

    Returns:
        The request.

    Raises:
        Stop: when the command was typed wrong, or there is no place for results.
    """
    one = len(files) == 1 and is_one(files[0])
    if "-" in files:
        if one:
            raise usage("a cluster builds files, and standard input is none", "leave out `--executor`")
        raise usage("standard input cannot be one of several: its result would have no name", "build it by itself")
    output = choose_output(out, to)
    names = None
    if out is not None:
        if out == "-":
            if one:
                raise usage("a cluster builds files, and standard output is none", "name one, or a folder for it")
            raise usage("standard output takes one result, and these are several", "name a folder for them")
        if not (one or is_folder(out) or fields_of(out)):
            if Path(out).suffix:
                hint = f"name a folder, or tell them apart: `-o '{Path(out).with_stem('{stem}')}'`"
                raise usage(f"{out}: several results cannot go into one file", hint)
            out = f"{out}/"
        names = names_by(out, output)
        refuse_no_folder(names.folder)
    return Request(World.of_process(), output, names, theme, tuple(assignments))


def plan(files: Sequence[str], request: Request) -> Plan:
    """Find the files, read them, and settle where each result goes; nothing is written.

    Args:
        files: what was typed: files, folders, patterns.
        request: what they are built with.

    Returns:
        The plan.

    Raises:
        Stop: when two results would be one file, or one would be written over a file that is read.
    """
    candidates, stops = find(list(files))
    checks = check_all(request.world, candidates, load_source)
    checked = {one.source.file: one for one in checks.checked}
    stops |= checks.stops
    jobs = []
    for file in (candidate.file for candidate in candidates):
        if file in checked:
            jobs.append(_job(checked[file], request))
        elif file in stops:
            jobs.append(Job(file, stop=stops.pop(file)))
    reserved = Reserved(candidates, request.names)
    for job in jobs:
        reserved.read(job)
    for job in jobs:
        if job.path and not job.stop:
            reserved.take(job.file, (job.path,))
    return Plan(tuple(jobs), stops, checks.passed, reserved)


def _job(checked: Checked, request: Request) -> Job:
    from cvpdf.pipeline import load

    source, names, file = checked.source, request.names, checked.source.file
    outcome = load(source, request.assignments) if request.assignments else checked.outcome
    facts = facts_of(request.world, source, outcome, request.theme)
    try:
        if names is None:
            path = beside(file, request.output)
        elif facts.failed and not names.fields.isdisjoint(("name", "theme")):
            return Job(file, source, facts)
        else:
            path = names.path(values_of(file, facts))
        refuse_place(path)
    except Stop as stop:
        return Job(file, source, facts, stop=stop)
    return Job(file, source, facts, path)


# What may not be written over. --------------------------------------------------------------------------------


class Reserved:
    """The files that are read, and those that are written, each with the file that it belongs to.

    They are known by where every link leads, and those that are there by what they are.
    """

    def __init__(self, files: Iterable[Candidate], names: ResultNames | None) -> None:
        """Begin with all files that were found. Below one folder names differ on every system, also those without case.

        Beside the files the system says whether it tells upper from lower case.
        """
        self._below_one_folder = names is not None
        self._fields = names.fields if names else frozenset()
        self._read: dict[object, str] = {}
        self._themes: dict[str, str] = {}
        self._results: dict[str, str] = {}
        for candidate in files:
            self._keep(Path(candidate.file), f"the file `{candidate.file}`, which is read")

    def read(self, job: Job) -> None:
        """Keep what a job reads besides its file."""
        if job.facts.photo:
            self._keep(job.facts.photo, f"the photo that `{job.file}` names")
        if job.facts.theme:
            for folder in job.facts.theme.folders:
                self._themes.setdefault(os.path.realpath(folder), job.facts.theme.name)

    def take(self, file: str, paths: Sequence[Path]) -> None:
        """Reserve the results of a file.

        Raises:
            Stop: when one of them is read, or is the result of another file; none is reserved then.
        """
        taken = {self._key(file, path): path for path in paths}
        for key, path in taken.items():
            what = next((self._read[same] for same in _same(path) if same in self._read), None) or self._theme(path)
            if what:
                raise usage(f"{path}: this is {what}", "name another place with `-o`")
            other = self._results.get(key, file)
            if other != file:
                message = f"{path}: the results of both `{other}` and `{file}` would be this file"
                raise usage(message, self._hint(file, other))
        self._results |= dict.fromkeys(taken, file)

    def _hint(self, *files: str) -> str:
        """Say what sets the results of two files apart; where their folders do not, nothing of a pattern does."""
        by_path = {safe_name(values_of(file, Facts())["path"]).casefold() for file in files}
        if "path" in self._fields or len(by_path) < len(files):
            return "build one of them by itself, or give it another name"
        return "let their names differ: `-o 'FOLDER/{path}'`"

    def _keep(self, path: Path, what: str) -> None:
        for same in _same(path):
            self._read.setdefault(same, what)

    def _theme(self, path: Path) -> str | None:
        """Whether it is a file of a theme that is there already."""
        place = Path(os.path.realpath(path))
        folder = next((str(folder) for folder in place.parents if str(folder) in self._themes), None)
        return f"a file of the theme `{self._themes[folder]}`" if folder and place.exists() else None

    def _key(self, file: str, path: Path) -> str:
        place = os.path.realpath(path)
        if self._below_one_folder or _ignores_case(Path(file)):
            return unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())
        return place


def _same(path: Path) -> Iterator[object]:
    """By what a file is known: its place, and where it is there the number by which its system knows it."""
    place = os.path.realpath(path)
    yield place
    try:
        found = os.stat(place)  # noqa: PTH116 -- it may be no path at all: a photo's name comes from a stranger
    except (OSError, ValueError):
        return
    yield found.st_dev, found.st_ino


def _ignores_case(file: Path) -> bool:
    """Whether the system takes the other case of a file's name for the same file."""
    other = file.with_name(file.name.swapcase())
    try:
        return other.name != file.name and other.samefile(file) and other.name not in os.listdir(file.parent)  # noqa: PTH208 -- names alone
    except OSError:
        return False
