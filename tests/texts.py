"""Files that are made of the outline alone, by the name of their kind: written, proven, read back."""

from collections.abc import Callable

from cvpdf.diagnostics import Outcome, Span
from cvpdf.outline.values import Outline
from cvpdf.outputs import OUTPUTS, FromOutline
from cvpdf.path import SourcePath
from cvpdf.proof.text_proof import TextReading, read_markdown_file, read_text_file, read_word_file

READERS = {"md": read_markdown_file, "txt": read_text_file, "docx": read_word_file}


def maker(kind: str) -> FromOutline:
    made = OUTPUTS[kind].maker
    assert isinstance(made, FromOutline)
    return made


def write_text(outline: Outline, kind: str, paper: str) -> Outcome[bytes]:
    return maker(kind).write(outline, paper)


def prove_text(outline: Outline, content: bytes, kind: str, locate: Callable[[SourcePath], Span]) -> Outcome[int]:
    return maker(kind).prove(outline, content, locate)


def read_written(content: bytes, kind: str) -> TextReading:
    return READERS[kind](content)
