"""A YAML fault: what the parser said and where, whichever of the two parsers it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser says: the problem at `at`, found while reading what began at `since`.

    `opened` is where the innermost open bracket stands, `quoted` the last text in quotes; all are offsets.
    """

    problem: str
    at: int
    context: str
    since: int
    opened: int | None
    quoted: tuple[int, int] | None

    @classmethod
    def of(cls, error: Exception, opened: int | None, quoted: tuple[int, int] | None) -> "Fault":
        """Take an error of either parser apart."""
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else 0
        since = getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "cannot be read"
        return cls(problem, at, getattr(error, "context", None) or "", since.index if since else at, opened, quoted)
