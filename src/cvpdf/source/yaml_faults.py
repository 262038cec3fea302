"""YAML faults: the parser's terse words, made into a sentence at the place where the mistake was made."""

from collections.abc import Callable
from typing import Final

from cvpdf.rules.yaml_syntax import YamlSyntax
from cvpdf.source import yaml_lines, yaml_marks
from cvpdf.source.findings import Findings
from cvpdf.source.yaml_fault import Fault


def say_fault(fault: Fault, findings: Findings) -> None:
    """Say what is wrong, by the first of the explanations that fits."""
    for explain in _EXPLANATIONS:
        if explain(fault, findings):
            return
    message = "YAML cannot make sense of the text from here on"
    findings.add(YamlSyntax, fault.at, fault.at + 1, message, "put the whole text in double quotes, or below `key: |`")


_EXPLANATIONS: Final[tuple[Callable[[Fault, Findings], bool], ...]] = (
    yaml_lines.odd_blank,
    yaml_lines.tab,
    yaml_marks.quote,
    yaml_marks.escape,
    yaml_lines.dash,
    yaml_lines.list_on_key_line,
    yaml_lines.colon,
    yaml_lines.lonely_words,
    yaml_marks.bracket,
    yaml_lines.under_dash,
    yaml_marks.special_start,
    yaml_lines.after_the_end,
    yaml_marks.text_after,
    yaml_lines.no_key,
    yaml_lines.indent,
)
"""Asked in this order; each says the fault and answers True, or leaves it to the next."""
