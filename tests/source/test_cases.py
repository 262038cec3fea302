"""The golden cases: broken files as data, with what is said about each.

A case is `=== title`, the file, `---`, and the diagnostics as `line:column-line:column code message` with the
hint below. `python tests/source/test_cases.py` writes anew what is said.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from cvpdf.diagnostics import Diagnostic
from cvpdf.source.reading import read

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    syntax: str
    title: str
    content: str
    said: str


def cases(syntax: str) -> list[Case]:
    text = (CASES / f"{syntax}.txt").read_bytes().decode()
    found = []
    for part in text.split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        content, _, said = rest.rpartition("---\n")
        found.append(Case(syntax, title, content, said.strip("\n")))
    return found


def line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    assert span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return f"{place} {diagnostic.code} {diagnostic.message}\n    {diagnostic.hint}"


def says(case: Case) -> str:
    return "\n".join(map(line, read(case.content.encode(), f"resume.{case.syntax}").diagnostics))


@pytest.mark.parametrize("case", [*cases("yaml"), *cases("json")], ids=lambda case: f"{case.syntax}: {case.title}")
def test_what_is_said(case: Case) -> None:
    assert says(case) == case.said


def accept() -> None:
    for syntax in ("yaml", "json"):
        written = [f"=== {case.title}\n{case.content}---\n{says(case)}\n" for case in cases(syntax)]
        (CASES / f"{syntax}.txt").write_bytes("\n".join(written).encode())


if __name__ == "__main__":
    accept()
