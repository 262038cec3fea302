"""Simple HTML in a text: its tags are told from all else between `<` and `>`, and its blocks become Markdown's."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping

# Blocks. ------------------------------------------------------------------------------------------------------


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
    writer, end = _MarkdownWriter(), 0
    for tag in tags:
        writer.text(decoded(text[end : tag.start()]))
        writer.tag(tag)
        end = tag.end()
        if tag["name"].lower() == "br" and (line_end := _LINE_END.match(text, end)):
            end = line_end.end()  # it says the same again
    writer.text(decoded(text[end:]))
    return writer.written


class _MarkdownWriter:
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


# Tags. --------------------------------------------------------------------------------------------------------
# `<b> <strong> <i> <em> <u> <span> <a>` stay for `markdown_grammar.py`, which reads them with the rest of a line.
# `<p> <div> <ul> <ol> <li> <br>` become blank lines, bullets and line breaks. Any other tag, and one that nothing
# closes, is text.


INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "a": "link", "u": "", "span": ""}
"""Tags within a line, and what they do to their text; some do nothing to it."""

_DEEPEST = 15
"""Tags within each other that are read, as many as markdown-it lets stand so; further in they are text."""

BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "br"})

CLOSING = rf"</(?:{'|'.join((*INLINE, *BLOCKS))})\s*>"
"""A pattern of which a text has a match if it has a tag with text inside, whatever its case."""

ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
"""A pattern of a character's name or number; `unescaped` says whether there is such a character."""

_ATTRIBUTE = r"""\s+[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?"""
_TAG = rf"<(?P<close>/?)(?P<name>{'|'.join((*INLINE, *BLOCKS))})(?P<attributes>(?:{_ATTRIBUTE})*+)\s*/?>"
_CODE = r"(?P<fence>`++)(?:(?!(?P=fence))[^\n])++(?P=fence)"
_PIECE = re.compile(f"{_CODE}|{_TAG}", re.IGNORECASE | re.ASCII)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
_ENTITY = re.compile(ENTITY)
_MEANINGFUL = frozenset("<>&\\`*_[]()")
_OPTIONAL = frozenset({"p", "li", "br"})  # HTML lets these stand without an end


def pairs(text: str) -> Mapping[int, tuple[re.Match[str], re.Match[str]]]:
    """The tags that are closed, by where they begin, each with what closes it; tags in `code` are none."""
    found: dict[int, tuple[re.Match[str], re.Match[str]]] = {}
    opened: list[re.Match[str]] = []
    count = Counter[str]()
    for tag in _tags(text):
        name = tag["name"].lower()
        if not tag["close"]:
            if name in INLINE and sum(count[one] for one in INLINE) >= _DEEPEST:
                continue
            opened.append(tag)
            count[name] += 1
            continue
        while count[name]:
            last = opened.pop()
            count[last["name"].lower()] -= 1
            if last["name"].lower() == name:
                found[last.start()] = (last, tag)
                break
    return found


def href(tag: re.Match[str]) -> str:
    """Where a tag says that it leads; nothing where it does not."""
    import html  # brings a table of two thousand names

    written = _HREF.search(tag["attributes"])
    return html.unescape(next(filter(None, written.groups()), "")).strip() if written else ""


def unescaped(entity: str) -> str | None:
    """The character of an entity, None where there is none of that name."""
    import html  # brings a table of two thousand names

    character = html.unescape(entity)
    return None if character == entity else character


def has_markup(text: str) -> bool:
    """Whether there may be a tag or an entity in a text at all."""
    return "<" in text or "&" in text


def in_a_line(text: str) -> str:
    """A text of one line, or of a few, with line breaks in place of its blocks."""
    if not has_markup(text):
        return text
    return decoded(text, {tag.start() for tag in real_tags(text) if tag["name"].lower() in BLOCKS})


def real_tags(text: str) -> list[re.Match[str]]:
    """The tags that mean something: those that are closed, and beside such those that need not be."""
    closed = {tag.start() for pair in pairs(text).values() for tag in pair}
    tags = list(_tags(text))
    begins = bool(tags) and tags[0]["name"].lower() == "p" and not text[: tags[0].start()].strip()
    is_html = closed or begins or any(tag["name"].lower() == "br" for tag in tags)
    loose = _OPTIONAL if is_html else frozenset()
    return [tag for tag in tags if tag.start() in closed or tag["name"].lower() in loose]


def decoded(text: str, blocks: Container[int] = ()) -> str:
    """Characters for their names and numbers, but for those that would mean something; a line break for a block."""
    parts, end = list[str](), 0
    for piece in _PIECE.finditer(text):
        parts += (_ENTITY.sub(_character, text[end : piece.start()]), "\n" if piece.start() in blocks else piece[0])
        end = piece.end()
    return "".join([*parts, _ENTITY.sub(_character, text[end:])])


def _tags(text: str) -> Iterator[re.Match[str]]:
    return (piece for piece in _PIECE.finditer(text) if piece["name"])


def _character(entity: re.Match[str]) -> str:
    character = unescaped(entity[0])
    return entity[0] if character is None or character in _MEANINGFUL else character
