"""JSON's odd quotes: one that stands within a text, and one that lacks where a text begins or ends; each said once.

Where a quote is missing or one too many, all that follows on the line changes its meaning. So what stands around
tells which quotes are the text's own: a closing one has a mark behind it, and behind a comma a value or a key.
"""

import re
from typing import Final

from cvpdf.rules.json_syntax import JsonQuotes, UnclosedText
from cvpdf.source.findings import Findings, as_code
from cvpdf.source.json_text import Token, decoded

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


def torn_text(findings: Findings, start: int, end: int) -> Token | None:
    """Read a text that seems to end at a quote within its line, but goes on; None for one that ends there.

    It goes up to the quote that is its own; or, where a key begins behind its last comma, up to that comma.
    """
    text = findings.text
    if not _GOES_ON.match(text, end) or _NEXT_KEY.match(text, end):
        return None
    if _KEY_BEHIND.match(text, end):
        comma = _COMMA_AT_THE_END.search(text, start + 1, end - 1)
        return _unclosed(findings, start, comma.start()) if comma else None
    rest = _REST.match(text, end, end + _MOST_LETTERS)
    if rest is None:
        return None
    message = "a quotation mark stands inside this text, and ends it too early"
    hint = r"write `\"` for one that belongs to the text, or take it out"
    findings.add(UnclosedText, end - 1, end, message, hint)
    return Token("text", decoded(findings, start + 1, rest.end() - 1), start, rest.end())


def _unclosed(findings: Findings, start: int, end: int) -> Token:
    message = f"the text that begins here is not closed: {as_code(findings.text[start + 1 : end])}"
    hint, fix = 'put `"` at its end', [findings.edit(end, end, '"')]
    if findings.text[:end].endswith('\\"'):  # a backslash that ends the text, or a quote that belongs to it
        hint, fix = r'write `\\` for a backslash at its end, or put one more `"` behind it', []
    findings.add(UnclosedText, start, end, message, hint, fix=fix)
    return Token("text", decoded(findings, start + 1, end), start, end)


def unopened_text(findings: Findings, start: int, end: int) -> Token | None:
    """Read a text whose first quote is missing; None for a word that is no such text."""
    text = findings.text
    quote = _UNOPENED_KEY.match(text, start) or _QUOTE.match(text, end)
    if quote is None and not _is_value(text[start:end]):
        quote = _UNOPENED.match(text, start, start + _MOST_LETTERS)
    if quote is None:
        return None
    content = text[start : quote.end() - 1]
    message = f"the quotation mark before {as_code(content)} is missing"
    # Behind a comma another text may begin that lacks both of its marks.
    fix = [findings.edit(start, start, '"')] if not _COMMA_OR_COLON.search(content) else []
    findings.add(JsonQuotes, start, quote.end(), message, 'write `"` before it', fix=fix)
    return Token("text", content, start, quote.end())


def _is_value(word: str) -> bool:
    return word in {"true", "false", "null"} or word[:1] in "-0123456789"
