"""What is imported is declared, and what is declared is used."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SOURCES = tuple(sorted((ROOT / "src/cvpdf").rglob("*.py")))
FAMILY = "fontpkg-"
FOR_CHECKS = {"test", "scripts"}
"""Extras whose packages cvpdf itself never imports: those of the tests, and the one that names the others."""


def project() -> dict[str, Any]:
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return settings


@cache
def imported() -> dict[str, set[str]]:
    """The distribution of every package that a module of cvpdf imports, with these modules."""
    distributions = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        for name in imports(path):
            root = name.partition(".")[0]
            if root not in {*sys.stdlib_module_names, "cvpdf"}:
                (distribution,) = set(distributions[root])
                module = path.relative_to(ROOT / "src/cvpdf").as_posix()
                found.setdefault(canonicalize_name(distribution), set()).add(module)
    return found


def imports(path: Path) -> list[str]:
    """The modules that a file imports, wherever in it that stands."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    return names


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def declared() -> tuple[set[str], set[str]]:
    """The names of what is always installed, and of what comes with an extra."""
    extras = {name: lines for name, lines in project()["optional-dependencies"].items() if name not in FOR_CHECKS}
    return names(project()["dependencies"]), names([line for lines in extras.values() for line in lines])


def test_whatever_is_imported_is_declared() -> None:
    always, extra = declared()
    assert {name: sorted(modules) for name, modules in imported().items() if name not in always | extra} == {}


def test_whatever_is_declared_is_imported() -> None:
    always, extra = declared()
    assert sorted(name for name in always | extra if not name.startswith(FAMILY) and name not in imported()) == []


def test_every_font_that_is_declared_is_of_a_theme_or_a_script() -> None:
    always, extra = declared()
    themes = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "themes").glob("*/theme.yaml")))
    scripts = (ROOT / "src/cvpdf/compose/font_families.py").read_text(encoding="utf-8")

    def unnamed(packages: set[str], text: str) -> list[str]:
        families = {name: name.removeprefix(FAMILY).replace("-", " ") for name in packages if name.startswith(FAMILY)}
        return [name for name, family in families.items() if not re.search(rf"\b{family}\b", text, re.IGNORECASE)]

    assert unnamed(always, themes) == []
    assert unnamed(extra, scripts) == []
