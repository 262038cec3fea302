"""Print what a page costs in longer and longer files: time of the processor, and memory.

Each file is built in a process of its own, after a short one that has everything loaded; as in the command line,
nobody looks for garbage meanwhile. What a page costs in a file of some ten pages is what the others are held against.
"""

import sys
from dataclasses import replace

from long_resume import long_resume
from measuring import Cost, Measured, Warm, Work, conclude, options

PARTS = (2, 10, 50, 100, 155)
"""How long the files are; with the last one `slate` fills 150 pages."""

MOST_TIMES_TEN_PAGES = 1.2
MOST_MEGABYTES = 4.0
_ENOUGH_PARTS = 60
"""A short file is built so often that it is as much work as one of so many parts."""


def main() -> int:
    """Measure and print; the exit status is 1 only where `--strict` was given and a bar is not met."""
    parser = options(__doc__)
    parser.add_argument("--theme", action="append", help="a theme, several times if wished (default: slate)")
    arguments = parser.parse_args()
    measured = [one for theme in arguments.theme or ["slate"] for one in growth(theme)]
    return conclude(measured, strict=arguments.strict)


def growth(theme: str) -> list[Measured]:
    """Build files of each length; a page of each is held against one of the second."""
    costs = [cost_of(theme, parts) for parts in PARTS]
    per_page = [1000 * cost.seconds / cost.pages for cost, _ in costs]
    measured = []
    for (_, pages), milliseconds in zip(costs, per_page, strict=True):
        name = f"{theme}, {pages} pages: "
        measured.append(Measured(f"{name}a page", milliseconds, "ms"))
        measured.append(Measured(f"{name}beside ten pages", milliseconds / per_page[1], limit=MOST_TIMES_TEN_PAGES))
    (shortest, fewest), (longest, most) = costs[0], costs[-1]
    memory = (longest.peak - shortest.peak) / (most - fewest)
    return [*measured, Measured(f"{theme}, from {fewest} to {most} pages: memory a page", memory, "MB", MOST_MEGABYTES)]


def cost_of(theme: str, parts: int) -> tuple[Cost, int]:
    """Build a file, a short one several times; memory is that of the first time. Also the number of its pages."""
    with Warm(long_build, theme, parts, collects=False) as process:
        first = process.cost()
        more = process.cost(_ENOUGH_PARTS // parts)
    return replace(first, seconds=first.seconds + more.seconds, pages=first.pages + more.pages), first.pages


def long_build(theme: str, parts: int) -> Work:
    """Build a file of some length, after a short one."""
    import cvpdf

    world = cvpdf.World.of_process()

    def build(parts: int = parts) -> int:
        outcome = cvpdf.build(cvpdf.Source("long.json", long_resume(parts)), world=world, theme=theme)
        if outcome.value is None:
            raise SystemExit(f"a file of {parts} parts cannot be built: {outcome.diagnostics}")
        return outcome.value.pages

    build(1)
    return build


if __name__ == "__main__":
    sys.exit(main())
