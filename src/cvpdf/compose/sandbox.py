"""The sandbox that templates are filled in: the theme's own files, names that exist, filters, no way to anything else.

What cvpdf takes from Jinja beyond its documented API is here, and nobody else reaches for it.

A value that does not exist may be handed on to a macro of another file and only fail there, so it remembers its
place.
"""

import os
import pickle
import re
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.libraries import needing
from cvpdf.outline.values import Break, Inline, Mark, Styled, Text
from cvpdf.rules.cv4_themes import BadTemplate
from cvpdf.theme.manifest import MOST_THEME_BYTES, inside
from cvpdf.theme.search_path import place_of
from cvpdf.theme.theme import Theme
from cvpdf.words import did_you_mean

_COSTLY = frozenset(("*", "**", "%"))
"""What makes a text of any length from two short ones. No page needs to reckon."""

_WITHOUT = ("lipsum", "cycler", "joiner")
"""What Jinja gives to templates, and a page of marks has no use for."""

_UNUSED = (
    *("safe", "e", "escape", "forceescape", "tojson", "xmlattr", "urlize", "pprint", "attr"),
    *("format", "center", "indent", "wordwrap", "filesizeformat", "random"),
)
"""Filters that write HTML or long texts of their own, reach for attributes by name, or differ from time to time."""

with needing("Jinja2", "jinja2") as needs:
    from jinja2.defaults import DEFAULT_NAMESPACE
    from jinja2.filters import FILTERS
    from jinja2.runtime import Context
    from jinja2.utils import missing

    # What is taken away has to be there, or the sandbox would let in what took its place. No upstream issue is known.
    for unused in _UNUSED:
        needs.that(unused in FILTERS, f"filter `{unused}`")
    for unused in _WITHOUT:
        needs.that(unused in DEFAULT_NAMESPACE, f"global `{unused}`")

    # Where in a template a name stands that there is not (pallets/jinja issue 1760: the error does not say it).
    needs.names(StrictUndefined, "_undefined_exception")
    needs.call(StrictUndefined, "hint", "obj", "name", "exc")
    needs.names(Template, "get_corresponding_lineno")
    needs.that(
        "__jinja_template__" in Template._from_namespace.__code__.co_consts,  # noqa: SLF001 -- it sets the name
        "`__jinja_template__` in the names of a template",
    )


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without arithmetic that makes texts, and without what has no use here."""

    intercepted_binops = _COSTLY

    def __init__(self, theme: Theme, finalize: Callable[[object], str], cache: Path | None) -> None:
        """Look templates up in the theme, then in what it extends; `NAME/page.html` names one theme's."""
        super().__init__(
            loader=_Files(theme),
            autoescape=True,
            undefined=Missing,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_bytecode_cache(cache / "sandboxed") if cache else None,
        )
        for name in _WITHOUT:
            del self.globals[name]
        for name in _UNUSED:
            del self.filters[name]

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Refuse the arithmetic that would make texts."""
        del context, left, right
        raise SecurityError(f"a template may not reckon with `{operator}`")


class _Files(BaseLoader):
    """A theme's templates: files of its folder, once every link is followed."""

    def __init__(self, theme: Theme) -> None:
        self._folders = theme.folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Give a template's text and file."""
        del environment
        for folder, name in self._candidates(template):
            path = inside(folder, name)
            if path is not None:
                return self._text(folder / name, path), str(folder / name), None
        raise TemplateNotFound(template, f"the theme has no template `{template[:80]}`")

    def _candidates(self, template: str) -> list[tuple[Path, str]]:
        plain = [(folder, template) for folder in self._folders]
        theme, _, name = template.partition("/")
        # A theme that extends one of its own name means that one: it comes first.
        named = [(folder, name) for folder in reversed(self._folders) if folder.name == theme and name]
        return [*plain, *named]

    def _text(self, shown: Path, path: Path) -> str:
        with path.open("rb") as file:
            content = file.read(MOST_THEME_BYTES + 1)
        if len(content) > MOST_THEME_BYTES:
            raise TemplateSyntaxError(f"a template has {MOST_THEME_BYTES:,} bytes at most", 1, filename=str(shown))
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise TemplateSyntaxError("this is no text in UTF-8", line, filename=str(shown)) from None
        before, found, _ = text.lower().partition("data-mark")
        if found:
            message = "`data-mark` is for what comes out of the résumé, and is written by itself"
            raise TemplateSyntaxError(message, before.count("\n") + 1, filename=str(shown))
        return text


class _CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's cache, which writes beside and renames: what it cannot read is made again, what it cannot write is not.

    Jinja itself lets through that a disk is full, and that a file ends too soon.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before, if it is there and whole."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if there is room; that there is none is no fault."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache(folder: Path) -> FileSystemBytecodeCache | None:
    """Compiling the templates takes longer than filling them in; Jinja checks that they are still the same."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return _CompiledTemplates(str(folder))
    return None


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
    return _SPOKEN.get(kind, f"a {kind.lower()}" if isinstance(owner, Struct) else f"this {kind}")


def _names_of(owner: object) -> tuple[str, ...]:
    if isinstance(owner, dict):
        return tuple(map(str, owner))
    return owner.__struct_fields__ if isinstance(owner, Struct) else ()


# What is wrong with a template: where it is, in the theme's words, and what was probably meant. ------------------


_GIVEN = ("header", "sections", "options", "bullet", "numbered", "loop")
_NO_SUCH = re.compile(r"No (filter|test) named '(.*)'")
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
    without = _NO_SUCH.search(str(error))
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


# Filters of templates. ----------------------------------------------------------------------------------------


# Capitals. ----------------------------------------------------------------------------------------------------
# CSS could set them too (`text-transform`), but the engine's are wrong in Turkish and in Greek, and the page would
# say other letters than the PDF. Sources: Unicode SpecialCasing (Turkish, Azeri) and CLDR's `el-Upper` (Greek).


_DOTTED = frozenset(("tr", "az"))
_ACCENTS = frozenset("\u0301\u0300\u0342")


def capitals(mark: Mark, language: str) -> Mark:
    """The same mark in capitals; a link's target stays as it is."""
    return replace(mark, children=_inlines(mark.children, language.partition("-")[0]))


def _inlines(children: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    return tuple(_inline(child, language) for child in children)


def _inline(child: Inline, language: str) -> Inline:
    if isinstance(child, Text):
        return Text(_upper(child.text, language))
    if isinstance(child, Break):
        return child
    return replace(child, children=_inlines(child.children, language))


def _upper(text: str, language: str) -> str:
    if language in _DOTTED:
        return text.replace("i", "İ").upper()
    if language == "el":
        letters = unicodedata.normalize("NFD", text.upper())
        return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _ACCENTS))
    return text.upper()


# The name at the foot. ----------------------------------------------------------------------------------------


_LONGEST = 80
"""Characters of a name; the engine tries each place where it may be broken, page by page, in quadratic time."""


def name_at_foot(name: str) -> str:
    """The name as feet have it: a longer one up to the last word that fits, or to a letter of its only one."""
    if len(name) <= _LONGEST:
        return name
    beginning, _, cut = name[:_LONGEST].rpartition(" ")
    return f"{(beginning or cut).rstrip()}…"


# Periods in two parts. ----------------------------------------------------------------------------------------


_LONGEST_PART = 22
"""Characters of a part that fits into the narrowest column of dates: "septiembre de 2014 –" has 20."""


class PartedPeriod(Struct, frozen=True):
    """A mark that is to be printed in its two parts."""

    mark: Mark


def parted(mark: Mark) -> Mark:
    """The same mark, each of its ends a run that keeps to one line; what has no two short ends stays as it is."""
    if mark.ends is None or max(map(len, mark.ends)) > _LONGEST_PART:
        return mark
    first, last = (Styled("whole", (Text(end),)) for end in mark.ends)
    return replace(mark, children=(first, Text(" "), last))
