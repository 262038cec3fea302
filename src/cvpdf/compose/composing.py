"""The stage: an Outline and a theme become a Page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cvpdf.compose.body import Body, render_body
from cvpdf.compose.direction import runs_leftwards
from cvpdf.compose.font_families import choose_families
from cvpdf.compose.styles import root_classes, style_sheets
from cvpdf.compose.template_errors import find_in_templates
from cvpdf.compose.template_filters import name_at_foot
from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.outline.values import Outline, plain_text
from cvpdf.page import Page
from cvpdf.path import format_path
from cvpdf.rules.cv4_themes import ForeignText, LeftOutByTheme, NotPrintedByTheme
from cvpdf.rules.cv5_layout import EndlessWord
from cvpdf.source.tree import Locate
from cvpdf.theme.settings import Settings
from cvpdf.theme.theme import Theme
from cvpdf.words import words_of

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

    Compiled templates are kept in the folder `cache`, if one is given.
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
