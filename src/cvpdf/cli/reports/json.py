"""Messages as JSON, for programs. This shape is stable; `version` grows when it changes.

{
  "version": 1,
  "errors": 1, "warnings": 0, "infos": 0,
  "diagnostics": [
    {
      "code": "CV203",             `cvpdf explain` tells more about it
      "severity": "error",         "error", "warning" or "info"
      "message": "…",              what is wrong, one sentence
      "hint": "…",                 what to do, or null
      "path": "work[0].startDate", the value's place in the résumé, or null
      "file": "resume.yaml",       null where no file is concerned, and so are the four below
      "line": 12, "column": 5,     one-based, in characters
      "endLine": 12, "endColumn": 12,  exclusive
      "fix": [                     the edits that mend it, all of them together; empty where a person has to
        {"line": 12, "column": 5, "endLine": 12, "endColumn": 12, "text": "name"}
      ]                            an empty edit at 1:1 takes out the byte order mark, which is no character
    }
  ]
}
"""

import json
from typing import Any

from cvpdf.cli.findings import Findings
from cvpdf.diagnostics import Diagnostic, Edit, Severity
from cvpdf.path import format_path


def render(findings: Findings) -> str:
    """Write the shape above."""
    report = {
        "version": 1,
        "errors": findings.count(Severity.ERROR),
        "warnings": findings.count(Severity.WARNING),
        "infos": findings.count(Severity.INFO),
        "diagnostics": [_entry(diagnostic) for diagnostic in findings.diagnostics],
    }
    return json.dumps(report, indent=2)


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": format_path(diagnostic.path) or None,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "endLine": span.end_line if span else None,
        "endColumn": span.end_column if span else None,
        "fix": [_edit(edit) for edit in diagnostic.fix],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    span = edit.span
    return {
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "text": edit.text,
    }
