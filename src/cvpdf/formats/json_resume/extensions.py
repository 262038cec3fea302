"""What JSON Resume has no key for: kept under `meta.cvpdf` of an exported file, and put back when one is read.

`positions` are the jobs that were unrolled: each group lists how many entries of `work` from where on are
positions of one employer. `values` are differences: at a `path` of the file as it was, the value that `is`,
instead of the one that the standard's keys hold (`was`). Where that one has been changed since, it stays.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.formats.material import value_of
from cvpdf.path import PathError, format_path, parse_path
from cvpdf.rules.cv7_formats import StaleExtension
from cvpdf.source.tree import MOST_LEVELS, Mapping, MappingEntry, Node, PlainData, Scalar, Sequence, Tree, plain_data

SHARED = ("name", "location", "description", "url")
"""Keys of a job that each of its unrolled positions repeats."""


def restore(tree: Tree) -> Outcome[Tree]:
    """Put back what an export kept under `meta.cvpdf`; a file without it comes back as it is.

    Args:
        tree: A file in JSON Resume.

    Returns:
        The Tree with the values put back, and a note on each that was changed since the export.
    """
    kept = tree.node(("meta", "cvpdf"))
    if not isinstance(kept, Mapping):
        return Outcome(tree)
    said: list[Diagnostic] = []
    restored = _without(replace(tree, root=fold(tree.root, value_of(kept, "positions"))))
    for change in _items(value_of(kept, "values")):
        restored = _changed(restored, change, said)
    return Outcome(restored, tuple(said))


def fold(root: Node, positions: Node | None) -> Node:
    """Make one job of the entries that a group marks, from the last group to the first."""
    entry = root.get("work") if isinstance(root, Mapping) else None
    if entry is None or not isinstance(entry.value, Sequence) or not isinstance(root, Mapping):
        return root
    jobs = list(entry.value.items)
    groups = [_group(group, len(jobs)) for group in _items(positions)]
    for start, count in sorted(filter(None, groups), reverse=True):
        folded = _folded(jobs[start : start + count])
        if folded:
            jobs[start : start + count] = [folded]
    work = replace(entry, value=replace(entry.value, items=tuple(jobs)))
    return replace(root, entries=tuple(work if one.key == "work" else one for one in root.entries))


def differences(inline: PlainData, exact: PlainData, path: tuple[str | int, ...] = ()) -> Iterator[PlainData]:
    """What must be put back so that plain data which the standard can hold becomes what it was made from."""
    if isinstance(inline, dict) and isinstance(exact, dict):
        for key in dict.fromkeys((*inline, *exact)):
            yield from differences(inline.get(key), exact.get(key), (*path, key))
    elif isinstance(inline, list) and isinstance(exact, list) and len(inline) == len(exact):
        for index, (one, other) in enumerate(zip(inline, exact, strict=True)):
            yield from differences(one, other, (*path, index))
    elif inline != exact:
        yield {"path": format_path(path), "was": inline, "is": exact}


def _changed(tree: Tree, change: Node, said: list[Diagnostic]) -> Tree:
    """Make one change, if what it was made for is still there."""
    path_node = value_of(change, "path")
    text = path_node.text if isinstance(path_node, Scalar) else None
    try:
        path = parse_path(text or "")
    except PathError:
        return tree
    was, now = value_of(change, "was"), value_of(change, "is")
    here = tree.node(path)
    if (plain_data(here) if here else None) != (plain_data(was) if was else None) or len(path) > MOST_LEVELS:
        message = f"`{text}` has been changed since it was exported, and stays as it is now"
        said.append(StaleExtension.at(change.span, message, path=path, hint="take this entry out of `meta.cvpdf`"))
        return tree
    try:
        return tree.with_value(path, now or Scalar(None, change.span))
    except LookupError:
        return tree


def _folded(jobs: list[Node]) -> Mapping | None:
    """One job with several positions; None where the entries are of several employers by now."""
    first = jobs[0]
    names = {str(plain_data(value_of(job, "name") or Scalar(None, job.span))) for job in jobs}
    if len(names) > 1 or not isinstance(first, Mapping):
        return None
    shared = tuple(entry for entry in first.entries if entry.key in SHARED)
    positions = tuple(
        replace(job, entries=tuple(entry for entry in job.entries if entry.key not in SHARED))
        for job in jobs
        if isinstance(job, Mapping)
    )
    return replace(first, entries=(*shared, MappingEntry("positions", first.span, Sequence(positions, first.span))))


def _group(group: Node, jobs: int) -> tuple[int, int] | None:
    """Where a group begins and how many entries it has, None where that cannot be."""
    numbers = [_number(value_of(group, key)) for key in ("first", "count")]
    start, count = numbers
    return (start, count) if start is not None and count and start + count <= jobs else None


def _number(node: Node | None) -> int | None:
    text = node.text if isinstance(node, Scalar) else None
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < len("100000") else None


def _without(tree: Tree) -> Tree:
    """The tree without `meta.cvpdf`, which has served."""
    meta = tree.node(("meta",))
    if not isinstance(meta, Mapping) or not isinstance(tree.root, Mapping):
        return tree
    rest = replace(meta, entries=tuple(entry for entry in meta.entries if entry.key != "cvpdf"))
    return tree.with_value(("meta",), rest)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()
