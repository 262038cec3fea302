"""The public face: a handful of names, and importing them costs nothing until they are used."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import cvpdf

ROOT = Path(__file__).parents[1]


PUBLIC = """
Built Converted Diagnostic Edit Engine Loaded Outcome Place Reading Severity Source Span Theme World __version__
apply_fixes build check convert explain format_path load read_fields render_diagnostics themes
""".split()


def test_these_names_are_public_and_no_others() -> None:
    assert dir(cvpdf) == cvpdf.__all__ == PUBLIC
    for name in PUBLIC:
        assert getattr(cvpdf, name).__doc__


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cvpdf.__version__ == project["version"]


def test_other_names_are_not() -> None:
    assert not hasattr(cvpdf, "compile")


@pytest.mark.slow
def test_the_example_of_the_docstring_builds_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("basics: {name: Ada Example}\n", encoding="utf-8")
    code = "\n".join(line[4:] for line in (cvpdf.__doc__ or "").splitlines() if line.startswith("    "))
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "resume.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, cvpdf; print([name for name in sys.modules if name.startswith(('cvpdf.', 'pydantic'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
