"""The formats that a résumé comes from or goes to, in one table each."""

from collections.abc import Callable

from msgspec import Struct

from cvpdf.diagnostics import Outcome
from cvpdf.formats.material import Material
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Tree

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
    FormatWriter("cvpdf", "cvpdf's own YAML", (".yaml", ".yml"), _write_cvpdf, "is carried over with `x-` before it"),
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
