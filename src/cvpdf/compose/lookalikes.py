"""Letters that fonts draw with one and the same glyph: on one page only one of the two can be read back.

A PDF knows for each glyph one letter, and that is the one that came first. So where a page has both, the more usual
stands for the other too. These are the pairs of Source Serif 4 and Source Sans 3, as their character maps have them,
but for those that `outlining/text.py` evens out; some are pairs in one of the two only, and made one in both.
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
