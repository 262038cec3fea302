"""Print how soon files that were made to hang a parser are answered: seconds of the processor, and MB a second.

The tests see that each answer is right and comes at all; how long it takes is for whoever changes the readers.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.source.test_limits import CASES
from tests.test_growth import FACTOR, LARGEST, SHAPES, is_text, seconds

from cvpdf.pipeline import check, convert
from cvpdf.source.reading import read


def main() -> None:
    """Read each file once, and print a line for it; then what grows, at two sizes."""
    _print_files()
    print(f"\n{'seconds':>9}{'growth':>8}   of {FACTOR * LARGEST:,} letters")
    for title, shape in SHAPES.items():
        work = convert if is_text(shape) else check
        small, large = seconds(work, shape, LARGEST), seconds(work, shape, FACTOR * LARGEST)
        print(f"{large:9.2f}{large / max(small, 1e-9):8.1f}   {title}")


def _print_files() -> None:
    print(f"{'file':14}{'MB':>6}{'seconds':>9}{'MB/s':>7}   begins with")
    for content, name, code in CASES:
        encoded = content.encode()
        start = time.process_time()
        read(encoded, name)
        taken = time.process_time() - start
        size = len(encoded) / 1e6
        print(
            f"{name:14}{size:6.1f}{taken:9.2f}{size / max(taken, 1e-9):7.1f}   {code or 'no fault'}: {content[:24]!r}"
        )


if __name__ == "__main__":
    main()
