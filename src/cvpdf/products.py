"""What goes into a command and what comes out of it: the values that a caller of cvpdf meets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cvpdf.diagnostics import Outcome, Span
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.source.tree import Tree

Target = Literal["pdf", "html", "png", "md", "txt", "docx"]

TEXTS: frozenset[Target] = frozenset(("md", "txt", "docx"))
"""What is written from the outline alone, without a page."""

Progress = Callable[[str], None]
"""Is told the name of each stage as it begins."""

Bring = Callable[[str, Span], Outcome[str]]
"""Brings a photo from an address, named at a place of a file; gives what the photo is called from then on."""


@dataclass(frozen=True, slots=True)
class Source:
    """A résumé file: its name as messages print it, and its bytes.

    `folder` is where a photo that it names may be; by default the folder of `file`, where there is such a file.
    """

    file: str
    content: bytes
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A résumé that was read: its Tree, which knows every line, and its values."""

    tree: Tree
    resume: Resume


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value landed on paper (pages from 1, the box in pt from the top left), and where it was written."""

    path: SourcePath
    page: int
    x: float
    y: float
    width: float
    height: float
    span: Span


@dataclass(frozen=True, slots=True)
class Built:
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


@dataclass(frozen=True, slots=True)
class Converted:
    """What a conversion made: the name of the reader that was used, the text that its spans lead into, the new file.

    `content` is None, and `loaded` may be, where errors forbid to write.
    """

    reader: str
    text: str
    content: bytes | None
    loaded: Loaded | None
