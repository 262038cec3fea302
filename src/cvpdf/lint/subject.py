"""What the rules look at: the résumé, its texts with their paths, and today's date; and what a rule finds."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, cast

from cvpdf.model.part import Part
from cvpdf.model.resume import Resume, leaves
from cvpdf.path import SourcePath

ADDRESSES = frozenset({"url", "email", "phone", "image", "doi", "username", "postalCode", "countryCode"})
"""Keys whose values are no words of a language."""


class RuleFinding(NamedTuple):
    """The path of a value, what is wrong with it, what to do; `words` of it are meant, up to the last of them."""

    path: SourcePath
    message: str
    hint: str
    words: str = ""


class ResumeText(NamedTuple):
    """A text of the résumé, and its source path."""

    path: SourcePath
    text: str

    @property
    def key(self) -> str:
        """The last key of its path: `highlights` for a highlight."""
        return next(step for step in reversed(self.path) if isinstance(step, str))


class Subject(NamedTuple):
    """A résumé as the rules see it. `texts` are all that are words, `addresses` the others."""

    resume: Resume
    today: date | None
    texts: tuple[ResumeText, ...]
    addresses: tuple[ResumeText, ...]


RuleCheck = Callable[[Subject], Iterator[RuleFinding]]
"""A rule's function: everything that it finds, in no order."""


def subject_of(resume: Resume, today: date | None) -> Subject:
    """Gather what the rules look at."""
    found = tuple(_texts(resume))
    texts = tuple(text for text in found if text.key not in ADDRESSES)
    return Subject(resume, today, texts, tuple(text for text in found if text.key in ADDRESSES))


def _texts(resume: Resume) -> Iterator[ResumeText]:
    for path in leaves(resume):
        value = _value(resume, path)
        if isinstance(value, Part) and value.bare:
            value = getattr(value, value.bare)
        if isinstance(value, str):
            yield ResumeText(path, value)


def _value(resume: Resume, path: SourcePath) -> object:
    value: object = resume
    for step in path:
        value = cast("tuple[object, ...]", value)[step] if isinstance(step, int) else getattr(value, step)
    return value
