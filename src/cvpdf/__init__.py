"""cvpdf typesets a résumé file into a PDF that proves nothing was lost.

    from pathlib import Path
    import cvpdf

    source = cvpdf.Source("resume.yaml", Path("resume.yaml").read_bytes())
    outcome = cvpdf.build(source, world=cvpdf.World.of_process())
    for diagnostic in outcome.diagnostics:
        print(diagnostic.code, diagnostic.message)
    if outcome.value:
        Path("resume.pdf").write_bytes(outcome.value.files[0])

`load` reads and validates, `check` says everything that can be said without a PDF, `build` makes a PDF that is proven,
or HTML, or pictures, and `convert` reads another program's file or writes one. None of them prints, raises for bad
input, or writes a file.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvpdf.compiler import Built, Converted, Loaded, Place, Source, build, check, convert, load
    from cvpdf.diagnostics import Diagnostic, Edit, Outcome, Severity, Span
    from cvpdf.world import World

__all__ = [
    "Built",
    "Converted",
    "Diagnostic",
    "Edit",
    "Loaded",
    "Outcome",
    "Place",
    "Severity",
    "Source",
    "Span",
    "World",
    "build",
    "check",
    "convert",
    "load",
]

_HOMES = {
    "cvpdf.compiler": ("Built", "Converted", "Loaded", "Place", "Source", "build", "check", "convert", "load"),
    "cvpdf.diagnostics": ("Diagnostic", "Edit", "Outcome", "Severity", "Span"),
    "cvpdf.world": ("World",),
}


def __getattr__(name: str) -> object:
    """Import a name when it is asked for: `import cvpdf` costs nothing, and no command pays for another."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'cvpdf' has no attribute '{name}'")


def __dir__() -> list[str]:
    """The names that there are."""
    return __all__
