"""The stage: a Page becomes a Pdf."""

import atexit
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cssselect2 import Matcher
from msgspec import Struct

from cvpdf.libraries import one_at_a_time
from cvpdf.page import Box, Page, Pdf
from cvpdf.typeset.boxes import Landings, holds_text, survey
from cvpdf.typeset.tagging import Tagging
from cvpdf.typeset.weasyprint_import import load_engine

if TYPE_CHECKING:
    from cvpdf.typeset.clusters import WholeClusters

# The order of CSS. --------------------------------------------------------------------------------------------
# `padding: 0` and `padding-inline-start: 1em` set the same side, and of two that weigh the same the later one holds
# (CSS Logical Properties 1, section 4). The engine compares them by weight alone, so the logical one always won. Here
# a rule's place is part of its weight, and a rule that names a side both ways is several.


_LOGICAL = ("_inline_", "_block_", "_start_start_", "_start_end_", "_end_start_", "_end_end_")
_SIZES = ("inline_size", "block_size")

Declaration = tuple[str, Any, bool]
"""A property as the engine names it, its value, whether it is `!important`."""


class InOrder(Matcher):  # type: ignore[misc] # the library has no types
    """Selectors with their declarations; what matches comes with its place as the last part of its specificity."""

    def add_selector(self, selector: Any, payload: tuple[list[Declaration], Any]) -> None:
        """Take a rule as several, where it goes from the logical names of sides to the physical ones."""
        declarations, layer = payload
        for part in in_parts(declarations):
            super().add_selector(selector, (part, layer))

    def match(self, element: Any) -> list[tuple[tuple[int, ...], int, str | None, Any]]:
        """Give what matches, in the order in which it applies."""
        return [
            ((*specificity, order), order, pseudo, payload)
            for specificity, order, pseudo, payload in super().match(element)
        ]


def in_parts(declarations: list[Declaration]) -> list[list[Declaration]]:
    """Cut a rule before each declaration that follows a logical one and is none, or the other way round."""
    kinds = [_is_logical(name) for name, _, _ in declarations]
    if len({*kinds}) < 2:  # noqa: PLR2004 -- nearly every rule: the list itself, which the engine knows by its identity
        return [declarations]
    cuts = [place for place in range(1, len(kinds)) if kinds[place] != kinds[place - 1]]
    return [declarations[start:end] for start, end in zip([0, *cuts], [*cuts, len(kinds)], strict=True)]


def _is_logical(name: str) -> bool:
    return any(part in name for part in _LOGICAL) or name.endswith(_SIZES)


# The stage. ---------------------------------------------------------------------------------------------------


_ONE_AT_A_TIME = one_at_a_time()
"""The engine promises nothing about threads, and its documents share fonts and caches."""

_VARIANT = "pdf/ua-1"
_NOTDEF = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)")

_COMPOSED = re.compile(r"[^\x00-\x9f\xa1-\u017f\u2010-\u203a€™]")
"""Characters that a font may compose of parts, or draw as it draws another; the others cost no look at each glyph."""


def typeset(page: Page, fonts: Mapping[str, bytes]) -> Pdf:
    """Lay a page out and write it as tagged PDF (PDF/UA-1, ISO 14289-1), the same bytes each time.

    Args:
        page: The composed page.
        fonts: The bytes of each font file, by the address under which the page asks for it.

    Returns:
        The PDF, and where each mark landed, in pt from the top left corner of its sheet.

    Raises:
        EngineUnavailableError: When a library that the engine needs is missing.
    """
    with _ONE_AT_A_TIME:
        return _typeset(load_engine(), page, fonts)


def _typeset(engine: Any, page: Page, fonts: Mapping[str, bytes]) -> Pdf:
    from cvpdf.typeset.weasyprint_internals import heard
    from cvpdf.typeset.wide_spaces import bridge
    from cvpdf.typeset.word_ends import end_words

    with heard() as remarks, _kept_for(fonts) as kept:
        document = _lay_out(page, _fetcher(engine, page, fonts), kept)
        while len(document.pages) > 1 and not holds_text(document.pages[-1]):
            document.pages.pop()
        landings = survey(document.pages)
        end_words(document.pages, page.columns)
        bridge(document.pages)
        clusters = _clusters_of(page)
        if clusters is not None:
            document.fonts = clusters
        document.tagging = Tagging(document.pages, page)
        content: bytes = document.write_pdf(pdf_variant=_VARIANT)
    missing = [match for match in map(_NOTDEF.match, remarks) if match]
    return Pdf(
        content=content,
        sheets=tuple(landings.sheets),
        places=_places(landings, len(page.marks)),
        outside=tuple(sorted(landings.outside)),
        missing="".join(dict.fromkeys(chr(int(match[1], 16)) for match in missing)),
        remarks=tuple(dict.fromkeys(remark for remark in remarks if not _NOTDEF.match(remark))),
        filled=_filled(landings),
        glyphs=() if clusters is None else clusters.glyphs,
    )


def _lay_out(page: Page, fetcher: Any, kept: "_Kept") -> Any:
    from cvpdf.typeset.weasyprint_internals import PageHTML, hear_again

    html = PageHTML(page.document(page.body), page.css, fetcher)
    found = _style_sheet(page, fetcher, kept)
    hear_again(found.remarks)
    return html.render(
        font_config=kept.configuration,
        counter_style=found.counters.copy(),
        stylesheets=[found.sheet],
        pdf_variant=_VARIANT,
    )


def _places(landings: Landings, count: int) -> tuple[tuple[Box, ...], ...]:
    return tuple(tuple(landings.places.get(number, {}).values()) for number in range(count))


def _filled(landings: Landings) -> float:
    body = landings.sheets[-1].body
    return (landings.lowest - body.y) / body.height


def _fetcher(engine: Any, page: Page, fonts: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the page's fonts and pictures and nothing else: no file, no connection."""
    from email.message import EmailMessage, Message

    known = {url: (content, "font/ttf") for url, content in fonts.items()}
    known |= {url: (picture.content, picture.media_type) for url, picture in page.pictures.items()}
    known |= {url: (asset.content, asset.media_type) for url, asset in page.assets.items()}

    class Fetcher(engine.urls.URLFetcher):  # type: ignore[misc] # the engine is untyped and imported late
        def fetch(self, url: str, headers: object = None) -> object:
            """Answer for a font or a picture of the page."""
            del headers
            if url not in known:
                raise ValueError(f"a page may not fetch {url[:80]}")
            content, media_type = known[url]
            headers = EmailMessage(Message().policy)  # without the policy of mail, which is 3 ms of imports
            headers["Content-Type"] = media_type
            return engine.urls.URLFetcherResponse(url, content, headers)

    return Fetcher(allowed_protocols=(), allow_redirects=False)


# What is kept for the next document with the very same font files: one whose letters have none in these must not get
# them from another document's.


class _Kept(Struct):
    """Font files by their addresses, what the engine has made of them, and style sheets that were read with them."""

    files: Mapping[str, bytes]
    configuration: Any
    sheets: dict[str, "_Sheet"] = {}


class _Sheet(Struct, frozen=True):
    """A style sheet, the counters that it declares, and what the engine said of it."""

    sheet: Any
    counters: Any
    remarks: tuple[str, ...]


_MOST_KEPT = 4
_KEPT: list[_Kept] = []


@contextmanager
def _kept_for(fonts: Mapping[str, bytes]) -> Iterator[_Kept]:
    """What there is for one document. Where it fails it is not kept, for nobody knows what state it is in."""
    from cvpdf.typeset.weasyprint_internals import OwnFonts

    place = next((place for place, kept in enumerate(_KEPT) if kept.files == fonts), None)
    kept = _Kept(dict(fonts), OwnFonts()) if place is None else _KEPT.pop(place)
    _see_to_the_end()
    try:
        yield kept
    except BaseException:
        kept.configuration.remove_files()
        raise
    _KEPT.append(kept)
    if len(_KEPT) > _MOST_KEPT:
        _KEPT.pop(0).configuration.remove_files()


def _style_sheet(page: Page, fetcher: Any, kept: _Kept) -> _Sheet:
    """Read a page's style sheet, unless the one before it had the same."""
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle

    from cvpdf.typeset.weasyprint_internals import heard

    found = kept.sheets.pop(page.css, None)
    if found is None:
        counters, given = CounterStyle(), {"url_fetcher": fetcher, "font_config": kept.configuration}
        with heard() as remarks:
            sheet = CSS(string=page.css, counter_style=counters, matcher=InOrder(), base_url=None, **given)
        found = _Sheet(sheet, counters, tuple(remarks))
    kept.sheets[page.css] = found
    if len(kept.sheets) > _MOST_KEPT:
        del kept.sheets[next(iter(kept.sheets))]
    return found


_SEEN_TO: set[int] = set()
"""The processes, of those that this one descends from and itself, which know what to do in the end."""


def _see_to_the_end() -> None:
    """Let the files be removed with the process; one that `multiprocessing` has forked off does not ask `atexit`."""
    if os.getpid() in _SEEN_TO:
        return
    _SEEN_TO.add(os.getpid())
    atexit.register(_forget)
    utilities = sys.modules.get("multiprocessing.util")
    if utilities:
        utilities.Finalize(None, _forget, exitpriority=0)


def _forget() -> None:
    while _KEPT:
        _KEPT.pop().configuration.remove_files()


def _forget_the_parents() -> None:
    """Leave the files to the process that this one was forked off from."""
    while _KEPT:
        _KEPT.pop().configuration.leave_files()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_the_parents)


# What a page is made of. --------------------------------------------------------------------------------------


def _clusters_of(page: Page) -> "WholeClusters | None":
    """The fonts of a document whose letters may be composed."""
    if not (_COMPOSED.search(page.body) or _COMPOSED.search(page.css)):
        return None
    from cvpdf.typeset.clusters import WholeClusters

    return WholeClusters()
