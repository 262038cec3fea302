"""Letters that fonts draw with one and the same glyph: on one page only one of the two can be read back.

A PDF knows for each glyph one letter, and that is the one that came first. So where a page has both, the letter of
a script stands for its double among the symbols, as Unicode's compatibility forms (NFKC) have it for most of them.
"""

import re

_PAIRS = {"µ": "μ", "∆": "Δ", "ϕ": "φ", "ʻ": "‘", "ʼ": "’", "˭": "⁼", "∕": "⁄"}
_TEXT = re.compile(r"(?<=>)[^<]+")


def doubles(html: str) -> dict[int, str]:
    """What is to be written instead of which letter, for `str.translate`; mostly nothing."""
    return {ord(double): letter for double, letter in _PAIRS.items() if double in html and letter in html}


def without_doubles(html: str, table: dict[int, str]) -> str:
    """The same page with these letters replaced, in its text and nowhere else."""
    return _TEXT.sub(lambda text: text[0].translate(table), html) if table else html
