"""Forms of Markdown that say the same: HTML within it, pictures, definition lists, marks of other programs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.notes import Notes

_MARKED = re.compile(r"[<&!\\{]|^\s{0,3}:\s")
_BADGE = re.compile(r"\[!\[([^\]]*)\]\([^()]*\)\]\(([^()\s]+)[^()]*\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^()]*\)|<img\b[^>]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"""<a\b[^>]*?href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)</a>""", re.IGNORECASE)
_TAG = re.compile(
    r"</?(a|abbr|b|big|blockquote|br|center|cite|dd|details|div|dl|dt|em|figure|font|h[1-6]|header|footer|hr|i|kbd|li|main|"
    r"mark|nobr|ol|p|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|time|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_INSTEAD = {"b": "**", "strong": "**", "i": "*", "em": "*", "br": "  "}
_BEGINS = {"li": "- ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
_ENTITY = re.compile(r"&(?:[a-z]+|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_FILL = re.compile(r"\\(?:hfill|quad|qquad|enspace)\b")
_ATTRIBUTES = re.compile(r"\s*\{[:.#][^{}]*\}\s*$")
_DEFINITION = re.compile(r"\s{0,3}:\s+(?=\S)")
_FENCE = ("```", "~~~")
_LONGEST = 5000  # letters: to look for tags takes time that grows as their square


def evened(lines: Iterable[Line], notes: Notes) -> Iterator[Line]:
    """The lines in the plainest Markdown that says the same; what stands in code stays as it is.

    A line may become shorter: columns within one that holds HTML are about right.
    """
    fenced = False
    for line in lines:
        fenced ^= line.text.lstrip().startswith(_FENCE)
        stays = fenced or len(line.text) > _LONGEST or not _MARKED.search(line.text)
        yield line if stays else _evened(line, notes)


def _evened(line: Line, notes: Notes) -> Line:
    text = _BADGE.sub(lambda match: f"[{match[1] or match[2]}]({match[2]})", line.text)
    if text == line.text:
        for match in _PICTURE.finditer(line.text):
            notes.furniture(line.part(*match.span()))
    text = _ANCHOR.sub(
        lambda match: f"[{match[2].strip()}]({match[1]})" if match[2].strip() else match[1], _PICTURE.sub("", text)
    )
    text = _ENTITY.sub(lambda match: unescape(match[0]).replace("\u00a0", " "), _TAG.sub(_instead, text))
    text = _ATTRIBUTES.sub("", _FILL.sub("   ", text))
    definition = _DEFINITION.match(text)
    text = text[definition.end() :] if definition else text
    return replace(line, text=text) if text.strip() else replace(line, text="")


def _instead(match: re.Match[str]) -> str:
    name = match[1].lower()
    closes = match[0].startswith("</")
    return _INSTEAD.get(name, "" if closes else _BEGINS.get(name, ""))
