"""What the tests share: the stages one by one, each real résumé printed once a session, themes made for a test."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from hypothesis import settings

from cvpdf.compiler import Loaded, Source, load
from cvpdf.compose.composing import compose
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Severity
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Outline, Picture
from cvpdf.page import Page, Pdf
from cvpdf.photo import PHOTO, develop, find_photo
from cvpdf.proof.proving import prove
from cvpdf.selection import select
from cvpdf.theme.loading import load_theme
from cvpdf.theme.search_path import Shelf, Shelves, themes_folder
from cvpdf.theme.settings import Settings, resolve_options
from cvpdf.theme.theme import Theme
from cvpdf.typeset.fonts import load_faces
from cvpdf.typeset.layout_checks import judge
from cvpdf.typeset.typesetting import typeset
from cvpdf.world import World

T = TypeVar("T")

# Nothing is timed: machines differ. On a server the examples are the same at each run.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")

ROOT = Path(__file__).parents[1]
MANIFEST = "api: 1\ntitle: Odd\ndescription: A theme for one test\n"


@dataclass(frozen=True)
class Print:
    """A résumé on paper, with everything that the stages said on the way."""

    loaded: Loaded
    outline: Outline
    theme: Theme
    page: Page
    pdf: Pdf
    said: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """What was said, but for remarks that need no one's hand."""
        return [diagnostic.code for diagnostic in self.said if diagnostic.severity is not Severity.INFO]


@dataclass(frozen=True)
class Press:
    """The stages from a file's text to its proof; what cannot go on fails the test."""

    cache: Path

    def load(self, source: Source | str, overrides: Iterable[str] = ()) -> Loaded:
        given = Source("resume.yaml", source.encode()) if isinstance(source, str) else source
        return whole(load(given, tuple(overrides)))

    def outline(self, source: Source | str) -> Outline:
        loaded = self.load(source)
        return whole(outline(select(loaded.resume), loaded.tree.locate))

    def compose(self, source: Source | str, theme: Theme) -> Outcome[Page]:
        """Compose a page, whatever is to be said about it."""
        loaded = self.load(source)
        made = whole(outline(select(loaded.resume), loaded.tree.locate))
        return compose(made, theme, settings_of(theme, loaded), loaded.tree.locate)

    def page(self, source: Source | str, theme: Theme | str = "plain") -> Page:
        return whole(self.compose(source, theme if isinstance(theme, Theme) else whole(load_theme(theme))))

    def fonts(self, page: Page) -> dict[str, bytes]:
        return whole(load_faces(page.faces, self.cache, page.letters))

    def typeset(self, page: Page) -> Pdf:
        return typeset(page, self.fonts(page))

    def print(self, source: Source | str, theme: Theme | str = "plain", paper: str = "A4") -> Print:
        loaded = self.load(source, (f"document.pageSize={paper}",))
        locate, ledger = loaded.tree.locate, Ledger()
        chosen = theme if isinstance(theme, Theme) else must(ledger.take(load_theme(theme)))
        photo = None if chosen.leaves_out(PHOTO) else photo_of(loaded)
        made = must(ledger.take(outline(select(loaded.resume), locate, photo)))
        page = must(ledger.take(compose(made, chosen, settings_of(chosen, loaded), locate)))
        pdf = self.typeset(page)
        ledger.take(Outcome(None, judge(page, pdf, loaded.resume.document.pages, locate)))
        ledger.take(prove(page, pdf, locate))
        return Print(loaded, made, chosen, page, pdf, ledger.diagnostics)


def whole(outcome: Outcome[T]) -> T:
    """The value of a stage that has nothing to complain about."""
    assert not outcome.failed, outcome.diagnostics
    return must(outcome.value)


def must(value: T | None) -> T:
    assert value is not None
    return value


def photo_of(loaded: Loaded) -> Picture | None:
    """The photo of a résumé of the project."""
    named, place = loaded.resume.basics.image, loaded.tree.locate(PHOTO)
    if not named:
        return None
    found = whole(find_photo(named, (ROOT / loaded.tree.file).parent, World(ROOT, {}), place))
    return whole(develop(found, place))


def settings_of(theme: Theme, loaded: Loaded) -> Settings:
    document = loaded.resume.document
    options = whole(resolve_options(theme, document.options, loaded.tree.locate))
    return Settings(options, document.pageSize, tuple(document.fonts))


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("cache"))


class Printed(Protocol):
    """A real résumé by its name in the project (`resume.yaml`, `examples/graduate.yaml`), printed once a session."""

    def __call__(self, name: str, theme: str, paper: str = "A4") -> Print: ...


@pytest.fixture(scope="session")
def printed(press: Press) -> Printed:
    @cache
    def make(name: str, theme: str, paper: str = "A4") -> Print:
        return press.print(Source(name, (ROOT / name).read_bytes()), theme, paper)

    return make


class MakeTheme(Protocol):
    """A theme of one test: its CSS, the lines of its manifest besides the required ones, its templates by name."""

    def __call__(
        self, css: str = "", manifest: str = "extends: plain\n", templates: dict[str, str] | None = None
    ) -> Theme: ...


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A folder with the real themes, to put others beside them."""
    folder = tmp_path / "themes"
    folder.mkdir()
    for theme in themes_folder().iterdir():
        (folder / theme.name).symlink_to(theme)
    return folder


def shelf(folder: Path) -> Shelves:
    """One shelf of somebody else's, with whatever stands in a folder."""
    return Shelves((Shelf("beside", folder),))


@pytest.fixture
def make_theme(themes: Path) -> MakeTheme:
    def make(css: str = "", manifest: str = "extends: plain\n", templates: dict[str, str] | None = None) -> Theme:
        folder = themes / "odd"
        folder.mkdir()
        for name, text in {"theme.yaml": MANIFEST + manifest, "theme.css": css, **(templates or {})}.items():
            (folder / name).write_text(text, encoding="utf-8")
        return whole(load_theme("odd", shelf(themes)))

    return make
