"""What a word is: the one place where text is made comparable.

Words are what white space separates, in Unicode's composed form (NFC). Nothing else is changed: not case, not
punctuation, not ligatures. Source: Unicode Standard Annex #15 for NFC.
"""

import unicodedata

LONGEST_WHOLE = 16
"""Characters of a word that fits on a line of any column at any size, so that no line ends within it."""


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into words."""
    return tuple(unicodedata.normalize("NFC", text).split())
