from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Rule, Severity, Span, has_errors, in_source_order


class Odd(Rule, code="CV000", severity=Severity.WARNING):
    """A value is odd.

    Nobody expects it.

        Instead of this: that
    """


HERE = Span("a.yaml", 3, 5, 3, 9)


def at(file: str, line: int, column: int) -> Diagnostic:
    return Odd.at(Span(file, line, column, line, column), "odd")


def test_a_rule_makes_diagnostics_of_its_kind() -> None:
    made = Odd.at(HERE, "`7` is odd", path=("work", 0), hint="write `8`")
    assert made == Diagnostic("CV000", Severity.WARNING, "`7` is odd", HERE, ("work", 0), "write `8`")
    assert Odd.at(None, "odd", severity=Severity.ERROR).severity is Severity.ERROR


def test_a_rules_docstring_is_its_manual() -> None:
    assert Odd.title() == "A value is odd."
    assert Odd.manual() == "A value is odd.\n\nNobody expects it.\n\n    Instead of this: that"


def test_the_order_is_the_files_and_what_has_no_place_comes_last() -> None:
    placeless = Odd.at(None, "odd")
    said = [placeless, at("b", 1, 1), at("a", 10, 1), at("a", 9, 7), at("a", 9, 2)]
    assert in_source_order(said) == (at("a", 9, 2), at("a", 9, 7), at("a", 10, 1), at("b", 1, 1), placeless)


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
    assert ledger.said == (at("a", 1, 1), at("a", 2, 1))
    assert not ledger.failed
    ledger.take(Outcome(None, (Odd.at(None, "odd", severity=Severity.ERROR),)))
    assert ledger.failed
