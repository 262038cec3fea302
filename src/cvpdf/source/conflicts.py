"""Conflicts: the marks that version control leaves in a file where two versions of it could not be merged."""

import re

from cvpdf.diagnostics import Diagnostic
from cvpdf.rules.reading import MergeConflict
from cvpdf.source.findings import Findings

_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r|$)[^\r\n]*", re.MULTILINE)
_MOST_LINES = 6
_NEVER_TEXT = ("<<<<<<<", ">>>>>>>")


def conflict(text: str, file: str) -> Diagnostic | None:
    """Say that there are such marks, at the first one; a line of `=` alone may be an underline."""
    if not any(mark in text for mark in _NEVER_TEXT):
        return None
    marks = list(_MARK.finditer(text))
    if not any(mark[0].startswith(_NEVER_TEXT) for mark in marks):
        return None
    findings = Findings(file, text)
    spans = [findings.span(*mark.span()) for mark in marks]
    lines = ", ".join(str(span.line) for span in spans[:_MOST_LINES])
    where = f"line {lines}" if len(spans) == 1 else f"lines {lines}{', …' if len(spans) > _MOST_LINES else ''}"
    message = f"the file holds two versions of itself that were not merged: there are marks of Git on {where}"
    return MergeConflict.at(spans[0], message, hint="keep one of the two at each, and take the marks out")
