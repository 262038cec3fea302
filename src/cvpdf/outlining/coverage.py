"""Completeness: every value that was selected is covered by a Mark."""

from collections.abc import Callable, Iterable, Iterator

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.outline import Mark
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv3_content import NotOutlined


def missing(
    leaves: Iterable[SourcePath],
    marks: Iterable[Mark],
    unprintable: set[SourcePath],
    locate: Callable[[SourcePath], Span],
) -> Iterator[Diagnostic]:
    """Say which leaves no mark covers; a covered path covers all that stands under it."""
    covered = {path for mark in marks for path in mark.covers} | unprintable
    for leaf in leaves:
        if not _is_covered(leaf, covered):
            message = f"`{format_path(leaf)}` has no place on the page"
            hint = "this is a fault of cvpdf; until it is mended, move the text to another field"
            yield NotOutlined.at(locate(leaf), message, path=leaf, hint=hint)


def _is_covered(leaf: SourcePath, covered: set[SourcePath]) -> bool:
    return any(leaf[:length] in covered for length in range(1, len(leaf) + 1))
