"""Reading LinkedIn's “Save to PDF”: which of its two layouts a file has, or why it cannot be read."""

from cvpdf.diagnostics import Outcome, Rule, Span
from cvpdf.formats.linkedin.one_column import is_one_column, read_one_column
from cvpdf.formats.linkedin.pdf_rows import BrokenError, LockedError, Transcript, read_rows
from cvpdf.formats.linkedin.two_columns import is_two_columns, read_two_columns
from cvpdf.formats.material import Material
from cvpdf.formats.transcript.lines import Notes
from cvpdf.formats.transcript.sections import TranscriptDraft, outcome
from cvpdf.rules.cv7_formats import BrokenFile, LockedPdf, NoTextInPdf, NotLinkedIn
from cvpdf.source.tree import Tree

_PASTE = "copy its text into a file such as `profile.txt`, and convert that"


def read_linkedin_pdf(material: Material) -> Outcome[Tree]:
    """Read a profile as LinkedIn saves it; lines count through the text as it is read, column by column."""
    try:
        rows, width = read_rows(material.content)
    except LockedError:
        return _refused(material, LockedPdf, "this PDF is locked with a password", "save it without one")
    except BrokenError:
        return _refused(material, BrokenFile, "this PDF is broken, and cannot be read", "download it once more")
    if not rows:
        return _refused(material, NoTextInPdf, "this PDF holds pictures of text, and no text", _PASTE)
    transcript, notes, draft = Transcript(material.file), Notes(), TranscriptDraft()
    if is_two_columns(rows, width):
        read_two_columns(rows, width, transcript, notes, draft)
    elif is_one_column(rows):
        read_one_column(rows, width, transcript, notes, draft)
    else:
        return _refused(material, NotLinkedIn, "this PDF is not a profile that LinkedIn has saved", _PASTE)
    return outcome(draft, transcript.lines, transcript.text, notes)


def _refused(material: Material, rule: type[Rule], message: str, hint: str) -> Outcome[Tree]:
    return Outcome(None, (rule.at(Span(material.file, 1, 1, 1, 1), message, hint=hint),))
