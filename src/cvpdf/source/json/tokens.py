"""The tokens of JSON, and those that JSON does not have but people write."""

import json
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from cvpdf.diagnostics import Edit
from cvpdf.rules.cv1_reading import BadEscape, JsonComment, JsonQuotes, NotJsonValue, StrayMark, UnclosedText
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code, as_quoted

# Texts in quotes. ---------------------------------------------------------------------------------------------


_GOOD = re.compile(r"(?:[^\\\"]++|\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4}))*+")


class JsonToken(Struct, frozen=True):
    """A piece of the file: `kind` is "text", "word" or the mark itself; `text` its meaning."""

    kind: str
    text: str
    start: int
    end: int


def decoded(problems: TextDiagnostics, start: int, end: int) -> str:
    """Read the escapes of a text that stands between two offsets (RFC 8259, section 7).

    A bad escape is said and stays as it was written; half of a surrogate pair becomes U+FFFD.
    """
    text = problems.text[start:end]
    if "\\" not in text:
        return text
    pieces: list[str] = []
    position = 0
    while position < len(text):
        good = _GOOD.match(text, position)
        stop = good.end() if good else position
        pieces.append(text[position:stop])
        if text.startswith('"', stop):  # one that belongs to the text; whoever found it has said so
            pieces.append('\\"')
        elif stop < len(text):
            _say_bad_escape(problems, start + stop, end)
            pieces.append("\\\\")
        position = stop + 1
    value: str = json.loads(f'"{"".join(pieces)}"', strict=False)
    return problems.printable(value, start, end)


def _say_bad_escape(problems: TextDiagnostics, start: int, end: int) -> None:
    written = problems.text[start : min(start + 2, end)]
    message = "`\\u` needs four hexadecimal digits" if written == "\\u" else f"`{written}` has no meaning in JSON"
    problems.add(BadEscape, start, start + len(written), message, r"write `\\` for a backslash")


# Quotes that are one too many or missing. ---------------------------------------------------------------------
# Where a quote is missing or one too many, all that follows on the line changes its meaning. So what stands around
# tells which quotes are the text's own: a closing one has a mark behind it, and behind a comma a value or a key.


_MOST_LETTERS: Final = 5_000
"""So many characters further a text may be closed on its line."""

# Behind a value: nothing more on its line, a mark that closes, or a comma with a value or a key behind it.
_BEHIND: Final = r"[ \t]*+(?:[}\]]|,?[ \t]*+(?:[\r\n]|\Z)|,[ \t]*+(?:[\"{\[0-9-]|true|false|null))"

_GOES_ON = re.compile(r"[^\s,:;={}\[\]/#]|[ \t]++[^\s,:;={}\[\]/#\"]")
_REST = re.compile(rf"(?:[^\"\\\r\n]|\\[^\r\n]|\"(?!{_BEHIND}|[ \t]*+:))*+\"")
_NEXT_KEY = re.compile(r"\"[\w$-]+\"[ \t]*+:")
_KEY_BEHIND = re.compile(r"[\w$-]+\"[ \t]*+:")
_COMMA_AT_THE_END = re.compile(r"[ \t]*,[ \t]*\Z")
_QUOTE = re.compile(rf"\"(?={_BEHIND})")
_UNOPENED = re.compile(rf"[^\"\\\r\n{{\[]*+\"(?={_BEHIND})")
_COMMA_OR_COLON = re.compile(r"[,:]")
_UNOPENED_KEY = re.compile(r"[\w$-]++\"(?=[ \t]*+:)")


def torn_text(problems: TextDiagnostics, start: int, end: int) -> JsonToken | None:
    """Read a text that seems to end at a quote within its line, but goes on; None for one that ends there.

    It goes up to the quote that is its own; or, where a key begins behind its last comma, up to that comma.
    """
    text = problems.text
    if not _GOES_ON.match(text, end) or _NEXT_KEY.match(text, end):
        return None
    if _KEY_BEHIND.match(text, end):
        comma = _COMMA_AT_THE_END.search(text, start + 1, end - 1)
        return _unclosed(problems, start, comma.start()) if comma else None
    rest = _REST.match(text, end, end + _MOST_LETTERS)
    if rest is None:
        return None
    message = "a quotation mark stands inside this text, and ends it too early"
    hint = r"write `\"` for one that belongs to the text, or take it out"
    problems.add(UnclosedText, end - 1, end, message, hint)
    return JsonToken("text", decoded(problems, start + 1, rest.end() - 1), start, rest.end())


def _unclosed(problems: TextDiagnostics, start: int, end: int) -> JsonToken:
    message = f"the text that begins here is not closed: {as_code(problems.text[start + 1 : end])}"
    hint, fix = 'put `"` at its end', [problems.edit(end, end, '"')]
    if problems.text[:end].endswith('\\"'):  # a backslash that ends the text, or a quote that belongs to it
        hint, fix = r'write `\\` for a backslash at its end, or put one more `"` behind it', []
    problems.add(UnclosedText, start, end, message, hint, fix=fix)
    return JsonToken("text", decoded(problems, start + 1, end), start, end)


def unopened_text(problems: TextDiagnostics, start: int, end: int) -> JsonToken | None:
    """Read a text whose first quote is missing; None for a word that is no such text."""
    text = problems.text
    quote = _UNOPENED_KEY.match(text, start) or _QUOTE.match(text, end)
    if quote is None and not _is_value(text[start:end]):
        quote = _UNOPENED.match(text, start, start + _MOST_LETTERS)
    if quote is None:
        return None
    content = text[start : quote.end() - 1]
    message = f"the quotation mark before {as_code(content)} is missing"
    # Behind a comma another text may begin that lacks both of its marks.
    fix = [problems.edit(start, start, '"')] if not _COMMA_OR_COLON.search(content) else []
    problems.add(JsonQuotes, start, quote.end(), message, 'write `"` before it', fix=fix)
    return JsonToken("text", content, start, quote.end())


def _is_value(word: str) -> bool:
    return word in {"true", "false", "null"} or word[:1] in "-0123456789"


# Edits that mend a file. --------------------------------------------------------------------------------------
# What the reader took for a comment, a text or a key may be the wreck of something else: `http://` without quotes
# looks like a comment, and half of `'It's'` like a text. So an edit is made only where what stands on both sides
# leaves no doubt. It never changes what the reader understood.


_NAME = re.compile(r"[A-Za-z_$][\w$-]*")
_COLON_NEXT = re.compile(r"\s*+:")
_KEY_WITH_VALUE = re.compile(r"\"[A-Za-z_$][\w$-]*\"\s*+:\s*+(?:[\"{\[0-9-]|true|false|null)")
_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r\n?|\n|\Z")
_VALUE_END = re.compile(r"[\"\]}]\Z|[\s:,\[](?:-?[0-9][0-9.eE+-]*|true|false|null)\Z")
_MARKS: Final = frozenset('{}[],:"')
_FARTHEST_COMMENT: Final = 200
"""So many blanks further nothing is looked for: a stranger's file may have millions."""


def without_comment(problems: TextDiagnostics, start: int, end: int) -> list[Edit]:
    """Take a comment out, with its line where nothing else stands on it, else with the blanks before it."""
    text = problems.text
    if not _is_comment(text, start, end):
        return []
    line = problems.line_start(start)
    first = line + len(text[line:start].rstrip(" \t"))
    blanks = _BLANKS.match(text, end)
    rest = _LINE_END.match(text, blanks.end() if blanks else end)
    if rest is None:
        parted = _before(text, start) in _MARKS or _after(text, end) in _MARKS
        return [problems.edit(start, end, "")] if parted else []
    return [problems.edit(first, rest.end() if first == line else end, "")]


def _is_comment(text: str, start: int, end: int) -> bool:
    """Whether it can be nothing else: an address without quotes has two slashes, too, and a colour a hash."""
    written = text[start:end]
    if written.startswith("/*"):
        return written.endswith("*/") and len(written) >= len("/**/")
    if _before(text, start) == ":":
        return False
    alone = text[start - 1 : start] in {"", " ", "\t", "\r", "\n"} or start == 0
    if written.startswith("#"):
        return alone and written[1:2] in {"", " ", "\t", "#", "!"}
    return alone or text[start - 1] in _MARKS


def in_double_quotes(problems: TextDiagnostics, start: int, end: int, content: str) -> list[Edit]:
    """Write a text in single or curly quotes in straight double ones, where it stands between JSON's marks."""
    text = problems.text
    between_marks = _before(text, start) in {"{", "[", ",", ":"} and _after(text, end) in {"}", "]", ",", ":"}
    if not between_marks or "\\" in content:
        return []
    return [problems.edit(start, end, json.dumps(content, ensure_ascii=False))]


def key_in_quotes(problems: TextDiagnostics, start: int, end: int) -> list[Edit]:
    """Put quotes round a key that is one word, with its colon behind it."""
    text = problems.text
    if not _NAME.fullmatch(text, start, end) or not _COLON_NEXT.match(text, end):
        return []
    return [problems.edit(start, end, f'"{text[start:end]}"')]


def comma_after(problems: TextDiagnostics, end: int, start: int, next_end: int, *, in_mapping: bool) -> list[Edit]:
    """Write the comma between a value that ends and what follows it.

    In a mapping that is a key with its colon; in a list it must be a bracket after a bracket, for two texts may be
    one that was parted. On one line the key must be a word with a value behind it, for a quote in a text parts it, too.
    """
    text = problems.text
    if in_mapping:
        key_next = text[start] == '"' and _COLON_NEXT.match(text, next_end)
        if problems.line_start(end) == problems.line_start(start):
            key_next = _KEY_WITH_VALUE.match(text, start)
        certain = bool(key_next and _VALUE_END.search(text[max(end - 40, 0) : end]))
    else:
        certain = text[end - 1] in "}]" and text[start] in "{["
    return [problems.edit(end, end, ",")] if certain else []


def ends_the_list(problems: TextDiagnostics, end: int) -> bool:
    """Whether nothing more follows in a list or a mapping."""
    return _after(problems.text, end) in {"", "}", "]"}


def is_before_value(problems: TextDiagnostics, end: int) -> bool:
    """Whether a text, a list or a mapping begins next."""
    return _after(problems.text, end) in {'"', "{", "["}


def tabs_escaped(problems: TextDiagnostics, start: int, end: int) -> list[Edit]:
    """Write the tabs of a text that is closed on its line as JSON does."""
    text = problems.text[start:end]
    if "\n" in text or "\r" in text:
        return []
    return [problems.edit(start + at, start + at + 1, r"\t") for at, letter in enumerate(text) if letter == "\t"]


def _before(text: str, offset: int) -> str:
    """The last character before an offset that is no blank."""
    return text[max(offset - _FARTHEST_COMMENT, 0) : offset].rstrip()[-1:]


def _after(text: str, offset: int) -> str:
    """The first character from an offset on that is no blank."""
    return text[offset : offset + _FARTHEST_COMMENT].lstrip()[:1]


# The tokens. --------------------------------------------------------------------------------------------------


# A word may hold `=` and `;`, but neither begin nor end with one, which part values in other languages.
_WORD: Final = r"(?![=;])(?:[^\s\[\]{},:\"'“”„/#=;]|[=;](?=[^\s\[\]{},:\"'“”„/#=;]))++"

_TOKEN = re.compile(
    r"(?P<blank>[ \t\r\n]+)"
    r'|(?P<text>"[^"\\\t\r\n]*+(?:\\[^\r\n][^"\\\t\r\n]*+)*+")'
    r'|(?P<open_text>")'
    r"|(?P<single>'(?:[^'\\\r\n]++|\\[^\r\n])*+')"
    r"|(?P<curly>[“”„][^“”\"\r\n]*+[“”])"
    r"|(?P<mark>[\[\]{},:])"
    r"|(?P<comment>//[^\r\n]*+|\#[^\r\n]*+|/\*(?s:.*?)(?:\*/|\Z))"
    r"|(?P<foreign>=>?|;)"
    rf"|(?P<word>{_WORD}(?:[ ]++{_WORD})*+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_LINE_REST = re.compile(r'[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+')
_TO_QUOTE = re.compile(r'(?:[^"\\]++|\\.)*+"(?=\s*+(?:[,:}\]]|\Z))', re.DOTALL)
_BREAK_OR_TAB = re.compile(r"[\t\r\n]")
_FARTHEST: Final = 5_000
"""So many characters further a text may be closed, if it was not closed on its line."""


def tokens(problems: TextDiagnostics, position: int = 0) -> Iterator[JsonToken]:
    """Cut a text into tokens from an offset on, and say which of them are not JSON.

    Comments are left out. Quotes of any shape make a text; whatever is in none and is no mark is a word.
    """
    text = problems.text
    while match := _TOKEN.match(text, position):
        start, position = match.span()
        kind = match.lastgroup
        if kind == "blank":
            continue
        if kind in ("mark", "foreign"):
            yield JsonToken(match[0][0], match[0], start, position)
        elif kind == "text":
            token = torn_text(problems, start, position)
            token = token or JsonToken("text", decoded(problems, start + 1, position - 1), start, position)
            position = token.end
            yield token
        elif kind == "word":
            token = unopened_text(problems, start, position) or JsonToken("word", match[0], start, position)
            position = token.end
            yield token
        elif kind == "open_text":
            token = _over_the_line(problems, start)
            position = token.end
            yield token
        elif kind in ("single", "curly"):
            yield _quoted_otherwise(problems, start, position)
        elif kind == "comment":
            message = "this is a comment, and JSON has none"
            fix = without_comment(problems, start, position)
            problems.add(JsonComment, start, position, message, "take it out, or keep the résumé in YAML", fix=fix)
        else:
            shown = as_code(match[0]) if match[0].isprintable() else f"the invisible U+{ord(match[0]):04X}"
            message = f"{shown} means nothing here"
            problems.add(StrayMark, start, position, message, "take it out, or put double quotes round the whole text")


def _over_the_line(problems: TextDiagnostics, start: int) -> JsonToken:
    """Read a text that is not closed on its line, or that holds a tab."""
    text = problems.text
    closing = _TO_QUOTE.match(text, start + 1, start + _FARTHEST)
    if closing:
        _say_breaks(problems, start, closing.end())
        return JsonToken("text", decoded(problems, start + 1, closing.end() - 1), start, closing.end())
    line = _LINE_REST.match(text, start + 1)
    end = line.end() if line else start + 1
    end = start + len(text[start:end].rstrip(" \t,"))
    message = f"the text that begins here is not closed: {as_code(text[start + 1 : end])}"
    problems.add(UnclosedText, start, end, message, 'put `"` at its end')
    return JsonToken("text", decoded(problems, min(start + 1, end), end), start, max(end, start + 1))


def _say_breaks(problems: TextDiagnostics, start: int, end: int) -> None:
    match = _BREAK_OR_TAB.search(problems.text, start, end)
    if match is None:
        return
    place = match.start()
    if match[0] == "\t":
        message, hint = "a tab stands inside this text", r"write `\t`, or a space"
        problems.add(UnclosedText, place, place + 1, message, hint, fix=tabs_escaped(problems, start, end))
    else:
        message = "this text goes over the end of its line"
        problems.add(UnclosedText, start, place, message, r"write `\n` for a new line, and keep it all on one line")


def _quoted_otherwise(problems: TextDiagnostics, start: int, end: int) -> JsonToken:
    text = problems.text
    kind = "single" if text[start] == "'" else "curly"
    message = f"{as_code(text[start:end])} is in {kind} quotes; JSON has straight double ones only"
    content = text[start + 1 : end - 1]
    meant = content.replace("\\'", "'")
    fix = in_double_quotes(problems, start, end, content)
    problems.add(JsonQuotes, start, end, message, f"write {as_quoted(meant)}", fix=fix)
    return JsonToken("text", meant, start, end)


# Values without quotes. ---------------------------------------------------------------------------------------


_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LIKE_A_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?0[xX][0-9a-fA-F]+")
_WORDS: Final = frozenset(("true", "false", "null"))
_OTHER_WORDS: Final = {
    "nan": "null",
    "infinity": "null",
    "-infinity": "null",
    "+infinity": "null",
    "none": "null",
    "undefined": "null",
    "null": "null",
    "true": "true",
    "false": "false",
}


def word_value(problems: TextDiagnostics, token: JsonToken) -> str | None:
    """The text of a word, None for null; say where JSON has no such value (RFC 8259, sections 3 and 6)."""
    word = token.text
    if _NUMBER.fullmatch(word) or word in _WORDS:
        return None if word == "null" else word
    known = _OTHER_WORDS.get(word.lower())
    if known:
        fix = (problems.edit(token.start, token.end, known),)
        message = f"JSON has no value `{word}`"
        problems.add(NotJsonValue, token.start, token.end, message, f"write `{known}`", fix=fix)
        return None if known == "null" else known
    if _LIKE_A_NUMBER.fullmatch(word):
        hint = f"write it like `0.5` or `12`, or as a text: {as_quoted(word)}"
        problems.add(NotJsonValue, token.start, token.end, f"{as_code(word)} is no number in JSON", hint)
    else:
        message = f"the text {as_code(word)} is not in quotes"
        problems.add(JsonQuotes, token.start, token.end, message, f"write {as_quoted(word)}")
    return word
