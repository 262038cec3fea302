"""Files that were read, each with what is said about it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from cvpdf.cli.inputs import Candidate, folder_of, nothing_among, read_input
from cvpdf.cli.terminal import Stop
from cvpdf.diagnostics import Diagnostic, Outcome, Rule, Severity, Span, Stage
from cvpdf.fixes import Checked, Mended
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Loaded, Source

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


def check_source(world: World, source: "Source") -> "Outcome[Loaded]":
    """Say everything about one file that can be said without typesetting it."""
    from cvpdf.pipeline import check

    return check(source, world=world)


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
