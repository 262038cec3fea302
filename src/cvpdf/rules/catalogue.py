"""The catalogue: every rule by its code."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from cvpdf.arguments import check_type
from cvpdf.diagnostics import Rule


@cache
def catalogue() -> Mapping[str, type[Rule]]:
    """Give all rules by code, in the order of the codes."""
    from cvpdf.rules import (
        cv1_reading,
        cv2_document,
        cv2_schema,
        cv3_content,
        cv3_lint,
        cv4_themes,
        cv5_layout,
        cv6_proof,
        cv7_formats,
        cv9_environment,
    )

    modules = (
        cv1_reading,
        cv2_schema,
        cv2_document,
        cv3_content,
        cv3_lint,
        cv4_themes,
        cv5_layout,
        cv6_proof,
        cv7_formats,
        cv9_environment,
    )
    rules = (rule for module in modules for rule in rules_in(module))
    return MappingProxyType({rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)})


def rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    """Give the rules that a module defines; what those of a stage have in common has no code, and is none."""
    for value in vars(module).values():
        is_rule = isinstance(value, type) and issubclass(value, Rule) and hasattr(value, "code")
        if is_rule and value.__module__ == module.__name__:
            yield value


def explain(code: str) -> str:
    """Give the manual of a code, which `cvpdf explain` prints.

    Args:
        code: such as `CV203`, in capitals or not.

    Returns:
        What the code means, why it matters, and what to write instead.

    Raises:
        TypeError: when the code is no text.
        ValueError: when there is no such code.
    """
    check_type("code", code, str)
    rule = catalogue().get(code.upper())
    if rule is None:
        raise ValueError(f"there is no code `{code}`: `cvpdf explain` lists them all")
    return rule.manual()
