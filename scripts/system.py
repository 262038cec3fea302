"""Install what pip cannot (shared libraries, programs), or say the one line that does.

It runs before there is a virtual environment, so it needs nothing but Python. The exit status is 3 where something
is still missing, as `cvpdf`'s own is where the machine lacks something.
"""

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

INSTALLERS = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "apk": "apk add",
    "brew": "brew install",
}
SYSTEMS = {"apt-get": "Debian, Ubuntu", "dnf": "Fedora", "apk": "Alpine", "brew": "macOS"}

LIBRARIES = (
    {
        "Pango": "libpango-1.0.0.dylib",
        "Pango's FreeType part": "libpangoft2-1.0.0.dylib",
        "HarfBuzz's subsetter": "libharfbuzz-subset.0.dylib",
    }
    if sys.platform == "darwin"
    else {
        "Pango": "libpango-1.0.so.0",
        "Pango's FreeType part": "libpangoft2-1.0.so.0",
        "HarfBuzz's subsetter": "libharfbuzz-subset.so.0",
    }
)
# Homebrew's folders come last: the loader looks there by itself only for Homebrew's own Python.
LIBRARY_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)


@dataclass(frozen=True)
class Need:
    """What is needed together: `missing` names what is not there, `packages` holds it for each installer."""

    missing: Callable[[], Iterable[str]]
    packages: Mapping[str, str]


def _missing_ensurepip() -> Iterator[str]:
    importlib.invalidate_caches()  # it may have been installed since the last look
    if importlib.util.find_spec("ensurepip") is None:
        yield "Python's venv"


def _missing_libraries() -> Iterator[str]:
    for title, name in LIBRARIES.items():
        if not any(_loads(folder + name) for folder in LIBRARY_FOLDERS):
            yield f"{title} ({name})"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _missing_tools() -> Iterator[str]:
    return (name for name in ("pdftotext", "qpdf") if shutil.which(name) is None)


NEEDS = {
    "venv": Need(
        _missing_ensurepip,
        {
            "apt-get": f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
            "dnf": "python3-libs",
            "apk": "python3",
            "brew": "python",
        },
    ),
    "libraries": Need(
        _missing_libraries,
        {
            "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            "dnf": "pango harfbuzz",
            "apk": "so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
            "brew": "pango",
        },
    ),
    "tools": Need(
        _missing_tools,
        {
            "apt-get": "poppler-utils qpdf",
            "dnf": "poppler-utils qpdf",
            "apk": "poppler-utils qpdf",
            "brew": "poppler qpdf",
        },
    ),
}


def main(names: Iterable[str]) -> int:
    """Install what these needs lack, where that is allowed; say what is still missing, and return the exit status."""
    needs = [need for name in names if list((need := NEEDS[name]).missing())]
    if not needs:
        return 0
    installer = next(filter(shutil.which, INSTALLERS), None)
    if installer is not None:
        _install(installer, _packages(needs, installer))
    missing = [title for need in needs for title in need.missing()]
    if not missing:
        return 0
    print(f"\n✗ missing: {', '.join(missing)}. This line installs it; then type `make` again:\n", file=sys.stderr)
    for name in [installer] if installer else INSTALLERS:
        comment = "" if installer else f"  # {SYSTEMS[name]}"
        print(f"    {_line(name, _packages(needs, name))}{comment}", file=sys.stderr)
    return 3


def _packages(needs: Iterable[Need], installer: str) -> list[str]:
    return [package for need in needs for package in need.packages[installer].split()]


def _line(installer: str, packages: Iterable[str]) -> str:
    return " ".join([*([] if installer == "brew" else ["sudo"]), INSTALLERS[installer], *packages])


def _install(installer: str, packages: list[str]) -> None:
    """Install by Debian's or Homebrew's installer; others are only told, as nobody tries them here."""
    prefix = _root_prefix() if installer == "apt-get" else [] if installer == "brew" else None
    if prefix is None:
        return
    print(f"→ installing {' '.join(packages)}", flush=True)
    install = [*prefix, *INSTALLERS[installer].split(), *packages]
    # A new machine has no package lists yet, and old ones name packages that have gone.
    refresh = [*prefix, installer, "update"]
    if not _succeeds(install) and _succeeds(refresh):
        _succeeds(install, quiet=False)


def _root_prefix() -> list[str] | None:
    """Return what goes before a command that needs root; None where a password would be asked for."""
    without_questions = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return without_questions
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n", *without_questions]
    return None


def _succeeds(command: list[str], *, quiet: bool = True) -> bool:
    """Run without asking anything; what it prints is shown, on the side of errors, only if it fails and not `quiet`."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0 and not quiet:
        print(done.stderr or done.stdout, end="", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("needs", nargs="+", choices=NEEDS)
    sys.exit(main(parser.parse_args().needs))
