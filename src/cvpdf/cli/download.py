"""A photo on its way from the web to its place beside the converted file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cvpdf.cli import streams
from cvpdf.cli.progress import Progress
from cvpdf.cli.stop import Stop, reason
from cvpdf.diagnostics import ExitCode, Outcome, Span
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.outline import Picture


@dataclass(slots=True)
class Download:
    """Brings at most one photo; it is written only once the rest of the conversion has succeeded."""

    world: World
    folder: Path
    picture: "Picture | None" = field(default=None, init=False)
    name: str = field(default="", init=False)

    def bring(self, url: str, place: Span) -> Outcome[str]:
        """Fetch the photo, and settle what its file will be called."""
        from cvpdf.photo.downloading import download, photo_name

        with Progress() as progress:
            progress("fetching the photo")
            brought = download(url, self.world, place)
        if brought.value is None:
            return Outcome(None, brought.diagnostics)
        self.picture = brought.value
        self.name = photo_name(brought.value, {path.name for path in self.folder.iterdir()})
        return Outcome(self.name, brought.diagnostics)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Write what was brought, if anything was, and take it away again if the file that names it is not written.

        Raises:
            Stop: when it cannot be written, or a file of that name has come up meanwhile.
        """
        if self.picture is None:
            yield
            return
        path = self.folder / self.name
        self._save(path, self.picture.content)
        try:
            yield
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        streams.err(f"{path}: the photo, brought from the web")

    def _save(self, path: Path, content: bytes) -> None:
        try:
            written = self.world.create(path, content)
        except OSError as error:
            raise Stop(ExitCode.IO, f"{path}: cannot be written: {reason(error)}") from None
        if not written:
            raise Stop(ExitCode.IO, f"{path}: this file has just been made by somebody else", "try again")
