import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cvpdf.diagnostics import Diagnostic, Edit, Severity, Span
from cvpdf.reports.report import report_of
from cvpdf.reports.text import TextStyle, render_error, render_text
from cvpdf.rules.cv2_schema import DateForm, EmptyResume, UnknownKey, WrongShape
from cvpdf.rules.cv4_themes import UnknownTheme
from cvpdf.rules.cv9_environment import SubsetterMissing

SOURCE = """\
basics:
  name: Ida Quill
work:
  - name: Paper Mill
    startDate: 2023-13
\tposition:\tBinder
    summary: 紙を作る人 and more
"""


def wrong(line: int, column: int, end: int, message: str = "this is wrong", hint: str | None = None) -> Diagnostic:
    span = Span("resume.yaml", line, column, line, end)
    return WrongShape.at(span, message, hint=hint)


def shown(diagnostic: Diagnostic, source: str = SOURCE, style: TextStyle | None = None) -> str:
    return render_text(report_of([diagnostic], {"resume.yaml": source.encode()}), style or TextStyle())


def test_looks_like_a_good_compiler() -> None:
    diagnostic = wrong(5, 16, 23, "`startDate` 2023-13: there is no month 13", "a month is between 01 and 12")
    assert shown(diagnostic) == (
        "resume.yaml:5:16: error CV205: `startDate` 2023-13: there is no month 13\n"
        "   5 |     startDate: 2023-13\n"
        "     |                ^^^^^^^\n"
        "help: a month is between 01 and 12"
    )


def test_what_concerns_no_file_has_no_place() -> None:
    assert shown(SubsetterMissing.at(None, "HarfBuzz is missing")) == "warning CV902: HarfBuzz is missing"


def test_a_file_that_is_not_at_hand_is_not_quoted() -> None:
    elsewhere = UnknownTheme.at(Span("theme.yaml", 1, 1, 1, 2), "odd", severity=Severity.INFO)
    assert shown(elsewhere) == "theme.yaml:1:1: note CV401: odd"


def test_tabs_reach_to_the_next_stop() -> None:
    assert shown(wrong(6, 12, 18)).splitlines()[1:] == [
        "   6 |     position:   Binder",
        "     |                 ^^^^^^",
    ]


def test_wide_characters_take_two_columns() -> None:
    assert shown(wrong(7, 14, 19)).splitlines()[1:] == [
        "   7 |     summary: 紙を作る人 and more",
        "     |              ^^^^^^^^^^",
    ]


def test_combining_marks_take_none() -> None:
    assert shown(wrong(1, 9, 10), "name: e\u0301x").splitlines()[2] == "     |        ^"


def test_a_place_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    span = Span("resume.yaml", 4, 5, 6, 2)
    assert shown(WrongShape.at(span, "odd")).splitlines()[2] == "     |     ^^^^^^^^^^^^^^^^"


def test_an_empty_place_at_the_end_of_the_file_has_a_caret() -> None:
    assert shown(wrong(8, 1, 1)).splitlines()[1:] == ["   8 |", "     | ^"]


def test_a_place_past_the_file_is_said_without_a_quotation() -> None:
    assert shown(wrong(99, 1, 1)) == "resume.yaml:99:1: error CV205: this is wrong"


def test_long_lines_are_cut_around_the_place() -> None:
    line = "summary: " + " ".join(f"word{number}" for number in range(1000))
    start = line.index("word500")
    quotation, underline = shown(wrong(1, start + 1, start + 8), line).splitlines()[1:]
    assert len(quotation) <= 100
    assert quotation.startswith("   1 | …")
    assert quotation.endswith("…")
    assert quotation[underline.index("^") : underline.rindex("^") + 1] == "word500"


def test_nothing_steers_the_terminal() -> None:
    text = shown(wrong(1, 1, 2, "`\x1b[31m\u202e` is odd"), "\x1b[2J\u202ename\x9b: x")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_what_is_not_utf8_is_shown_as_such() -> None:
    text = render_text(report_of([wrong(1, 7, 8)], {"resume.yaml": b"name: \xe9t\xe9"}), TextStyle())
    assert text.splitlines()[1] == "   1 | name: \N{REPLACEMENT CHARACTER}t\N{REPLACEMENT CHARACTER}"


def test_narrow_terminals_wrap() -> None:
    message = "a sentence that is rather longer than the terminal is wide, as they are"
    lines = shown(wrong(5, 16, 23, message, message), style=TextStyle(width=30)).splitlines()
    assert max(map(len, lines)) <= 30
    assert " ".join(line.strip() for line in lines).count("as they are") == 2


@given(
    st.text(st.sampled_from("ab`./ é紙작\u0301"), max_size=120),
    st.text(st.sampled_from("ab: é紙\t"), max_size=120),
    st.integers(30, 40),
    st.data(),
)
def test_nothing_is_wider_than_a_narrow_terminal(message: str, line: str, width: int, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line) + 1))
    text = shown(
        wrong(1, column, column + data.draw(st.integers(0, 20)), message, message), line, TextStyle(width=width)
    )
    assert max(map(cell_len, text.splitlines())) <= width
    visible = "".join(message.split())
    assert "".join(text.split()).count(visible) >= (2 if visible else 0)


def test_what_can_be_mended_is_said_to_be() -> None:
    span = Span("resume.yaml", 5, 16, 5, 23)
    fixable = DateForm.at(span, "odd", hint="write `2023`", fix=(Edit(span, "2023"),))
    assert shown(fixable).splitlines()[-1] == "help: write `2023` (`cvpdf check --fix` does it)"


def test_an_error_that_is_no_diagnostic_looks_like_one() -> None:
    assert render_error("there is no such file", "look at its name", TextStyle()) == (
        "error: there is no such file\nhelp: look at its name"
    )
    assert render_error("\x1b[2J", None, TextStyle(color=True)) == "\x1b[1;31merror:\x1b[0m \u241b[2J"


def test_colour_changes_no_letter() -> None:
    diagnostic = wrong(5, 16, 23, "odd", "mend it")
    coloured = shown(diagnostic, style=TextStyle(color=True, width=80))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(diagnostic, style=TextStyle(width=80))


def test_messages_come_in_source_order_files_as_they_were_given() -> None:
    def at(file: str, line: int) -> Diagnostic:
        return WrongShape.at(Span(file, line, 1, line, 2), "odd")

    ordered = report_of([at("a", 3), at("b", 9), at("a", 1), at("b", 2)], {"b": b"", "a": b""})
    assert [(one.span.file, one.span.line) for one in ordered.diagnostics if one.span] == [
        ("b", 2),
        ("b", 9),
        ("a", 1),
        ("a", 3),
    ]


def test_counts() -> None:
    one = WrongShape.at(None, "odd")
    two = EmptyResume.at(None, "odd")
    warning = UnknownKey.at(None, "odd")
    assert report_of([one, two, warning], {}).summary() == "2 errors, 1 warning"
    assert report_of([], {}).summary() == "no problems"


def test_of_more_messages_than_anybody_reads_the_errors_are_shown_first() -> None:
    span = Span("resume.yaml", 1, 1, 1, 2)
    many = [UnknownKey.at(Span("resume.yaml", 1, 1, 1, number + 2), "this key is not known") for number in range(9_000)]
    report = report_of([*many, DateForm.at(span, "warned"), wrong(7, 1, 2)], {"resume.yaml": b"a\n"})
    text = render_text(report, TextStyle())
    assert len(text.encode()) < 100_000
    assert "error CV205: this is wrong" in text
    assert re.search(r"\n\n\d,?\d+ more messages not shown here: `--format json` gives all of them\Z", text)
