"""Files made to hang a parser: each gets one clear answer, and the reading ends."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cvpdf.source.reading import read

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
NESTED_ALIASES = "a0: &a0 x\n" + "".join(f"a{level + 1}: &a{level + 1} [[[*a{level}]]]\n" for level in range(300))
MANY_KEYS = ", ".join(f"k{number}: x" for number in range(1000))


CASES: list[tuple[str, str, str | None]] = [
    ("[" * 100_000, "resume.yaml", "CV110"),
    ("[" * 100_000, "resume.json", "CV110"),
    ('{"a":' * 100_000, "resume.json", "CV110"),
    ("{a: " * 5_000, "resume.yaml", "CV110"),
    ("- " * 5_000, "resume.yaml", "CV110"),
    ("".join(" " * depth + "a:\n" for depth in range(4_000)), "resume.yaml", "CV110"),
    (LAUGHS, "resume.yaml", "CV111"),
    (NESTED_ALIASES, "resume.yaml", "CV110"),
    (f"a: &a {{{MANY_KEYS}}}\nb:\n" + "- <<: *a\n" * 1000, "resume.yaml", "CV111"),
    ("- a\n" * 2_000_000, "resume.yaml", "CV111"),
    ("[" + "1," * 4_000_000 + "1]", "resume.json", "CV111"),
    (f"a: &a {'x' * 100_000}\nb:\n" + "- *a\n" * 5000, "resume.yaml", "CV111"),
    ("".join(f"%TAG !a{number}! tag:x:\n" for number in range(100_000)), "resume.yaml", "CV120"),
    ("a: 'x\n" + "b: c\n" * 1_500_000, "resume.yaml", "CV123"),
    ('"a\n' * 3_000_000, "resume.json", "CV146"),
    ("//\n" * 3_000_000, "resume.json", "CV112"),
    ("#\n" * 4_000_000, "resume.yaml", "CV106"),
    ("&a " * 3_000_000, "resume.yaml", "CV120"),
    ("- #x\n" * 90_000, "resume.yaml", "CV112"),
    ("a: |\n" + "  some words\n" * 700_000, "resume.yaml", None),
    ('"' + "\\n" * 4_500_000 + '"', "resume.json", None),
]
"""What the file holds, its name, and the code of the answer. `benchmarks/awkward.py` measures how soon it comes."""

NEVER = 40
"""Seconds of the processor that no machine needs for one of them, unless the reading grows faster than the file."""


@contextmanager
def ending() -> Iterator[None]:
    """Stop what takes for ever."""

    def stop(*_: object) -> None:
        raise AssertionError("the reading does not end")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, NEVER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.slow
@pytest.mark.parametrize(("content", "name", "code"), CASES, ids=range(len(CASES)))
def test_there_is_one_clear_answer(content: str, name: str, code: str | None) -> None:
    with ending():
        outcome = read(content.encode(), name)
    assert len(outcome.diagnostics) <= 1001
    assert code in {said.code for said in outcome.diagnostics} if code else not outcome.diagnostics
