import pytest

from cvpdf.cli.reports.report import report_of
from cvpdf.diagnostics import Diagnostic, ExitCode, Severity

ERROR = Diagnostic("CV203", Severity.ERROR, "odd")
WARNING = Diagnostic("CV203", Severity.WARNING, "odd")
INFO = Diagnostic("CV203", Severity.INFO, "odd")
NO_ENGINE = Diagnostic("CV901", Severity.ERROR, "missing")
SLOW_ENGINE = Diagnostic("CV902", Severity.WARNING, "missing")


@pytest.mark.parametrize(
    ("said", "lenient", "strict"),
    [
        ([], ExitCode.OK, ExitCode.OK),
        ([INFO], ExitCode.OK, ExitCode.OK),
        ([WARNING], ExitCode.OK, ExitCode.ERRORS),
        ([WARNING, ERROR], ExitCode.ERRORS, ExitCode.ERRORS),
        ([WARNING, NO_ENGINE], ExitCode.ENVIRONMENT, ExitCode.ENVIRONMENT),
        ([SLOW_ENGINE], ExitCode.OK, ExitCode.ENVIRONMENT),
    ],
)
def test_the_verdict_is_the_exit_code(said: list[Diagnostic], lenient: ExitCode, strict: ExitCode) -> None:
    assert report_of(said, {}).verdict(strict=False) is lenient
    assert report_of(said, {}).verdict(strict=True) is strict


def test_what_was_said_twice_is_shown_once() -> None:
    assert report_of([ERROR, ERROR], {}).summary() == "1 error"
