"""Source paths: the name that a value has everywhere, `work[2].highlights[0]`.

A path is always the place in the source, zero-based, never a renumbered copy. Keys that are not plain
words are quoted as JSON strings in brackets: `["a.b"].c`.
"""

import json
import re

SourcePath = tuple[str | int, ...]
"""Keys (str) and zero-based indexes (int), from the root; `()` is the whole file."""

_WORD = re.compile(r"[^\W\d][\w$-]*|\$[\w$-]*")
_STEP = re.compile(
    r"(?P<word>(?:[^\W\d]|\$)[\w$-]*)"
    r"|\[(?P<index>\d{1,9})\]"
    r'|\[(?P<key>"(?:[^"\\]|\\.)*")\]'
)


class PathError(ValueError):
    """A path that cannot be read; `column` is the one-based place of the fault."""

    def __init__(self, text: str, column: int) -> None:
        """Keep the place, and say what a path looks like."""
        super().__init__(f"`{text}` is not a path at character {column}; write one like `work[0].highlights[2]`")
        self.column = column


def format_path(path: SourcePath) -> str:
    """Write a path as a person types it; the inverse of `parse_path`.

    Args:
        path: keys and zero-based indexes, from the root.

    Returns:
        A text such as `work[0].highlights[2]`.

    Raises:
        TypeError: when it is no such path, above all when it is a text already.
    """
    if not isinstance(path, tuple | list) or not all(type(step) in (str, int) for step in path):
        raise TypeError('`path` has to be a tuple of keys and indexes, such as `("work", 0, "name")`')
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _WORD.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "".join(parts)


def format_tail(path: SourcePath) -> str:
    """Write a path from its last key on: `startDate`, `highlights[2]`."""
    start = max(depth for depth, step in enumerate(path) if isinstance(step, str))
    return format_path(path[start:])


def parse_path(text: str) -> SourcePath:
    """Read a path as a person types it.

    Raises:
        PathError: at the first character that does not belong to a path.
    """
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        if steps and text[position] == ".":
            position += 1
            expects_word = True
        else:
            expects_word = not steps and text[position] != "["
        match = _STEP.match(text, position)
        if match is None or (match["word"] is not None) != expects_word:
            raise PathError(text, position + 1)
        if match["word"] is not None:
            steps.append(match["word"])
        elif match["index"] is not None:
            steps.append(int(match["index"]))
        else:
            try:
                steps.append(json.loads(match["key"]))
            except ValueError:
                raise PathError(text, position + 1) from None
        position = match.end()
    if not steps:
        raise PathError(text, 1)
    return tuple(steps)
