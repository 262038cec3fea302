"""A theme as a value: its folders, its typefaces, its options, and what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cvpdf.diagnostics import Span
from cvpdf.page import Face
from cvpdf.path import SourcePath
from cvpdf.theme.option import Option
from cvpdf.theme.search_path import Shelf

FONTS = "fonts"
"""The option that chooses a pairing; a theme with more than one has it without declaring it."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two families that go together; `headings` may be the family of the text."""

    text: str
    headings: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, its ancestors folded in: `folders` lists its own first and `base` last.

    The first of the `pairings` is the default. Every family is there in all `weights` (CSS), that of the text also in
    italics where `italic` says so. `shelf` is where it was found, and `named` where manifests name the families and the
    bullet.
    """

    name: str
    title: str
    description: str
    folders: tuple[Path, ...]
    pairings: Mapping[str, Pairing]
    weights: tuple[int, ...]
    italic: bool
    options: Mapping[str, Option]
    omits: frozenset[str]
    bullet: str
    shelf: Shelf
    named: Mapping[str, Span]

    @property
    def is_ours(self) -> bool:
        """Whether it is part of cvpdf, and so is all that it extends."""
        return self.shelf.is_ours

    @property
    def families(self) -> tuple[str, ...]:
        """Every family that any pairing asks for."""
        return tuple(dict.fromkeys(name for pair in self.pairings.values() for name in (pair.text, pair.headings)))

    def leaves_out(self, path: SourcePath) -> bool:
        """Whether the theme declares that it does not print a value; manifests name fields without indexes."""
        return ".".join(step for step in path if isinstance(step, str)) in self.omits

    def pairing(self, options: Mapping[str, str]) -> Pairing:
        """The pairing that one résumé's options choose, the theme's first where they choose none."""
        return self.pairings[options.get(FONTS) or next(iter(self.pairings))]

    def faces(self, options: Mapping[str, str]) -> tuple[Face, ...]:
        """The faces that a page with these options may use."""
        chosen = self.pairing(options)
        slants = (False, True) if self.italic else (False,)
        text = [Face(chosen.text, weight, italic) for weight in self.weights for italic in slants]
        return tuple(dict.fromkeys([*text, *(Face(chosen.headings, weight) for weight in self.weights)]))
