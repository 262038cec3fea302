"""Overrides: values given beside the file, as `basics.label=Engineer`, put into its tree."""

import re
from collections.abc import Sequence as Texts
from typing import Final

from cvpdf.diagnostics import Diagnostic, Outcome, Severity
from cvpdf.path import PathError, SourcePath, format_path, parse_path
from cvpdf.rules.cv1_reading import BadAssignment, NoSuchPlace
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code
from cvpdf.source.tree import MOST_LEVELS, Mapping, Node, Scalar, Sequence, Tree

ASSIGNMENT: Final = "--set"
"""What stands for the file's name in messages; lines and columns count in the text of one assignment."""

_PATH = re.compile(r'((?:"(?:[^"\\]++|\\.)*+"|[^="])*+)=', re.DOTALL)


def override(tree: Tree, assignments: Texts[str]) -> Outcome[Tree]:
    """Put each `PATH=VALUE` into a tree; of two for one path the last wins.

    A value that begins with `[` or `{` is JSON, any other is text as it stands.

    Args:
        tree: The résumé as it was read.
        assignments: Texts such as `basics.label=Gardener`.

    Returns:
        The new tree; an assignment that cannot be read or has no place is reported and left out.
    """
    said: list[Diagnostic] = []
    for assignment in assignments:
        problems = TextDiagnostics(ASSIGNMENT, assignment)
        found = _read(problems)
        if found:
            path, value = found
            obstacle = _obstacle(tree, path)
            if obstacle:
                problems.add(NoSuchPlace, 0, assignment.index("="), *obstacle)
            else:
                tree = tree.with_value(path, value)
        said.extend(one.without_fix() for one in problems.diagnostics)  # there is no file to mend
    return Outcome(tree, tuple(said))


def _read(problems: TextDiagnostics) -> tuple[SourcePath, Node] | None:
    """Take an assignment apart; None after an error."""
    match = _PATH.match(problems.text)
    if match is None:
        message = f"{as_code(problems.text)} has no `=`"
        problems.add(BadAssignment, 0, len(problems.text), message, "write `PATH=VALUE`: `basics.label=Engineer`")
        return None
    path = _path(match[1], problems)
    value = _value(problems, match.end())
    failed = any(diagnostic.severity is Severity.ERROR for diagnostic in problems.diagnostics)
    return None if path is None or value is None or failed else (path, value)


def _path(text: str, problems: TextDiagnostics) -> SourcePath | None:
    try:
        path = parse_path(text)
    except PathError as error:
        place = error.column - 1
        message = f"{as_code(text)} is no path from character {error.column} on"
        hint = "write one like `work[0].highlights[2]` or `document.theme`"
        problems.add(BadAssignment, place, len(text), message, hint)
        return None
    if len(path) > MOST_LEVELS:
        message = f"the path has {len(path)} steps; {MOST_LEVELS} are the most"
        problems.add(BadAssignment, 0, len(text), message, "write a shorter one")
        return None
    return path


def _value(problems: TextDiagnostics, start: int) -> Node | None:
    text = problems.text
    if text.startswith(("[", "{"), start):
        from cvpdf.source.json.reader import parse_json

        return parse_json(problems, start)
    return Scalar(problems.printable(text[start:], start, len(text)), problems.span(start, len(text)), plain=True)


def _obstacle(tree: Tree, path: SourcePath) -> tuple[str, str] | None:
    """Why a value cannot stand at a path, and what to do; None where it can."""
    for depth, step in enumerate(path):
        node = tree.node(path[:depth])
        if node is None:
            gap = any(isinstance(later, int) and later > 0 for later in path[depth:])
            return _past_the_end("a new list", 0) if gap else None
        here = f"`{format_path(path[:depth])}`" if depth else "the file"
        if isinstance(node, Scalar) and node.text not in (None, ""):
            return f"{here} is a text, so nothing can stand inside it", "set the text itself, or another key"
        if isinstance(node, Mapping) and isinstance(step, int):
            return f"{here} has keys, not numbered entries", "write a key after a dot: `basics.name`"
        if isinstance(node, Sequence) and isinstance(step, str):
            return f"{here} is a list, so its entries have numbers", "write a number in brackets: `work[0]`"
        count = len(node.items) if isinstance(node, Sequence) else 0
        if isinstance(step, int) and step > count:
            return _past_the_end(here, count)
    return None


def _past_the_end(here: str, count: int) -> tuple[str, str]:
    entries = "no entries" if count == 0 else "1 entry" if count == 1 else f"{count} entries"
    return (
        f"{here} has {entries}, so the next one is number {count}",
        f"write `[{count}]` to add one; numbers begin at 0",
    )
