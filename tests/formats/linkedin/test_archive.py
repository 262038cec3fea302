from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from cvpdf.diagnostics import Severity
from cvpdf.formats.detect import read_format
from cvpdf.formats.linkedin.archive_tables import read_table
from cvpdf.model.validate import validate

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = {
    "Profile.csv": (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\n"
        'Ada,Example,,"12 Analytical Row, Leeds","Feb 17, 1988",Engineer,"I build ""small"" machines.\n\nAnd I write.",'
        'Machinery,LS1,"Leeds, United Kingdom",[ada],[PORTFOLIO:https://ada.example.com],\n'
    ),
    "Positions.csv": (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        'Loom & Card,Engineer,"Built it:\n• fast\n• cheap",Leeds,Jun 2018,Aug 2020\r\n'
        "Analytical Works,Lead engineer,,,Sep 2020,\n"
    ),
    "Education.csv": (
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nNorthmoor,2004,2007,A thesis,BSc,Chess\n"
    ),
    "Skills.csv": "Name\r\nPython\r\n\r\nC++\r\n",
    "Languages.csv": "Name,Proficiency\nEnglish,Native or bilingual proficiency\n",
    "Certifications.csv": (
        "Name,Url,Authority,Started On,Finished On,License Number\nCEA,https://e.example,EF,Mar 2020,,77\n"
    ),
    "Projects.csv": "Title,Description,Url,Started On,Finished On\nTiny Ledger,Books,https://l.example,2020,\n",
    "Publications.csv": "Name,Published On,Description,Publisher,Url\nSmall machines,2021,Two gears,Journal,\n",
    "Honors.csv": "Title,Description,Issuer,Issued On\nYoung Engineer,For work,Society,Jun 2020\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\nFood Bank,Treasurer,,2019,2021,\n",
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        "Charles,Sample,Acme,CTO,She is good.,2020,VISIBLE\n"
    ),
    "Courses.csv": "Name,Number\nLogic,101\n",
    "Email Addresses.csv": (
        "Email Address,Confirmed,Primary,Updated On\nold@example.com,Yes,No,1/1/20\nada@example.com,Yes,Yes,1/1/20\n"
    ),
    "PhoneNumbers.csv": "Extension,Number,Type\n,+44 20 7946 0123,Mobile\n",
    "Connections.csv": "Notes:\nSomebody Else\n",
    "Logins.csv": "secret\n",
}


def archive(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


def read(files: Mapping[str, str | bytes]) -> tuple[dict[str, Any], list[tuple[str, int, str]]]:
    outcome = read_format(archive(files), "export.zip")
    assert outcome.value, outcome.diagnostics
    assert validate(outcome.value[1]).value
    data: Any = outcome.value[1].data()
    said = [(one.span.file, one.span.line, one.message) for one in outcome.diagnostics if one.span]
    return data, said


def refusal(content: bytes) -> list[str]:
    outcome = read_format(content, "export.zip")
    assert outcome.value is None
    return [one.code for one in outcome.diagnostics]


def test_every_table_about_the_person_is_read() -> None:
    data, _ = read(FILES)
    assert data["basics"] == {
        "name": "Ada Example",
        "label": "Engineer",
        "birthDate": "Feb 17, 1988",
        "summary": 'I build "small" machines.\n\nAnd I write.',
        "location": {"address": "12 Analytical Row, Leeds", "postalCode": "LS1", "text": "Leeds, United Kingdom"},
        "email": "ada@example.com",
        "phone": "+44 20 7946 0123",
        "url": "https://ada.example.com",
        "profiles": [{"network": "Twitter", "username": "ada", "url": "https://twitter.com/ada"}],
    }
    assert data["work"] == [
        {
            "name": "Loom & Card",
            "position": "Engineer",
            "location": "Leeds",
            "startDate": "Jun 2018",
            "endDate": "Aug 2020",
            "summary": "Built it:",
            "highlights": ["fast", "cheap"],
        },
        {"name": "Analytical Works", "position": "Lead engineer", "startDate": "Sep 2020"},
    ]
    assert data["education"] == [
        {
            "institution": "Northmoor",
            "studyType": "BSc",
            "startDate": "2004",
            "endDate": "2007",
            "summary": "A thesis",
            "highlights": ["Chess"],
        }
    ]
    assert data["skills"] == [{"name": "Python"}, {"name": "C++"}]
    assert data["languages"] == [{"language": "English", "fluency": "Native or bilingual proficiency"}]
    assert data["certificates"] == [
        {
            "name": "CEA",
            "issuer": "EF",
            "date": "Mar 2020",
            "url": "https://e.example",
            "summary": "License number: 77",
        }
    ]
    assert data["projects"][0]["description"] == "Books"
    assert data["publications"][0]["releaseDate"] == "2021"
    assert data["awards"][0]["awarder"] == "Society"
    assert data["volunteer"][0]["organization"] == "Food Bank"
    assert data["references"] == [{"name": "Charles Sample, CTO, Acme", "reference": "She is good."}]
    assert data["sections"][0]["entries"] == [{"title": "Logic", "subtitle": "101"}]


def test_what_has_no_place_is_said_at_its_line_and_private_tables_in_one_note() -> None:
    _, said = read(FILES)
    assert [(file, line, message.partition(" has")[0]) for file, line, message in said] == [
        ("export.zip/Profile.csv", 4, "`Machinery`"),
        ("export.zip/Email Addresses.csv", 2, "`old@example.com`"),
        ("export.zip", 1, "tables of the export that are no part of a résumé were not looked into: 2"),
    ]


def test_a_certificate_has_its_end_and_its_number() -> None:
    text = "Name,Started On,Finished On,License Number\nCEA,May 2015,May 2018,12345\nBLS,May 2020,Present,\n"
    data, said = read({"Certifications.csv": text})
    assert data["certificates"] == [
        {"name": "CEA", "date": "May 2015", "endDate": "May 2018", "summary": "License number: 12345"},
        {"name": "BLS", "date": "May 2020"},
    ]
    assert said == []


def test_a_recommendation_that_is_hidden_is_left_out_and_said() -> None:
    text = "First Name,Last Name,Text,Status\nAnn,Shown,Good,VISIBLE\nBo,Hidden,Bad,HIDDEN\n"
    data, said = read({"Recommendations_Received.csv": text})
    assert data["references"] == [{"name": "Ann Shown", "reference": "Good"}]
    message = "the recommendation by `Bo Hidden` is hidden on the profile, and was left out"
    assert said == [("export.zip/Recommendations_Received.csv", 3, message)]


def test_the_summary_may_stand_in_a_table_of_its_own() -> None:
    own = {"Profile Summary.csv": 'Profile Summary\n"I build.\n\nAnd I write."\n'}
    data, said = read({"Profile.csv": "First Name,Summary\nAda,\n", **own})
    assert data["basics"]["summary"] == "I build.\n\nAnd I write."
    assert said == []
    data, said = read({"Profile.csv": 'First Name,Summary\nAda,"I build.\n\nAnd I write."\n', **own})
    assert data["basics"]["summary"] == "I build.\n\nAnd I write."
    assert said == []
    data, said = read({"Profile.csv": "First Name,Summary\nAda,I weave.\n", **own})
    assert data["basics"]["summary"] == "I weave."
    assert [(file, line) for file, line, _ in said] == [("export.zip/Profile Summary.csv", 2)]


def test_a_table_that_nobody_knows_is_named() -> None:
    _, said = read({**FILES, "Patent Ideas.csv": "Idea\nA loom\n"})
    message = "tables of the export that cvpdf does not know were not looked into: `Patent Ideas.csv`"
    assert ("export.zip", 1, message) in said


def test_a_word_that_another_table_has_at_the_same_line_is_said_to_be_missing() -> None:
    _, said = read({"Skills.csv": "Name\nWeaving\n", "Languages.csv": "Rank,Name\nWeaving,French\n"})
    assert [(file, line) for file, line, _ in said] == [("export.zip/Languages.csv", 2)]


def test_notes_are_prose_and_each_line_of_the_activities_an_item() -> None:
    text = 'School Name,Notes,Degree Name,Activities\nNorthmoor,"A thesis.\n\nOn gears.",BSc,"Chess\nRowing, Tennis"\n'
    data, said = read({"Education.csv": text})
    (study,) = data["education"]
    assert study["summary"] == "A thesis.\n\nOn gears."
    assert study["highlights"] == ["Chess", "Rowing, Tennis"]
    assert said == []


def test_a_birthday_without_its_year_is_left_out_with_one_note() -> None:
    outcome = read_format(archive({"Profile.csv": "First Name,Birth Date\nAda,Mar 3\n"}), "export.zip")
    assert outcome.value
    assert outcome.value[1].data() == {"basics": {"name": "Ada"}}
    (said,) = (*outcome.diagnostics, *validate(outcome.value[1]).diagnostics)
    assert (said.code, said.severity) == ("CV712", Severity.INFO)
    assert said.message == "`Mar 3` is a birthday without its year, and was left out"


def test_spans_count_the_lines_within_a_cell() -> None:
    outcome = read_format(archive(FILES), "export.zip")
    assert outcome.value
    span = outcome.value[1].locate(("work", 1, "name"))
    assert (span.file, span.line, span.column) == ("export.zip/Positions.csv", 5, 1)


def test_folders_and_names_that_lead_out_of_the_archive_do_no_harm() -> None:
    data, _ = read({f"../../{name}": text for name, text in FILES.items()})
    assert data["skills"] == [{"name": "Python"}, {"name": "C++"}]


def test_utf_16_is_read() -> None:
    data, _ = read({"Skills.csv": "Name\nWeben\nNähen\n".encode("utf-16")})
    assert data["skills"] == [{"name": "Weben"}, {"name": "Nähen"}]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    assert refusal(archive({"Profile.csv": "Name\n" + "a" * 20_000_000})) == ["CV723"]


def test_a_damaged_archive_is_refused() -> None:
    assert refusal(archive(FILES)[:400]) == ["CV723"]


def test_another_archive_is_refused() -> None:
    assert refusal(archive({"word/document.xml": "<a/>"})) == ["CV729"]  # what it is can be told
    assert refusal(archive({"photos/loaf.txt": "rye"})) == ["CV724"]


def test_cells_may_hold_commas_quotes_and_breaks() -> None:
    records = read_table('a,b,c\n"1,2","say ""x""","two\nlines"\nplain,,last', "t.csv")
    assert [{name: cell.text for name, cell in record.items()} for record in records] == [
        {"a": "1,2", "b": 'say "x"', "c": "two\nlines"},
        {"a": "plain", "c": "last"},
    ]
    assert (records[1]["c"].span.line, records[1]["c"].span.column) == (4, 8)


def test_an_archive_of_a_few_bytes_cannot_ask_for_all_the_memory() -> None:
    made = archive({"Profile.csv": "First Name,Last Name\n" + "a\n" * 4_000_000})
    assert len(made) < 10_000
    found = read_format(made, "export.zip")
    assert (found.value, [said.code for said in found.diagnostics]) == (None, ["CV723"])
    assert "took more than 448 MiB of memory" in found.diagnostics[0].message
    assert read_format(archive(FILES), "export.zip").value is not None
