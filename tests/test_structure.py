"""The shape of the package: few modules, none too long, and one name for one thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "cvpdf"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_MODULES, MOST_LINES = 200, 400

ROLES = {
    "reader": "reads a format, or a syntax, in the folder of that format",
    "writer": "writes a format, in the folder of that format",
    "vocabulary": "the words that a format knows, in the folder of that format",
    "fields": "the command, and what it calls",
    "gallery": "the command, and what it calls",
    "theme": "a theme as a value, in the package about themes",
}
"""Names that several modules have, and what they mean in each of them."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def defined(path: Path) -> Iterator[str]:
    """The public classes, aliases and constants of a module; type variables are no names of things."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            call = statement.value.func if isinstance(statement.value, ast.Call) else None
            if not (isinstance(call, ast.Name) and call.id in ("TypeVar", "ParamSpec")):
                yield from (name for name in names if name[0].isupper())


def test_the_modules_are_few() -> None:
    assert len(MODULES) <= MOST_MODULES


def test_no_module_is_long() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_module_begins_with_a_sentence_that_says_what_it_is() -> None:
    trees = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    first = {name: (ast.get_docstring(tree) or "").partition("\n")[0] for name, tree in trees.items()}
    assert {name: line for name, line in first.items() if not line.endswith(".")} == {}


def test_no_name_of_a_class_an_alias_or_a_constant_has_two_meanings() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        for name in defined(path):
            homes[name].append(name_of(path))
    assert {name: places for name, places in homes.items() if len({*places}) > 1} == {}


def test_no_name_of_a_module_has_two_meanings() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        homes[path.parent.name if path.stem == "__init__" else path.stem].append(name_of(path))
    several = {name: places for name, places in homes.items() if len(places) > 1}
    assert {name: places for name, places in several.items() if name not in ROLES} == {}
    assert several.keys() == ROLES.keys()
