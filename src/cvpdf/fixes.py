"""A file with all the fixes made that its diagnostics carry, and compared: it says the same."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Outcome, Severity

if TYPE_CHECKING:
    from cvpdf.artifacts import Loaded, Source
    from cvpdf.world import World


class Checked(Struct, frozen=True):
    """A file as it was read, and the outcome of checking it."""

    source: "Source"
    outcome: "Outcome[Loaded]"


CheckSource = Callable[["Source"], "Outcome[Loaded]"]

_MOST_ROUNDS = 5
"""One fix may uncover the next: a key gets its current name, and only then is its value seen to be blank."""


class Mended(Struct, frozen=True):
    """A file before and after its fixes: the findings that were `made` good, and how many `refused`, with a fix."""

    before: Checked
    after: Checked
    made: tuple[Diagnostic, ...]
    refused: int

    @property
    def count(self) -> int:
        """How many findings were mended."""
        return len(self.made)

    @property
    def left(self) -> Checked:
        """The file as it is, with those findings only that would remain."""
        made = frozenset(self.made)
        return _with_diagnostics(self.before, (said for said in self.before.outcome.diagnostics if said not in made))


def apply_fixes(source: "Source", *, world: "World | None" = None) -> "Outcome[Source]":
    """Mend in a résumé file what has one meaning, as `cvpdf check --fix` does; nothing is written.

    Args:
        source: the résumé file.
        world: the machine, as for `check`.

    Returns:
        The file with all fixes made that leave the résumé the same, and the diagnostics that remain.

    Raises:
        TypeError: when an argument has another type. Bad input never raises.
    """
    from cvpdf.pipeline import check

    def check_again(again: "Source") -> "Outcome[Loaded]":
        return check(again, world=world)

    mended = mend(Checked(source, check_again(source)), check_again).after
    return Outcome(mended.source, mended.outcome.diagnostics)


def mend(checked: Checked, check: CheckSource) -> Mended:
    """Make all fixes, and those that come to light by them; but none that would change what the résumé says.

    In a damaged file what looks certain at one place may hang on another. What is refused loses its fix.

    Args:
        checked: A file and what checking it has found.
        check: Checks the file again after each round.

    Returns:
        The file before and after, which diagnostics were fixed, and how many were refused.
    """
    now, all_made = checked, list[Diagnostic]()
    for _ in range(_MOST_ROUNDS):
        fixable = [said for said in now.outcome.diagnostics if said.fix]
        later, made = _make(now, [], fixable, check)
        if not made:
            break
        now = later
        all_made += made
    refused = sum(bool(said.fix) for said in now.outcome.diagnostics)
    return Mended(checked, _with_diagnostics(now, now.outcome.diagnostics), tuple(all_made), refused)


def _with_diagnostics(checked: Checked, diagnostics: Iterable[Diagnostic]) -> Checked:
    """A file of which this is said, and no fix offered."""
    plain = tuple(said.without_fix() for said in diagnostics)
    return Checked(checked.source, replace(checked.outcome, diagnostics=plain))


def _make(
    now: Checked, made: list[Diagnostic], more: list[Diagnostic], check: CheckSource
) -> tuple[Checked, list[Diagnostic]]:
    """Make as many of the fixes as hold together, beside those that are made; halves are tried where not all do."""
    later = _checked(now, made + more, check) if more else None
    if later:
        return later, made + more
    if len(more) > 1:
        half = len(more) // 2
        _, made = _make(now, made, more[:half], check)
        return _make(now, made, more[half:], check)
    return _checked(now, made, check) or now, made


def _checked(now: Checked, fixable: list[Diagnostic], check: CheckSource) -> Checked | None:
    """The file with these fixes, checked; None where nothing changes, or more than it should."""
    mended = _mended(now.source, fixable) if fixable else None
    if mended is None:
        return None
    later = Checked(mended, check(mended))
    return later if _says_the_same(now, later) else None


def _mended(source: "Source", fixable: list[Diagnostic]) -> "Source | None":
    """Make the edits of one round; the text is written without a byte order mark, which is one of the findings."""
    from cvpdf.source.edits import apply

    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    content = apply(text, (edit for said in fixable for edit in said.fix)).encode()
    return None if content == source.content else replace(source, content=content)


def _says_the_same(before: Checked, after: Checked) -> bool:
    """Hold what was understood before against what is now; nothing was where the reader gave up."""
    from cvpdf.model.plain_data import are_equivalent

    then, now = before.outcome.value, after.outcome.value
    if then is None:
        return True
    return now is not None and are_equivalent(now.resume, then.resume) and _errors(after) <= _errors(before)


def _errors(checked: Checked) -> int:
    return sum(said.severity is Severity.ERROR for said in checked.outcome.diagnostics)
