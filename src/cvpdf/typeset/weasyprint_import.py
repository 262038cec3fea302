"""WeasyPrint, imported in the shortest way, once for all threads.

Four costs of a cold start are avoided (Kozea/WeasyPrint issue 2073 is about its slow import), in the order of their
size: its declarations of C are parsed by pycparser, and then `ctypes.util.find_library` starts a compiler and a linker
for each library although the plain `.so.N` names load; three style sheets of browsers are parsed; fontTools and Pillow
are imported, which only variable fonts and photos have a use for; every font of the system is listed, none of which
may be used.

Nothing in the process is changed for it but one finder at the head of `sys.meta_path`, which stays: it knows a few
modules of the engine by name and has them run with an `import` of their own (`own_imports.py`).
"""

import json
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from cvpdf.libraries import one_at_a_time
from cvpdf.typeset.own_imports import LateLibraries, Overlay, OwnImportLoader, OwnImports, Seen, WithAsserts

DECLARATIONS_FILE = Path(__file__).with_name("declarations.json")
"""What `ffi.cdef` makes of the engine's declarations and of `MORE_DECLARATIONS`: `scripts/declarations.py`."""

MORE_DECLARATIONS = """
    FcConfig * FcConfigCreate (void);
    FcBool FcConfigBuildFonts (FcConfig *config);
    FcResult FcPatternGetInteger (FcPattern *p, const char *object, int n, int *i);
    void pango_glyph_string_extents_range (
        PangoGlyphString *glyphs, int start, int end, PangoFont *font, PangoRectangle *ink, PangoRectangle *logical);
    int hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
"""
"""What cvpdf calls of fontconfig, Pango and HarfBuzz and the engine does not declare."""


class EngineUnavailableError(RuntimeError):
    """WeasyPrint or a library that it needs could not be loaded."""


_LOADING = one_at_a_time()
_LOADED = threading.Event()


def load_engine() -> Any:
    """Import WeasyPrint; any thread may ask, and all get it when it is whole.

    Raises:
        EngineUnavailableError: when one of its shared libraries is missing.
        LibraryChangedError: when it has not what cvpdf needs.
    """
    if not _LOADED.is_set():
        with _LOADING:
            if not _LOADED.is_set():
                _import_engine()
                _LOADED.set()
    return sys.modules["weasyprint"]


def _import_engine() -> None:
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)
    try:
        import weasyprint  # noqa: F401 -- whoever needs it finds it in `sys.modules`
    except OSError as error:
        raise EngineUnavailableError(str(error).partition("\n")[0]) from error
    declare_more(sys.modules["weasyprint.text.ffi"])  # somebody else may have imported it before us
    from cvpdf.typeset import weasyprint_internals  # noqa: F401 -- its import looks whether all is there


# The modules of the engine. -----------------------------------------------------------------------------------


class _WithLateLibraries(LateLibraries):
    """Runs a module that needs these only for photos, and for fonts that are not static TrueType."""

    libraries = ("PIL", "PIL.ImageCms", "fontTools", "fontTools.ttLib", "fontTools.varLib.instancer")


class _OtherDeclarationsError(Exception):
    """These are not the declarations that were made ready."""


class _WithDeclarations(OwnImportLoader):
    """Runs the module that declares functions of C, with declarations that were made ready."""

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """No warning: `doctor` gives it. And its banner is not for whoever reads our output."""
        home["print"] = _say_nothing
        return {"warnings": lambda _: SimpleNamespace(warn=_say_nothing)}

    def exec_module(self, module: ModuleType) -> None:
        """Run it, on Linux without cffi; where it declares something else, again with it.

        Elsewhere cffi's ways of finding a library are needed.
        """
        if sys.platform.startswith("linux"):
            with suppress(_OtherDeclarationsError):
                self.run(module, {**self.seen(vars(module)), "cffi": _see_declarations})
                return
        super().exec_module(module)
        declare_more(module)


def declare_more(module: Any) -> None:
    """Let the engine's `ffi` know `MORE_DECLARATIONS`, unless it does."""
    if not hasattr(getattr(module, "fontconfig", None), "FcConfigCreate"):
        module.ffi.cdef(MORE_DECLARATIONS, override=True)


def _see_declarations(real: Callable[[], Any]) -> Any:
    del real
    import _cffi_backend

    kept = _thaw(json.loads(DECLARATIONS_FILE.read_text(encoding="ascii")))
    digest = kept.pop("digest").decode()

    class Declared(_cffi_backend.FFI):  # type: ignore[misc] # it has no types
        def cdef(self, declarations: str) -> None:
            """Look whether these are known."""
            if digest_of(declarations) != digest:
                raise _OtherDeclarationsError

    try:
        ready = Declared("cvpdf", **kept)
    except ImportError as error:  # it is made for another cffi
        raise _OtherDeclarationsError from error
    return SimpleNamespace(FFI=lambda: ready)


def digest_of(declarations: str) -> str:
    """What known declarations are told by."""
    return sha256((declarations + MORE_DECLARATIONS).encode()).hexdigest()


def _thaw(value: Any) -> Any:
    """JSON has neither bytes nor tuples."""
    if isinstance(value, dict):
        return {name: _thaw(part) for name, part in value.items()}
    if isinstance(value, list):
        return tuple(map(_thaw, value))
    return value.encode("latin-1") if isinstance(value, str) else value


def _say_nothing(*arguments: object, **named: object) -> None:
    del arguments, named


class _WithoutLookingAtFonts(_WithLateLibraries):
    """Runs the module that looks at its import whether the machine has fonts, which takes long where it has many."""

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """A fontconfig that has set up something and found a font."""
        return {**super().seen(home), ".ffi": self._see_a_font}

    @staticmethod
    def _see_a_font(real: Callable[[], Any]) -> Overlay:
        library = real().fontconfig
        found = SimpleNamespace(nfont=1)
        seen = Overlay(library, FcInitLoadConfigAndFonts=library.FcConfigCreate, FcConfigGetFonts=lambda *_: found)
        return Overlay(real(), fontconfig=seen)


class _WithLateSheets(OwnImportLoader):
    """Runs the module that parses the style sheets of browsers: each is parsed when somebody uses it."""

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """Style sheets, and the counters that one of them declares, which wait."""
        del home
        return {
            ".": lambda real: Overlay(real(), CSS=partial(_LateSheet, real().CSS)),
            ".css.counters": lambda real: SimpleNamespace(CounterStyle=partial(_LateCounters, real().CounterStyle)),
        }


class _LateSheet:
    """A style sheet that is parsed when it is used, once."""

    def __init__(self, make: Callable[..., Any], **named: Any) -> None:
        counters = named.get("counter_style")
        if isinstance(counters, _LateCounters):
            counters.sheets.append(self)
            named["counter_style"] = counters.real
        self._make, self._parsing = partial(make, **named), threading.Lock()

    def __getattr__(self, name: str) -> Any:
        """Anything, of the sheet."""
        return getattr(self.parse(), name)

    def parse(self) -> Any:
        """The sheet."""
        with self._parsing:
            if "_sheet" not in vars(self):
                self._sheet = self._make()
            return self._sheet


class _LateCounters:
    """Styles of counters, which are there when the sheets are parsed that may declare them."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.real, self.sheets = make(), list[_LateSheet]()

    def __getattr__(self, name: str) -> Any:
        """Anything, of the counters."""
        for sheet in self.sheets:
            sheet.parse()
        return getattr(self.real, name)


_LOADERS: Mapping[str, type[OwnImportLoader]] = {
    "weasyprint.css": _WithLateLibraries,
    "weasyprint.draw.text": _WithLateLibraries,
    "weasyprint.html": _WithLateSheets,
    "weasyprint.images": _WithLateLibraries,
    "weasyprint.pdf.fonts": _WithLateLibraries,
    "weasyprint.text.ffi": _WithDeclarations,
    "weasyprint.text.fonts": _WithoutLookingAtFonts,
    # It takes the position and the size of a `background` with them. No upstream issue is known.
    **({} if __debug__ else {"weasyprint.css.validation.expanders": WithAsserts}),
}

_FINDER = OwnImports(_LOADERS)
