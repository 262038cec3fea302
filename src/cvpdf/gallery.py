"""A gallery: one résumé in every theme, with a picture of each, on one page of HTML."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from msgspec import Struct

from cvpdf.artifacts import Built, Progress, Source
from cvpdf.diagnostics import Diagnostic, Outcome, Severity
from cvpdf.pdfium import write_thumbnail
from cvpdf.pipeline import build
from cvpdf.theme.loading import load_theme
from cvpdf.theme.search_path import SearchPath, resolve_for_user
from cvpdf.theme.theme import Theme
from cvpdf.words import plural
from cvpdf.world import World

# The builds. --------------------------------------------------------------------------------------------------


_WIDTH = 720
"""The picture's width in px: twice what the sheet gives it, for sharp screens."""


class GalleryTheme(Struct, frozen=True):
    """A theme of the gallery as it is asked for, by name or by folder; `theme` is None where it cannot be read."""

    asked: str
    name: str
    theme: Theme | None
    said: tuple[Diagnostic, ...]


class Exhibit(Struct, frozen=True):
    """What a theme made of a résumé: `built` and `picture` (a PNG) are there unless something `said` is an error."""

    choice: GalleryTheme
    built: Built | None
    picture: bytes | None
    said: tuple[Diagnostic, ...]


def every_choice(search_path: SearchPath) -> tuple[GalleryTheme, ...]:
    """All themes, in alphabetical order, those whose manifest is at fault among them."""
    names = sorted({name for root in search_path for name in root.names()})
    choices = (_choice(name, name, load_theme(name, search_path)) for name in names)
    return tuple(choice for choice in choices if choice.theme or _is_broken(choice))


def chosen(asked: Sequence[str], search_path: SearchPath) -> Outcome[tuple[GalleryTheme, ...]]:
    """The themes that a person asks for; no value where there is none of that name, or no such folder."""
    choices = tuple(_asked(name, search_path) for name in dict.fromkeys(asked))
    missing = [choice for choice in choices if not (choice.theme or _is_broken(choice))]
    if missing:
        return Outcome(None, tuple(said for choice in missing for said in choice.said))
    return Outcome(choices)


def exhibit(
    choice: GalleryTheme,
    source: Source,
    world: World,
    overrides: Sequence[str] = (),
    progress: Progress | None = None,
) -> Exhibit:
    """Make the PDF of a résumé in one theme, and draw its first page.

    Args:
        choice: The theme.
        source: The résumé file.
        world: The machine.
        overrides: Assignments (`PATH=VALUE`), as `build` takes them.
        progress: Is told the name of each stage as it begins.

    Returns:
        The PDF and the picture, if there are any, and every diagnostic.
    """
    if choice.theme is None:
        return Exhibit(choice, None, None, choice.said)
    outcome = build(source, world=world, theme=choice.asked, overrides=overrides, progress=progress)
    picture = write_thumbnail(outcome.value.files[0], _WIDTH) if outcome.value else None
    return Exhibit(choice, outcome.value, picture, outcome.diagnostics)


def _asked(asked: str, search_path: SearchPath) -> GalleryTheme:
    found = resolve_for_user(asked, search_path)
    if found.value is None:
        return GalleryTheme(asked, asked, None, found.diagnostics)
    near, name = found.value
    return _choice(asked, name, load_theme(name, near))


def _choice(asked: str, name: str, loaded: Outcome[Theme]) -> GalleryTheme:
    return GalleryTheme(asked, name, loaded.value, loaded.diagnostics)


def _is_broken(choice: GalleryTheme) -> bool:
    """Whether there is a theme, but with a mistake: a line of its files is at fault, not the name."""
    return any(said.severity is Severity.ERROR and said.span for said in choice.said)


# What is said of the builds. ----------------------------------------------------------------------------------


def gallery_diagnostics(exhibits: Sequence[Exhibit]) -> Iterator[Diagnostic]:
    """Everything but the notes that do not concern all themes: these stand on the sheet, each with its theme."""
    everywhere = shared(exhibits)
    for said in dict.fromkeys(said for exhibit in exhibits for said in exhibit.said):
        if said in everywhere:
            yield said
        elif said.severity is not Severity.INFO:
            yield _with_themes(said, [exhibit.choice.name for exhibit in exhibits if said in exhibit.said])


def shared(exhibits: Sequence[Exhibit]) -> frozenset[Diagnostic]:
    """What is said in every theme, and is about the résumé therefore. A theme that cannot be read has not seen it."""
    seen = [frozenset(exhibit.said) for exhibit in exhibits if exhibit.choice.theme]
    return frozenset.intersection(*seen) if seen else frozenset()


def _with_themes(said: Diagnostic, names: list[str]) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in names)
    return said if listed in said.message else said.with_message(f"in {listed}: {said.message}")


# The page. ----------------------------------------------------------------------------------------------------


SHEET = "index.html"

_STYLE = """\
:root { color-scheme: light dark; --ink: #1c2126; --quiet: #525b64; --wall: #e8eaed; --line: #c3c8ce; --fault: #9b1c1c }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceef0; --quiet: #b3bac1; --wall: #202429; --line: #454c54; --fault: #ffa8a3 }
}
body { margin: 0 auto; max-width: 92rem; padding: 2rem; background: var(--wall); color: var(--ink);
  font: 1rem/1.45 system-ui, sans-serif }
h1 { margin: 0 0 2rem; font-size: 1.5rem }
ul.themes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: 2.5rem 2rem;
  margin: 0; padding: 0; list-style: none }
.themes > li { position: relative }
img, .none { display: block; width: 100%; box-sizing: border-box; background: #fff; box-shadow: 0 1px 6px #0004 }
.none { padding: 1rem; background: none; border: 1px dashed var(--line); box-shadow: none }
.none strong { color: var(--fault) }
h2 { margin: .9rem 0 .2rem; font-size: 1.1rem }
a { color: inherit }
h2 a::after { content: ""; position: absolute; inset: 0 }
h2 a:focus-visible { outline: none }
h2 a:focus-visible::after { outline: 3px solid; outline-offset: 4px }
p { margin: .2rem 0 }
.themes p + p, .said { color: var(--quiet); font-size: .9rem }
.said { margin: .2rem 0; padding-inline-start: 1.1rem; overflow-wrap: anywhere }
code { font: .9em ui-monospace, monospace }
@media print { body { background: none; padding: 0 } li { break-inside: avoid } }
"""
# The link of a title reaches over its whole entry, so that the picture is one way to click it, and is read out once.


def write_sheet(file: str, exhibits: Sequence[Exhibit]) -> bytes:
    """Write the page; the PDFs and pictures that it shows stand beside it, named by their themes."""
    return "\n".join(_page(file, exhibits)).encode()


def _page(file: str, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    heading = f"{escape(file)} in {plural(len(exhibits), 'theme')}"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{heading}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1>{heading}</h1>\n<ul class="themes">'
    everywhere = shared(exhibits)
    for exhibit in exhibits:
        own = [said for said in exhibit.said if said not in everywhere]
        yield "<li>"
        yield from _made(exhibit, exhibit.built.pages, own) if exhibit.built else _failed(exhibit, own)
        yield "</li>"
    yield "</ul>\n</main>\n</body>\n</html>\n"


def _made(exhibit: Exhibit, pages: int, own: Sequence[Diagnostic]) -> Iterator[str]:
    title, name = _title(exhibit), escape(exhibit.choice.name)
    address = escape(quote(exhibit.choice.name))
    yield f'<img src="{address}.png" alt="The first page in {title}">'
    yield f'<h2><a href="{address}.pdf">{title}</a></h2>'
    yield f"{_description(exhibit)}<p>{plural(pages, 'page')} · theme <code>{name}</code></p>"
    if own:
        yield from _list(own)


def _failed(exhibit: Exhibit, own: Sequence[Diagnostic]) -> Iterator[str]:
    yield '<div class="none">\n<p><strong>There is no PDF in this theme.</strong></p>'
    yield from _list([said for said in own if said.severity is Severity.ERROR])
    yield f"</div>\n<h2>{_title(exhibit)}</h2>"
    yield f"{_description(exhibit)}<p>theme <code>{escape(exhibit.choice.name)}</code></p>"


def _title(exhibit: Exhibit) -> str:
    return escape(exhibit.choice.theme.title if exhibit.choice.theme else exhibit.choice.name)


def _description(exhibit: Exhibit) -> str:
    return f"<p>{escape(exhibit.choice.theme.description)}</p>\n" if exhibit.choice.theme else ""


def _list(messages: Sequence[Diagnostic]) -> Iterator[str]:
    yield '<ul class="said">'
    yield from (f"<li>{_message(said)}</li>" for said in messages)
    yield "</ul>"


def _message(said: Diagnostic) -> str:
    place = f"{escape(said.span.file)}:{said.span.line}: " if said.span else ""
    hint = f"; {_quoted(said.hint)}" if said.hint else ""
    return f"{place}{_quoted(said.message)}{hint} ({said.code})"


def _quoted(text: str) -> str:
    """Write what stands in backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))
