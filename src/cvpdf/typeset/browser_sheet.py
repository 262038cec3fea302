"""The style sheet that every browser has, and as much of it as can hold for a page.

It says what elements look like before a theme does, so it cannot be done without: a theme may count on it. But few
of its rules are about elements that a page has, and to read them all takes a tenth of a build.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

_QUOTED = r""""[^"]*"|'[^']*'"""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STATEMENT = re.compile(
    rf"""\s*(?P<prelude>(?:[^{{}}"';]|{_QUOTED})*)(?P<block>\{{(?:[^{{}}"']|{_QUOTED}|\{{(?:[^{{}}"']|{_QUOTED})*\}})*\}})\s*"""
)
_ONE_OF = re.compile(r":is\(([^()]*)\)")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)[^]]*\]")
_ELEMENT = re.compile(r"(?:^|[\s>+~])([a-z][\w-]*)")
_UNEXPECTED = re.compile(r"[@|&\\]")
_COUNTER = re.compile(r"@counter-style\s+([\w-]+)\s*$")
_STRING = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)

_BY_ITSELF = ("disc", "decimal")
"""Counters that CSS names where nobody does: for the first value of `list-style-type`, and where another one fails."""


class Selector(NamedTuple):
    """A selector of a rule, and what a page must have for it to match: one name of each set."""

    text: str
    needs: tuple[frozenset[str], ...]


_ANY = Selector("", ())


class Statement(NamedTuple):
    """A rule of the sheet; one that is not about elements has no selectors."""

    text: str
    selectors: tuple[Selector, ...] = ()
    counter: str = ""
    """The style of a counter that it declares, in small letters."""


@cache
def statements(sheet: str) -> tuple[Statement, ...]:
    """Cut a style sheet into its rules; one that is not written as expected stays whole."""
    plain = _COMMENT.sub("", sheet)
    found = list(_STATEMENT.finditer(plain))
    if "\\'" in plain or '\\"' in plain or "".join(match[0] for match in found) != plain:
        return (Statement(sheet),)
    return tuple(_statement(match["prelude"].strip(), match["block"]) for match in found)


def _statement(prelude: str, block: str) -> Statement:
    if counter := _COUNTER.match(prelude):
        return Statement(prelude + block, counter=counter[1].lower())
    if not prelude or _UNEXPECTED.search(prelude):
        return Statement(prelude + block)
    return Statement(block, tuple(Selector(text, _needs(text.lower())) for text in _selectors(prelude)))


def _selectors(prelude: str) -> Iterator[str]:
    """Cut at the commas that stand in no parentheses and no brackets."""
    start = depth = 0
    for place, letter in enumerate(prelude):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield prelude[start:place].strip()
            start = place + 1
    yield prelude[start:].strip()


def _needs(selector: str) -> tuple[frozenset[str], ...]:
    """What must be there so that all parts of a selector match something; for `:not(…)` that is nothing."""
    outside = _IN_PARENTHESES.sub("", selector)
    choices = [] if "(" in outside else [[*map(_names, one.split(","))] for one in _ONE_OF.findall(selector)]
    while "(" in outside and (shorter := _IN_PARENTHESES.sub("", outside)) != outside:
        outside = shorter
    needed = [frozenset(names[0] for names in choice) for choice in choices if all(choice)]
    return (*needed, *(frozenset({name}) for name in _names(outside)))


def _names(selector: str) -> list[str]:
    return _ATTRIBUTE.findall(selector) + _ELEMENT.findall(_ATTRIBUTE.sub("", selector).strip())


def holding(sheet: str, names: Iterable[str], css: str, markup: str) -> frozenset[tuple[int, int]]:
    """Find what of the sheet can hold for a page; the rest would change nothing.

    Args:
        sheet: The text of the browser's style sheet.
        names: The elements and attributes that the page has, in small letters.
        css: The style sheets of the page.
        markup: The page itself, in which an attribute may name a counter.

    Returns:
        The place of each selector: of its rule in `statements(sheet)`, and its own in the rule.
    """
    there, known = frozenset(names), statements(sheet)
    counters = {statement.counter: (number, 0) for number, statement in enumerate(known) if statement.counter}
    kept = {
        (number, place)
        for number, statement in enumerate(known)
        for place, selector in enumerate(statement.selectors or (_ANY,))
        if not statement.counter and all(not there.isdisjoint(needed) for needed in selector.needs)
    }
    if "\\" in _STRING.sub("", css) or "\\" in markup:  # a name may be written with escapes
        return frozenset(kept.union(counters.values()))
    texts = [css.lower(), markup.lower(), *(known[number].text for number, _ in kept), *_BY_ITSELF]
    while texts:
        wanted = [name for name in counters if any(name in text for text in texts)]
        texts = [known[counters[name][0]].text.lower() for name in wanted]
        kept |= {counters.pop(name) for name in wanted}
    return frozenset(kept)


def part(sheet: str, places: Iterable[tuple[int, int]]) -> str:
    """Write the part of a sheet that `holding` found, or several of these together."""
    known = statements(sheet)
    return "\n".join(
        ", ".join(known[number].selectors[place].text for _, place in rule if known[number].selectors)
        + known[number].text
        for number, rule in groupby(sorted(places), key=itemgetter(0))
    )


# Styles for boxes that are not made. ----------------------------------------------------------------------------
# The sheet has rules for the marker of any element, and for five parts of foot- and endnotes. So each element gets six
# styles, on a long page a third of all memory, where it makes a box of the first if it is the item of a list, and of
# the others if it is a note.


NO_PARTS: frozenset[str] = frozenset()
_NOTES = frozenset(("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"))
_MARKER = frozenset(("marker",))
_ITEM = "li"
"""The element that is the item of a list without being told."""

_TOLD_ELSEWHERE = re.compile(r"\\|@import")
"""A name may be written with escapes, and a rule may stand in another file."""

_MAY_BE_ITEM = re.compile(r"list-item|(?:display|all)\s*:[^;}]*(?:inherit|var\s*\(|/\*)")


def unmade(css: str) -> frozenset[str]:
    """Find the parts of elements that make no boxes.

    Args:
        css: All that a page says of its elements beside the browser's style sheet.

    Returns:
        Names of pseudo-elements. The marker among them is one of an element that is no `<li>`.
    """
    text = css.lower()
    if _TOLD_ELSEWHERE.search(text):
        return NO_PARTS
    return (NO_PARTS if "note" in text else _NOTES) | (NO_PARTS if _MAY_BE_ITEM.search(text) else _MARKER)


class Sparing:
    """The selectors of a style sheet, without the parts of elements that make no boxes."""

    def __init__(self, matcher: Any, parts: frozenset[str]) -> None:
        """Leave out these `parts` of what a matcher gives."""
        self._matcher = matcher
        self._parts, self._parts_of_item = parts, parts - _MARKER

    def match(self, element: Any) -> list[Any]:
        """Give what matches, as the engine asks for it."""
        parts = self._parts_of_item if element.local_name == _ITEM else self._parts
        return [found for found in self._matcher.match(element) if found[2] not in parts]
