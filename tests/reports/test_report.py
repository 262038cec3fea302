import pytest

from cvpdf.diagnostics import Diagnostic, ExitCode, Severity, Span
from cvpdf.reports.report import report_of
from cvpdf.rules.cv2_schema import DateForm
from cvpdf.rules.cv4_themes import UnknownTheme
from cvpdf.rules.cv9_environment import EngineMissing, SubsetterMissing

ERROR = DateForm.at(None, "odd", severity=Severity.ERROR)
WARNING = DateForm.at(None, "odd", severity=Severity.WARNING)
INFO = DateForm.at(None, "odd", severity=Severity.INFO)
NO_ENGINE = EngineMissing.at(None, "missing")
SLOW_ENGINE = SubsetterMissing.at(None, "missing")
NO_THEME = UnknownTheme.at(None, "there is no theme `x`")
NO_THEME_OF_THE_FILE = UnknownTheme.at(Span("a.yaml", 1, 1, 1, 2), "there is no theme `x`")


@pytest.mark.parametrize(
    ("diagnostics", "lenient", "strict"),
    [
        ([], ExitCode.OK, ExitCode.OK),
        ([INFO], ExitCode.OK, ExitCode.OK),
        ([WARNING], ExitCode.OK, ExitCode.ERRORS),
        ([WARNING, ERROR], ExitCode.ERRORS, ExitCode.ERRORS),
        ([WARNING, NO_ENGINE], ExitCode.ENVIRONMENT, ExitCode.ENVIRONMENT),
        ([SLOW_ENGINE], ExitCode.OK, ExitCode.ENVIRONMENT),
        ([ERROR, NO_THEME], ExitCode.USAGE, ExitCode.USAGE),
        ([NO_THEME, NO_ENGINE], ExitCode.ENVIRONMENT, ExitCode.ENVIRONMENT),
        ([NO_THEME_OF_THE_FILE], ExitCode.ERRORS, ExitCode.ERRORS),
    ],
)
def test_the_exit_code_is_that_of_what_fails(
    diagnostics: list[Diagnostic], lenient: ExitCode, strict: ExitCode
) -> None:
    assert report_of(diagnostics, {}).exit_code(strict=False) is lenient
    assert report_of(diagnostics, {}).exit_code(strict=True) is strict


def test_what_is_there_twice_is_shown_once() -> None:
    assert report_of([ERROR, ERROR], {}).summary() == "1 error"
