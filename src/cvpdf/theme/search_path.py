"""Where themes are looked for, the nearest first, and what a name or a folder that was asked for means."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Outcome
from cvpdf.rules.cv4_themes import BadThemeFolder

# Folders of themes. -------------------------------------------------------------------------------------------


MANIFEST = "theme.yaml"
GROUP = "cvpdf.themes"
"""The entry points by which an installed package says that it holds themes."""

_LONGEST_NAME = 64

RootKind = Literal["named", "beside", "yours", "cvpdf", "installed"]


class SearchRoot(Struct, frozen=True):
    """A folder of theme folders; `kind` is whose it is, `package` the one that installed it.

    Where `single` is a name, the folder is one theme itself, and called so.
    """

    kind: RootKind
    folder: Path
    single: str = ""
    package: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it is part of cvpdf."""
        return self.kind == "cvpdf"

    def find(self, name: str) -> Path | None:
        """Give the folder of a theme, None where there is none of this name."""
        folder = self.folder if name == self.single else self.folder / name
        known = name == self.single if self.single else is_name(name)
        return folder if known and _is_theme(folder) else None

    def names(self) -> tuple[str, ...]:
        """Name the themes that stand here, in alphabetical order."""
        if self.single:
            return (self.single,)
        return tuple(
            sorted(path.parent.name for path in self.folder.glob(f"*/{MANIFEST}") if is_name(path.parent.name))
        )


class SearchPath(Struct, frozen=True):
    """The folders of themes, in the order in which they are searched; installed packages come last, if at all."""

    near: tuple[SearchRoot, ...]
    packages: bool = False

    def __iter__(self) -> Iterator[SearchRoot]:
        """Go along them; the packages are only looked for by whoever comes as far."""
        yield from self.near
        if self.packages:
            yield from installed()

    def find(self, name: str) -> tuple[SearchRoot, Path] | None:
        """Give the first theme of this name: where it stands, and its folder."""
        for root in self:
            folder = root.find(name)
            if folder is not None:
                return root, folder
        return None

    def below(self, root: SearchRoot, *, itself: bool) -> "SearchPath":
        """Give the search path of a theme's parents: its own root, those behind it, and cvpdf's.

        Without `itself` its own is left out: a theme that extends one of its own name means another.
        """
        start = self.near.index(root) if root in self.near else len(self.near)
        own = () if not itself else (root,)
        behind = [other for other in self.near[start:] if other != root]
        ours = [other for other in self.near if other.is_ours and other != root]
        return replace(self, near=tuple(dict.fromkeys((*own, *behind, *ours))))


def own_search_path() -> SearchPath:
    """The themes of cvpdf alone."""
    return SearchPath((_own(),))


def search_path(beside: Path | None, config: Path | None) -> SearchPath:
    """The whole search path: `themes` beside the résumé and in the user's folder, cvpdf's own, the packages'."""
    own = _own()
    places: tuple[tuple[RootKind, Path | None], ...] = (("beside", beside), ("yours", config))
    found = [SearchRoot(kind, folder / "themes") for kind, folder in places if folder is not None]
    others = [root for root in found if not _same(root.folder, own.folder)]
    return SearchPath((*others, own), packages=True)


def with_path(near: SearchPath, path: Path) -> tuple[SearchPath, str]:
    """Put the folder in which a theme's folder lies before all others, and give the theme's name."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    if _same(whole.parent, themes_folder()):
        return near, whole.name
    root = SearchRoot("named", path.parent if path.name == whole.name else whole.parent)
    return replace(near, near=(root, *near.near)), whole.name


def is_path(name: str) -> bool:
    """Whether what was asked for is a folder and not a name: `./mine`, `themes/mine`."""
    return name.startswith(".") or any(separator in name for separator in (os.sep, os.altsep, "/") if separator)


def is_name(name: str) -> bool:
    """Whether a theme can be called so: letters, digits, hyphens and underscores."""
    return len(name) <= _LONGEST_NAME and name.replace("-", "").replace("_", "").isalnum()


def themes_folder() -> Path:
    """The themes that come with cvpdf: inside the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parents[1] / "themes"


def place_of(path: Path) -> str:
    """Name a theme's file as messages do: from where the user is, if it lies below, else whole."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def installed() -> Iterator[SearchRoot]:
    """SearchPath of installed packages, by their entry points; none of the packages is imported."""
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP):
        folder = _folder_of(point.value)
        if folder is not None:
            package = point.dist.name if point.dist else point.value
            single = point.name if (folder / MANIFEST).is_file() else ""
            yield SearchRoot("installed", folder, single, package)


def _folder_of(module: str) -> Path | None:
    """Where a package's files are. `importlib.util.find_spec` would run the packages around it."""
    top, *steps = module.partition(":")[0].strip().split(".")
    specs = (finder.find_spec(top, None) for finder in sys.meta_path if hasattr(finder, "find_spec"))
    spec = next((spec for spec in specs if spec), None)
    folders = (Path(place, *steps) for place in (spec.submodule_search_locations if spec else None) or ())
    return next((folder for folder in folders if folder.is_dir()), None)


def _is_theme(folder: Path) -> bool:
    """Whether a manifest is there; a place that cannot be looked at has none, nor one that no folder can be called."""
    with suppress(OSError):
        return (folder / MANIFEST).is_file()
    return False


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _own() -> SearchRoot:
    return SearchRoot("cvpdf", themes_folder())


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


# What was asked for. ------------------------------------------------------------------------------------------


Asked = tuple[SearchPath, str]


def resolve_for_user(name: str, search_path: SearchPath) -> Outcome[Asked]:
    """Resolve what a person typed, which may be any folder.

    Args:
        name: A name, or the path of a folder.
        search_path: Where names are looked for.

    Returns:
        Where the theme is to be looked for, and its name; no value where there is no such folder.
    """
    return _in_folder(Path(name), name, search_path) if is_path(name) else Outcome((search_path, name))


def resolve_for_file(name: str, folder: Path | None, search_path: SearchPath) -> Outcome[Asked]:
    """Resolve what a résumé file names, which lies below its folder once every link is followed.

    Args:
        name: A name, or the path of a folder.
        folder: The folder of the résumé, None where it is no file.
        search_path: Where names are looked for.

    Returns:
        Where the theme is to be looked for, and its name; no value where there is no such folder.
    """
    if not is_path(name):
        return Outcome((search_path, name))
    if folder is None:
        return _refused(name, "a folder can only be named by a résumé that is a file")
    if "\0" in name:
        return _refused(name, "there is no such folder")
    inside = Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))
    if Path(name).is_absolute() or not inside:
        return _refused(name, "it does not lie below the folder of the résumé")
    return _in_folder(folder / name, name, search_path)


def _in_folder(path: Path, shown: str, search_path: SearchPath) -> Outcome[Asked]:
    if "\0" in shown or not _is_folder(path):
        return _refused(shown, "there is no such folder")
    if not _is_theme(path):
        return _refused(shown, f"there is no `{MANIFEST}` in this folder")
    near, name = with_path(search_path, path)
    if not is_name(name):
        return _refused(shown, "a theme's folder is named by letters, digits, hyphens and underscores")
    return Outcome((near, name))


def _refused(shown: str, reason: str) -> Outcome[Asked]:
    hint = "`cvpdf themes` lists the themes that have a name"
    return Outcome(None, (BadThemeFolder.at(None, f"`{shown[:80]}` is no theme: {reason}", hint=hint),))
