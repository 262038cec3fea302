import inspect
import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from cvpdf import rules
from cvpdf.diagnostics import Rule
from cvpdf.rules import content, environment, formats, layout, lint, proof, reading, schema, theme
from cvpdf.rules.catalogue import catalogue

STAGES = (
    (1, reading),
    (2, schema),
    (3, content),
    (3, lint),
    (4, theme),
    (5, layout),
    (6, proof),
    (7, formats),
    (9, environment),
)
EVERY_RULE = [rule for _, stage in STAGES for rule in stage.RULES]


def test_every_rule_that_is_written_is_in_the_catalogue() -> None:
    modules = [import_module(f"cvpdf.rules.{found.name}") for found in iter_modules(rules.__path__)]
    written = {
        value
        for module in modules
        for _, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, Rule) and value is not Rule
    }
    assert written == set(catalogue().values())


@pytest.mark.parametrize(("hundred", "stage"), STAGES)
def test_a_stage_has_its_hundred(hundred: int, stage: ModuleType) -> None:
    assert stage.RULES
    assert all(re.fullmatch(rf"CV{hundred}\d\d", rule.code) for rule in stage.RULES)


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
