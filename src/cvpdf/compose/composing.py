"""The stage: an Outline and a theme become a Page, whose templates print Marks alone; and the Page as one file."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from markupsafe import Markup, escape
from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.compose.body_text import allowed, read_body
from cvpdf.compose.direction import runs_leftwards
from cvpdf.compose.font_families import choose_families
from cvpdf.compose.markup import Manner, render_bullet, render_mark
from cvpdf.compose.sandbox import PartedPeriod, Sandbox, capitals, find_in_templates, mistake, name_at_foot, parted
from cvpdf.compose.styles import root_classes, style_sheets
from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.outline.values import Mark, Name, Outline, links_of, marks_in, plain_text, text_of
from cvpdf.page import Page, Word
from cvpdf.path import format_path
from cvpdf.rules.cv4_themes import ForbiddenElement, ForeignText, LeftOutByTheme, NotPrintedByTheme
from cvpdf.rules.cv5_layout import EndlessWord
from cvpdf.source.tree import Locate
from cvpdf.theme.loading import Settings
from cvpdf.theme.theme import Theme
from cvpdf.typeset.fonts import subset_face
from cvpdf.words import words_of

# Filling the templates. ---------------------------------------------------------------------------------------


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


class _Printer(Struct):
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


class Body(Struct, frozen=True):
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
    printer = _Printer(Manner(theme.bullet, runs_leftwards(outline.language), outline.language))
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


# The stage. ---------------------------------------------------------------------------------------------------


_FORGOTTEN = "a template of the theme has to print it, or `omits` in its `theme.yaml` to name it"
_LONGEST_WORD = 10_000
"""Letters of a word; the longest in real résumés has a few hundred."""


def compose(
    outline: Outline,
    theme: Theme,
    settings: Settings,
    locate: Locate,
    cache: Path | None = None,
) -> Outcome[Page]:
    """Fill the theme's templates, and check that every mark is printed and nothing else is.

    Args:
        outline: What is printed.
        theme: Whose templates and style sheets are taken.
        settings: What the résumé asks of the theme.
        locate: Where the value of a source path stands in the file.
        cache: The folder in which compiled templates are kept, if one is given.

    Returns:
        The page; it is there with errors as well, unless a template could not be filled.
    """
    rendered = render_body(outline, theme, settings.options, cache)
    if rendered.value is None:
        return Outcome(None, rendered.diagnostics)
    body = rendered.value
    diagnostics = [*_not_printed(outline, body, theme, locate), *_endless(body, locate)]
    for foreign in dict.fromkeys(body.foreign):
        message = f"the theme `{theme.name}` prints words of its own: {foreign[:60]}"
        diagnostics.append(ForeignText.at(find_in_templates(foreign, theme), message))
    header = outline.header
    name = plain_text(header.name.children)
    page = Page(
        body=body.html,
        title=" – ".join([name, *([plain_text(header.label.children)] if header.label else [])]),
        language=outline.language,
        marks=body.marks,
        columns=body.columns,
        furniture=frozenset(words_of(name_at_foot(name))),
        folio=outline.folio,
        scheme_words=outline.scheme_words,
        leftwards=runs_leftwards(outline.language),
        classes=root_classes(theme, settings.options, settings.page_size),
        metadata={
            "author": name if header.name.covers else "",
            "keywords": ", ".join(outline.keywords),
            "generator": "cvpdf",
        },
    )
    families = choose_families(page.letters, body.marks, theme, settings, locate, cache)
    styles = style_sheets(theme, settings, families, outline.folio, name)
    whole = replace(page, styles=styles.sheets, faces=families.faces, assets=styles.assets)
    return Outcome(whole, (*diagnostics, *families.diagnostics, *styles.diagnostics))


def _not_printed(outline: Outline, body: Body, theme: Theme, locate: Locate) -> list[Diagnostic]:
    """The first equality: every selected value is on the page, or the theme declares that it leaves it out."""
    printed = {path for mark in body.marks for path in mark.covers}
    lost = dict.fromkeys(path for mark in outline.marks() for path in mark.covers if path not in printed)
    diagnostics = []
    for path in lost:
        rule = LeftOutByTheme if theme.leaves_out(path) else NotPrintedByTheme
        message = f"the theme `{theme.name}` does not print `{format_path(path)}`"
        hint = _FORGOTTEN if rule is NotPrintedByTheme else None
        diagnostics.append(rule.at(locate(path), message, path=path, hint=hint))
    return diagnostics


def _endless(body: Body, locate: Locate) -> Iterator[Diagnostic]:
    """Words that would keep the engine busy for minutes, before it sees them."""
    for word in (word for words in body.columns.values() for word in words):
        if len(word.text) > _LONGEST_WORD and word.mark is not None:
            path = body.marks[word.mark].origin
            message = f"`{format_path(path)}` has a word of {len(word.text):,} letters"
            yield EndlessWord.at(locate(path), message, path=path, hint="put spaces into it, or leave it out")


# The page as a file of HTML. ----------------------------------------------------------------------------------


_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">"
)
"""What holds a browser to it: nothing is fetched, nothing runs, whatever a theme's style sheet says."""


def write_html(page: Page, fonts: Mapping[str, bytes]) -> bytes:
    """The page as one file: each font is cut down to the page's letters and put inside.

    Args:
        page: The composed page.
        fonts: The bytes of each font file, by the name under which the style sheet asks for it.

    Returns:
        The file, in UTF-8, which needs nothing beside it.
    """
    css, body = page.css, page.body
    for url, content in fonts.items():
        css = css.replace(f'url("{url}")', f'url("{_inside(subset_face(content, page.letters), "font/ttf")}")')
    for url, asset in page.assets.items():
        css = css.replace(f'url("{url}")', f'url("{_inside(asset.content, asset.media_type)}")')
    for url, picture in page.pictures.items():
        body = body.replace(f'src="{url}"', f'src="{_inside(picture.content, picture.media_type)}"')
    return page.document(body, css, _POLICY).encode()


def _inside(content: bytes, media_type: str) -> str:
    """A file as an address that holds it (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"
