from __future__ import annotations

from typing import TYPE_CHECKING

from cvpdf.diagnostics import Severity

if TYPE_CHECKING:
    from tests.conftest import Press

    from cvpdf.diagnostics import Diagnostic

JOBS = "".join(
    f"  - {{name: Mill {number}, position: Binder, highlights: [Bound books, Sewed them]}}\n" for number in range(12)
)


def resume(pages: str = "", jobs: str = JOBS) -> str:
    return f"basics: {{name: Ida Quill}}\nwork:\n{jobs}document: {{{pages}}}\n"


def said(press: Press, text: str) -> list[Diagnostic]:
    return [diagnostic for diagnostic in press.print(text).said if diagnostic.code.startswith("CV5")]


def test_more_pages_than_promised_are_an_error_that_says_where_the_surplus_begins(press: Press) -> None:
    (found,) = said(press, resume("pages: 1"))
    assert (found.code, found.severity) == ("CV501", Severity.ERROR)
    assert found.message.startswith("the résumé takes 2 pages; `pages` promises 1, and page 2 begins at `work[")
    assert found.path == ("document", "pages")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (15, 19)


def test_a_promise_that_is_kept_needs_no_word(press: Press) -> None:
    assert [found.code for found in said(press, resume("pages: 2"))] in ([], ["CV505"])
    assert said(press, "basics: {name: Ida Quill}\ndocument: {pages: 2}\n") == []


def test_a_nearly_empty_last_page_is_an_info(press: Press) -> None:
    lines = ", ".join(f"Line {number}" for number in range(70))
    for count in range(56, 70):
        jobs = f"  - {{name: Mill, highlights: [{', '.join(lines.split(', ')[:count])}]}}\n"
        print_ = press.print(resume(jobs=jobs))
        if len(print_.pdf.sheets) == 2:
            break
    assert [(found.code, found.severity) for found in print_.said] == [("CV505", Severity.INFO)]
    assert print_.pdf.filled < 0.25
    assert print_.said[0].message == f"page 2 is only {print_.pdf.filled:.0%} full"
    assert "`density` to `tight`" in (print_.said[0].hint or "")
