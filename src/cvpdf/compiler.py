"""The composition: the one place where the stages meet.

    bytes → Tree → Resume → Selection → Outline → Page → Pdf → Report

Each stage is a function from one value to the next; here they are called in order, and what they say is gathered.
The module is not called `build`, for `cvpdf.build` is the function.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Ledger, Outcome
from cvpdf.drafting import ask_rules, draft_of, load_resume, validated
from cvpdf.libraries import saying_what_changed
from cvpdf.products import Bring, Built, Converted, Loaded, Place, Progress, Source, Target

if TYPE_CHECKING:
    from cvpdf.world import World

__all__ = ["Built", "Converted", "Loaded", "Place", "Source", "Target", "build", "check", "convert", "load"]


@saying_what_changed
def load(source: Source, overrides: Sequence[str] = ()) -> Outcome[Loaded]:
    """Read and validate a résumé; `overrides` are texts like `basics.label=Gardener`.

    A value comes even where there are errors, as long as the file could be read at all.
    """
    ledger = Ledger()
    return Outcome(load_resume(source, overrides, ledger), ledger.said)


@saying_what_changed
def check(
    source: Source, overrides: Sequence[str] = (), theme: str | None = None, world: "World | None" = None
) -> Outcome[Loaded]:
    """Everything that can be said without typesetting: the file, the schema, its content, the theme's options.

    Without a world nothing besides the source is looked at: not whether its photo is there, nor what day it is.
    """
    from cvpdf.lint.linting import RULES

    ledger = Ledger()
    loaded = load_resume(source, overrides, ledger)
    if loaded is not None:
        draft_of(source, loaded, theme, world, ledger)
        ask_rules(loaded, world, RULES, ledger)
    return Outcome(loaded, ledger.said)


@saying_what_changed
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
    loaded = load_resume(source, overrides, ledger)
    draft = draft_of(source, loaded, theme, world, ledger, to) if loaded else None
    if draft is not None:
        ask_rules(draft.loaded, world, DATES, ledger)
    built = None
    if draft is not None and not ledger.failed:
        from cvpdf.making import make

        made = make(draft, to, world.cache, report, ledger)
        built = replace(made, photo=draft.photo) if made else None
    return Outcome(None if ledger.failed else built, ledger.said)


@saying_what_changed
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
    from cvpdf.formats.table import writer_named

    write = writer_named(writer)
    ledger = Ledger()
    found = ledger.take(read_format(source.content, source.file, reader))
    if found is None:
        return Outcome(None, without_fixes(ledger.said))
    name, tree = found
    if bring is not None:
        from cvpdf.photo import brought

        tree = ledger.take(brought(tree, bring)) or tree
    loaded = validated(tree, (), ledger, write.carries)
    content = ledger.take(write.write(loaded.resume, loaded.tree)) if loaded and not ledger.failed else None
    return Outcome(Converted(name, tree.text, content, loaded), without_fixes(ledger.said))


def _silence(_stage: str) -> None:
    """Report nothing."""
