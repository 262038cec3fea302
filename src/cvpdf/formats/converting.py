"""The stage: a file of any format that is known becomes a Tree in the shape of a résumé file."""

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.formats.detect import recognise
from cvpdf.source.tree import Tree


def read_format(content: bytes, file: str, name: str | None = None) -> Outcome[tuple[str, Tree]]:
    """Read a file in any format that is known, by its name or as it is recognised.

    Returns:
        The reader's name, and a Tree in the shape of a résumé file whose spans lead into the source.
    """
    found = recognise(content, file, name)
    if found.value is None:
        return Outcome(None, found.diagnostics)
    reader, material = found.value
    tree = reader.read(material)
    said = (*found.diagnostics, *tree.diagnostics)
    return Outcome((reader.name, tree.value) if tree.value else None, said)


def without_fixes(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The same without edits, for a source that is not in our format."""
    return tuple(diagnostic.without_fix() for diagnostic in diagnostics)
