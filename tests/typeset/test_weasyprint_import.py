"""The engine's start, seen in processes of their own."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
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
LOAD = "from cvpdf.typeset.weasyprint_import import load_engine\nload_engine()\n"

WATCH = """
import ctypes.util, gc, logging, os, sys, warnings
import cffi, _cffi_backend  # what is to be watched has to be there

before = sys.stdout, sys.stderr, ctypes.util.find_library, dict(os.environ), gc.isenabled(), gc.get_threshold()
changed = set()

def watch(frame, event, argument):
    now = sys.stdout, sys.stderr, ctypes.util.find_library, dict(os.environ), gc.isenabled(), gc.get_threshold()
    if now != before:
        changed.update(place for place in range(len(now)) if now[place] != before[place])
"""
"""Looks at each call whether what belongs to the whole process is as it was."""


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
    (tmp_path / "libpango-1.0.so.0").write_text("no library")
    out = run(BUILD, LD_LIBRARY_PATH=str(tmp_path))
    assert out.startswith("CV901 the PDF cannot be typeset: cannot load library 'libpango-1.0-0'")
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in out
    assert out.endswith("\nTrue\n")
    assert out.count("\n") == 2, "the engine's own banner is not for the reader"


def test_what_is_missing_is_missing_each_time(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").write_text("no library")
    program = """
from cvpdf.typeset.weasyprint_import import EngineUnavailableError, load_engine
for _ in range(2):
    try:
        load_engine()
    except EngineUnavailableError as error:
        print(str(error).partition(":")[0])
"""
    assert run(program, LD_LIBRARY_PATH=str(tmp_path)) == "cannot load library 'libpango-1.0-0'\n" * 2


@pytest.mark.slow
def test_no_program_is_started_to_find_the_libraries() -> None:
    out = run(
        "import sys\nstarted = []\nsys.addaudithook(lambda event, _: event == 'subprocess.Popen' and started.append(1))"
        + BUILD
        + "print(started)"
    )
    assert out == "False\n[]\n"


def test_nothing_of_the_process_is_changed_not_even_for_a_moment() -> None:
    out = run(
        WATCH
        + "sys.setprofile(watch)\nfilters = [*warnings.filters]\n"
        + LOAD
        + "sys.setprofile(None)\nprint(filters == warnings.filters, changed)\n"
    )
    assert out == "True set()\n"


@pytest.mark.slow
def test_nor_by_a_build() -> None:
    out = run(WATCH + "sys.setprofile(watch)\n" + BUILD + "sys.setprofile(None)\nprint(changed)\n")
    assert out == "False\nset()\n"


def test_no_module_stands_for_another() -> None:
    program = (
        """
import sys
from types import ModuleType
before = {*sys.modules}
"""
        + LOAD
        + """
new = {name: module for name, module in sys.modules.items() if name.startswith(("weasyprint", "fontTools", "PIL"))}
print({type(module) is ModuleType for module in new.values()}, [name for name in new if new[name].__name__ != name])
import fontTools.subset, PIL.ImageFile
print(fontTools.subset.Options.__module__, PIL.ImageFile.LOAD_TRUNCATED_IMAGES)
"""
    )
    assert run(program) == "{True} []\nfontTools.subset False\n"


def test_a_warning_that_is_an_error_stops_no_import() -> None:
    out = run("import warnings\nwarnings.simplefilter('error')\n" + LOAD + "print('loaded')")
    assert out == "loaded\n"


def test_threads_that_ask_at_once_get_it_whole() -> None:
    program = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from cvpdf.typeset.weasyprint_import import load_engine
together = threading.Barrier(8)

def ask(_):
    together.wait()
    engine = load_engine()
    spec = sys.modules["cvpdf.typeset.weasyprint_internals"].__spec__
    return engine, engine.HTML, engine.Document, engine.__spec__._initializing or spec._initializing

with ThreadPoolExecutor(8) as threads:
    got = [*threads.map(ask, range(8))]
print(len(set(got)), got[0][-1], [type(finder).__name__ for finder in sys.meta_path].count("OwnImports"))
"""
    assert run("import sys\nsys.setswitchinterval(1e-5)\n" + program) == "1 False 1\n"


@pytest.mark.slow
def test_what_a_build_has_no_use_for_is_not_imported() -> None:
    program = BUILD + "import sys\nprint({'cffi', 'pycparser', 'PIL', 'fontTools'} & sys.modules.keys())\n"
    assert run(program) == "False\nset()\n"


def test_what_is_imported_late_works_when_it_is_used() -> None:
    program = (
        LOAD
        + """
import sys
from weasyprint import css, images
from weasyprint.pdf import fonts
print(fonts.subset.Options(retain_gids=True).retain_gids, 'fontTools.varLib.instancer' in sys.modules)
from fontTools import subset, ttLib
try:
    fonts.instantiateVariableFont(fonts.TTFont(), {})
except Exception as error:
    print(type(error).__name__, fonts.subset is subset, fonts.TTFont is ttLib.TTFont, fonts.TTLibError.__mro__[1])
try:
    images.Image.open(__file__)
except Exception as error:
    from PIL import EpsImagePlugin, Image, ImageFile
    print(images.Image is Image, images.ImageFile is ImageFile, ImageFile.LOAD_TRUNCATED_IMAGES)
    print(EpsImagePlugin.gs_binary)
"""
    )
    assert run(program.replace("__file__", "'/dev/null'")).splitlines() == [
        "True False",
        "ValueError True True <class 'Exception'>",
        "True True True",
        "False",
    ]


OWN_USE = """
import weasyprint
page = '<ol type=A style="list-style: upper-roman"><li>One<li hidden>Two</ol><q>Said</q><input value=Three>'
page = f'<style>@page {{ size: A6 }} * {{ font-family: sans-serif }}</style>{page}'
pdf = weasyprint.HTML(string=page).write_pdf(pdf_forms=True, presentational_hints=True, pdf_identifier=b'0')
import hashlib
print(hashlib.sha256(pdf).hexdigest())
"""


def test_whoever_uses_the_engine_besides_gets_what_it_always_gives() -> None:
    assert run(LOAD + OWN_USE) == run(OWN_USE)


def test_an_engine_that_is_there_already_is_taken_as_it_is() -> None:
    program = "import weasyprint\n" + BUILD + LOAD + "print(load_engine() is weasyprint)"
    assert run(program) == "False\nTrue\n"


PDF_DIGEST = BUILD + "import hashlib, sys\nprint(hashlib.sha256(outcome.value.files[0]).hexdigest())\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("// HarfBuzz\n", "// HarfBuzz, and a word more\n"),
        ("import cffi\n", "import cffi\nfrom ..logger import LOGGER\n"),
        ("ffi = cffi.FFI()\n", "ffi = cffi.FFI()\nffi.cdef('typedef int another_t;')\n"),
    ],
    ids=["other declarations", "another import", "more declarations"],
)
def test_another_engine_gives_the_same_pages(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(Path(str(find_spec("weasyprint").origin)).parent, tmp_path / "weasyprint")  # type: ignore[union-attr]
    declaring = tmp_path / "weasyprint" / "text" / "ffi.py"
    source = declaring.read_text()
    assert old in source
    declaring.write_text(source.replace(old, new))
    first = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n"
    out = run(first + PDF_DIGEST + "print('pycparser' in sys.modules, sys.modules['weasyprint'].__file__)\n")
    other = run(PDF_DIGEST)
    assert out.splitlines()[:2] == other.splitlines()
    assert (
        out.splitlines()[2]
        == f"{'declarations' in new or 'word' in new or 'another_t' in new} {tmp_path}/weasyprint/__init__.py"
    )


@pytest.mark.slow
def test_on_another_system_cffi_finds_the_libraries() -> None:
    first = "import sys\nimport cvpdf.model.resume\nsys.platform = 'freebsd13'\n"
    out = run(first + PDF_DIGEST + "print('pycparser' in sys.modules)\n")
    assert out == run(PDF_DIGEST) + "True\n"


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


@pytest.mark.slow
@pytest.mark.parametrize("level", ["1", "2"])
def test_what_python_leaves_out_to_be_fast_changes_no_page(level: str) -> None:
    program = """
import hashlib, pathlib, tempfile
from cvpdf import Source, World, build
source = Source("resume.yaml", b"basics: {name: Ida Quill}\\nskills: [{name: Steel, keywords: [welding]}]")
with tempfile.TemporaryDirectory() as folder:
    made = build(source, world=World(pathlib.Path(folder), {}), theme="slate").value
print(hashlib.sha256(made.files[0]).hexdigest())
"""
    assert run(program, PYTHONOPTIMIZE=level) == run(program, PYTHONOPTIMIZE="")
