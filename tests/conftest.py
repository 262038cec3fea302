"""What the tests share: the stages one by one, each real résumé printed once a session, themes made for a test."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from hypothesis import settings
from msgspec.structs import replace

from cvpdf.artifacts import Composed, Draft, Loaded, Source
from cvpdf.compose.composing import compose
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Severity
from cvpdf.outline.values import Outline
from cvpdf.outputs import OUTPUTS
from cvpdf.page import Page, Pdf
from cvpdf.pipeline import compose_page, draft, load, print_page
from cvpdf.proof.proving import prove
from cvpdf.theme.loading import load_theme
from cvpdf.theme.search_path import SearchPath, SearchRoot, themes_folder
from cvpdf.theme.theme import Theme
from cvpdf.typeset.fonts import load_faces
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
    """The steps of the pipeline one by one; what cannot go on fails the test."""

    cache: Path

    def load(self, source: Source | str, overrides: Iterable[str] = ()) -> Loaded:
        return whole(load(source_of(source), tuple(overrides)))

    def draft(self, source: Source | str, theme: Theme | str = "plain", *overrides: str) -> Outcome[Draft]:
        name = theme if isinstance(theme, str) else str(theme.folders[0])
        given, ledger = source_of(source), Ledger()
        loaded = self.load(given, overrides)
        drafted = ledger.take(draft(given, loaded, world=World(self.cache, {}), theme=name, output=OUTPUTS["pdf"]))
        if drafted and not isinstance(theme, str):
            drafted = replace(drafted, theme=theme)
        return Outcome(drafted, ledger.diagnostics)

    def outline(self, source: Source | str) -> Outline:
        return must(self.draft(source).value).outline

    def compose(self, source: Source | str, theme: Theme | str) -> Outcome[Page]:
        """Compose a page, whatever is to be said about it."""
        drafted = whole(self.draft(source, theme))
        return compose(drafted.outline, drafted.theme, drafted.settings, drafted.loaded.tree.locate)

    def page(self, source: Source | str, theme: Theme | str = "plain") -> Page:
        return whole(self.compose(source, theme))

    def fonts(self, page: Page) -> dict[str, bytes]:
        return whole(load_faces(page.faces, self.cache, page.letters))

    def typeset(self, page: Page) -> Pdf:
        return typeset(page, self.fonts(page))

    def _composed(self, drafted: Draft) -> Composed:
        """A page that is at fault, to see what the stages behind find."""
        page = must(compose(drafted.outline, drafted.theme, drafted.settings, drafted.loaded.tree.locate).value)
        return Composed(drafted, page, self.fonts(page))

    def print(self, source: Source | str, theme: Theme | str = "plain", paper: str = "A4") -> Print:
        ledger = Ledger()
        drafted = must(ledger.take(self.draft(source, theme, f"document.pageSize={paper}")))
        composed = ledger.take(compose_page(drafted, self.cache)) or self._composed(drafted)
        made = must(ledger.take(print_page(composed)))
        if made.text is None:
            ledger.take(prove(composed.page, made.pdf, drafted.loaded.tree.locate))
        return Print(drafted.loaded, drafted.outline, drafted.theme, composed.page, made.pdf, ledger.diagnostics)


def source_of(given: Source | str) -> Source:
    return Source("resume.yaml", given.encode()) if isinstance(given, str) else given


def whole(outcome: Outcome[T]) -> T:
    """The value of a stage that has nothing to complain about."""
    assert not outcome.failed, outcome.diagnostics
    return must(outcome.value)


def must(value: T | None) -> T:
    assert value is not None
    return value


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
        path = ROOT / name
        return press.print(Source(name, path.read_bytes(), path.parent), theme, paper)

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


def root(folder: Path) -> SearchPath:
    """One root of somebody else's, with whatever stands in a folder."""
    return SearchPath((SearchRoot("beside", folder),))


@pytest.fixture
def make_theme(themes: Path) -> MakeTheme:
    def make(css: str = "", manifest: str = "extends: plain\n", templates: dict[str, str] | None = None) -> Theme:
        folder = themes / "odd"
        folder.mkdir()
        for name, text in {"theme.yaml": MANIFEST + manifest, "theme.css": css, **(templates or {})}.items():
            (folder / name).write_text(text, encoding="utf-8")
        return whole(load_theme("odd", root(themes)))

    return make
