"""cvpdf typesets a résumé file into a PDF that proves nothing was lost.

    from pathlib import Path
    import cvpdf

    source = cvpdf.Source.read("resume.yaml")
    outcome = cvpdf.build(source, world=cvpdf.World.of_process())
    for diagnostic in outcome.diagnostics:
        print(diagnostic.code, diagnostic.message)
    if outcome.value:
        Path("resume.pdf").write_bytes(outcome.value.files[0])

`load` reads and validates, `check` finds everything that can be found without a PDF, `build` makes a PDF that is
proven, or HTML, pictures, text, and `convert` reads another program's file or writes one. None of them prints, raises
for bad input, or writes a file. `apply_fixes` mends a file where that has one meaning, `render_diagnostics` writes
diagnostics for people and programs, `explain` gives the manual of a code, and `themes` lists what there is to choose.
`Engine` builds many files in processes of its own. `read_fields` reads any PDF as a hiring system does.
"""

from importlib import import_module

TYPE_CHECKING = False  # that of `typing` takes longer to import than all of this
if TYPE_CHECKING:
    from cvpdf.artifacts import Built, Converted, Loaded, Place, Source
    from cvpdf.diagnostics import Diagnostic, Edit, Outcome, Severity, Span
    from cvpdf.engine import Engine
    from cvpdf.fields.comparison import read_fields
    from cvpdf.fields.parsing import Reading
    from cvpdf.fixes import apply_fixes
    from cvpdf.path import format_path
    from cvpdf.pipeline import build, check, convert, load
    from cvpdf.reports.rendering import render_diagnostics
    from cvpdf.rules.catalogue import explain
    from cvpdf.theme.loading import themes
    from cvpdf.theme.theme import Theme
    from cvpdf.world import World

    __version__: str

__all__ = [
    "Built",
    "Converted",
    "Diagnostic",
    "Edit",
    "Engine",
    "Loaded",
    "Outcome",
    "Place",
    "Reading",
    "Severity",
    "Source",
    "Span",
    "Theme",
    "World",
    "__version__",
    "apply_fixes",
    "build",
    "check",
    "convert",
    "explain",
    "format_path",
    "load",
    "read_fields",
    "render_diagnostics",
    "themes",
]

_HOMES = {
    "cvpdf.artifacts": ("Built", "Converted", "Loaded", "Place", "Source"),
    "cvpdf.diagnostics": ("Diagnostic", "Edit", "Outcome", "Severity", "Span"),
    "cvpdf.engine": ("Engine",),
    "cvpdf.fields.comparison": ("read_fields",),
    "cvpdf.fields.parsing": ("Reading",),
    "cvpdf.fixes": ("apply_fixes",),
    "cvpdf.path": ("format_path",),
    "cvpdf.pipeline": ("build", "check", "convert", "load"),
    "cvpdf.reports.rendering": ("render_diagnostics",),
    "cvpdf.rules.catalogue": ("explain",),
    "cvpdf.theme.loading": ("themes",),
    "cvpdf.theme.theme": ("Theme",),
    "cvpdf.world": ("World",),
}


def __getattr__(name: str) -> object:
    """Import a name when it is asked for: `import cvpdf` costs nothing, and no command pays for another."""
    if name == "__version__":
        from importlib.metadata import version

        return version("cvpdf")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'cvpdf' has no attribute '{name}'")


def __dir__() -> list[str]:
    """The names that there are."""
    return __all__
