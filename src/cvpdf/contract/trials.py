"""What a theme is tried with: a résumé on one paper with one set of options, down to the proof."""

from collections.abc import Iterator, Mapping
from time import perf_counter

from msgspec import Struct

from cvpdf.artifacts import Source
from cvpdf.contract.samples import Sample, sample, samples, script_samples
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome
from cvpdf.outline.values import Outline
from cvpdf.outputs import OUTPUTS
from cvpdf.page import Page, Pdf
from cvpdf.pipeline import compose_page, draft, load, print_page
from cvpdf.proof.pdf_reader import PdfText, read_pdf
from cvpdf.theme.theme import Option, Theme, too_pale
from cvpdf.world import World

# One trial. ---------------------------------------------------------------------------------------------------


class Trial(Struct, frozen=True):
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


class TrialPrint(Struct, frozen=True):
    """What came out: everything between the outline and the words that were read back."""

    outline: Outline
    page: Page
    pdf: Pdf
    reading: PdfText


class Attempt(Struct, frozen=True):
    """A trial, what was said, the print if one was made, and the seconds that it took."""

    trial: Trial
    said: tuple[Diagnostic, ...]
    print: TrialPrint | None
    seconds: float


def attempt(trial: Trial, theme: str, world: World) -> Attempt:
    """Try it: build the sample with a theme, as `cvpdf build` does.

    Args:
        trial: what is tried.
        theme: the theme's name, or the path of its folder.
        world: the machine.

    Returns:
        What came out, and every diagnostic.
    """
    ledger = Ledger()
    start = perf_counter()
    made = _make(trial, theme, world, ledger)
    return Attempt(trial, ledger.diagnostics, made, perf_counter() - start)


def _make(trial: Trial, theme: str, world: World, ledger: Ledger) -> TrialPrint | None:
    source = Source(trial.sample.file, trial.sample.content)
    loaded = ledger.take(load(source, trial.overrides))
    drafted = ledger.take(draft(source, loaded, world=world, theme=theme, output=OUTPUTS["pdf"])) if loaded else None
    if drafted is None or ledger.failed:
        return None
    composed = ledger.take(compose_page(drafted, world.cache))
    printed = ledger.take(print_page(composed)) if composed else None
    if printed is None:
        return None
    if drafted.theme.is_ours and not ledger.failed:  # a stranger's is seen to by each build
        ledger.take(Outcome(None, printed.unseen()))
    pdf = printed.pdf
    text = printed.text or read_pdf(pdf.content, pdf.sheets)  # a layout that is at fault was not read yet
    return TrialPrint(drafted.outline, printed.composed.page, pdf, text)


# The plan of trials. ------------------------------------------------------------------------------------------


_PAPERS = ("A4", "Letter")
_SMALL_PAPER = "A5"
_BLACK_AND_WHITE = ("#000000", "#ffffff")
_BUSIEST = "full"
_SMALL_SAMPLES = ("full", "long-words", "photo")


def trials(theme: Theme) -> tuple[Trial, ...]:
    """All of them, the shortest sample first."""
    return (*_papers(), *_scripts(), *_options(theme))


def named(planned: tuple[Trial, ...], part: str) -> tuple[Trial, ...]:
    """Those that have a text in their name, whatever its capitals."""
    return tuple(trial for trial in planned if part.casefold() in str(trial).casefold())


def _papers() -> Iterator[Trial]:
    for each in samples():
        yield from (Trial(each, paper, {}) for paper in _PAPERS)
    yield from (Trial(sample(name), _SMALL_PAPER, {}) for name in _SMALL_SAMPLES)


def _scripts() -> Iterator[Trial]:
    """On one paper: what is particular to a script shows on any."""
    found, _ = script_samples()
    yield from (Trial(each, _PAPERS[0], {}) for each in found)


def _options(theme: Theme) -> Iterator[Trial]:
    busiest = sample(_BUSIEST)
    for name, option in theme.options.items():
        yield from (Trial(busiest, "A4", {name: value}) for value in ends(option))
    for end in (0, -1):
        values = _numbers(theme.options, end)
        if values:
            yield from (Trial(busiest, paper, values) for paper in ("Letter", _SMALL_PAPER))


def ends(option: Option) -> tuple[str, ...]:
    """The values at the ends of what an option takes, without its default and without colours that it warns of."""
    if option.type == "color":
        return tuple(extreme for extreme in _BLACK_AND_WHITE if not too_pale(option, extreme))
    if option.type == "number":
        bounds = [f"{bound:g}" for bound in (option.minimum, option.maximum) if bound is not None]
    else:
        bounds = list(option.choices) if option.type == "choice" else ["true", "false"]
    return tuple(value for value in bounds if value != option.default)


def _numbers(options: Mapping[str, Option], end: int) -> dict[str, str]:
    """Every number at its least or its most."""
    bounds = {name: (option.minimum, option.maximum)[end] for name, option in options.items()}
    return {name: f"{bound:g}" for name, bound in bounds.items() if bound is not None}
