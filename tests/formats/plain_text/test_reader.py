from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cvpdf.formats.detect import read_format
from cvpdf.formats.material import scalars
from cvpdf.model.validate import validate
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree

ROOT = Path(__file__).parents[3]

PIECES = [
    *(
        piece.strip()
        for piece in """
Experience; Education; Skills:; Skills: Python, C++; Summary; ## Work Experience; ### Engineer at Loom & Card; Languages
2019 — Now; 2019 - 2021; 2019 - 2021; Jan 2020 – Present · 2 yrs 3 mos; March 2014; (2 years); 2 years 3 months
Full-time; Leeds Area, United Kingdom; Remote; Engineer; Loom & Card; Engineer at Loom & Card; Loom & Card · Part-time
Coursera; University of Northmoor; BSc, Mathematics; BSc in Mathematics, 2014 – 2017; Grade: First; 1. First of all
A sentence that ends.; * A bullet; - **Name** – what it is (2021); > quoted; — Charles Sample
ada@example.com; old@example.com; +44 20 7946 0123; https://example.com/a; [GitHub](https://github.com/ada)
# Ada Example; Ada Example; ===; ---; | a | b |; |---|---|; **Bold heading**; *Leeds*; Sprachen: Deutsch (C2)
References; Publications; Certifications: One, Two; Interests; 職歴; 2020年4月 - 現在; Tiny Ledger: a book
Volunteering; Projects; PATENTS; `code`; \\; •; ·; at; @; (; [x](; ](; 0; 2019-13; 31.12.2019; |;
""".replace("\n", ";").split(";")
    ),
    "  indented",
    "    - deeper",
]
MARKED = [
    line.strip()
    for line in """
A sentence with {} in it.; {} {}; * {} in a bullet; University of {}; {} Ltd; Engineer at {}; 2019 – 2021 {}; {}, 2020
{}: {}; ### {}; **{}** | {}; - **{}** – {}; {} · Leeds, United Kingdom; | {} | {} |; {}, {}, {} (C1); BSc in {}; # {}
> {}; — {}; ada@{}.example.com; https://{}.example.com; [{}](https://{}.example.com); 1. {}; ## {}; {} (2019 - 2020)
Grade: {}; Part-time · {}; {} 2014; {} – {}; __{}__; `{}`; {} | {} | 2018; Phone: {}; {} {} {} {} {} {} {} {} {} {} {}
""".replace("\n", ";").split(";")
]
"""Lines in which words stand that stand nowhere else."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from([*PIECES, *MARKED, *MARKED]) | st.text(max_size=20), max_size=25))
    numbers = count(1)
    marked = (re.sub(r"\{\}", lambda _: f"Qz{next(numbers)}qz", line.replace("\r", " ")) for line in lines)
    return "\n".join(marked)


def trees(text: str, file: str) -> tuple[Tree | None, list[str]]:
    outcome = read_format(text.encode(errors="ignore"), file)
    tree = outcome.value[1] if outcome.value else None
    return tree, [one.message for one in outcome.diagnostics if one.code == "CV712"]


def test_the_seed_gives_the_resume_of_this_project() -> None:
    tree, said = trees((ROOT / "tests/data/seed.txt").read_text(encoding="utf-8"), "seed.txt")
    own = read((ROOT / "resume.yaml").read_bytes(), "resume.yaml").value
    assert tree
    assert own
    assert said == []
    resume, expected = validate(tree).value, validate(own).value
    assert resume
    assert expected
    without = {"document", "declaredSchema"}
    assert resume.model_dump(exclude=without) == expected.model_dump(exclude=without)


@given(texts(), st.sampled_from(["cv.txt", "cv.md"]))
def test_every_word_of_any_text_is_in_the_result_or_said(text: str, file: str) -> None:
    outcome = read_format(text.encode(errors="ignore"), file)
    if outcome.value is None:
        return
    tree = outcome.value[1]
    validate(tree)
    lines = tree.text.split("\n")
    for node in scalars(tree.root):
        assert 1 <= node.span.line <= node.span.end_line <= len(lines)
    result = "\n".join(node.text or "" for node in scalars(tree.root))
    said = [one.span for one in outcome.diagnostics if one.code == "CV712" and one.span]
    for number, line in enumerate(lines, start=1):
        lost = [word for word in re.findall(r"Qz\d+qz", line) if word.casefold() not in result.casefold()]
        assert not lost or any(span.line == number for span in said), (lost, text)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    for name in ("text", "markdown"):
        outcome = read_format(text.encode(errors="ignore"), "cv.txt", name)
        if outcome.value:
            validate(outcome.value[1])
