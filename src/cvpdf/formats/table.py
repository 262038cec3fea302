"""The formats that a résumé comes from or goes to, in one table each."""

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material, value_of
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Mapping, Node, Scalar, Sequence, Tree

Read = Callable[[Material], Outcome[Tree]]
Write = Callable[[Resume, Tree], Outcome[bytes]]


class FormatReader(Struct, frozen=True):
    """A format that can be read: its name for `--from`, what people call it, and what its files look like."""

    name: str
    title: str
    looks: str
    read: Read


class FormatWriter(Struct, frozen=True):
    """A format that can be written: its name for `--to`, what people call it, and how its files end.

    `carries` says how keys come along that cvpdf does not know; it is empty where they do not, which the writer says.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    write: Write
    carries: str = ""


# Doors to the readers and writers, each imported when it is used. ---------------------------------------------


def _read_own(material: Material) -> Outcome[Tree]:
    return Outcome(material.tree)


def _read_rendercv(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.rendercv.reader import read_rendercv

    return read_rendercv(material)


def _read_yamlresume(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.yamlresume.reader import read_yamlresume

    return read_yamlresume(material)


def _read_reactive_resume(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.reactive_resume.reader import read_reactive_resume

    return read_reactive_resume(material)


def _read_fresh(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.fresh.reader import read_fresh

    return read_fresh(material)


def _read_linkedin_pdf(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.linkedin.pdf import read_linkedin_pdf

    return read_linkedin_pdf(material)


def _read_linkedin_archive(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.linkedin.archive import read_linkedin_archive

    return read_linkedin_archive(material)


def _read_markdown(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.markdown.reader import read_markdown

    return read_markdown(material)


def _read_text(material: Material) -> Outcome[Tree]:
    from cvpdf.formats.plain_text.reader import read_profile_text

    return read_profile_text(material)


def _write_cvpdf(resume: Resume, tree: Tree) -> Outcome[bytes]:
    from cvpdf.formats.yaml_text import write_cvpdf

    return write_cvpdf(resume, tree)


def _write_json_resume(resume: Resume, tree: Tree) -> Outcome[bytes]:
    from cvpdf.formats.json_resume.writer import write_json_resume

    return write_json_resume(resume, tree)


def _write_rendercv(resume: Resume, tree: Tree) -> Outcome[bytes]:
    from cvpdf.formats.rendercv.writer import write_rendercv

    return write_rendercv(resume, tree)


READERS: tuple[FormatReader, ...] = (
    FormatReader("json-resume", "JSON Resume or cvpdf", "JSON or YAML with `basics`, `work`, …", _read_own),
    FormatReader("rendercv", "RenderCV", "YAML with `cv`", _read_rendercv),
    FormatReader("yamlresume", "YAMLResume", "YAML or JSON with `content`", _read_yamlresume),
    FormatReader("reactive-resume", "Reactive Resume", "JSON with `basics` and `sections`", _read_reactive_resume),
    FormatReader("fresh", "FRESH (HackMyResume)", "JSON with `employment.history`", _read_fresh),
    FormatReader("linkedin-pdf", "LinkedIn's “Save to PDF”", "a PDF", _read_linkedin_pdf),
    FormatReader("linkedin-archive", "LinkedIn's data export", "a ZIP of CSV files", _read_linkedin_archive),
    FormatReader("markdown", "a résumé in Markdown", "text with `#` headings", _read_markdown),
    FormatReader("text", "a profile page pasted as text", "text with headings such as `Experience`", _read_text),
)

WRITERS: tuple[FormatWriter, ...] = (
    FormatWriter("cvpdf", "cvpdf's own YAML", (".yaml", ".yml"), _write_cvpdf, "is carried over as it is"),
    FormatWriter("json-resume", "JSON Resume", (".json",), _write_json_resume, "is carried over as it is"),
    FormatWriter("rendercv", "RenderCV", (), _write_rendercv),
)


def reader_named(name: str) -> FormatReader:
    """The reader of that name.

    Raises:
        KeyError: when there is none.
    """
    return {reader.name: reader for reader in READERS}[name]


def writer_named(name: str) -> FormatWriter:
    """The writer of that name.

    Args:
        name: A name of the table, such as `json-resume`.

    Returns:
        The row of the table.

    Raises:
        KeyError: when there is none.
    """
    return {writer.name: writer for writer in WRITERS}[name]


# Kinds that are not read yet. ---------------------------------------------------------------------------------


class UnreadKind(Struct, frozen=True):
    """A kind of file: what it is, and what to do with one."""

    title: str
    advice: str


_AS_TEXT = "save it as plain text, and convert that"
_PICTURE = UnreadKind("a picture", "letters are not read from pictures: convert the file that it was made from")
_MAGIC: Final = (
    (re.compile(rb"PK\x03\x04.*?word/document\.xml", re.DOTALL), UnreadKind("a Word file", _AS_TEXT)),
    (
        re.compile(rb"PK\x03\x04.*?application/vnd\.oasis\.opendocument\.", re.DOTALL),
        UnreadKind("an OpenDocument file", _AS_TEXT),
    ),
    (re.compile(rb"PK\x03\x04.*?Index/(?:Document|Metadata)\.iwa", re.DOTALL), UnreadKind("a Pages file", _AS_TEXT)),
    (
        re.compile(rb"PK\x03\x04.*?(?:xl/workbook|ppt/presentation)\.xml", re.DOTALL),
        UnreadKind("a file of an office program", _AS_TEXT),
    ),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), UnreadKind("an old Word file", _AS_TEXT)),
    (re.compile(rb"\{\\rtf"), UnreadKind("a file in RTF", _AS_TEXT)),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|avi|mif)", re.DOTALL), _PICTURE),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!"), UnreadKind("a packed archive", "unpack it, and convert what is inside")),
)
_TEXT_KINDS: Final = (
    (
        re.compile(r"\s*(?:%[^\n]*\n\s*)*@[a-z]+\s*[{(]", re.IGNORECASE),
        UnreadKind(
            "BibTeX", "write each work below `publications`, with its `name`, `authors`, `publisher` and `releaseDate`"
        ),
    ),
    (re.compile(r"\s*TY  - [A-Z]"), UnreadKind("references in RIS", "write each work below `publications`")),
    (
        re.compile(r"(?:\s*%[^\n]*\n)*\s*\\documentclass\b"),
        UnreadKind("LaTeX", "make its PDF, copy the text into a file, and convert that"),
    ),
    (re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE), UnreadKind("a vCard", "write its values below `basics`")),
    (
        re.compile(
            r"\s*(?:<\?xml[^>]*>)?.{0,500}?<(?:\w+:)?(?:SkillsPassport|Candidate\b|europass)", re.IGNORECASE | re.DOTALL
        ),
        UnreadKind("a Europass file", "copy the text of its PDF into a file, and convert that"),
    ),
    (
        re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE),
        UnreadKind("a web page", "copy the text that it shows into a file, and convert that"),
    ),
    (re.compile(r"\s*<\?xml\b"), UnreadKind("XML", "copy what it says into a file, and convert that")),
)
_NAMED_FORMATS: Final = (".json", ".yaml", ".yml", ".md", ".markdown")
_LOOKED_AT = 5000  # letters of a text's beginning
_CSL_TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper book chapter paper-conference thesis report webpage "
    "patent speech dataset software manuscript review entry post-weblog".split()
)


def kind_not_read(content: bytes, file: str) -> UnreadKind | None:
    """The kind of a file that is known by its beginning, and not read."""
    for magic, kind in _MAGIC:
        if magic.match(content):
            return kind
    beginning = content[:_LOOKED_AT].decode("utf-8", "replace").removeprefix("\ufeff")
    if file.lower().endswith(_NAMED_FORMATS):
        return None
    return next((kind for form, kind in _TEXT_KINDS if form.match(beginning)), None)


def data_not_read(root: Node) -> UnreadKind | None:
    """The kind of data that is known by its keys, and not read."""
    items = [item for item in root.items if isinstance(item, Mapping)] if isinstance(root, Sequence) else []
    if items and all(item.get("title") and item.get("contents") for item in items):
        advice = (
            "convert `assets/json/resume.json` of the same site, if it has one, or write `basics`, `work` and so on"
        )
        return UnreadKind("the data of an al-folio site", advice)
    if items and all(_text_at(item, "type") in _CSL_TYPES for item in items):
        return UnreadKind("references in CSL JSON", "write each work below `publications`")
    if isinstance(root, Mapping) and root.get("sidebar") and (root.get("experiences") or root.get("career-profile")):
        return UnreadKind(
            "the data of an online-cv site", "write what is below `sidebar` as `basics`, and `experiences` as `work`"
        )
    return None


def _text_at(node: Mapping, key: str) -> str:
    value = value_of(node, key)
    return (value.text or "") if isinstance(value, Scalar) else ""
