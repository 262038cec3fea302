"""Print what a build costs in a process that stays: beside WeasyPrint alone, and in memory as builds add up.

Both set the same page, and take turns in two processes. WeasyPrint has the HTML and the style sheets as cvpdf composes
them, the fonts as files, and one FontConfiguration for all its documents. Times are those of the processor.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from measuring import Measured, Warm, Work, conclude, options

ROOT = Path(__file__).parents[1]
RESUME = ROOT / "resume.yaml"

MOST_TIMES_THE_ENGINE = 1.15
MOST_GROWTH = 1.1
FEW, MANY = 50, 500


def main() -> int:
    """Measure and print; the exit status is 1 only where `--strict` was given and a bar is not met."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each build is timed (default: 40)")
    parser.add_argument("--builds", type=int, default=MANY, help=f"builds in one process (default: {MANY})")
    arguments = parser.parse_args()
    measured = [*beside_the_engine(arguments.rounds), *memory(arguments.builds)]
    return conclude(measured, strict=arguments.strict)


def beside_the_engine(rounds: int) -> list[Measured]:
    """Time builds of both by turns."""
    with tempfile.TemporaryDirectory() as folder:
        page = composed(RESUME, Path(folder))
        with Warm(cvpdf_build, RESUME) as ours, Warm(engine_alone, *page) as theirs:
            if ours.cost(3).pages != theirs.cost(3).pages:
                raise SystemExit("the ratio means nothing: the numbers of pages differ")
            times = [(ours.cost().seconds, theirs.cost().seconds) for _ in range(rounds)]
    mine, its = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    return [
        Measured("warm build", mine, "ms"),
        Measured("WeasyPrint alone, warm", its, "ms"),
        Measured("warm build / WeasyPrint alone", mine / its, limit=MOST_TIMES_THE_ENGINE),
    ]


def memory(builds: int) -> list[Measured]:
    """Build again and again in one process, and look at its memory early and late."""
    with Warm(cvpdf_build, RESUME) as process:
        early = process.cost(FEW).resident
        late = process.cost(builds - FEW).resident
    return [
        Measured(f"resident after {FEW} builds", early, "MB"),
        Measured(f"resident after {builds} builds", late, "MB"),
        Measured(f"memory after {builds} builds / after {FEW}", late / early, limit=MOST_GROWTH),
    ]


def cvpdf_build(path: Path) -> Work:
    """Build a file as a caller of the library does."""
    import cvpdf

    source, world = cvpdf.Source.read(path), cvpdf.World.of_process()

    def build() -> int:
        outcome = cvpdf.build(source, world=world)
        if outcome.value is None:
            raise SystemExit(f"{path} cannot be built: {outcome.diagnostics}")
        return outcome.value.pages

    return build


def composed(path: Path, folder: Path) -> tuple[str, str]:
    """Compose the page of a file: its HTML, and its style sheets with the fonts as files in a folder."""
    import cvpdf
    from cvpdf.pipeline import compose_page, draft, load

    source, world = cvpdf.Source.read(path), cvpdf.World.of_process()
    loaded = load(source).value
    drafted = draft(source, loaded, world=world).value if loaded else None
    whole = compose_page(drafted, world.cache).value if drafted else None
    if whole is None:
        raise SystemExit(f"{path} cannot be composed")
    css = whole.page.css
    for number, (address, content) in enumerate(whole.fonts.items()):
        font = folder / f"font{number}.ttf"
        font.write_bytes(content)
        css = css.replace(address, font.as_uri())
    return whole.page.document(whole.page.body), css


def engine_alone(html: str, css: str) -> Work:
    """Set a page with WeasyPrint alone."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()

    def render() -> int:
        sheet = CSS(string=css, font_config=configuration)
        document = HTML(string=html).render(font_config=configuration, stylesheets=[sheet], pdf_variant="pdf/ua-1")
        document.write_pdf(pdf_variant="pdf/ua-1")
        return len(document.pages)

    return render


if __name__ == "__main__":
    sys.exit(main())
