"""How text is cleaned before anything else reads it: the one place, for every value.

Letters are composed (NFC, Unicode Standard Annex #15). Spaces of every width become the plain space, hyphens
of every kind the plain hyphen, and what only tells an engine where to break a line goes: otherwise one rare
character in a font can be what every reader gets back for a common one. Joiners stay, for they change letters.
"""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CHARACTERS: dict[int, str | None] = {
    0x2010: "-",
    0x2011: "-",
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF)),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2061, 0x2065), *range(0x2066, 0x2070))),
    **dict.fromkeys((0xFE0E, 0xFE0F)),  # whether a symbol is an emoji: a theme's fonts decide
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    # No font draws a control character, and no document may hold half a surrogate pair.
    **dict.fromkeys(code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_STRAY_JOINER = re.compile("(?<![\u0590-\U0010ffff])[\u200c\u200d]+")
_TAB = " " * 4


def clean_line(text: str) -> str:
    """Clean a value of one line; line breaks become spaces."""
    return " ".join(_clean(text).split())


def clean_lines(text: str) -> str:
    """Clean a value whose line breaks are kept; blank lines and indentation go."""
    lines = (" ".join(line.split()) for line in _clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def clean_blocks(text: str) -> str:
    """Clean prose; blank lines and indentation stay, for they make paragraphs and lists."""
    return "\n".join(map(_clean_block_line, _clean(text).split("\n"))).strip("\n")


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    unbroken = _LINE_END.sub("\n", text).translate(_CHARACTERS)
    composed = _STRAY_JOINER.sub("", unicodedata.normalize("NFC", unbroken))
    return unicodedata.normalize("NFC", composed)


def _clean_block_line(line: str) -> str:
    content = " ".join(line.split())
    indentation = line[: len(line) - len(line.lstrip())]
    return " " * len(indentation.replace("\t", _TAB)) + content if content else ""
