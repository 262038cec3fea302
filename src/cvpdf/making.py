"""Making: a draft becomes a file, proven before it is handed on. Each way imports only what it needs.

A theme that is not part of cvpdf is composed, typeset and proven in a process of its own, within limits.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Ledger, Outcome, Span
from cvpdf.drafting import Draft
from cvpdf.products import TEXTS, Built, Place, Progress, Target

if TYPE_CHECKING:
    from cvpdf.page import Page, Pdf
    from cvpdf.worker import Limits


def make(draft: Draft, to: Target, cache: Path, report: Progress, ledger: Ledger) -> Built | None:
    """Make what was asked for; None after an error."""
    if to in TEXTS:
        return _write(draft, to, report, ledger)
    if draft.theme.is_ours:
        return _print(draft, to, cache, report, ledger)
    return ledger.take(make_apart(draft, to, cache, report))


def make_apart(
    draft: Draft, to: Target, cache: Path, report: Progress, limits: "Limits | None" = None
) -> Outcome[Built]:
    """Print in a process of its own: a theme of somebody else may take for ever, or all the memory there is."""
    from cvpdf.rules.cv4_themes import ThemeStopped
    from cvpdf.worker import Call, Limits, StoppedError, run_apart

    stages = ["starting"]

    def hear(stage: str) -> None:
        stages.append(stage)
        report(stage)

    try:
        return run_apart(Call(print_draft, (draft, to, cache)), limits or Limits(), hear)
    except StoppedError as stopped:
        message = f"the theme `{draft.theme.name}` was stopped while {stages[-1]}: it {stopped}"
        hint = "look in its style sheet and templates for what is nested deeply, repeated, or very large"
        return Outcome(None, (ThemeStopped.at(_manifest(draft), message, hint=hint),))


def print_draft(report: Progress, draft: Draft, to: Target, cache: Path) -> Outcome[Built]:
    """Compose the page and print it, for whoever calls from another process."""
    ledger = Ledger()
    built = _print(draft, to, cache, report, ledger)
    return Outcome(built, ledger.diagnostics)


def _manifest(draft: Draft) -> Span:
    from cvpdf.theme.search_path import MANIFEST, place_of

    return Span(place_of(draft.theme.folders[0] / MANIFEST), 1, 1, 1, 1)


def _write(draft: Draft, to: Target, report: Progress, ledger: Ledger) -> Built | None:
    """Write the outline as text, and prove it: neither a page nor an engine is needed."""
    from cvpdf.formats.texts import write_text
    from cvpdf.proof.text_proof import prove_text

    report("writing")
    content = ledger.take(write_text(draft.outline, to, draft.settings.page_size))
    if content is None:
        return None
    report("proving")
    words = ledger.take(prove_text(draft.outline, content, to, draft.loaded.tree.locate))
    return Built((content,), 0, words or 0, "")


def _print(draft: Draft, to: Target, cache: Path, report: Progress, ledger: Ledger) -> Built | None:
    """Compose the page, and print it."""
    composed = compose_page(draft, cache, report, ledger)
    if composed is None:
        return None
    page, fonts = composed
    if to == "html":
        from cvpdf.formats.html.writer import write_html

        return Built((write_html(page, fonts),), 0, page.words, draft.theme.name)
    pdf = typeset_page(page, fonts, draft, report, ledger)
    return None if pdf is None or ledger.failed else _built(page, pdf, draft, to)


def compose_page(draft: Draft, cache: Path, report: Progress, ledger: Ledger) -> "tuple[Page, dict[str, bytes]] | None":
    """Compose the page, and load its fonts; None after an error."""
    from cvpdf.compose.composing import compose
    from cvpdf.typeset.fonts import load_faces

    report("composing")
    page = ledger.take(compose(draft.outline, draft.theme, draft.settings, draft.loaded.tree.locate, cache))
    if page is None or ledger.failed:
        return None
    fonts = ledger.take(load_faces(page.faces, cache, page.letters))
    return None if fonts is None or ledger.failed else (page, fonts)


def typeset_page(page: "Page", fonts: dict[str, bytes], draft: Draft, report: Progress, ledger: Ledger) -> "Pdf | None":
    """Typeset and prove; a layout that is at fault is not worth proving."""
    from cvpdf.compose.styles import at_their_lines
    from cvpdf.proof.proving import prove
    from cvpdf.rules.cv9_environment import MEND_LIBRARIES, EngineMissing
    from cvpdf.typeset.engine import EngineUnavailableError
    from cvpdf.typeset.layout_checks import judge
    from cvpdf.typeset.typesetting import typeset

    report("typesetting")
    try:
        pdf = typeset(page, fonts)
    except EngineUnavailableError as error:
        missing = EngineMissing.at(None, f"the PDF cannot be typeset: {error}", hint=MEND_LIBRARIES)
        return ledger.take(Outcome(None, (missing,)))
    loaded = draft.loaded
    verdict = judge(page, pdf, loaded.resume.document.pages, loaded.tree.locate)
    ledger.take(Outcome(pdf, at_their_lines(verdict, page.html, draft.theme)))
    if not ledger.failed:
        report("proving")
        ledger.take(prove(page, pdf, loaded.tree.locate))
    return pdf


def _built(page: "Page", pdf: "Pdf", draft: Draft, to: Target) -> Built:
    files: tuple[bytes, ...] = (pdf.content,)
    if to == "png":
        from cvpdf.formats.png.writer import write_png

        files = write_png(pdf.content)
    locate = draft.loaded.tree.locate
    places = tuple(
        Place(path, box.page, box.x, box.y, box.width, box.height, locate(path))
        for mark, boxes in zip(page.marks, pdf.places, strict=True)
        for path in mark.covers
        for box in boxes
    )
    return Built(files, len(pdf.sheets), page.words, draft.theme.name, places)
