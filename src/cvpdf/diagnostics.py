"""Diagnostics, the rules that make them, and how they are gathered and sorted; the exit codes.

Stages never print and never raise for bad input. They return an `Outcome`: the value, if there is one,
and the diagnostics.
"""

import enum
import inspect
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.path import SourcePath

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Severity(enum.Enum):
    """How much a diagnostic matters: an error stops the build, a warning fails only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ExitCode(enum.IntEnum):
    """What a command's exit status means; where a command failed for several reasons, the highest is taken."""

    OK = 0
    ERRORS = 1
    USAGE = 2
    ENVIRONMENT = 3
    IO = 4
    BUG = 70


class Stage(enum.Enum):
    """What a rule is about: the `hundred` of its code, a title for people, and the exit code of a failure there."""

    READING = (1, "Reading the file", ExitCode.ERRORS)
    SCHEMA = (2, "The file format", ExitCode.ERRORS)
    CONTENT = (3, "The text", ExitCode.ERRORS)
    THEME = (4, "Themes", ExitCode.ERRORS)
    LAYOUT = (5, "The layout", ExitCode.ERRORS)
    PROOF = (6, "The proof", ExitCode.ERRORS)
    FORMATS = (7, "What is made", ExitCode.ERRORS)
    ENVIRONMENT = (9, "The machine", ExitCode.ENVIRONMENT)

    def __init__(self, hundred: int, title: str, exit_code: ExitCode) -> None:
        """Give the three their names."""
        self.hundred = hundred
        self.title = title
        self.exit_code = exit_code


class Span(Struct, frozen=True):
    """A stretch of a source file: lines and columns are one-based and count characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Edit(Struct, frozen=True):
    """A change of the file: what stands at `span` becomes `text`."""

    span: Span
    text: str


class Diagnostic(Struct, frozen=True):
    """One report of a rule: `message` says what is wrong, `hint` what to do; `span` is None where no file is concerned.

    `fix` are the edits that mend it, there only where it has one meaning and nothing is lost. It is made by
    `SomeRule.at`, and can be pickled, for its rule is a class of a module.
    """

    rule: "type[Rule]"
    severity: Severity
    message: str
    span: Span | None = None
    path: SourcePath = ()
    hint: str | None = None
    fix: tuple[Edit, ...] = ()

    @property
    def code(self) -> str:
        """The code of its rule, such as `CV203`."""
        return self.rule.code

    @property
    def exit_code(self) -> ExitCode:
        """What a command ends with that fails for this."""
        return self.rule.exit_code if self.span else self.rule.exit_code_without_place

    def moved_to(self, span: Span, path: SourcePath) -> "Diagnostic":
        """The same at another place."""
        return replace(self, span=span, path=path)

    def with_message(self, message: str) -> "Diagnostic":
        """The same in other words."""
        return replace(self, message=message)

    def without_fix(self) -> "Diagnostic":
        """The same without edits, where there is no file that they could change."""
        return replace(self, fix=()) if self.fix else self


class Outcome(Struct, Generic[T_co], frozen=True):
    """A stage's result and its diagnostics; `value` is None only where nothing could be made at all."""

    value: T_co | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return has_errors(self.diagnostics)


class Ledger:
    """Gathers the diagnostics of what is done in several steps."""

    def __init__(self) -> None:
        """Begin with none."""
        self._diagnostics: list[Diagnostic] = []

    def add(self, *diagnostics: Diagnostic) -> None:
        """Gather some more."""
        self._diagnostics.extend(diagnostics)

    def take(self, outcome: Outcome[T]) -> T | None:
        """Gather those of a step, and hand on its value."""
        self._diagnostics.extend(outcome.diagnostics)
        return outcome.value

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, in the order of the source."""
        return in_source_order(self._diagnostics)

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return has_errors(self._diagnostics)

    def outcome(self, value: T | None) -> Outcome[T]:
        """The value that came of all steps, with what was gathered on the way."""
        return Outcome(value, self.diagnostics)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of these is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def in_source_order(diagnostics: Iterable[Diagnostic], files: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """Sort by place, those without one last; one that YAML's aliases repeat at the same place comes once.

    Args:
        diagnostics: In any order; those at one place keep theirs.
        files: The names of files that come first, in this order.

    Returns:
        Each of them once.
    """
    order = {name: number for number, name in enumerate(files)}

    def key(diagnostic: Diagnostic) -> tuple[bool, int, str, int, int]:
        span = diagnostic.span
        if span is None:
            return (True, 0, "", 0, 0)
        return (False, order.get(span.file, len(order)), span.file, span.line, span.column)

    once: dict[object, Diagnostic] = {}
    for diagnostic in diagnostics:
        alike = (diagnostic.rule, diagnostic.severity, diagnostic.message, diagnostic.hint, diagnostic.fix)
        once.setdefault((diagnostic.span, alike) if diagnostic.span else diagnostic, diagnostic)
    return tuple(sorted(once.values(), key=key))


class Rule:
    """A kind of diagnostic: its code, its stage, its usual severity, and a docstring that is its manual.

    `cvpdf explain` prints the manual: the docstring's first line is the title, the rest says why it matters and shows
    what is better. `exit_code` is what a command ends with that fails for it, `exit_code_without_place` the same where
    no place in a file is at fault, but what was asked for on the command line.
    """

    code: ClassVar[str]
    stage: ClassVar[Stage]
    severity: ClassVar[Severity]
    exit_code: ClassVar[ExitCode]
    exit_code_without_place: ClassVar[ExitCode]

    def __init_subclass__(
        cls,
        *,
        code: str | None = None,
        stage: Stage | None = None,
        severity: Severity = Severity.ERROR,
        exit_code: ExitCode | None = None,
        exit_code_without_place: ExitCode | None = None,
    ) -> None:
        """Declare a rule, or without a code what the rules of a stage have in common.

        class ReadingRule(Rule, stage=Stage.READING)
        class TabIndent(ReadingRule, code="CV121")
        """
        if code:
            cls.code = code
        if stage:
            cls.stage = stage
        cls.severity = severity
        cls.exit_code = exit_code or cls.stage.exit_code
        cls.exit_code_without_place = exit_code_without_place or cls.exit_code

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
        return Diagnostic(cls, severity or cls.severity, message, span, path, hint, fix)

    @classmethod
    def title(cls) -> str:
        """The docstring's first line."""
        return cls.manual().partition("\n")[0]

    @classmethod
    def manual(cls) -> str:
        """The whole docstring, unindented."""
        return inspect.cleandoc(cls.__doc__ or "")
