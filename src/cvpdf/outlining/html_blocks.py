"""Prose with simple HTML, written as Markdown tag by tag."""

import re

from cvpdf.outlining.tags import INLINE, decoded, has_markup, real_tags

_LINE_END = re.compile(r"[ \t]*\n")
_INDENT = " " * 4
_MOST_LEVELS = 6
_PARAGRAPH, _LINE = 2, 1
"""How many line breaks come before a block."""


def in_markdown(text: str) -> str:
    """Prose with Markdown in place of HTML's blocks; its tags within a line stay."""
    if not has_markup(text):
        return text
    tags = real_tags(text)
    if not tags:
        return decoded(text)
    writer, end = _Writer(), 0
    for tag in tags:
        writer.text(decoded(text[end : tag.start()]))
        writer.tag(tag)
        end = tag.end()
        if tag["name"].lower() == "br" and (line_end := _LINE_END.match(text, end)):
            end = line_end.end()  # it says the same again
    writer.text(decoded(text[end:]))
    return writer.written


class _Writer:
    """Writes Markdown: what is in a list is indented, and a style that goes on is opened anew in each block."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._out: list[str] = []
        self._lists: list[int | None] = []  # of a numbered list, how many items it has so far
        self._styles: list[re.Match[str]] = []
        self._opened = 0  # how many of the styles are open in what is written
        self._breaks = 0  # to be written before the next text
        self._marker = ""

    @property
    def written(self) -> str:
        """All of it, once the last tag and text are there."""
        return "".join([*self._out, *self._closers()])

    def text(self, text: str) -> None:
        """Write text, but for blanks between blocks; within a list its lines run on."""
        begins = not self._out or self._breaks or self._marker
        if self._lists:
            text = re.sub(r"\s*\n\s*", " ", text)
        if begins:
            text = text.lstrip()
        if not text:
            return
        if begins:
            self._begin()
        self._out += (*map(_typed, self._styles[self._opened :]), text)
        self._opened = len(self._styles)

    def tag(self, tag: re.Match[str]) -> None:
        """Take a tag that means something; those that are closed are nested."""
        name, closes = tag["name"].lower(), bool(tag["close"])
        if name in INLINE:
            self._style(tag, closes=closes)
        elif name == "br":
            self._breaks = min(self._breaks + 1, _PARAGRAPH)
        elif name == "li":
            self._item(closes=closes)
        elif name in ("ul", "ol"):
            self._list(name, closes=closes)
        else:
            self._break(_PARAGRAPH)

    def _style(self, tag: re.Match[str], *, closes: bool) -> None:
        if not closes:
            self._styles.append(tag)
            return
        del self._styles[-1:]
        if self._opened > len(self._styles):
            self._opened -= 1
            self._out.append(_typed(tag))

    def _item(self, *, closes: bool) -> None:
        self._break(_LINE)
        self._marker = ""
        if closes:
            return
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        self._marker = "- " if number is None else f"{number + 1}. "

    def _list(self, name: str, *, closes: bool) -> None:
        if closes:
            self._marker = ""
            del self._lists[-1:]
            self._break(_PARAGRAPH)
        else:
            self._break(_LINE if self._lists else _PARAGRAPH)
            self._lists.append(0 if name == "ol" else None)

    def _break(self, breaks: int) -> None:
        self._breaks = max(self._breaks, breaks)

    def _begin(self) -> None:
        """Begin a block or a line: what was open is closed, and is to be opened again."""
        if self._out:
            self._out[-1] = self._out[-1].rstrip()
            self._out += (*self._closers(), "\n" * (1 if self._marker and self._lists[1:] else self._breaks))
        self._opened = 0
        level = min(len(self._lists), _MOST_LEVELS)
        self._out.append(_INDENT * (max(level - 1, 0) if self._marker else level) + self._marker)
        self._breaks, self._marker = 0, ""

    def _closers(self) -> list[str]:
        return [f"</{style['name']}>" for style in reversed(self._styles[: self._opened])]


def _typed(tag: re.Match[str]) -> str:
    return " ".join(tag[0].split())
