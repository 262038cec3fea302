"""What holds for the project's own files."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-test.txt")
CONFIGURATION = ("pyproject.toml", "Makefile", ".ci/run")
# Written in halves, so that this file does not break its own rule.
OUTSIDE = "../" + "shared"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is in git or would be added to it."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run(
        # The setting lets someone else's checkout be read too, as in a container.
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for name in sorted(set(listed.stdout.split("\0"))) if (path := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """The project's text files, by their name."""
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in project_files()}
    return {name: content.decode(errors="replace") for name, content in contents.items() if b"\0" not in content}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def test_the_licence_is_there() -> None:
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("MIT License\n\nCopyright (c) the cvpdf authors\n")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    assert [line for line in lines if "://" in line or " @ " in line or line.startswith("-")] == []


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text())
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", CONFIGURATION)
def test_the_configuration_names_no_registry(name: str) -> None:
    pattern = r"pypi\.org|pythonhosted|index-url\b(?<!no-emit-index-url)|find-links\b(?<!no-emit-find-links)"
    assert re.findall(pattern, (ROOT / name).read_text()) == []


@pytest.mark.parametrize(("name", "extras"), [("requirements.txt", ()), ("requirements-test.txt", ("test",))])
def test_a_lock_is_fresh(name: str, extras: tuple[str, ...]) -> None:
    settings = project()
    wanted = [
        *settings["project"]["dependencies"],
        *settings["dependency-groups"]["build"],
        *(line for extra in extras for line in settings["project"]["optional-dependencies"][extra]),
    ]
    versions = locked(name)
    stale = [
        line
        for line in wanted
        if not (requirement := Requirement(line)).specifier.contains(
            versions.get(canonicalize_name(requirement.name), "0")
        )
    ]
    assert stale == [], "run `make lock`"


def test_both_locks_agree() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-test.txt").items()


def test_what_builds_the_project_is_locked() -> None:
    settings = project()
    assert settings["dependency-groups"]["build"] == settings["build-system"]["requires"]


def test_every_dependency_says_why() -> None:
    tables = (ROOT / "pyproject.toml").read_text().partition("[tool.")[0]
    lines = re.findall(r'^  "[a-z][\w.,[\]-]*(?:[<>=!~].*)?",.*$', tables, re.MULTILINE)
    settings = project()["project"]
    assert len(lines) == len(settings["dependencies"]) + sum(map(len, settings["optional-dependencies"].values()))
    assert [line for line in lines if not re.search(r'", +# \w', line)] == []


def test_no_file_refers_to_what_lies_outside() -> None:
    assert [name for name, text in texts().items() if OUTSIDE in text] == []


def test_no_file_names_a_place_on_this_machine() -> None:
    # A short path may well be a word of the project: `/src` in a build's settings, `/work/0` into a JSON file.
    places = [str(place) for place in (ROOT, Path(sys.prefix), Path.home() / "x") if len(place.parts) > 2]
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(place.removesuffix('x'))}(?!\w)" for place in places))
    assert {name: found.group() for name, text in texts().items() if (found := pattern.search(text))} == {}


@pytest.mark.parametrize("name", [".ci/run"])
def test_programs_are_executable(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111
