"""The Selection: which source paths are printed, and in what order."""

from dataclasses import dataclass

from cvpdf.model.resume import SECTIONS, Resume
from cvpdf.path import SourcePath


@dataclass(frozen=True, slots=True)
class Selection:
    """What is printed: the ids of the sections, in printing order, and every leaf, in the order of the model."""

    resume: Resume
    sections: tuple[str, ...]
    leaves: tuple[SourcePath, ...]


def section_paths(resume: Resume) -> dict[str, SourcePath]:
    """Where each section stands in the file, by its id and in the order of printing.

    A section of the person's own whose id cannot be used is called by its place, so that it is printed all the
    same; validation says what is wrong with the id.
    """
    *first, last = SECTIONS
    paths: dict[str, SourcePath] = {name: ("basics", name) if name == "summary" else (name,) for name in first}
    for index, section in enumerate(resume.sections):
        usable = section.id and section.id not in (*paths, last)
        name = section.id if section.id and usable else f"section-{index + 1}"
        paths[name] = ("sections", index)
    return {**paths, last: (last,)}
