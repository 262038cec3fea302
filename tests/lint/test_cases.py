"""The golden cases: résumés as data, with what every rule together says about each. Most are about what is not said.

A case is `=== title`, the file, `---`, and a line for each finding, `line:column code message`, with the hint below.
Where a file has no `basics`, an e-mail address is put below it. `python tests/lint/test_cases.py` writes anew what is
said; each of its lines wants to be read.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cvpdf.artifacts import Source
from cvpdf.diagnostics import Diagnostic, in_source_order
from cvpdf.lint.linting import RULES, lint
from cvpdf.pipeline import load

CASES = Path(__file__).parent / "cases"
MODULES = sorted(path.stem for path in CASES.iterdir())
TODAY = date(2025, 6, 15)


@dataclass(frozen=True)
class Case:
    module: str
    title: str
    content: str
    said: str


def cases(module: str) -> list[Case]:
    found = []
    for part in (CASES / f"{module}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        content, _, said = rest.rpartition("---\n")
        found.append(Case(module, title, content, said.strip("\n")))
    return found


EVERY_CASE = [case for module in MODULES for case in cases(module)]


def line(said: Diagnostic) -> str:
    assert said.span
    return f"{said.span.line}:{said.span.column} {said.code} {said.message}\n    {said.hint}"


def says(case: Case) -> str:
    reachable = "" if "basics:" in case.content else "basics: {email: ada@example.com}\n"
    outcome = load(Source("resume.yaml", (case.content + reachable).encode()))
    assert outcome.value is not None
    assert not outcome.failed, outcome.diagnostics
    found = lint(outcome.value.resume, outcome.value.tree, TODAY)
    return "\n".join(map(line, in_source_order(found)))


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: f"{case.module}: {case.title}")
def test_what_is_said(case: Case) -> None:
    assert says(case) == case.said


@pytest.mark.parametrize("code", [rule.code for rule, _ in RULES])
def test_every_rule_speaks_in_one_case_and_is_silent_in_others(code: str) -> None:
    speaking = {case.title for case in EVERY_CASE if code in case.said}
    assert 0 < len(speaking) < len(EVERY_CASE)


@pytest.mark.parametrize("module", MODULES)
def test_a_file_of_cases_is_named_after_a_module(module: str) -> None:
    assert module in {check.__module__.rpartition(".")[2] for _, check in RULES}


def accept() -> None:
    for module in MODULES:
        written = [f"=== {case.title}\n{case.content}---\n{says(case)}\n" for case in cases(module)]
        (CASES / f"{module}.txt").write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    accept()
