import pickle
import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from cvpdf import rules
from cvpdf.diagnostics import Diagnostic, ExitCode, Rule, Span, Stage
from cvpdf.rules.catalogue import catalogue, rules_in

MODULES = [import_module(f"cvpdf.rules.{found.name}") for found in iter_modules(rules.__path__)]
RULES_OF_A_STAGE = [module for module in MODULES if module.__name__ != catalogue.__module__]
EVERY_RULE = [rule for module in RULES_OF_A_STAGE for rule in rules_in(module)]


def test_every_rule_that_is_written_is_in_the_catalogue() -> None:
    assert set(EVERY_RULE) == set(catalogue().values())


@pytest.mark.parametrize("module", RULES_OF_A_STAGE, ids=lambda module: module.__name__)
def test_a_module_has_the_rules_of_one_stage(module: ModuleType) -> None:
    (stage,) = {rule.stage for rule in rules_in(module)}
    assert module.__name__.rpartition(".")[2].startswith(f"cv{stage.hundred}_")


def test_every_stage_has_rules_in_the_order_of_the_stages() -> None:
    assert list(dict.fromkeys(rule.stage for rule in catalogue().values())) == list(Stage)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_code_is_of_the_hundred_of_its_stage(rule: type[Rule]) -> None:
    assert re.fullmatch(rf"CV{rule.stage.hundred}\d\d", rule.code)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_rule_has_an_exit_code(rule: type[Rule]) -> None:
    of_its_own = dict.fromkeys(("CV107", "CV706"), ExitCode.IO)
    of_the_command_line = dict.fromkeys(("CV401", "CV415"), ExitCode.USAGE)
    of_the_stage = ExitCode.ENVIRONMENT if rule.stage is Stage.ENVIRONMENT else ExitCode.ERRORS
    usual = of_its_own.get(rule.code, of_the_stage)
    assert rule.at(Span("a.yaml", 1, 1, 1, 2), "odd").exit_code is usual
    assert rule.at(None, "odd").exit_code is of_the_command_line.get(rule.code, usual)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_diagnostic_of_any_rule_crosses_processes(rule: type[Rule]) -> None:
    back: Diagnostic = pickle.loads(pickle.dumps(rule.at(None, "odd")))  # noqa: S301 -- made on the line itself
    assert back.rule is rule
    assert back.code == rule.code


def test_no_code_is_used_twice() -> None:
    assert len({rule.code for rule in EVERY_RULE}) == len(EVERY_RULE) == len(catalogue())
    assert list(catalogue()) == sorted(catalogue())


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_manual_has_a_title_a_body_and_an_example(rule: type[Rule]) -> None:
    title, _, rest = rule.manual().partition("\n\n")
    assert "\n" not in title
    assert title.endswith(".")
    assert rest, "what it is about, and why it matters"
    assert re.search(r"[Ii]nstead of", rest), "what to write instead of what"
    assert re.search(r"^    \S|`|\"", rest, re.MULTILINE), "an example, indented or quoted"
