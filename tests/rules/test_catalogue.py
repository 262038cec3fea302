import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from cvpdf import rules
from cvpdf.diagnostics import Rule
from cvpdf.rules.catalogue import catalogue, rules_in

MODULES = [import_module(f"cvpdf.rules.{found.name}") for found in iter_modules(rules.__path__)]
STAGES = [module for module in MODULES if module.__name__ != catalogue.__module__]
EVERY_RULE = [rule for stage in STAGES for rule in rules_in(stage)]


def test_every_rule_that_is_written_is_in_the_catalogue() -> None:
    assert set(EVERY_RULE) == set(catalogue().values())


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_a_stage_has_its_hundred(stage: ModuleType) -> None:
    hundred = stage.__name__.rpartition(".")[2][2]
    found = [rule.code for rule in rules_in(stage)]
    assert found
    assert [code for code in found if not re.fullmatch(rf"CV{hundred}\d\d", code)] == []


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
