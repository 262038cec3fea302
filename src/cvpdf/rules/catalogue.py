"""The catalogue: every rule by its code."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cvpdf.diagnostics import Rule


@cache
def catalogue() -> Mapping[str, type[Rule]]:
    """Give all rules by code, in the order of the codes."""
    from cvpdf.rules import content, environment, formats, layout, lint, proof, reading, schema, theme

    stages = (reading, schema, content, lint, theme, layout, proof, formats, environment)
    rules = (rule for stage in stages for rule in stage.RULES)
    return MappingProxyType({rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)})
