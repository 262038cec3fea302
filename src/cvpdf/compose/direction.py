"""Which way text runs, and in which language: the page's own, and the parts of a line that are otherwise.

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


# Parts in another language. -----------------------------------------------------------------------------------
# A résumé says one language for all of it. What is written in another script is in another language, and the script
# says which, or which of several is the likeliest. Nothing says so of a German word in an English text.


_SCRIPTS = (
    ("\u0041", "\u024f", "Latn"),
    ("\u0370", "\u03ff", "Grek"),
    ("\u0400", "\u052f", "Cyrl"),
    ("\u0591", "\u05f4", "Hebr"),
    ("\u0610", "\u08ff", "Arab"),
    ("\u0900", "\u097f", "Deva"),
    ("\u0e01", "\u0e5b", "Thai"),
    ("\u1100", "\u11ff", "Hang"),
    ("\u1e00", "\u1eff", "Latn"),
    ("\u1f00", "\u1fff", "Grek"),
    ("\u2e80", "\u2fdf", "Hani"),
    ("\u3005", "\u3007", "Hani"),
    ("\u3041", "\u30ff", "Kana"),
    ("\u3131", "\u318e", "Hang"),
    ("\u31f0", "\u31ff", "Kana"),
    ("\u3400", "\u9fff", "Hani"),
    ("\uac00", "\ud7ff", "Hang"),
    ("\uf900", "\ufaff", "Hani"),
    ("\ufb1d", "\ufb4f", "Hebr"),
    ("\ufb50", "\ufefc", "Arab"),
    ("\uff66", "\uff9f", "Kana"),
    ("\U00020000", "\U0003ffff", "Hani"),
)
"""The letters and accents of scripts, in the order of their codes (Unicode, `Scripts.txt`)."""

_LANGUAGES = {"Latn": "en", "Grek": "el", "Cyrl": "ru", "Hebr": "he", "Arab": "ar", "Deva": "hi", "Thai": "th"}
_EASTERN = {"Hang": "ko", "Kana": "ja", "Hani": "zh"}
"""Of a run in several of these the first one says which language it is."""

_OWN_SCRIPTS = {
    **dict.fromkeys("be bg kk ky mk mn ru sr tg uk".split(), ("Cyrl",)),
    **dict.fromkeys(_LEFTWARDS, ("Arab",)),
    **dict.fromkeys("he iw ji yi".split(), ("Hebr",)),
    **dict.fromkeys("hi mr ne sa".split(), ("Deva",)),
    "el": ("Grek",),
    "ja": ("Hani", "Kana"),
    "ko": ("Hang", "Hani"),
    "th": ("Thai",),
    "zh": ("Hani",),
}
"""What languages are written in (CLDR, `languageData`); the others in Latin letters."""

_COMBINING = ("\u0300", "\u036f")
"""Accents of any script."""

_ALPHABETS = frozenset(("Latn", "Grek", "Cyrl"))
"""Scripts of which a single letter is a sign: Ω, and the C of "C++"."""

_ADDRESS = re.compile(r"\w[@.]\w|://")


def in_other_languages(text: str, language: str) -> list[tuple[int, int, str]]:
    """Where the parts of a text begin and end that are in another language than the page, and which it is.

    Args:
        text: Some of a line.
        language: The page's language, a BCP 47 tag.

    Returns:
        The places of each part's first letter and behind its last one, and its language.
    """
    own = _scripts_of(language)
    if "Latn" in own and (text.isascii() or not any(_script(letter) not in (None, "Latn") for letter in {*text})):
        return []
    return [part for part in _parts(text, own) if part[2]]


def _scripts_of(language: str) -> tuple[str, ...]:
    script = _SCRIPT.search(language)
    if script:
        named = script[1].title()
        return ("Hani",) if named in ("Hans", "Hant") else (named,)
    return _OWN_SCRIPTS.get(language.lower().partition("-")[0], ("Latn",))


def _parts(text: str, own: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Runs of letters in one other script, with the signs between them, and their languages: "" where none is known."""
    start = end = 0
    scripts: set[str] = set()
    for place, letter in enumerate(text):
        script = _script(letter)
        if script is None:
            if scripts and end == place and (letter in "+#" or _COMBINING[0] <= letter <= _COMBINING[1]):
                end = place + 1
            continue
        if scripts and (script in own or not _go_together({script, *scripts})):
            yield start, end, _language(text[start:end], scripts)
            scripts = set()
        if script not in own:
            start, end = start if scripts else place, place + 1
            scripts.add(script)
    if scripts:
        yield start, end, _language(text[start:end], scripts)


def _go_together(scripts: set[str]) -> bool:
    """Whether one language is written in them; Japanese and Korean are, beside their own, in Chinese signs."""
    return len(scripts) == 1 or (scripts <= _EASTERN.keys() and not scripts >= {"Hang", "Kana"})


def _script(letter: str) -> str | None:
    for first, last, script in _SCRIPTS:
        if letter <= last:
            return script if letter >= first and (script != "Latn" or letter.isalpha()) else None
    return None


def _language(run: str, scripts: set[str]) -> str:
    """The likeliest language of a run; what is in Latin letters, and needs no accents, is English in a résumé."""
    for script, language in _EASTERN.items():
        if script in scripts:
            return language
    (script,) = scripts
    if script in _ALPHABETS and sum(map(str.isalpha, run)) == 1:
        return ""
    if script == "Latn" and (not run.isascii() or _ADDRESS.search(run)):
        return ""
    return _LANGUAGES[script]
