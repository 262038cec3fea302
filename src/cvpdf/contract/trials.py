"""What a theme is tried with: a résumé on one paper with one set of options, down to the proof."""

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import pack
from time import perf_counter
from typing import Any

from msgspec import Struct

from cvpdf.artifacts import Source
from cvpdf.diagnostics import Diagnostic, Ledger, Outcome
from cvpdf.outline.values import Outline
from cvpdf.outputs import OUTPUTS
from cvpdf.page import Page, Pdf
from cvpdf.pipeline import compose_page, draft, load, print_page
from cvpdf.proof.pdf_reader import PdfText, read_pdf
from cvpdf.theme.theme import Option, Theme, too_pale
from cvpdf.world import World

# The résumés that every theme is tried with. ------------------------------------------------------------------


# The fixed set. -----------------------------------------------------------------------------------------------


_FOLDER = Path(__file__).with_name("samples")

_LONG_NAME = "Maximiliana Theodora Wilhelmina van den Exempel-Voorbeeldsson"
_LONG_TOKEN = "https-" + "seventeen/" * 27 + "end"
_SENTENCE = (
    "Took over what nobody else wanted, wrote it down, made it run, and handed it on with a drawing of each part"
)


class Sample(Struct, frozen=True):
    """One résumé: its name, its file as bytes, and what the file is called in messages."""

    name: str
    content: bytes
    file: str = "sample.yaml"


def samples() -> tuple[Sample, ...]:
    """The fixed set, the shortest first."""
    written = [Sample(file.stem, file.read_bytes(), file.name) for file in sorted(_FOLDER.glob("*.yaml"))]
    made = [Sample(name, json.dumps(resume).encode(), f"{name}.json") for name, resume in _made()]
    return tuple(sorted([*written, *made], key=lambda sample: len(sample.content)))


def sample(name: str) -> Sample:
    """One of the set."""
    return next(found for found in samples() if found.name == name)


def _made() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "one-value", {"basics": {"summary": "Available."}}
    yield "one-section", {"skills": [{"name": "Sewing", "keywords": ["Thread", "Wax"]}]}
    yield "long-words", _long_words()
    yield "many-jobs", {"basics": _person(), "work": [_job(number) for number in range(31)]}
    yield "many-skills", {"basics": _person(), "skills": [_skills(number) for number in range(73)]}
    yield "many-publications", {"basics": _person(), "publications": [_publication(number) for number in range(60)]}
    yield "photo", {"basics": {**_person(), "image": _photo()}, "work": [_job(0)], "languages": _languages()}


def _person() -> dict[str, Any]:
    return {
        "name": "Ada Example",
        "label": "Engineer",
        "email": "ada@example.com",
        "phone": "+44 20 7946 0000",
        "location": {"city": "London", "countryCode": "GB"},
        "birthDate": "1990-12-10",
        "nationality": "British",
    }


def _long_words() -> dict[str, Any]:
    return {
        "basics": {
            "name": _LONG_NAME,
            "label": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter",
            "email": "maximiliana.theodora.wilhelmina.exempel-voorbeeldsson@mail.department.example.com",
            "summary": f"Wrote {_LONG_TOKEN} and pre-war, post-war and well-tempered things.",
        },
        "work": [{"name": _LONG_NAME, "position": _LONG_TOKEN, "startDate": "2019", "highlights": [_LONG_TOKEN]}],
        "skills": [{"name": _LONG_NAME, "keywords": [_LONG_TOKEN, "C++", ".NET", "R&D"]}],
    }


def _job(number: int) -> dict[str, Any]:
    last = 2024 - number
    return {
        "name": f"Example Works No. {number + 1}",
        "position": "Engineer" if number % 3 else "Head of the Drawing Office and of Everything Else that Moves",
        "location": "Leeds, United Kingdom",
        "startDate": f"{last - 1}-0{1 + number % 9}",
        "endDate": f"{last}-1{number % 3}",
        "summary": f"{_SENTENCE}." if number % 2 else "",
        "highlights": [f"{_SENTENCE} ({part + 1})." for part in range(number % 5)],
    }


def _skills(number: int) -> dict[str, Any]:
    keywords = [f"Skill {number}.{part}" for part in range(number % 7)]
    return {"name": f"Group {number}", "level": ["", "Expert", "3/5"][number % 3], "keywords": keywords}


def _publication(number: int) -> dict[str, Any]:
    return {
        "name": f"{_SENTENCE}: Part {number + 1}",
        "authors": ["A. Example", "Charles Sample", "B. Specimen"][: 1 + number % 3],
        "publisher": "Journal of Examples" if number % 4 else "",
        "releaseDate": str(2024 - number // 3),
        "type": ["article", "conference", "book", ""][number // 15],
        "doi": f"10.5555/{number}" if number % 2 else "",
    }


def _languages() -> list[dict[str, str]]:
    return [{"language": "English", "fluency": "Native speaker"}, {"language": "French", "fluency": "C1"}]


def _photo() -> str:
    """A grey portrait of nobody, 60 by 80 dots, as PNG (RFC 2083) in a data URI."""
    width, height = 60, 80
    rows = b"".join(b"\0" + bytes((90 + column + row // 2) % 200 for column in range(width)) for row in range(height))
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return "data:image/png;base64," + b64encode(content).decode("ascii")


# Other scripts than Latin. ------------------------------------------------------------------------------------


_SCRIPTS = Path(__file__).with_name("samples") / "scripts"

_PACKAGES = {
    "arabic": "Noto Sans Arabic",
    "hebrew": "Heebo",
    "devanagari": "Noto Sans Devanagari",
    "thai": "Noto Sans Thai",
}
"""The family that each extra of cvpdf installs. Greek and Cyrillic letters are in fonts that come with cvpdf."""

_SYSTEM_FONTS = {
    "japanese": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "MS Gothic"),
    "korean": ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic"),
    "chinese": ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimSun", "WenQuanYi Zen Hei"),
}
"""Families that machines may have, the first of which is named in the sample's `document.fonts`."""


def script_samples() -> tuple[tuple[Sample, ...], dict[str, str]]:
    """The samples that can be printed here; and the scripts that cannot, by name, each with what is to be done."""
    samples: list[Sample] = []
    missing: dict[str, str] = {}
    for file in sorted(_SCRIPTS.glob("*.yaml")):
        script = file.stem
        lacks = _lacking(script)
        if lacks:
            missing[script] = lacks
        else:
            samples.append(Sample(script, file.read_bytes() + _fonts(script), file.name))
    return tuple(samples), missing


def _lacking(script: str) -> str | None:
    """What to do so that a script can be printed; None if nothing."""
    from cvpdf.typeset.fonts import is_installed

    if script in _PACKAGES and not is_installed(_PACKAGES[script]):
        return f"`pip install 'cvpdf[{script}]'`"
    if script in _SYSTEM_FONTS and not list(_found(script)):
        return f"install a font with its letters, {_SYSTEM_FONTS[script][0]} for one"
    return None


def _fonts(script: str) -> bytes:
    """The last line of a sample's `document`, where its letters are in a font of the machine."""
    families = list(_found(script))
    return f"  fonts: [{families[0]}]\n".encode() if families else b""


def _found(script: str) -> Iterator[str]:
    if script not in _SYSTEM_FONTS:
        return
    from cvpdf.typeset.fonts import system_fonts
    from cvpdf.typeset.weasyprint_import import EngineUnavailableError

    try:
        known = system_fonts()
    except EngineUnavailableError:
        return
    yield from (family for family in _SYSTEM_FONTS[script] if family in known)


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
