"""The libraries of the system that typesetting needs, as the loader knows them."""

from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """`files` are its names on Linux and macOS; `version` is the function that gives its version as text, if any."""

    name: str
    files: tuple[str, ...]
    version: str = ""
    needed: bool = True


LIBRARIES: tuple[Library, ...] = (
    Library("GObject", ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib")),
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "pango_version_string"),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib")),
    Library("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib")),
    Library("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    Library("HarfBuzz subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), needed=False),
)


def version_of(library: Library) -> str | None:
    """Load a library, and ask for its version: empty where it does not tell, None where it cannot be loaded."""
    import ctypes

    for file in library.files:
        with suppress(OSError):
            loaded = ctypes.CDLL(file)
            if not library.version:
                return ""
            tell = getattr(loaded, library.version)
            tell.restype = ctypes.c_char_p
            return bytes(tell()).decode()
    return None
