"""Messages as SARIF 2.1.0 (OASIS standard), for code scanning."""

import json
import os
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from cvpdf.cli.findings import Findings
from cvpdf.diagnostics import Diagnostic, Rule, Severity, Span
from cvpdf.path import format_path
from cvpdf.rules.catalogue import catalogue

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Findings) -> str:
    """Write one run, with the manual of each rule that it names."""
    codes = sorted({diagnostic.code for diagnostic in findings.diagnostics})
    driver = {
        "name": "cvpdf",
        "version": version("cvpdf"),
        "rules": [_rule(code, catalogue()[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in findings.diagnostics],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, rule: type[Rule]) -> dict[str, Any]:
    return {
        "id": code,
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
