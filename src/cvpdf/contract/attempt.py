"""One attempt: a résumé with a theme, on one paper, with one set of options, down to the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from cvpdf.contract.samples import Sample
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome
from cvpdf.drafting import Draft, draft_of, load_resume
from cvpdf.making import compose_page, typeset_page
from cvpdf.outline import Outline
from cvpdf.page import Page, Pdf
from cvpdf.products import Source
from cvpdf.proof.reading import Reading, read_pdf
from cvpdf.world import World


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be tried: a sample, the paper's name, options by name as a file would write them."""

    sample: Sample
    paper: str
    options: Mapping[str, str]

    @property
    def overrides(self) -> tuple[str, ...]:
        """The same as `--set` takes it."""
        options = (f"document.options.{name}={value}" for name, value in self.options.items())
        return (f"document.pageSize={self.paper}", *options)

    def __str__(self) -> str:
        """Name it in a line."""
        options = "".join(f", {name} {value}" for name, value in self.options.items())
        return f"{self.sample.name} on {self.paper}{options}"


@dataclass(frozen=True, slots=True)
class Print:
    """What came out: everything between the outline and the words that were read back."""

    outline: Outline
    page: Page
    pdf: Pdf
    reading: Reading


@dataclass(frozen=True, slots=True)
class Attempt:
    """A trial, what was said, the print if one was made, and the seconds that it took."""

    trial: Trial
    said: tuple[Diagnostic, ...]
    print: Print | None
    seconds: float


def attempt(trial: Trial, theme: str, world: World) -> Attempt:
    """Try it."""
    ledger = Ledger()
    start = perf_counter()
    made = _make(trial, theme, world, ledger)
    return Attempt(trial, ledger.said, made, perf_counter() - start)


def _make(trial: Trial, theme: str, world: World, ledger: Ledger) -> Print | None:
    source = Source(trial.sample.file, trial.sample.content)
    loaded = load_resume(source, trial.overrides, ledger)
    draft = draft_of(source, loaded, theme, world, ledger, "pdf") if loaded else None
    return _print(draft, world, ledger) if draft and not ledger.failed else None


def _print(draft: Draft, world: World, ledger: Ledger) -> Print | None:
    composed = compose_page(draft, world.cache, _silence, ledger)
    pdf = typeset_page(*composed, draft, _silence, ledger) if composed else None
    if composed is None or pdf is None:
        return None
    reading = ledger.take(Outcome(read_pdf(pdf.content, pdf.sheets)))
    return Print(draft.outline, composed[0], pdf, reading) if reading else None


def _silence(_stage: str) -> None:
    """Report nothing."""
