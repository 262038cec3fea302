"""The walk through a Tree beside the model, for whoever looks at the file's own keys."""

from collections.abc import Iterator

from cvpdf.model.fields import held_by
from cvpdf.model.part import Part
from cvpdf.path import SourcePath
from cvpdf.source.tree import Mapping, Node, Sequence


def parts_in(node: Node, part: type[Part], path: SourcePath = ()) -> Iterator[tuple[SourcePath, Mapping, type[Part]]]:
    """Every mapping that is such a part or stands under it as one, with its path; each before those under it."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield from parts_in(item, part, (*path, index))
    elif isinstance(node, Mapping):
        yield path, node, part
        held = held_by(part)
        for entry in node.entries:
            field = held.get(entry.key)
            if field and field.part:
                yield from parts_in(entry.value, field.part, (*path, entry.key))
