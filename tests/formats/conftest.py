"""Outlines that are written and proven; files that are read; PDFs in LinkedIn's geometry, of invented people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Protocol

import pytest
from tests.conftest import must
from tests.texts import prove_text, write_text

from cvpdf.artifacts import Source
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.formats.detect import read_format
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Outline
from cvpdf.page import Face, Page, StyleSheet
from cvpdf.pipeline import load
from cvpdf.selection import select
from cvpdf.source.tree import Tree
from cvpdf.typeset.fonts import load_faces
from cvpdf.typeset.typesetting import typeset

ROOT = Path(__file__).parents[2]

MakeOutline = Callable[[str | bytes], Outline]
Write = Callable[[Outline, str], bytes]
Prove = Callable[[Outline, str], tuple[Diagnostic, ...]]


@pytest.fixture(scope="session")
def outlined() -> MakeOutline:
    def make(text: str | bytes) -> Outline:
        content = text.encode() if isinstance(text, str) else text
        loaded = load(Source("resume.json" if content.startswith(b"{") else "resume.yaml", content)).value
        assert loaded is not None
        made = outline(select(loaded.resume), loaded.tree.locate).value
        assert made is not None
        return made

    return make


@pytest.fixture(scope="session")
def written() -> Write:
    def make(made: Outline, kind: str) -> bytes:
        content = write_text(made, kind, "A4").value
        assert content is not None
        return content

    return make


@pytest.fixture(scope="session")
def proven(written: Write) -> Prove:
    """Write an outline and prove the file."""

    def make(made: Outline, kind: str) -> tuple[Diagnostic, ...]:
        place = Span("resume.yaml", 1, 1, 1, 1)
        return prove_text(made, written(made, kind), kind, lambda _path: place).diagnostics

    return make


Blocks = Sequence[tuple[str, str]]
MakePdf = Callable[..., bytes]

_FACES = (Face("Source Sans 3", 400), Face("Source Sans 3", 700))
_BASE = """
@font-face { font-family: Body; src: url("font:Source-Sans-3/400/normal") }
@font-face { font-family: Body; font-weight: 700; src: url("font:Source-Sans-3/700/normal") }
* { margin: 0; padding: 0; font-size: 12pt; white-space: pre-line }
html { font-family: Body; hyphens: none }
"""
_NEW = """
@page { size: 612pt 792pt; margin: 45pt 21.6pt 45pt 223.6pt;
  @bottom-left { content: "Page " counter(page) " of " counter(pages); font: 9pt Body; padding-left: 160pt } }
aside { position: absolute; left: -202pt; top: 0; width: 172pt }
.side { font-size: 13pt; line-height: 16pt; margin-top: 17pt }
.item { font-size: 10.5pt; line-height: 12.6pt; margin-top: 5pt }
.row { font-size: 10.5pt; line-height: 12.6pt }
.link { font-size: 11pt; line-height: 14.4pt; margin-top: 10pt }
.name { font-size: 26pt; line-height: 32pt }
.label { line-height: 14.4pt }
.place { line-height: 14.4pt; margin-top: 1pt }
.section { font-size: 15.75pt; line-height: 20pt; margin-top: 24pt; margin-bottom: 6pt }
.summary { line-height: 18pt }
.company { line-height: 14.4pt; margin-top: 18pt }
.total { font-size: 10.5pt; line-height: 14.6pt }
.title { font-size: 11.5pt; line-height: 14.4pt; margin-top: 2pt }
.total + .title, .dates + .title, .where + .title, .text + .title { margin-top: 11pt }
.dates, .where, .degree { font-size: 10.5pt; line-height: 14.7pt }
.text { font-size: 10.5pt; line-height: 18pt; margin-top: 5pt }
"""
_OLD = """
@page { size: 612pt 792pt; margin: 40pt 36pt 50pt;
  @bottom-right { content: "Page" counter(page); font: 10pt Body } }
div { line-height: 16.2pt }
.name { font-size: 20pt; line-height: 24pt; font-weight: 700 }
.label { font-size: 13pt; line-height: 22pt }
.section { font-size: 16pt; line-height: 22pt; margin-top: 24pt }
.head { font-weight: 700; line-height: 14.4pt; margin-top: 12pt }
.skill { font-weight: 700; line-height: 15.4pt }
.body, .summary { line-height: 18pt }
.body { margin-left: 10.8pt }
.cell b { display: inline-block; width: 270pt; font-weight: 400 }
.last { margin-top: 90pt }
"""


@pytest.fixture(scope="session")
def new_profile(tmp_path_factory: pytest.TempPathFactory) -> MakePdf:
    """LinkedIn's layout of today: blocks of the body, and blocks of the sidebar."""
    cache = tmp_path_factory.mktemp("faces")

    def make(body: Blocks, side: Blocks = ()) -> bytes:
        return linkedin_pdf(body, cache, side)

    return make


def linkedin_pdf(body: Blocks, cache: Path, side: Blocks = ()) -> bytes:
    """A profile in LinkedIn's layout of today."""
    return _press(_BASE + _NEW, f"<aside>{_html(side)}</aside>{_html(body)}", cache)


@pytest.fixture(scope="session")
def old_profile(tmp_path_factory: pytest.TempPathFactory) -> MakePdf:
    """LinkedIn's layout until 2017."""
    cache = tmp_path_factory.mktemp("faces")

    def make(blocks: Blocks) -> bytes:
        return _press(_BASE + _OLD, _html(blocks), cache)

    return make


def _html(blocks: Blocks) -> str:
    """Blocks as elements of their class: a bar before what is in the second column, an arrow before an address."""
    made = []
    for name, block in blocks:
        text, arrow, address = block.partition(" → ")
        if arrow:
            made.append(f'<div class="{name}"><a href="{escape(address)}">{escape(text)}</a></div>')
            continue
        first, bar, second = text.partition("|") if name == "cell" else (text, "", "")
        inner = f"<b>{escape(first)}</b>{escape(second)}" if bar else escape(text)
        made.append(f'<div class="{name}">{inner}</div>')
    return "".join(made)


def _press(css: str, body: str, cache: Path) -> bytes:
    fonts = load_faces(_FACES, cache).value
    assert fonts
    return typeset(Page(body, "Profile", "en", (), {}, styles=(StyleSheet(css),)), fonts).content


@dataclass(frozen=True)
class Reading:
    """What came of a file, and what was said."""

    tree: Tree
    diagnostics: tuple[Diagnostic, ...]

    @property
    def data(self) -> Any:  # noqa: ANN401 - plain data of any shape
        return self.tree.data()

    @property
    def said(self) -> list[tuple[str, int]]:
        """The code and the line of each thing that was said."""
        return [(one.code, one.span.line) for one in self.diagnostics if one.span]

    def line(self, *path: str | int) -> int:
        assert self.tree.node(path) is not None, path
        return self.tree.locate(path).line


class Reads(Protocol):
    def __call__(self, text: str, reader: str, file: str = "cv.yaml") -> Reading: ...


@pytest.fixture
def reads() -> Reads:
    def make(text: str, reader: str, file: str = "cv.yaml") -> Reading:
        outcome = read_format(text.encode(), file)
        name, tree = must(outcome.value)
        assert name == reader
        return Reading(tree, outcome.diagnostics)

    return make
