"""A page's style sheet, applied in the order of CSS where a side has two names.

`padding: 0` and `padding-inline-start: 1em` set the same side, and of two that weigh the same the later one holds (CSS
Logical Properties 1, section 4). The engine compares them by weight alone, so the logical one always won. Here a rule's
place is part of its weight, and a rule that names a side both ways is several.
"""

from typing import Any

from cssselect2 import Matcher

_LOGICAL = ("_inline_", "_block_", "_start_start_", "_start_end_", "_end_start_", "_end_end_")
_SIZES = ("inline_size", "block_size")

Declaration = tuple[str, Any, bool]
"""A property as the engine names it, its value, whether it is `!important`."""


class InOrder(Matcher):  # type: ignore[misc] # the library has no types
    """Selectors with their declarations; what matches comes with its place as the last part of its specificity."""

    def add_selector(self, selector: Any, payload: tuple[list[Declaration], Any]) -> None:
        """Take a rule as several, where it goes from the logical names of sides to the physical ones."""
        declarations, layer = payload
        for part in in_parts(declarations):
            super().add_selector(selector, (part, layer))

    def match(self, element: Any) -> list[tuple[tuple[int, ...], int, str | None, Any]]:
        """Give what matches, in the order in which it applies."""
        return [
            ((*specificity, order), order, pseudo, payload)
            for specificity, order, pseudo, payload in super().match(element)
        ]


def in_parts(declarations: list[Declaration]) -> list[list[Declaration]]:
    """Cut a rule before each declaration that follows a logical one and is none, or the other way round."""
    kinds = [_is_logical(name) for name, _, _ in declarations]
    if len({*kinds}) < 2:  # noqa: PLR2004 -- nearly every rule: the list itself, which the engine knows by its identity
        return [declarations]
    cuts = [place for place in range(1, len(kinds)) if kinds[place] != kinds[place - 1]]
    return [declarations[start:end] for start, end in zip([0, *cuts], [*cuts, len(kinds)], strict=True)]


def _is_logical(name: str) -> bool:
    return any(part in name for part in _LOGICAL) or name.endswith(_SIZES)
