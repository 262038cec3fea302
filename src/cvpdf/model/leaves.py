"""The leaves of a résumé: the source path of every value that stands for something the person said."""

from collections.abc import Iterator

from cvpdf.model.dates import PartialDate, Present, WrittenDate
from cvpdf.model.entries import CustomSection
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath

ABOUT_THE_FILE = frozenset({"document", "meta", "declaredSchema"})
"""Root keys that say something about the file and nothing about the person."""

NAMES = frozenset({"tags", "id"})
"""Keys whose values only serve to choose a part by."""


def leaves(resume: Resume) -> Iterator[SourcePath]:
    """Every value that is not blank, in the order of the model, whatever the order of the file.

    A date is one leaf. So is a highlight, bare or with tags, and a location in one text: at its own path.
    Tags and ids are no leaves, nor is what is said about the file itself, nor the title of a section of the
    person's own that has nothing under it.
    """
    for key, value in resume:
        if key not in ABOUT_THE_FILE:
            yield from _leaves(value, (key,))


def has_body(section: CustomSection) -> bool:
    """Whether a section has anything under its title."""
    return section.text is not None or next(_leaves(section.entries, ()), None) is not None


def _leaves(value: object, path: SourcePath) -> Iterator[SourcePath]:
    if isinstance(value, Part):
        if not isinstance(value, CustomSection) or has_body(value):
            yield from _part_leaves(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif isinstance(value, PartialDate | Present | WrittenDate) or not is_blank(value):
        yield path


def _part_leaves(part: Part, path: SourcePath) -> Iterator[SourcePath]:
    for key, value in part:
        if key not in NAMES:
            yield from _leaves(value, path if key == part.bare else (*path, key))
