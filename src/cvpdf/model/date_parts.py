"""Dates in parts: a year, a month and a day under keys of their own, `{year: 2020, month: 3}`, or in a list."""

from collections.abc import Iterable

from cvpdf.model.date_forms import parse_date
from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError
from cvpdf.model.fields import is_blank_node
from cvpdf.source.tree import Mapping, Scalar, Sequence

_PARTS = ("year", "month", "day")


def date_of_parts(node: Mapping, language: str) -> tuple[str, bool] | None:
    """The date whose parts are the values of a mapping; None where it has other keys, or too few.

    Returns:
        The date in its usual form, and True; or what was written, in a row, and False where that is no date.
    """
    parts: dict[str, str] = {}
    for entry in node.entries:
        if not isinstance(entry.value, Scalar) or entry.key.lower() not in _PARTS:
            return None
        if not is_blank_node(entry.value):
            parts[entry.key.lower()] = (entry.value.text or "").strip()
    if "year" not in parts or ("day" in parts and "month" not in parts):
        return None
    order = _PARTS if _are_numbers(parts.values()) else tuple(reversed(_PARTS))
    return _date_of([parts[part] for part in order if part in parts], language)


def date_of_list(node: Sequence, language: str) -> tuple[str, bool] | None:
    """The date whose parts are the items of a list, in any order that has one meaning: `[2020, 3]`, `[March, 2020]`.

    Returns:
        As above; None where they are no parts of one date, as in `[2019, 2020]`.
    """
    items = [item.text for item in node.items if isinstance(item, Scalar) and not is_blank_node(item)]
    parts = [text.strip() for text in items if text is not None]
    years = sum(len(part) == len("2020") and part.isdecimal() for part in parts)
    if len(parts) != len(node.items) or len(parts) > len(_PARTS) or years != 1:
        return None
    return _date_of(parts, language)


def _are_numbers(parts: Iterable[str]) -> bool:
    return all(part.isdecimal() for part in parts)


def _date_of(parts: list[str], language: str) -> tuple[str, bool]:
    written = ("-" if _are_numbers(parts) else " ").join(parts)
    try:
        date = parse_date(written, language)
    except (ImpossibleDateError, AmbiguousDateError):
        date = None
    return (str(date), True) if date else (written, False)
