"""One thing in two spellings: `Javascript` here, `JavaScript` there.

Only names are looked at that no sentence changes: what is listed as a skill or a keyword, and words in texts that have
a capital or a point in their middle, or would have one if they were spelled as elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cvpdf.lint.subject import Finding, Subject, Text
from cvpdf.model.reading import shown
from cvpdf.path import format_path

_LISTED = (("skills", "name"), ("skills", "keywords"), ("projects", "keywords"), ("sections", "entries", "keywords"))
_WORD = re.compile(r"(?<![\w@/.`#-])[^\W\d_][^\W_]*(?:\.[^\W\d_]+)?(?![\w@/`-]|\.\w)")
_SITE = re.compile(r"\.(?:com|org|net|edu|gov|eu|de|fr|uk|ch|at)$", re.IGNORECASE)
"""How the name of a site ends, in which capitals count for nothing; `Node.js` and `Parse.ly` are no sites here."""

_CAMEL = re.compile(r"[a-z][A-Z]|[^\W\d_]{2}\.[^\W\d_]{2}")
_TECHNICAL = re.compile(r"[^\W_][A-Z]|\d|\w\.\w")
_BETWEEN = re.compile(r"[^\w+#.]|_|(?<!\d)\.|\.(?!\d)")
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")


def mixed_spellings(subject: Subject) -> Iterator[Finding]:
    """Find the first of each spelling that is not the usual one of the résumé."""
    listed = tuple(text for text in subject.texts if _is_listed(text))
    words = tuple(Text(text.path, word) for text in subject.texts for word in _words(text))
    named = {_bare(word.text) for word in chain(listed, words) if _CAMEL.search(word.text)}
    spelled: dict[str, dict[str, list[Text]]] = {}
    for text in chain(listed, (word for word in words if _bare(word.text) in named)):
        spelled.setdefault(_bare(text.text), {}).setdefault(_uncapitalized(text.text), []).append(text)
    for spellings in spelled.values():
        if len(spellings) > 1 and any(_TECHNICAL.search(texts[0].text) for texts in spellings.values()):
            yield from _mixed(spellings.values())


def _is_listed(text: Text) -> bool:
    return tuple(step for step in text.path if isinstance(step, str)) in _LISTED


def _words(text: Text) -> Iterator[str]:
    """The words of a text that is more than one; those in capitals throughout have no spelling of their own."""
    found = (word for word in _WORD.findall(text.text) if word != text.text and not word.isupper())
    return (word for word in found if not _SITE.search(word))


def _bare(text: str) -> str:
    """What all spellings of a name have in common."""
    return (text if text.isalnum() else _BETWEEN.sub("", text)).casefold()


def _uncapitalized(text: str) -> str:
    """A name without the capitals that a title or a sentence gives it."""
    return _WORD_START.sub(lambda letter: letter[0].lower(), text)


def _mixed(spellings: Iterable[list[Text]]) -> Iterator[Finding]:
    """Say each spelling but the most frequent one, of two as frequent the one with more capitals."""
    by_use = sorted(spellings, key=lambda texts: (len(texts), sum(map(str.isupper, texts[0].text))))
    *odd, usual = by_use
    for texts in odd:
        path, text = texts[0]
        message = f"`{shown(text)}` is spelled `{shown(usual[0].text)}` at `{format_path(usual[0].path)}`"
        yield Finding(path, message, "spell it in one way", text)
