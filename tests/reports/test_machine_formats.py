import json

import pytest
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from cvpdf.diagnostics import Diagnostic, Edit, Severity, Span
from cvpdf.reports.rendering import render
from cvpdf.reports.report import report_of
from cvpdf.reports.text import TextStyle
from cvpdf.rules.cv9_environment import CacheClosed, EngineMissing, SubsetterMissing

SPAN = Span("my résumé, 1:2.yaml", 3, 5, 3, 9)
FIX = (Edit(SPAN, "right"),)
ERROR = EngineMissing.at(SPAN, "100% wrong\nindeed", path=("work", 0, "name"), hint="mend it", fix=FIX)
NOTE = SubsetterMissing.at(None, "by the way", severity=Severity.INFO)
LONG = CacheClosed.at(Span("a.yaml", 1, 1, 2, 1), "long")
SAID = report_of([ERROR, NOTE], {SPAN.file: b""})


def test_json_is_as_documented() -> None:
    assert json.loads(render(SAID, "json", TextStyle())) == {
        "version": 1,
        "errors": 1,
        "warnings": 0,
        "infos": 1,
        "diagnostics": [
            {
                "code": "CV901",
                "severity": "error",
                "message": "100% wrong\nindeed",
                "hint": "mend it",
                "path": "work[0].name",
                "file": "my résumé, 1:2.yaml",
                "line": 3,
                "column": 5,
                "endLine": 3,
                "endColumn": 9,
                "fix": [{"line": 3, "column": 5, "endLine": 3, "endColumn": 9, "text": "right"}],
            },
            {
                "code": "CV902",
                "severity": "info",
                "message": "by the way",
                "hint": None,
                "path": None,
                "file": None,
                "line": None,
                "column": None,
                "endLine": None,
                "endColumn": None,
                "fix": [],
            },
        ],
    }


def test_github_escapes_what_its_syntax_uses() -> None:
    assert render(SAID, "github", TextStyle()).splitlines() == [
        "::error file=my résumé%2C 1%3A2.yaml,line=3,col=5,endColumn=8,title=CV901::100%25 wrong%0Aindeed%0Amend it",
        "::notice title=CV902::by the way",
    ]


def test_github_takes_columns_on_one_line_only() -> None:
    said = report_of([LONG], {})
    assert render(said, "github", TextStyle()) == "::warning file=a.yaml,line=1,endLine=2,title=CV904::long"


def test_sarif_names_the_rules_and_the_places() -> None:
    report = json.loads(render(SAID, "sarif", TextStyle()))
    (run,) = report["runs"]
    assert report["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CV901", "CV902"]
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    first, second = run["results"]
    assert first["level"] == "error"
    assert first["message"]["text"] == "100% wrong\nindeed. mend it."
    (location,) = first["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "work[0].name"}]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20r%C3%A9sum%C3%A9%2C%201%3A2.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == location["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [
        {"deletedRegion": location["physicalLocation"]["region"], "insertedContent": {"text": "right"}}
    ]
    assert second["ruleIndex"] == 1
    assert not {"locations", "fixes"} & second.keys()


@pytest.mark.parametrize("diagnostics", [[], [ERROR, NOTE, LONG], [LONG]])
def test_sarif_is_valid_by_its_schema(diagnostics: list[Diagnostic]) -> None:
    Sarif.model_validate_json(render(report_of(diagnostics, {}), "sarif", TextStyle()))


def test_the_schema_of_sarif_refuses_what_it_does_not_have() -> None:
    report = json.loads(render(SAID, "sarif", TextStyle()))
    report["runs"][0]["results"][0]["fixed"] = True
    with pytest.raises(ValidationError):
        Sarif.model_validate(report)


def test_nothing_to_say_is_valid_too() -> None:
    nothing = report_of([], {})
    assert json.loads(render(nothing, "json", TextStyle()))["diagnostics"] == []
    assert json.loads(render(nothing, "sarif", TextStyle()))["runs"][0]["results"] == []
    assert not render(nothing, "github", TextStyle())


def test_sarif_takes_any_file_name() -> None:
    odd = EngineMissing.at(Span("caf\udce9 #1.yaml", 1, 1, 1, 2), "odd")
    (run,) = json.loads(render(report_of([odd], {}), "sarif", TextStyle()))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9%20%231.yaml"
