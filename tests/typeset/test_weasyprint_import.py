"""The engine's start, seen in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = """
import sys
from pathlib import Path
from cvpdf.artifacts import Source
from cvpdf.pipeline import build
from cvpdf.world import World

outcome = build(Source("resume.yaml", b"basics: {name: Ida Quill}"), world=World(Path("/dev/null/none"), {}))
for said in outcome.diagnostics:
    print(said.code, said.message, said.hint)
print(outcome.value is None)
"""
WITHOUT_LIBRARIES = """
import cffi

def dlopen(self, name, flags=0):
    raise OSError(f"cannot load library {name!r}")

cffi.FFI.dlopen = dlopen
"""


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def test_missing_libraries_are_an_error_with_the_line_that_mends_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_LIBRARIES)
    out = run(BUILD, PYTHONPATH=str(tmp_path))
    assert out.startswith("CV901 the PDF cannot be typeset: cannot load library ")
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in out
    assert out.endswith("\nTrue\n")
    assert out.count("\n") == 2, "the engine's own banner is not for the reader"


@pytest.mark.slow
def test_no_program_is_started_to_find_the_libraries() -> None:
    out = run(
        "import sys\nstarted = []\nsys.addaudithook(lambda event, _: event == 'subprocess.Popen' and started.append(1))"
        + BUILD
        + "print(started)"
    )
    assert out == "False\n[]\n"


def test_the_search_for_libraries_is_as_before() -> None:
    program = """
import ctypes.util
before = ctypes.util.find_library
from cvpdf.typeset.weasyprint_import import load_engine
print(load_engine().__name__, ctypes.util.find_library is before, load_engine() is load_engine())
"""
    assert run(program) == "weasyprint True True\n"


@pytest.mark.slow
def test_what_a_build_has_no_use_for_is_not_imported() -> None:
    program = BUILD + "import sys\nprint({'fontTools.subset', 'fontTools.varLib'} & sys.modules.keys())\n"
    assert run(program) == "False\nset()\n"


def test_what_is_imported_late_works_when_it_is_used() -> None:
    program = """
from cvpdf.typeset.weasyprint_import import load_engine
load_engine()
from weasyprint.pdf import fonts
print(fonts.subset.Options(retain_gids=True).retain_gids)
from fontTools import subset, ttLib
try:
    fonts.instantiateVariableFont(ttLib.TTFont(), {})
except Exception as error:
    print(type(error).__name__, fonts.subset is subset)
"""
    assert run(program) == "True\nValueError False\n"


@pytest.mark.slow
def test_without_harfbuzz_subset_a_page_is_typeset_all_the_same() -> None:
    program = "import cvpdf.typeset.weasyprint_import as e\ne.load_engine()\nfrom weasyprint.pdf import fonts\n"
    out = run(program + "fonts.harfbuzz_subset = None\n" + BUILD)
    assert out.startswith("CV504 the typesetting engine says: Using fontTools instead of HarfBuzz-Subset")
    assert out.endswith("\nFalse\n")


def test_to_check_needs_no_engine() -> None:
    program = """
import sys
from cvpdf.artifacts import Source
from cvpdf.pipeline import check
assert not check(Source("resume.yaml", b"basics: {phone: 1}")).diagnostics
print(sorted({"weasyprint", "pypdfium2", "uharfbuzz", "PIL", "jinja2"} & sys.modules.keys()))
"""
    assert run(program) == "[]\n"
