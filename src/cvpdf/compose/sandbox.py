"""The sandbox that templates are filled in: the theme's own files, names that exist, and no way to anything else."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cvpdf.compose.template_errors import Missing
from cvpdf.theme.manifest import MOST_THEME_BYTES, inside
from cvpdf.theme.theme import Theme

_COSTLY = frozenset(("*", "**", "%"))
"""What makes a text of any length from two short ones. No page needs to reckon."""

_WITHOUT = ("lipsum", "cycler", "joiner")
"""What Jinja gives to templates, and a page of marks has no use for."""

_UNUSED = (
    *("safe", "e", "escape", "forceescape", "tojson", "xmlattr", "urlize", "pprint", "attr"),
    *("format", "center", "indent", "wordwrap", "filesizeformat", "random"),
)
"""Filters that write HTML or long texts of their own, reach for attributes by name, or differ from time to time."""


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


def _bytecode_cache(folder: Path) -> FileSystemBytecodeCache | None:
    """Compiling the templates takes longer than filling them in; Jinja checks that they are still the same."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return FileSystemBytecodeCache(str(folder))
    return None
