"""A Resume as plain data again: what the file said, in the model's own names and order, without what is blank."""

from cvpdf.model.dates import PartialDate, Present, WrittenDate
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank
from cvpdf.source.tree import PlainData


def plain_resume(part: Part) -> dict[str, PlainData]:
    """The keys of a part that the file gave and that say something; every value is text, as in a Tree.

    A date has its usual form. A part that may be written as one text is one where nothing else was given.
    """
    data: dict[str, PlainData] = {}
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            _put(data, field.alias or name, getattr(part, name))
    for key, value in (part.model_extra or {}).items():
        _put(data, key, value)
    return data


def _put(data: dict[str, PlainData], key: str, value: object) -> None:
    written = _plain(value)
    if not is_blank(written):
        data[key] = written


def _plain(value: object) -> PlainData:
    if isinstance(value, Part):
        data = plain_resume(value)
        return data[value.bare] if value.bare and set(data) == {value.bare} else data
    if isinstance(value, tuple | list):
        return [item for item in map(_plain, value) if not is_blank(item)]
    if isinstance(value, dict):
        kept = ((str(key), _plain(part)) for key, part in value.items())
        return {key: part for key, part in kept if not is_blank(part)}
    if value is None:
        return None
    if isinstance(value, str | int | PartialDate | Present | WrittenDate):
        return str(value)
    raise TypeError(value)
