"""Recognising: which reader a file wants, by its bytes, its keys or its headings."""

import re

from cvpdf.diagnostics import Outcome, Span
from cvpdf.formats.kinds import READERS, Reader, reader_named
from cvpdf.formats.material import Material
from cvpdf.formats.shapes import shape_of
from cvpdf.rules.formats import UnknownFormat
from cvpdf.source.decoding import decode
from cvpdf.source.reading import read

_STRUCTURED = (".json", ".yaml", ".yml")
_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,3} \S|^[^\n]+\n(?:={3,}|-{3,})$", re.MULTILINE)
_SURE_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_BINARY = {b"%PDF-": "linkedin-pdf", b"PK\x03\x04": "linkedin-archive"}


def recognise(content: bytes, file: str, name: str | None = None) -> Outcome[tuple[Reader, Material]]:
    """Choose a reader, and make of the bytes what it reads; `name` is a reader's name where it was given."""
    binary = next((kind for magic, kind in _BINARY.items() if content.startswith(magic)), None)
    if binary and name in (None, binary):
        return Outcome((_named(binary), Material(file, content)))
    if name in ("text", "markdown") or (name is None and not _is_structured(content, file)):
        text = decode(content, file)
        if text.value is None:
            return Outcome(None, text.diagnostics)
        kind = name or ("markdown" if _is_markdown(text.value, file) else "text")
        return Outcome((_named(kind), Material(file, content, text=text.value)), text.diagnostics)
    tree = read(content, file)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    found = name or shape_of(tree.value.root)
    if found is None:
        unknown = UnknownFormat.at(
            Span(file, 1, 1, 1, 1),
            "this file has the keys of no format that can be read",
            hint="name one with `--from`; `cvpdf convert --list` prints them",
        )
        return Outcome(None, (*tree.diagnostics, unknown))
    return Outcome((_named(found), Material(file, content, tree.value, tree.value.text)), tree.diagnostics)


def _named(name: str) -> Reader:
    return reader_named(name) or READERS[0]


def _is_structured(content: bytes, file: str) -> bool:
    """Whether a file is YAML or JSON: by its name, or because its keys are those of a format."""
    ending = file.lower()
    if ending.endswith(_STRUCTURED) or content.lstrip().startswith((b"{", b"[")):
        return True
    if ending.endswith((*_MARKDOWN, ".txt")):
        return False
    tree = read(content, file)
    return tree.value is not None and shape_of(tree.value.root) is not None


def _is_markdown(text: str, file: str) -> bool:
    """Whether a text is Markdown: by its name, or its headings; plain text may have underlined ones, too."""
    name = file.lower()
    heading = _SURE_HEADING if name.endswith(".txt") else _HEADING
    return name.endswith(_MARKDOWN) or heading.search(text) is not None
