"""Names that a template asks for and that do not exist: an error where they stand, with the name that was meant.

A value that does not exist may be handed on to a macro of another file and only fail there, so it remembers its place.
"""

import sys
from dataclasses import fields, is_dataclass
from functools import partial
from types import FrameType

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

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
