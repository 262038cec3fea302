"""The wheel holds all that is needed, and works in an environment of its own, from an empty folder."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment that holds the wheel alone.

    So that no network is asked, a `.pth` file lends it this environment's packages. The `.pth` files among those are
    not followed, the one by which this checkout is installed among them: cvpdf can only come from the wheel.
    """
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", str(python)]
    subprocess.run([*pip, "install", "--no-index", "--no-deps", str(wheel)], check=True)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and nothing in the environment that leads back to the checkout."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return empty


def files_under(folder: Path) -> set[str]:
    """The names of the files in a folder, without what tools keep there for themselves."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith((".", "__pycache__")) for part in path.parts)}


def run(program: Path, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_and_the_themes_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {f"cvpdf/{name}" for name in files_under(ROOT / "src" / "cvpdf")}
    themes = {f"cvpdf/themes/{name}" for name in files_under(ROOT / "themes")}
    assert held == package | themes
    assert {"cvpdf/py.typed", *(f"cvpdf/themes/{name}/theme.yaml" for name in ("base", "plain", "slate"))} <= held


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_cvpdf_comes_from_the_wheel(installed: Path, folder: Path) -> None:
    place = run(installed / "python", "-c", "import cvpdf; print(cvpdf.__file__)").strip()
    assert Path(place).is_relative_to(installed.parent)
    assert files_under(folder) == set()


@pytest.mark.parametrize("theme", ["plain", "slate"])
def test_it_builds_from_an_empty_folder(installed: Path, folder: Path, theme: str) -> None:
    (folder / "resume.yaml").write_bytes((ROOT / "resume.yaml").read_bytes())
    run(installed / "cvpdf", "build", "resume.yaml", "--theme", theme)
    assert (folder / "resume.pdf").read_bytes().startswith(b"%PDF-")
    assert files_under(folder) == {"resume.yaml", "resume.pdf"}


def test_a_newcomer_finds_starter_schema_and_themes(installed: Path, folder: Path) -> None:
    program = installed / "cvpdf"
    run(program, "new", "mine.yaml")
    run(program, "check", "mine.yaml", "--strict")
    assert '"$schema"' in run(program, "schema")
    assert "slate" in run(program, "themes")
    assert files_under(folder) == {"mine.yaml", "resume.schema.json"}
