"""Marks as HTML: each in an element that carries its origin, and words kept whole where a line may end."""

import re
from collections.abc import Iterator
from functools import lru_cache, reduce
from html import escape
from itertools import groupby, takewhile

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.compose.direction import against, in_other_languages
from cvpdf.outline.values import Block, Break, Inline, ItemList, ListItem, Mark, Paragraph, Styled, Text
from cvpdf.page import MARKER
from cvpdf.words import LONGEST_WHOLE, has_unspaced

# Words and pieces of words. -----------------------------------------------------------------------------------
# A line may end after a dash, a slash or a point, and readers would find two words; a hyphen there is even read as
# nothing. So words with something between their letters are kept whole, and a word that may be wider than its column
# is a row of pieces, between two of which a line may end.


_LONGEST_BLOCK = 40
"""Characters of a word that moves to a line of its own before it breaks; most columns have room for them in one line.

A longer one breaks where it stands: what follows a block of several lines is set beside all of them, far from its
last letter.
"""

# A word that ends with a hyphen ("pre- and post-war") takes the next one with it, for no line may end there; so does a
# number with its sign ("99 %").
_HYPHENED = rf"(?:\S{{1,12}}-\s+){{1,2}}\S{{1,{LONGEST_WHOLE}}}(?!\S)"
_COUNTED = r"\S{0,9}\d\s+[%‰€£$¥]\S{0,3}(?!\S)"
# A Japanese period ("2014年9月～2019年2月") is two words: a line may end behind its dash.
_WORD = re.compile(rf"({_HYPHENED}|{_COUNTED}|[^\s～]+～+|\S+)")
_BREAKABLE = re.compile(r"[-–]|\+\+|\w[^\w\s]+\w")

# No line may begin with such a sign, not even behind a space, which is no rule for ".NET" and "/usr".
_HELD_BACK = re.compile(r"[\])}.,:;!?/]\S*\w")

# What stays together of a word that has to break: some letters with the signs before them, for a line may not end with
# a hyphen. Accents stay with their letters, and what ends a word is no piece by itself.
_LETTER = r"(?:[^\W_][\u0300-\u036f]*+)"
_PIECE = re.compile(rf"[\W_]*(?:{_LETTER}{{1,13}}(?!{_LETTER})|{_LETTER}{{10}})(?:[\W_]+$)?|[\W_]+")

# Of a link, which had best be one: all up to a hyphen.
_PART = re.compile(r"[-–]*[^-–]+(?:[-–]+$)?|[-–]+")

# Fonts draw such pairs so far apart that readers see a space between them; these are set without kerning.
_DRAWN_APART = re.compile(r"[(\[{][jJ]|QJ|[’”],")


class Stretch(Struct, frozen=True):
    """Some of a text, in the order of the text: its class ("" for none), and its pieces if it consists of such."""

    kind: str
    text: str
    pieces: tuple["Stretch", ...] = ()


def stretches(text: str) -> Iterator[Stretch]:
    """Part a text where something is to be said of its lines; the stretches make up the text again."""
    for plain, group in groupby(_words(text), key=lambda word: word.kind == ""):
        if plain:
            yield Stretch("", "".join(word.text for word in group))
        else:
            yield from group


def as_link(stretch: Stretch) -> Stretch:
    """The same for a word that is one link: in fewer pieces, for readers take each of them for a link of its own."""
    if stretch.kind not in ("long", "endless") or len(stretch.text.split()) > 1:
        return stretch
    first, *rest = _PART.findall(stretch.text)
    if any(len(part) > LONGEST_WHOLE for part in rest):
        return stretch
    beginning = Stretch("part" if stretch.kind == "long" else "free", first)
    return Stretch(stretch.kind, stretch.text, (beginning, *(Stretch("part", part) for part in rest)))


def _words(text: str) -> Iterator[Stretch]:
    """A text's words and spaces."""
    for word in filter(None, _WORD.split(text)):
        if len(word) > LONGEST_WHOLE and not word.isspace():
            yield _long(word)
        else:
            yield _short(word)


@lru_cache(maxsize=2048)
def _short(word: str) -> Stretch:
    """A word that is not long, or a space. A few hundred of them make up most of any text."""
    return _spaced(_kind(word), word)


def _kind(word: str) -> str:
    """The class of a word, or of a space, that is not long."""
    if word.isspace():
        return ""
    if len(word.split()) > 1:
        return "whole"
    if _HELD_BACK.match(word) or word[1:].endswith("～"):
        return "piece"
    return "whole" if _BREAKABLE.search(word) or has_unspaced(word) else ""


def _long(word: str) -> Stretch:
    if has_unspaced(word):
        return Stretch("free", word)
    several = re.split(r"(\s+)", word)
    if len(several) > 1:
        return Stretch("long", word, tuple(_spaced("" if part.isspace() else "piece", part) for part in several))
    pieces = tuple(_spaced("piece", piece) for piece in _PIECE.findall(word))
    return Stretch("long" if len(word) <= _LONGEST_BLOCK else "endless", word, pieces)


def _spaced(kind: str, text: str) -> Stretch:
    """A stretch with its classes; one more where its letters would be drawn apart."""
    return Stretch(f"{kind} unkerned".lstrip() if _DRAWN_APART.search(text) else kind, text)


# Marks as HTML. -----------------------------------------------------------------------------------------------


_JOINED = 'span class="joined"'
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "whole": 'span class="whole"'}


class _Run(Struct, frozen=True):
    """Letters in one form: within these elements, with this link's target."""

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None


class Manner(Struct, frozen=True):
    """What stands before an item of a list, whether the page runs from right to left, and its language."""

    bullet: str
    leftwards: bool = False
    language: str = "en"


def render_mark(mark: Mark, index: int, manner: Manner) -> str:
    """A mark as one element, with its number in `data-mark`."""
    if mark.picture:
        return f'<img data-mark="{index}" src="{mark.picture.url}" alt="{escape(mark.picture.words)}">'
    if mark.blocks:
        return f'<div class="prose" data-mark="{index}">{_blocks(mark.blocks, manner)}</div>'
    return f'<span data-mark="{index}">{_inlines(mark.children, manner, mark.href)}</span>'


def render_bullet(bullet: str) -> str:
    """What stands before an item: real text, so that every reader meets it in its place."""
    return f'<span class="{MARKER}">{escape(bullet)} </span>'


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


def _item(item: ListItem, manner: Manner) -> str:
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
    return "<br>".join(_line(list(_in_languages(list(_directed(line, manner)), manner.language))) for line in lines)


def _directed(runs: list[_Run], manner: Manner) -> Iterator[_Run]:
    """The runs of a line, with an element around what runs against the page.

    A short word that is joined to such a part ("ב-Python") is kept in one line with its first word.
    """
    text = "".join(run.text for run in runs)
    parts = list(against(text, leftwards=manner.leftwards))
    if not parts:
        yield from runs
        return
    ahead, place = _Ahead(runs), 0
    for start, end in parts:
        tag = f'bdi dir="{"ltr" if manner.leftwards else "rtl"}"{_said(text[start:end], manner.language)}'
        prefix = start - (text.rfind(" ", place, start) + 1 or place)
        joined = (_JOINED,) if 0 < prefix <= LONGEST_WHOLE else ()
        yield from ahead.take(start - prefix - place)
        yield from _within(joined, ahead.take(prefix))
        yield from _within((*joined, tag), ahead.take(end - start))
        place = end
    yield from ahead.rest()


def _said(text: str, language: str) -> str:
    """The attribute for text that is in one other language than the page."""
    others = {other for _, _, other in in_other_languages(text, language)}
    return f' lang="{others.pop()}"' if len(others) == 1 else ""


def _in_languages(runs: list[_Run], language: str) -> Iterator[_Run]:
    """The runs of a line, with an element around what is in another language, unless one says so already.

    What is shown of a link's own address is in no language.
    """
    text = "".join(run.text for run in runs)
    ahead, place = _Ahead(runs), 0
    for start, end, other in in_other_languages(text, language):
        yield from ahead.take(start - place)
        for run in ahead.take(end - start):
            known = any(tag.startswith("bdi ") for tag in run.tags) or (run.href and run.text in run.href)
            yield run if known else replace(run, tags=(*run.tags, f'span lang="{other}"'))
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
