"""What cvpdf says: a place, a code, a sentence, what to do; and the exit codes.

Stages never print and never raise for bad input. They return an `Outcome`: the value, if there is one,
and everything that is to be said about it.
"""

import enum
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from cvpdf.path import SourcePath

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Severity(enum.Enum):
    """How much a diagnostic matters: an error stops the build, a warning fails only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ExitCode(enum.IntEnum):
    """What a command's exit status means."""

    OK = 0
    ERRORS = 1
    USAGE = 2
    ENVIRONMENT = 3
    IO = 4
    BUG = 70


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source file: lines and columns are one-based and count characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the file: what stands at `span` becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to say: `message` says what is wrong, `hint` what to do; `span` is None where no file is concerned.

    `fix` are the edits that mend it, there only where it has one meaning and nothing is lost.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    path: SourcePath = ()
    hint: str | None = None
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """A stage's result and what it has to say; `value` is None only where nothing could be made at all."""

    value: T_co | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return has_errors(self.diagnostics)


class Ledger:
    """What the stages of one run have said so far."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._said: list[Diagnostic] = []

    def take(self, outcome: Outcome[T]) -> T | None:
        """Write down what a stage says, and hand on its value."""
        self._said.extend(outcome.diagnostics)
        return outcome.value

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """Everything, in the order of the source."""
        return in_source_order(self._said)

    @property
    def failed(self) -> bool:
        """Whether any of it is an error."""
        return has_errors(self._said)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of these is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def in_source_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, those without one last; each thing is said once, wherever else YAML repeats the value."""

    def key(diagnostic: Diagnostic) -> tuple[bool, str, int, int]:
        span = diagnostic.span
        return (False, span.file, span.line, span.column) if span else (True, "", 0, 0)

    once: dict[object, Diagnostic] = {}
    for diagnostic in diagnostics:
        said = (diagnostic.code, diagnostic.severity, diagnostic.message, diagnostic.hint, diagnostic.fix)
        once.setdefault((diagnostic.span, said) if diagnostic.span else diagnostic, diagnostic)
    return tuple(sorted(once.values(), key=key))


class Rule:
    """A kind of diagnostic: its code, its usual severity, and a docstring that is its manual (`cvpdf explain`).

    The docstring's first line is the title; the rest says why it matters and shows what is better.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity]

    def __init_subclass__(cls, *, code: str, severity: Severity = Severity.ERROR) -> None:
        """Declare a rule: `class TabIndent(Rule, code="CV104")`."""
        cls.code = code
        cls.severity = severity

    @classmethod
    def at(
        cls,
        span: Span | None,
        message: str,
        *,
        path: SourcePath = (),
        hint: str | None = None,
        severity: Severity | None = None,
        fix: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """Make a diagnostic of this kind."""
        return Diagnostic(cls.code, severity or cls.severity, message, span, path, hint, fix)

    @classmethod
    def title(cls) -> str:
        """The docstring's first line."""
        return cls.manual().partition("\n")[0]

    @classmethod
    def manual(cls) -> str:
        """The whole docstring, unindented."""
        return inspect.cleandoc(cls.__doc__ or "")
