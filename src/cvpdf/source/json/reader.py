"""The JSON reader: RFC 8259, and on past whatever is not, so that all problems are said at once."""

from collections.abc import Callable, Iterable
from typing import Final

from cvpdf.diagnostics import Edit, Outcome, Rule
from cvpdf.rules.cv1_reading import (
    AfterTheEnd,
    JsonQuotes,
    KeyNotText,
    MissingComma,
    MissingValue,
    StrayMark,
    TrailingComma,
)
from cvpdf.source.json.brackets import BracketFaults, Brackets, JsonValue
from cvpdf.source.json.tokens import (
    JsonToken,
    comma_after,
    ends_the_list,
    is_before_value,
    key_in_quotes,
    tokens,
    word_value,
)
from cvpdf.source.text_diagnostics import StopReading, TextDiagnostics, as_code, as_quoted
from cvpdf.source.tree import Builder, Key, Node, OpenMapping, OpenSequence, Scalar, Tree, declared_schema

# What may come next: a key, the colon after it, a value, the comma after that, or nothing any more.
_KEY, _COLON, _VALUE, _COMMA, _END = range(5)

_IN_QUOTES: Final = "take it out, or put double quotes round the whole text"


def read_json(text: str, file: str) -> Outcome[Tree]:
    """Read a JSON file; numbers, `true` and `false` stay text as they are written, null has none.

    Returns:
        The tree, as far as it could be understood; None where there is no value, or a limit was passed.
    """
    problems = TextDiagnostics(file, text)
    root = parse_json(problems)
    if root is None:
        return Outcome(None, problems.diagnostics)
    return Outcome(Tree(file, text, root, "json", declared_schema(root)), problems.diagnostics)


def parse_json(problems: TextDiagnostics, start: int = 0) -> Node | None:
    """Read the one JSON value that stands in a text from an offset on, and say what is wrong with it."""
    try:
        return _Parser(problems).parse(start)
    except StopReading:
        return None


class _Parser:
    """Takes in one token after the other; what is open is on the builder's stack."""

    def __init__(self, problems: TextDiagnostics) -> None:
        self.problems = problems
        self.builder = Builder(problems)
        self.brackets = Brackets(problems)
        self.faults = BracketFaults(problems, self.builder.frames, self.brackets)
        self.state = _VALUE
        self.comma: JsonToken | None = None
        self.key: JsonToken | None = None
        self.value: JsonValue | None = None
        self.out_of_place: set[int] = set()
        self.last_end = 0

    def parse(self, start: int) -> Node | None:
        """Read all tokens, and give the root."""
        for token in tokens(self.problems, start):
            if self.state == _END:
                self._after_the_end(token)
                break
            self._take[token.kind](self, token)
            self.last_end = token.end
        self._end_of_file()
        return self.builder.root

    def _after_the_end(self, token: JsonToken) -> None:
        if self.faults.closed_too_early():
            return
        message = "the file's value ended above; nothing may follow"
        self._say(AfterTheEnd, token, message, "take out what follows, or a bracket that closes too early")

    def _value(self, token: JsonToken) -> None:
        """Take in a text or a word: a key or a value."""
        if token.kind == "word" and self._is_stray(token):
            self._say(StrayMark, token, f"{as_code(token.text)} means nothing here", _IN_QUOTES)
            return
        self._before_value(token)
        if self.state == _KEY:
            self._take_key(token)
            return
        text: str | None = token.text
        if token.kind == "word":
            text = word_value(self.problems, token)
        span = self.problems.span(token.start, token.end)
        self.builder.scalar(Scalar(text, span, plain=token.kind == "word"), token.start)
        self.value = JsonValue(token, self.last_end, self.comma, self.key if self._in_mapping() else None)
        self._after_value()

    def _is_stray(self, token: JsonToken) -> bool:
        """Whether a word is a slip of the keyboard: no letter or digit is in it, and no mark behind it."""
        if any(map(str.isalnum, token.text)):
            return False
        return self.state == _COMMA or is_before_value(self.problems, token.end)

    def _take_key(self, token: JsonToken) -> None:
        if token.kind == "word":
            message = f"the key {as_code(token.text)} is not in quotes"
            fix = key_in_quotes(self.problems, token.start, token.end)
            self._say(JsonQuotes, token, message, f"write {as_quoted(token.text)}", fix)
        self.brackets.key(self.builder.frames[-1].start, token.start, self.last_end - 1)
        self.builder.key(Key(token.text, token.start, token.end))
        self.key, self.comma, self.state = token, None, _COLON

    def _open(self, token: JsonToken) -> None:
        self._before_value(token)
        if self.state == _KEY:
            self.faults.blame_missing()
            if self._is_first_in_frame() and not self.faults.ends_unseen(self.comma, token):
                self._say(KeyNotText, token, "a key is missing before this value", 'write `"key":` before it')
            self.builder.key(Key("", token.start, token.end, dropped=True))
        self.builder.open(OpenMapping if token.kind == "{" else OpenSequence, token.start)
        self.comma = None
        self.state = _KEY if token.kind == "{" else _VALUE

    def _before_value(self, token: JsonToken) -> None:
        """Say which comma or colon is missing before a value, and go on as if it were there."""
        if self.state == _COMMA:
            end = self.last_end
            fix = comma_after(self.problems, end, token.start, token.end, in_mapping=self._in_mapping())
            message, hint = "a comma is missing after this value", "write `,` after it"
            self.problems.add(MissingComma, end - 1, end, message, hint, fix=fix)
            self.state = self._after_comma()
        elif self.state == _COLON:
            self._say(MissingComma, token, "a colon is missing between this value and its key", "write `:` before it")
            self.state = _VALUE
        if self.state == _VALUE and self.key and self._in_mapping():
            self.brackets.value((self.key.start, self.key.end), token.start, len(self.builder.frames))

    def _is_first_in_frame(self) -> bool:
        """Whether nothing was yet found out of place in what is open: one bracket too many or too few shows often."""
        first = not self.builder.frames or self.builder.frames[-1].start not in self.out_of_place
        if first and self.builder.frames:
            self.out_of_place.add(self.builder.frames[-1].start)
        return first

    def _colon(self, token: JsonToken) -> None:
        said = self.state == _COLON or not self._is_first_in_frame()
        if not said and not (self.state == _COMMA and self.faults.opens_unseen(self.value)):
            message = "this colon does not stand between a key and its value"
            self._say(StrayMark, token, message, "keys stand in `{…}` only, each with one value; commas part them")
        self.state = _KEY if self.state == _KEY else _VALUE

    def _comma(self, token: JsonToken) -> None:
        if self.state == _COLON or (self.state == _VALUE and self._in_mapping()):
            self._missing_value(token.start)
        elif self.state != _COMMA:
            self._say_comma(token, token.start, "no value stands before this comma")
            self.comma = None
            return
        self.comma = token
        self.state = self._after_comma()

    def _equals(self, token: JsonToken) -> None:
        """Take `=` or `=>` for the colon where one belongs, as other languages write it."""
        if self.state != _COLON:
            self._say(StrayMark, token, f"`{token.text}` means nothing here", _IN_QUOTES)
            return
        message = f"`{token.text}` stands where JSON has a colon"
        self._say(StrayMark, token, message, "write `:`", [self.problems.edit(token.start, token.end, ":")])
        self.state = _VALUE

    def _semicolon(self, token: JsonToken) -> None:
        """Take `;` for the comma where one belongs; before what closes, none does."""
        if self.state == _COMMA and ends_the_list(self.problems, token.end):
            message, hint, written = "`;` means nothing here", "take it out", ""
        elif self.state == _COMMA:
            message, hint, written = "`;` stands where JSON has a comma", "write `,`", ","
            self.state = self._after_comma()
        else:
            self._say(StrayMark, token, "`;` means nothing here", _IN_QUOTES)
            return
        fix = [self.problems.edit(token.start, token.end, written)]
        self._say(StrayMark, token, message, hint, fix)

    def _missing_value(self, end: int) -> None:
        key = self.key
        if key is None:
            return
        said = False
        if self.state == _COLON:
            self.faults.blame_missing()
            said = not self._is_first_in_frame()
        message = f"the key {as_code(key.text)} has no value"
        hint = "write `null` after the colon, or take the key out"
        # Without a colon the key may be a value that lost its own, and where the file was cut off more is lost.
        certain = self.state == _VALUE and self.problems.text[end : end + 1] in {",", "}"} and self._nothing_before(end)
        fix = [self.problems.edit(self.last_end, self.last_end, " null")] if certain else ()
        if not said:
            self.problems.add(MissingValue, key.start, key.end, message, hint, fix=fix)
        self.builder.scalar(Scalar(None, self.problems.span(end, end), plain=True), end)
        self._after_value()

    def _close(self, token: JsonToken) -> None:
        if self.faults.is_stray(token) or self.faults.lacks_its_opening(token):
            return
        self._before_closing(token.start)
        while self.faults.leaves_open(token, self.last_end):
            self.builder.close(self.last_end)
        self.brackets.note(self.builder.frames[-1].start, token.start)
        self.builder.close(token.end)
        self._after_value()

    def _before_closing(self, end: int) -> None:
        """Say what is wrong just before a closing bracket: no value, or a comma too many."""
        if self._in_mapping() and self.state in (_COLON, _VALUE):
            self._missing_value(end)
        elif self.comma and self.state in (_KEY, _VALUE):
            self._say_comma(self.comma, end, "no value follows this comma")

    def _end_of_file(self) -> None:
        if self.builder.frames:
            self._before_closing(self.last_end)
            self.faults.cut_off(self.last_end)
        elif self.state == _VALUE:
            self.problems.add(
                MissingValue, self.last_end, self.last_end, "there is no value here", "write `{}` or more"
            )
        while self.builder.frames:
            self.builder.close(self.last_end)

    def _in_mapping(self) -> bool:
        return isinstance(self.builder.top, OpenMapping)

    def _after_comma(self) -> int:
        return _KEY if self._in_mapping() else _VALUE

    def _after_value(self) -> None:
        self.comma = self.key = None
        self.state = _COMMA if self.builder.frames else _END

    def _say_comma(self, token: JsonToken, end: int, message: str) -> None:
        """Say that a comma parts nothing; what stands before `end` and was skipped may be a value after all."""
        fix = [self.problems.edit(token.start, token.end, "")] if self._nothing_before(end) else ()
        self._say(TrailingComma, token, message, "take the comma out", fix)

    def _nothing_before(self, end: int) -> bool:
        """Whether only blanks stand between the last token and an offset, and no comment."""
        return not self.problems.text[self.last_end : end].strip()

    def _say(self, rule: type[Rule], token: JsonToken, message: str, hint: str, fix: Iterable[Edit] = ()) -> None:
        self.problems.add(rule, token.start, token.end, message, hint, fix=fix)

    _take: Final[dict[str, Callable[["_Parser", JsonToken], None]]] = {
        "text": _value,
        "word": _value,
        "{": _open,
        "[": _open,
        "}": _close,
        "]": _close,
        ",": _comma,
        ":": _colon,
        "=": _equals,
        ";": _semicolon,
    }
