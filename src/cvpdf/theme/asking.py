"""What was asked for, a name or the path of a folder: on which shelves it is to be found, and by which name."""

import os
from pathlib import Path

from cvpdf.diagnostics import Outcome
from cvpdf.rules.cv4_themes import BadThemeFolder
from cvpdf.theme.shelves import MANIFEST, Shelves, is_name, is_path, with_path

Asked = tuple[Shelves, str]


def asked_by_user(name: str, shelves: Shelves) -> Outcome[Asked]:
    """What a person typed may be any folder."""
    return _in_folder(Path(name), name, shelves) if is_path(name) else Outcome((shelves, name))


def asked_by_file(name: str, folder: Path | None, shelves: Shelves) -> Outcome[Asked]:
    """What a résumé file in this `folder` names lies below it, once every link is followed."""
    if not is_path(name):
        return Outcome((shelves, name))
    if folder is None:
        return _refused(name, "a folder can only be named by a résumé that is a file")
    if "\0" in name:
        return _refused(name, "there is no such folder")
    inside = Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))
    if Path(name).is_absolute() or not inside:
        return _refused(name, "it does not lie below the folder of the résumé")
    return _in_folder(folder / name, name, shelves)


def _in_folder(path: Path, shown: str, shelves: Shelves) -> Outcome[Asked]:
    if "\0" in shown or not path.is_dir():
        return _refused(shown, "there is no such folder")
    if not (path / MANIFEST).is_file():
        return _refused(shown, f"there is no `{MANIFEST}` in this folder")
    near, name = with_path(shelves, path)
    if not is_name(name):
        return _refused(shown, "a theme's folder is named by letters, digits, hyphens and underscores")
    return Outcome((near, name))


def _refused(shown: str, reason: str) -> Outcome[Asked]:
    hint = "`cvpdf themes` lists the themes that have a name"
    return Outcome(None, (BadThemeFolder.at(None, f"`{shown[:80]}` is no theme: {reason}", hint=hint),))
