"""JSON texts: what stands between two quotes, with its escapes read; and the tokens of a file."""

import json
import re
from dataclasses import dataclass

from cvpdf.rules.reading import BadEscape
from cvpdf.source.findings import Findings

_GOOD = re.compile(r"(?:[^\\\"]++|\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4}))*+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file: `kind` is "text", "word" or the mark itself; `text` its meaning."""

    kind: str
    text: str
    start: int
    end: int


def decoded(findings: Findings, start: int, end: int) -> str:
    """Read the escapes of a text that stands between two offsets (RFC 8259, section 7).

    A bad escape is said and stays as it was written; half of a surrogate pair becomes U+FFFD.
    """
    text = findings.text[start:end]
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
            _say_bad_escape(findings, start + stop, end)
            pieces.append("\\\\")
        position = stop + 1
    value: str = json.loads(f'"{"".join(pieces)}"', strict=False)
    return findings.printable(value, start, end)


def _say_bad_escape(findings: Findings, start: int, end: int) -> None:
    written = findings.text[start : min(start + 2, end)]
    message = "`\\u` needs four hexadecimal digits" if written == "\\u" else f"`{written}` has no meaning in JSON"
    findings.add(BadEscape, start, start + len(written), message, r"write `\\` for a backslash")
