"""The stage: a Resume becomes a Selection. With no application, everything that is not hidden is printed."""

from cvpdf.model.resume import Resume, leaves
from cvpdf.path import SourcePath
from cvpdf.selection import Selection, section_paths


def select(resume: Resume) -> Selection:
    """Choose what is printed, by `document.sections`: `order` first, `hidden` not at all.

    A summary that `order` does not list stays at the top, where summaries stand.
    """
    plan = resume.document.sections
    paths = section_paths(resume)
    everything = tuple(leaves(resume))
    filled = {root for leaf in everything for root in _roots(leaf)}
    listed = tuple(name for name in plan.order if name in paths)
    order = dict.fromkeys((*listed, *paths) if "summary" in listed else ("summary", *listed, *paths))
    printed = tuple(name for name in order if name not in plan.hidden and paths[name] in filled)
    left_out = {path for name, path in paths.items() if name not in printed}
    return Selection(resume, printed, tuple(leaf for leaf in everything if left_out.isdisjoint(_roots(leaf))))


def _roots(leaf: SourcePath) -> tuple[SourcePath, ...]:
    """The paths that can be a section's own: `work`, `basics.summary`, `sections[0]`."""
    return leaf[:1], leaf[:2]
