"""`cvpdf fields` as a person and as a program sees it; and that a build asks the same only where it is strict."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf
import pytest
from tests.fields.pages import GOOD, RESUME

if TYPE_CHECKING:
    from tests.cli.conftest import Shell
    from tests.fields.conftest import MakePdf

GLUED = GOOD.replace("<span>ida@", "<span><b>E-mail</b> <i>ida@").replace(
    "example</span><span>q", "example</i></span><span>q"
)

TEXT = """\
name        Ida Quill
e-mail      ida@quill.example
phone       +44 20 7946 0000
address     London, United Kingdom
link        quill.example
job
  title     Senior Binder
  employer  Paper Mill
  period    Mar 2019 – Present
  bullet    Bound 4000 books.
  bullet    Taught five apprentices.
job
  title     Binder
  employer  Ink & Sons
  period    Jan 2015 – Feb 2019
  bullet    Mixed the ink.
school
  degree    BSc, Chemistry
  school    University of Example
  period    2011 – 2014
project
  name      Tiny Press
  period    2016 – 2017
  bullet    Used by forty people.
skill       Trades
skill       Binding
skill       Gilding
language    English

resume.pdf: no problems
"""


@pytest.fixture
def good(shell: Shell, sheet: MakePdf) -> Shell:
    shell.write("resume.yaml", RESUME)
    shell.write("resume.pdf", sheet(GOOD))
    shell.write("glued.pdf", sheet(GLUED))
    return shell


@pytest.mark.parametrize("more", [(), ("--against", "resume.yaml"), ("--against", "resume.yaml", "--strict")])
def test_fields_stand_one_a_line(good: Shell, more: tuple[str, ...]) -> None:
    run = good("fields", "resume.pdf", *more)
    assert (run.code, run.out, run.err) == (0, TEXT, "")


def test_what_is_read_otherwise_is_said_at_its_line_and_fails_where_it_is_strict(good: Shell) -> None:
    run = good("fields", "glued.pdf", "--against", "resume.yaml")
    assert run.code == 0
    assert "\ne-mail      E-mailida@quill.example\n" in f"\n{run.out}"
    assert "\nresume.yaml:3:10: warning CV652: `basics.email` “ida@quill.example” is glued" in run.out
    assert "\n   3 |   email: ida@quill.example\n" in run.out
    assert run.out.endswith("\n\nglued.pdf: 1 warning\n")
    assert good("fields", "glued.pdf", "--against", "resume.yaml", "--strict").code == 1


def test_without_a_resume_messages_name_the_page(good: Shell) -> None:
    run = good("fields", "glued.pdf")
    assert re.search(
        r"^glued\.pdf:1:1: warning CV652: a parser reads “E-mailida@quill\.example” as one", run.out, re.MULTILINE
    )


def test_a_program_gets_the_fields_and_the_messages_as_one(good: Shell) -> None:
    run = good("fields", "glued.pdf", "--against", "resume.yaml", "--format", "json")
    report = json.loads(run.out)
    assert (report["version"], report["warnings"], report["diagnostics"][0]["path"]) == (1, 1, "basics.email")
    fields = report["fields"]
    assert (fields["pages"], fields["columns"]) == (1, [])
    assert fields["name"].keys() == {"text", "page", "x", "y"}
    assert fields["email"]["text"] == "E-mailida@quill.example"
    assert fields["jobs"][0].keys() == {"title", "employer", "place", "period", "bullets", "others"}
    assert fields["schools"][0]["school"]["text"] == "University of Example"
    assert fields["projects"][0]["for"] is None
    assert [skill["text"] for skill in fields["skills"]] == ["Trades", "Binding", "Gilding"]


def test_the_other_formats_have_the_messages_alone(good: Shell) -> None:
    github = good("fields", "glued.pdf", "--against", "resume.yaml", "--format", "github").out
    assert github.startswith("::warning file=resume.yaml,line=3,")
    sarif = json.loads(good("fields", "glued.pdf", "--format", "sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "CV652"


def test_either_may_be_piped_in_but_not_both(good: Shell) -> None:
    content = (good.folder / "resume.pdf").read_bytes()
    assert good("fields", "-", "--against", "resume.yaml", stdin=content).out.endswith("<stdin>: no problems\n")
    assert good("fields", "resume.pdf", "--against", "-", stdin=RESUME).code == 0
    both = good("fields", "-", "--against", "-", stdin=content)
    assert (both.code, both.out) == (2, "")


@pytest.mark.parametrize("content", ["", "no PDF", "%PDF-1.7\n", "%PDF-1.7\n%%EOF\n" * 9, "\0" * 99])
def test_what_is_no_pdf_is_one_plain_message(shell: Shell, content: str) -> None:
    shell.write("resume.pdf", content)
    run = shell("fields", "resume.pdf")
    assert (run.code, run.err) == (1, "")
    assert re.match(
        r"resume\.pdf:1:1: error CV723: this (is no PDF|PDF is broken, and cannot be read)\nhelp: ", run.out
    )
    assert run.out.endswith("resume.pdf: 1 error\n")
    report = json.loads(shell("fields", "resume.pdf", "--format", "json").out)
    assert (report["fields"], report["errors"]) == (None, 1)


def test_a_file_that_is_not_there_and_a_resume_with_errors_end_it(good: Shell) -> None:
    missing = good("fields", "nope.pdf")
    assert (missing.code, missing.out) == (4, "")
    good.write("broken.yaml", "basics: [\n")
    broken = good("fields", "resume.pdf", "--against", "broken.yaml")
    assert broken.code == 1
    assert "broken.yaml:" in broken.out
    assert "Ida Quill" not in broken.out


def test_hints_about_a_file_name_a_pdf(good: Shell) -> None:
    (good.folder / "out").mkdir()
    assert "name the file in it, like `out/resume.pdf`" in good("fields", "out").err
    assert "did you mean `resume.pdf`?" in good("fields", "resme.pdf").err
    assert "like `out/resume.yaml`" in good("fields", "resume.pdf", "--against", "out").err


def test_a_pdf_without_pages_is_said(shell: Shell) -> None:
    pypdf.PdfWriter().write(shell.folder / "none.pdf")
    assert "error CV722: this PDF has no pages" in shell("fields", "none.pdf").out


def runs(number: int) -> bytes:
    """A PDF, made by hand, with one page that has so many runs of text."""
    shown = b"\n".join(
        b"1 0 0 1 %d %d Tm (w%d) Tj" % (10 + n % 100 * 17, 5000 - n // 100 * 5, n) for n in range(number)
    )
    stream = b"BT /F1 4 Tf\n" + shown + b"\nET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000 5100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj\n" % at + content + b"\nendobj\n" for at, content in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 6/Root 1 0 R>>\n"


@pytest.mark.slow
def test_a_hundred_thousand_runs_are_read(shell: Shell) -> None:
    shell.write("many.pdf", runs(100_000))
    run = shell("fields", "many.pdf")
    assert run.code == 0
    assert "CV654" in run.out


def test_a_build_that_is_not_strict_does_not_even_import_it(shell: Shell) -> None:
    shell.write("resume.yaml", RESUME)
    code = (
        "import sys; from cvpdf.cli.app import run; run(['build', *sys.argv[1:]]);"
        "print('cvpdf.fields' in sys.modules or 'cvpdf.cli.fields' in sys.modules)"
    )
    for more, imported in (((), "False"), (("--strict",), "True")):
        done = subprocess.run(
            [sys.executable, "-c", code, *more],
            cwd=shell.folder,
            env=shell.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split()[-1] == imported


NEAR = "api: 1\ntitle: Near\ndescription: A theme for one test\nextends: plain\n"
CSS = ".contacts * { margin: 0 !important; padding: 0 !important }\n"


def test_a_strict_build_says_what_a_parser_reads_otherwise_and_writes_nothing(shell: Shell) -> None:
    shell.write("resume.yaml", RESUME)
    folder = shell.folder / "themes" / "near"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(NEAR, encoding="utf-8")
    (folder / "theme.css").write_text(CSS, encoding="utf-8")
    assert shell("build", "--theme", "near", "-o", "one.pdf").code == 0
    strict = shell("build", "--theme", "near", "--strict", "-o", "two.pdf")
    assert strict.code == 1
    assert "resume.yaml:3:10: warning CV652: `basics.email`" in strict.err
    assert not (shell.folder / "two.pdf").exists()


def test_of_several_files_each_is_asked_also_one_that_has_not_changed(shell: Shell) -> None:
    shell.write("ida.yaml", RESUME)
    shell.write("bob.yaml", "basics: {name: Bob Example}\nprojects: [{name: One, startDate: 2019}]\n")
    folder = shell.folder / "themes" / "near"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(NEAR, encoding="utf-8")
    (folder / "theme.css").write_text(CSS, encoding="utf-8")
    files = ("ida.yaml", "bob.yaml", "--theme", "near", "--jobs", "1")
    assert shell("build", *files).code == 0
    strict = shell("build", *files, "--strict")
    assert strict.code == 1
    assert "ida.yaml:3:10: warning CV652: `basics.email`" in strict.err
    assert "unchanged" in strict.out
