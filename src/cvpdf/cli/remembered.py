"""What is remembered of a build: what it was made from and what came out, so that it need not be done again.

There is one file for each result, in the user's cache folder. Where there is none that can be written to or believed,
everything is built. What a result was made from is known by its content and not by times: the résumé, its photo, the
theme, the options, the fonts, and the versions of all that takes part.
"""

import os
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256, shake_256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from cvpdf.cli.destination import Destination
from cvpdf.cli.plan import Job, Request
from cvpdf.diagnostics import Diagnostic, Edit, Severity, Span
from cvpdf.libraries import LibraryChangedError
from cvpdf.path import SourcePath
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Built

# What there is to remember. -----------------------------------------------------------------------------------


class Remark(Struct, frozen=True):
    """A diagnostic as it is written down, its rule by its code."""

    code: str
    severity: Severity
    message: str
    span: Span | None
    path: SourcePath
    hint: str | None
    fix: tuple[Edit, ...]


class Account(Struct, frozen=True):
    """What is written down of a build that went well, besides digests."""

    pages: int
    words: int
    theme: str
    remarks: tuple[Remark, ...]


class Remembered(Struct, frozen=True):
    """A build that went well: how many files came out, and what is told of it."""

    files: int
    pages: int
    words: int
    theme: str
    said: tuple[Diagnostic, ...]


class Sealed(Struct, frozen=True):
    """How a build is kept: the digests of what it was made from and of its files, and what only its résumé opens."""

    inputs: str
    results: tuple[str, ...]
    content: bytes


def _seal(content: bytes, job: Job, inputs: str) -> bytes:
    """Make a text unreadable, or readable again: messages quote the résumé, and the cache holds nothing of it.

    Without the bytes of the résumé nobody has what it is covered with, and no two texts are covered with the same.
    """
    cover = shake_256(inputs.encode() + (job.source.content if job.source else b"")).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, cover, strict=True))


class Memory:
    """The builds of before that a run may take for its own."""

    def __init__(self, request: Request) -> None:
        """Look at nothing yet."""
        self._request = request
        self._folder = request.world.cache / "builds"

    def inputs(self, job: Job) -> str | None:
        """Digest all that a job's result depends on, as it is now; None where that cannot be told."""
        facts = job.facts
        if job.source is None or facts.failed or facts.theme is None:
            return None
        request = self._request
        said = [(one.code, one.severity.value, one.message, one.hint) for one in facts.said]
        options = (request.output.name, request.theme, request.assignments, str(Path.cwd()))
        try:
            parts = (
                (job.source.file, sha256(job.source.content).hexdigest(), said, options),
                (_photo(request.world, job), [_files(folder) for folder in facts.theme.folders]),
                (_machine(), _fonts(facts.fonts)),
            )
        except (OSError, ImportError, RuntimeError, LibraryChangedError):
            return None  # the build says what is missing
        return sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()

    def recall(self, job: Job, inputs: str) -> Remembered | None:
        """Find the build of the same inputs, if all of its files still are what was written."""
        if job.path is None:
            return None
        with suppress(OSError, ValueError, KeyError):
            sealed = msgspec.json.decode(self._place(job.path).read_bytes(), type=Sealed)
            files = Destination(self._request.output, job.path).files(len(sealed.results))
            if sealed.inputs == inputs and files and sealed.results == tuple(map(_digest, files)):
                told = msgspec.json.decode(_seal(sealed.content, job, inputs), type=Account)
                said = tuple(map(_diagnostic, told.remarks))
                return Remembered(len(files), told.pages, told.words, told.theme, said)
        return None

    def keep(self, job: Job, inputs: str, built: "Built", said: Iterable[Diagnostic]) -> None:
        """Remember a build whose files have been written; that this is not possible is no fault."""
        if job.path is None:
            return
        results = tuple(sha256(content).hexdigest() for content in built.files)
        told = Account(built.pages, built.words, built.theme, tuple(map(_remark, said)))
        place = self._place(job.path)
        whole = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            content = _seal(msgspec.json.encode(told), job, inputs)
            place.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(msgspec.json.encode(Sealed(inputs, results, content)))
            whole.replace(place)
        except (OSError, ValueError):  # no room, no permission; or letters that no JSON can have
            with suppress(OSError):
                whole.unlink()

    def _place(self, path: Path) -> Path:
        key = os.fsencode(os.path.realpath(path))
        return self._folder / f"{sha256(key).hexdigest()[:32]}.json"


def _remark(said: Diagnostic) -> Remark:
    return Remark(said.code, said.severity, said.message, said.span, said.path, said.hint, said.fix)


def _diagnostic(remark: Remark) -> Diagnostic:
    """Make it anew; a KeyError says that there is no such rule any more."""
    from cvpdf.rules.catalogue import catalogue

    said, rule = remark, catalogue()[remark.code]
    return rule.at(said.span, said.message, path=said.path, hint=said.hint, severity=said.severity, fix=said.fix)


# What a result depends on. ------------------------------------------------------------------------------------


def _photo(world: World, job: Job) -> str:
    """The digest of the photo that is printed, or why there is none."""
    from cvpdf.photo import MOST_PHOTO_BYTES

    folder = job.source.folder if job.source else None
    if job.facts.photo is None or folder is None:
        return "none"
    try:
        content = world.read_within(folder, job.facts.image.strip(), MOST_PHOTO_BYTES + 1)
    except OSError as error:
        return type(error).__name__
    return sha256(content).hexdigest()


def _files(folder: Path) -> list[tuple[str, str]]:
    """Every file below a folder, with its digest."""
    places = sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts and path.is_file())
    return [(str(path.relative_to(folder)), _digest(path)) for path in places]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@cache
def _fonts(system_families: Sequence[str]) -> str:
    from cvpdf.typeset.fonts import font_files

    digests = [(path.name, _digest(path)) for path in font_files(system_families)]
    return sha256(repr(digests).encode()).hexdigest()


@cache
def _machine() -> str:
    """What of this machine takes part: Python, cvpdf itself, the packages it stands on, libraries of the system."""
    from cvpdf.cli.small_commands import LIBRARIES, version_of

    libraries = [(library.name, version_of(library)) for library in LIBRARIES]
    ours = _files(Path(__file__).parents[1])
    parts = (platform.python_implementation(), platform.python_version(), ours, sorted(_packages()), libraries)
    return sha256(repr(parts).encode()).hexdigest()


def _packages() -> Iterator[tuple[str, str]]:
    """Every package that cvpdf stands on, and those on which these stand, with its version.

    Of the extras only those count that print something; fonts are known by their files.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    wanted, seen = ["cvpdf", "python-docx"], set()
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name in seen or name.startswith("fontpkg-"):
            continue
        seen.add(name)
        with suppress(PackageNotFoundError):
            found = distribution(name)
            yield name, found.version
            needs = (need for need in found.requires or () if "extra ==" not in need)
            wanted += (re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs)
