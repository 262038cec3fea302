"""Brackets that do not match: which one is to blame, and what is said about it."""

import re
from typing import Final

from msgspec import Struct

from cvpdf.rules.cv1_reading import Bracket
from cvpdf.source.json.tokens import JsonToken
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code
from cvpdf.source.tree import OpenMapping, OpenSequence

# Which bracket is to blame. -----------------------------------------------------------------------------------
# A missing or a stray bracket only shows where the brackets behind it do not fit, often at the end of the file. But
# nearly every file is indented: what closes stands as far in as the line of what it closes. The first pair that does
# not is where the mistake is.


class Suspect(Struct, frozen=True):
    """An opening bracket, and what closed it although it stands elsewhere, or should have: offsets in the text."""

    opening: int
    closing: int


class Hanging(Struct, frozen=True):
    """A key whose value begins on a later line, as if a bracket had stood behind the colon: its offsets, its depth."""

    start: int
    end: int
    depth: int


class Brackets:
    """Watches the pairs of one text, and remembers the first that looks wrong."""

    def __init__(self, problems: TextDiagnostics) -> None:
        """Begin with no suspicion."""
        self._findings = problems
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


# The messages. ------------------------------------------------------------------------------------------------


_CLOSING: Final = {"{": "}", "[": "]"}


_EMPTY_LINE: Final = re.compile(r"\n([ \t\r]*)(?=\n)")


class JsonValue(Struct, frozen=True):
    """A text or word where a value belongs; where the token before it ends, which comma that is, or after which key."""

    token: JsonToken
    after: int
    comma: JsonToken | None
    key: JsonToken | None


class BracketFaults:
    """Says what is wrong with brackets; `frames` is the builder's own list of what is open."""

    def __init__(self, problems: TextDiagnostics, frames: list[OpenMapping | OpenSequence], brackets: Brackets) -> None:
        """Look at the stack of a builder, and at the pairs that were seen."""
        self._findings = problems
        self._frames = frames
        self._brackets = brackets
        self._unended: set[int] = set()

    def blame_missing(self) -> None:
        """Say that a list seems not to have been opened, where what comes now does not fit."""
        hanging = self._brackets.blame(len(self._frames))
        if hanging:
            key = as_code(self._findings.text[hanging.start : hanging.end].strip('"'))
            message = f"a bracket seems to be missing after {key}"
            self._findings.add(Bracket, hanging.start, hanging.end, message, "write `[` behind its colon")

    def is_stray(self, token: JsonToken) -> bool:
        """Say that a bracket closes nothing: it does not fit what is open, nor what it would close further out."""
        if self._frames and not self._is_one_too_many(token):
            return False
        self.blame_missing()
        self._say(token, f"`{token.kind}` closes nothing", "take it out")
        return True

    def _is_one_too_many(self, token: JsonToken) -> bool:
        wanted = self._wanted()
        if wanted[-1] == token.kind or token.kind not in wanted:
            return False
        frame = next(frame for frame in reversed(self._frames) if self._closing(frame.start) == token.kind)
        return not self._brackets.fit(frame.start, token.start)

    def lacks_its_opening(self, token: JsonToken) -> bool:
        """Say that `[` is missing where `}]` closes what only `{` has opened."""
        pair = self._brackets.last
        if token.kind != "]" or pair is None or pair.closing + 1 != token.start or "]" in self._wanted():
            return False
        line = self._line(token.start)
        message = f"a `[` is missing before this, for the `]` of line {line} closes nothing else"
        self._findings.add(Bracket, pair.opening, pair.opening + 1, message, "write `[` before it")
        return True

    def leaves_open(self, token: JsonToken, last_end: int) -> bool:
        """Say that the innermost bracket is closed by one of another kind; True where that closes one further out."""
        wanted = self._wanted()
        if wanted[-1] == token.kind:
            return False
        if token.kind in wanted:
            self._unclosed(token, last_end)
            return True
        self.blame_missing()
        opening = self._findings.text[self._frames[-1].start]
        self._say(token, f"`{opening}` is closed by `{token.kind}` here", f"write `{wanted[-1]}`")
        return False

    def opens_unseen(self, value: JsonValue | None) -> bool:
        """Say which bracket is missing where a value turns out to be a key, for a colon follows; False if that is open.

        In a mapping the bracket belongs behind the key above, in a list after a comma or at the start.
        """
        key = value.key if value else None
        if value is None or (key and self._line(key.start) == self._line(value.token.start)):
            return False
        if key:
            message = f"a `{{` is missing after {as_code(key.text)}, for a key stands there"
            self._findings.add(Bracket, key.start, key.end, message, "write `{` behind its colon")
        elif not self.ends_unseen(value.comma, value.token):
            place = self._between(value.after, value.token.start)
            message = f"a `{{` is missing here, before the key {as_code(value.token.text)}"
            self._findings.add(Bracket, place, place, message, "write `{` before it")
        return True

    def ends_unseen(self, comma: JsonToken | None, following: JsonToken) -> bool:
        """Say that what stands above a comma is not closed, if the comma shows it.

        It does where it has a line to itself, or ends the one line of what is open.
        """
        if comma is None or self._line(comma.start) == self._line(following.start):
            return False
        is_one_line = self._line(self._frames[-1].start) == self._line(comma.start)
        if not is_one_line and self._findings.line_text(comma.start).strip() != ",":
            return False
        start = self._frames[-1].start
        opening, line = self._opened(start)
        wanted = _CLOSING[opening]
        self._unended.add(start)
        self._say(comma, f"`{opening}` of line {line} is not closed before this comma", f"write `{wanted}` before it")
        return True

    def closed_too_early(self) -> bool:
        """Say which bracket ended the file's value before its time; False where none is under suspicion."""
        suspect = self._brackets.suspect
        if suspect is None:
            return False
        deeper = self._brackets.deeper
        if deeper and deeper[0] == suspect.opening:
            message = "a bracket seems to be missing before this, which stands further in than the key above"
            self._findings.add(Bracket, deeper[1], deeper[1] + 1, message, "write its key, a colon and `{` before it")
        elif not self._findings.has_any_at(suspect.closing):
            opening, line = self._opened(suspect.opening)
            message = f"this closes `{opening}` of line {line} too early, for the file goes on behind its end"
            hint = "take it out, or open what it is to close"
            self._findings.add(Bracket, suspect.closing, suspect.closing + 1, message, hint)
        return True

    def cut_off(self, last_end: int) -> None:
        """Say that the file ends too early, or which bracket before its end has no partner."""
        suspect = self._brackets.first
        if suspect:
            opening, line = self._opened(suspect.opening)
            message = f"`{opening}` of line {line} is not closed before this"
            hint = f"write `{_CLOSING[opening]}` here or above"
            self._findings.add(Bracket, suspect.closing, suspect.closing + 1, message, hint)
            return
        opening, line = self._opened(self._frames[-1].start)
        hint = f"write {as_code(''.join(reversed(self._wanted())))} at the end of the file"
        place, message = last_end - 1, f"the file ends here, and `{opening}` of line {line} is not closed"
        if self._line(place) == line:
            place, message = self._frames[-1].start, f"`{opening}` is not closed"
        self._findings.add(Bracket, place, place + 1, message, hint)

    def _unclosed(self, token: JsonToken, last_end: int) -> None:
        """Say that a bracket is not closed: where it stands, or where that shows if it is on another line."""
        start = self._frames[-1].start
        if start in self._unended:
            return
        opening, line = self._opened(start)
        hint = f"write `{_CLOSING[opening]}` after its last value"
        if self._line(token.start) == line:
            self._findings.add(Bracket, start, start + 1, f"`{opening}` is not closed", hint)
            return
        place = self._between(last_end, token.start)
        end = token.end if place == token.start else place
        self._findings.add(Bracket, place, end, f"`{opening}` of line {line} is not closed before this", hint)

    def _between(self, end: int, start: int) -> int:
        """Where something is missing between two tokens: on a line that was left empty, else before the second."""
        empty = _EMPTY_LINE.search(self._findings.text, end, start)
        return empty.start(1) if empty else start

    def _wanted(self) -> list[str]:
        """What would close each bracket that is open, the innermost last."""
        return [self._closing(frame.start) for frame in self._frames]

    def _closing(self, start: int) -> str:
        return _CLOSING[self._findings.text[start]]

    def _opened(self, start: int) -> tuple[str, int]:
        return self._findings.text[start], self._line(start)

    def _line(self, place: int) -> int:
        return self._findings.span(place, place).line

    def _say(self, token: JsonToken, message: str, hint: str) -> None:
        self._findings.add(Bracket, token.start, token.end, message, hint)
