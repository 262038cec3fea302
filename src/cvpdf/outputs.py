"""What can be made of a résumé: a row for each, with who writes it and who proves it.

Each writer and proof is imported when it is used, and not before.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from cvpdf.diagnostics import Outcome
from cvpdf.source.tree import Locate

if TYPE_CHECKING:
    from cvpdf.outline.values import Outline
    from cvpdf.page import Page


class FromOutline(Struct, frozen=True):
    """Made of the Outline alone, as text for programs or people; neither a page nor an engine is needed.

    `write` is given the paper's name besides, `prove` gives the number of words that are proven.
    """

    write: "Callable[[Outline, str], Outcome[bytes]]"
    prove: "Callable[[Outline, bytes, Locate], Outcome[int]]"
    prints_photo: bool = False


class FromPage(Struct, frozen=True):
    """Made of the Page and its fonts, before anything is laid out."""

    write: "Callable[[Page, Mapping[str, bytes]], bytes]"


class FromPdf(Struct, frozen=True):
    """Made of the bytes of the PDF, once these are proven; the files of several pages may be several."""

    write: Callable[[bytes], tuple[bytes, ...]]


class Output(Struct, frozen=True):
    """Something that can be made: its name for `--to`, what people call it, and how its files end.

    A terminal can show what is `readable`. `extra` is the extra of the package that its writer wants.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    maker: FromOutline | FromPage | FromPdf
    readable: bool = False
    extra: str | None = None

    @property
    def has_pages(self) -> bool:
        """Whether it is laid out, so that each value has a place on a page."""
        return isinstance(self.maker, FromPdf)


def _write_pdf(pdf: bytes) -> tuple[bytes, ...]:
    return (pdf,)


def _write_html(page: "Page", fonts: Mapping[str, bytes]) -> bytes:
    from cvpdf.compose.composing import write_html

    return write_html(page, fonts)


def _write_png(pdf: bytes) -> tuple[bytes, ...]:
    from cvpdf.pdfium import write_png

    return write_png(pdf)


def _write_markdown(outline: "Outline", _page_size: str) -> Outcome[bytes]:
    from cvpdf.formats.markdown.writer import write_markdown

    return Outcome(write_markdown(outline))


def _prove_markdown(outline: "Outline", content: bytes, locate: Locate) -> Outcome[int]:
    from cvpdf.proof.text_proof import prove_markdown

    return prove_markdown(outline, content, locate)


def _write_plain_text(outline: "Outline", _page_size: str) -> Outcome[bytes]:
    from cvpdf.formats.plain_text.writer import write_plain_text

    return Outcome(write_plain_text(outline))


def _prove_plain_text(outline: "Outline", content: bytes, locate: Locate) -> Outcome[int]:
    from cvpdf.proof.text_proof import prove_plain_text

    return prove_plain_text(outline, content, locate)


def _write_docx(outline: "Outline", page_size: str) -> Outcome[bytes]:
    try:
        from cvpdf.formats.docx.writer import write_docx
    except ModuleNotFoundError as error:
        from cvpdf.rules.cv9_environment import WordWriterMissing

        if error.name != "docx":
            raise
        message = "Word files are written by python-docx, which is not installed"
        hint = f"`pip install 'cvpdf[{OUTPUTS['docx'].extra}]'`"
        return Outcome(None, (WordWriterMissing.at(None, message, hint=hint),))
    return Outcome(write_docx(outline, page_size))


def _prove_docx(outline: "Outline", content: bytes, locate: Locate) -> Outcome[int]:
    from cvpdf.proof.text_proof import prove_docx

    return prove_docx(outline, content, locate)


_ROWS = (
    Output("pdf", "PDF", (".pdf",), FromPdf(_write_pdf)),
    Output("html", "HTML", (".html", ".htm"), FromPage(_write_html), readable=True),
    Output("png", "pictures", (".png",), FromPdf(_write_png)),
    Output("md", "Markdown", (".md", ".markdown"), FromOutline(_write_markdown, _prove_markdown), readable=True),
    Output("txt", "plain text", (".txt",), FromOutline(_write_plain_text, _prove_plain_text), readable=True),
    Output("docx", "a Word file", (".docx",), FromOutline(_write_docx, _prove_docx, prints_photo=True), extra="docx"),
)

OUTPUTS: Mapping[str, Output] = {row.name: row for row in _ROWS}
"""Everything that can be made, by its name."""

if TYPE_CHECKING:
    Target = str
else:
    Target = Literal[tuple(OUTPUTS)]
"""The name of something that can be made; the command line takes these and no other."""
