"""What is wrong with a template: where it is, in the theme's words, and what was probably meant."""

import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError

from cvpdf.compose.sandbox import MissingNameError
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.rules.cv4_themes import BadTemplate
from cvpdf.suggest import did_you_mean
from cvpdf.theme.search_path import place_of
from cvpdf.theme.theme import Theme

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
