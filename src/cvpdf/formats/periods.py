"""Periods: a beginning and an end that another program keeps in one text, `June 2016 to December 2018`."""

import re
from collections.abc import Iterable

from cvpdf.formats.key_tables import Pair, Reading, plain_text
from cvpdf.formats.material import scalar
from cvpdf.source.tree import Mapping as MappingNode
from cvpdf.source.tree import Node

_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(
    r"(?P<start>\S.*?)\s*(?:[–—]|\s[-~]\s|\s(?:to|until|till|bis|à|hasta|al?)\s)\s*(?P<end>\S.*)"
    r"|(?P<first>\d{4})-(?P<last>\d{4})"
)


def read_period(reading: Reading, node: Node) -> Iterable[Pair]:
    """A row of a table: a text or `{start, end}` as `startDate` and `endDate`.

    One date by itself is both, for what is printed is the one; a text that is no date stands as it was written.
    """
    if isinstance(node, MappingNode):
        entries = {entry.key: entry.value for entry in node.entries}
        return [("startDate", entries.get("start")), ("endDate", entries.get("end"))]
    text = plain_text(node)
    ends = _ends(text)
    if ends:
        reading.dismiss(node)
        return [("startDate", scalar(ends[0], node.span)), ("endDate", scalar(ends[1], node.span))]
    return [("startDate", node), ("endDate", node if _YEAR.search(text) and "](" not in text else None)]


def _ends(text: str) -> tuple[str, str] | None:
    """Both ends, where the first has a year and the second a year or nothing but words."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    start, end = match["start"] or match["first"], match["end"] or match["last"]
    dated = _YEAR.search(start) and (_YEAR.search(end) or not re.search(r"\d", end))
    return (start, end) if dated else None
