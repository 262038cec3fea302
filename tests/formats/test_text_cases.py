"""The golden cases: texts as people have them, with what comes of each.

A case is `=== title`, the text, `-->`, and the data as YAML; below it stands what was said, guesses and losses.
`python tests/formats/readers/test_text_cases.py` writes anew what comes of it.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from cvpdf.formats.detect import read_format

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    ending: str
    title: str
    content: str
    result: str


def cases(ending: str) -> list[Case]:
    found = []
    for part in (CASES / f"{ending}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        content, _, result = rest.partition("-->\n")
        found.append(Case(ending, title, content, result.strip("\n")))
    return found


def result(case: Case) -> str:
    outcome = read_format(case.content.encode(), f"cv.{case.ending}")
    data = outcome.value[1].data() if outcome.value else None
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    said = [f"# {one.span.line if one.span else 0} {one.code} {one.message}" for one in outcome.diagnostics]
    return "\n".join([text.rstrip("\n"), *said])


@pytest.mark.parametrize("case", [*cases("txt"), *cases("md")], ids=lambda case: f"{case.ending}: {case.title}")
def test_what_comes_of_a_text(case: Case) -> None:
    assert result(case) == case.result


def accept() -> None:
    for ending in ("txt", "md"):
        written = [f"=== {case.title}\n{case.content}-->\n{result(case)}\n" for case in cases(ending)]
        (CASES / f"{ending}.txt").write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    accept()
