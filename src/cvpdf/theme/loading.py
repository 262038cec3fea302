"""A theme and what it extends, folded into a Theme; and what a résumé asks of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from cvpdf.arguments import check_type
from cvpdf.diagnostics import Diagnostic, Outcome, Severity, Span
from cvpdf.model.resume import Document
from cvpdf.path import SourcePath
from cvpdf.rules.cv4_themes import (
    BadManifest,
    BadOptionValue,
    LowContrast,
    OutsideTheFolder,
    Shadowing,
    UnknownOption,
    UnknownTheme,
)
from cvpdf.source.tree import Locate, PlainData
from cvpdf.theme.manifest import Manifest, ManifestFile, intruders, read_manifest
from cvpdf.theme.search_path import (
    SearchPath,
    SearchRoot,
    own_search_path,
    place_of,
    resolve_for_file,
    resolve_for_user,
    search_path,
)
from cvpdf.theme.theme import FONTS, Option, Pairing, Theme, as_css, contrast, expected, fits, nearest_colour, too_pale
from cvpdf.words import did_you_mean
from cvpdf.world import World

_CHAIN_LIMIT = 8
_SHOWN = 64
"""Letters of a name that messages quote."""

_Link = tuple[SearchRoot, ManifestFile]
_Chain = list[_Link]


def find_themes(near: SearchPath | None = None) -> tuple[str, ...]:
    """The names of the themes that can be chosen, in alphabetical order; cvpdf's own by default."""
    names = {name for root in near or own_search_path() for name in root.names()}
    return tuple(sorted(name for name in names if not _is_abstract(name, near or own_search_path())))


def themes(folder: Path | None = None, world: World | None = None) -> tuple[Theme, ...]:
    """Give the themes that can be chosen, in alphabetical order.

    Args:
        folder: the folder of a résumé, whose own themes count as well.
        world: the machine, whose user may have themes too; without it only those of cvpdf are found.

    Returns:
        The themes with their titles, descriptions and options; those with a mistake in their manifest are left out.

    Raises:
        TypeError: when an argument has another type.
    """
    check_type("folder", folder, Path, optional=True)
    check_type("world", world, World, optional=True)
    near = search_path(folder, world.config if world else None) if folder or world else own_search_path()
    loaded = (load_theme(name, near).value for name in find_themes(near))
    return tuple(theme for theme in loaded if theme)


def find_broken(near: SearchPath) -> tuple[Diagnostic, ...]:
    """What is wrong with those that would be there to choose, if their manifests were right."""
    names = {name for root in near for name in root.names()} - {*find_themes(near)}
    said = (diagnostic for name in sorted(names) for diagnostic in load_theme(name, near).diagnostics)
    return tuple(diagnostic for diagnostic in said if diagnostic.span)


def load_theme(name: str, near: SearchPath | None = None, *, to_extend: bool = False) -> Outcome[Theme]:
    """Read a theme and what it extends.

    Args:
        name: The theme's name.
        near: Where it is looked for, by default among cvpdf's own.
        to_extend: Whether it may be abstract, as `base` is, and have no fonts: nothing can be printed with such a one.

    Returns:
        The theme; no value comes with an error.
    """
    outcome = _gather(name, near or own_search_path(), to_extend=to_extend)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    chain = outcome.value
    if to_extend or any(file.manifest.fonts for _, file in chain):
        return Outcome(_fold(name, chain), outcome.diagnostics)
    # The engine cannot go on without any font: it ends the whole process.
    fontless = BadManifest.at(
        chain[0][1].tree.locate(("title",)),
        f"the theme `{name}` names no fonts",
        hint="name a family under `fonts`, or extend a theme that has one",
    )
    return Outcome(None, (*outcome.diagnostics, fontless))


def _gather(name: str, near: SearchPath, *, to_extend: bool) -> Outcome[_Chain]:
    """Read a theme's manifest, then that of the theme which it extends, and so on."""
    around = near
    chain: _Chain = []
    diagnostics: list[Diagnostic] = []
    next_name: str | None = name
    while next_name is not None:
        outcome = _follow(next_name, around, near, chain)
        diagnostics.extend(outcome.diagnostics)
        if outcome.value is None:
            return Outcome(None, tuple(diagnostics))
        root, file = outcome.value
        if file.manifest.abstract and not chain and not to_extend:
            return Outcome(None, (*diagnostics, _unknown(name, around, None)))
        chain.append(outcome.value)
        around = near.below(root, itself=file.manifest.extends != next_name)
        next_name = file.manifest.extends
    return Outcome(chain, tuple(diagnostics))


def _follow(name: str, around: SearchPath, everywhere: SearchPath, chain: _Chain) -> Outcome[_Link]:
    """Find and read the next theme of a chain."""
    place = chain[-1][1].tree.locate(("extends",)) if chain else None
    found = around.find(name)
    extends_itself = found is None and chain and name == chain[-1][1].folder.name
    again = found is not None and any(found[1] == seen.folder for _, seen in chain)
    if extends_itself or again or len(chain) == _CHAIN_LIMIT:
        return Outcome(None, (_endless(chain, name, place),))
    if found is None:
        return Outcome(None, (_unknown(name, around, place),))
    root, folder = found
    outcome = _read(root, folder, everywhere)
    return Outcome((root, outcome.value) if outcome.value else None, outcome.diagnostics)


def _read(root: SearchRoot, folder: Path, everywhere: SearchPath) -> Outcome[ManifestFile]:
    """Read a manifest; of a theme that is not ours, see first that the folder holds nothing of anybody else."""
    if root.is_ours:
        return read_manifest(folder)
    outside = tuple(
        OutsideTheFolder.at(
            Span(place_of(path), 1, 1, 1, 1),
            f"the theme `{folder.name}` may not have this file: {reason}",
            hint="put the file itself there",
        )
        for path, reason in intruders(folder)
    )
    if outside:
        return Outcome(None, outside)
    outcome = read_manifest(folder)
    unknown = tuple(_unknown_fields(outcome.value)) if outcome.value else ()
    if unknown:
        return Outcome(None, (*outcome.diagnostics, *unknown))
    name = root.single or folder.name
    if any(other.is_ours and other.find(name) for other in everywhere.near):
        start = Span(place_of(folder / "theme.yaml"), 1, 1, 1, 1)
        shadowing = Shadowing.at(start, f"this theme stands in for cvpdf's own `{name}`")
        return Outcome(outcome.value, (shadowing, *outcome.diagnostics))
    return outcome


def _unknown_fields(file: ManifestFile) -> Iterator[Diagnostic]:
    """What a theme declares to leave out, and no résumé has."""
    if not file.manifest.omits:
        return
    from cvpdf.model.part import unknown_step
    from cvpdf.model.resume import Resume
    from cvpdf.words import did_you_mean

    for number, path in enumerate(file.manifest.omits):
        unknown = unknown_step(Resume, path)
        if unknown:
            hint = (
                did_you_mean(*unknown) or "name a field as the résumé's file has it, without numbers: `work.location`"
            )
            place = file.tree.locate(("omits", number))
            yield BadManifest.at(place, f"`omits`: no résumé has a field `{path[:_SHOWN]}`", hint=hint)


def _fold(name: str, chain: _Chain) -> Theme:
    root, own = chain[0]
    manifests = [file.manifest for _, file in chain]
    pairings = next((_pairings(manifest) for manifest in manifests if manifest.fonts), {})
    return Theme(
        name=name,
        title=own.manifest.title,
        description=own.manifest.description,
        folders=tuple(file.folder for _, file in chain),
        pairings=MappingProxyType(pairings),
        weights=next((manifest.weights for manifest in manifests if manifest.weights), (400,)),
        italic=next((manifest.italic for manifest in manifests if manifest.italic is not None), False),
        options=MappingProxyType(_options(manifests, pairings)),
        omits=frozenset(path for manifest in manifests for path in manifest.omits),
        bullet=next((manifest.bullet for manifest in manifests if manifest.bullet), "•"),
        root=root,
        named=MappingProxyType(_named(chain)),
    )


def _named(chain: _Chain) -> dict[str, Span]:
    """Where the nearest manifests name each family, and the bullet."""
    places: dict[str, Span] = {}
    for _, file in reversed(chain):
        if file.manifest.bullet:
            places[file.manifest.bullet] = file.tree.locate(("bullet",))
        for name, fonts in file.manifest.fonts.items():
            for key, family in (("headings", fonts.headings), ("text", fonts.text)):
                if family:
                    places[family] = file.tree.locate(("fonts", name, key))
    return places


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


def _unknown(name: str, near: SearchPath, place: Span | None) -> Diagnostic:
    """Say that there is no theme of this name; at `place` a theme's file names it as its parent."""
    from cvpdf.words import did_you_mean

    names = find_themes(near)
    if place:
        every = {name for root in near for name in root.names()}
        hint = did_you_mean(name, sorted(every)) or f"extend one of {_listed(names)}, or `base`"
        return UnknownTheme.at(place, f"there is no theme `{name[:_SHOWN]}` to extend", hint=hint)
    hint = did_you_mean(name, names) or f"choose one of {_listed(names)}"
    return UnknownTheme.at(None, f"there is no theme `{name[:_SHOWN]}`", hint=hint)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _endless(chain: _Chain, name: str, place: Span | None) -> Diagnostic:
    names = " → ".join([*(file.folder.name for _, file in chain), name])
    round_and_round = "the themes extend each other without end"
    long = f"a theme stands on {_CHAIN_LIMIT - 1} others at most"
    return BadManifest.at(place, f"{long if len(chain) == _CHAIN_LIMIT else round_and_round}: {names}")


def _is_abstract(name: str, near: SearchPath) -> bool:
    """Whether a theme is not one to choose, as far as can be told."""
    found = near.find(name)
    file = read_manifest(found[1]).value if found else None
    return file is None or file.manifest.abstract


# What a résumé asks of a theme. -------------------------------------------------------------------------------


# The value. ---------------------------------------------------------------------------------------------------


class Settings(Struct, frozen=True):
    """The options as CSS writes them, by name, the paper's name (`A4`, `Letter`, `A5`), and fonts of the system."""

    options: Mapping[str, str]
    page_size: str
    fonts: tuple[str, ...] = ()

    @property
    def date_style(self) -> str:
        """How months are written: `short`, `long` or `numeric`; the one option that is not the style sheet's."""
        return self.options.get("dateStyle", "short")


# Reading the options. -----------------------------------------------------------------------------------------


_OPTIONS: SourcePath = ("document", "options")


def resolve_options(
    theme: Theme,
    given: Mapping[str, PlainData],
    locate: Locate,
    search_path: SearchPath | None = None,
) -> Outcome[Mapping[str, str]]:
    """Every option of the theme with its value as CSS writes it, the theme's default where none is given.

    An option that another theme of the `search_path` has (by default of cvpdf's) does no harm.
    """
    values = {name: as_css(option, option.default) for name, option in theme.options.items()}
    diagnostics: list[Diagnostic] = []
    for name, value in given.items():
        path = (*_OPTIONS, name)
        option = theme.options.get(name)
        if option is None:
            diagnostics.append(_unknown_option(theme, name, locate(path), path, search_path))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str) or not fits(option, value):
            shown = f"`{value}`" if isinstance(value, str) else "this"
            diagnostics.append(
                BadOptionValue.at(
                    locate(path), f"`{name}`: {shown} is not {expected(option)}", path=path, hint=_better(option)
                )
            )
        else:
            values[name] = as_css(option, value)
            if too_pale(option, value):
                diagnostics.append(_pale(name, option, value, locate(path)))
    return Outcome(values, tuple(diagnostics))


def _pale(name: str, option: Option, value: str, span: Span) -> Diagnostic:
    """Say how little contrast a colour has, and which one near it has enough."""
    wanted = option.contrast or 0
    # Cut off and not rounded: 4.499 is not 4.5.
    ratio = int(contrast(value, option.against) * 100) / 100
    message = f"`{name}`: `{value}` has a contrast of {ratio:g} on `{option.against}`, and text wants {wanted:g}"
    better = nearest_colour(value, option.against, wanted)
    hint = f"the nearest colour that has it is `'{better}'`" if better else None
    return LowContrast.at(span, message, path=(*_OPTIONS, name), hint=hint)


def _better(option: Option) -> str:
    if option.type == "color":
        return 'write it in quotes: `"#235577"`'
    return f"the default is `{option.default}`"


def _unknown_option(
    theme: Theme, name: str, span: Span, path: SourcePath, search_path: SearchPath | None
) -> Diagnostic:
    others = [
        other for other in find_themes(search_path) if other != theme.name and name in _options_of(other, search_path)
    ]
    if others:
        message = f"`{name}` is an option of `{others[0]}`; `{theme.name}` does not have it"
        return UnknownOption.at(span, message, path=path, severity=Severity.INFO)
    hint = did_you_mean(name, theme.options) or f"`cvpdf themes show {theme.name}` lists its options"
    return UnknownOption.at(span, f"the theme `{theme.name}` has no option `{name}`", path=path, hint=hint)


def _options_of(name: str, search_path: SearchPath | None) -> Mapping[str, Option]:
    theme = load_theme(name, search_path).value
    return theme.options if theme else {}


def choose_theme(
    document: Document,
    name: str | None,
    folder: Path | None,
    near: SearchPath,
    locate: Locate,
) -> Outcome[tuple[Theme, Settings]]:
    """Find a résumé's theme, and resolve what the résumé asks of it.

    Args:
        document: how the résumé is presented.
        name: a name or a path that overrules what the résumé says.
        folder: the folder of the résumé, where its own themes may be.
        near: where themes are looked for.
        locate: gives the place of a source path in the résumé file.

    Returns:
        The theme and its settings; no value where there is no such theme.
    """
    path = () if name is not None else ("document", "theme")
    asked = resolve_for_file(document.theme, folder, near) if name is None else resolve_for_user(name, near)
    if asked.value is None:
        return Outcome(None, tuple(_placed(diagnostic, path, locate) for diagnostic in asked.diagnostics))
    near, name = asked.value
    found = load_theme(name, near)
    said = tuple(_placed(diagnostic, path, locate) for diagnostic in found.diagnostics)
    if found.value is None:
        return Outcome(None, said)
    options = resolve_options(found.value, document.options, locate, near)
    settings = Settings(options.value or {}, document.pageSize, tuple(document.fonts))
    return Outcome((found.value, settings), said + options.diagnostics)


def _placed(diagnostic: Diagnostic, path: SourcePath, locate: Locate) -> Diagnostic:
    """A diagnostic about a theme's name, at the place where the résumé names it."""
    return diagnostic if diagnostic.span or not path else diagnostic.moved_to(locate(path), path)
