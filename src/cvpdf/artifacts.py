"""What goes into the pipeline, what stands between its stages, and what comes out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from cvpdf.arguments import check_assignments, check_type
from cvpdf.diagnostics import Diagnostic, Outcome, Span
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.source.reading import MOST_FILE_BYTES
from cvpdf.source.tree import Tree

if TYPE_CHECKING:
    from cvpdf.outline.values import Outline
    from cvpdf.page import Page, Pdf
    from cvpdf.proof.pdf_reader import PdfText
    from cvpdf.theme.loading import Settings
    from cvpdf.theme.theme import Theme
    from cvpdf.world import World


Progress = Callable[[str], None]
"""Is told the name of each stage as it begins."""


def silence(_stage: str) -> None:
    """Report no progress."""


Bring = Callable[[str, Span], Outcome[str]]
"""Brings a photo from an address, named at a place of a file; gives what the photo is called from then on."""


class Source(Struct, frozen=True):
    """A résumé file: its name as messages print it, and its bytes.

    `folder` is where a photo that it names may be; by default the folder of `file`, where there is such a file.

    Raises:
        TypeError: when one of the three has another type.
    """

    file: str
    content: bytes
    folder: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what would fail deep inside."""
        check_type("file", self.file, str, "the name that messages print, such as `resume.yaml`")
        check_type("content", self.content, bytes, "read the file with `Path.read_bytes`, or encode the text")
        check_type("folder", self.folder, Path, optional=True)

    def folder_in(self, world: "World | None") -> Path | None:
        """Where the files are that the résumé names; None where that is not known."""
        beside = Path(self.file)
        return self.folder or (beside.parent if world and world.is_file(beside) else None)

    @classmethod
    def read(cls, path: str | Path) -> "Source":
        """Read a résumé file.

        Args:
            path: where it is; messages call it so. The folder in which it stands is that of its photo.

        Returns:
            The source.

        Raises:
            OSError: when it cannot be read.
        """
        if not isinstance(path, str | Path):
            check_type("path", path, Path)
        with Path(path).open("rb") as file:
            return cls(str(path), file.read(MOST_FILE_BYTES + 1), Path(path).parent)


class Loaded(Struct, frozen=True):
    """A résumé that was read: its Tree, which knows every line, and its values."""

    tree: Tree
    resume: Resume


class Draft(Struct, frozen=True):
    """A résumé on its way to the page: all that can be known without the engine.

    `photo` is the file that the résumé names as its photo, whether it is there and printed or not.
    """

    loaded: Loaded
    outline: "Outline"
    theme: "Theme"
    settings: "Settings"
    photo: Path | None = None


class Composed(Struct, frozen=True):
    """A draft as a page, with the page's font files by their addresses."""

    draft: Draft
    page: "Page"
    fonts: Mapping[str, bytes]


class Place(Struct, frozen=True):
    """Where a value landed on paper (pages from 1, the box in pt from the top left), and where it was written."""

    path: SourcePath
    page: int
    x: float
    y: float
    width: float
    height: float
    span: Span


class Print(Struct, frozen=True):
    """A page as a PDF, and the text that was read back from it; None where the layout is at fault already."""

    composed: Composed
    pdf: "Pdf"
    text: "PdfText | None"

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each value of the résumé landed, in the order of the page."""
        locate = self.composed.draft.loaded.tree.locate
        return tuple(
            Place(path, box.page, box.x, box.y, box.width, box.height, locate(path))
            for mark, boxes in zip(self.composed.page.marks, self.pdf.places, strict=True)
            for path in mark.covers
            for box in boxes
        )

    def unseen(self) -> tuple[Diagnostic, ...]:
        """Draw the pages, and say what of them nobody sees: the second proof, for themes that are not cvpdf's own."""
        from cvpdf.compose.css_rules import find_guilty
        from cvpdf.proof.ink import prove_seen

        drafted, page = self.composed.draft, self.composed.page
        guilty = partial(find_guilty, drafted.theme, page)
        return prove_seen(page, self.pdf, drafted.settings.page_size, drafted.loaded.tree.locate, guilty)


class Built(Struct, frozen=True):
    """What a build made: one file, or one a page for pictures.

    Where nothing was laid out there are no `pages` and no `places`; where no theme was needed `theme` is empty.
    `photo` is the file that the résumé names as such, whether it is there or not.
    """

    files: tuple[bytes, ...]
    pages: int
    words: int
    theme: str
    places: tuple[Place, ...] = ()
    photo: Path | None = None


class Converted(Struct, frozen=True):
    """What a conversion made: the name of the reader that was used, the text that its spans lead into, the new file.

    `content` is None, and `loaded` may be, where errors forbid to write.
    """

    reader: str
    text: str
    content: bytes | None
    loaded: Loaded | None


def check_arguments(source: Source, overrides: Sequence[str] = (), theme: str | None = None) -> None:
    """Refuse arguments of another type that are the same in several functions.

    Raises:
        TypeError: with a sentence that says what is wanted.
    """
    check_type("source", source, Source, 'write `Source.read("resume.yaml")`')
    check_assignments(overrides)
    check_type("theme", theme, str, optional=True)
