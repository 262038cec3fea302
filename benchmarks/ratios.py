"""Print how long cvpdf takes beside what it must be as fast as, measured turn by turn in one run.

Seconds differ from machine to machine; their ratios hold. Each time is the median of cold processes (bytecode and
files warm, as on any second run), and the cases take turns, so that a busy moment falls on all of them. Beside the time
that passes stands the processor's, which moves less on a busy machine; the bars are for what passes.
"""

import argparse
import base64
import itertools
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parents[1]
CVPDF = Path(sys.executable).parent / "cvpdf"
RESUME = ROOT / "resume.yaml"
WITH_MARKDOWN = ROOT / "examples/engineer.yaml"

IMPORTS_ALONE = """
import pydantic, typer, yaml
class Model(pydantic.BaseModel):
    name: str
    year: int
Model.model_validate(yaml.safe_load("{name: Ada, year: 1843}"))
"""
ENGINE_ALONE = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""


@dataclass(frozen=True)
class Case:
    """A command that is timed; `environment` makes the variables of each run anew."""

    command: tuple[str | Path, ...]
    environment: Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Taken:
    """What a process took, in ms: of time, and of the processor with all that it started itself."""

    passed: float
    processor: float


@dataclass(frozen=True)
class Bar:
    """One case over another, and the most that the ratio may be (None: it is only shown)."""

    ours: str
    theirs: str
    limit: float | None = None


BARS = (
    Bar("check", "imports alone", 1.25),
    Bar("check, with Markdown", "imports alone"),
    Bar("build", "engine alone", 0.75),
    Bar("build, no compiler", "engine alone, no compiler", 1.2),
    Bar("first build, no cache", "build"),
    Bar("--help", "imports alone"),
)


def main() -> int:
    """Measure and print; the exit status is 1 only where `--strict` was given and a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each case is timed (default: 15)")
    parser.add_argument("--strict", action="store_true", help="fail where a bar is not met")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            medians = measure(cases(Path(folder)), arguments.rounds)
            check_same_pages(Path(folder))
    except subprocess.CalledProcessError as failure:
        raise SystemExit(f"{failure}\n{failure.stderr.decode()}") from None
    print(table(medians, arguments.rounds))
    return 1 if arguments.strict and not all(meets(bar, medians) for bar in BARS) else 0


def cases(folder: Path) -> dict[str, Case]:
    """Every case, by its name; what they read and write lies in `folder`."""
    page = folder / "page.html"
    caches = (str(folder / f"cache{number}") for number in itertools.count())
    no_programs = folder / "no-programs"
    no_programs.mkdir()

    def usual() -> Mapping[str, str]:
        return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}

    def without_compiler() -> Mapping[str, str]:
        return {**usual(), "PATH": str(no_programs)}

    def without_cache() -> Mapping[str, str]:
        return {**usual(), "XDG_CACHE_HOME": next(caches)}

    subprocess.run([CVPDF, "build", RESUME, "--to", "html", "-o", page], env=usual(), check=True, capture_output=True)
    page.write_text(fonts_as_files(page.read_text(), folder))
    build = (CVPDF, "build", RESUME, "-o", folder / "ours.pdf")
    engine = (sys.executable, "-c", ENGINE_ALONE, page, folder / "theirs.pdf")
    imports = (sys.executable, "-c", IMPORTS_ALONE)
    return {
        "imports alone": Case(imports, usual),
        "check": Case((CVPDF, "check", RESUME), usual),
        "check, with Markdown": Case((CVPDF, "check", WITH_MARKDOWN), usual),
        "--help": Case((CVPDF, "--help"), usual),
        "engine alone": Case(engine, usual),
        "build": Case(build, usual),
        "engine alone, no compiler": Case(engine, without_compiler),
        "build, no compiler": Case(build, without_compiler),
        "first build, no cache": Case(build, without_cache),
    }


def fonts_as_files(html: str, folder: Path) -> str:
    """Write the fonts inside a page as files, since the engine reads those faster than data URIs."""
    numbers = itertools.count()

    def write(match: re.Match[str]) -> str:
        font = folder / f"font{next(numbers)}.ttf"
        font.write_bytes(base64.b64decode(match["content"]))
        return f'url("{font.as_uri()}")'

    font_uri = (
        r"""url\((?P<quote>["']?)data:(?:font|application)/[\w.+-]+;base64,(?P<content>[A-Za-z0-9+/=]+)(?P=quote)\)"""
    )
    return re.sub(font_uri, write, html)


def measure(cases: Mapping[str, Case], rounds: int) -> dict[str, Taken]:
    """Time the cases by turns; return each one's medians."""
    for case in cases.values():
        run(case)
    times: dict[str, list[Taken]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            times[name].append(run(case))
    return {
        name: Taken(statistics.median(one.passed for one in taken), statistics.median(one.processor for one in taken))
        for name, taken in times.items()
    }


def run(case: Case) -> Taken:
    """Time one process from its start to its end."""
    environment, before, start = case.environment(), processor_seconds(), time.perf_counter()
    subprocess.run(case.command, env=environment, check=True, capture_output=True)
    return Taken((time.perf_counter() - start) * 1000, (processor_seconds() - before) * 1000)


def processor_seconds() -> float:
    """What all processes that were started from here, and have ended, took of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check_same_pages(folder: Path) -> None:
    """Make sure that the same work was timed: both PDFs have as many pages.

    Raises:
        SystemExit: they have not.
    """
    ours, theirs = (len(pypdfium2.PdfDocument(folder / name)) for name in ("ours.pdf", "theirs.pdf"))
    if ours != theirs:
        raise SystemExit(f"the ratios mean nothing: cvpdf printed {ours} pages, the engine alone {theirs}")


def meets(bar: Bar, medians: Mapping[str, Taken]) -> bool:
    """Whether a ratio is within its bar; without a bar it always is."""
    return bar.limit is None or medians[bar.ours].passed / medians[bar.theirs].passed <= bar.limit


def table(medians: Mapping[str, Taken], rounds: int) -> str:
    """Write a line for each ratio: both medians in ms, the ratio, the processor's, the bar, and whether it is met."""
    lines = [f"medians of {rounds} cold processes, in ms", ""]
    lines.append(f"{'':24}{'ms':>6}   {'against':26}{'ms':>6}{'ratio':>8}{'processor':>11}   bar")
    for bar in BARS:
        ours, theirs = medians[bar.ours], medians[bar.theirs]
        verdict = "" if bar.limit is None else f"≤ {bar.limit:.2f}  {'met' if meets(bar, medians) else 'MISSED'}"
        ratio, of_processor = ours.passed / theirs.passed, ours.processor / theirs.processor
        times = f"{bar.ours:24}{ours.passed:6.0f}   {bar.theirs:26}{theirs.passed:6.0f}"
        lines.append(f"{times}{ratio:8.2f}{of_processor:11.2f}   {verdict}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
