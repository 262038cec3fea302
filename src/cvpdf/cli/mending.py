"""Mending: a file with all the fixes made that its findings carry, and compared: it says the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvpdf.cli.checked import Checked
from cvpdf.diagnostics import Diagnostic, Outcome, Severity

if TYPE_CHECKING:
    from cvpdf.compiler import Loaded, Source

Check = Callable[["Source"], "Outcome[Loaded]"]

_MOST_ROUNDS = 5
"""One fix may uncover the next: a key gets its current name, and only then is its value seen to be blank."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after its fixes: how many findings were mended, and how many `refused`, though they had a fix."""

    before: Checked
    after: Checked
    count: int
    refused: int


def mend(checked: Checked, check: Check) -> Mended:
    """Make all fixes, and those that come to light by them; but none that would change what the résumé says.

    In a damaged file what looks certain at one place may hang on another. What is refused loses its fix.
    """
    now, count = checked, 0
    for _ in range(_MOST_ROUNDS):
        fixable = [said for said in now.outcome.diagnostics if said.fix]
        later, made = _make(now, [], fixable, check)
        if not made:
            break
        now, count = later, count + len(made)
    refused = sum(bool(said.fix) for said in now.outcome.diagnostics)
    plain = tuple(replace(said, fix=()) for said in now.outcome.diagnostics)
    return Mended(checked, Checked(now.source, replace(now.outcome, diagnostics=plain)), count, refused)


def _make(
    now: Checked, made: list[Diagnostic], more: list[Diagnostic], check: Check
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


def _checked(now: Checked, fixable: list[Diagnostic], check: Check) -> Checked | None:
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
    then, now = before.outcome.value, after.outcome.value
    if then is None:
        return True
    return now is not None and now.resume == then.resume and _errors(after) <= _errors(before)


def _errors(checked: Checked) -> int:
    return sum(said.severity is Severity.ERROR for said in checked.outcome.diagnostics)
