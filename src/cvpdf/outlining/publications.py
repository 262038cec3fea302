"""What is particular to publications: headings for their types, and the person's own name among the authors."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from cvpdf.outline import Fact, Inline, Mark, Styled, Text, plain_text
from cvpdf.outlining.marks import Marker

_TYPES = {
    "article": "article",
    "articlejournal": "article",
    "journalarticle": "article",
    "conference": "conference",
    "conferencearticle": "conference",
    "conferencepaper": "conference",
    "paperconference": "conference",
    "inproceedings": "conference",
    "proceedings": "conference",
    "book": "book",
    "bookchapter": "chapter",
    "chapter": "chapter",
    "inbook": "chapter",
    "incollection": "chapter",
    "thesis": "thesis",
    "dissertation": "thesis",
    "preprint": "preprint",
    "patent": "patent",
    "report": "report",
    "techreport": "report",
    "talk": "talk",
    "speech": "talk",
    "presentation": "talk",
    "misc": "other",
    "other": "other",
}
"""English words and the types of BibTeX and CSL, by the heading that says the same. One that would lose something of
its word (`phdthesis`, `poster`) is no row, and is a heading as it is written."""

_PLURALS = {"theses": "thesis", "proceedings": "proceedings"}

# Names in one text stand between these; a name may carry such signs as lead to a note.
_BETWEEN = r"[,;&،、，；]|\b(?:and|und|et|y|e|og|och|en|i|и|та|і|ja|és|ve|dan)\b"
_TITLE = re.compile(r"[^\W\d_]{2,}\.")  # Dr., Prof.
_NOTES = r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹\d]*"


def with_heading(marker: Marker, kinds: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """A publication's type with the heading that such publications have in the language of the résumé."""
    return tuple(replace(kind, heading=_heading(marker, kind.values[0])) for kind in kinds)


def _heading(marker: Marker, value: Mark) -> Mark | None:
    word = re.sub(r"[\W_]+", "", plain_text(value.children).casefold())
    known = _TYPES.get(_PLURALS.get(word, word)) or _TYPES.get(word.removesuffix("s"))
    return marker.label(marker.locale.publications[known], value.origin) if known else None


def with_own_name(authors: tuple[Mark, ...], name: str) -> tuple[Mark, ...]:
    """Authors, with the person's own name emphasised: as it is in the header, with initials, or surname first."""
    pattern = _forms(name)
    if pattern is None:
        return authors
    return tuple(
        replace(mark, children=tuple(part for child in mark.children for part in _emphasised(child, pattern)))
        for mark in authors
    )


def _emphasised(child: Inline, pattern: re.Pattern[str]) -> Iterator[Inline]:
    found = pattern.search(child.text) if isinstance(child, Text) else None
    if not found or not isinstance(child, Text):
        yield child
        return
    start, end = found.span("name")
    parts = (Text(child.text[:start]), Styled("strong", (Text(child.text[start:end]),)), Text(child.text[end:]))
    yield from (part for part in parts if not isinstance(part, Text) or part.text)


@cache
def _forms(name: str) -> re.Pattern[str] | None:
    """A pattern of every form of a name: where its surname begins is not known, so each word but the first may be it.

    What stands before and behind must end another name: of `C. Example, A. Sample` nothing is `Example, A.`
    """
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not _TITLE.fullmatch(word)]
    if not words:
        return None
    forms = [r"\s*".join(map(re.escape, words))]
    for first in range(1, len(words)):
        given, surname = _given(words[:first]), r"\s+".join(map(re.escape, words[first:]))
        forms += (rf"{given}\s+{surname}", rf"{surname},?\s+{given}")
    before = rf"(?:^|{_BETWEEN})\s*"
    return re.compile(rf"{before}(?P<name>{'|'.join(forms)})(?={_NOTES}\s*(?:$|{_BETWEEN}))", re.IGNORECASE)


def _given(words: list[str]) -> str:
    """Given names, each whole or its initial, those behind the first perhaps left out, and perhaps one more initial."""
    first, *more = (rf"(?:{re.escape(word)}|{re.escape(word[0])}\.?)" for word in words)
    rest = "".join(rf"(?:[\s-]*{word})?" for word in more)
    return rf"{first}{rest}(?:\s*\b[^\W\d_]\.)?"
