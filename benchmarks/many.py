"""Print how fast many files are built: by an Engine with one worker and with two, and by one command.

Files are those of as many invented people. The command builds 200 in one run; beside it stand as many cold commands,
one after the other, of which twenty are timed. Times are by the clock, so they want a machine that does nothing else.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from long_resume import long_resume
from measuring import Measured, conclude, options

from cvpdf import Source
from cvpdf.engine import Engine

CVPDF = Path(sys.executable).parent / "cvpdf"
THEME = "slate"

LEAST_TIMES_FASTER = 1.8
MOST_OF_COLD_BUILDS = 0.2
FILES, COLD = 200, 20


def main() -> int:
    """Measure and print; the exit status is 1 only where `--strict` was given and a bar is not met."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each engine is timed (default: 3)")
    parser.add_argument("--builds", type=int, default=24, help="builds in a round (default: 24)")
    parser.add_argument("--files", type=int, default=FILES, help=f"files of the one command (default: {FILES})")
    arguments = parser.parse_args()
    try:
        measured = [*engines(arguments.rounds, arguments.builds), *command(arguments.files)]
    except subprocess.CalledProcessError as failure:
        raise SystemExit(f"{failure}\n{failure.stdout.decode()}{failure.stderr.decode()}") from None
    return conclude(measured, strict=arguments.strict)


def engines(rounds: int, builds: int) -> list[Measured]:
    """Time two engines by turns, both warm."""
    sources = [Source(f"person{number}.json", long_resume(1, number)) for number in range(builds)]
    with Engine(workers=1) as one, Engine(workers=2) as two:
        for engine in (one, two):
            rate(engine, sources[:4])
        rates = [(rate(one, sources), rate(two, sources)) for _ in range(rounds)]
    with_one, with_two = (statistics.median(column) for column in zip(*rates, strict=True))
    return [
        Measured("one worker", with_one, "builds/s"),
        Measured("two workers", with_two, "builds/s"),
        Measured("two workers / one", with_two / with_one, limit=LEAST_TIMES_FASTER, at_least=True),
    ]


def rate(engine: Engine, sources: Sequence[Source]) -> float:
    """Build all, and count the builds a second."""
    start = time.perf_counter()
    outcomes = list(engine.map(sources, theme=THEME))
    seconds = time.perf_counter() - start
    if any(outcome.value is None for outcome in outcomes):
        raise SystemExit("a file cannot be built")
    return len(outcomes) / seconds


def command(count: int) -> list[Measured]:
    """Time one command for many files, and commands for some of them, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"person{number}.json" for number in range(count)]
        for number, file in enumerate(files):
            file.write_bytes(long_resume(1, number))
        cold = [run("build", file, "--theme", THEME, "-o", file.with_suffix(".pdf")) for file in files[: COLD + 1]]
        built = folder / "built"
        together = run("build", *files, "--theme", THEME, "-o", f"{built}/", "--jobs", "2", "--force")
        if len(list(built.glob("*.pdf"))) != count:
            raise SystemExit(f"the ratio means nothing: not all of {count} files were built")
    alone = statistics.mean(cold[1:]) * count  # the first one may have found no cache
    return [
        Measured(f"{count} files in one command, two jobs", together, "s"),
        Measured(f"{count} cold builds, from {COLD}", alone, "s"),
        Measured("one command / cold builds", together / alone, limit=MOST_OF_COLD_BUILDS),
    ]


def run(*arguments: str | Path) -> float:
    """Run a command of cvpdf to its end; seconds by the clock."""
    start = time.perf_counter()
    subprocess.run([CVPDF, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
