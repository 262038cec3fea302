"""Progress: one line on a terminal that says what goes on, and is gone afterwards."""

import sys
from types import TracebackType
from typing import Self

from cvpdf.cli import streams


class Progress:
    """Call it with the name of a stage. Away from a terminal it says nothing."""

    def __init__(self) -> None:
        """Look whether anybody is watching."""
        self._shown = streams.surface(sys.stderr).animated

    def __call__(self, stage: str) -> None:
        """Show the stage in place of the one before."""
        if self._shown:
            streams.flash(f"\r\x1b[2K{stage}…")

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the line away, however it ended."""
        if self._shown:
            streams.flash("\r\x1b[2K")
