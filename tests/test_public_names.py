"""The public face: a handful of names, and importing them costs nothing until they are used."""

import subprocess
import sys
from pathlib import Path

import pytest

import cvpdf

ROOT = Path(__file__).parents[1]


def test_every_public_name_is_there() -> None:
    assert dir(cvpdf) == sorted(cvpdf.__all__)
    for name in cvpdf.__all__:
        assert getattr(cvpdf, name).__doc__


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
