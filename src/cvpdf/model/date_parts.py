"""Dates in parts: a year, a month and a day under keys of their own, `{year: 2020, month: 3}`."""

from cvpdf.model.date_forms import parse_date
from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError
from cvpdf.model.fields import is_blank_node
from cvpdf.source.tree import Mapping, Scalar

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
    in_numbers = all(part.isdecimal() for part in parts.values())
    order = _PARTS if in_numbers else tuple(reversed(_PARTS))
    written = ("-" if in_numbers else " ").join(parts[part] for part in order if part in parts)
    try:
        date = parse_date(written, language)
    except (ImpossibleDateError, AmbiguousDateError):
        date = None
    return (str(date), True) if date else (written, False)
