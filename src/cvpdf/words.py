"""What a word is, and which words are alike: the one place where text is made comparable.

Words are what white space separates, in Unicode's composed form (NFC). Nothing else is changed: not case, not
punctuation, not ligatures. Source: Unicode Standard Annex #15 for NFC.

Where a text is looked up in a list of known ones, as months are, it is `folded`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_WHOLE = 16
"""Characters of a word that fits on a line of any column at any size, so that no line ends within it."""

LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter, sign or digit that is written from right to left, or among such."""

# Not a pattern: to compile one of ranges as wide as these takes longer than to read a whole résumé.
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\ua4cf"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
_FIRST_UNSPACED = _UNSPACED[0][0]

_MOST_QUOTED = 8
"""Words quoted in a message."""

# Accents and points that people leave out: of Latin, Greek and Cyrillic letters, of Hebrew and of Arabic ones. The
# signs of India and Thailand stay, for without them other words are left.
_LEFT_OUT = frozenset(map(chr, (*range(0x0300, 0x0370), *range(0x0591, 0x05C8), *range(0x064B, 0x0660), 0x0670)))


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into words."""
    return tuple(unicodedata.normalize("NFC", text).split())


def has_unspaced(text: str) -> bool:
    """Whether a text has a letter or sign of a script without spaces, or of Korean, which joins its words."""
    if text.isascii() or max(text) < _FIRST_UNSPACED:
        return False
    return any(first <= character <= last for character in text for first, last in _UNSPACED)


def plural(count: int, word: str) -> str:
    """Count something: `1 page`, `2 pages`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def quoted_words(words: Sequence[str]) -> str:
    """The first words of some, in quotation marks, and how many more there are."""
    more = f" … and {len(words) - _MOST_QUOTED} more" if len(words) > _MOST_QUOTED else ""
    return f"“{' '.join(words[:_MOST_QUOTED])}”{more}"


def folded(text: str) -> str:
    """A text as it is looked up: small letters without accents, digits as 0 to 9, one space for all that is between.

    Compatible forms are one (NFKC), so that full-width letters and digits are the usual ones.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", " ".join("".join(map(_folded, decomposed)).split()))


def _folded(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character == "ı":  # Turkish capitals become `i` elsewhere
        return "i"
    if character in _LEFT_OUT or unicodedata.category(character) == "Cf":
        return ""
    return character if character.isalpha() or unicodedata.category(character)[0] == "M" else " "


# Near misses: the "did you mean" of every message. ------------------------------------------------------------


_WORDS_OF_A_KEY = re.compile(r"[A-Z]?[a-z]+")
_LONGEST_KEY = 60
_LETTERS_A_SLIP = 3
"""So many letters of a word may hide one slip: a letter more, less, another, or two that changed places."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest of the known words, None where none is near."""
    lowered = {candidate.lower(): candidate for candidate in known if _may_be_meant(word, candidate)}
    near = _fewest_slips(word.lower(), lowered) or _most_in_common(word.lower(), lowered)
    return f"did you mean `{lowered[near]}`?" if near else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word to which the fewest slips lead, the first of several; None where none is near."""
    lowered: dict[str, str] = {}
    for candidate in known:
        if not _may_be_meant(word, candidate):
            continue
        lowered.setdefault(candidate.lower(), candidate)
    near = _fewest_slips(word.lower(), lowered)
    return lowered[near] if near else None


def _may_be_meant(word: str, other: str) -> bool:
    """Whether keys of several words have no word that is another one: `birthPlace` is not meant for `birthDate`."""
    pairs = [_WORDS_OF_A_KEY.findall(key[:_LONGEST_KEY]) for key in (word, other)]
    if len(pairs[0]) != len(pairs[1]) or len(pairs[0]) == 1:
        return True
    return all(
        slips(*map(str.lower, pair)) <= (len(pair[0]) + 1) // _LETTERS_A_SLIP for pair in zip(*pairs, strict=True)
    )


def _fewest_slips(word: str, known: Iterable[str]) -> str | None:
    most = (len(word) + 1) // _LETTERS_A_SLIP
    near = [other for other in known if abs(len(word) - len(other)) <= most and slips(word, other) <= most]
    return min(near, default=None, key=lambda other: (slips(word, other), word[:2] != other[:2]))


def _most_in_common(word: str, known: Iterable[str]) -> str | None:
    """The word that shares the longest pieces, such as `telephone` and `phone`."""
    import difflib

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), None)


def slips(word: str, other: str) -> int:
    """How many slips lead from one word to another (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        before, above, row = row, before, [at]
        for place, wanted in enumerate(other, start=1):
            fewest = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and (letter, word[at - 2]) == (other[place - 2], wanted):
                fewest = min(fewest, above[place - 2] + 1)
            row.append(fewest)
    return row[-1]
