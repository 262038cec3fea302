"""Mending: a file with all the fixes made that its findings carry, and proof that it says the same."""

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


class MendingError(Exception):
    """A fix would have changed what the résumé says: a bug, never the fault of the file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after its fixes, `count` findings of which were mended; what it was stands in `before`."""

    before: Checked
    after: Checked
    count: int


def mend(checked: Checked, check: Check) -> Mended:
    """Make all fixes, and those that come to light by them.

    Raises:
        MendingError: when the résumé would not be the same.
    """
    now, count = checked, 0
    for _ in range(_MOST_ROUNDS):
        fixable = [said for said in now.outcome.diagnostics if said.fix]
        mended = _mended(now.source, fixable)
        if mended is None:
            break
        later = Checked(mended, check(mended))
        _compare(now, later)
        now, count = later, count + len(fixable)
    return Mended(checked, now, count)


def _mended(source: "Source", fixable: list[Diagnostic]) -> "Source | None":
    """Make the edits of one round; the text is written without a byte order mark, which is one of the findings."""
    from cvpdf.source.edits import apply

    if not fixable:
        return None
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    content = apply(text, (edit for said in fixable for edit in said.fix)).encode()
    return None if content == source.content else replace(source, content=content)


def _compare(before: Checked, after: Checked) -> None:
    """Hold what was understood before against what is now; nothing was where the reader gave up."""
    then, now = before.outcome.value, after.outcome.value
    if then is None:
        return
    if now is None or now.resume != then.resume or _errors(after) > _errors(before):
        raise MendingError(f"to mend {before.source.file} would change what it says, so it was left as it is")


def _errors(checked: Checked) -> int:
    return sum(said.severity is Severity.ERROR for said in checked.outcome.diagnostics)
