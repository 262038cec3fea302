"""What is written as text and needs no page: Markdown, plain text, Word."""

from cvpdf.diagnostics import Outcome
from cvpdf.outline.values import Outline


def write_text(outline: Outline, kind: str, page_size: str) -> Outcome[bytes]:
    """Write an outline as a file of one of these kinds; each writer is imported when it is asked for."""
    if kind == "docx":
        return _write_word(outline, page_size)
    if kind == "md":
        from cvpdf.formats.markdown.writer import write_markdown

        return Outcome(write_markdown(outline))
    from cvpdf.formats.plain_text.writer import write_plain_text

    return Outcome(write_plain_text(outline))


def _write_word(outline: Outline, page_size: str) -> Outcome[bytes]:
    from cvpdf.rules.cv9_environment import WordWriterMissing

    try:
        from cvpdf.formats.docx.writer import write_docx
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        hint = "`pip install 'cvpdf[docx]'`"
        return Outcome(
            None,
            (WordWriterMissing.at(None, "Word files are written by python-docx, which is not installed", hint=hint),),
        )
    return Outcome(write_docx(outline, page_size))
