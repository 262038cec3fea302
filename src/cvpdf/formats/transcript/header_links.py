"""Links in heads: addresses of the web with or without a scheme, links of Markdown, and what stands behind one."""

import re

from cvpdf.formats.transcript.lines import Line

LINK = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HOST = re.compile(r"((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s()]*)?)")
LINK_MARKS = " \t*_|·•,:–—-"
_BETWEEN = " \t|·,:–—-"
_EMPHASISED = re.compile(r"([*_]{1,3})(?=\S)[^*_]*[^\s*_]\1")
BARE_LINK = re.compile(r"<?(https?://[^\s<>]+|www\.[^\s<>]+)>?")


def is_address(line: Line) -> bool:
    """Whether a line is an address of the web, with or without its scheme, or as a link."""
    return any(form.fullmatch(line.text) for form in (LINK, BARE_LINK, HOST))


def behind_link(line: Line, start: int) -> Line:
    """What stands behind a link, without the marks between; words that are emphasised keep theirs at both ends."""
    rest = line.part(start, None, _BETWEEN)
    return rest if _EMPHASISED.match(rest.text) else line.part(start, None, LINK_MARKS)
