"""JSON fixes: the edits that make JSON of what has one meaning only, and none where a person has to look.

What the reader took for a comment, a text or a key may be the wreck of something else: `http://` without quotes
looks like a comment, and half of `'It's'` like a text. So an edit is made only where what stands on both sides
leaves no doubt. It never changes what the reader understood.
"""

import json
import re
from typing import Final

from cvpdf.diagnostics import Edit
from cvpdf.source.findings import Findings

_NAME = re.compile(r"[A-Za-z_$][\w$-]*")
_COLON_NEXT = re.compile(r"\s*+:")
_KEY_WITH_VALUE = re.compile(r"\"[A-Za-z_$][\w$-]*\"\s*+:\s*+(?:[\"{\[0-9-]|true|false|null)")
_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r\n?|\n|\Z")
_VALUE_END = re.compile(r"[\"\]}]\Z|[\s:,\[](?:-?[0-9][0-9.eE+-]*|true|false|null)\Z")
_MARKS: Final = frozenset('{}[],:"')
_FARTHEST: Final = 200
"""So many blanks further nothing is looked for: a stranger's file may have millions."""


def without_comment(findings: Findings, start: int, end: int) -> list[Edit]:
    """Take a comment out, with its line where nothing else stands on it, else with the blanks before it."""
    text = findings.text
    if not _is_comment(text, start, end):
        return []
    line = findings.line_start(start)
    first = line + len(text[line:start].rstrip(" \t"))
    blanks = _BLANKS.match(text, end)
    rest = _LINE_END.match(text, blanks.end() if blanks else end)
    if rest is None:
        parted = _before(text, start) in _MARKS or _after(text, end) in _MARKS
        return [findings.edit(start, end, "")] if parted else []
    return [findings.edit(first, rest.end() if first == line else end, "")]


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


def in_double_quotes(findings: Findings, start: int, end: int, content: str) -> list[Edit]:
    """Write a text in single or curly quotes in straight double ones, where it stands between JSON's marks."""
    text = findings.text
    between_marks = _before(text, start) in {"{", "[", ",", ":"} and _after(text, end) in {"}", "]", ",", ":"}
    if not between_marks or "\\" in content:
        return []
    return [findings.edit(start, end, json.dumps(content, ensure_ascii=False))]


def key_in_quotes(findings: Findings, start: int, end: int) -> list[Edit]:
    """Put quotes round a key that is one word, with its colon behind it."""
    text = findings.text
    if not _NAME.fullmatch(text, start, end) or not _COLON_NEXT.match(text, end):
        return []
    return [findings.edit(start, end, f'"{text[start:end]}"')]


def comma_after(findings: Findings, end: int, start: int, next_end: int, *, in_mapping: bool) -> list[Edit]:
    """Write the comma between a value that ends and what follows it.

    In a mapping that is a key with its colon; in a list it must be a bracket after a bracket, for two texts may be
    one that was parted. On one line the key must be a word with a value behind it, for a quote in a text parts it, too.
    """
    text = findings.text
    if in_mapping:
        key_next = text[start] == '"' and _COLON_NEXT.match(text, next_end)
        if findings.line_start(end) == findings.line_start(start):
            key_next = _KEY_WITH_VALUE.match(text, start)
        certain = bool(key_next and _VALUE_END.search(text[max(end - 40, 0) : end]))
    else:
        certain = text[end - 1] in "}]" and text[start] in "{["
    return [findings.edit(end, end, ",")] if certain else []


def ends_the_list(findings: Findings, end: int) -> bool:
    """Whether nothing more follows in a list or a mapping."""
    return _after(findings.text, end) in {"", "}", "]"}


def is_before_value(findings: Findings, end: int) -> bool:
    """Whether a text, a list or a mapping begins next."""
    return _after(findings.text, end) in {'"', "{", "["}


def tabs_escaped(findings: Findings, start: int, end: int) -> list[Edit]:
    """Write the tabs of a text that is closed on its line as JSON does."""
    text = findings.text[start:end]
    if "\n" in text or "\r" in text:
        return []
    return [findings.edit(start + at, start + at + 1, r"\t") for at, letter in enumerate(text) if letter == "\t"]


def _before(text: str, offset: int) -> str:
    """The last character before an offset that is no blank."""
    return text[max(offset - _FARTHEST, 0) : offset].rstrip()[-1:]


def _after(text: str, offset: int) -> str:
    """The first character from an offset on that is no blank."""
    return text[offset : offset + _FARTHEST].lstrip()[:1]
