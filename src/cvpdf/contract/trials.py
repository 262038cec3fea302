"""What a theme is tried with: samples on two papers, other scripts on one, one sample with options at their ends."""

from collections.abc import Iterator, Mapping

from cvpdf.contract.attempt import Trial
from cvpdf.contract.samples import sample, samples
from cvpdf.contract.scripts import script_samples
from cvpdf.theme.option import Option, too_pale
from cvpdf.theme.theme import Theme

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
