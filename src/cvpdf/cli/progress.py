"""Progress: one line on a terminal that says what goes on, and is gone afterwards."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cvpdf.cli import streams

if TYPE_CHECKING:
    from rich.status import Status


class Progress:
    """Call it with the name of a stage. Away from a terminal it says nothing, and rich is not even imported."""

    def __init__(self) -> None:
        """Look whether anybody is watching."""
        self._status: Status | None = None
        if streams.surface(sys.stderr).animated:
            from rich.console import Console

            self._status = Console(stderr=True).status("starting…")

    def __call__(self, stage: str) -> None:
        """Show the stage in place of the one before."""
        if self._status:
            self._status.update(f"{stage}…")

    def __enter__(self) -> Self:
        """Begin."""
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the line away, however it ended."""
        if self._status:
            self._status.stop()
