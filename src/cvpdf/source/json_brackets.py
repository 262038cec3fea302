"""Brackets that do not match: which one is to blame, told by how their lines are indented.

A missing or a stray bracket only shows where the brackets behind it do not fit, often at the end of the file. But
nearly every file is indented: what closes stands as far in as the line of what it closes. The first pair that does not
is where the mistake is.
"""

from dataclasses import dataclass

from cvpdf.source.findings import Findings


@dataclass(frozen=True, slots=True)
class Suspect:
    """A closing bracket, and the opening one that it closed although it stands elsewhere: offsets in the text."""

    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class Hanging:
    """A key whose value begins on a later line, as if a bracket had stood behind the colon: its offsets, its depth."""

    start: int
    end: int
    depth: int


class Brackets:
    """Watches the pairs of one text, and remembers the first that looks wrong."""

    def __init__(self, findings: Findings) -> None:
        """Begin with no suspicion."""
        self._findings = findings
        self.suspect: Suspect | None = None
        self._hanging: Hanging | None = None

    def value(self, key: tuple[int, int], value: int, depth: int) -> None:
        """Take in where a key stands and where its value begins; a key at the same depth clears the one before."""
        if self._findings.line_start(key[0]) < self._findings.line_start(value):
            self._hanging = Hanging(*key, depth)
        elif self._hanging and self._hanging.depth >= depth:
            self._hanging = None

    def blame(self, depth: int) -> Hanging | None:
        """Give the key, once, behind which a bracket must be missing if something does not fit at this depth."""
        hanging = self._hanging
        if hanging is None or hanging.depth != depth:
            return None
        self._hanging = None
        return hanging

    def note(self, opening: int, closing: int) -> None:
        """Take in a pair; one that fits and goes round the one under suspicion clears it."""
        if not self.fit(opening, closing):
            self.suspect = self.suspect or Suspect(opening, closing)
        elif self.suspect and opening < self.suspect.opening:
            self.suspect = None

    def fit(self, opening: int, closing: int) -> bool:
        """Whether two brackets may be a pair: what closes is not the first on its line, or as far in as what opens."""
        start = self._findings.line_start(closing)
        before = self._findings.text[start:closing]
        return bool(before.strip()) or start <= opening or before == self._indentation(opening)

    def _indentation(self, offset: int) -> str:
        """The blanks that a line begins with."""
        line = self._findings.line_text(offset)
        return line[: len(line) - len(line.lstrip())]
