"""Which program a file is from: told by its keys, its first bytes, or its headings."""

import re
from pathlib import PurePath
from typing import Final

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.formats.material import Material, value_of
from cvpdf.formats.table import FormatReader, UnreadKind, data_not_read, kind_not_read, reader_named
from cvpdf.model.old_keys import current_name, name_of_person
from cvpdf.model.part import Part, held_by, is_blank_node
from cvpdf.model.resume import Resume
from cvpdf.rules.cv1_reading import BadIndent
from cvpdf.rules.cv7_formats import BrokenFile, NotReadYet, NotThatFormat, OtherFormat, UnknownFormat
from cvpdf.source.reading import decode, read
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence, Tree
from cvpdf.words import folded

# Readers. -----------------------------------------------------------------------------------------------------


_STRUCTURED = (".json", ".yaml", ".yml")
_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,3} \S|^[^\n]+\n(?:={3,}|-{3,})$", re.MULTILINE)
_SURE_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_JSON = re.compile(rb"\s*(?:\{|\[\s*[{\[\]])")  # what begins with a word in brackets is a link or a text
_PAGE_BREAK = b"\f"  # where the text was copied from a PDF
_RUN = re.compile(r"([^\w\r\n])\1++|[^\S\r\n]{2,}+")
_LONGEST_RUN = 100  # of one sign, or of blanks: a pattern's time may grow as the square of a run
_TEXTS = {"text", "markdown"}
_ENOUGH = (10, 20, 448)
"""Seconds of the processor and by the clock, and MiB: what a résumé of many pages is far from needing."""
_BINARY = {b"%PDF-": "linkedin-pdf", b"PK\x03\x04": "linkedin-archive"}


def read_format(content: bytes, file: str, name: str | None = None) -> Outcome[tuple[str, Tree]]:
    """Read a file in any format that is known, by its name or as it is recognised.

    Args:
        content: The bytes of the file.
        file: Its name, as messages print it.
        name: The name of its reader, where its shape does not tell.

    Returns:
        The reader's name, and a Tree in the shape of a résumé file whose spans lead into the source.

    Raises:
        KeyError: When there is no reader of that name.
    """
    found = recognise(content, file, name)
    if found.value is None:
        return Outcome(None, found.diagnostics)
    reader, material = found.value
    tree = _read_in_worker(reader, material) if reader.name in _BINARY.values() else reader.read(material)
    said = (*found.diagnostics, *tree.diagnostics)
    return Outcome((reader.name, tree.value) if tree.value else None, said)


def _read_in_worker(reader: FormatReader, material: Material) -> Outcome[Tree]:
    """Read what a library has to unpack within limits: a few bytes may ask for all the memory there is."""
    from cvpdf.serving import Limits, is_worker
    from cvpdf.worker import KEPT, StoppedError

    if is_worker():  # of an engine, say, whose limits it has
        return reader.read(material)
    try:
        return KEPT.run(read_as, reader.name, material, limits=Limits(*_ENOUGH))
    except StoppedError as stopped:
        message = f"this file was not read to its end: reading it {stopped}"
        hint = "copy its text into a file such as `profile.txt`, and convert that"
        return Outcome(None, (BrokenFile.at(Span(material.file, 1, 1, 1, 1), message, hint=hint),))


def read_as(name: str, material: Material) -> Outcome[Tree]:
    """Read a file by the reader of that name, in whichever process this is."""
    return reader_named(name).read(material)


def recognise(content: bytes, file: str, name: str | None = None) -> Outcome[tuple[FormatReader, Material]]:
    """Choose a reader, and make of the bytes what it reads; `name` is a reader's name where it was given.

    Raises:
        KeyError: when there is no reader of that name.
    """
    found = _by_shape(content, file)
    if name is None or (found.value is None and any(said.rule is NotReadYet for said in found.diagnostics)):
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


def _by_shape(content: bytes, file: str) -> Outcome[tuple[FormatReader, Material]]:
    """The reader that a file wants, as far as it is known."""
    if kind := kind_not_read(content, file):
        return _not_read_yet(kind, file)
    binary = next((kind for magic, kind in _BINARY.items() if content.startswith(magic)), None)
    if binary:
        return _as_named(content, file, reader_named(binary))
    return _by_keys(content, file) if _is_structured(content, file) else _as_text(content, file)


def _by_keys(content: bytes, file: str) -> Outcome[tuple[FormatReader, Material]]:
    """The reader whose program has the keys that a file has."""
    tree = read(content, file)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    shape = shape_of(tree.value.root)
    if shape is None and (kind := data_not_read(tree.value.root)):
        return _not_read_yet(kind, file)
    if shape is None:
        message, hint = "this file has the keys of no format that can be read", "name one with `--from`"
        unknown = UnknownFormat.at(Span(file, 1, 1, 1, 1), message, hint=f"{hint}; `cvpdf convert --list` prints them")
        return Outcome(None, (*tree.diagnostics, unknown))
    said = tree.diagnostics
    if shape == "rendercv":  # it has bullets under a bullet by lines that go on its text
        said = tuple(one for one in said if one.rule is not BadIndent)
    return Outcome((reader_named(shape), Material(file, content, tree.value, tree.value.text)), said)


def _as_named(content: bytes, file: str, reader: FormatReader) -> Outcome[tuple[FormatReader, Material]]:
    """What a reader wants of a file, whatever that looks like."""
    if reader.name in _BINARY.values():
        return Outcome((reader, Material(file, content)))
    if reader.name in _TEXTS:
        return _as_text(content, file, reader)
    tree = read(content, file)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    return Outcome((reader, Material(file, content, tree.value, tree.value.text)), tree.diagnostics)


def _as_text(content: bytes, file: str, reader: FormatReader | None = None) -> Outcome[tuple[FormatReader, Material]]:
    text = decode(content.replace(_PAGE_BREAK, b" "), file)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    even = _RUN.sub(lambda run: run[0][:_LONGEST_RUN], text.value)
    chosen = reader or reader_named("markdown" if _is_markdown(even, file) else "text")
    return Outcome((chosen, Material(file, content, text=even)), text.diagnostics)


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


def _not_read_yet(kind: UnreadKind, file: str) -> Outcome[tuple[FormatReader, Material]]:
    """Say what a file is, and that it is not read."""
    message = f"this is {kind.title}, which cannot be read yet"
    return Outcome(None, (NotReadYet.at(Span(file, 1, 1, 1, 1), message, hint=kind.advice),))


# Programs by their keys. --------------------------------------------------------------------------------------


OURS: Final = "json-resume"

_TITLES: Final = {
    "rendercv": "RenderCV",
    "yamlresume": "YAMLResume",
    "reactive-resume": "Reactive Resume",
    "fresh": "the FRESH format",
}


def shape_of(root: Node) -> str | None:
    """The name of the format whose keys a file has; `json-resume` for our own, None where it has nobody's."""
    if not isinstance(root, Mapping):
        return None
    return next((name for name, has_shape in _SHAPES if has_shape(root)), None)


def other_format(tree: Tree) -> Diagnostic | None:
    """Say that a file is another program's, and what converts it; None for any other.

    Args:
        tree: A file that was read as YAML or JSON.

    Returns:
        A message that names the program and the command that converts the file, or None.
    """
    name = shape_of(tree.root)
    if name is None or name == OURS:
        return None
    start = tree.root.span
    place = Span(tree.file, start.line, start.column, start.line, start.column)
    wanted = "cvpdf.yaml" if PurePath(tree.file).name == "resume.yaml" else "resume.yaml"
    hint = f"type `cvpdf convert {tree.file} {wanted}`"
    return OtherFormat.at(place, f"this is a file of {_TITLES[name]}, which is read by converting it", hint=hint)


def _is_rendercv(root: Mapping) -> bool:
    person = _mapping(root, "cv")
    if person is None:
        return False
    return person.get("sections") is not None or root.get("design") is not None or person.get("name") is not None


def _is_yamlresume(root: Mapping) -> bool:
    content = _mapping(root, "content")
    return content is not None and any(content.get(key) for key in ("basics", "work", "education", "skills"))


def _is_reactive_resume(root: Mapping) -> bool:
    sections = _mapping(root, "sections")
    if _mapping(root, "basics") is None or sections is None:
        return False
    custom = _mapping(sections, "custom")
    entries = (*sections.entries, *(custom.entries if custom else ()))
    bodies = [entry.value for entry in entries if isinstance(entry.value, Mapping)]
    told = any(body.get(key) for body in bodies for key in ("items", "content", "visible", "columns"))
    return told or not sections.entries


def _is_fresh(root: Mapping) -> bool:
    meta = _mapping(root, "meta")
    stamped = meta.get("format") if meta else None
    if stamped and isinstance(stamped.value, Scalar) and (stamped.value.text or "").upper().startswith("FRESH"):
        return True
    employment = _mapping(root, "employment")
    return employment is not None and isinstance(value_of(employment, "history"), Sequence)


def _is_json_resume(root: Mapping) -> bool:
    lists = ("work", "education", "skills", "projects", "volunteer", "languages", "sections")
    if root.get("basics") is not None or any(isinstance(value_of(root, key), Sequence) for key in lists):
        return True
    now = [(current_name(entry.key, Resume), entry.value) for entry in root.entries]
    return any(name in lists and isinstance(value, Sequence) for name, value in now) or _is_person(root)


def _is_person(root: Mapping) -> bool:
    """Whether a name and a way to reach somebody stand at the top of a file."""
    names = {name_of_person(entry.key) for entry in root.entries if not is_blank_node(entry.value)}
    return "name" in names and not names.isdisjoint(("email", "phone"))


_SHAPES = (
    ("rendercv", _is_rendercv),
    ("yamlresume", _is_yamlresume),
    ("reactive-resume", _is_reactive_resume),
    ("fresh", _is_fresh),
    (OURS, _is_json_resume),
)


def _mapping(node: Mapping, key: str) -> Mapping | None:
    value = value_of(node, key)
    return value if isinstance(value, Mapping) else None


# Files that are no résumés. -----------------------------------------------------------------------------------


_NAME = re.compile(r"resume|lebenslauf|curriculum|\b(?:cv|vitae?)\b")
_NAME_SIGNS = re.compile(r"[\W\d_]+")
_ANY_KEY = re.compile(
    rb"\b(?:basics|work|education|projects|volunteer|publications|awards|certificates|skills|languages|interests"
    rb"|references|sections)[\"']?\s*:|resume\.schema\.json"
)
_MARK = rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff"  # of the order of bytes
_QUOTE = rb"(?:[\"']|\xe2\x80[\x98-\x9f])?"  # curly ones in UTF-8, too
_MAIN_KEY = re.compile(
    rb"^(?:%b)?[ \t{]{0,8}%b(?:basics|work|education)%b\s*(?:[:{\[]|\Z)|[{,]\s*[\"']basics[\"']\s*:"
    % (_MARK, _QUOTE, _QUOTE),
    re.MULTILINE,
)
_MAIN_SECTIONS: Final = frozenset(("work", "education"))
_SECTIONS_THAT_TELL: Final = 2


def may_be_resume(file: str, content: bytes) -> bool:
    """Whether it is worth reading a file: it has a résumé's name, or any of a résumé's keys.

    Args:
        file: The name of the file.
        content: Its bytes.

    Returns:
        Whether to read it as a résumé.
    """
    return was_meant_for_one(file, content) or _ANY_KEY.search(_narrow(content)) is not None


def is_resume(tree: Tree) -> bool:
    """Whether a file has the keys of a résumé.

    Args:
        tree: A file that was read as YAML or JSON.

    Returns:
        Whether it has enough of the keys that a résumé has.
    """
    if not isinstance(tree.root, Mapping):
        return False
    entries = {entry.key: entry.value for entry in tree.root.entries}
    if isinstance(entries.get("basics"), Mapping) or (tree.schema or "").endswith("resume.schema.json"):
        return True
    parts = {key: field.part for key, field in held_by(Resume).items() if field.part}
    sections = {key for key, node in entries.items() if (part := parts.get(key)) and _lists(node, part)}
    return len(sections) >= _SECTIONS_THAT_TELL or not sections.isdisjoint(_MAIN_SECTIONS)


def was_meant_for_one(file: str, content: bytes) -> bool:
    """Whether a file that is broken was meant for a résumé.

    Args:
        file: The name of the file.
        content: Its bytes, which are no valid YAML or JSON.

    Returns:
        Whether its name is a résumé's, or one of its keys.
    """
    return _has_its_name(file) or _MAIN_KEY.search(_narrow(content)) is not None


def _has_its_name(file: str) -> bool:
    name = folded(re.split(r"[/\\]", file)[-1])
    return _NAME.search(_NAME_SIGNS.sub(" ", name)) is not None


def _narrow(content: bytes) -> bytes:
    """Latin letters as one byte each, also where they were written in two or four."""
    return content.replace(b"\x00", b"") if b"\x00" in content[:8] else content


def _lists(node: Node, part: type[Part]) -> bool:
    """Whether a node is a list in which some entry has a key of such a part."""
    return isinstance(node, Sequence) and any(
        isinstance(item, Mapping) and any(item.get(key) for key in held_by(part)) for item in node.items
    )
