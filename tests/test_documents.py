"""What the documents say is true: their commands run, their examples are right, what is generated is fresh."""

import importlib
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.formats.conftest import linkedin_pdf

import cvpdf
from cvpdf.diagnostics import ExitCode
from cvpdf.rules.cv9_environment import MEND_LIBRARIES
from cvpdf.theme.loading import find_themes, load_theme

ROOT = Path(__file__).parents[1]
DOCUMENTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "ARCHITECTURE.md")}
README, ARCHITECTURE = DOCUMENTS.values()
STARTER = (ROOT / "src/cvpdf/cli/starter.yaml").read_bytes()
WRONG = "basics: {name: Ada Example, phone: 555}\nwork:\n  - nmae: Example\n    startDate: 2023-13\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def inline_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def commands() -> list[str]:
    """Every line that a reader would type or paste."""
    typed = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in typed if line.startswith("cvpdf ")]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as it would be typed, by the programs of this environment."""
    libraries = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH")
    if libraries:  # macOS takes it away from what a shell starts, unless the shell itself sets it
        command = f"export DYLD_FALLBACK_LIBRARY_PATH={shlex.quote(libraries)}\n{command}"
    cache = folder.parents[1] / "cache"  # one for all tests of this run
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "XDG_CACHE_HOME": str(cache)}
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as the reader's."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_there_are_commands_to_try() -> None:
    assert len(commands()) >= 10


RENDERCV = "cv:\n  name: Ada Example\n  sections:\n    skills: [{label: Looms, details: all}]\n"
LINKEDIN = (("name", "Ada Example"), ("label", "Engineer"), ("section", "Experience"), ("company", "Loom Works"))
LINKEDIN_JOB = (("title", "Weaver"), ("dates", "May 2019 - Present (6 years)"))


@pytest.fixture
def sources(folder: Path) -> None:
    """What a reader has to convert."""
    (folder / "linkedin.pdf").write_bytes(linkedin_pdf((*LINKEDIN, *LINKEDIN_JOB), folder.parent / "faces"))
    (folder / "rendercv.yaml").write_text(RENDERCV, encoding="utf-8")
    (folder / "profile.txt").write_bytes((ROOT / "tests/data/seed.txt").read_bytes())
    (folder / "other.json").write_text('{"basics": {"name": "Ada Example", "phone": "555"}}', encoding="utf-8")


@pytest.mark.usefixtures("sources")
@pytest.mark.parametrize("command", commands(), ids=lambda line: line.partition("  #")[0].strip())
def test_a_command_of_the_readme_runs(command: str, folder: Path) -> None:
    makes_it = command.startswith("cvpdf new") or re.match(r"cvpdf convert \S+ resume\.yaml\b", command)
    if not makes_it:
        (folder / "resume.yaml").write_bytes(STARTER)
    done = shell(command, folder)
    assert done.returncode == 0, done.stderr


def named_commands(text: str) -> set[str]:
    return {match[1] for code in inline_code(text) if (match := re.match(r"cvpdf ([a-z]+)", code))}


def test_the_readme_names_every_command_and_no_other(folder: Path) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", shell("cvpdf --help", folder).stdout.partition("Commands:")[2], re.MULTILINE)
    assert named_commands(README) == set(listed)
    assert named_commands(ARCHITECTURE) <= set(listed)


@pytest.mark.parametrize("command", ["build", "check", "gallery"])
def test_the_readme_names_every_option(command: str, folder: Path) -> None:
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shell(f"cvpdf {command} --help", folder).stdout, re.MULTILINE)
    assert len(options) >= 3
    assert [option for option in options if not any(option in code for code in inline_code(README))] == []


def test_the_example_of_the_file_format_is_right(folder: Path) -> None:
    (example,) = (block for block in blocks("yaml") if "basics:" in block)
    (folder / "resume.yaml").write_text(example, encoding="utf-8")
    done = shell("cvpdf check --strict && cvpdf build --strict", folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_of_messages_is_what_is_printed(folder: Path) -> None:
    (folder / "resume.yaml").write_text(WRONG, encoding="utf-8")
    assert blocks("text") == [shell("cvpdf check", folder).stdout]


def test_the_example_of_the_library_builds_a_pdf(folder: Path) -> None:
    (folder / "resume.yaml").write_bytes(STARTER)
    (code,) = blocks("python")
    done = shell(f"python -c {shlex.quote(code)}", folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "resume.pdf").read_bytes().startswith(b"%PDF-")


def test_every_public_name_is_in_the_readme() -> None:
    text = README.partition("## As a library")[2].partition("\n## ")[0]
    assert [name for name in cvpdf.__all__ if not re.search(rf"\b{name}\b", text)] == []


def test_every_exit_code_is_in_the_readme() -> None:
    listed = re.findall(r"^\| `(\d+)` \|", README, re.MULTILINE)
    assert listed == [str(code.value) for code in ExitCode]


@pytest.mark.parametrize("line", re.findall(r"`(.+?)`", MEND_LIBRARIES))
def test_each_line_that_installs_the_libraries_is_in_the_readme(line: str) -> None:
    assert f"`{line}`" in README


def test_what_is_generated_is_fresh() -> None:
    command = [sys.executable, "scripts/documents.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), f"{done.stderr}run `python scripts/documents.py`"


def test_the_options_have_their_table() -> None:
    assert "| `slate` | `accent` |" in README


def test_the_picture_is_light() -> None:
    assert (ROOT / "docs/themes.png").stat().st_size < 400_000


def test_the_picture_says_which_themes_it_shows() -> None:
    described = re.findall(r"\w+", README.partition("](docs/themes.png)")[0].partition("themes: ")[2])
    assert sorted(described) == [*find_themes()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_to_files_lead_somewhere(name: str) -> None:
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", DOCUMENTS[name]) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_room_of_the_contracts_is_in_the_table_of_rooms() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = [
        (len(layers) - place, room.strip().removeprefix("cvpdf."))
        for place, layer in enumerate(layers)
        for room in layer.split("|")
    ]
    listed = re.findall(r"^\| (\d+) \| `(\w+)` \|", ARCHITECTURE, re.MULTILINE)
    assert [(int(line), room) for line, room in listed] == rooms


def test_every_file_that_the_architecture_names_exists() -> None:
    named = {
        code
        for code in inline_code(ARCHITECTURE)
        if re.fullmatch(r"[\w./-]+(?:\.(?:py|md|yaml|html|css|toml|cases)|/)", code)
    }
    places = (ROOT, ROOT / "src/cvpdf", *(ROOT / "src/cvpdf").glob("*/"), ROOT / "themes/base")
    assert len(named) > 20
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []


def test_the_picture_of_the_options_shows_each_once_and_is_small() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        rows = importlib.import_module("option_pictures").ROWS
    finally:
        sys.path.pop(0)
    themes = [load_theme(name).value for name in find_themes()]
    assert sorted(row.option for row in rows) == sorted({name for theme in themes if theme for name in theme.options})
    assert (ROOT / "docs/options.png").stat().st_size < 400_000
