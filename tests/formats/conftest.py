"""Outlines of short résumés, the files that are written from them, and what the proof says of these."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cvpdf.compiler import Source, load
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.formats.texts import write_text
from cvpdf.outline import Outline
from cvpdf.outlining.outlining import outline
from cvpdf.proof.texts import prove_text
from cvpdf.select import select

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
