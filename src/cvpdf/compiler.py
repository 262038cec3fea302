"""The composition: the one place where the stages meet.

    bytes → Tree → Resume → Selection → Outline → Page → Pdf → Report

Each stage is a function from one value to the next; here they are called in order, and what they say is gathered.
The module is not called `build`, for `cvpdf.build` is the function.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cvpdf.diagnostics import Diagnostic, Ledger, Outcome, Span
from cvpdf.formats.shapes import other_format
from cvpdf.model.modern import modernise
from cvpdf.model.resume import Resume
from cvpdf.model.validate import validate
from cvpdf.outline import Outline
from cvpdf.path import SourcePath
from cvpdf.source.overrides import override
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree

if TYPE_CHECKING:
    from cvpdf.lint.linting import Rules
    from cvpdf.outline import Picture
    from cvpdf.page import Page, Pdf
    from cvpdf.theme.manifest import Theme
    from cvpdf.theme.settings import Settings
    from cvpdf.world import World

Target = Literal["pdf", "html", "png", "md", "txt", "docx"]
_TEXTS: frozenset[Target] = frozenset(("md", "txt", "docx"))
"""What is written from the outline alone, without a page."""

Progress = Callable[[str], None]
Bring = Callable[[str, Span], Outcome[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """A résumé file: its name as messages print it, and its bytes.

    `folder` is where a photo that it names may be; by default the folder of `file`, where there is such a file.
    """

    file: str
    content: bytes
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A résumé that was read: its Tree, which knows every line, and its values."""

    tree: Tree
    resume: Resume


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value landed on paper (pages from 1, the box in pt from the top left), and where it was written."""

    path: SourcePath
    page: int
    x: float
    y: float
    width: float
    height: float
    span: Span


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: one file, or one a page for pictures.

    Where nothing was laid out there are no `pages` and no `places`; where no theme was needed `theme` is empty.
    """

    files: tuple[bytes, ...]
    pages: int
    words: int
    theme: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Converted:
    """What a conversion made: the name of the reader that was used, the text that its spans lead into, the new file.

    `content` is None, and `loaded` may be, where errors forbid to write.
    """

    reader: str
    text: str
    content: bytes | None
    loaded: Loaded | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A résumé on its way to the page: all that can be known without the engine."""

    loaded: Loaded
    outline: Outline
    theme: "Theme"
    settings: "Settings"


def load(source: Source, overrides: Sequence[str] = ()) -> Outcome[Loaded]:
    """Read and validate a résumé; `overrides` are texts like `basics.label=Gardener`.

    A value comes even where there are errors, as long as the file could be read at all.
    """
    ledger = Ledger()
    return Outcome(_load(source, overrides, ledger), ledger.said)


def check(
    source: Source, overrides: Sequence[str] = (), theme: str | None = None, world: "World | None" = None
) -> Outcome[Loaded]:
    """Everything that can be said without typesetting: the file, the schema, its content, the theme's options.

    Without a world nothing besides the source is looked at: not whether its photo is there, nor what day it is.
    """
    from cvpdf.lint.linting import RULES

    ledger = Ledger()
    loaded = _load(source, overrides, ledger)
    if loaded is not None:
        _draft(source, loaded, theme, world, ledger)
        _lint(loaded, world, RULES, ledger)
    return Outcome(loaded, ledger.said)


def build(
    source: Source,
    *,
    world: "World",
    overrides: Sequence[str] = (),
    theme: str | None = None,
    to: Target = "pdf",
    progress: Progress | None = None,
) -> Outcome[Built]:
    """Make a PDF that is proven, its pages as pictures or as HTML, or a proven text; no value comes with an error."""
    from cvpdf.lint.linting import DATES

    report = progress or _silence
    ledger = Ledger()
    report("reading")
    loaded = _load(source, overrides, ledger)
    draft = _draft(source, loaded, theme, world, ledger, to) if loaded else None
    if draft is not None:
        _lint(draft.loaded, world, DATES, ledger)
    make = _write if to in _TEXTS else _print
    built = make(draft, to, world.cache, report, ledger) if draft and not ledger.failed else None
    return Outcome(None if ledger.failed else built, ledger.said)


def convert(
    source: Source, *, reader: str | None = None, writer: str = "cvpdf", bring: Bring | None = None
) -> Outcome[Converted]:
    """Read a file of any format that is known, and write it in another; both are named as `kinds` lists them.

    Where the file cannot be read there is no value; where it cannot be written there is one without content. `bring`
    is asked for a photo that is on the web: it gives what `basics.image` is to be instead.

    Raises:
        KeyError: when there is no reader or writer of that name.
    """
    from cvpdf.formats.converting import read_format, without_fixes
    from cvpdf.formats.kinds import reader_named, writer_named

    write = writer_named(writer)
    if write is None or (reader and reader_named(reader) is None):
        raise KeyError(writer if write is None else reader)
    ledger = Ledger()
    found = ledger.take(read_format(source.content, source.file, reader))
    if found is None:
        return Outcome(None, without_fixes(ledger.said))
    name, tree = found
    if bring is not None:
        from cvpdf.photo.downloading import brought

        tree = ledger.take(brought(tree, bring)) or tree
    loaded = _validated(tree, (), ledger)
    content = ledger.take(write.write(loaded.resume, loaded.tree)) if loaded and not ledger.failed else None
    return Outcome(Converted(name, tree.text, content, loaded), without_fixes(ledger.said))


def _load(source: Source, overrides: Sequence[str], ledger: Ledger) -> Loaded | None:
    tree = ledger.take(read(source.content, source.file))
    if tree is None:
        return None
    other = other_format(tree)
    if other:
        return ledger.take(Outcome(None, (other,)))
    return _validated(tree, overrides, ledger)


def _validated(tree: Tree, overrides: Sequence[str], ledger: Ledger) -> Loaded | None:
    if tree.node(("meta", "cvpdf")):
        from cvpdf.formats.extensions import restore

        tree = ledger.take(restore(tree)) or tree
    if overrides:
        tree = ledger.take(override(tree, overrides)) or tree
    # Overrides come first: `work[0].name=…` then counts, also where the file says `company`.
    tree = ledger.take(modernise(tree)) or tree
    resume = ledger.take(validate(tree))
    return Loaded(tree, resume) if resume is not None else None


def _lint(loaded: Loaded, world: "World | None", asked: "Rules", ledger: Ledger) -> None:
    """Ask the rules of content, once there are no errors: what was left out for one cannot be judged."""
    from cvpdf.lint.linting import lint

    if not ledger.failed:
        today = world.today() if world else None
        ledger.take(Outcome(None, lint(loaded.resume, loaded.tree.locate, today, asked)))


def _draft(
    source: Source,
    loaded: Loaded,
    theme_name: str | None,
    world: "World | None",
    ledger: Ledger,
    to: Target | None = None,
) -> _Draft | None:
    from cvpdf.outlining.outlining import outline
    from cvpdf.select import select

    themed = ledger.take(_choose_theme(loaded, theme_name))
    photo = None
    if themed and loaded.resume.basics.image:
        photo = ledger.take(_photo(source, loaded, themed[0], world, to))
    outlined = ledger.take(outline(select(loaded.resume), loaded.tree.locate, photo))
    return _Draft(loaded, outlined, *themed) if outlined and themed else None


def _photo(
    source: Source, loaded: Loaded, theme: "Theme", world: "World | None", to: Target | None
) -> "Outcome[Picture]":
    """The photo, if there is a place for it; what is wrong with it is said all the same."""
    from cvpdf.photo.finding import find_photo
    from cvpdf.photo.judging import PHOTO
    from cvpdf.rules.photo import PhotoLeftOut

    place = loaded.tree.locate(PHOTO)
    found = find_photo(loaded.resume.basics.image or "", _folder(source, world), world, place)
    if found.value and (to in _TEXTS or theme.leaves_out(PHOTO)):
        has_none = f"a file of the kind {to}" if to in _TEXTS else f"the theme `{theme.name}`"
        message = f"the photo is not printed: {has_none} has no place for one"
        return Outcome(None, (PhotoLeftOut.at(place, message, path=PHOTO),))
    if found.value and to:
        from cvpdf.photo.developing import develop

        return develop(found.value, place)
    return found


def _folder(source: Source, world: "World | None") -> Path | None:
    """Where the files are that a résumé names."""
    beside = Path(source.file)
    return source.folder or (beside.parent if world and world.is_file(beside) else None)


def _choose_theme(loaded: Loaded, name: str | None) -> "Outcome[tuple[Theme, Settings]]":
    from cvpdf.theme.manifest import load_theme
    from cvpdf.theme.options import resolve_options
    from cvpdf.theme.settings import Settings

    document, locate = loaded.resume.document, loaded.tree.locate
    found = load_theme(document.theme if name is None else name)
    if found.value is None:
        path = () if name is not None else ("document", "theme")
        return Outcome(None, tuple(_placed(diagnostic, path, locate) for diagnostic in found.diagnostics))
    options = resolve_options(found.value, document.options, locate)
    settings = Settings(options.value or {}, document.pageSize)
    return Outcome((found.value, settings), found.diagnostics + options.diagnostics)


def _placed(diagnostic: Diagnostic, path: SourcePath, locate: Callable[[SourcePath], Span]) -> Diagnostic:
    """A finding about a theme's name, at the place where the résumé names it."""
    return diagnostic if diagnostic.span or not path else replace(diagnostic, span=locate(path), path=path)


def _write(draft: _Draft, to: Target, _cache: Path, report: Progress, ledger: Ledger) -> Built | None:
    """Write the outline as text, and prove it: neither a page nor an engine is needed."""
    from cvpdf.formats.texts import write_text
    from cvpdf.proof.texts import prove_text

    report("writing")
    content = ledger.take(write_text(draft.outline, to, draft.settings.page_size))
    if content is None:
        return None
    report("proving")
    words = ledger.take(prove_text(draft.outline, content, to, draft.loaded.tree.locate))
    return Built((content,), 0, words or 0, "")


def _print(draft: _Draft, to: Target, cache: Path, report: Progress, ledger: Ledger) -> Built | None:
    """Compose the page, and print it."""
    from cvpdf.compose.composing import compose
    from cvpdf.typeset.fonts import load_faces

    report("composing")
    page = ledger.take(compose(draft.outline, draft.theme, draft.settings, draft.loaded.tree.locate, cache))
    fonts = ledger.take(load_faces(draft.theme.faces, cache))
    if page is None or fonts is None or ledger.failed:
        return None
    if to == "html":
        from cvpdf.formats.html import write_html

        return Built((write_html(page, fonts),), 0, page.words, draft.theme.name)
    pdf = _typeset(page, fonts, draft, report, ledger)
    return None if pdf is None or ledger.failed else _built(page, pdf, draft, to)


def _typeset(page: "Page", fonts: dict[str, bytes], draft: _Draft, report: Progress, ledger: Ledger) -> "Pdf | None":
    """Typeset and prove; a layout that is at fault is not worth proving."""
    from cvpdf.proof.proving import prove
    from cvpdf.rules.environment import MEND_LIBRARIES, EngineMissing
    from cvpdf.typeset.engine import EngineUnavailableError
    from cvpdf.typeset.typesetting import typeset
    from cvpdf.typeset.verdict import judge

    report("typesetting")
    try:
        pdf = typeset(page, fonts)
    except EngineUnavailableError as error:
        missing = EngineMissing.at(None, f"the PDF cannot be typeset: {error}", hint=MEND_LIBRARIES)
        return ledger.take(Outcome(None, (missing,)))
    loaded = draft.loaded
    ledger.take(Outcome(pdf, judge(page, pdf, loaded.resume.document.pages, loaded.tree.locate)))
    if not ledger.failed:
        report("proving")
        ledger.take(prove(page, pdf, loaded.tree.locate))
    return pdf


def _built(page: "Page", pdf: "Pdf", draft: _Draft, to: Target) -> Built:
    files: tuple[bytes, ...] = (pdf.content,)
    if to == "png":
        from cvpdf.formats.png import write_png

        files = write_png(pdf.content)
    locate = draft.loaded.tree.locate
    places = tuple(
        Place(path, box.page, box.x, box.y, box.width, box.height, locate(path))
        for mark, boxes in zip(page.marks, pdf.places, strict=True)
        for path in mark.covers
        for box in boxes
    )
    return Built(files, len(pdf.sheets), page.words, draft.theme.name, places)


def _silence(_stage: str) -> None:
    """Report nothing."""
