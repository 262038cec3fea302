"""What is said about many builds of one résumé, told once: in which themes, and what concerns one theme alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.gallery.exhibits import Exhibit


def told(exhibits: Sequence[Exhibit]) -> Iterator[Diagnostic]:
    """Everything but the notes that do not concern all themes: these stand on the sheet, each with its theme."""
    everywhere = shared(exhibits)
    for said in dict.fromkeys(said for exhibit in exhibits for said in exhibit.said):
        if said in everywhere:
            yield said
        elif said.severity is not Severity.INFO:
            yield _with_themes(said, [exhibit.choice.name for exhibit in exhibits if said in exhibit.said])


def shared(exhibits: Sequence[Exhibit]) -> frozenset[Diagnostic]:
    """What is said in every theme, and is about the résumé therefore. A theme that cannot be read has not seen it."""
    seen = [frozenset(exhibit.said) for exhibit in exhibits if exhibit.choice.theme]
    return frozenset.intersection(*seen) if seen else frozenset()


def _with_themes(said: Diagnostic, names: list[str]) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in names)
    return said if listed in said.message else replace(said, message=f"in {listed}: {said.message}")
