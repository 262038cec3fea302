"""Which way text runs: the page's direction, and the parts of a line that run against it.

The engine sets each element by itself: Pango puts the letters of one into order (Unicode Standard Annex #9), and the
elements of a line follow each other as the page runs. So what runs against it gets an element of its own, which keeps
its words, e-mail addresses and numbers in their order, however many elements are inside.
"""

import re
from collections.abc import Iterator

from cvpdf.words import LEFTWARDS

_LEFTWARDS = frozenset("ar arc azb bal ckb dv fa glk he iw ji ks mzn nqo pnb ps sd syr ug ur yi".split())
"""Languages that are written from right to left, where no script says otherwise (CLDR, `characterOrder`)."""

_LEFTWARDS_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo"))
_SCRIPT = re.compile(r"-([A-Za-z]{4})(?:-|$)")

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTER = rf"(?:[^\W\d_{_RIGHT_TO_LEFT}])"
_ANY = rf"[^\s{_RIGHT_TO_LEFT}]"
_NUMBER = r"\+?[\d\s().-]+"
_DIGITS_OF_A_PHONE = 7

# Words that run from left to right, with what is between them, and numbers after them; not the marks around them.
_RIGHTWARDS_WORD = rf"(?:(?![(\[«“\"]){_ANY}*{_LETTER}{_ANY}*|\+\d{_ANY}*)"
_BEFORE = rf"(?:(?<!\S)|(?<=[{_RIGHT_TO_LEFT}]-))"  # Hebrew and Persian join a Latin word to a short one before it
_RIGHTWARDS_RUN = rf"{_BEFORE}[(\[«“\"]*({_RIGHTWARDS_WORD}(?:\s+(?:{_RIGHTWARDS_WORD}|\d{_ANY}*))*)(?!\S)"
_ENDS = '.,;:!?)]»”"'


def runs_leftwards(language: str) -> bool:
    """Whether text in a language (a BCP 47 tag) is written from right to left."""
    script = _SCRIPT.search(language)
    if script:
        return script[1].lower() in _LEFTWARDS_SCRIPTS
    return language.lower().partition("-")[0] in _LEFTWARDS


def against(text: str, *, leftwards: bool) -> Iterator[tuple[int, int]]:
    """Where the parts of a line begin and end that run against a page's direction."""
    if not leftwards:
        if not text.isascii() and LEFTWARDS.search(text):
            yield from _leftward_parts(text)
    elif _is_rightwards(text):
        yield 0, len(text)
    else:
        for found in re.finditer(_RIGHTWARDS_RUN, text):
            yield found.start(1), found.start(1) + len(found[1].rstrip(_ENDS))


def _leftward_parts(text: str) -> Iterator[tuple[int, int]]:
    """From the first to the last letter of each run of words without a letter that runs the other way."""
    start: int | None = None
    end = 0
    for place, letter in enumerate(text):
        if LEFTWARDS.match(letter):
            start, end = place if start is None else start, place + 1
        elif letter.isalpha() and start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _is_rightwards(text: str) -> bool:
    """Whether all of a text runs from left to right: it has letters, and none of the others, or is a phone's number."""
    if LEFTWARDS.search(text):
        return False
    if any(map(str.isalpha, text)):
        return True
    return re.fullmatch(_NUMBER, text) is not None and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PHONE
