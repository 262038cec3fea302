"""Whether two résumés say the same: what is blank counts for nothing, wherever it stands."""

from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank


def say_the_same(one: Part, other: Part) -> bool:
    """Whether two parts hold the same values, but for blanks."""
    return _said(one) == _said(other)


def _said(value: object) -> object:
    """A value without its blanks, as plain data with dates in it."""
    if isinstance(value, Part):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return _said(fields | (value.model_extra or {}))
    if isinstance(value, dict):
        said = {key: _said(part) for key, part in value.items()}
        return {key: part for key, part in said.items() if not is_blank(part)}
    if isinstance(value, tuple | list):
        return [part for part in map(_said, value) if not is_blank(part)]
    return value
