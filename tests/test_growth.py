"""Nothing that a file can hold takes time that grows faster than the file does."""

import gc
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvpdf.artifacts import Source
from cvpdf.outputs import Target
from cvpdf.pipeline import build, check, convert
from cvpdf.world import World

File = tuple[str, str]
Shape = Callable[[int], File]


# What grows. --------------------------------------------------------------------------------------------------


def text(sign: str, *, name: str = "cv.txt") -> Shape:
    """A job whose line holds a sign again and again, and a line of nothing else."""
    head = "# Ada Example\n\n## Experience\n\n### " if name.endswith(".md") else "Ada Example\n\nExperience\n\n"
    return lambda size: (name, f"{head}Engineer at Example Ltd {sign * size}x\n2019 - 2020\n- kept\n\n{sign * size}\n")


def heading(sign: str) -> Shape:
    return lambda size: ("cv.md", f"# Ada {sign * size}x\n\n## Experience\n\nkept\n")


def lines(block: str, *, name: str = "cv.txt") -> Shape:
    return lambda size: (name, "Ada Example\n\nExperience\n\n" + block * (size // len(block) + 1))


def basics(key: str, before: str, sign: str, after: str = "") -> Shape:
    """A value in which a sign stands again and again."""
    return lambda size: ("cv.json", json.dumps({"basics": {"name": "Ada Example", key: before + sign * size + after}}))


def summary(piece: str, end: str = "") -> Shape:
    """A summary that opens a piece again and again, and may close each."""

    def shape(size: int) -> File:
        count = size // (len(piece) + len(end)) + 1
        return "cv.json", json.dumps({"basics": {"name": "Ada", "summary": piece * count + "x" + end * count}})

    return shape


def data(rest: Callable[[int], dict[str, object]]) -> Shape:
    return lambda size: ("cv.json", json.dumps({"basics": {"name": "Ada Example"}, **rest(size)}))


def yaml(head: str, line: str) -> Shape:
    return lambda size: ("resume.yaml", "basics:\n  name: Ada\n" + head + line * (size // len(line) + 1))


JOB = "Engineer\nExample Ltd\n{} - {}\nLeeds, UK\n- kept the bolts in order\n- counted the nuts\n\n"

SHAPES: dict[str, Shape] = {
    **{f"text of {sign!r}": text(sign) for sign in " \t-[](*`_<&|,:/.•1a@–#=\f"},
    **{f"Markdown of {sign!r}": text(sign, name="cv.md") for sign in " \t-[]*`_<|>"},
    **{f"heading of {sign!r}": heading(sign) for sign in " \t*&["},
    **{
        f"text of {piece!r}": text(piece)
        for piece in ("a - ", "[a](", "a@", "2019 ", "2019 - 2020, ", "and ", "(1) ", "&a ")
    },
    **{
        f"Markdown of {piece!r}": text(piece, name="cv.md")
        for piece in ("![", "[a](b ", "**a ", "*a _b ", "<a ", "<b>", "&#1")
    },
    **{
        f"lines of {block!r}": lines(block)
        for block in (
            "\n",
            "- a\n",
            "a\n\n",
            "A: b\n",
            "---\n",
            "SKILLS\n",
            "\f\n",
            "2019\n",
            "Page 1 of 2\n",
            JOB.format(2019, 2020),
        )
    },
    **{
        f"lines of Markdown of {block!r}": lines(block, name="cv.md")
        for block in (
            "# a\n",
            "### A\n",
            "> a\n",
            "| a | b |\n",
            "  - a\n",
            "***\n",
            "<!-- a -->\n",
            "```\n",
            "**A**\n",
        )
    },
    "an e-mail of blanks": basics("email", "a", " ", "x@example.com"),
    "a phone of blanks": basics("phone", "+1", " ", "2"),
    "a summary of blanks": basics("summary", "the", " ", "x"),
    "a label of tabs": basics("label", "a", "\t", "x"),
    "an address of slashes": basics("url", "https://example.com", "/", "x"),
    "an e-mail of dots": basics("email", "a", ".", "x@example.com"),
    "a long name": basics("name", "A", "a"),
    **{
        f"a summary of {piece!r}": summary(piece)
        for piece in ("**a ", "*a ", "`", "[", "[a](", "<b>", "&amp;", "- a\n", "http://a ")
    },
    **{
        f"nested {piece!r}": summary(piece, end)
        for piece, end in (("**", "**"), ("*", "*"), ("*a **b ", "** *"), ("[", "](x)"), ("<b>", "</b>"), ("(", ")"))
    },
    "unknown keys": data(lambda size: {f"key{number}": "x" for number in range(size // 10)}),
    "keys of a job": data(lambda size: {"work": [{f"key{number}": "x" for number in range(size // 10)}]}),
    "jobs": data(
        lambda size: {"work": [{"name": f"E {n}", "position": "P", "startDate": "2019"} for n in range(size // 40)]}
    ),
    "the same job": data(lambda size: {"work": [{"name": "E", "position": "P", "startDate": "2019"}] * (size // 40)}),
    "highlights": data(lambda size: {"work": [{"name": "E", "highlights": ["did it"] * (size // 10)}]}),
    "a date": data(lambda size: {"work": [{"name": "E", "startDate": "2019" + " " * size + "x"}]}),
    "keywords": data(lambda size: {"skills": [{"name": "a", "keywords": [f"k{n}" for n in range(size // 8)]}]}),
    "aliases": yaml("  label: &a some words\nwork:\n", "- name: *a\n"),
    "anchors": yaml("x-many:\n", "- &a b\n"),
    "comments": yaml("", "# a\n"),
    "a folded block": yaml("  summary: >\n", "    some words\n"),
    "a plain value of many lines": yaml("  summary: a\n", "    some words\n"),
}
"""By what they are: a file of about so many letters."""


# How its time grows. ------------------------------------------------------------------------------------------


FACTOR = 4
MOST_GROWTH = 8.0
"""For `FACTOR` times as much: what grows as its square takes sixteen times as long."""
TELLING = 0.05
"""Seconds of the processor beside which what a machine does else is little."""
SMALLEST, LARGEST = 1_000, 8_000
"""Letters. What takes no telling time for four times the largest is no danger."""
TRIES = 8

Work = Callable[[Source], object]


@pytest.fixture(autouse=True)
def _without_collecting() -> Iterator[None]:
    """What is collected grows with all that there is, and comes when it likes."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def is_text(shape: Shape) -> bool:
    return shape(1)[0].endswith((".md", ".txt"))


def seconds(work: Work, shape: Shape, size: int) -> float:
    """How long some work takes on a file of that size."""
    name, content = shape(size)
    source = Source(name, content.encode())
    start = time.process_time()
    work(source)
    return time.process_time() - start


def growth(work: Work, shape: Shape) -> float:
    """How many times as long it takes for `FACTOR` times as much, at a size at which that can be told; 0 at none."""
    size, small = SMALLEST, seconds(work, shape, SMALLEST)
    while size < LARGEST and small * FACTOR < TELLING:
        size *= 2
        small = seconds(work, shape, size)
    large = seconds(work, shape, FACTOR * size)
    if large < TELLING:
        return 0
    for _ in range(TRIES):
        if large <= MOST_GROWTH * small:
            break
        # Whatever else the machine does only adds to what the work takes, so the least is nearest to that.
        small, large = min(small, seconds(work, shape, size)), min(large, seconds(work, shape, FACTOR * size))
    return large / small


def too_fast(work: Work, shapes: dict[str, Shape]) -> dict[str, float]:
    """The shapes for which the time grows faster than the file, and how fast."""
    for shape in list(shapes.values())[:1]:
        seconds(work, shape, 100)  # what is imported, and kept, counts for none
    found = {title: growth(work, shape) for title, shape in shapes.items()}
    return {title: round(times, 1) for title, times in found.items() if times > MOST_GROWTH}


def test_a_square_is_told_from_a_line() -> None:
    def squared(source: Source) -> None:
        text = source.content.decode()
        for at in range(0, len(text), 50):
            text.count("x", at)

    def straight(source: Source) -> None:
        for _ in range(50):
            source.content.decode().upper().split()

    words: dict[str, Shape] = {"words": lambda size: ("cv.txt", "word " * size)}
    assert list(too_fast(squared, words)) == ["words"]
    assert too_fast(straight, words) == {}


def test_converting_a_text_takes_no_longer_than_it_is() -> None:
    assert too_fast(convert, {title: shape for title, shape in SHAPES.items() if is_text(shape)}) == {}


def test_checking_a_file_takes_no_longer_than_it_is() -> None:
    assert too_fast(check, {title: shape for title, shape in SHAPES.items() if not is_text(shape)}) == {}


@pytest.mark.slow
@pytest.mark.parametrize("writer", ["cvpdf", "json-resume", "rendercv"])
def test_writing_another_format_takes_no_longer_than_the_file_is(writer: str) -> None:
    def work(source: Source) -> object:
        return convert(source, writer=writer)

    assert too_fast(work, {title: shape for title, shape in SHAPES.items() if not is_text(shape)}) == {}


@pytest.mark.slow
@pytest.mark.parametrize("target", ["md", "txt", "docx"])
def test_building_takes_no_longer_than_the_file_is(target: Target, tmp_path: Path) -> None:
    def work(source: Source) -> object:
        return build(source, world=World(tmp_path, {}), to=target)

    assert too_fast(work, {title: shape for title, shape in SHAPES.items() if not is_text(shape)}) == {}
