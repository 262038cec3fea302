"""Exhibits: one résumé in one theme after the other, each with a picture of its first page, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from cvpdf.compiler import build
from cvpdf.diagnostics import Diagnostic, Outcome, Severity
from cvpdf.formats.png.writer import write_thumbnail
from cvpdf.products import Built, Progress, Source
from cvpdf.theme.asking import asked_by_user
from cvpdf.theme.loading import load_theme
from cvpdf.theme.shelves import Shelves
from cvpdf.theme.theme import Theme
from cvpdf.world import World

_WIDTH = 720
"""The picture's width in px: twice what the sheet gives it, for sharp screens."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A theme of the gallery as it is asked for, by name or by folder; `theme` is None where it cannot be read."""

    asked: str
    name: str
    theme: Theme | None
    said: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What a theme made of a résumé: `built` and `picture` (a PNG) are there unless something `said` is an error."""

    choice: Choice
    built: Built | None
    picture: bytes | None
    said: tuple[Diagnostic, ...]


def every_choice(shelves: Shelves) -> tuple[Choice, ...]:
    """All themes, in alphabetical order, those whose manifest is at fault among them."""
    names = sorted({name for shelf in shelves for name in shelf.names()})
    choices = (_choice(name, name, load_theme(name, shelves)) for name in names)
    return tuple(choice for choice in choices if choice.theme or _is_broken(choice))


def chosen(asked: Sequence[str], shelves: Shelves) -> Outcome[tuple[Choice, ...]]:
    """The themes that a person asks for; no value where there is none of that name, or no such folder."""
    choices = tuple(_asked(name, shelves) for name in dict.fromkeys(asked))
    missing = [choice for choice in choices if not (choice.theme or _is_broken(choice))]
    if missing:
        return Outcome(None, tuple(said for choice in missing for said in choice.said))
    return Outcome(choices)


def exhibit(
    choice: Choice,
    source: Source,
    world: World,
    overrides: Sequence[str] = (),
    progress: Progress | None = None,
) -> Exhibit:
    """Make the PDF, and draw its first page; `overrides` are assignments (`PATH=VALUE`), as `build` takes them."""
    if choice.theme is None:
        return Exhibit(choice, None, None, choice.said)
    outcome = build(source, world=world, theme=choice.asked, overrides=overrides, progress=progress)
    picture = write_thumbnail(outcome.value.files[0], _WIDTH) if outcome.value else None
    return Exhibit(choice, outcome.value, picture, outcome.diagnostics)


def _asked(asked: str, shelves: Shelves) -> Choice:
    found = asked_by_user(asked, shelves)
    if found.value is None:
        return Choice(asked, asked, None, found.diagnostics)
    near, name = found.value
    return _choice(asked, name, load_theme(name, near))


def _choice(asked: str, name: str, loaded: Outcome[Theme]) -> Choice:
    return Choice(asked, name, loaded.value, loaded.diagnostics)


def _is_broken(choice: Choice) -> bool:
    """Whether there is a theme, but with a mistake: a line of its files is at fault, not the name."""
    return any(said.severity is Severity.ERROR and said.span for said in choice.said)
