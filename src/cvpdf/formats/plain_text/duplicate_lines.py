"""Doubled lines: what a browser copies from a profile page, once for those who see it and once for screen readers."""

import re
from collections.abc import Sequence

from cvpdf.formats.transcript.lines import Line, without_blanks

_FEWEST = 4
_RARELY = 8  # of so many lines at least one is doubled, else it is no such copy
_LONGEST_RUN = 40
_NEARLY = 4  # letters by which both times differ in length
_SHORTEST = 2
_SPOKEN = re.compile(r"\s+(?:to|bis|au|hasta|al|até|tot|do|till|til)\s+|\s*[-–—]\s*")


def without_doubles(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without those that only say again what stands above them, and those.

    A text in which few lines are doubled was not copied so, and stays as it is. What is doubled is one line
    (`Engineer` twice in a row, or `EngineerEngineer`), or several in a row, of which the last may run into the first
    of the second time. The copy for screen readers may write out the mark of a period: `2020 to 2021`.
    """
    kept = without_blanks(lines)
    found = _Doubles(kept)
    if len(found.gone) < max(_FEWEST, len(kept) // _RARELY):
        return list(lines), []
    instead = {line.number: line for line in found.instead}
    gone = {line.number for line in found.gone if line.number not in instead}
    return [instead.get(line.number, line) for line in lines if line.number not in gone], found.gone


class _Doubles:
    """What is doubled in a text: the stretches that go, and the lines of which only a part stays."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.gone: list[Line] = []
        self.instead: list[Line] = []
        self._lines = lines
        self._keys = [_key(line.text) for line in lines]
        at = 0
        while at < len(lines):
            at += self._run(at) or self._joined_run(at) or 1

    def _run(self, at: int) -> int:
        """Lines that stand there twice, one run behind the other; how many lines both take."""
        for length in range(1, min(_LONGEST_RUN, (len(self._keys) - at) // 2) + 1):
            if self._keys[at] != self._keys[at + length]:
                continue
            if self._keys[at : at + length] == self._keys[at + length : at + 2 * length]:
                self.gone += [line.stripped() for line in self._lines[at + length : at + 2 * length]]
                return 2 * length
        return 0

    def _joined_run(self, at: int) -> int:
        """The same, where the end of the first time and the start of the second are on one line."""
        for length in range(min(_LONGEST_RUN, (len(self._keys) - at - 1) // 2) + 1):
            if self._keys[at + 1 : at + length] != self._keys[at + length + 1 : at + 2 * length]:
                continue
            middle, last = self._lines[at + length].stripped(), self._lines[at + 2 * length].text.strip()
            wanted = (self._keys[at + 2 * length], self._keys[at]) if length else None
            cut = _cut(middle.text, len(last) if length else len(middle.text) // 2, wanted)
            if cut:
                rest = self._lines[at + length + 1 : at + 2 * length + 1]
                self.instead.append(middle.part(0, cut))
                self.gone += [middle.part(cut), *(line.stripped() for line in rest)]
                return 2 * length + 1
        return 0


def _cut(text: str, about: int, wanted: tuple[str, str] | None) -> int:
    """Where a line goes over from the first time to the second, zero where it does not; `wanted` is what both are."""
    for at in range(max(about - _NEARLY, 1), min(about + _NEARLY, len(text) - 1) + 1):
        head, tail = _key(text[:at]), _key(text[at:])
        seam = not text[at].isspace() and not text[at - 1].isspace()  # `Baden Baden` is a name
        if seam and head and ((head, tail) == wanted if wanted else head == tail and len(head) >= _SHORTEST):
            return at
    return 0


def _key(text: str) -> str:
    return _SPOKEN.sub("-", " ".join(text.split())).casefold()
