"""A style sheet taken apart: its declarations where they stand, and what cannot be read as CSS.

The engine passes over what it cannot read, and whatever follows up to the next place where it can go on (CSS Syntax 3,
section 2.2). An author wants to know instead.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

_MARKS = re.compile(
    r"""(/\*.*?(?:\*/|\Z))|("(?:\\.|[^"\\\n])*(?:"|\n|\Z)|'(?:\\.|[^'\\\n])*(?:'|\n|\Z))|\\.|url\([^"')]*\)|([\[({])|([\])}])""",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, texts, escaped signs, addresses; brackets that open, and that close."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_SHOWN = 60
_DECLARE = "a declaration is a name, a colon and a value, with a semicolon behind it: `margin: 3mm;`"


class Declared(Struct, frozen=True):
    """A property and its value (tokens of tinycss2), at its line and column; `selectors` are the rule's, as written.

    `margin_box` says that it stands in a box of the page's margin: `@page { @bottom-right { … } }`.
    """

    name: str
    value: list[Any]
    line: int
    column: int
    selectors: str = ""
    margin_box: bool = False


class CssFault(Struct, frozen=True):
    """Something that is no CSS, at its line and column."""

    line: int
    column: int
    message: str
    hint: str | None = None


class ParsedSheet(Struct):
    """All declarations of a style sheet, and its faults."""

    declared: list[Declared] = field(default_factory=list)
    faults: list[CssFault] = field(default_factory=list)


def read_sheet(text: str) -> ParsedSheet:
    """Take a style sheet apart; where brackets do not match, nothing else in it can be relied on."""
    from tinycss2 import parse_stylesheet

    css = re.sub(r"\r\n?|\f", "\n", text)
    sheet = ParsedSheet(faults=list(_unmatched(css)))
    if sheet.faults:
        return sheet
    rules = parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    waiting = [(rule, "", False) for rule in reversed(rules)]
    while waiting:
        node, selectors, in_page = waiting.pop()
        waiting += [(inner, *place) for inner, place in reversed(list(_take(node, (selectors, in_page), css, sheet)))]
    return sheet


def marks_selected(selectors: str, body: str) -> frozenset[int]:
    """The marks of a page's body that selectors are about: those inside of what they select, and those around it.

    Of parts that elements have besides (`::before`) the element counts.
    """
    from cssselect2 import ElementWrapper, SelectorError, compile_selector_list
    from tinyhtml5 import parse

    try:
        compiled = compile_selector_list(selectors.replace("&", ":root"))
    except SelectorError:
        return frozenset()
    found: set[int] = set()
    root = ElementWrapper.from_html_root(parse(f"<!DOCTYPE html><body>{body}", namespace_html_elements=False))
    for element in root.iter_subtree():
        if any(selector.test(element) for selector in compiled):
            near = (*element.iter_subtree(), *element.ancestors)
            found.update(int(each.etree_element.get("data-mark", -1)) for each in near)
    return frozenset(found)


def tokens_in(value: list[Any]) -> Iterator[Any]:
    """Every token of a value, those inside functions and brackets too."""
    waiting = list(reversed(value))
    while waiting:
        token = waiting.pop()
        yield token
        waiting += reversed(getattr(token, "arguments", None) or getattr(token, "content", None) or [])


def written(tokens: list[Any]) -> str:
    """Tokens as CSS writes them."""
    from tinycss2 import serialize

    return str(serialize(tokens)).strip()


_Place = tuple[str, bool]
"""The selectors of the rule around a node, and whether it stands in `@page`."""


def _take(node: Any, place: _Place, css: str, sheet: ParsedSheet) -> Iterator[tuple[Any, _Place]]:  # noqa: ANN401 -- as below
    """Write down what a node says, and give those inside of it."""
    from tinycss2 import parse_blocks_contents, parse_rule_list

    selectors, in_page = place
    if node.type == "declaration":
        boxed = in_page and bool(selectors)
        sheet.declared.append(
            Declared(node.lower_name, node.value, node.source_line, node.source_column, selectors, boxed)
        )
    elif node.type == "error":
        sheet.faults.append(_no_declaration(css, node.source_line, node.source_column))
    elif node.type == "qualified-rule":
        sheet.faults += _bad_selectors(node)
        inner = parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        yield from ((one, (written(node.prelude), in_page)) for one in inner)
    elif node.type == "at-rule" and node.content is not None:
        name = node.lower_at_keyword
        if name == "font-face":
            sheet.declared.append(Declared(f"@{name}", node.content, node.source_line, node.source_column))
        elif in_page or name == "page":
            inner = parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from ((one, (f"@{name}" if in_page else "", True)) for one in inner)
        elif name in ("media", "layer"):
            inner = parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from ((one, place) for one in inner)


def _unmatched(css: str) -> Iterator[CssFault]:
    """Brackets without their other half, texts and comments without an end."""
    open_ones: list[tuple[str, int]] = []
    for found in _MARKS.finditer(css):
        comment, text, opening, closing = found.groups()
        if comment and not (comment.endswith("*/") and len(comment) > 3):  # noqa: PLR2004 -- `/*/` has no end
            yield _fault(css, found.start(), "this comment has no end", "close it with `*/`")
        elif text and (text[-1] != text[0] or len(text) == 1):
            yield _fault(
                css, found.start(), f"this text has no end: `{text.strip()[:_SHOWN]}`", f"close it with {text[0]}"
            )
        elif opening:
            open_ones.append((opening, found.start()))
        elif closing and open_ones and _CLOSING[open_ones[-1][0]] == closing:
            open_ones.pop()
        elif closing:
            opened = f"; `{open_ones[-1][0]}` in line {_line(css, open_ones[-1][1])} is still open" if open_ones else ""
            hint = "is a `{` missing before it?" if closing == "}" and not open_ones else None
            yield _fault(css, found.start(), f"this `{closing}` closes nothing{opened}", hint)
            return
    for opening, start in open_ones[:1]:
        yield _fault(css, start, f"this `{opening}` is never closed", f"put `{_CLOSING[opening]}` where it ends")


def _bad_selectors(rule: Any) -> Iterator[CssFault]:  # noqa: ANN401 -- nodes have no types
    """What stands before a rule's braces and selects nothing that the engine knows."""
    from cssselect2 import SelectorError, compile_selector_list

    shown = written(rule.prelude)
    try:
        # `&` is the rule around: whatever it selects is selected elsewhere.
        compiled = compile_selector_list(shown.replace("&", ":root"))
    except SelectorError:
        compiled = None
    known = (None, "before", "after", "marker", "first-line", "first-letter", "footnote-call", "footnote-marker")
    if compiled is None or any(selector.pseudo_element not in known for selector in compiled):
        first = shown.partition("\n")[0][:_SHOWN]
        message = f"this selects nothing that there is: `{first}`" if first else "there is no selector before this `{`"
        yield CssFault(
            rule.source_line, rule.source_column, message, "is a bracket or a comma missing, or one too many?"
        )


def _no_declaration(css: str, line: int, column: int) -> CssFault:
    """The parser stops at the end of what it cannot read; what begins there is found by going back."""
    lines = css.split("\n")
    end = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
    start = max(css.rfind(sign, 0, end) for sign in ("{", ";", "}", "*/")) + 1
    start += len(css[start:end]) - len(css[start:end].lstrip("/ \n\t"))
    shown = re.split(r"[;}\n]", css[start:], maxsplit=1)[0].strip()[:_SHOWN]
    return _fault(css, start, f"this is no declaration: `{shown}`", _DECLARE)


def _fault(css: str, place: int, message: str, hint: str | None) -> CssFault:
    return CssFault(_line(css, place), place - css.rfind("\n", 0, place), message, hint)


def _line(css: str, place: int) -> int:
    return css.count("\n", 0, place) + 1
