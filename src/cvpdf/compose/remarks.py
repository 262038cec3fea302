"""What the engine remarks about a page's style sheet, at the line of the theme's file that it is about."""

import re
from dataclasses import replace

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.rules.cv5_layout import EngineWarning
from cvpdf.theme.shelves import place_of
from cvpdf.theme.theme import Theme

_PLACE = re.compile(r" at (\d+):(\d+)(?=[,.:]|$)")
_HEAD = re.compile(r"/\* sheet (\d+) \*/")


def sheet_head(number: int) -> str:
    """The line that stands before the text of a theme's style sheet, so that its lines can be found again."""
    return f"/* sheet {number} */\n"


def at_their_lines(said: tuple[Diagnostic, ...], html: str, theme: Theme) -> tuple[Diagnostic, ...]:
    """The same findings; those of the engine that name a line of the whole style sheet have the theme's instead."""
    if not any(diagnostic.code == EngineWarning.code for diagnostic in said):
        return said
    lines = html.partition("<style>")[2].partition("</style>")[0].split("\n")
    return tuple(_placed(diagnostic, lines, theme) for diagnostic in said)


def _placed(diagnostic: Diagnostic, lines: list[str], theme: Theme) -> Diagnostic:
    place = _PLACE.search(diagnostic.message)
    if diagnostic.code != EngineWarning.code or diagnostic.span or not place:
        return diagnostic
    line, column = int(place[1]), int(place[2])
    heads = ((number, _HEAD.fullmatch(text)) for number, text in enumerate(lines[:line], start=1))
    found = [(number, int(head[1])) for number, head in heads if head]
    if not found:
        return diagnostic
    start, sheet = found[-1]
    files = [folder / "theme.css" for folder in reversed(theme.folders) if (folder / "theme.css").is_file()]
    span = Span(place_of(files[sheet]), line - start, column, line - start, column)
    return replace(diagnostic, span=span, message=_PLACE.sub("", diagnostic.message, count=1))
