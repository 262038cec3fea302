"""JSON tokens: the pieces of a file, also those that JSON does not have but people write."""

import re
from collections.abc import Iterator
from typing import Final

from cvpdf.rules.json_syntax import JsonComment, JsonQuotes, StrayMark, UnclosedText
from cvpdf.source import json_fixes as fixes
from cvpdf.source import json_odd_quotes as odd_quotes
from cvpdf.source.findings import Findings, as_code, as_quoted
from cvpdf.source.json_text import Token, decoded

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


def tokens(findings: Findings, position: int = 0) -> Iterator[Token]:
    """Cut a text into tokens from an offset on, and say which of them are not JSON.

    Comments are left out. Quotes of any shape make a text; whatever is in none and is no mark is a word.
    """
    text = findings.text
    while match := _TOKEN.match(text, position):
        start, position = match.span()
        kind = match.lastgroup
        if kind == "blank":
            continue
        if kind in ("mark", "foreign"):
            yield Token(match[0][0], match[0], start, position)
        elif kind == "text":
            token = odd_quotes.torn_text(findings, start, position)
            token = token or Token("text", decoded(findings, start + 1, position - 1), start, position)
            position = token.end
            yield token
        elif kind == "word":
            token = odd_quotes.unopened_text(findings, start, position) or Token("word", match[0], start, position)
            position = token.end
            yield token
        elif kind == "open_text":
            token = _over_the_line(findings, start)
            position = token.end
            yield token
        elif kind in ("single", "curly"):
            yield _quoted_otherwise(findings, start, position)
        elif kind == "comment":
            message = "this is a comment, and JSON has none"
            fix = fixes.without_comment(findings, start, position)
            findings.add(JsonComment, start, position, message, "take it out, or keep the résumé in YAML", fix=fix)
        else:
            shown = as_code(match[0]) if match[0].isprintable() else f"the invisible U+{ord(match[0]):04X}"
            message = f"{shown} means nothing here"
            findings.add(StrayMark, start, position, message, "take it out, or put double quotes round the whole text")


def _over_the_line(findings: Findings, start: int) -> Token:
    """Read a text that is not closed on its line, or that holds a tab."""
    text = findings.text
    closing = _TO_QUOTE.match(text, start + 1, start + _FARTHEST)
    if closing:
        _say_breaks(findings, start, closing.end())
        return Token("text", decoded(findings, start + 1, closing.end() - 1), start, closing.end())
    line = _LINE_REST.match(text, start + 1)
    end = line.end() if line else start + 1
    end = start + len(text[start:end].rstrip(" \t,"))
    message = f"the text that begins here is not closed: {as_code(text[start + 1 : end])}"
    findings.add(UnclosedText, start, end, message, 'put `"` at its end')
    return Token("text", decoded(findings, min(start + 1, end), end), start, max(end, start + 1))


def _say_breaks(findings: Findings, start: int, end: int) -> None:
    match = _BREAK_OR_TAB.search(findings.text, start, end)
    if match is None:
        return
    place = match.start()
    if match[0] == "\t":
        message, hint = "a tab stands inside this text", r"write `\t`, or a space"
        findings.add(UnclosedText, place, place + 1, message, hint, fix=fixes.tabs_escaped(findings, start, end))
    else:
        message = "this text goes over the end of its line"
        findings.add(UnclosedText, start, place, message, r"write `\n` for a new line, and keep it all on one line")


def _quoted_otherwise(findings: Findings, start: int, end: int) -> Token:
    text = findings.text
    kind = "single" if text[start] == "'" else "curly"
    message = f"{as_code(text[start:end])} is in {kind} quotes; JSON has straight double ones only"
    content = text[start + 1 : end - 1]
    meant = content.replace("\\'", "'")
    fix = fixes.in_double_quotes(findings, start, end, content)
    findings.add(JsonQuotes, start, end, message, f"write {as_quoted(meant)}", fix=fix)
    return Token("text", meant, start, end)
