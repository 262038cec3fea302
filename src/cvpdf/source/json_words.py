"""JSON words: what stands there without quotes, such as a number, and what was meant where JSON has no such value."""

import re
from typing import Final

from cvpdf.rules.json_syntax import JsonQuotes, NotJsonValue
from cvpdf.source.findings import Findings, as_code, as_quoted
from cvpdf.source.json_text import Token

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


def word_value(findings: Findings, token: Token) -> str | None:
    """The text of a word, None for null; say where JSON has no such value (RFC 8259, sections 3 and 6)."""
    word = token.text
    if _NUMBER.fullmatch(word) or word in _WORDS:
        return None if word == "null" else word
    known = _OTHER_WORDS.get(word.lower())
    if known:
        fix = (findings.edit(token.start, token.end, known),)
        message = f"JSON has no value `{word}`"
        findings.add(NotJsonValue, token.start, token.end, message, f"write `{known}`", fix=fix)
        return None if known == "null" else known
    if _LIKE_A_NUMBER.fullmatch(word):
        hint = f"write it like `0.5` or `12`, or as a text: {as_quoted(word)}"
        findings.add(NotJsonValue, token.start, token.end, f"{as_code(word)} is no number in JSON", hint)
    else:
        message = f"the text {as_code(word)} is not in quotes"
        findings.add(JsonQuotes, token.start, token.end, message, f"write {as_quoted(word)}")
    return word
