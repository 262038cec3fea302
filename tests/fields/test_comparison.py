"""What was read beside what was written: each fault is made on a page, and found at the line of its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdf
import pytest
from tests.fields.pages import CONTACTS, FIRST_JOB, GOOD, RESUME, SECOND_JOB

import cvpdf
from cvpdf.diagnostics import Severity
from cvpdf.fields.comparison import read_fields
from cvpdf.fields.entry_blocks import ReadValue, is_address
from cvpdf.fields.lost_values import WantedValue, is_read
from cvpdf.fields.runs_and_lines import Spot
from cvpdf.path import format_path

if TYPE_CHECKING:
    from tests.fields.conftest import MakePdf

    from cvpdf.diagnostics import Diagnostic, Outcome
    from cvpdf.fields.parsing import Reading


def compared(content: bytes, resume: str = RESUME) -> Outcome[Reading]:
    loaded = cvpdf.load(cvpdf.Source("resume.yaml", resume.encode())).value
    return read_fields(content, against=loaded)


def said(content: bytes, resume: str = RESUME) -> list[tuple[str, str]]:
    return [(one.code, format_path(one.path)) for one in compared(content, resume).diagnostics]


def the_only(outcome: Outcome[Reading]) -> Diagnostic:
    (only,) = outcome.diagnostics
    return only


def test_nothing_is_said_of_a_page_that_is_read_right(sheet: MakePdf) -> None:
    outcome = compared(sheet(GOOD))
    assert outcome.value
    assert outcome.diagnostics == ()


def test_a_value_glued_to_its_label_is_said_with_its_line_and_its_place(sheet: MakePdf) -> None:
    page = GOOD.replace("<span>ida@", "<span><b>E-mail</b> <i>ida@").replace(
        "example</span><span>quill", "example</i></span><span>quill"
    )
    only = the_only(compared(sheet(page)))
    assert (only.code, only.severity, only.span and only.span.line) == ("CV652", Severity.WARNING, 3)
    assert "`basics.email` “ida@quill.example” is glued to its neighbour: a parser reads “E-mailida@quill.example”" in (
        only.message
    )
    assert only.message.endswith(")")
    assert "(page 1, x " in only.message
    assert only.hint


FAULTS = [  # what is changed on the page, what it becomes, what is said
    (
        CONTACTS,
        CONTACTS.replace('class="apart"', "")
        .replace("<span>", "<a href='https://a.example'>")
        .replace("</span>", "</a> · "),
        {
            ("CV652", "basics.email"),
            ("CV652", "basics.url"),
            ("CV652", "basics.location.city"),
        },
    ),
    ("<span>ida@quill.example</span>", "<span>ida@</span><span>quill.example</span>", {("CV651", "basics.email")}),
    ("<span>ida@quill.example</span>", "", {("CV654", "basics.email")}),
    ("<h1>Ida Quill</h1>", "<h1 class='apart'><span>Ida</span><span>Quill</span></h1>", {("CV651", "basics.name")}),
    ("<p>Paper Mill</p>", "<p><span>Paper Mill</span>·<b>Leeds</b></p>", {("CV652", "work[0].name")}),
    ("<p>Paper Mill</p>", "", {("CV654", "work[0].name")}),
    (
        '<h3 class="apart"><span>Senior Binder</span><span>',
        "<h3><a href='https://a.example'>Senior Binder</a> <span>",
        {("CV652", "work[0].position")},
    ),
    ("<li>Taught five apprentices.</li></ul></div>", "</ul></div>", {("CV654", "work[0].highlights[1]")}),
    ("<li>Mixed the ink.</li>", "", {("CV654", "work[1].highlights[0]")}),
    ("Mar 2019", "Mar 2018", {("CV654", "work[0].startDate")}),
    ("<p>BSc, Chemistry</p>", "<p>MSc, Chemistry</p>", {("CV654", "education[0].studyType")}),
    ("<span>Tiny Press</span>", "<span>Tiny</span><span>Press</span>", {("CV651", "projects[0].name")}),
    ("Trades: Binding, Gilding", "Trades: <b>Tools</b>Binding, Gilding", {("CV652", "skills[0].keywords[0]")}),
]


@pytest.mark.parametrize(("old", "new", "faults"), FAULTS)
def test_each_fault_is_found_and_no_other(sheet: MakePdf, old: str, new: str, faults: set[tuple[str, str]]) -> None:
    assert old in GOOD
    found = set(said(sheet(GOOD.replace(old, new, 1))))
    assert faults <= found
    assert {path for _, path in found} <= {path for _, path in faults} | {"work[0].name", "education"}


def test_a_bullet_of_another_job_is_said_with_the_job_that_has_it(sheet: MakePdf) -> None:
    moved = GOOD.replace("<li>Taught five apprentices.</li>", "").replace(
        "<li>Mixed the ink.</li>", "<li>Mixed the ink.</li><li>Taught five apprentices.</li>"
    )
    only = the_only(compared(sheet(moved)))
    assert (only.code, format_path(only.path)) == ("CV653", "work[0].highlights[1]")
    assert "is read with another entry, “Binder”" in only.message


def test_a_period_in_the_entry_below_is_said(sheet: MakePdf) -> None:
    periods = ("<span>Mar 2019 – Present</span>", "<span>Jan 2015 – Feb 2019</span>")
    moved = GOOD.replace(periods[0], "§").replace(periods[1], periods[0]).replace("§", periods[1])
    assert said(sheet(moved)) == [("CV653", "work[0].startDate"), ("CV653", "work[1].startDate")]


def test_one_job_too_many_is_said(sheet: MakePdf) -> None:
    more = '<div class="entry"><h3>A mill for the whole of the county</h3></div>'
    only = the_only(compared(sheet(GOOD.replace(SECOND_JOB, more + SECOND_JOB))))
    assert (only.code, "for one more entry" in only.message) == ("CV653", True)


def test_words_that_run_together_within_a_bullet_are_only_a_note(sheet: MakePdf) -> None:
    page = GOOD.replace("Bound 4000 books.", "Bound <b>4000</b> books.")
    only = the_only(compared(sheet(page)))
    assert (only.code, only.severity, format_path(only.path)) == ("CV652", Severity.INFO, "work[0].highlights[0]")
    assert "“Bound4000books.”" in only.message


def test_words_that_run_together_in_several_places_are_one_note(sheet: MakePdf) -> None:
    page = GOOD
    for plain, strong in (("Bound 4000", "Bound <b>4000</b>"), ("Mixed the ink", "Mixed <b>the</b> ink")):
        page = page.replace(plain, strong)
    only = the_only(compared(sheet(page)))
    assert (only.code, only.severity, format_path(only.path)) == ("CV652", Severity.INFO, "work[0].highlights[0]")
    assert "in 2 places words beside emphasis" in only.message
    assert "the first at “Bound4000books.”" in only.message


@pytest.mark.parametrize(
    ("printed", "code"), [("", "CV654"), ("Trades: <b>Tools</b>R, R", None), ("R·<b>S</b>", "CV652")]
)
def test_a_letter_is_found_as_a_whole_word_only(sheet: MakePdf, printed: str, code: str | None) -> None:
    page = GOOD.replace("Trades: Binding, Gilding", f"Trades: Binding, Gilding</p><p>{printed}")
    found = said(sheet(page), RESUME.replace("Gilding]", "Gilding, R]"))
    assert found == ([(code, "skills[0].keywords[2]")] if code else [])


def test_the_pdf_of_another_resume_is_said_once(sheet: MakePdf) -> None:
    other = (
        "basics: {name: Bob Other, email: bob@other.example}\nwork:\n"
        "  - {name: Glass Works, position: Blower, startDate: 2001, endDate: 2003, highlights: [Blew it., Cut it.]}\n"
    )
    only = the_only(compared(sheet(GOOD), other))
    assert (only.code, only.severity) == ("CV654", Severity.WARNING)
    assert "this is the PDF of another résumé: 7 of 7 values are not in it" in only.message


def test_a_period_in_other_words_and_a_phone_number_with_other_blanks_are_the_same(sheet: MakePdf) -> None:
    page = GOOD.replace("Mar 2019 – Present", "03/2019 – today").replace("+44 20 7946 0000", "+44 (20) 79460000")
    assert said(sheet(page)) == []


def test_a_title_and_an_employer_may_change_places(sheet: MakePdf) -> None:
    page = GOOD.replace("Paper Mill", "§").replace("Senior Binder", "Paper Mill").replace("§", "Senior Binder")
    assert said(sheet(page)) == []


def test_a_title_that_parsers_do_not_know_is_said_with_those_that_they_know(sheet: MakePdf) -> None:
    resume = RESUME + "document: {sections: {titles: {work: Bookish deeds}}}\n"
    page = sheet(GOOD.replace("<h2>Experience", "<h2>Bookish deeds"))
    only = the_only(compared(page, resume))
    assert (only.code, only.hint) == (
        "CV653",
        "such parsers know `Experience` and `Work experience`; rename it with `titles`",
    )


def test_a_code_is_switched_off_in_the_resume(sheet: MakePdf) -> None:
    page = sheet(GOOD.replace("<li>Mixed the ink.</li>", ""))
    assert said(page) == [("CV654", "work[1].highlights[0]")]
    ignoring = RESUME + "document: {ignore: [CV654]}\n"
    assert said(page, ignoring) == []
    assert cvpdf.check(cvpdf.Source("resume.yaml", ignoring.encode())).diagnostics == ()


def test_without_a_resume_what_is_odd_is_said_at_its_page(sheet: MakePdf) -> None:
    page = GOOD.replace("<span>ida@", "<span><b>E-mail</b> <i>ida@").replace("<span>Mar 2019 – Present</span>", "")
    outcome = read_fields(sheet(f"<p>cover</p><div style='break-before: page'>{page}</div>"), file="cv.pdf")
    told = {(one.code, one.span and (one.span.file, one.span.line)) for one in outcome.diagnostics}
    assert ("CV652", ("cv.pdf", 2)) in told
    assert ("CV654", ("cv.pdf", 2)) in told


def test_a_page_of_prose_lacks_a_name_an_address_and_jobs(sheet: MakePdf) -> None:
    outcome = read_fields(sheet("<p>1 and 2 are numbers, and 3 is another.</p>"))
    assert [one.code for one in outcome.diagnostics] == ["CV654"] * 3


HEBREW = (
    ("Ida Quill", "נועה לדוגמה"),
    ("Paper Mill", "בית התוכנה של הדוגמה"),
    ("Senior Binder", "מהנדסת בכירה מאוד"),
    ("Bound 4000 books.", "הובילה צוות של חמישה מהנדסים וקיצרה את זמן התגובה"),
)


def test_of_a_text_from_right_to_left_only_contacts_are_compared(sheet: MakePdf) -> None:
    page, resume = GOOD, RESUME.replace("Taught five", "Taught no")
    for latin, hebrew in HEBREW:
        page, resume = page.replace(latin, hebrew), resume.replace(latin, hebrew)
    for outcome in (compared(sheet(page), resume), read_fields(sheet(page))):
        only = the_only(outcome)
        assert (only.code, only.severity, "from right to left" in only.message) == ("CV653", Severity.INFO, True)
    lost = sheet(page.replace("ida@quill.example", "").replace("+44 20 7946 0000", "0000 7946 20 44+"))
    assert said(lost, resume) == [("CV653", ""), ("CV654", "basics.email")]
    assert [one.code for one in read_fields(lost).diagnostics] == ["CV653", "CV654"]


@pytest.mark.parametrize("aligned", ["right", "left"])
def test_a_period_that_wraps_in_the_column_of_dates_is_only_a_note(sheet: MakePdf, aligned: str) -> None:
    css = f"h3 {{ display: flex }} h3 span + span {{ width: 60pt; margin-left: auto; text-align: {aligned} }}"
    outcome = compared(sheet(GOOD, css))
    torn = [one for one in outcome.diagnostics if one.code == "CV651"]
    assert [format_path(one.path) for one in torn] == ["work[1].startDate"]
    assert {one.severity for one in torn} == {Severity.INFO}


def test_a_period_in_words_of_another_script_is_only_a_note(sheet: MakePdf) -> None:
    resume = f"{RESUME}document: {{language: el}}\n"
    page = GOOD.replace("Mar 2019 – Present", "Μάρτιος2019–σήμερα")
    found = [one for one in compared(sheet(page), resume).diagnostics if one.path[:2] == ("work", 0)]
    assert found
    assert {(one.code, one.severity) for one in found} == {("CV653", Severity.INFO)}


@pytest.mark.parametrize("read", ["東京都、日本", "東京都, 日本", "東京都，日本"])
def test_a_place_is_compared_with_any_comma(read: str) -> None:
    assert is_address(read)
    assert is_read(WantedValue("address", (), "東京都、日本"), ReadValue(read, Spot(1, 0, 0)), "ja")


def test_a_heavy_pdf_is_said(sheet: MakePdf) -> None:
    content = sheet(GOOD) + b"\n%" + b" " * 2_500_000
    assert [one.code for one in read_fields(content).diagnostics] == ["CV655"]


def locked(content: bytes) -> bytes:
    from io import BytesIO

    writer, out = pypdf.PdfWriter(clone_from=BytesIO(content)), BytesIO()
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


def test_what_cannot_be_read_is_said_in_one_message(sheet: MakePdf) -> None:
    good = sheet(GOOD)
    for content, code in (
        (b"", "CV723"),
        (b"basics: {}", "CV723"),
        (good[: len(good) // 3], "CV723"),
        (locked(good), "CV721"),
        (sheet(""), "CV722"),
    ):
        outcome = read_fields(content)
        assert outcome.value is None
        assert (the_only(outcome).code, the_only(outcome).severity) == (code, Severity.ERROR)


def test_arguments_of_another_type_are_refused() -> None:
    with pytest.raises(TypeError, match="content"):
        read_fields("cv.pdf")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="against"):
        read_fields(b"", against="resume.yaml")  # type: ignore[arg-type]


def test_many_jobs_with_equal_words_are_told_apart(sheet: MakePdf) -> None:
    years = range(1990, 2020)
    jobs = "".join(
        FIRST_JOB.replace("Mar 2019 – Present", f"Jan {year} – Dec {year}").replace("Bound 4000 books.", "Bound it.")
        for year in years
    )
    resume = (
        RESUME.partition("work:")[0]
        + "work:\n"
        + "".join(
            "  - {name: Paper Mill, position: Senior Binder, "
            f"startDate: {year}-01, endDate: {year}-12, highlights: [Bound it., Taught five apprentices.]}}\n"
            for year in years
        )
    )
    page = f"<h1>Ida Quill</h1>{CONTACTS}<h2>Experience</h2>{jobs}"
    assert said(sheet(page), resume) == []
    assert said(sheet(page.replace("Jan 2003", "Jan 2033")), resume) == [("CV654", "work[13].startDate")]
