"""Finding theme folders, and folding one and what it extends into a Theme."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.rules.theme import BadManifest, UnknownTheme
from cvpdf.theme.manifest import Manifest, read_manifest
from cvpdf.theme.option import Option
from cvpdf.theme.theme import FONTS, Pairing, Theme

_CHAIN_LIMIT = 8
_LONGEST_NAME = 64

_Chain = list[tuple[Path, Manifest]]


def themes_folder() -> Path:
    """The themes that come with cvpdf: inside the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parents[1] / "themes"


def find_themes(home: Path | None = None) -> tuple[str, ...]:
    """The names of the themes in `home` that can be chosen, in alphabetical order; cvpdf's own by default."""
    folders = sorted(path.parent for path in (home or themes_folder()).glob("*/theme.yaml"))
    return tuple(folder.name for folder in folders if not _is_abstract(folder))


def load_theme(name: str, home: Path | None = None) -> Outcome[Theme]:
    """Read a theme of `home` and what it extends, cvpdf's own by default; no value comes with an error."""
    home = home or themes_folder()
    chain: _Chain = []
    diagnostics: list[Diagnostic] = []
    next_name: str | None = name
    while next_name is not None:
        folder = home / next_name
        if not _is_name(next_name) or not (folder / "theme.yaml").is_file():
            return Outcome(None, (*diagnostics, _unknown(next_name, home)))
        if len(chain) == _CHAIN_LIMIT or any(folder == seen for seen, _ in chain):
            names = " → ".join([*(seen.name for seen, _ in chain), next_name])
            return Outcome(None, (BadManifest.at(None, f"the themes extend each other without end: {names}"),))
        outcome = read_manifest(folder)
        diagnostics.extend(outcome.diagnostics)
        if outcome.value is None:
            return Outcome(None, tuple(diagnostics))
        if outcome.value.abstract and not chain:
            return Outcome(None, (*diagnostics, _unknown(next_name, home)))
        chain.append((folder, outcome.value))
        next_name = outcome.value.extends
    theme = _fold(chain)
    if not theme.pairings:
        # The engine cannot go on without any font: it ends the whole process.
        return Outcome(None, (*diagnostics, BadManifest.at(None, f"the theme `{name}` names no fonts")))
    return Outcome(theme, tuple(diagnostics))


def _fold(chain: _Chain) -> Theme:
    folder, own = chain[0]
    manifests = [manifest for _, manifest in chain]
    pairings = next((_pairings(manifest) for manifest in manifests if manifest.fonts), {})
    return Theme(
        name=folder.name,
        title=own.title,
        description=own.description,
        folders=tuple(folder for folder, _ in chain),
        pairings=MappingProxyType(pairings),
        weights=next((manifest.weights for manifest in manifests if manifest.weights), (400,)),
        italic=next((manifest.italic for manifest in manifests if manifest.italic is not None), False),
        options=MappingProxyType(_options(manifests, pairings)),
        omits=frozenset(path for manifest in manifests for path in manifest.omits),
        bullet=next((manifest.bullet for manifest in manifests if manifest.bullet), "•"),
    )


def _pairings(manifest: Manifest) -> dict[str, Pairing]:
    return {name: Pairing(fonts.text, fonts.headings or fonts.text) for name, fonts in manifest.fonts.items()}


def _options(manifests: list[Manifest], pairings: Mapping[str, Pairing]) -> dict[str, Option]:
    options: dict[str, Option] = {}
    for manifest in reversed(manifests):
        options.update(manifest.options)
    if len(pairings) > 1:
        described = "The typefaces: " + "; ".join(f"{name} is {_families(pair)}" for name, pair in pairings.items())
        names = tuple(pairings)
        options[FONTS] = Option(type="choice", default=names[0], choices=names, description=described)
    return options


def _families(pairing: Pairing) -> str:
    same = pairing.text == pairing.headings
    return pairing.text if same else f"{pairing.text} with {pairing.headings}"


def _unknown(name: str, home: Path) -> Diagnostic:
    from cvpdf.suggest import did_you_mean

    names = find_themes(home)
    hint = did_you_mean(name, names) or f"choose one of {', '.join(f'`{known}`' for known in names)}"
    return UnknownTheme.at(None, f"there is no theme `{name[:_LONGEST_NAME]}`", hint=hint)


def _is_abstract(folder: Path) -> bool:
    manifest = read_manifest(folder).value
    return manifest is None or manifest.abstract


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and name.replace("-", "").replace("_", "").isalnum()
