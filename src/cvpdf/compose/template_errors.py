"""What is wrong with a template: where it is, in the theme's words, and what was probably meant."""

import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.rules.cv4_themes import BadTemplate
from cvpdf.suggest import did_you_mean
from cvpdf.theme.search_path import place_of
from cvpdf.theme.theme import Theme

# Names that a template asks for and that do not exist: an error where they stand, with the name that was meant.


_SPOKEN = {"Header": "the header", "Entry": "an entry", "dict": "`options`"}


class MissingNameError(UndefinedError):
    """A template asks for something that there is not.

    `name` is what it asks for, `known` what it could have asked the same thing for, and empty where it stands alone;
    `file` and `line` are the template's, where they are known.
    """

    def __init__(self, frame: FrameType | None, owner: object, name: str, message: str) -> None:
        """Say it in words, and look up the template's line."""
        super().__init__(f"{_spoken(owner)} has no attribute '{name}'" if owner is not missing else message)
        self.name = name
        self.known = _names_of(owner)
        template = frame.f_globals.get("__jinja_template__") if frame else None
        found = isinstance(template, Template) and frame is not None
        self.file = template.filename if found and template else None
        self.line = template.get_corresponding_lineno(frame.f_lineno) if found and template and frame else 1


class Missing(StrictUndefined):
    """What Jinja gives for a name that does not exist: nothing can be done with it but ask whether it is defined."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """Remember which template asks."""
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError and isinstance(name, str):
            owner = missing if hint else obj
            self._undefined_exception = partial(_raised, _asking(), owner, name)  # type: ignore[assignment]


def _raised(frame: FrameType | None, owner: object, name: str, message: str | None = None) -> MissingNameError:
    return MissingNameError(frame, owner, name, message or f"'{name}' is undefined")


def _asking() -> FrameType | None:
    """The template's own frame among those that are running."""
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 -- `inspect.stack` would read every file
    while frame and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame


def _spoken(owner: object) -> str:
    kind = type(owner).__name__
    return _SPOKEN.get(kind, f"a {kind.lower()}" if is_dataclass(owner) else f"this {kind}")


def _names_of(owner: object) -> tuple[str, ...]:
    if isinstance(owner, dict):
        return tuple(map(str, owner))
    return tuple(part.name for part in fields(owner)) if is_dataclass(owner) else ()


# Where it is, in the theme's words, and what was probably meant. ----------------------------------------------


_GIVEN = ("header", "sections", "options", "bullet", "numbered", "loop")
_WITHOUT = re.compile(r"No (filter|test) named '(.*)'")
_MACRO = re.compile(r"\{%-?\s*(?:macro|set)\s+(\w+)")


def mistake(error: Exception, theme: Theme, environment: Environment) -> Diagnostic:
    """Say what a template's mistake is, at its line; the column is that of the name which is wrong."""
    word, known = _about(error, theme, environment)
    file, line = _place(error, theme)
    span = at_line(theme, file, line, word) if file else None
    hint = did_you_mean(word, known) if word else None
    return BadTemplate.at(span, f"the theme `{theme.name}` cannot be filled in: {error}", hint=hint)


def find_in_templates(text: str, theme: Theme) -> Span | None:
    """Where a theme's templates hold a text, if it stands there as it is printed."""
    for template, content in _templates(theme):
        before, found, _ = content.partition(text)
        if found:
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            return Span(_relative(str(template), theme), line, column, line, column)
    return None


def at_line(theme: Theme, file: str, line: int, word: str = "") -> Span:
    """A line of a template as a place, at the column of a word that stands in it."""
    found = None
    for template, content in _templates(theme) if word else ():
        lines = content.splitlines()
        if _relative(str(template), theme) == file and line <= len(lines):
            found = re.search(rf"\b{re.escape(word)}\b", lines[line - 1])
    column = found.start() + 1 if found else 1
    return Span(file, line, column, line, column)


def _about(error: Exception, theme: Theme, environment: Environment) -> tuple[str, Iterable[str]]:
    """The name that is wrong, and those that would have been right."""
    if isinstance(error, MissingNameError):
        return error.name, error.known or _names(theme)
    if isinstance(error, TemplateNotFound):
        return str(error.name), [template.name for template, _ in _templates(theme)]
    without = _WITHOUT.search(str(error))
    if without:
        return without[2], environment.filters if without[1] == "filter" else environment.tests
    return "", ()


def _names(theme: Theme) -> tuple[str, ...]:
    """What stands alone in a template: what it is given, and the macros and variables of all templates."""
    macros = (name for _, content in _templates(theme) for name in _MACRO.findall(content))
    return tuple(dict.fromkeys((*_GIVEN, *macros)))


def _templates(theme: Theme) -> Iterator[tuple[Path, str]]:
    for template in (path for folder in theme.folders for path in sorted(folder.glob("*.html"))):
        yield template, template.read_text(encoding="utf-8", errors="replace")


def _place(error: Exception, theme: Theme) -> tuple[str | None, int]:
    """The template and line where a mistake is: Jinja rewrites tracebacks to the template's own lines."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _relative(error.filename, theme), error.lineno
    if isinstance(error, MissingNameError) and error.file:
        return _relative(error.file, theme), error.line
    folders = {str(folder) for folder in theme.folders}
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if str(Path(frame.filename).parent) in folders
    ]
    return (_relative(frames[-1].filename, theme), frames[-1].lineno or 1) if frames else (None, 1)


def _relative(filename: str, theme: Theme) -> str:
    path = Path(filename)
    return place_of(path) if path.parent in theme.folders else filename
