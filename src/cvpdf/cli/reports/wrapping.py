"""Wrapping to a terminal's width, in columns: a wide character takes two, and nothing is cut off."""

from collections.abc import Iterator

from cvpdf.cli.reports.excerpt import width_of

_INDENT = "  "


def wrapped(text: str, columns: int) -> str:
    """Break a text between its words, those after the first line indented; a longer word is broken where it must."""
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, columns - len(_INDENT)):
            gap = " " if lines[-1].strip() else ""
            if width_of(f"{lines[-1]}{gap}{piece}") <= columns:
                lines[-1] += gap + piece
            else:
                lines.append(_INDENT + piece)
    return "\n".join(lines)


def _pieces(word: str, columns: int) -> Iterator[str]:
    """Cut a word into what fits on a line each."""
    while width_of(word) > columns:
        end = next(end for end in range(columns, 0, -1) if width_of(word[:end]) <= columns)
        yield word[:end]
        word = word[end:]
    yield word
