"""Drafting: the stages up to the outline, and the theme; everything that needs neither a page nor an engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Span
from cvpdf.formats.detect import other_format
from cvpdf.model.upgrade import modernise
from cvpdf.model.validate import validate
from cvpdf.outline.values import Outline
from cvpdf.path import SourcePath
from cvpdf.products import TEXTS, Loaded, Source, Target
from cvpdf.source.overrides import override
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree

if TYPE_CHECKING:
    from cvpdf.lint.linting import Rules
    from cvpdf.outline.values import Picture
    from cvpdf.theme.settings import Settings
    from cvpdf.theme.theme import Theme
    from cvpdf.world import World


@dataclass(frozen=True, slots=True)
class Draft:
    """A résumé on its way to the page: all that can be known without the engine."""

    loaded: Loaded
    outline: Outline
    theme: "Theme"
    settings: "Settings"
    photo: Path | None = None
    """The file that the résumé names as its photo, whether it is there and printed or not."""


def load_resume(source: Source, overrides: Sequence[str], ledger: Ledger) -> Loaded | None:
    """Read a file as a résumé, or say whose file it is."""
    tree = ledger.take(read(source.content, source.file))
    if tree is None:
        return None
    other = other_format(tree)
    if other:
        return ledger.take(Outcome(None, (other,)))
    return validated(tree, overrides, ledger)


def validated(tree: Tree, overrides: Sequence[str], ledger: Ledger, carried: str = "") -> Loaded | None:
    """The last stages of reading, which a file that was converted goes through as well."""
    if tree.node(("meta", "cvpdf")):
        from cvpdf.formats.json_resume.extensions import restore

        tree = ledger.take(restore(tree)) or tree
    if overrides:
        tree = ledger.take(override(tree, overrides)) or tree
    # Overrides come first: `work[0].name=…` then counts, also where the file says `company`.
    tree = ledger.take(modernise(tree)) or tree
    resume = ledger.take(validate(tree, carried))
    return Loaded(tree, resume) if resume is not None else None


def ask_rules(loaded: Loaded, world: "World | None", asked: "Rules", ledger: Ledger) -> None:
    """Ask the rules of content, once there are no errors: what was left out for one cannot be judged."""
    from cvpdf.lint.linting import lint

    if not ledger.failed:
        today = world.today() if world else None
        ledger.take(Outcome(None, lint(loaded.resume, loaded.tree, today, asked)))


def draft_of(
    source: Source,
    loaded: Loaded,
    theme_name: str | None,
    world: "World | None",
    ledger: Ledger,
    to: Target | None = None,
) -> Draft | None:
    """Outline a résumé, and settle its theme and photo; `to` is what is to be made of it, None for nothing."""
    from cvpdf.locale.date_styles import SHORT
    from cvpdf.outline.outlining import outline
    from cvpdf.selection import select

    themed = ledger.take(choose_theme(loaded, theme_name, _folder(source, world), world))
    photo = None
    if themed and loaded.resume.basics.image:
        photo = ledger.take(_photo(source, loaded, themed[0], world, to))
    style = themed[1].date_style if themed else SHORT
    outlined = ledger.take(outline(select(loaded.resume), loaded.tree.locate, photo, date_style=style))
    return Draft(loaded, outlined, *themed, _photo_file(source, loaded, world)) if outlined and themed else None


def _photo_file(source: Source, loaded: Loaded, world: "World | None") -> Path | None:
    named, folder = loaded.resume.basics.image, _folder(source, world)
    if not named or folder is None:
        return None
    from cvpdf.photo import photo_file

    return photo_file(named, folder)


def _photo(
    source: Source, loaded: Loaded, theme: "Theme", world: "World | None", to: Target | None
) -> "Outcome[Picture]":
    """The photo, if there is a place for it; what is wrong with it is said all the same."""
    from cvpdf.photo import PHOTO, find_photo
    from cvpdf.rules.cv3_content import PhotoLeftOut

    place = loaded.tree.locate(PHOTO)
    found = find_photo(loaded.resume.basics.image or "", _folder(source, world), world, place)
    if found.value and to != "docx" and (to in TEXTS or theme.leaves_out(PHOTO)):
        has_none = f"a file of the kind {to}" if to in TEXTS else f"the theme `{theme.name}`"
        message = f"the photo is not printed: {has_none} has no place for one"
        return Outcome(None, (PhotoLeftOut.at(place, message, path=PHOTO),))
    if found.value and to:
        from cvpdf.photo import develop

        return develop(found.value, place)
    return found


def _folder(source: Source, world: "World | None") -> Path | None:
    """Where the files are that a résumé names."""
    beside = Path(source.file)
    return source.folder or (beside.parent if world and world.is_file(beside) else None)


def choose_theme(
    loaded: Loaded, name: str | None, folder: Path | None, world: "World | None"
) -> "Outcome[tuple[Theme, Settings]]":
    """Find the theme: what was asked for by `name`, a path perhaps, or what the file names; and settle its options."""
    from cvpdf.theme.loading import load_theme
    from cvpdf.theme.search_path import asked_by_file, asked_by_user, own_shelves, shelves
    from cvpdf.theme.settings import Settings, resolve_options

    document, locate = loaded.resume.document, loaded.tree.locate
    path = () if name is not None else ("document", "theme")
    near = shelves(folder, world.config) if world else own_shelves()
    asked = asked_by_file(document.theme, folder, near) if name is None else asked_by_user(name, near)
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


def _placed(diagnostic: Diagnostic, path: SourcePath, locate: Callable[[SourcePath], Span]) -> Diagnostic:
    """A finding about a theme's name, at the place where the résumé names it."""
    return diagnostic if diagnostic.span or not path else diagnostic.moved_to(locate(path), path)
