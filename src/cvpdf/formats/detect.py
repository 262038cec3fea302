"""Recognising: which reader a file wants, by its bytes, its keys or its headings."""

import re

from cvpdf.diagnostics import Outcome, Span
from cvpdf.formats.material import Material
from cvpdf.formats.shapes import shape_of
from cvpdf.formats.table import Reader, reader_named
from cvpdf.rules.formats import NotThatFormat, UnknownFormat
from cvpdf.rules.yaml_syntax import BadIndent
from cvpdf.source.decoding import decode
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping

_STRUCTURED = (".json", ".yaml", ".yml")
_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,3} \S|^[^\n]+\n(?:={3,}|-{3,})$", re.MULTILINE)
_SURE_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_JSON = re.compile(rb"\s*(?:\{|\[\s*[{\[\]])")  # what begins with a word in brackets is a link or a text
_PAGE_BREAK = b"\f"  # where the text was copied from a PDF
_TEXTS = {"text", "markdown"}
_BINARY = {b"%PDF-": "linkedin-pdf", b"PK\x03\x04": "linkedin-archive"}


def recognise(content: bytes, file: str, name: str | None = None) -> Outcome[tuple[Reader, Material]]:
    """Choose a reader, and make of the bytes what it reads; `name` is a reader's name where it was given.

    Raises:
        KeyError: when there is no reader of that name.
    """
    found = _by_shape(content, file)
    if name is None:
        return found
    named, looks = reader_named(name), found.value[0] if found.value else None
    if named == looks:
        return found
    if looks is None or {named.name, looks.name} == _TEXTS:
        return _as_named(content, file, named)
    if looks.name in _TEXTS and named.name not in _BINARY.values():
        taken = _as_named(content, file, named)
        if taken.value and taken.value[1].tree and isinstance(taken.value[1].tree.root, Mapping):
            return taken
    message = f"this does not look like {named.title}, but like {looks.title}"
    named_file = "-" if file.startswith("<") else file  # standard input has no name
    hint = f"type `cvpdf convert {named_file} --from {looks.name}`"
    return Outcome(None, (NotThatFormat.at(Span(file, 1, 1, 1, 1), message, hint=hint),))


def _by_shape(content: bytes, file: str) -> Outcome[tuple[Reader, Material]]:
    """The reader that a file wants, as far as it is known."""
    binary = next((kind for magic, kind in _BINARY.items() if content.startswith(magic)), None)
    if binary:
        return _as_named(content, file, reader_named(binary))
    if not _is_structured(content, file):
        return _as_text(content, file)
    tree = read(content, file)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    shape = shape_of(tree.value.root)
    if shape is None:
        message, hint = "this file has the keys of no format that can be read", "name one with `--from`"
        unknown = UnknownFormat.at(Span(file, 1, 1, 1, 1), message, hint=f"{hint}; `cvpdf convert --list` prints them")
        return Outcome(None, (*tree.diagnostics, unknown))
    said = tree.diagnostics
    if shape == "rendercv":  # it has bullets under a bullet by lines that go on its text
        said = tuple(one for one in said if one.code != BadIndent.code)
    return Outcome((reader_named(shape), Material(file, content, tree.value, tree.value.text)), said)


def _as_named(content: bytes, file: str, reader: Reader) -> Outcome[tuple[Reader, Material]]:
    """What a reader wants of a file, whatever that looks like."""
    if reader.name in _BINARY.values():
        return Outcome((reader, Material(file, content)))
    if reader.name in _TEXTS:
        return _as_text(content, file, reader)
    tree = read(content, file)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    return Outcome((reader, Material(file, content, tree.value, tree.value.text)), tree.diagnostics)


def _as_text(content: bytes, file: str, reader: Reader | None = None) -> Outcome[tuple[Reader, Material]]:
    text = decode(content.replace(_PAGE_BREAK, b" "), file)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    chosen = reader or reader_named("markdown" if _is_markdown(text.value, file) else "text")
    return Outcome((chosen, Material(file, content, text=text.value)), text.diagnostics)


def _is_structured(content: bytes, file: str) -> bool:
    """Whether a file is YAML or JSON: by its name, or because its keys are those of a format."""
    ending = file.lower()
    if ending.endswith(_STRUCTURED) or _JSON.match(content):
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
