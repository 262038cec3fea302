"""Brackets that do not match: which one is to blame, told by how their lines are indented.

A missing or a stray bracket only shows where the brackets behind it do not fit, often at the end of the file. But
nearly every file is indented: what closes stands as far in as the line of what it closes. The first pair that does not
is where the mistake is.
"""

from dataclasses import dataclass

from cvpdf.source.findings import Findings


@dataclass(frozen=True, slots=True)
class Suspect:
    """An opening bracket, and what closed it although it stands elsewhere, or should have: offsets in the text."""

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
        self.astray: Suspect | None = None
        self.last: Suspect | None = None
        self.deeper: tuple[int, int] | None = None
        self._columns: dict[int, int] = {}
        self._indented: bool | None = None
        self._hanging: Hanging | None = None

    @property
    def first(self) -> Suspect | None:
        """The first place at which a bracket that is open does not fit."""
        found = filter(None, (self.suspect, self.astray))
        return min(found, key=lambda one: one.closing, default=None)

    def key(self, opening: int, start: int, before: int) -> None:
        """Take in where a key stands, and where the last thing before it, in a mapping that was opened somewhere.

        A key that is no deeper than the line of that bracket stands outside of it: the bracket was to be closed
        before. The first key tells whether the file is indented at all. A key that is deeper than the first of its
        mapping may have lost a bracket before it.
        """
        begin = self._findings.line_start(start)
        inside = self._findings.text[begin:start]
        if inside.strip() or begin <= opening:
            return
        if len(inside) > self._columns.setdefault(opening, len(inside)) and self.deeper is None:
            self.deeper = opening, start
        deeper = len(inside) > len(self._indentation(opening))
        self._indented = deeper if self._indented is None else self._indented
        if self._indented and not deeper and self.astray is None:
            self.astray = Suspect(opening, before)

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
        self.last = Suspect(opening, closing)
        if self.astray and self.astray.opening >= opening and self.fit(opening, closing):
            self.astray = None
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
