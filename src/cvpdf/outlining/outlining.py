"""The stage: a Selection becomes an Outline, and nothing that was selected is lost on the way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import islice

from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.locale.date_styles import SHORT
from cvpdf.locale.labels import load_locale, with_labels
from cvpdf.model.resume import leaves
from cvpdf.outline import Outline, Picture, Section
from cvpdf.outlining.coverage import missing
from cvpdf.outlining.header import outline_header
from cvpdf.outlining.markdown import plain
from cvpdf.outlining.marks import Marker, Value, present
from cvpdf.outlining.sections import outline_section
from cvpdf.path import SourcePath
from cvpdf.rules.cv2_schema import EmptyResume
from cvpdf.selection import Selection, section_paths

_LANGUAGE: SourcePath = ("document", "language")
_TITLES: SourcePath = ("document", "sections", "titles")
_HIDDEN: SourcePath = ("document", "sections", "hidden")
_PHOTO: SourcePath = ("basics", "image")
_MOST_KEYWORDS = 30


def outline(
    selection: Selection,
    locate: Callable[[SourcePath], Span],
    photo: Picture | None = None,
    *,
    date_style: str = SHORT,
) -> Outcome[Outline]:
    """Make the outline of what is selected; `locate` says where a path stands in the file.

    The outline is always made, so that later stages can say what they find in the same pass. Of a photo that is
    not given whoever has looked for it has said why. `date_style` is one of `STYLES` of `locale.dates`.
    """
    resume = selection.resume
    locale = load_locale(resume.document.language)
    said = (replace(item, span=locate(_LANGUAGE), path=_LANGUAGE) for item in locale.diagnostics)
    if locale.value is None:
        return Outcome(None, tuple(said))
    words = with_labels(locale.value, resume.document.labels)
    marker = Marker(words, locate, resume.basics.name or "", date_style)
    header = outline_header(marker, Value(("basics",), resume.basics), photo)
    sections = tuple(_sections(marker, selection))
    made = Outline(resume.document.language, header, sections, _keywords(sections), words.pages, words.comma)
    lost = missing(selection.leaves, made.marks(), marker.unprintable | {_PHOTO}, locate)
    return Outcome(made, (*said, *marker.diagnostics, *lost, *_all_hidden(selection, locate)))


def _all_hidden(selection: Selection, locate: Callable[[SourcePath], Span]) -> Iterator[Diagnostic]:
    if not selection.leaves and next(leaves(selection.resume), None) is not None:
        message = "all that this file has to print is hidden"
        yield EmptyResume.at(locate(_HIDDEN), message, path=_HIDDEN, hint="take a section out of `hidden`")


def _sections(marker: Marker, selection: Selection) -> Iterator[Section]:
    titles = selection.resume.document.sections.titles
    paths = section_paths(selection.resume)
    for name in selection.sections:
        title = marker.line(Value((*_TITLES, name), titles.get(name)))
        content = reduce(Value.__getitem__, paths[name], Value((), selection.resume))
        section = outline_section(marker, name, content, title)
        if section:
            yield section


def _keywords(sections: Iterable[Section]) -> tuple[str, ...]:
    """Skills as the PDF's own keywords, each once; only what is printed, for hidden sections stay hidden."""
    groups = (group for section in sections if section.kind == "skills" for group in section.groups)
    marks = (mark for group in groups for mark in (*present([group.label]), *group.items))
    return tuple(islice(dict.fromkeys(plain(mark.children) for mark in marks), _MOST_KEYWORDS))
