"""Messages for programs: JSON, SARIF 2.1.0 (OASIS standard), and GitHub's workflow commands."""

import json
import os
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from cvpdf.diagnostics import Diagnostic, Edit, Rule, Severity, Span
from cvpdf.path import format_path
from cvpdf.reports.report import FileRow, Report

# JSON. --------------------------------------------------------------------------------------------------------


def render_json(report: Report) -> str:
    """Write a report as JSON. This shape is stable; `version` grows when it changes.

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
      ],
      "files": [                       only where several files were built: each of them, in their order
        {
          "file": "ada.yaml",
          "state": "written",          "written", "unchanged" or "failed"
          "results": ["made/ada.pdf"], the files that were made, now or before; empty where it failed
          "pages": 1, "words": 240,    null where it failed; pages are null where nothing was laid out
          "theme": "plain"             null where it failed, or no theme was needed
        }
      ]
    }
    """
    content: dict[str, Any] = {
        "version": 1,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "diagnostics": [_entry(diagnostic) for diagnostic in report.diagnostics],
    }
    if report.files is not None:
        content["files"] = [_row(row) for row in report.files]
    return json.dumps(content, indent=2)


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


def _row(row: FileRow) -> dict[str, Any]:
    return {
        "file": row.file,
        "state": row.state,
        "results": list(row.results),
        "pages": row.pages or None,
        "words": None if row.state == "failed" else row.words,
        "theme": row.theme or None,
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


# SARIF. -------------------------------------------------------------------------------------------------------


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report) -> str:
    """Write one run, with the manual of each rule that it names."""
    rules = sorted({diagnostic.rule for diagnostic in report.diagnostics}, key=lambda rule: rule.code)
    driver = {
        "name": "cvpdf",
        "version": version("cvpdf"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules.index(diagnostic.rule)) for diagnostic in report.diagnostics],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: type[Rule]) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.__name__,
        "shortDescription": {"text": rule.title()},
        "fullDescription": {"text": rule.title()},
        "help": {"text": rule.manual(), "markdown": rule.manual()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    text = f"{diagnostic.message}. {diagnostic.hint}." if diagnostic.hint else f"{diagnostic.message}."
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
    }
    location: dict[str, Any] = {}
    if diagnostic.span:
        location["physicalLocation"] = _physical(diagnostic.span)
    if diagnostic.path:
        location["logicalLocations"] = [{"fullyQualifiedName": format_path(diagnostic.path)}]
    if location:
        result["locations"] = [location]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic)]
    return result


def _fix(diagnostic: Diagnostic) -> dict[str, Any]:
    """The edits, by the file that they change; there is one."""
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in diagnostic.fix
    ]
    change = {"artifactLocation": _artifact(diagnostic.fix[0].span.file), "replacements": replacements}
    return {"description": {"text": diagnostic.hint or diagnostic.message}, "artifactChanges": [change]}


def _physical(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span.file), "region": _region(span)}


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(file))}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


# GitHub's workflow commands. ----------------------------------------------------------------------------------
# The syntax and its escapes are those of
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions.


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(report: Report) -> str:
    """Write one line a diagnostic."""
    return "\n".join(map(_line, report.diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic.span) if diagnostic.span else {}
    properties = place | {"title": diagnostic.code}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(text)}"


def _place(span: Span) -> dict[str, str | int]:
    """Columns are taken only where the place stays on one line, and there the end is inclusive."""
    place: dict[str, str | int] = {"file": span.file, "line": span.line}
    if span.end_line != span.line:
        return place | {"endLine": span.end_line}
    return place | {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
