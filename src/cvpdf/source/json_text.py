"""JSON texts: what stands between two quotes, with its escapes read."""

import re
from typing import Final

from cvpdf.rules.reading import BadEscape
from cvpdf.source.findings import Findings

_ESCAPE = re.compile(r"\\(?:(?P<letter>[\"\\/bfnrt])|u(?P<code>[0-9a-fA-F]{4})|(?P<bad>.?))", re.DOTALL)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LETTERS: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def decoded(findings: Findings, start: int, end: int) -> str:
    """Read the escapes of a text that stands between two offsets (RFC 8259, section 7).

    A bad escape is said and stays as it was written; half of a surrogate pair becomes U+FFFD.
    """
    text = findings.text[start:end]
    if "\\" not in text:
        return text

    def replacement(match: re.Match[str]) -> str:
        if match["letter"]:
            return _LETTERS.get(match["letter"], match["letter"])
        if match["code"]:
            return chr(int(match["code"], 16))
        place = start + match.start()
        message = (
            f"`{match[0]}` has no meaning in JSON" if match["bad"] != "u" else "`\\u` needs four hexadecimal digits"
        )
        findings.add(BadEscape, place, place + len(match[0]), message, r"Write `\\` for a backslash")
        return match[0]

    value = _ESCAPE.sub(replacement, text)
    whole = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), value)
    return findings.printable(whole, start, end)
