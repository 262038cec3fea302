"""The stage: another program's file becomes a Tree, and a Resume becomes another program's file."""

from dataclasses import replace

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.formats.kinds import READERS, Writer
from cvpdf.formats.recognising import recognise
from cvpdf.formats.shapes import shape_of
from cvpdf.model.resume import Resume
from cvpdf.rules.formats import OtherFormat
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


def write_format(resume: Resume, tree: Tree, writer: Writer) -> Outcome[bytes]:
    """Write a résumé in a format; what the format cannot hold is said at its place in the tree."""
    return writer.write(resume, tree)


def other_format(tree: Tree) -> Diagnostic | None:
    """Say that a file is another program's, and what converts it; None where it is JSON Resume or ours."""
    name = shape_of(tree.root)
    reader = next((reader for reader in READERS if reader.name == name), READERS[0])
    if name is None or reader is READERS[0]:
        return None
    place = Span(tree.file, tree.root.span.line, tree.root.span.column, tree.root.span.line, tree.root.span.column)
    hint = f"type `cvpdf convert {tree.file} {_own_name(tree.file)}`"
    return OtherFormat.at(place, f"this is a file of {reader.title}, which is read by converting it", hint=hint)


def without_fixes(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The same without edits, for a source that is not in our format."""
    return tuple(replace(diagnostic, fix=()) for diagnostic in diagnostics)


def _own_name(file: str) -> str:
    return "resume.yaml" if not file.lower().endswith("resume.yaml") else "cvpdf.yaml"
