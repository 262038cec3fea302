"""The stage: a Resume becomes a Selection: which source paths are printed, and in what order."""

from msgspec import Struct

from cvpdf.model.resume import SECTIONS, Resume, leaves
from cvpdf.path import SourcePath

# The value. ---------------------------------------------------------------------------------------------------


class Selection(Struct, frozen=True):
    """What is printed: the ids of the sections, in printing order, and every leaf, in the order of the model."""

    resume: Resume
    sections: tuple[str, ...]
    leaves: tuple[SourcePath, ...]


def section_paths(resume: Resume) -> dict[str, SourcePath]:
    """Where each section stands in the file, by its id and in the order of printing.

    A section of the person's own whose id cannot be used is called by its place, so that it is printed all the
    same; validation says what is wrong with the id.

    Args:
        resume: The whole résumé.

    Returns:
        The source path of each section, by its id.
    """
    *first, last = SECTIONS
    paths: dict[str, SourcePath] = {name: ("basics", name) if name == "summary" else (name,) for name in first}
    for index, section in enumerate(resume.sections):
        usable = section.id and section.id not in (*paths, last)
        name = section.id if section.id and usable else f"section-{index + 1}"
        paths[name] = ("sections", index)
    return {**paths, last: (last,)}


def ordered_sections(resume: Resume) -> dict[str, SourcePath]:
    """Where each section stands in the file, by its id, in the order in which this résumé is printed.

    Those that `document.sections` lists come first. A summary that it does not list stays at the top, where summaries
    stand. Hidden sections are among them, and empty ones.

    Args:
        resume: The whole résumé.

    Returns:
        The source path of each section, by its id.
    """
    paths = section_paths(resume)
    listed = [name for name in resume.document.sections.order if name in paths]
    order = dict.fromkeys((*listed, *paths) if "summary" in listed else ("summary", *listed, *paths))
    return {name: paths[name] for name in order}


# The stage. ---------------------------------------------------------------------------------------------------


def select(resume: Resume) -> Selection:
    """Choose what is printed, by `document.sections`: everything that holds something and is not `hidden`.

    Args:
        resume: The whole résumé.

    Returns:
        The sections in the order of printing, and the source path of every value in them.
    """
    hidden, paths = resume.document.sections.hidden, ordered_sections(resume)
    everything = tuple(leaves(resume))
    filled = {root for leaf in everything for root in _roots(leaf)}
    printed = tuple(name for name, path in paths.items() if name not in hidden and path in filled)
    left_out = {path for name, path in paths.items() if name not in printed}
    return Selection(resume, printed, tuple(leaf for leaf in everything if left_out.isdisjoint(_roots(leaf))))


def _roots(leaf: SourcePath) -> tuple[SourcePath, ...]:
    """The paths that can be a section's own: `work`, `basics.summary`, `sections[0]`."""
    return leaf[:1], leaf[:2]
