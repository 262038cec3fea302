import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import cvpdf
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.reports.rendering import Format, render_diagnostics
from cvpdf.reports.report import report_of
from cvpdf.rules.cv2_schema import WrongShape
from cvpdf.rules.cv4_themes import BadTemplate, OutsideTheFolder

RESUME = """\
basics:
  name: Ida Quill
  emial: ida@quill.example
work:
  - name: Paper Mill
    startDate: 2019-13
    summary: "100% paper, and\tmore"
skills: [{name: 紙, level: 3, keywords: [a, a]}]
"""
FORMATS = get_args(Format)


def check(folder: Path) -> tuple[tuple[Diagnostic, ...], dict[str, bytes]]:
    source = cvpdf.Source("resume.yaml", RESUME.encode(), folder)
    return cvpdf.check(source, world=cvpdf.World.of_process()).diagnostics, {source.file: source.content}


def printed(folder: Path, form: str) -> str:
    (folder / "resume.yaml").write_bytes(RESUME.encode())
    command = [sys.executable, "-m", "cvpdf", "check", "resume.yaml", "--format", form]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_what_the_command_prints(form: Format, tmp_path: Path) -> None:
    diagnostics, sources = check(tmp_path)
    rendered = render_diagnostics(diagnostics, sources, format=form)
    counted = f"\n\nresume.yaml: {report_of(diagnostics, sources).summary()}" if form == "text" else ""
    assert len(diagnostics) > 3
    assert printed(tmp_path, form) == f"{rendered}{counted}\n"


def test_text_is_the_usual_format() -> None:
    wrong = WrongShape.at(Span("a.yaml", 1, 1, 1, 5), "odd")
    assert render_diagnostics([wrong], {"a.yaml": b"work"}) == (
        "a.yaml:1:1: error CV205: odd\n   1 | work\n     | ^^^^"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_what_is_given_does_not_matter(form: Format, tmp_path: Path) -> None:
    diagnostics, sources = check(tmp_path)
    assert render_diagnostics(reversed(diagnostics), sources, format=form) == render_diagnostics(
        diagnostics, sources, format=form
    )


def test_it_is_wrapped_and_coloured_where_that_is_asked_for(tmp_path: Path) -> None:
    diagnostics, sources = check(tmp_path)
    plain = render_diagnostics(diagnostics, sources, width=40)
    coloured = render_diagnostics(diagnostics, sources, width=40, color=True)
    assert max(map(len, plain.splitlines())) <= 40 < max(map(len, render_diagnostics(diagnostics, {}).splitlines()))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [-1, 0, 1, 19, 20])
def test_no_width_is_too_narrow(width: int, tmp_path: Path) -> None:
    diagnostics, sources = check(tmp_path)
    assert render_diagnostics(diagnostics, sources, width=width) == render_diagnostics(diagnostics, sources, width=20)


@pytest.mark.parametrize("form", FORMATS)
def test_width_and_colour_are_for_people_only(form: Format, tmp_path: Path) -> None:
    diagnostics, sources = check(tmp_path)
    same = render_diagnostics(diagnostics, sources, format=form, width=30, color=True) == render_diagnostics(
        diagnostics, sources, format=form
    )
    assert same == (form != "text")


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no format `xml`; choose one of text, json, github, sarif"):
        render_diagnostics([], {}, format="xml")  # type: ignore[arg-type]


def test_a_line_of_a_theme_is_read_from_the_disk_but_not_one_that_it_may_not_have(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("{{ entry.titel }}\n", encoding="utf-8")
    place = Span(str(file), 1, 1, 1, 3)
    assert "{{ entry.titel }}" in render_diagnostics([BadTemplate.at(place, "odd")], {})
    assert "titel" not in render_diagnostics([OutsideTheFolder.at(place, "odd")], {})
    assert "titel" not in render_diagnostics([WrongShape.at(place, "odd")], {})


def test_no_format_needs_the_command_line_and_people_not_what_programs_do() -> None:
    code = (
        "import sys\n"
        "from cvpdf.reports.rendering import render_diagnostics\n"
        "render_diagnostics([], {})\n"
        "print([name for name in ('cvpdf.reports.machine', 'typer', 'rich', 'cvpdf.cli') if name in sys.modules])\n"
        "[render_diagnostics([], {}, format=form) for form in ('json', 'github', 'sarif')]\n"
        "print([name for name in ('typer', 'rich', 'cvpdf.cli') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]
