"""What a style sheet may not say, because the PDF's text would not be the page's: each with its reason."""

import re
from collections.abc import Callable
from typing import Any

from cvpdf.compose.css import Declared, tokens_in

_Asks = Callable[[list[Any]], bool]

_WORDLESS = re.compile(r"::?(?:before|after)$|(?:^|[\s>+~])[^\s>+~]*(?:img|\.photo)$", re.IGNORECASE)
"""Selectors of what holds no words, and may stand anywhere: the photo, signs before and behind."""

_WIDEST = 0.1
"""Letter spacing (em) from which on readers see letters instead of words."""

_STEPS = ("counter", "counters", "attr", "string", "content", "target-counter", "target-counters", "target-text")
"""What `content` prints besides texts."""


def harm_of(declared: Declared) -> tuple[str, str] | None:
    """Why a declaration harms the text, and what to write instead; None where it does not."""
    asks, reason, hint = _HARMS.get(declared.name, (None, "", ""))
    if asks is None or not asks(_plain(declared)):
        return None
    if declared.name in _MOVING and _is_wordless(declared.selectors):
        return None
    return reason, hint


def words_of_content(declared: Declared) -> str | None:
    """What the property `content` prints that is more than signs; the margins of a page may name and count."""
    if declared.name != "content":
        return None
    for token in tokens_in(declared.value):
        if token.type == "string" and any(map(str.isalnum, token.value)):
            return f'"{token.value}"'
        if token.type == "function" and token.lower_name in _STEPS and not declared.margin_box:
            return f"{token.lower_name}(…)"
    return None


def _plain(declared: Declared) -> list[Any]:
    return [token for token in declared.value if token.type not in ("whitespace", "comment")]


def _is_wordless(selectors: str) -> bool:
    return bool(selectors) and all(_WORDLESS.search(selector.strip()) for selector in selectors.split(","))


def _words(value: list[Any]) -> set[str]:
    return {token.lower_value for token in value if token.type == "ident"}


def _but(*harmless: str) -> _Asks:
    """Whether a value is a word, and none of these."""
    fine = {*harmless, "inherit", "initial", "unset", "revert"}
    return lambda value: (
        bool(_words(value) - fine) or any(token.type == "function" and token.lower_name != "var" for token in value)
    )


def _any_of(*harmful: str) -> _Asks:
    return lambda value: not _words(value).isdisjoint(harmful)


def _less_than_whole(value: list[Any]) -> bool:
    whole = {"number": 1, "percentage": 100}
    return any(token.value < whole[token.type] for token in value if token.type in whole)


def _not_zero(value: list[Any]) -> bool:
    return any(token.type == "number" and token.value != 0 for token in value)


def _wide(value: list[Any]) -> bool:
    return any(token.type == "dimension" and token.lower_unit == "em" and token.value > _WIDEST for token in value)


_SIDE = "put it side by side with `display: table` and `table-cell`, or with margins and padding"
_APART = "it is painted apart from the text around it, so readers meet its words out of their order"
_TURNED = "readers meet the words in the order of the templates and not of the page"

_HARMS: dict[str, tuple[_Asks, str, str]] = {
    "float": (_but("none"), _APART, _SIDE),
    "position": (_but("static"), _APART, _SIDE),
    "transform": (_but("none"), _APART, _SIDE),
    "opacity": (_less_than_whole, _APART, "write a paler colour"),
    "overflow": (
        _but("visible"),
        _APART + ", and what is cut off is lost",
        "give it room, or `overflow-wrap: anywhere`",
    ),
    "order": (_not_zero, _TURNED, "change the order in a template"),
    "flex-direction": (_any_of("row-reverse", "column-reverse"), _TURNED, "change the order in a template"),
    "flex-flow": (_any_of("row-reverse", "column-reverse", "wrap-reverse"), _TURNED, "change the order in a template"),
    "flex-wrap": (_any_of("wrap-reverse"), _TURNED, "change the order in a template"),
    "visibility": (
        _but("visible"),
        "what nobody sees is lost",
        "leave it out in a template, and declare so in `omits`",
    ),
    "letter-spacing": (_wide, "readers take letters that far apart for words", "write `0.1em` at most"),
    "hyphens": (_any_of("auto"), "a word with a hyphen in it is not found any more", "leave it out"),
    "font-variant": (_any_of("all-small-caps"), "capitals are read back as small letters", "write `small-caps`"),
    "font-variant-caps": (_any_of("all-small-caps"), "capitals are read back as small letters", "write `small-caps`"),
    "list-style": (
        _but("none", "inside", "outside"),
        "it prints a bullet before the one that is there",
        "name one under `bullet` in `theme.yaml`",
    ),
    "list-style-type": (
        _but("none"),
        "it prints a bullet before the one that is there",
        "name one under `bullet` in `theme.yaml`",
    ),
}
"""By property: which values harm, why, and what to write instead."""

_MOVING = ("float", "position", "transform", "opacity", "overflow")
"""Harmless where there are no words."""
