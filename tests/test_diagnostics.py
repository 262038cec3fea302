import pickle

import pytest
from msgspec.structs import replace

from cvpdf.diagnostics import (
    Diagnostic,
    Edit,
    ExitCode,
    Ledger,
    Outcome,
    Rule,
    Severity,
    Span,
    Stage,
    has_errors,
    in_source_order,
)


class Odd(Rule, code="CV000", stage=Stage.CONTENT, severity=Severity.WARNING):
    """A value is odd.

    Nobody expects it.

        Instead of this: that
    """


HERE = Span("a.yaml", 3, 5, 3, 9)


def at(file: str, line: int, column: int) -> Diagnostic:
    return Odd.at(Span(file, line, column, line, column), "odd")


def test_a_rule_makes_diagnostics_of_its_kind() -> None:
    made = Odd.at(HERE, "`7` is odd", path=("work", 0), hint="write `8`")
    assert made == Diagnostic(Odd, Severity.WARNING, "`7` is odd", HERE, ("work", 0), "write `8`")
    assert Odd.at(None, "odd", severity=Severity.ERROR).severity is Severity.ERROR


def test_a_diagnostic_has_the_code_of_its_rule_and_stays_as_it_is() -> None:
    made = Odd.at(HERE, "odd")
    assert (made.rule, made.code) == (Odd, "CV000")
    with pytest.raises(AttributeError, match="immutable"):
        made.message = "even"  # type: ignore[misc]


def test_a_diagnostic_can_be_moved_and_lose_its_fix() -> None:
    made = Odd.at(HERE, "odd", fix=(Edit(HERE, "even"),))
    elsewhere = Span("b.yaml", 1, 1, 1, 2)
    assert made.moved_to(elsewhere, ("work", 0)) == replace(made, span=elsewhere, path=("work", 0))
    assert made.without_fix() == Odd.at(HERE, "odd")


def test_a_rule_has_the_exit_code_of_its_stage_or_its_own() -> None:
    class Broken(Rule, code="CV998", stage=Stage.ENVIRONMENT):
        """The machine is broken."""

    class Unnamed(Rule, code="CV999", stage=Stage.CONTENT, exit_code_without_place=ExitCode.USAGE):
        """Nothing is called so."""

    assert (Odd.exit_code, Odd.exit_code_without_place) == (ExitCode.ERRORS, ExitCode.ERRORS)
    assert (Broken.exit_code, Broken.exit_code_without_place) == (ExitCode.ENVIRONMENT, ExitCode.ENVIRONMENT)
    assert Unnamed.at(HERE, "none").exit_code is ExitCode.ERRORS
    assert Unnamed.at(None, "none").exit_code is ExitCode.USAGE


def test_what_the_rules_of_a_stage_have_in_common_is_handed_down() -> None:
    class ContentRule(Rule, stage=Stage.CONTENT):
        """A rule of the content."""

    class Mild(ContentRule, code="CV998", severity=Severity.INFO):
        """This is mild."""

    assert (Mild.stage, Mild.severity, Mild.exit_code) == (Stage.CONTENT, Severity.INFO, ExitCode.ERRORS)
    assert not hasattr(ContentRule, "code")


def test_a_diagnostic_crosses_processes() -> None:
    from cvpdf.rules.cv2_schema import DateForm

    made = DateForm.at(HERE, "odd", path=("work", 0), hint="write `8`", fix=(Edit(HERE, "8"),))
    back = pickle.loads(pickle.dumps(made))  # noqa: S301 -- made on the line itself
    assert back == made
    assert back.rule is DateForm


def test_a_rules_docstring_is_its_manual() -> None:
    assert Odd.title() == "A value is odd."
    assert Odd.manual() == "A value is odd.\n\nNobody expects it.\n\n    Instead of this: that"


def test_the_order_is_the_files_and_what_has_no_place_comes_last() -> None:
    placeless = Odd.at(None, "odd")
    said = [placeless, at("b", 1, 1), at("a", 10, 1), at("a", 9, 7), at("a", 9, 2)]
    assert in_source_order(said) == (at("a", 9, 2), at("a", 9, 7), at("a", 10, 1), at("b", 1, 1), placeless)


def test_files_come_in_the_order_that_is_asked_for_and_others_behind_them() -> None:
    placeless = Odd.at(None, "odd")
    ordered = in_source_order([placeless, at("d", 1, 1), at("a", 1, 1), at("c", 2, 1), at("b", 1, 1)], ("c", "a"))
    assert ordered == (at("c", 2, 1), at("a", 1, 1), at("b", 1, 1), at("d", 1, 1), placeless)


def test_each_thing_is_said_once() -> None:
    assert in_source_order([at("a", 1, 1), at("a", 1, 1)]) == (at("a", 1, 1),)


def test_only_errors_fail() -> None:
    mild = [Odd.at(None, "odd"), Odd.at(None, "odd", severity=Severity.INFO)]
    grave = Odd.at(None, "odd", severity=Severity.ERROR)
    assert not has_errors(mild)
    assert has_errors([*mild, grave])
    assert Outcome(1, (grave,)).failed
    assert not Outcome(1, tuple(mild)).failed


def test_a_ledger_hands_on_the_value_and_keeps_what_was_said() -> None:
    ledger = Ledger()
    assert ledger.take(Outcome("value", (at("a", 2, 1),))) == "value"
    assert ledger.take(Outcome(None, (at("a", 1, 1), at("a", 2, 1)))) is None
    assert ledger.diagnostics == (at("a", 1, 1), at("a", 2, 1))
    assert not ledger.failed
    ledger.take(Outcome(None, (Odd.at(None, "odd", severity=Severity.ERROR),)))
    assert ledger.failed


def test_a_ledger_takes_single_diagnostics_and_makes_the_outcome() -> None:
    ledger = Ledger()
    ledger.add(at("a", 2, 1), at("a", 1, 1))
    ledger.take(Outcome(None, (at("a", 1, 5),)))
    assert ledger.outcome("value") == Outcome("value", (at("a", 1, 1), at("a", 1, 5), at("a", 2, 1)))
