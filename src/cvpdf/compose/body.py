"""The theme's templates, filled in: a sandbox that prints Marks and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from markupsafe import Markup, escape

from cvpdf.compose.body_text import allowed, read_body
from cvpdf.compose.direction import runs_leftwards
from cvpdf.compose.markup import Manner, render_bullet, render_mark
from cvpdf.compose.sandbox import Sandbox
from cvpdf.compose.template_errors import find_in_templates, mistake
from cvpdf.compose.template_filters import PartedPeriod, capitals, parted
from cvpdf.diagnostics import Outcome
from cvpdf.outline.values import Mark, Name, Outline, links_of, marks_in, text_of
from cvpdf.page import Word
from cvpdf.rules.cv4_themes import ForbiddenElement
from cvpdf.theme.theme import Theme

TEMPLATE = "page.html"
_SHOWN = 60
"""Letters of a tag that a message quotes."""

_SHORT = 32
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।", "۔")
_CLOSING = "”’»\"')]"
_COMMAS = ",،，、"
_BRIEF = 600
"""Letters that fill little more than half a page where the column is narrowest and the text largest."""


class NotAMarkError(TypeError):
    """A template printed something that is not a Mark."""


@dataclass(slots=True)
class _Printer:
    """What `{{ … }}` does: wrap a mark, and remember that it was printed."""

    manner: Manner
    marks: list[Mark] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """Turn what a template prints into HTML."""
        if isinstance(value, Mark):
            html = render_mark(value, self._number(value), self.manner)
            return Markup(html)  # noqa: S704 - every text in it was escaped
        if isinstance(value, PartedPeriod):
            html = render_mark(parted(value.mark), self._number(value.mark), self.manner)
            return Markup(html)  # noqa: S704 - as above
        if isinstance(value, Markup | Name):
            return value
        if isinstance(value, StrictUndefined):
            str(value)  # raises, and says which name there is not
        raise NotAMarkError(f"a template prints marks and nothing else, not {_describe(value)}")

    def _number(self, mark: Mark) -> int:
        if id(mark) not in self.numbers:
            self.numbers[id(mark)] = len(self.marks)
            self.marks.append(mark)
        return self.numbers[id(mark)]


@dataclass(frozen=True, slots=True)
class Body:
    """The HTML inside `<body>`, the marks in it, its words by column; `foreign` are texts with letters of no mark."""

    html: str
    marks: tuple[Mark, ...]
    columns: Mapping[str, tuple[Word, ...]]
    foreign: tuple[str, ...]


def render_body(outline: Outline, theme: Theme, options: Mapping[str, str], cache: Path | None = None) -> Outcome[Body]:
    """Fill the theme's `page.html` with the outline; a mistake in a template is an error at its line.

    Templates can ask what `options` are set (as CSS writes them), and cannot print them.
    Compiled templates are kept in the folder `cache`, if one is given and can be written.
    """
    printer = _Printer(Manner(theme.bullet, runs_leftwards(outline.language)))
    environment = Sandbox(theme, printer, cache)
    environment.tests["short"] = is_short
    environment.tests["brief"] = is_brief
    environment.filters["capitals"] = partial(capitals, language=outline.language)
    environment.filters["parted"] = PartedPeriod
    environment.tests["ended"] = is_ended
    environment.tests["with_comma"] = has_comma
    environment.globals["numbered"] = numbered
    comma = Markup(escape(outline.comma))  # noqa: S704 - escaped
    bullet = Markup(render_bullet(theme.bullet))  # noqa: S704 - escaped
    try:
        html = environment.get_template(TEMPLATE).render(
            header=outline.header, sections=outline.sections, options=dict(options), bullet=bullet, comma=comma
        )
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        return Outcome(None, (mistake(error, theme, environment),))
    return _read(html, tuple(printer.marks), theme)


def _read(html: str, marks: tuple[Mark, ...], theme: Theme) -> Outcome[Body]:
    """Read what the templates have written: for its words, and for what a stranger's theme may not write."""
    pictures = (mark.picture.url for mark in marks if mark.picture)
    addresses = frozenset((*pictures, *(link for mark in marks for link in links_of(mark))))
    text = read_body(html, None if theme.is_ours else addresses)
    refused = tuple(
        ForbiddenElement.at(
            find_in_templates(tag, theme), f"the theme `{theme.name}` may not write `{tag[:_SHOWN]}`", hint=allowed(tag)
        )
        for tag in text.forbidden
    )
    return Outcome(None, refused) if refused else Outcome(Body(html, marks, text.columns, text.foreign))


def is_short(mark: Mark, most: int = _SHORT) -> bool:
    """Whether a mark fits on a line of its own in any column, for templates: `{% if entry.dates is short %}`.

    Of a narrower one they say how many characters it takes at most: `{% if group.label is short(18) %}`.
    """
    return len(text_of(mark)) <= most


def is_brief(part: object) -> bool:
    """Whether a part of the outline, or several, may be kept on one page.

    For templates: `{% if entry is brief %}`. What is kept together and does not fit leaves half a page empty.
    """
    return sum(len(text_of(mark)) for mark in marks_in(part)) <= _BRIEF


def is_ended(mark: Mark) -> bool:
    """Whether a mark's text ends a sentence by itself, for templates that put a full stop behind one."""
    return text_of(mark).rstrip(_CLOSING).endswith(_ENDS)


def has_comma(mark: Mark) -> bool:
    """Whether a mark's text has commas of its own ("Example, A."), for templates that put signs between several."""
    return any(sign in text_of(mark) for sign in _COMMAS)


def numbered(number: int) -> Markup:
    """What stands before an item instead of a bullet: `1.` for 1."""
    if not isinstance(number, int):
        raise NotAMarkError(f"`numbered` takes a number, not {_describe(number)}")
    return Markup(render_bullet(f"{number}."))  # noqa: S704 - a number and a full stop


def _describe(value: object) -> str:
    return "an empty value" if value is None else f"a {type(value).__name__}"
