"""How the texts are written: highlights that are too long, doubled words, brackets without a partner."""

import re
from collections.abc import Iterator
from functools import cache

from cvpdf.lint.subject import Finding, Subject

LONGEST_HIGHLIGHT = 300
"""Characters as they are printed."""

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_NEARBY = 24
_NEVER_TWICE = {
    "en": "the a and of with from for to or our their this these have has are were been will into",
    "de": "und oder sowie ist sind wurde wurden haben hat dem des",
    "fr": "le la de du et ou un une dans pour avec par au aux est",
    "es": "el la los las de del y en con para por un una",
    "pt": "os as de do da dos das e em com para por um uma",
    "it": "il lo la gli di del della e con per un una",
    "nl": "de het een van met voor bij naar wordt",
}
"""Words by language that stand twice in a row by mistake only. Others may: "had had", "die die", "nous nous"."""

_BRACKET = re.compile(r"[][(){}]")
_OPENED = {")": "(", "]": "[", "}": "{"}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_CODE = re.compile(r"`[^`]*`")
_FACE = re.compile(r"[:;]['’]?-?$")
_LONGEST_NUMBER = 7
_LIST_NUMBER = re.compile(r"(?:^|[\s,;:–—-])(?:\d{1,3}|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})$")


def long_highlights(subject: Subject) -> Iterator[Finding]:
    """Find highlights that are no glance any more."""
    for path, text in subject.texts:
        if "highlights" in path and len(text) > LONGEST_HIGHLIGHT:
            length = len(_TARGET.sub("", text.strip()))
            if length > LONGEST_HIGHLIGHT:
                message = f"this highlight has {length} characters, and more than {LONGEST_HIGHLIGHT} are too many"
                yield Finding(path, message, "cut it to what counts, or make two of it")


def doubled_words(subject: Subject) -> Iterator[Finding]:
    """Find words that stand twice in a row and never should; a capital makes the second one a name."""
    language = subject.resume.document.language.partition("-")[0].lower()
    if language not in _NEVER_TWICE:
        return
    for path, text in subject.texts:
        for match in _doubled(language).finditer(text):
            if match[2].islower():
                message = f"`{match[2]}` stands twice in a row: `{_around(text, match.start(), match.end())}`"
                yield Finding(path, message, "take one of them out", match[0])


def unbalanced_brackets(subject: Subject) -> Iterator[Finding]:
    """Find the first bracket of each text that has no partner."""
    for path, text in subject.texts:
        place = _unbalanced(text)
        if place is not None:
            lacks = "is never closed" if text.translate(_WIDE)[place] in _OPENED.values() else "was never opened"
            message = f"`{text[place]}` {lacks}: `{_around(text, place, place + 1)}`"
            words = text[max(0, place - _NEARBY) : place + 1]
            yield Finding(path, message, "write its partner, or take it out", words)


@cache
def _doubled(language: str) -> re.Pattern[str]:
    words = "|".join(_NEVER_TWICE[language].split())
    return re.compile(rf"(?<![\w’'.-])({words})(?:[^\S\n]+\n?|\n)[^\S\n]*(\1)(?![\w’'.-])", re.IGNORECASE)


def _unbalanced(written: str) -> int | None:
    """Where the first bracket without a partner stands. Faces and the numbers of lists need none; code is not read."""
    text = _CODE.sub(lambda code: " " * len(code[0]), written.translate(_WIDE))
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        place, partner = bracket.start(), _OPENED.get(bracket[0])
        if partner is None:
            opened.append(place)
        elif opened and text[opened[-1]] == partner:
            opened.pop()
        elif not _needs_none(text, place):
            return place
    return next((place for place in opened if not _needs_none(text, place)), None)


def _needs_none(text: str, place: int) -> bool:
    """Whether a bracket is the mouth of a face, or ends the number of a list."""
    before = text[max(0, place - _LONGEST_NUMBER) : place]
    return bool(_FACE.search(before) or (text[place] == ")" and _LIST_NUMBER.search(before)))


def _around(text: str, start: int, end: int) -> str:
    """A place in a text, with the words next to it."""
    first, last = max(0, start - _NEARBY), min(len(text), end + _NEARBY)
    line = " ".join(text[first:last].replace("`", "'").split())
    return f"{'…' if first else ''}{line}{'…' if last < len(text) else ''}"
