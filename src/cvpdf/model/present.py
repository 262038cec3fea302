"""Words for a period that has not ended, in the languages that people write résumés in.

They are in a file, a line for each language, which is read only for a word that is not English. Only what can mean
nothing else at the end of a period is there. Case, accents and punctuation are all one.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from cvpdf.model.dates import Present
from cvpdf.words import folded

FILE = Path(__file__).with_name("present.txt")

PRESENT_WORDS = ("present", "now", "current", "currently", "today", "ongoing")
"""The words that need no conversion: those of cvpdf's own files, in any case."""

_LONGEST = 40
_SHORT = 3


def parse_present(text: str) -> Present | None:
    """Read a word for a period that goes on, None for any other text."""
    return Present(text) if is_usual(text) or (len(text) <= _LONGEST and _key(text) in _known()) else None


def is_usual(text: str) -> bool:
    """Whether it is a word that a file of cvpdf's own would have."""
    return text.casefold() in PRESENT_WORDS


def _key(text: str) -> str:
    """A word as it is looked up; a short one keeps its accents, for `nå` is now and `NA` is not."""
    key = folded(text)
    if len(key) > _SHORT:
        return key
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.casefold())))


@cache
def _known() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(_key(word) for line in lines for word in line.partition(":")[2].split(";"))
