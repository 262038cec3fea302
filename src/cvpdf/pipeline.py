"""The pipeline: the one place where the stages meet; everybody who needs several of them calls it.

    bytes → Tree → Resume → Selection → Outline → Page → Pdf → the PDF's own text, compared with the Page

Each stage is a function from one value to the next. Here they are called in order, and their diagnostics are gathered.
`draft`, `compose_page` and `print_page` are steps, for those who need what stands between: trials of themes, and tests.
Any number of threads may call any of these at once: each gets the bytes and messages that it would get alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cvpdf.arguments import check_choice, check_function, check_type
from cvpdf.artifacts import (
    Bring,
    Built,
    Composed,
    Converted,
    Draft,
    Loaded,
    Print,
    Progress,
    Source,
    check_arguments,
    silence,
)
from cvpdf.diagnostics import Ledger, Outcome, Span
from cvpdf.formats.detect import other_format
from cvpdf.libraries import reporting_library_changes
from cvpdf.model.upgrade import upgrade
from cvpdf.model.validate import validate
from cvpdf.outputs import OUTPUTS, FromOutline, FromPage, FromPdf, Output, Target
from cvpdf.source.reading import override, read
from cvpdf.source.tree import Tree
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.lint.linting import Rules
    from cvpdf.outline.values import Picture
    from cvpdf.serving import Limits
    from cvpdf.theme.theme import Theme


# The library's functions. -------------------------------------------------------------------------------------


@reporting_library_changes
def load(source: Source, overrides: Sequence[str] = ()) -> Outcome[Loaded]:
    """Read and validate a résumé.

    Args:
        source: the résumé file.
        overrides: assignments that count in place of what the file says, such as `basics.label=Gardener`.

    Returns:
        The résumé, and every diagnostic, in any thread. A value is there even with errors, if the file could be read.

    Raises:
        TypeError: when an argument has another type. Bad input never raises.
    """
    check_arguments(source, overrides)
    ledger = Ledger()
    return Outcome(_load(source, overrides, ledger), ledger.diagnostics)


@reporting_library_changes
def check(
    source: Source, overrides: Sequence[str] = (), theme: str | None = None, world: World | None = None
) -> Outcome[Loaded]:
    """Check a résumé without typesetting it: the file, the schema, its content, the theme's options.

    Args:
        source: the résumé file.
        overrides: assignments that count in place of what the file says, such as `basics.label=Gardener`.
        theme: a name or the path of a folder that overrules what the file says.
        world: the machine. Without it nothing besides the source is looked at: no photo, no theme but cvpdf's own, and
            not what day it is.

    Returns:
        The résumé, and every diagnostic, in any thread the same as alone.

    Raises:
        TypeError: when an argument has another type. Bad input never raises.
    """
    check_arguments(source, overrides, theme)
    check_type("world", world, World, optional=True)
    from cvpdf.lint.linting import RULES

    ledger = Ledger()
    loaded = _load(source, overrides, ledger)
    if loaded is not None:
        ledger.take(draft(source, loaded, world=world, theme=theme))
        _lint(loaded, world, RULES, ledger)
    return Outcome(loaded, ledger.diagnostics)


@reporting_library_changes
def build(
    source: Source,
    *,
    world: World,
    overrides: Sequence[str] = (),
    theme: str | None = None,
    to: Target = "pdf",
    progress: Progress | None = None,
) -> Outcome[Built]:
    """Make a PDF that is proven, its pages as pictures or as HTML, or a proven text.

    Args:
        source: the résumé file.
        world: the machine, such as `World.of_process()`.
        overrides: assignments that count in place of what the file says, such as `basics.label=Gardener`.
        theme: a name or the path of a folder that overrules what the file says.
        to: what is made: `pdf`, `html`, `png`, `md`, `txt` or `docx`.
        progress: is told the name of each stage as it begins.

    Returns:
        What was made, and every diagnostic, in any thread the same as alone. There is no value with an error.

    Raises:
        TypeError: when an argument has another type.
        ValueError: when `to` is nothing that can be made. Bad input never raises.
    """
    check_arguments(source, overrides, theme)
    check_type("world", world, World, "write `World.of_process()`")
    check_choice("to", to, OUTPUTS)
    check_function("progress", progress)
    from cvpdf.lint.linting import ALWAYS

    output, report, ledger = OUTPUTS[to], progress or silence, Ledger()
    report("reading")
    loaded = _load(source, overrides, ledger)
    drafted = ledger.take(draft(source, loaded, world=world, theme=theme, output=output)) if loaded else None
    if drafted is not None:
        _lint(drafted.loaded, world, ALWAYS, ledger)
    built = ledger.take(_make(drafted, output, world.cache, report)) if drafted and not ledger.failed else None
    return Outcome(None if ledger.failed else built, ledger.diagnostics)


@reporting_library_changes
def convert(
    source: Source, *, reader: str | None = None, writer: str = "cvpdf", bring: Bring | None = None
) -> Outcome[Converted]:
    """Read a file of any format that is known, and write it in another.

    Args:
        source: the file, of any format that `cvpdf convert --list` names.
        reader: the name of its format, where its shape does not tell.
        writer: the name of the format that is written.
        bring: is asked for a photo that is on the web; it gives what `basics.image` is to be instead.

    Returns:
        The new file, and every diagnostic, in any thread; no value where it cannot be read, no content with an error.

    Raises:
        TypeError: when an argument has another type.
        ValueError: when there is no such reader or writer. Bad input never raises.
    """
    from cvpdf.formats.detect import read_format
    from cvpdf.formats.table import READERS, WRITERS, writer_named

    check_arguments(source)
    if reader is not None:
        check_choice("reader", reader, (known.name for known in READERS))
    check_function("bring", bring)
    check_choice("writer", writer, (known.name for known in WRITERS))
    write = writer_named(writer)
    ledger = Ledger()
    found, converted = ledger.take(read_format(source.content, source.file, reader)), None
    if found is not None:
        name, tree = found
        if bring is not None:
            from cvpdf.photo import brought

            tree = ledger.take(brought(tree, bring)) or tree
        loaded = _validate(tree, (), ledger, write.carries)
        content = ledger.take(write.write(loaded.resume, loaded.tree)) if loaded and not ledger.failed else None
        converted = Converted(name, tree.text, content, loaded)
    # The source is not in our format, so it cannot be mended by the edits that would mend ours.
    return Outcome(converted, tuple(diagnostic.without_fix() for diagnostic in ledger.diagnostics))


# From the bytes to the Outline. -------------------------------------------------------------------------------


def _load(source: Source, overrides: Sequence[str], ledger: Ledger) -> Loaded | None:
    """Read a file as a résumé, or say whose file it is."""
    tree = ledger.take(read(source.content, source.file))
    if tree is None:
        return None
    if other := other_format(tree):
        return ledger.take(Outcome(None, (other,)))
    return _validate(tree, overrides, ledger)


def _validate(tree: Tree, overrides: Sequence[str], ledger: Ledger, carried: str = "") -> Loaded | None:
    """The last stages of reading, which a file that was converted goes through as well."""
    if tree.node(("meta", "cvpdf")):
        from cvpdf.formats.json_resume.writer import restore

        tree = ledger.take(restore(tree)) or tree
    if overrides:
        tree = ledger.take(override(tree, overrides)) or tree
    # Overrides come first: `work[0].name=…` then counts, also where the file says `company`.
    tree = ledger.take(upgrade(tree)) or tree
    resume = ledger.take(validate(tree, carried))
    return Loaded(tree, resume) if resume is not None else None


def _lint(loaded: Loaded, world: World | None, asked: "Rules", ledger: Ledger) -> None:
    """Ask the rules of content, once there are no errors: what was left out for one cannot be judged."""
    from cvpdf.lint.linting import lint

    if not ledger.failed:
        ledger.take(Outcome(None, lint(loaded.resume, loaded.tree, world.today() if world else None, asked)))


def draft(
    source: Source,
    loaded: Loaded,
    *,
    world: World | None,
    theme: str | None = None,
    output: Output | None = None,
) -> Outcome[Draft]:
    """Outline a résumé, with the theme that is chosen and the photo that is printed.

    Args:
        source: the résumé file.
        loaded: what was read from it.
        world: where files beside the source are looked for; None to look at nothing but the source.
        theme: a name or a path that overrules what the file says.
        output: what is to be made, for the photo may have a place in it or not; None where nothing is.

    Returns:
        The draft, which is there with errors as well, as long as there are an Outline and a theme.
    """
    from cvpdf.locale.cldr import SHORT
    from cvpdf.outline.outlining import outline
    from cvpdf.selection import select
    from cvpdf.theme.loading import choose_theme
    from cvpdf.theme.search_path import own_search_path, search_path

    ledger, folder = Ledger(), source.folder_in(world)
    near = search_path(folder, world.config) if world else own_search_path()
    themed = ledger.take(choose_theme(loaded.resume.document, theme, folder, near, loaded.tree.locate))
    named, photo, file = loaded.resume.basics.image, None, None
    if named:
        from cvpdf.photo import photo_file

        photo = ledger.take(_photo(loaded, themed[0], folder, world, output)) if themed else None
        file = photo_file(named, folder) if folder else None
    style = themed[1].date_style if themed else SHORT
    outlined = ledger.take(outline(select(loaded.resume), loaded.tree.locate, photo, date_style=style))
    return Outcome(Draft(loaded, outlined, *themed, file) if outlined and themed else None, ledger.diagnostics)


def _photo(
    loaded: Loaded, theme: "Theme", folder: Path | None, world: World | None, output: Output | None
) -> "Outcome[Picture]":
    """The photo, if there is a place for it; what is wrong with it is reported all the same."""
    from cvpdf.photo import PHOTO, develop, find_photo
    from cvpdf.rules.cv3_content import PhotoLeftOut

    place = loaded.tree.locate(PHOTO)
    found = find_photo(loaded.resume.basics.image or "", folder, world, place)
    if output and isinstance(output.maker, FromOutline):
        without = None if output.maker.prints_photo else f"a file of the kind {output.name}"
    else:
        without = f"the theme `{theme.name}`" if theme.leaves_out(PHOTO) else None
    if found.value and without:
        message = f"the photo is not printed: {without} has no place for one"
        return Outcome(None, (PhotoLeftOut.at(place, message, path=PHOTO),))
    return develop(found.value, place) if found.value and output else found


# From the Outline to a file that is proven. Each step imports only what it needs. -----------------------------


def compose_page(drafted: Draft, cache: Path) -> Outcome[Composed]:
    """Compose the page of a draft, and load its fonts.

    Args:
        drafted: the résumé with its theme.
        cache: the folder in which compiled templates and font faces are kept.

    Returns:
        The page, or only diagnostics where one of them is an error.
    """
    from cvpdf.compose.composing import compose
    from cvpdf.typeset.fonts import load_faces

    ledger = Ledger()
    page = ledger.take(compose(drafted.outline, drafted.theme, drafted.settings, drafted.loaded.tree.locate, cache))
    fonts = None if page is None or ledger.failed else ledger.take(load_faces(page.faces, cache, page.letters))
    if page is None or fonts is None or ledger.failed:
        return Outcome(None, ledger.diagnostics)
    return Outcome(Composed(drafted, page, fonts), ledger.diagnostics)


def print_page(composed: Composed, progress: Progress | None = None) -> Outcome[Print]:
    """Typeset a page and prove it; a layout that is at fault is not worth proving.

    Args:
        composed: the page with its fonts.
        progress: is told the stages `typesetting` and `proving`.

    Returns:
        The PDF with the text that was read back from it. It is there with errors as well, unless the engine is missing.
    """
    from cvpdf.proof.proving import prove
    from cvpdf.typeset.boxes import check_layout
    from cvpdf.typeset.typesetting import typeset
    from cvpdf.typeset.weasyprint_import import EngineUnavailableError

    report, page, loaded = progress or silence, composed.page, composed.draft.loaded
    report("typesetting")
    try:
        pdf = typeset(page, composed.fonts)
    except EngineUnavailableError as error:
        from cvpdf.rules.cv9_environment import MEND_LIBRARIES, EngineMissing

        message = f"the PDF cannot be typeset: {error}"
        return Outcome(None, (EngineMissing.at(None, message, hint=MEND_LIBRARIES),))
    ledger = Ledger()
    ledger.take(Outcome(None, check_layout(page, pdf, loaded.resume.document.pages, loaded.tree.locate)))
    if not ledger.failed:
        report("proving")
    text = None if ledger.failed else ledger.take(prove(page, pdf, loaded.tree.locate))
    printed = Print(composed, pdf, text)
    if text is not None and not composed.draft.theme.is_ours:
        ledger.take(Outcome(None, printed.unseen()))
    return Outcome(printed, ledger.diagnostics)


def print_in_worker(
    drafted: Draft, output: Output, cache: Path, progress: Progress, limits: "Limits | None" = None
) -> Outcome[Built]:
    """Compose and print in a worker, for a stranger's theme may take for ever, or all the memory there is.

    Args:
        drafted: the résumé with its theme.
        output: what is to be made.
        cache: the folder in which compiled templates and font faces are kept.
        progress: is told each stage as it begins.
        limits: what it may use, by default what no sound theme needs.

    Returns:
        What was made, or an error that says at which stage the theme was stopped.
    """
    from cvpdf.serving import ForeignTheme
    from cvpdf.theme.search_path import MANIFEST, place_of
    from cvpdf.worker import run_theme

    theme = ForeignTheme(drafted.theme.name, Span(place_of(drafted.theme.folders[0] / MANIFEST), 1, 1, 1, 1))
    return run_theme(_print_here, (drafted, output.name, cache), theme, progress, limits)


def _make(drafted: Draft, output: Output, cache: Path, report: Progress) -> Outcome[Built]:
    """Make what was asked for; no value comes with an error."""
    if isinstance(output.maker, FromOutline):
        made = _write(drafted, output.maker, report)
    elif drafted.theme.is_ours:
        made = _print_here(report, drafted, output.name, cache)
    else:
        made = print_in_worker(drafted, output, cache, report)
    return Outcome(replace(made.value, photo=drafted.photo) if made.value else None, made.diagnostics)


def _write(drafted: Draft, maker: FromOutline, report: Progress) -> Outcome[Built]:
    """Write the outline as text, and prove it."""
    ledger = Ledger()
    report("writing")
    content = ledger.take(maker.write(drafted.outline, drafted.settings.page_size))
    if content is None:
        return Outcome(None, ledger.diagnostics)
    report("proving")
    words = ledger.take(maker.prove(drafted.outline, content, drafted.loaded.tree.locate))
    return Outcome(Built((content,), 0, words or 0, ""), ledger.diagnostics)


def _print_here(report: Progress, drafted: Draft, name: Target, cache: Path) -> Outcome[Built]:
    """Compose the page and print it, in whichever process this is."""
    ledger, maker = Ledger(), OUTPUTS[name].maker
    report("composing")
    composed = ledger.take(compose_page(drafted, cache))
    if composed is None:
        return Outcome(None, ledger.diagnostics)
    page, theme = composed.page, drafted.theme.name
    if isinstance(maker, FromPage):
        return Outcome(Built((maker.write(page, composed.fonts),), 0, page.words, theme), ledger.diagnostics)
    printed = ledger.take(print_page(composed, report))
    if printed is None or ledger.failed:
        return Outcome(None, ledger.diagnostics)
    files = maker.write(printed.pdf.content) if isinstance(maker, FromPdf) else ()
    return Outcome(Built(files, len(printed.pdf.sheets), page.words, theme, printed.places), ledger.diagnostics)
