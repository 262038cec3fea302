"""Near misses: the "did you mean" of every message."""

from collections.abc import Iterable

_LETTERS_A_SLIP = 3
"""So many letters of a word may hide one slip: a letter more, less, another, or two that changed places."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest of the known words, None where none is near."""
    lowered = {candidate.lower(): candidate for candidate in known}
    near = _fewest_slips(word.lower(), lowered) or _most_in_common(word.lower(), lowered)
    return f"did you mean `{lowered[near]}`?" if near else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word to which the fewest slips lead, the first of several; None where none is near."""
    lowered: dict[str, str] = {}
    for candidate in known:
        lowered.setdefault(candidate.lower(), candidate)
    near = _fewest_slips(word.lower(), lowered)
    return lowered[near] if near else None


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
