"""Marks as HTML: each wrapped in an element that carries its origin, words kept whole by elements of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from html import escape
from itertools import groupby, takewhile

from cvpdf.compose.direction import against
from cvpdf.compose.wrapping import Stretch, as_link, stretches
from cvpdf.outline import Block, Break, Inline, Item, ItemList, Mark, Paragraph, Styled, Text
from cvpdf.words import LONGEST_WHOLE

_JOINED = 'span class="joined"'
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "whole": 'span class="whole"'}


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters in one form: within these elements, with this link's target."""

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """What stands before an item of a list, and whether the page runs from right to left."""

    bullet: str
    leftwards: bool = False


def render_mark(mark: Mark, index: int, manner: Manner) -> str:
    """A mark as one element, with its number in `data-mark`."""
    if mark.picture:
        return f'<img data-mark="{index}" src="{mark.picture.url}" alt="{escape(mark.picture.words)}">'
    if mark.blocks:
        return f'<div class="prose" data-mark="{index}">{_blocks(mark.blocks, manner)}</div>'
    return f'<span data-mark="{index}">{_inlines(mark.children, manner, mark.href)}</span>'


def render_bullet(bullet: str) -> str:
    """What stands before an item: real text, so that every reader meets it in its place."""
    return f'<span class="marker">{escape(bullet)} </span>'


def _blocks(blocks: tuple[Block, ...], manner: Manner) -> str:
    return "".join(
        _list(block, manner) if isinstance(block, ItemList) else f"<p>{_inlines(block.children, manner)}</p>"
        for block in blocks
    )


def _list(block: ItemList, manner: Manner) -> str:
    numbered = block.items[0].number is not None
    tag, kind = ("ol", "numbered") if numbered else ("ul", "bulleted")
    items = "".join(f"<li>{_item(item, manner)}</li>" for item in block.items)
    return f'<{tag} class="{kind}">{items}</{tag}>'


def _item(item: Item, manner: Manner) -> str:
    marker = render_bullet(item.number or manner.bullet)
    first, *rest = item.blocks or (Paragraph(()),)
    if isinstance(first, ItemList):
        return marker + _blocks(item.blocks, manner)
    return marker + _inlines(first.children, manner) + _blocks(tuple(rest), manner)


def _inlines(children: tuple[Inline, ...], manner: Manner, href: str | None = None) -> str:
    lines: list[list[_Run]] = [[]]
    for run in _runs(children, _Run("", (), href)):
        if run is None:
            lines.append([])
        else:
            lines[-1].append(run)
    return "<br>".join(_line(list(_directed(line, manner.leftwards))) for line in lines)


def _directed(runs: list[_Run], leftwards: bool) -> Iterator[_Run]:  # noqa: FBT001 -- a page runs one way or the other
    """The runs of a line, with an element around what runs against the page.

    A short word that is joined to such a part ("ב-Python") is kept in one line with its first word.
    """
    text = "".join(run.text for run in runs)
    parts = list(against(text, leftwards=leftwards))
    if not parts:
        yield from runs
        return
    tag = f'bdi dir="{"ltr" if leftwards else "rtl"}"'
    ahead, place = _Ahead(runs), 0
    for start, end in parts:
        prefix = start - (text.rfind(" ", place, start) + 1 or place)
        joined = (_JOINED,) if 0 < prefix <= LONGEST_WHOLE else ()
        yield from ahead.take(start - prefix - place)
        yield from _within(joined, ahead.take(prefix))
        yield from _within((*joined, tag), ahead.take(end - start))
        place = end
    yield from ahead.rest()


def _within(tags: tuple[str, ...], runs: list[_Run]) -> Iterator[_Run]:
    return (replace(run, tags=(*tags, *run.tags)) for run in runs)


def _runs(children: tuple[Inline, ...], form: _Run) -> Iterator[_Run | None]:
    """Runs side by side, None for a line break."""
    for child in children:
        if isinstance(child, Text):
            yield replace(form, text=child.text)
        elif isinstance(child, Break):
            yield None
        elif isinstance(child, Styled):
            yield from _runs(child.children, replace(form, tags=(*form.tags, _TAGS[child.style])))
        else:
            yield from _runs(child.children, replace(form, href=form.href or child.href))


def _line(runs: list[_Run]) -> str:
    """The runs of a line; a word may begin in one and end in another, and breaks as if it were in one."""
    html: list[str] = []
    inside: tuple[str, ...] = ()
    for _, same_way in groupby(runs, key=lambda run: [tag for tag in run.tags if tag.startswith("bdi ")]):
        ahead = _Ahead(list(same_way))
        for stretch in stretches(ahead.text):
            for tags, part in _parts(stretch, ahead.take(len(stretch.text))):
                html += (_move(inside, tags), part)
                inside = tags
    return "".join((*html, _move(inside, ())))


class _Ahead:
    """The runs that are still to come."""

    def __init__(self, runs: list[_Run]) -> None:
        self._runs = runs[::-1]

    @property
    def text(self) -> str:
        """The letters of these runs."""
        return "".join(run.text for run in reversed(self._runs))

    def take(self, length: int) -> list[_Run]:
        """The runs of the next so many letters, the last of them cut off there."""
        taken: list[_Run] = []
        while length:
            run = self._runs.pop()
            if len(run.text) > length:
                self._runs.append(replace(run, text=run.text[length:]))
                run = replace(run, text=run.text[:length])
            length -= len(run.text)
            if run.text:
                taken.append(run)
        return taken

    def rest(self) -> list[_Run]:
        """All that is left."""
        return self.take(len(self.text))


def _parts(stretch: Stretch, runs: list[_Run]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The HTML of a stretch, each part with the elements that it stands in."""
    if not stretch.kind:
        for run in runs:
            yield run.tags, _plain(run)
        return
    tags = reduce(_shared, (run.tags for run in runs))
    yield tags, _stretch(stretch, [replace(run, tags=run.tags[len(tags) :]) for run in runs])


def _plain(run: _Run) -> str:
    """Letters without a class. An element comes next, if anything does: the space before it is one by itself.

    For a text that fits into its line but for the space at its end, the engine breaks behind its first word.
    """
    if run.href is None and run.text != " " and run.text.endswith(" "):
        return f"{escape(run.text[:-1])}<span> </span>"
    return _letters(run.text, run.href)


def _stretch(stretch: Stretch, runs: list[_Run]) -> str:
    """A word in an element of its class; that of a link is the link's own, where it is within one."""
    shaped = as_link(stretch) if runs[0].href and len({run.href for run in runs}) == 1 else stretch
    if not shaped.pieces:
        return _element(shaped.kind, runs)
    ahead = _Ahead(runs)
    pieces = "".join(_element(piece.kind, ahead.take(len(piece.text))) for piece in shaped.pieces)
    return f'<span class="long">{pieces}</span>' if shaped.kind == "long" else pieces


def _element(kind: str, runs: list[_Run]) -> str:
    """An element within a link would not be tagged as the link's: one link is one element."""
    if len(runs) == 1 and not runs[0].tags:
        return _letters(runs[0].text, runs[0].href, kind)
    letters = "".join(_move((), run.tags) + _letters(run.text, run.href) + _move(run.tags, ()) for run in runs)
    return f'<span class="{kind}">{letters}</span>' if kind else letters


def _letters(text: str, href: str | None, kind: str = "") -> str:
    names = f' class="{kind}"' if kind else ""
    if href is not None:
        return f'<a{names} href="{escape(href)}">{escape(text)}</a>'
    return f"<span{names}>{escape(text)}</span>" if kind else escape(text)


def _move(inside: tuple[str, ...], into: tuple[str, ...]) -> str:
    """The tags that end the elements one is in and begin those that are next."""
    same = len(_shared(inside, into))
    ended = "".join(f"</{tag.partition(' ')[0]}>" for tag in reversed(inside[same:]))
    return ended + "".join(f"<{tag}>" for tag in into[same:])


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What both begin with."""
    return tuple(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
